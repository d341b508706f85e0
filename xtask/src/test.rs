//! Everything that must hold, in the order of what fails soonest.

use crate::run::{cargo, run};
use crate::setup;
use anyhow::{Context as _, Result, bail};
use std::process::Command;
use std::time::Instant;

type Step = (&'static str, fn() -> Result<()>);

const STEPS: [Step; 8] = [
    ("setup", set_up),
    ("format", || cargo(&["fmt", "--all", "--check"])),
    ("lint", || cargo(&["clippy", "--workspace", "--all-targets", "--features", "office", "--", "--deny", "warnings"])),
    ("lint-page", lint_page),
    ("native", || cargo(&["test", "--workspace", "--features", "office"])),
    ("build", crate::build),
    ("development", crate::serve::build),
    ("browser", browser),
];

/// Runs all steps, or one.
pub fn test(only: Option<&str>) -> Result<()> {
    if let Some(only) = only
        && !STEPS.iter().any(|(name, _)| *name == only)
    {
        let names: Vec<_> = STEPS.iter().map(|(name, _)| *name).collect();
        bail!("no step {only}; the steps are {}", names.join(", "));
    }
    let mut times = Vec::new();
    for (name, step) in STEPS.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        println!("== {name}");
        let start = Instant::now();
        step().with_context(|| format!("step {name}"))?;
        times.push(format!("{name} {} s", start.elapsed().as_secs()));
    }
    println!("all steps passed: {}", times.join(", "));
    Ok(())
}

fn set_up() -> Result<()> {
    setup::components()?;
    setup::wasm_target()?;
    setup::node_modules()?;
    setup::browsers()?;
    crate::old_browsers::install()?;
    setup::duckdb()
}

fn lint_page() -> Result<()> {
    for (bin, features) in [("app", "page"), ("later", "later"), ("office", "office-page")] {
        let what = ["clippy", "--lib", "--bin", bin, "--features", features];
        let how = ["--target", "wasm32-unknown-unknown", "--", "--deny", "warnings"];
        cargo(&[what.as_slice(), &how].concat())?;
    }
    cargo(&["clippy", "--package", "packed", "--lib", "--target", "wasm32-unknown-unknown", "--", "--deny", "warnings"])
}

fn browser() -> Result<()> {
    let mut tests: Vec<_> = std::fs::read_dir("tests/browser")?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    // One after another: two cores, and each test has a browser of its own.
    let mut node = Command::new("node");
    // Files have Chinese names, which neither browsers nor office programs find without a locale that knows them.
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    if !locale.is_some_and(|locale| locale.to_lowercase().contains("utf")) {
        node.env("LC_ALL", "C.UTF-8");
    }
    run(node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(tests))
}
