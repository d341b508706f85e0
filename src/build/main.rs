//! The build script: reads `indicators/`, refuses bad data, writes the tables.

mod emit;
mod lay;
mod problem;
mod schema;
mod validate;
mod words;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=indicators");
    println!("cargo::rerun-if-changed=src/build");
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            eprintln!("indicators/ 里有 {} 处问题，见上。", problems.len());
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Vec<problem::Problem>> {
    let io = |path: &str, error: &std::io::Error| vec![problem::Problem::new(path, 0, format!("读写失败：{error}。"))];
    let mut files = Vec::new();
    let folder = std::fs::read_dir("indicators").map_err(|error| io("", &error))?;
    for entry in folder.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            let text = std::fs::read_to_string(entry.path()).map_err(|error| io(&name, &error))?;
            files.push((name, text));
        }
    }
    // The tables follow the order of their file names: 1-1, 1-2, … as in the guideline.
    files.sort();
    let guideline = validate::check(&files)?;
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let path = Path::new(&out).join("tables.rs");
    std::fs::write(&path, emit::emit(&guideline)).map_err(|error| io("tables.rs", &error))
}
