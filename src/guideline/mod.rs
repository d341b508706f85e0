//! The guideline as data: what the document says, which words are ours, and which rule decides.
//!
//! The tables are written by the build script from `indicators/`; those of many words are laid out when they are first
//! asked.
//! This room knows no answers, no rating and no screen.

mod ids;
mod read;
mod scope;
mod stars;
mod tables;
mod types;

pub use ids::{ClauseId, FactId, RateId, RowId};
pub use scope::{Body, Category, CategorySet, Form, FormSet, Profile, ProfileGap};
pub use stars::{AtLeast, EarlyHonours, Honour, SpotCheck, Star, StarRule, Target};
pub use tables::{
    BODY, CLAUSES, DOCUMENT, EARLY_HONOURS, FACT_GROUPS, FACTS, HONOURS, RATES, READINGS, ROWS, RULES_DIGEST,
    SPOT_CHECK, STAR_RULES, TABLES, TARGETS,
};
pub use types::{
    Annex, Band, BodySection, Clause, Dimension, Document, Fact, FactGroup, GeneralReading, Rate, RatingIndex, Reading,
    Row, Rule, Table, Text, When, ZeroDenominator,
};
