//! Every change to a dossier is an action; applying one gives the action that takes it back.

use super::entry::Entry;
use super::model::{Dossier, Evidence, HeldHonour, PlanItem, RowRecord, Union};
use super::review::{Review, sort};
use super::sorted::Sorted;
use crate::guideline::{ClauseId, FactId, RateId, RowId};
use crate::rating::{Answer, Percent};

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Name, category, form, body, federation above.
    SetUnion(Union),
    /// The year rated.
    SetYear(u16),
    /// The day the numbers were taken.
    SetAsOf(String),
    /// A number, as typed.
    SetFact(FactId, Entry<u64>),
    /// A percentage, as typed.
    SetRate(RateId, Entry<Percent>),
    /// An answer; none takes it away.
    SetAnswer(ClauseId, Option<Answer>),
    /// The note on a row.
    SetNote(RowId, String),
    /// The evidence of a row.
    SetEvidence(RowId, Vec<Evidence>),
    /// The legacy honours.
    SetHonours(Vec<HeldHonour>),
    /// What is planned for a row; none takes it out of the plan.
    SetPlan(RowId, Option<PlanItem>),
    /// The layers of review.
    SetReviews(Vec<Review>),
    /// Everything: an earlier state is brought back.
    Replace(Box<Dossier>),
}

impl Action {
    /// The action that would set the same field to what it holds now.
    pub fn current(&self, dossier: &Dossier) -> Self {
        match self {
            Self::SetUnion(_) => Self::SetUnion(dossier.union.clone()),
            Self::SetYear(_) => Self::SetYear(dossier.year),
            Self::SetAsOf(_) => Self::SetAsOf(dossier.as_of.clone()),
            Self::SetFact(fact, _) => Self::SetFact(*fact, dossier.fact(*fact)),
            Self::SetRate(rate, _) => Self::SetRate(*rate, dossier.percent(*rate)),
            Self::SetAnswer(clause, _) => Self::SetAnswer(*clause, dossier.answers.get(*clause)),
            Self::SetNote(row, _) => Self::SetNote(*row, dossier.note(*row).to_owned()),
            Self::SetEvidence(row, _) => Self::SetEvidence(*row, dossier.evidence(*row).to_vec()),
            Self::SetHonours(_) => Self::SetHonours(dossier.honours.clone()),
            Self::SetPlan(row, _) => Self::SetPlan(*row, dossier.plan.get(row).cloned()),
            Self::SetReviews(_) => Self::SetReviews(dossier.reviews.clone()),
            Self::Replace(_) => Self::Replace(Box::new(dossier.clone())),
        }
    }

    /// Applies the change and returns its inverse; none where it changes nothing.
    pub fn apply(self, dossier: &mut Dossier) -> Option<Self> {
        let inverse = self.current(dossier);
        if inverse == self {
            return None;
        }
        match self {
            Self::SetUnion(union) => dossier.union = union,
            Self::SetYear(year) => dossier.year = year,
            Self::SetAsOf(as_of) => dossier.as_of = as_of,
            Self::SetFact(fact, entry) => {
                let (value, typed) = split(entry);
                dossier.facts.set(fact, value);
                put(&mut dossier.typed_facts, fact, typed);
            }
            Self::SetRate(rate, entry) => {
                let (value, typed) = split(entry);
                dossier.rates.set(rate, value);
                put(&mut dossier.typed_rates, rate, typed);
            }
            Self::SetAnswer(clause, answer) => dossier.answers.set(clause, answer),
            Self::SetNote(row, note) => record(dossier, row, |record| record.note = note),
            Self::SetEvidence(row, evidence) => record(dossier, row, |record| record.evidence = evidence),
            Self::SetHonours(honours) => dossier.honours = honours,
            Self::SetPlan(row, Some(item)) => {
                dossier.plan.insert(row, item);
            }
            Self::SetPlan(row, None) => {
                dossier.plan.remove(&row);
            }
            Self::SetReviews(reviews) => {
                dossier.reviews = reviews;
                sort(&mut dossier.reviews);
            }
            Self::Replace(other) => *dossier = Dossier { id: core::mem::take(&mut dossier.id), ..*other },
        }
        Some(inverse)
    }

    /// Whether the two are typing in the same field, which counts as one step of undo: no decisions, such as an answer,
    /// the year, or another dossier in its place. Of what holds several fields one at most may differ.
    pub fn same_field(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::SetUnion(a), Self::SetUnion(b)) => {
                (a.category, a.form, a.body) == (b.category, b.form, b.body)
                    && is_one(&[&a.name, &a.higher], &[&b.name, &b.higher])
            }
            (Self::SetAsOf(_), Self::SetAsOf(_)) => true,
            (Self::SetFact(a, _), Self::SetFact(b, _)) => a == b,
            (Self::SetRate(a, _), Self::SetRate(b, _)) => a == b,
            (Self::SetNote(a, _), Self::SetNote(b, _)) => a == b,
            (Self::SetPlan(a, Some(item)), Self::SetPlan(b, Some(other))) => {
                a == b && is_one(&[&item.measure, &item.owner, &item.due], &[&other.measure, &other.owner, &other.due])
            }
            (Self::SetReviews(a), Self::SetReviews(b)) => same_marks(a, b) && is_one(&said(a), &said(b)),
            (Self::SetEvidence(a, entries), Self::SetEvidence(b, others)) => {
                a == b && entries.len() == others.len() && is_one(&listed(entries), &listed(others))
            }
            _ => false,
        }
    }
}

/// Whether two states of the reviews differ in words alone.
fn same_marks(a: &[Review], b: &[Review]) -> bool {
    let marks = |review: &Review| {
        let rows: Vec<_> = review.rows.iter().map(|(row, said)| (*row, said.accepted)).collect();
        (review.level, rows, review.claims.clone())
    };
    a.iter().map(marks).eq(b.iter().map(marks))
}

/// Whether no more than one of these fields differs.
fn is_one(a: &[&String], b: &[&String]) -> bool {
    a.iter().zip(b).filter(|(a, b)| a != b).count() <= 1
}

/// The words of reviews: as many in two states of the same marks.
fn said(reviews: &[Review]) -> Vec<&String> {
    let mut fields = Vec::new();
    for review in reviews {
        fields.extend([&review.body, &review.date, &review.remark]);
        fields.extend(review.rows.values().map(|said| &said.reason));
    }
    fields
}

fn listed(entries: &[Evidence]) -> Vec<&String> {
    let mut fields = Vec::new();
    for entry in entries {
        fields.extend([&entry.name, &entry.date, &entry.place]);
    }
    fields
}

fn split<T>(entry: Entry<T>) -> (Option<T>, Option<String>) {
    match entry {
        Entry::Empty => (None, None),
        Entry::Value(value) => (Some(value), None),
        Entry::Typed(text) => (None, Some(text)),
    }
}

fn put<K: Ord>(map: &mut Sorted<K, String>, key: K, typed: Option<String>) {
    match typed {
        Some(text) => {
            map.insert(key, text);
        }
        None => {
            map.remove(&key);
        }
    }
}

fn record(dossier: &mut Dossier, row: RowId, change: impl FnOnce(&mut RowRecord)) {
    let mut record = dossier.rows.remove(&row).unwrap_or_default();
    change(&mut record);
    if record != RowRecord::default() {
        dossier.rows.insert(row, record);
    }
}
