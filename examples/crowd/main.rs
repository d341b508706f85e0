//! Synthetic dossiers: `cargo run --release --example crowd -- COUNT [SEED]` prints one a line; with a folder as
//! third argument each becomes a file of its own.

#![allow(missing_docs, clippy::cast_possible_truncation, reason = "a program for tests and benchmarks")]

mod generate;

use std::io::{self, BufWriter, Write as _};
use std::path::Path;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, otherwise| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let (count, seed) = (number(0, 10), number(1, 1));
    let mut out = BufWriter::new(io::stdout().lock());
    for at in 0..count {
        let text = serde_json::to_string(&union_star::dossier::encode(&generate::dossier(seed, at)))?;
        match arguments.get(2) {
            Some(folder) => std::fs::write(Path::new(folder).join(format!("{at:06}.union-star.json")), text)?,
            None => writeln!(out, "{text}")?,
        }
    }
    out.flush()
}
