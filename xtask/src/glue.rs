//! What becomes of wasm-bindgen's script: it runs in old browsers, names its imports shortly, keeps what it has decoded.

use crate::run::run;
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::Command;

/// wasm-bindgen names each import after its function and a digest, which nothing compresses: 4 kB of the first
/// download. Both sides get its number instead.
pub fn with_short_imports(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
    use wasm_encoder::{ImportSection, Module, RawSection};
    use wasmparser::{Parser, Payload};
    let mut out = Module::new();
    let mut names: Vec<String> = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = payload {
            let mut section = ImportSection::new();
            for import in imports.into_imports() {
                let import = import?;
                section.import(import.module, &format!("i{}", names.len()), RoundtripReencoder.entity_type(import.ty)?);
                names.push(import.name.to_owned());
            }
            out.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            out.section(&RawSection { id, data: &module[range] });
        }
    }
    // Word by word: one name may begin another.
    let mut short = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(at) = rest.find("__w") {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        short.push_str(before);
        match names.iter().position(|name| name == word) {
            Some(number) => short.push_str(&format!("i{number}")),
            None => short.push_str(word),
        }
        rest = after;
    }
    short.push_str(rest);
    anyhow::ensure!(
        (0..names.len()).all(|number| short.contains(&format!("i{number}: function"))),
        "wasm-bindgen's script does not define every import"
    );
    Ok((out.finish(), short))
}

/// Words that stand in the program (names of tags and attributes, the guideline) become a string of the page once, not each
/// time they are handed over: a sixth of what the start took, since the browser also has to take in each new string.
pub fn with_kept_strings(glue: &str, compiled: &[u8]) -> Result<String> {
    const DECODES: &str = "function getStringFromWasm0(ptr, len) {\n";
    anyhow::ensure!(glue.contains(DECODES), "wasm-bindgen's script does not decode strings where it did");
    let constant = constants(compiled)?;
    let keeps = format!(
        "var keptStrings = new Map();
function getStringFromWasm0(ptr, len) {{
    ptr = ptr >>> 0;
    if (ptr < {} || ptr >= {}) {{ return decodedFromWasm0(ptr, len); }}
    var kept = keptStrings.get(ptr);
    if (!kept || kept.len !== len) {{
        kept = {{ len: len, text: decodedFromWasm0(ptr, len) }};
        keptStrings.set(ptr, kept);
    }}
    return kept.text;
}}
function decodedFromWasm0(ptr, len) {{
",
        constant.start, constant.end
    );
    Ok(glue.replacen(DECODES, &keeps, 1))
}

/// Where what never changes lies in memory: the linker's `.rodata`.
fn constants(module: &[u8]) -> Result<std::ops::Range<u32>> {
    use wasmparser::{DataKind, KnownCustom, Name, Operator, Parser, Payload};
    let mut segments = Vec::new();
    let mut constant = None;
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::DataSection(data) => {
                for segment in data {
                    let segment = segment?;
                    // Each has to be in its place: they are named by their number.
                    let DataKind::Active { offset_expr, .. } = segment.kind else { bail!("a segment without a place") };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                        bail!("a segment whose place is not a number")
                    };
                    let start = u32::try_from(value)?;
                    segments.push(start..start + u32::try_from(segment.data.len())?);
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for name in names {
                    let Name::Data(names) = name? else { continue };
                    for name in names {
                        let name = name?;
                        if name.name == ".rodata" {
                            constant = usize::try_from(name.index).ok();
                        }
                    }
                }
            }
            _ => {}
        }
    }
    constant.and_then(|at| segments.get(at).cloned()).context("the compiled module does not tell where .rodata is")
}

/// The glue holds places that browsers before 2020 cannot parse: one in every build, one in development.
pub fn for_old_browsers(glue: &str) -> Result<String> {
    let glue = glue
        .replace(
            r"/\[object ([^\]]+)\]/.exec(toStringOutput)?.[1]",
            r"(/\[object ([^\]]+)\]/.exec(toStringOutput) || [])[1]",
        )
        .replace("console?.createTask", "console.createTask");
    anyhow::ensure!(!glue.contains("?.") && !glue.contains("??"), "wasm-bindgen's script has syntax of 2020 or later");
    Ok(glue)
}

/// Shortens a script with npm's terser; top-level names stay, since other scripts use them.
pub fn squeeze(script: &str, work: &Path) -> Result<String> {
    let (input, output) = (work.join("long.js"), work.join("short.js"));
    std::fs::write(&input, script)?;
    let tool = Path::new("node_modules/terser/bin/terser");
    run(Command::new("node")
        .arg(tool)
        .arg(&input)
        .args(["--compress", "ecma=5", "--mangle", "--output"])
        .arg(&output))?;
    Ok(std::fs::read_to_string(&output)?)
}
