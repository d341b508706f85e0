//! The year before: what a dossier that is carried over remembers of it.

use super::model::{Dossier, RowRecord, Unknown};
use super::sorted::Sorted;
use crate::guideline::{ClauseId, DOCUMENT, Profile, RULES_DIGEST, RowId, Star, Table};
use crate::rating::{Answers, Change, Facts, Inputs, Outcome, Rates, Rating, rate};

/// Last year's answers and numbers, and what they were rated then, under the rules of then.
#[derive(Clone, Debug, PartialEq)]
pub struct Previous {
    /// The id of last year's dossier; empty where an earlier version carried it over.
    pub id: String,
    /// The year.
    pub year: u16,
    /// The guideline, e.g. `hangzhou-2025`.
    pub guideline: String,
    /// The rules' digest: where it differs from today's, the rules changed between.
    pub rules: String,
    /// The profile of then.
    pub profile: Profile,
    /// The numbers.
    pub facts: Facts,
    /// Percentages given directly.
    pub rates: Rates,
    /// The answers.
    pub answers: Answers,
    /// The star that was assured then.
    pub assured: Star,
    /// The star that was attainable then.
    pub attainable: Star,
    /// What each row was then; rows that were open are absent.
    pub rows: Sorted<RowId, Outcome>,
    /// Keys of the file that this version does not know; written back.
    pub unknown: Unknown,
}

impl Previous {
    /// Last year's answers under today's rules.
    pub fn rated_today(&self) -> Rating {
        let Self { profile, facts, rates, answers, .. } = self;
        rate(Inputs { profile: *profile, facts, rates, answers })
    }

    /// The rows that come out otherwise under today's rules, on the same answers: what the change of rules did.
    pub fn changed_by_rules(&self) -> Vec<Change> {
        let today = self.rated_today();
        Table::of_annex(self.profile.annex())
            .flat_map(Table::rows)
            .map(|row| Change { row, from: self.rows.get(&row).copied(), to: today.row(row).definite() })
            .filter(|change| change.from != change.to)
            .collect()
    }

    /// Whether the rules are other than they were.
    pub fn rules_changed(&self) -> bool {
        self.guideline != DOCUMENT.key || self.rules != RULES_DIGEST
    }
}

/// Whether an answer is kept from one year to the next: on a row that lasts. Whether a claim may be made (年内无变更,
/// 尚不符合条件) is of its year there too: a clause that allows one is asked again.
pub fn lasts(clause: ClauseId) -> bool {
    clause.get().row.get().lasting && clause.get().exempt_if.is_none()
}

impl Dossier {
    /// The dossier of the next year: what lasts stays with its notes and evidence, what is yearly is asked
    /// again, last year's answers stand beside, with the stars and rows as the reviews left them. Without a profile nothing was answered: the union alone stays.
    /// Which answers last is [`lasts`].
    #[must_use]
    pub fn carry_over(&self, id: String) -> Self {
        let mut next = Self {
            id,
            year: self.year.saturating_add(1),
            union: self.union.clone(),
            sample: self.sample,
            honours: self.honours.clone(),
            ..Self::default()
        };
        let Ok(inputs) = self.inputs() else { return next };
        let Ok(rating) = self.standing_rating() else { return next };
        // What a review did not accept is asked again.
        let rejected = self.rejected_rows(self.reviews.len()).unwrap_or_default();
        let stays = |clause: ClauseId| lasts(clause) && !rejected.contains(&clause.get().row);
        for (clause, answer) in self.answers.iter().filter(|(clause, _)| stays(*clause)) {
            next.answers.set(clause, Some(answer));
        }
        let lasting = self.rows.iter().filter(|(row, _)| row.get().lasting);
        next.rows = lasting.map(|(row, record)| (*row, RowRecord::clone(record))).collect();
        next.previous = Some(Box::new(Previous {
            id: self.id.clone(),
            year: self.year,
            guideline: DOCUMENT.key.to_owned(),
            rules: RULES_DIGEST.to_owned(),
            profile: inputs.profile,
            facts: self.facts.clone(),
            rates: self.rates.clone(),
            answers: self.answers.clone(),
            assured: rating.assured,
            attainable: rating.attainable,
            rows: RowId::all()
                .filter(|row| row.get().table().annex == inputs.profile.annex())
                .filter_map(|row| Some((row, rating.row(row).definite()?)))
                .collect(),
            unknown: Unknown::new(),
        }));
        next
    }
}
