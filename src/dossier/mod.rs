//! One union's self-assessment for one year (评价档案): what was filled in, the actions that change it, and
//! the file that keeps it.
//!
//! Knows the guideline and the engine's inputs; knows nothing of storage, screens or the web.

mod action;
mod day;
mod entry;
mod file;
mod file_error;
mod history;
mod layers;
mod link;
mod model;
mod previous;
mod privacy;
mod review;
mod sample;
mod sorted;
mod step;
mod together;
mod value;
mod verdict;
mod writer;

pub use action::Action;
pub use day::{Day, day};
pub use entry::{Entry, EntryError, parse_count, parse_percent};
pub use file::{FORMAT, LARGEST_FILE, SCHEMA, decode, encode};
pub use file_error::FileError;
pub use history::{History, PAUSE, Step};
pub use layers::PREVIOUS;
pub use link::{LinkError, digest, from_code, to_code};
pub use model::{Dossier, Evidence, HeldHonour, PlanItem, RowRecord, Union, Unknown};
pub use previous::{Previous, lasts};
pub use privacy::looks_private;
pub use review::{Opinion, Refusal, Review, ReviewLevel, Reviewed};
pub use sample::sample;
pub use sorted::Sorted;
pub use together::{Together, alike, together};
pub use value::{Text, Value};
pub use verdict::{Verdict, VerdictError, verdict};
