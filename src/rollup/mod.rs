//! Many dossiers (汇总): intake with the reason for each that is not counted, the overview, near misses, the draw
//! of the spot check, and what leaves the desk.
//!
//! Every star is rated anew by the engine, whatever a file claims. Knows no storage, no screen, no clock.

mod answer;
mod archive;
mod book;
mod carry;
mod csv;
mod desk;
mod draw;
mod export;
mod federations;
mod heads;
mod intake;
mod joined;
mod lines;
mod list;
mod message;
mod opinion;
mod overview;
mod problem;
mod rated;
mod record;
mod rehearsal;
mod settle;
mod standing;
mod unit;

pub use archive::{Archive, Entry, OldNames};
pub use csv::{csv, guarded};
pub use desk::Desk;
pub use draw::{DrawEntry, Strata, draw, list_digest, sample_size};
pub use export::Export;
pub use intake::{Refusal, read_unit};
pub use list::{Filter, Line, Sort, StarFilter};
pub use message::{Ask, Opine, Tell, UnitDetail};
pub use opinion::row_names;
pub use overview::{
    CategoryLine, DimensionLine, HigherLine, NearLine, Overview, Reconciliation, RowLine, TargetLine, hundredths,
    overview,
};
pub use problem::{Newer, Problem, ProblemKind};
pub use record::{DrawRecord, RecordError, SpotResult};
pub use rehearsal::rehearse;
pub use standing::Standing;
pub use unit::{Unit, higher_name};
