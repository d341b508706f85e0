//! Installing what is missing.

use crate::run::{has, run};
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// The Wasm target. Asked of rustup here, since it may be told not to install by itself.
pub fn wasm_target() -> Result<()> {
    let installed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    let installed = installed.context("rustup is needed to install the Wasm target")?;
    if !String::from_utf8_lossy(&installed.stdout).lines().any(|line| line == TARGET) {
        run(Command::new("rustup").args(["target", "add", TARGET]))?;
    }
    Ok(())
}

/// The standard library's source: the release builds it anew, for size.
pub fn standard_library() -> Result<()> {
    run(Command::new("rustup").args(["component", "add", "rust-src"]))
}

/// rustfmt and clippy.
pub fn components() -> Result<()> {
    run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

/// What package-lock.json says, installed if it is not what was installed last.
pub fn node_modules() -> Result<()> {
    if !has("npm") {
        bail!("Node 20 or newer with npm is needed: wasm-opt and the browser tests come from npm packages");
    }
    let wanted = std::fs::read("package-lock.json").context("package-lock.json")?;
    let stamp = Path::new("node_modules/.installed-from");
    if std::fs::read(stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).env("PUPPETEER_SKIP_DOWNLOAD", "1"))?;
    std::fs::write(stamp, wanted).context("node_modules is not writable")
}

/// The browser, the fonts and the PDF tools of the browser tests.
pub fn browsers() -> Result<()> {
    let mut missing = Vec::new();
    for (program, packages) in [
        ("chromium", ["chromium"].as_slice()),
        ("firefox-esr", &["firefox-esr"]),
        ("WebKitWebDriver", &["webkit2gtk-driver"]),
        ("Xvfb", &["xvfb"]),
        ("pdftotext", &["poppler-utils"]),
        ("zbarimg", &["zbar-tools"]),
        ("soffice", &["libreoffice-writer", "libreoffice-calc"]),
    ] {
        if !has(program) {
            missing.extend_from_slice(packages);
        }
    }
    // What reads the office files in the tests.
    for (module, package) in [("docx", "python3-docx"), ("openpyxl", "python3-openpyxl")] {
        let found = Command::new("/usr/bin/python3").args(["-c", &format!("import {module}")]).output();
        if !found.is_ok_and(|found| found.status.success()) {
            missing.push(package);
        }
    }
    if !Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file() {
        missing.push("fonts-noto-cjk");
    }
    if missing.is_empty() {
        return Ok(());
    }
    if !has("apt-get") {
        bail!("please install: {} (this machine has no apt-get)", missing.join(", "));
    }
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], missing.as_slice()].concat())
}

/// Where Python packages are kept, beside the build.
pub const PYTHON: &str = "target/python";

/// The database of docs/roll-up.md, from PyPI.
pub fn duckdb() -> Result<()> {
    python("duckdb")
}

/// Spark, from PyPI, and the Java that it runs on.
pub fn spark() -> Result<()> {
    program("java", "openjdk-17-jre-headless")?;
    python("pyspark")
}

/// GNU parallel.
pub fn parallel() -> Result<()> {
    program("parallel", "parallel")
}

/// A program, from Debian's package where it is missing.
fn program(name: &str, package: &str) -> Result<()> {
    if has(name) {
        return Ok(());
    }
    apt(&["update"])?;
    apt(&["install", "--yes", "--no-install-recommends", package])
}

fn python(package: &str) -> Result<()> {
    if Path::new(PYTHON).join(package).is_dir() {
        return Ok(());
    }
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", PYTHON, package];
    run(Command::new("python3").args(install)).with_context(|| format!("python3 with pip is needed for {package}"))
}

fn apt(arguments: &[&str]) -> Result<()> {
    let id = Command::new("id").arg("--user").output();
    let is_root = id.is_ok_and(|id| id.stdout.trim_ascii() == b"0");
    let mut command = if is_root {
        Command::new("apt-get")
    } else {
        let mut command = Command::new("sudo");
        command.arg("apt-get");
        command
    };
    run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}
