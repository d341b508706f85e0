//! What is promised in numbers: the engine, the desk, the page under the hand beside other pages.

use crate::run::{cargo, run};
use crate::{setup, wasm};
use anyhow::{Context as _, Result};
use std::path::Path;
use std::process::Command;

/// Where the benchmark's own packages are listed.
const HAND: &str = "tests/browser/bench/hand";

/// Runs all benchmarks on the release.
pub fn bench() -> Result<()> {
    crate::build()?;
    cargo(&["bench", "--bench", "rating"])?;
    cargo(&["bench", "--bench", "differential"])?;
    setup::browsers()?;
    // The larger crowd once: it takes minutes.
    for arguments in [["10000", "3"], ["50000", "1"]] {
        run(Command::new("node").arg("tests/browser/bench/desk.mjs").args(arguments))?;
    }
    rating_loop()?;
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(HAND))?;
    run(Command::new("node").arg(format!("{HAND}/run.mjs")))
}

/// What survives: the simulated stores, then real browsers that are killed, whose disk is full, whose tabs race, whose
/// records are damaged.
pub fn faults() -> Result<()> {
    crate::build()?;
    setup::browsers()?;
    cargo(&["bench", "--bench", "survival"])?;
    run(Command::new("node").arg("tests/browser/bench/stores.mjs"))?;
    run(Command::new("node").args(["tests/browser/bench/faults.mjs", "500", "500"]))
}

/// The engine alone as the page's Wasm holds it, in a loop: no calls from outside are measured.
fn rating_loop() -> Result<()> {
    let (name, settings) = ("rating_loop", wasm::SMALLEST);
    let build = ["build", "--example", name, "--target", "wasm32-unknown-unknown", "--profile", settings];
    run(Command::new("cargo").args(build).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", wasm::PLAIN))?;
    let compiled = format!("target/wasm32-unknown-unknown/{settings}/examples/{name}.wasm");
    let compiled = std::fs::read(&compiled).context(compiled)?;
    let work = Path::new("target/bench");
    std::fs::create_dir_all(work)?;
    let loops = wasm::optimise(&compiled, work, wasm::Part::App, wasm::Profile::Release)?;
    Ok(std::fs::write(work.join("rating_loop.wasm"), loops)?)
}
