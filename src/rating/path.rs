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

/// What it takes to turn a row to 达到, from the least: numbers that lack few, then what is judged 未达到, then what
/// is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "office", derive(serde::Serialize, serde::Deserialize))]
pub enum Effort {
    /// Numbers alone: so many are missing, with a fact that tells in what unit. Each unit (人, 家) once.
    Counted(Vec<(u64, FactId)>),
    /// Something is judged 未达到, or open beside numbers that lack, or a reviewer did not accept the row.
    NotMet,
    /// Something is open.
    Open,
}

impl Effort {
    /// The kind, then how many are missing in all: what the order goes by first.
    fn size(&self) -> (u8, u64) {
        match self {
            Self::Counted(missing) => (0, missing.iter().fold(0, |sum, (count, _)| sum.saturating_add(*count))),
            Self::NotMet => (1, 0),
            Self::Open => (2, 0),
        }
    }
}

impl Ord for Effort {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.size().cmp(&other.size()).then_with(|| match (self, other) {
            (Self::Counted(missing), Self::Counted(others)) => missing.cmp(others),
            _ => core::cmp::Ordering::Equal,
        })
    }
}

impl PartialOrd for Effort {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// What a row lacks, under a rating that may hold a reviewer's rejections.
pub fn effort(row: RowId, inputs: Inputs<'_>, rating: &Rating) -> Effort {
    if rating.row(row).definite().is_none() {
        return Effort::Open;
    }
    let mut lacks: Vec<Lack> = Vec::new();
    for clause in row.get().clauses() {
        match clause_outcomes(clause, inputs).map(Outcomes::definite) {
            Some(Some(Outcome::NotMet)) => {}
            // Numbers alone will not do.
            Some(None) => return Effort::NotMet,
            _ => continue,
        }
        let measured = measure(clause, inputs);
        let Some((missing, measured)) = measured.and_then(|measured| Some((measured.shortfall()?, measured))) else {
            return Effort::NotMet;
        };
        let (fact, per) = match measured {
            Measure::Rate { rate, .. } => (rate.get().of, Some(rate.get().per)),
            Measure::Count { fact, .. } => (fact, None),
        };
        let lack = Lack { fact, per, missing };
        match lacks.iter_mut().find(|known| known.is_settled_with(&lack)) {
            Some(known) => known.missing = known.missing.max(missing),
            None => lacks.push(lack),
        }
    }
    if lacks.is_empty() {
        return Effort::NotMet;
    }
    let mut by_unit: Vec<(u64, FactId)> = Vec::new();
    for Lack { fact, missing, .. } in lacks {
        match by_unit.iter_mut().find(|(_, known)| known.get().unit == fact.get().unit) {
            Some((sum, _)) => *sum = sum.saturating_add(missing),
            None => by_unit.push((missing, fact)),
        }
    }
    Effort::Counted(by_unit)
}

/// What a clause lacks of a fact.
struct Lack {
    fact: FactId,
    /// What it is a share of; none where it is counted alone.
    per: Option<FactId>,
    missing: u64,
}

impl Lack {
    /// Whether the same people or units settle both: one that rises to 二星 settles what lacks at 一星 and at 二星, of
    /// the same whole.
    fn is_settled_with(&self, other: &Self) -> bool {
        self.per == other.per && (is_part(self.fact, other.fact) || is_part(other.fact, self.fact))
    }
}

/// Whether a fact is the other, or a part of it or of its parts.
fn is_part(fact: FactId, whole: FactId) -> bool {
    core::iter::successors(Some(fact), |part| part.get().part_of).any(|part| part == whole)
}
