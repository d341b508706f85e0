//! What the page asks of the desk in its worker, and what it is told.

use super::draw::Strata;
use super::list::{Filter, Line, Sort};
use super::overview::Overview;
use super::record::{DrawRecord, SpotResult};
use crate::dossier::ReviewLevel;
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// The overview; of the year that is shown unless another is told.
    Overview(Option<u16>),
    /// A window of the list.
    Units {
        /// Which units.
        filter: Filter,
        /// In which order.
        sort: Sort,
        /// The first line.
        from: usize,
        /// How many lines.
        count: usize,
    },
    /// How many units a filter takes, now.
    Count(Filter),
    /// A window of what is not counted.
    Problems {
        /// The first line.
        from: usize,
        /// How many lines.
        count: usize,
    },
    /// One unit, whole.
    Unit(String),
    /// A changed dossier in the place of the one that was seen.
    Put {
        /// Its file's text.
        text: String,
        /// By what the one that was seen is told.
        seen: u64,
    },
    /// A layer of review that upholds the rows that it says nothing else of, on every unit that the filter takes.
    Uphold {
        /// Which units.
        filter: Filter,
        /// The reviewer's level.
        level: ReviewLevel,
        /// The reviewer.
        body: String,
        /// The date, as written.
        date: String,
    },
    /// What one opinion for all has changed last is taken back.
    Withdraw,
    /// An opinion on one unit as a whole: the rows named are not accepted, the others that it claims are.
    Opine(Opine),
    /// What a level does not accept of a unit.
    Refused {
        /// The unit.
        id: String,
        /// The level.
        level: ReviewLevel,
    },
    /// The desk's name.
    Name(String),
    /// Freezes the list of the spot check.
    Freeze {
        /// Per cent drawn.
        percent: u8,
        /// How the list is divided.
        strata: Strata,
    },
    /// Draws.
    Draw {
        /// The seed.
        seed: String,
        /// Where it comes from.
        origin: String,
        /// Who was there.
        witnesses: String,
        /// The date, as written.
        date: String,
    },
    /// A unit passed.
    Pass(String),
    /// A unit failed, by these rows.
    Fail {
        /// The unit.
        id: String,
        /// The rows, as people name them (三星03) or by key.
        rows: Vec<String>,
        /// Why.
        reason: String,
    },
    /// A unit is still to be checked after all.
    Unchecked(String),
    /// Gives the record up.
    Discard,
}

/// An opinion on one unit, from the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opine {
    /// The unit.
    pub id: String,
    /// The reviewer's level.
    pub level: ReviewLevel,
    /// The reviewer.
    pub body: String,
    /// The date, as written.
    pub date: String,
    /// The rows that are not accepted, as people name them (三星03) or by key; none where all are.
    pub rows: Vec<String>,
    /// Why.
    pub reason: String,
}

/// An answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Tell {
    /// The overview, the desk's name, the record.
    Overview(Box<Overview>, String, Option<Box<DrawRecord>>),
    /// A window of the list, with how many there are in all.
    Units(usize, Vec<Line>),
    /// So many.
    Count(usize),
    /// One line of the list, changed.
    Line(Box<Line>),
    /// File, unit, sentence; with how many there are in all.
    Problems(usize, Vec<(String, String, String)>),
    /// One unit.
    Unit(Box<UnitDetail>),
    /// Done; so many units were changed.
    Done(usize),
    /// Upheld; so many units were changed, and so many left: another body has refused rows of them at this level, or they
    /// do not open.
    Upheld(usize, usize),
    /// Taken back of so many units; so many were left, for they have changed since.
    Withdrawn(usize, usize),
    /// The rows not accepted, as people name them; the reason, none where they have several.
    Refused(Vec<String>, Option<String>),
    /// Not done, and why.
    Failed(String),
}

/// One unit, whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UnitDetail {
    /// The dossier's text.
    pub text: String,
    /// The file that it came from.
    pub source: String,
    /// By what this state of it is told, to be said with a change.
    pub seen: u64,
    /// How it stands.
    pub line: Line,
    /// What the spot check found, with the star that the list had.
    pub check: Option<(u8, SpotResult)>,
}
