//! How a unit stands: its star, what it may still reach, what it lacks. The one place that knows of self-assessment,
//! review and spot check; all numbers and lists ask here.

use super::record::SpotResult;
use super::unit::Unit;
use crate::guideline::{RowId, Star};
use crate::rating::{Effort, Inputs, Outcome, Rating, effort, path};

/// How a unit stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The rating; what it assures is the star that stands.
    pub rating: Rating,
    /// Rows short of the next star, the cheapest way; none at five stars.
    pub short: Option<u8>,
    /// For units one or two rows short: the cheapest rows, with what each takes.
    pub lacking: Vec<(RowId, Effort)>,
}

impl Standing {
    /// Of a rating, with the way to the next star.
    pub fn new(inputs: Inputs<'_>, rating: Rating) -> Self {
        let (short, lacking) = way(inputs, &rating);
        Self { rating, short, lacking }
    }

    /// After a spot check that was failed: the rows that were not accepted count as 未达到. The star that was found
    /// stands even where a later file says more; where a later review leaves less, that stands (reading A17).
    pub fn after(unit: &Unit, result: &SpotResult) -> Self {
        let rejected = result.rows.iter().filter_map(|key| RowId::from_key(key)).map(|row| (row, Outcome::NotMet));
        let rating = unit.before_check().rating.supposing(unit.profile.annex(), rejected);
        let found = Star::from_number(result.star).unwrap_or(Star::None);
        if rating.assured > found {
            // No row leads further: the check has decided.
            return Self { rating: rating.held_to(found), short: None, lacking: Vec::new() };
        }
        // The way on is in the dossier; where that does not open, the check counts all the same.
        match unit.dossier().ok().as_ref().and_then(|dossier| dossier.inputs().ok()) {
            Some(inputs) => Self::new(inputs, rating),
            None => Self { rating, short: None, lacking: Vec::new() },
        }
    }
}

/// How many rows short of the next star; for one or two, which: the cheapest of each step.
fn way(inputs: Inputs<'_>, rating: &Rating) -> (Option<u8>, Vec<(RowId, Effort)>) {
    let Some(next) = rating.assured.next() else { return (None, Vec::new()) };
    let way = path(inputs.profile.annex(), rating, next);
    let short: u8 = way.steps.iter().map(|step| step.needed).sum();
    let mut lacking = Vec::new();
    if short <= 2 {
        for step in &way.steps {
            let mut rows: Vec<_> = step.rows.iter().map(|row| (effort(*row, inputs, rating), *row)).collect();
            rows.sort();
            let cheapest = rows.into_iter().take(usize::from(step.needed));
            lacking.extend(cheapest.map(|(effort, row)| (row, effort)));
        }
    }
    (Some(short), lacking)
}
