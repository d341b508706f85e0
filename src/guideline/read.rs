//! Reads the tables of many words from the compact form that the build script wrote: their words one after the other,
//! and their numbers. As Rust tables their addresses alone would be a twentieth of the first download.

use super::ids::{ClauseId, FactId, RateId, RowId};
use super::scope::{Body, Category, CategorySet, FormSet};
use super::tables::TABLES;
use super::types::{Band, Clause, Dimension, Fact, Reading, Row, Rule, Text, When};
use std::str::Split;

/// What is still to be read. Past the end there are empty words and zeros.
pub struct Reader {
    words: Split<'static, char>,
    numbers: std::slice::Iter<'static, u8>,
}

impl Reader {
    /// Words, each on a line, and numbers, seven bits in a byte, the lowest first.
    pub fn new(words: &'static str, numbers: &'static [u8]) -> Self {
        Self { words: words.split('\n'), numbers: numbers.iter() }
    }

    fn word(&mut self) -> &'static str {
        self.words.next().unwrap_or_default()
    }

    fn wide(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        for byte in self.numbers.by_ref() {
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if *byte < 0x80 {
                break;
            }
        }
        number
    }

    /// A number that the build script knows to be small.
    #[allow(clippy::cast_possible_truncation, reason = "the build script wrote it from one byte")]
    fn number(&mut self) -> u8 {
        self.wide() as u8
    }

    /// The rows of all tables.
    pub fn rows(mut self) -> Vec<Row> {
        let mut rows = Vec::with_capacity(RowId::COUNT);
        let mut first_clause = 0;
        for (at, table) in (0..).zip(&TABLES) {
            for ordinal in 1..=table.len {
                let row = self.row(at, ordinal, first_clause);
                first_clause += row.clause_count;
                rows.push(row);
            }
        }
        rows
    }

    fn row(&mut self, table: u8, ordinal: u8, first_clause: u8) -> Row {
        let (key, title) = (self.word(), self.word());
        let dimension = match self.number() {
            0 => None,
            at => Dimension::ALL.get(usize::from(at - 1)).copied(),
        };
        let flags = self.number();
        let has = |bit: u8| flags & 1 << bit != 0;
        let (applies_to, clause_count) = (CategorySet(self.number()), self.number());
        let text = match self.number() {
            0 => Text::All(self.word()),
            cells => Text::ByCategory((0..cells).map(|_| (self.category(), self.word())).collect()),
        };
        let reading = has(2).then(|| Reading {
            doubt: self.word(),
            wording: has(3).then(|| self.word()),
            taken: self.word(),
            basis: self.word(),
        });
        let (lasting, legible) = (has(0), has(1));
        Row {
            key,
            ordinal,
            table,
            dimension,
            title,
            text,
            applies_to,
            lasting,
            legible,
            reading,
            first_clause,
            clause_count,
        }
    }

    fn category(&mut self) -> Category {
        Category::ALL.get(usize::from(self.number())).copied().unwrap_or(Category::Township)
    }

    /// The clauses of all rows.
    pub fn clauses(mut self, rows: &[Row]) -> Vec<Clause> {
        let mut clauses = Vec::with_capacity(ClauseId::COUNT);
        for (at, row) in (0..).zip(rows) {
            for _ in 0..row.clause_count {
                clauses.push(self.clause(RowId(at)));
            }
        }
        clauses
    }

    fn clause(&mut self, row: RowId) -> Clause {
        Clause {
            key: self.word(),
            row,
            quote: self.word(),
            rule: self.rule(),
            categories: CategorySet(self.number()),
            forms: FormSet(self.number()),
            body: match self.number() {
                1 => Some(Body::Organ),
                2 => Some(Body::Institution),
                _ => None,
            },
            when: match self.number() {
                0 => None,
                _ => Some(When { fact: FactId(self.number()), at_least: self.wide() }),
            },
            exempt_if: Some(self.word()).filter(|sentence| !sentence.is_empty()),
        }
    }

    fn rule(&mut self) -> Rule {
        match self.number() {
            1 => Rule::Rate { rate: RateId(self.number()), at_least: self.number() },
            2 => Rule::RateBySize {
                rate: RateId(self.number()),
                size: FactId(self.number()),
                bands: (0..self.number()).map(|_| self.band()).collect(),
            },
            3 => Rule::Count { fact: FactId(self.number()), at_least: self.wide() },
            _ => Rule::Judged,
        }
    }

    fn band(&mut self) -> Band {
        Band { up_to: self.wide().checked_sub(1), at_least: self.number() }
    }

    /// All facts.
    pub fn facts(mut self) -> Vec<Fact> {
        (0..FactId::COUNT).map(|_| self.fact()).collect()
    }

    fn fact(&mut self) -> Fact {
        let (key, label) = (self.word(), self.word());
        let in_annex_2 = self.word();
        Fact {
            key,
            label: [label, if in_annex_2.is_empty() { label } else { in_annex_2 }],
            short: self.word(),
            unit: self.word(),
            hint: self.word(),
            part_of: self.number().checked_sub(1).map(FactId),
        }
    }
}
