//! How much is filled in.

use super::inputs::{Facts, Inputs};
use super::margin::is_claimed;
use super::measure::{contradiction, is_given, leaves_unknown};
use super::outcome::Outcomes;
use super::rate::{Rating, clause_outcomes};
use crate::guideline::{ClauseId, FACT_GROUPS, FactId, Profile, RowId, Table};
use std::sync::LazyLock;

impl Rating {
    /// Rows with a definite outcome, of all rows that speak of the union: 已填 41/58.
    pub fn progress(&self, profile: Profile) -> (usize, usize) {
        let rows = || Table::of_annex(profile.annex()).flat_map(Table::rows).filter(|row| row.speaks_of(profile));
        (rows().filter(|row| self.row(*row).definite().is_some()).count(), rows().count())
    }
}

/// Whether a row is decided already and has clauses that are still to be filled in: one that is 未达到 decides it alone.
pub fn is_half_filled(row: RowId, inputs: Inputs<'_>, rating: &Rating) -> bool {
    let is_open = |clause| clause_outcomes(clause, inputs).is_some_and(|outcomes| outcomes.definite().is_none());
    rating.row(row).definite().is_some() && row.get().clauses().any(is_open)
}

/// The rows of which that is so.
pub fn half_filled(inputs: Inputs<'_>, rating: &Rating) -> usize {
    let rows = Table::of_annex(inputs.profile.annex()).flat_map(Table::rows);
    rows.filter(|row| is_half_filled(*row, inputs, rating)).count()
}

/// How many numbers are asked, filled in, wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactsProgress {
    /// Numbers that a clause in scope uses and that are not superfluous.
    pub asked: usize,
    /// Of these, filled in without contradiction.
    pub filled: usize,
    /// Of these, contradicting the number that they are a part of, or 0 where a rate is then unknown.
    pub wrong: usize,
}

/// For each fact the clauses that it decides: few of all, and asked for with every number that is drawn.
static USERS: LazyLock<Vec<Vec<ClauseId>>> = LazyLock::new(|| {
    let uses = |fact: FactId| move |id: &ClauseId| id.get().facts().any(|used| used == fact);
    FactId::all().map(|fact| ClauseId::all().filter(uses(fact)).collect()).collect()
});

/// The clauses that a fact decides for this union.
fn users(profile: Profile, fact: FactId) -> impl Iterator<Item = ClauseId> {
    USERS.get(fact.at()).into_iter().flatten().copied().filter(move |id| id.get().in_scope(profile))
}

/// Whether a clause in scope of this union uses the fact.
pub fn uses_fact(profile: Profile, fact: FactId) -> bool {
    users(profile, fact).next().is_some()
}

/// The facts that this union is asked for, in order.
pub fn facts_in_use(profile: Profile) -> impl Iterator<Item = FactId> {
    FACT_GROUPS
        .iter()
        .filter(move |group| group.annex == profile.annex())
        .flat_map(|group| group.facts.iter().copied())
        .filter(move |fact| uses_fact(profile, *fact))
}

/// Why a fact need not be filled in, though a clause in scope uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Superfluous {
    /// The whole that it is a part of is 0, and nothing depends on it any more.
    NothingToCount(FactId),
    /// Every clause that uses it is claimed not to apply.
    Exempt,
    /// Every other clause that uses it has a percentage that was given directly.
    PercentGiven,
}

/// Whether the fact need not be filled in, and why.
pub fn superfluous(fact: FactId, inputs: Inputs<'_>) -> Option<Superfluous> {
    // Where a whole must not be 0, or an answer waits for the part all the same, the part is still asked for.
    let settled = |id: ClauseId| clause_outcomes(id, inputs).and_then(Outcomes::definite).is_some();
    if let Some(whole) = empty_whole(fact, inputs.facts)
        && users(inputs.profile, fact).all(settled)
    {
        return Some(Superfluous::NothingToCount(whole));
    }
    let mut waiting = users(inputs.profile, fact).filter(|id| !is_claimed(*id, inputs)).peekable();
    if waiting.peek().is_none() {
        return uses_fact(inputs.profile, fact).then_some(Superfluous::Exempt);
    }
    waiting.all(|id| is_given(id, fact, inputs)).then_some(Superfluous::PercentGiven)
}

fn empty_whole(fact: FactId, facts: &Facts) -> Option<FactId> {
    let mut whole = fact.get().part_of?;
    loop {
        if facts.get(whole) == Some(0) {
            return Some(whole);
        }
        whole = whole.get().part_of?;
    }
}

/// Counts the numbers that are asked, filled in, wrong.
pub fn facts_progress(inputs: Inputs<'_>) -> FactsProgress {
    let mut progress = FactsProgress::default();
    for fact in facts_in_use(inputs.profile).filter(|fact| superfluous(*fact, inputs).is_none()) {
        progress.asked += 1;
        if contradiction(fact, inputs.facts).is_some() || leaves_unknown(fact, inputs).is_some() {
            progress.wrong += 1;
        } else if inputs.facts.get(fact).is_some() {
            progress.filled += 1;
        }
    }
    progress
}
