//! Why: for each star its conditions, the arithmetic, and the rows that decide.

use super::outcome::{Outcome, Outcomes};
use super::rate::{Rating, Tally, required};
use crate::guideline::{Annex, RowId, STAR_RULES, Star, StarRule, Table};

/// One star, with its own conditions; those of the stars below stand on their own rungs.
#[derive(Clone, Debug)]
pub struct Rung {
    /// The star and what it asks.
    pub rule: &'static StarRule,
    /// Its own conditions, one for each table that it asks something of.
    pub conditions: Vec<Condition>,
    /// Whether the star, with all below it, is assured, attainable or out of reach.
    pub state: RungState,
}

impl Rung {
    /// Whether the star waits for the one below it alone: nothing that it asks itself keeps it where it is.
    pub fn waits(&self) -> bool {
        let mut own = self.conditions.iter().map(|condition| condition.state);
        match self.state {
            RungState::Assured => false,
            RungState::Attainable => own.all(|state| state == RungState::Assured),
            RungState::OutOfReach => own.all(|state| state != RungState::OutOfReach),
        }
    }
}

/// What counts next of a table: the condition of the lowest star that does not hold yet, or where all hold that of the
/// highest. Several stars may ask something of one table, each its own number (创新指数, reading A7).
pub fn condition_of<'a>(rungs: &'a [Rung], table: &Table) -> Option<&'a Condition> {
    let own = || conditions_of(rungs, table).map(|(_, condition)| condition);
    own().find(|condition| condition.missing > 0).or_else(|| own().last())
}

/// All that the stars ask of a table, from the lowest star up.
pub fn conditions_of<'a>(rungs: &'a [Rung], table: &Table) -> impl Iterator<Item = (Star, &'a Condition)> {
    let of = move |rung: &'a Rung| Some((rung.rule.star, rung.conditions.iter().find(|own| own.is_of(table))?));
    rungs.iter().filter_map(of)
}

/// The rows to be remedied, under a rating that holds what reviewers did not accept: those not met, and the planned
/// ones that are still open. Where what the stars ask of 创新指数 holds, its other rows are alternatives that were not
/// taken (reading A7), unless they are planned.
pub fn to_remedy(annex: Annex, rating: &Rating, is_planned: impl Fn(RowId) -> bool) -> Vec<RowId> {
    let rungs = explain(annex, rating);
    let is_enough = |table: &Table| {
        condition_of(&rungs, table)
            .is_some_and(|own| matches!(own.demand, Demand::AtLeast(_)) && own.state == RungState::Assured)
    };
    let wanted = |row: &RowId| match rating.row(*row).definite() {
        Some(Outcome::NotMet) => is_planned(*row) || !is_enough(row.get().table()),
        None => is_planned(*row),
        Some(Outcome::Met | Outcome::NotApplicable) => false,
    };
    Table::of_annex(annex).flat_map(Table::rows).filter(wanted).collect()
}

/// Where a star stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RungState {
    /// 已确保
    Assured,
    /// 可以达到
    Attainable,
    /// 按现有数据达不到
    OutOfReach,
}

/// What a star asks of a table: 16 行须 13 行.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The table.
    pub table: &'static Table,
    /// How the demand is put.
    pub demand: Demand,
    /// The rows as they are known now.
    pub tally: Tally,
    /// Rows that must be met, of those that apply or may apply.
    pub required: u8,
    /// The same if the open rows turn out worst: rows that then do not apply are not counted.
    pub required_at_worst: u8,
    /// Rows still missing: 还差 n 行. 0 where the condition holds already under the worst completion.
    pub missing: u8,
    /// Rows that may be rejected while it still holds (余量), whatever is still open; 0 where it does not hold.
    pub slack: u8,
    /// Whether it holds whatever is still open, can still hold, or cannot.
    pub state: RungState,
    /// The rows that decide it now: those not met and those open, 未达到 first. Empty where it is assured.
    pub deciding: Vec<RowId>,
}

impl Condition {
    fn is_of(&self, table: &Table) -> bool {
        core::ptr::eq(self.table, table)
    }
}

/// How a condition is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// All applicable rows.
    All,
    /// So many per cent of the applicable rows.
    Percent(u8),
    /// At least so many rows.
    AtLeast(u8),
}

/// Explains a rating: one rung for each star, from one to five.
pub fn explain(annex: Annex, rating: &Rating) -> Vec<Rung> {
    STAR_RULES
        .iter()
        .map(|rule| {
            let conditions: Vec<_> =
                Table::of_annex(annex).filter_map(|table| condition(rule, table, rating)).collect();
            Rung { rule, conditions, state: state_of(rule.star, rating) }
        })
        .collect()
}

fn state_of(star: Star, rating: &Rating) -> RungState {
    if star <= rating.assured {
        RungState::Assured
    } else if star <= rating.attainable {
        RungState::Attainable
    } else {
        RungState::OutOfReach
    }
}

fn condition(rule: &'static StarRule, table: &'static Table, rating: &Rating) -> Option<Condition> {
    let demand = match (rule.all_of == Some(table.index), rule.vitality_percent, rule.innovation_at_least) {
        (true, _, _) => Demand::All,
        (_, Some(percent), _) if table.star == Some(rule.star) => Demand::Percent(percent),
        (_, _, Some(rows)) => Demand::AtLeast(rows),
        _ => return None,
    };
    let worst = rating.picked(table, Outcomes::worst);
    let best = rating.picked(table, Outcomes::best);
    let required_at_worst = required(rule, table, worst)?;
    let missing = required_at_worst.saturating_sub(worst.met);
    let state = if missing == 0 {
        RungState::Assured
    } else if best.met >= required(rule, table, best)? {
        RungState::Attainable
    } else {
        RungState::OutOfReach
    };
    let tally = rating.tally(table);
    let deciding = if state == RungState::Assured { Vec::new() } else { deciding(table, rating) };
    Some(Condition {
        table,
        demand,
        tally,
        required: required(rule, table, tally)?,
        required_at_worst,
        missing,
        slack: worst.met.saturating_sub(required_at_worst),
        state,
        deciding,
    })
}

fn deciding(table: &Table, rating: &Rating) -> Vec<RowId> {
    let with = |wanted: Option<Outcome>| table.rows().filter(move |row| rating.row(*row).definite() == wanted);
    with(Some(Outcome::NotMet)).chain(with(None)).collect()
}

impl Rating {
    /// Rows that must still turn to 达到 for this star and every star below it, at the least: 到三星还差 2 行.
    pub fn missing_for(&self, star: Star, annex: Annex) -> u8 {
        super::path::path(annex, self, star).steps.iter().map(|step| step.needed).sum()
    }
}
