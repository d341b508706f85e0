//! From the parts to a site: hashed names, relative addresses, compressed copies; and the single file.

use crate::wasm::Module;
use anyhow::{Context as _, Result};
use base64::Engine as _;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// The release: `dist/`.
pub fn release(module: &Module, office: &Module) -> Result<()> {
    let folder = Path::new("dist");
    site(module, office, folder)?;
    compress(folder)?;
    // Opened from a disk, so never handed out compressed.
    Ok(fs::write(folder.join("union-star.html"), single_file(module, office)?)?)
}

/// A site without compressed copies.
pub fn site(module: &Module, office: &Module, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let put = |stem: &str, ending: &str, bytes: &[u8]| -> Result<String> {
        let name = format!("{stem}-{}.{ending}", hash(bytes));
        fs::write(folder.join(&name), bytes)?;
        Ok(name)
    };
    let style = put("style", "css", styles("order.txt")?.as_bytes())?;
    let office_style = put("office", "css", styles("office.txt")?.as_bytes())?;
    let wasm = put("app", "wasm", &module.wasm)?;
    let script = put("app", "js", module.glue.as_bytes())?;
    let boot = put("boot", "js", boot()?.as_bytes())?;
    let office_wasm = put("office", "wasm", &office.wasm)?;
    let office_script = put("office", "js", worker(office)?.as_bytes())?;
    let place = format!(
        "id=\"app\" data-office-wasm=\"{office_wasm}\" data-office-script=\"{office_script}\" \
         data-office-style=\"{office_style}\""
    );
    let head = format!(
        "<link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" crossorigin>\n    <link rel=\"stylesheet\" href=\"{style}\">"
    );
    let scripts = format!(
        "<script src=\"{script}\" defer></script>\n    <script src=\"{boot}\" data-wasm=\"{wasm}\" defer></script>"
    );
    fs::write(folder.join("index.html"), page(&head, &scripts)?.replace("id=\"app\"", &place))?;
    Ok(())
}

/// One HTML file that runs from a disk: everything inside.
fn single_file(module: &Module, office: &Module) -> Result<String> {
    let office_wasm = base64::engine::general_purpose::STANDARD.encode(&office.wasm);
    let wasm = base64::engine::general_purpose::STANDARD.encode(&module.wasm);
    let head = format!("<style>{}{}</style>", styles("order.txt")?, styles("office.txt")?);
    let scripts = format!(
        "<script>{}</script>\n    <script id=\"wasm\" type=\"application/wasm-base64\">{wasm}</script>\n    \
         <script>{}</script>\n    <script id=\"office-script\" type=\"text/plain\">{}</script>\n    \
         <script id=\"office-wasm\" type=\"application/wasm-base64\">{office_wasm}</script>",
        inline(&module.glue),
        inline(&boot()?),
        inline(&worker(office)?)
    );
    page(&head, &scripts)
}

/// The second Wasm's script: wasm-bindgen's, then ours, for the worker and for the page.
fn worker(office: &Module) -> Result<String> {
    let ours = |path: &'static str| fs::read_to_string(path).context(path);
    Ok(format!("{}\n{}{}", office.glue, ours("src/browser/office.js")?, ours("src/browser/desk.js")?))
}

/// A script inside HTML must not hold what ends it.
fn inline(script: &str) -> String {
    script.replace("</script", "<\\/script")
}

fn page(head: &str, scripts: &str) -> Result<String> {
    let page = fs::read_to_string("index.html").context("index.html")?;
    Ok(page.replace("<!-- head -->", head).replace("<!-- scripts -->", scripts))
}

fn boot() -> Result<String> {
    fs::read_to_string("src/browser/boot.js").context("src/browser/boot.js")
}

/// The stylesheets in the order of a list in styles/, without comments and indentation.
fn styles(list: &str) -> Result<String> {
    let list = Path::new("styles").join(list);
    let order = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
    let mut all = String::new();
    for name in order.lines().filter(|line| !line.trim().is_empty()) {
        let path = Path::new("styles").join(name.trim());
        all.push_str(&fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        all.push('\n');
    }
    Ok(squeeze(&all))
}

/// Drops comments and blanks at the ends of lines; rules stay as they are written, so that nothing is
/// rewritten for browsers newer than ours.
fn squeeze(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    let mut lines = String::new();
    for line in out.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Copies for servers that hand out .br and .gz.
fn compress(folder: &Path) -> Result<()> {
    let files: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    for path in files {
        let bytes = fs::read(&path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        fs::write(folder.join(format!("{name}.br")), brotli(&bytes)?)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&bytes)?;
        fs::write(folder.join(format!("{name}.gz")), gzip.finish()?)?;
    }
    Ok(())
}

/// Brotli at its best.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}
