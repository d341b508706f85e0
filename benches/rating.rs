//! How long the engine takes, and what it allocates: a line without allocations has none.

#![allow(missing_docs, reason = "benchmarks")]

use divan::{AllocProfiler, Bencher, black_box};
use union_star::dossier::{Dossier, sample};
use union_star::guideline::{Category, ClauseId};
use union_star::rating::{Answer, explain, rate};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn samples() -> Vec<Dossier> {
    Category::ALL.into_iter().map(|category| sample(category, String::new(), 2026)).collect()
}

/// Rates a full dossier: the cost behind each click. At most 2 µs, no allocation.
#[divan::bench(args = Category::ALL)]
fn rate_one(bencher: Bencher<'_, '_>, category: Category) {
    let mut dossier = sample(category, String::new(), 2026);
    for clause in ClauseId::all().filter(|clause| !clause.get().is_measured()) {
        dossier.answers.set(clause, Some(Answer::Met));
    }
    if let Ok(inputs) = dossier.inputs() {
        bencher.bench_local(|| rate(black_box(inputs)));
    }
}

/// Rates and explains all six samples.
#[divan::bench]
fn explain_six(bencher: Bencher<'_, '_>) {
    let dossiers = samples();
    bencher.bench_local(|| {
        for inputs in dossiers.iter().filter_map(|dossier| dossier.inputs().ok()) {
            black_box(explain(inputs.profile.annex(), &rate(inputs)));
        }
    });
}
