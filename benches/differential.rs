//! Ten million random dossiers, rated twice: `cargo bench --bench differential -- [COUNT] [SEED]`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a comparison for developers")]

#[path = "../tests/independent/mod.rs"]
mod independent;

use independent::bridge::{engine, text, value};
use independent::cases::Source;
use independent::rating::rate;
use std::process::ExitCode;
use std::thread::{available_parallelism, spawn};
use std::time::Instant;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let numbers: Vec<u64> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let count = numbers.first().copied().unwrap_or(10_000_000);
    let seed = numbers.get(1).copied().unwrap_or(1);
    let start = Instant::now();
    let threads = available_parallelism().map_or(1, |threads| threads.get() as u64);
    let workers: Vec<_> = (0..threads)
        .map(|first| {
            spawn(move || {
                let source = Source::new();
                let numbers = (first..count).step_by(usize::try_from(threads).unwrap());
                numbers.filter(|number| !agree(&source, seed, *number)).count()
            })
        })
        .collect();
    let disagreements: usize = workers.into_iter().map(|worker| worker.join().unwrap()).sum();
    let seconds = start.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss, reason = "a rate for people")]
    let per_second = count as f64 / seconds;
    println!(
        "engine and independent rating: {count} dossiers (seed {seed}) in {seconds:.0} s, {per_second:.0} a second"
    );
    println!("disagreements: {disagreements}");
    if disagreements == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn agree(source: &Source, seed: u64, number: u64) -> bool {
    let case = source.random(seed, number);
    let (ours, theirs) = (engine(&value(&case)), rate(&source.guideline, &case).to_json());
    if ours != theirs {
        eprintln!("seed {seed}, number {number}: {}\nengine      {ours}\nindependent {theirs}", text(&case));
    }
    ours == theirs
}
