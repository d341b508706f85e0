//! The tables that the build script wrote from `indicators/`.

use super::ids::FactId;
use super::read::Reader;
use super::stars::{AtLeast, EarlyHonours, Honour, SpotCheck, Star, StarRule, Target};
use super::types::*;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// All rows, in order.
pub static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| Reader::new(ROW_WORDS, ROW_NUMBERS).rows());

/// All clauses, in order.
pub static CLAUSES: LazyLock<Vec<Clause>> = LazyLock::new(|| Reader::new(CLAUSE_WORDS, CLAUSE_NUMBERS).clauses(&ROWS));

/// All facts.
pub static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| Reader::new(FACT_WORDS, FACT_NUMBERS).facts());
