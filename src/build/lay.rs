//! The tables of many words in the compact form that `src/guideline/read.rs` reads.

use super::emit::{category_bits, fact_at, form_bits, rate_at};
use super::schema::{Body, Category, ClauseEntry, Dimension, FactEntry, RowEntry, TextEntry};
use super::validate::Guideline;
use std::fmt::Write as _;

/// A table laid out for `src/guideline/read.rs`: words, each on a line, and numbers, seven bits in a byte.
#[derive(Default)]
pub struct Laid {
    words: String,
    numbers: Vec<u8>,
}

impl Laid {
    /// Validation has refused words of several lines.
    fn words<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        for word in words {
            self.words.push_str(word);
            self.words.push('\n');
        }
    }

    fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.numbers.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.numbers.push(number as u8);
    }

    fn numbers(&mut self, numbers: impl IntoIterator<Item = u64>) {
        numbers.into_iter().for_each(|number| self.number(number));
    }

    /// One more, and 0 for none.
    fn optional(&mut self, number: Option<u64>) {
        self.number(number.map_or(0, |number| number + 1));
    }

    /// As Rust.
    pub fn write(&self, out: &mut String, name: &str) -> core::fmt::Result {
        writeln!(out, "pub(super) static {name}_WORDS: &str = {:?};", self.words)?;
        writeln!(out, "pub(super) static {name}_NUMBERS: &[u8] = &{:?};", self.numbers)
    }
}

/// A fact.
pub fn lay_fact(laid: &mut Laid, guideline: &Guideline, fact: &FactEntry) {
    let in_annex_2 = fact.label_annex2.as_deref().unwrap_or_default();
    laid.words([fact.id.as_str(), &fact.label, in_annex_2, &fact.short, &fact.unit, &fact.hint]);
    laid.optional(fact.part_of.as_ref().map(|whole| fact_at(guideline, whole)));
}

/// A row.
pub fn lay_row(laid: &mut Laid, row: &RowEntry, applies_to: &[Category]) {
    laid.words([row.id.as_str(), &row.title]);
    laid.number(match row.dimension {
        None => 0,
        Some(Dimension::Leadership) => 1,
        Some(Dimension::Organizing) => 2,
        Some(Dimension::Service) => 3,
    });
    let reading = row.reading.as_ref();
    let wording = reading.and_then(|reading| reading.wording.as_deref());
    let flags = [row.lasting, row.legible, reading.is_some(), wording.is_some()];
    laid.number((0..).zip(flags).fold(0, |bits, (bit, flag)| bits | u64::from(flag) << bit));
    laid.number(u64::from(category_bits(applies_to)));
    laid.number(row.clauses.len() as u64);
    match &row.text {
        TextEntry::All(text) => {
            laid.number(0);
            laid.words([text.as_str()]);
        }
        TextEntry::ByCategory(cells) => {
            laid.number(cells.len() as u64);
            for (category, text) in cells {
                laid.number(*category as u64);
                laid.words([text.as_str()]);
            }
        }
    }
    if let Some(reading) = reading {
        laid.words([reading.doubt.as_str()]);
        laid.words(wording);
        laid.words([reading.taken.as_str(), &reading.basis]);
    }
}

/// A clause.
pub fn lay_clause(laid: &mut Laid, guideline: &Guideline, clause: &ClauseEntry, categories: &[Category]) {
    laid.words([clause.id.as_str(), &clause.quote]);
    if let Some(rule) = &clause.rate {
        laid.numbers([1, rate_at(guideline, &rule.of), rule.at_least]);
    } else if let Some(rule) = &clause.rate_by_size {
        laid.numbers([2, rate_at(guideline, &rule.of), fact_at(guideline, &rule.size), rule.bands.len() as u64]);
        for band in &rule.bands {
            laid.optional(band.up_to);
            laid.number(band.at_least);
        }
    } else if let Some(rule) = &clause.count {
        laid.numbers([3, fact_at(guideline, &rule.of), rule.at_least]);
    } else {
        laid.number(0);
    }
    laid.numbers([category_bits(categories).into(), form_bits(clause).into()]);
    laid.number(match clause.bodies.as_deref() {
        Some([Body::Organ]) => 1,
        Some([Body::Institution]) => 2,
        _ => 0,
    });
    match &clause.when {
        None => laid.number(0),
        Some(when) => laid.numbers([1, fact_at(guideline, &when.fact), when.at_least]),
    }
    laid.words([clause.exempt_if.as_deref().unwrap_or_default()]);
}
