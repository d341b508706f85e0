//! Clauses to rows, rows to stars.

use super::inputs::{Answer, Inputs};
use super::measure::{rate_outcomes, threshold, value};
use super::outcome::{Outcome, Outcomes};
use crate::guideline::{Annex, ClauseId, RatingIndex, RowId, Rule, STAR_RULES, Star, StarRule, TABLES, Table};

/// What a clause may turn out to be; none where it does not speak of this union.
pub fn clause_outcomes(id: ClauseId, inputs: Inputs<'_>) -> Option<Outcomes> {
    let clause = id.get();
    if !clause.in_scope(inputs.profile) {
        return None;
    }
    let answer = inputs.answers.get(id);
    if clause.exempt_if.is_some() && answer == Some(Answer::Exempt) {
        return Some(Outcomes::NOT_APPLICABLE);
    }
    let decided = match &clause.rule {
        Rule::Judged => match answer {
            Some(Answer::Met) => Outcomes::MET,
            Some(Answer::NotMet) => Outcomes::NOT_MET,
            // A claim that the clause does not allow says nothing.
            Some(Answer::Exempt) | None => open(clause.exempt_if),
        },
        Rule::Rate { rate, at_least } => rate_outcomes(value(*rate, inputs), core::iter::once(*at_least)),
        Rule::RateBySize { rate, size, bands } => {
            let value = value(*rate, inputs);
            match inputs.facts.get(*size) {
                Some(size) => rate_outcomes(value, threshold(bands, size).into_iter()),
                None => rate_outcomes(value, bands.iter().map(|band| band.at_least)),
            }
        }
        Rule::Count { fact, at_least } => match inputs.facts.get(*fact) {
            Some(count) if count >= *at_least => Outcomes::MET,
            Some(_) => Outcomes::NOT_MET,
            None => open(clause.exempt_if),
        },
    };
    Some(match clause.when {
        None => decided,
        Some(when) => match inputs.facts.get(when.fact) {
            Some(count) if count >= when.at_least => decided,
            Some(_) => Outcomes::NOT_APPLICABLE,
            None => decided.or(Outcomes::NOT_APPLICABLE),
        },
    })
}

/// Nothing known: met or not, or not applicable where that may be claimed.
const fn open(exempt_if: Option<&str>) -> Outcomes {
    match exempt_if {
        Some(_) => Outcomes::OPEN.or(Outcomes::NOT_APPLICABLE),
        None => Outcomes::OPEN,
    }
}

/// The rating of one union: every row's outcomes and the interval of stars. Derived, never stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    rows: [Outcomes; RowId::COUNT],
    /// 已确保: the star under the worst completion.
    pub assured: Star,
    /// 最高可达: the star under the best completion.
    pub attainable: Star,
}

/// Rates a union.
pub fn rate(inputs: Inputs<'_>) -> Rating {
    let mut rows = [Outcomes::NOT_APPLICABLE; RowId::COUNT];
    for table in Table::of_annex(inputs.profile.annex()) {
        for row in table.rows() {
            rows[row.at()] = row
                .get()
                .clauses()
                .filter_map(|clause| clause_outcomes(clause, inputs))
                .fold(Outcomes::NOT_APPLICABLE, Outcomes::and);
        }
    }
    Rating::of_rows(inputs.profile.annex(), rows)
}

impl Rating {
    fn of_rows(annex: Annex, rows: [Outcomes; RowId::COUNT]) -> Self {
        let mut rating = Self { rows, assured: Star::None, attainable: Star::None };
        let reached = |pick: fn(Outcomes) -> Outcome| {
            STAR_RULES
                .iter()
                .take_while(|rule| {
                    TABLES.iter().filter(|table| table.annex == annex).all(|table| {
                        required(rule, table, rating.picked(table, pick))
                            .is_none_or(|required| rating.picked(table, pick).met >= required)
                    })
                })
                .last()
                .map_or(Star::None, |rule| rule.star)
        };
        let (assured, attainable) = (reached(Outcomes::worst), reached(Outcomes::best));
        rating.assured = assured;
        rating.attainable = attainable;
        rating
    }

    /// The rating if these rows turned out so, everything else being as it is: a plan that is carried out,
    /// rows that a reviewer does not accept.
    #[must_use]
    pub fn supposing(&self, annex: Annex, rows: impl IntoIterator<Item = (RowId, Outcome)>) -> Self {
        let mut outcomes = self.rows;
        for (row, outcome) in rows {
            outcomes[row.at()] = outcome.into();
        }
        Self::of_rows(annex, outcomes)
    }

    /// The rating held to a star that was found otherwise: no row leads further.
    #[must_use]
    pub fn held_to(self, star: Star) -> Self {
        Self { assured: star, attainable: star, ..self }
    }

    /// What a row may turn out to be.
    pub const fn row(&self, row: RowId) -> Outcomes {
        self.rows[row.at()]
    }

    /// Counts a table's rows by what is known of them now.
    pub fn tally(&self, table: &Table) -> Tally {
        self.count(table, Outcomes::definite)
    }

    /// Counts a table's rows under one pick of the outcomes.
    pub(super) fn picked(&self, table: &Table, pick: fn(Outcomes) -> Outcome) -> Tally {
        self.count(table, |row| Some(pick(row)))
    }

    fn count(&self, table: &Table, outcome: impl Fn(Outcomes) -> Option<Outcome>) -> Tally {
        let mut tally = Tally::default();
        for row in table.rows() {
            match outcome(self.row(row)) {
                Some(Outcome::Met) => tally.met += 1,
                Some(Outcome::NotMet) => tally.not_met += 1,
                Some(Outcome::NotApplicable) => tally.not_applicable += 1,
                None => tally.open += 1,
            }
        }
        tally
    }
}

/// How many rows of a table are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 达到
    pub met: u8,
    /// 未达到
    pub not_met: u8,
    /// 不适用
    pub not_applicable: u8,
    /// 待填
    pub open: u8,
}

impl Tally {
    /// Rows that count, or may still count: the denominator (reading A3).
    pub const fn applicable(self) -> u8 {
        self.met + self.not_met + self.open
    }
}

/// How many rows of a table a star's own condition asks to be met, given which of them apply; none where
/// the star asks nothing of the table.
pub(super) fn required(rule: &StarRule, table: &Table, tally: Tally) -> Option<u8> {
    let applicable = tally.applicable();
    if rule.all_of == Some(table.index) {
        return Some(applicable);
    }
    match table.index {
        RatingIndex::Vitality if table.star == Some(rule.star) => {
            // 应达行数 = ⌈p·n/100⌉: 100·m ≥ p·n, in whole numbers (reading A2).
            let needed = (u16::from(rule.vitality_percent?) * u16::from(applicable)).div_ceil(100);
            u8::try_from(needed).ok()
        }
        RatingIndex::Innovation => rule.innovation_at_least,
        _ => None,
    }
}
