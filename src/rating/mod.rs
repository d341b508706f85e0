//! The engine: from answers and numbers to stars, with the reason for each.
//!
//! Pure and total: no clock, no storage, no text for people, no allocation for the rating itself.
//! Semantics: rules 四 of the transcription (outcome sets, exact comparison, worst and best pick).

mod compare;
mod explain;
mod inputs;
mod margin;
mod measure;
mod outcome;
mod path;
mod progress;
mod rate;

pub use compare::{Change, changes};
pub use explain::{Condition, Demand, Rung, RungState, condition_of, conditions_of, explain, to_remedy};
pub use inputs::{Answer, Answers, Facts, Inputs, MAX_COUNT, Percent, Rates};
pub use margin::{Margin, TableMargin, carrying_claims, is_claimed, margin};
pub use measure::{Measure, Ratio, Value, contradiction, lacking, leaves_unknown, measure, threshold, value};
pub use outcome::{Outcome, Outcomes};
pub use path::{Effort, Path, Step, effort, path};
pub use progress::{
    FactsProgress, Superfluous, facts_in_use, facts_progress, half_filled, is_half_filled, superfluous, uses_fact,
};
pub use rate::{Rating, Tally, clause_outcomes, rate};
