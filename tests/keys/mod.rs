//! The parts of the guideline by their keys, as the tests name them.

#![allow(dead_code, clippy::panic, reason = "each test takes what it needs")]

use union_star::guideline::{ClauseId, FactId, RowId};

pub fn fact(key: &str) -> FactId {
    FactId::from_key(key).unwrap_or_else(|| panic!("no fact {key}"))
}

pub fn row(key: &str) -> RowId {
    RowId::from_key(key).unwrap_or_else(|| panic!("no row {key}"))
}

pub fn clause(key: &str) -> ClauseId {
    ClauseId::from_key(key).unwrap_or_else(|| panic!("no clause {key}"))
}
