//! Rates a full dossier 100,000 times, for measuring the engine as the page's Wasm runs it: `cargo xtask bench`
//! builds it as the page is built and times `main` alone.

#![allow(missing_docs, reason = "a program, not a library")]

use std::hint::black_box;
use union_star::dossier::sample;
use union_star::guideline::{Category, ClauseId};
use union_star::rating::{Answer, rate};

const TIMES: u32 = 100_000;

fn main() {
    let mut dossier = sample(Category::Soe, String::new(), 2026);
    for clause in ClauseId::all().filter(|clause| !clause.get().is_measured()) {
        dossier.answers.set(clause, Some(Answer::Met));
    }
    if let Ok(inputs) = dossier.inputs() {
        for _ in 0..TIMES {
            black_box(rate(black_box(inputs)));
        }
    }
}
