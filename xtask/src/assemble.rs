//! From the parts to a site: hashed names, relative addresses, compressed copies; and the single file.

use crate::glue;
use crate::wasm::{self, Module, Part, Profile};
use crate::{policy, prerender};
use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// What a site is made of.
pub struct Parts {
    /// The Wasms with their scripts, in the order of [`Part::ALL`].
    modules: Vec<(Part, Module)>,
    /// Home as HTML.
    home: String,
    /// What unpacks the first Wasm, which then stands in the page packed.
    unpacker: Option<Vec<u8>>,
}

impl Parts {
    /// Builds all of it.
    pub fn build(profile: Profile) -> Result<Self> {
        let modules = Part::ALL.into_iter().map(|part| Ok((part, wasm::build(part, profile)?)));
        let modules = modules.collect::<Result<_>>()?;
        let unpacker = if profile == Profile::Release { Some(wasm::unpacker()?) } else { None };
        Ok(Self { modules, home: prerender::home()?, unpacker })
    }
}

/// The release: `dist/`.
pub fn release(parts: &Parts) -> Result<()> {
    let folder = Path::new("dist");
    site(parts, folder)?;
    offline(folder)?;
    compress(folder)?;
    // Opened from a disk, so never handed out compressed.
    Ok(fs::write(folder.join("union-star.html"), single_file(parts)?)?)
}

/// A site without compressed copies.
pub fn site(parts: &Parts, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let put = |stem: &str, ending: &str, bytes: &[u8]| -> Result<String> {
        let name = format!("{stem}-{}.{ending}", hash(bytes));
        fs::write(folder.join(&name), bytes)?;
        Ok(name)
    };
    let mut names = serde_json::Map::new();
    let (mut first_script, mut unpack, mut packed) = (String::new(), String::new(), String::new());
    for (part, module) in &parts.modules {
        let wasm = put(part.name(), "wasm", &module.wasm)?;
        let script = put(part.name(), "js", script(*part, module)?.as_bytes())?;
        if *part == Part::App {
            first_script.clone_from(&script);
            // It comes with the page: on a line of 560 ms nothing else can come before the first answer about a file of
            // its own. That file is there for a page that something on the way has altered.
            if let Some(unpacker) = &parts.unpacker {
                unpack = unpacking(unpacker)?;
                packed = pieces(&module.wasm)?;
            }
            names.insert(part.name().to_owned(), json!({ "wasm": wasm, "script": script }));
        } else if *part != Part::Engine {
            let style = put(part.name(), "css", styles(*part)?.as_bytes())?;
            names.insert(part.name().to_owned(), json!({ "wasm": wasm, "script": script, "style": style }));
        }
    }
    let style = styles(Part::App)?;
    let whole = names.get(Part::Later.name()).and_then(|names| names.get("wasm"));
    let early = early(whole.unwrap_or(&serde_json::Value::Null))?;
    let boot = put("boot", "js", boot()?.as_bytes())?;
    names.insert("after".to_owned(), json!({ "script": put("after", "js", after()?.as_bytes())? }));
    let names = serde_json::Value::Object(names).to_string().replace('"', "&quot;");
    let head = format!(
        "<script>{early}</script>\n    \
         <style>{style}</style>\n    \
         <script src=\"{boot}\" data-scripts=\"'self'\" data-parts=\"{names}\" defer></script>\n    \
         <script src=\"{first_script}\" defer></script>"
    );
    let mut scripts = policy::digest(&early);
    let mut end = String::new();
    if !unpack.is_empty() {
        write!(scripts, " {}", policy::digest(&unpack))?;
        end = format!("<script>{unpack}</script>{packed}");
    }
    let policy = policy::of_site(&scripts, &policy::digest(&style));
    Ok(fs::write(folder.join("index.html"), page(&policy, &head, &parts.home, &end)?)?)
}

