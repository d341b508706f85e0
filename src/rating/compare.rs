//! Two ratings row by row: what changed, and what it did to the star.

use super::outcome::Outcome;
use super::rate::Rating;
use crate::guideline::{Annex, RowId, Table};

/// A row that differs; none of a side is 待填.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row.
    pub row: RowId,
    /// What it was.
    pub from: Option<Outcome>,
    /// What it is.
    pub to: Option<Outcome>,
}

impl Change {
    /// Whether it is for the better: 未达到 < 待填 < 不适用 < 达到.
    pub const fn is_gain(self) -> bool {
        rank(self.to) > rank(self.from)
    }
}

const fn rank(outcome: Option<Outcome>) -> u8 {
    match outcome {
        Some(Outcome::NotMet) => 0,
        None => 1,
        Some(Outcome::NotApplicable) => 2,
        Some(Outcome::Met) => 3,
    }
}

/// The rows that differ, in the order of the guideline.
pub fn changes(annex: Annex, from: &Rating, to: &Rating) -> Vec<Change> {
    Table::of_annex(annex)
        .flat_map(Table::rows)
        .map(|row| Change { row, from: from.row(row).definite(), to: to.row(row).definite() })
        .filter(|change| change.from != change.to)
        .collect()
}
