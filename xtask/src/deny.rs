//! Licences, sources and advisories of what we depend on: cargo-deny, by deny.toml.

use crate::run::run;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

const PLACE: &str = "target/tools";

/// Checks; installs the tool first where it is missing, which takes minutes.
pub fn deny() -> Result<()> {
    let tool = Path::new(PLACE).join("bin/cargo-deny");
    if !tool.is_file() {
        run(Command::new("cargo").args(["install", "--locked", "--root", PLACE, "cargo-deny"]))?;
    }
    let deny = |arguments: &[&str]| run(Command::new(&tool).args(["--workspace", "--all-features"]).args(arguments));
    deny(&["check", "bans", "licenses", "sources"])?;
    if deny(&["fetch", "db"]).is_err() {
        println!("The list of advisories cannot be reached from here: advisories are NOT checked.");
        return Ok(());
    }
    deny(&["check", "advisories"])
}