/// What makes the site open without a network, and stand on a phone's screen: the release alone.
fn offline(folder: &Path) -> Result<()> {
    for name in ["icon-192.png", "icon-512.png", "apple-touch-icon.png"] {
        fs::copy(Path::new("styles/icons").join(name), folder.join(name)).context(name)?;
    }
    let icon =
        |name: &str, size: &str| json!({ "src": name, "sizes": size, "type": "image/png", "purpose": "any maskable" });
    let manifest = json!({
        "name": "星级自评", "short_name": "星级自评", "lang": "zh-CN", "start_url": "./", "scope": "./",
        "display": "minimal-ui", "background_color": "#ffffff", "theme_color": "#ffffff",
        "icons": [icon("icon-192.png", "192x192"), icon("icon-512.png", "512x512")],
    });
    fs::write(folder.join("manifest.webmanifest"), manifest.to_string())?;
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index)?.replace(" data-parts=", " data-offline data-parts=").replace(
        "</title>",
        "</title>\n    <link rel=\"manifest\" href=\"manifest.webmanifest\">\n    \
             <link rel=\"apple-touch-icon\" href=\"apple-touch-icon.png\">",
    );
    fs::write(&index, &page)?;
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let (rest, mut first): (Vec<_>, Vec<_>) = names
        .into_iter()
        .filter(|name| name != "index.html" && !is_spare(name))
        .partition(|name| name.starts_with("office-"));
    first.push("./".to_owned());
    let worker = fs::read_to_string("src/browser/sw.js").context("src/browser/sw.js")?;
    let worker = worker
        .replace("/* first */[]", &json!(first).to_string())
        .replace("/* rest */[]", &json!(rest).to_string())
        .replace("/* version */", &hash(page.as_bytes()));
    Ok(fs::write(folder.join("sw.js"), worker)?)
}

/// Whether the page does not ask for it: the first Wasm as a file, the engine for others.
fn is_spare(name: &str) -> bool {
    name.starts_with("app-") && name.ends_with(".wasm") || name.starts_with("engine-")
}

/// One HTML file that runs from a disk: everything inside.
fn single_file(parts: &Parts) -> Result<String> {
    let mut style = String::new();
    let mut scripts = vec![];
    let mut modules = String::new();
    for (part, module) in parts.modules.iter().filter(|(part, _)| *part != Part::Engine) {
        style.push_str(&styles(*part)?);
        // The whole page begins at once: nothing has to come.
        if *part == Part::App {
            continue;
        }
        scripts.push((part.name(), inline(&script(*part, module)?)));
        modules.push_str(&inlined(*part, &module.wasm));
    }
    let (early, boot, after) = (early(&serde_json::Value::Null)?, inline(&boot()?), inline(&after()?));
    let all = scripts.iter().map(|(_, script)| script).chain([&early, &boot, &after]);
    let hashes = all.map(|text| policy::digest(text)).collect::<Vec<_>>().join(" ");
    let mut head = format!(
        "<script>{early}</script>\n    <script data-scripts=\"{hashes} blob:\">{boot}</script>\n    \
         <script>{after}</script>\n    <style>{style}</style>"
    );
    for (name, script) in &scripts {
        write!(head, "\n    <script id=\"script-{name}\">{script}</script>")?;
    }
    page(&policy::of_single_file(&hashes, &policy::digest(&style)), &head, &parts.home, &modules)
}

/// A Wasm that stands in the page as it is, with its sum.
fn inlined(part: Part, wasm: &[u8]) -> String {
    let (name, sum, text) = (part.name(), packed::sum(wasm).cast_signed(), STANDARD.encode(wasm));
    format!("\n    <script id=\"wasm-{name}\" type=\"application/wasm-base64\" data-sum=\"{sum}\">{text}</script>")
}

/// The first Wasm, packed, in pieces: each is unpacked while the next comes.
fn pieces(wasm: &[u8]) -> Result<String> {
    // 65 milliseconds of a line of 1.5 Mb/s.
    const PIECE: usize = 12_288;
    let packed = packed::pack(wasm).with_context(|| format!("{} bytes are more than can be packed", wasm.len()))?;
    let piece = |bytes: &[u8]| {
        format!("\n    <script class=\"packed\" type=\"application/wasm-packed\">{}</script>", signs(bytes))
    };
    Ok(packed.chunks(PIECE).map(piece).collect())
}

