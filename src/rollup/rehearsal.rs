//! The way of a file through the desk, gone with samples before files come. A browser compiles a function of the Wasm
//! where it is called first, and again, for speed, where it has run for a while: on ten thousand files that took a tenth
//! of the time.

use super::desk::Desk;
use crate::dossier::{encode, sample};
use crate::guideline::Category;

/// Reads each category's sample so many times at a desk that is thrown away; how many units counted there.
pub fn rehearse(times: usize) -> usize {
    let mut lines = Vec::new();
    for (at, category) in Category::ALL.into_iter().cycle().take(times * Category::ALL.len()).enumerate() {
        let mut dossier = sample(category, at.to_string(), 2026);
        // Samples are refused, and of one name and federation one counts.
        dossier.sample = false;
        dossier.union.name = at.to_string();
        let _ = serde_json::to_writer(&mut lines, &encode(&dossier));
        lines.push(b'\n');
    }
    let mut desk = Desk::default();
    desk.begin_lines("", 0);
    desk.feed_lines(&lines);
    desk.end_lines();
    desk.rivals();
    desk.settle();
    desk.overview();
    desk.units().len()
}
