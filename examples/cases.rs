//! Random dossiers with what the engine and the independent rating say of them, one JSON line each:
//! `cargo run --example cases -- COUNT [SEED]`. The browser test hands the same dossiers to the shipped Wasm.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a program for tests")]

#[path = "../tests/independent/mod.rs"]
mod independent;

use independent::bridge::{engine, text, value};
use independent::cases::Source;
use independent::rating::rate;
use std::io::{self, BufWriter, Write as _};

fn main() -> io::Result<()> {
    let arguments: Vec<u64> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let (count, seed) = (arguments.first().copied().unwrap_or(10), arguments.get(1).copied().unwrap_or(1));
    let source = Source::new();
    let mut out = BufWriter::new(io::stdout().lock());
    for number in 0..count {
        let case = source.random(seed, number);
        let (engine, independent) = (engine(&value(&case)), rate(&source.guideline, &case).to_json());
        writeln!(out, "{{\"dossier\":{},\"engine\":{engine},\"independent\":{independent}}}", text(&case))?;
    }
    out.flush()
}
