//! The shortest way to a star: the rows that must be met, and "any r of these s" (rules 五).

use super::explain::{Condition, Rung, explain};
use super::inputs::Inputs;
use super::measure::{Measure, measure};
use super::outcome::{Outcome, Outcomes};
use super::rate::{Rating, clause_outcomes};
use crate::guideline::{Annex, FactId, RowId, Star, Table};

/// What must still turn to 达到 for a star, with the stars below it included.
#[derive(Clone, Debug)]
pub struct Path {
    /// The star that it leads to.
    pub star: Star,
    /// One step for each table that lacks something; empty where the star is assured.
    pub steps: Vec<Step>,
}

/// So many of these rows of a table.
#[derive(Clone, Debug)]
pub struct Step {
    /// The table.
    pub table: &'static Table,
    /// Rows needed at the least, whatever the open ones turn out to be.
    pub needed: u8,
    /// The rows to choose from, in the order of the guideline: those that are 未达到 or may be.
    pub rows: Vec<RowId>,
}

impl Step {
    /// Whether every row of the step must be met.
    pub fn is_forced(&self) -> bool {
        usize::from(self.needed) >= self.rows.len()
    }
}

/// The shortest way to a star. No way is shorter: a row that turns from 未达到 to 达到 adds one to the met rows
/// and leaves the applicable ones, which is the most that one row can do.
pub fn path(annex: Annex, rating: &Rating, star: Star) -> Path {
    let rungs = explain(annex, rating);
    let wanted = |rung: &&Rung| rung.rule.star <= star;
    let mut steps: Vec<Step> = Vec::new();
    for condition in rungs.iter().filter(wanted).flat_map(|rung| &rung.conditions) {
        if condition.missing == 0 {
            continue;
        }
        // Four and five stars ask for the same innovation rows: the larger demand includes the smaller.
        match steps.iter_mut().find(|step| core::ptr::eq(step.table, condition.table)) {
            Some(step) => step.needed = step.needed.max(condition.missing),
            None => steps.push(step(condition, rating)),
        }
    }
    Path { star, steps }
}

fn step(condition: &Condition, rating: &Rating) -> Step {
    let lacking = |row: &RowId| Outcomes::worst(rating.row(*row)) == Outcome::NotMet;
    Step { table: condition.table, needed: condition.missing, rows: condition.table.rows().filter(lacking).collect() }
}

/// What it takes to turn a row to 达到, from the least: numbers that lack few people, then what is judged
/// 未达到, then what is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "office", derive(serde::Serialize, serde::Deserialize))]
pub enum Effort {
    /// Numbers alone: so many are missing, of the first fact that lacks some.
    Counted(u64, FactId),
    /// Something is judged 未达到, or a reviewer did not accept the row.
    NotMet,
    /// Something is open.
    Open,
}

/// What a row lacks, under a rating that may hold a reviewer's rejections.
pub fn effort(row: RowId, inputs: Inputs<'_>, rating: &Rating) -> Effort {
    if rating.row(row).definite().is_none() {
        return Effort::Open;
    }
    let mut total = None;
    for clause in row.get().clauses() {
        if clause_outcomes(clause, inputs).and_then(Outcomes::definite) != Some(Outcome::NotMet) {
            continue;
        }
        let measured = measure(clause, inputs);
        let Some((missing, measured)) = measured.and_then(|measured| Some((measured.shortfall()?, measured))) else {
            return Effort::NotMet;
        };
        let fact = match measured {
            Measure::Rate { rate, .. } => rate.get().of,
            Measure::Count { fact, .. } => fact,
        };
        let (sum, first) = total.unwrap_or((0, fact));
        total = Some((sum + missing, first));
    }
    total.map_or(Effort::NotMet, |(missing, fact)| Effort::Counted(missing, fact))
}
