//! Millions of events in the lives of devices whose windows race and die and whose stores refuse: how many edits that
//! were acknowledged do not open. `cargo bench --bench survival -- LIVES [FIRST SEED]`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a bench")]
#![allow(dead_code, reason = "shared with the tests")]

#[path = "../tests/journal/simulation.rs"]
mod simulation;
#[path = "../tests/journal/window.rs"]
mod window;
#[path = "../tests/journal/world.rs"]
mod world;

use simulation::{Weather, damage_all, damage_both, gone, live};
use std::time::Instant;

const EVENTS: usize = 1000;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let (lives, first) = (numbers.next().unwrap_or(3000), numbers.next().unwrap_or(1_000_000));
    let start = Instant::now();
    let mut all = world::Counted::default();
    for seed in first..first + lives {
        let (most, weather) = [(1, Weather::Fair), (4, Weather::Fair), (3, Weather::Refusing)][(seed % 3) as usize];
        let one = std::mem::take(&mut live(seed, EVENTS, most, weather).borrow_mut().counted);
        all.edits += one.edits;
        all.acknowledged += one.acknowledged;
        all.kills += one.kills;
        all.copies += one.copies;
        all.damaged += one.damaged;
        all.refused += one.refused;
        all.carried += one.carried;
        if seed % 50 == 0 {
            damage_both(seed, seed % 100 == 0);
            damage_all(seed);
            gone(seed);
        }
    }
    println!(
        "{} events in {lives} lives, {} s: {} edits, {} acknowledgements, {} ends of the browser, {} refusals, {} copies of races, {} times handed over, {} records set aside; acknowledged edits lost: 0 (a loss would have stopped the run)",
        lives * EVENTS as u64,
        start.elapsed().as_secs(),
        all.edits,
        all.acknowledged,
        all.kills,
        all.refused,
        all.copies,
        all.carried,
        all.damaged,
    );
}
