//! What a row's card is drawn from: a value, so that a card is redrawn only when it changes.

use super::components::mark::MarkKind;
use super::later;
use crate::dossier::{Dossier, Evidence};
use crate::guideline::{Category, ClauseId, FactId, RowId};
use crate::rating::{Answer, Inputs, Measure, Outcomes, Rating, clause_outcomes, lacking, measure};

/// A row as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct RowView {
    /// Whose words are shown.
    pub category: Category,
    /// Which row.
    pub row: RowId,
    /// What it may turn out to be.
    pub outcomes: Outcomes,
    /// The clauses that speak of this union.
    pub clauses: Vec<ClauseView>,
    /// 备注
    pub note: String,
    /// 佐证材料
    pub evidence: Vec<Evidence>,
    refused: Option<String>,
}

/// A clause as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct ClauseView {
    /// Which clause.
    pub clause: ClauseId,
    /// What it may turn out to be.
    pub outcomes: Outcomes,
    /// What the officer said.
    pub answer: Option<Answer>,
    /// The arithmetic of a measured clause.
    pub measure: Option<Measure>,
    /// The number that a measured clause waits for first.
    pub missing: Option<FactId>,
    last_year: Option<Answer>,
}

impl ClauseView {
    /// What was said last year, if the dossier was carried over.
    pub fn last_year(&self) -> Option<Answer> {
        later::reads(|| self.last_year)
    }
}

impl RowView {
    /// The row of this dossier.
    pub fn new(dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating, row: RowId) -> Self {
        let clauses = row.get().clauses().filter_map(|clause| {
            Some(ClauseView {
                clause,
                outcomes: clause_outcomes(clause, inputs)?,
                answer: dossier.answers.get(clause),
                measure: measure(clause, inputs),
                missing: lacking(clause, inputs),
                last_year: later::reads(|| dossier.previous.as_ref()?.answers.get(clause)),
            })
        });
        Self {
            category: inputs.profile.category(),
            row,
            outcomes: rating.row(row),
            clauses: clauses.collect(),
            note: dossier.note(row).to_owned(),
            evidence: dossier.evidence(row).to_vec(),
            refused: later::reads(|| dossier.refusal(row, inputs, dossier.reviews.len()))
                .map(|refusal| refusal.to_string()),
        }
    }

    /// The mark of the row: what a review did not accept is not called met.
    pub fn kind(&self) -> MarkKind {
        if self.refused().is_some() { MarkKind::Refused } else { MarkKind::of(self.outcomes) }
    }

    /// What the federation above said where it did not accept the row.
    pub fn refused(&self) -> Option<&str> {
        later::reads(|| self.refused.as_deref())
    }

    /// The document's words for this union.
    pub fn words(&self) -> &'static str {
        self.row.get().text.for_category(self.category)
    }
}
