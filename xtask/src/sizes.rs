//! How much a first visit downloads, against the budget.

use anyhow::{Result, bail};
use std::fs;

/// Bytes of Brotli until a row can be filled in: a ceiling. The goal is 130,000; what each part is, is told in
/// `docs/size.md`.
const FIRST_DOWNLOAD_LIMIT: u64 = 129_800;

/// What a file of the first download is, by the beginning of its name.
const FIRST: [(&str, &str); 3] = [
    (
        "index.html",
        "the page: home before any Wasm, the looks of home, union, numbers and rows; and the first Wasm: the guideline, \
         the engine, what writes a dossier, Yew, the pages until rows",
    ),
    ("boot-", "the start"),
    ("app-#.js", "the Wasm's way to the browser"),
];

/// Prints the sizes; fails above the budget.
pub fn report() -> Result<()> {
    let mut names: Vec<_> =
        fs::read_dir("dist")?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| {
        let ending = name.rsplit('.').next().unwrap_or_default();
        ["html", "css", "js", "wasm"].contains(&ending)
    });
    names.sort();
    let size = |name: &str| fs::metadata(format!("dist/{name}")).map(|file| file.len());
    let (mut first, mut breakdown) = (0, Vec::new());
    println!("{:<28}{:>10}{:>10}{:>10}", "file", "bytes", "gzip", "brotli");
    for name in &names {
        if name == "union-star.html" {
            println!("{name:<28}{:>10}", size(name)?);
            continue;
        }
        let brotli = size(&format!("{name}.br"))?;
        println!("{name:<28}{:>10}{:>10}{brotli:>10}", size(name)?, size(&format!("{name}.gz"))?);
        if let Some((_, what)) = FIRST.iter().find(|(first, _)| is_named(name, first)) {
            first += brotli;
            breakdown.push((brotli, *what));
        } else if is_named(name, "app-#.wasm") {
            // It stands in the page; this is for one that was altered on its way.
        } else if !["office-", "later-", "engine-", "after-", "sw.js"].iter().any(|later| name.starts_with(later)) {
            bail!("{name} is neither of the first download nor of a later one");
        }
    }
    println!("first download: {first} of {FIRST_DOWNLOAD_LIMIT} bytes");
    for (brotli, what) in breakdown {
        println!("{brotli:>10}  {what}");
    }
    if first > FIRST_DOWNLOAD_LIMIT {
        bail!("the first download is {} bytes above its budget", first - FIRST_DOWNLOAD_LIMIT);
    }
    Ok(())
}

/// Whether a name is so, with its digest where `#` stands or at the end.
fn is_named(name: &str, like: &str) -> bool {
    let (beginning, ending) = like.split_once('#').unwrap_or((like, ""));
    name.starts_with(beginning) && name.ends_with(ending)
}
