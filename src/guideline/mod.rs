//! The guideline as data: what the document says, which words are ours, and which rule decides.
//!
//! The tables are static, written by the build script from `indicators/`; nothing is parsed at run time.
//! This room knows no answers, no rating and no screen.

mod ids;
mod scope;
mod tables;
mod types;

pub use ids::{ClauseId, FactId, RateId, RowId};
pub use scope::{Body, Category, CategorySet, Form, FormSet, Profile, ProfileGap};
pub use tables::{
    BODY, CLAUSES, DOCUMENT, FACT_GROUPS, FACTS, HONOURS, RATES, READINGS, ROWS, RULES_DIGEST, STAR_RULES, TABLES,
};
pub use types::{
    Annex, Band, BodySection, Clause, Dimension, Document, Fact, FactGroup, GeneralReading, Honour, Rate, RatingIndex,
    Reading, Row, Rule, Star, StarRule, Table, Text, When, ZeroDenominator,
};
