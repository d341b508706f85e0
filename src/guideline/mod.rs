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
    BODY, CLAUSES, DOCUMENT, FACT_GROUPS, FACTS, HONOURS, RATES, READINGS, ROWS, RULES_DIGEST, SPOT_CHECK, STAR_RULES,
    TABLES, TARGETS,
};
pub use types::{
    Annex, AtLeast, Band, BodySection, Clause, Dimension, Document, Fact, FactGroup, GeneralReading, Honour, Rate,
    RatingIndex, Reading, Row, Rule, SpotCheck, Star, StarRule, Table, Target, Text, When, ZeroDenominator,
};
