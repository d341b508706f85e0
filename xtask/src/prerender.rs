//! Home as HTML, so that it is painted before any Wasm has arrived.

use anyhow::{Context as _, Result, ensure};
use std::process::Command;

/// Has the page's own components write it.
pub fn home() -> Result<String> {
    let how = ["run", "--quiet", "--bin", "prerender", "--features", "prerender"];
    let output = Command::new("cargo").args(how).stderr(std::process::Stdio::inherit()).output().context("cargo")?;
    ensure!(output.status.success(), "home could not be written as HTML");
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}