/// Three bytes in four of 64 signs that follow one another. Those of base64 do not, and Brotli, which rounds how frequent
/// neighbours are, then often gives some of them more bits than others: 280 bytes here. What ends a script (`</`, `<!--`)
/// cannot stand there. The last piece is filled up with zeros.
fn signs(bytes: &[u8]) -> String {
    let three = |chunk: &[u8]| (0..3).fold(0, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
    let sign = |bits: u32, at: u32| char::from(b'0' + (bits >> (18 - 6 * at) & 63) as u8);
    bytes.chunks(3).map(three).flat_map(|bits| (0..4).map(move |at| sign(bits, at))).collect()
}

/// What unpacks it, in the page itself: it begins while the rest of the page comes.
fn unpacking(unpacker: &[u8]) -> Result<String> {
    let script = fs::read_to_string("src/browser/unpack.js").context("src/browser/unpack.js")?;
    let digits: String = unpacker.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(inline(&short(&script.replace("/* unpacker */", &digits))?))
}

/// A part's script: wasm-bindgen's; for the office part ours as well, for the worker and for the page.
fn script(part: Part, module: &Module) -> Result<String> {
    if part != Part::Office {
        return Ok(module.glue.clone());
    }
    let ours = |path: &'static str| fs::read_to_string(path).context(path);
    Ok(format!("{}\n{}{}", module.glue, ours("src/browser/office.js")?, ours("src/browser/desk.js")?))
}

/// A script inside HTML must not hold what ends it.
fn inline(script: &str) -> String {
    script.replace("</script", "<\\/script")
}

fn page(policy: &str, head: &str, home: &str, end: &str) -> Result<String> {
    let page = fs::read_to_string("index.html").context("index.html")?;
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    Ok(page
        .replace("<!-- policy -->", &policy)
        .replace("<!-- head -->", head)
        .replace("<!-- home -->", home)
        .replace("<!-- end -->", end))
}

/// What runs before the first paint, in the page itself; it is told the whole page's Wasm, where that is a file.
fn early(whole: &serde_json::Value) -> Result<String> {
    let early = fs::read_to_string("src/browser/early.js").context("src/browser/early.js")?;
    Ok(inline(&short(&early.replace("/* whole */null", &whole.to_string()))?))
}

/// The scripts that stand before the Wasm: what sees that it has stopped, then its start.
fn boot() -> Result<String> {
    scripts(&["src/browser/rescue.js", "src/browser/boot.js"])
}

/// What `boot.js` fetches after the start.
fn after() -> Result<String> {
    scripts(&["src/browser/calm.js", "src/browser/roll.js", "src/browser/stay.js", "src/browser/undo.js"])
}

fn scripts(paths: &[&str]) -> Result<String> {
    let mut all = String::new();
    for path in paths {
        all.push_str(&fs::read_to_string(path).with_context(|| (*path).to_owned())?);
    }
    short(&all)
}

fn short(script: &str) -> Result<String> {
    // A development build may have no node_modules.
    if Path::new("node_modules/terser").is_dir() {
        glue::squeeze(script, Path::new("target/xtask"))
    } else {
        Ok(script.to_owned())
    }
}

/// A part's stylesheets in the order of its list in styles/, without comments and indentation.
fn styles(part: Part) -> Result<String> {
    let list = Path::new("styles").join(part.name()).with_extension("txt");
    let order = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
    let mut all = String::new();
    for name in order.lines().filter(|line| !line.trim().is_empty()) {
        let path = Path::new("styles").join(name.trim());
        all.push_str(&fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        all.push('\n');
    }
    squeeze(&all)
}

/// Drops comments, the ends of lines and the blanks about them; rules stay as they are written, so that nothing is
/// rewritten for browsers newer than ours.
fn squeeze(css: &str) -> Result<String> {
    let mut out = String::new();
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    let mut rules = String::new();
    for line in out.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // Within a line, blanks part what does not go together.
        anyhow::ensure!(
            line.ends_with([';', '{', '}', ',']),
            "a line of a stylesheet that goes on in the next: {line}"
        );
        match (line.strip_suffix(" {"), line.split_once(": ")) {
            (Some(selector), _) => rules.extend([selector, "{"]),
            (None, Some((property, value))) if line.ends_with(';') => rules.extend([property, ":", value]),
            _ => rules.push_str(line),
        }
    }
    Ok(rules)
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
