//! What is found of a dossier: the newest state, other windows' branches, what is damaged.

use super::body::{Line, StateBody};
use super::place::Slot;
use super::record::Damage;
use crate::dossier::FileError;

/// Which of the two stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Local storage.
    Near,
    /// The database.
    Deep,
}

/// Something that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where.
    pub store: Store,
    /// Under which key.
    pub key: String,
    /// What stands there.
    pub text: String,
}

/// Something that is not used, with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The entry as it was found.
    pub entry: Entry,
    /// Why.
    pub why: Damage,
}

/// What another window made of a state that the newest one left another way.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// What it led to.
    pub state: StateBody,
    /// Where it is kept, the first step first.
    pub keys: Vec<(Store, String)>,
    /// The points on its way.
    pub(super) points: Vec<(u64, u32)>,
}

impl Branch {
    /// Whether it came through that point.
    pub fn came_through(&self, generation: u64, mark: u32) -> bool {
        self.points.contains(&(generation, mark))
    }
}

/// What one store holds of a dossier, for the writer to go on from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    /// The slot of the newest whole state, and its generation.
    pub newest: Option<(Slot, u64)>,
    /// The steps that are kept, by generation and mark.
    pub steps: Vec<(u64, u32)>,
    /// The steps whose keys are kept without their texts, so that a slow window cannot take them.
    pub spent: Vec<u64>,
    /// Whether nothing at all was found there: perhaps it did not answer.
    pub is_blank: bool,
    /// Whether a text of version 1 is still there.
    pub has_old: bool,
    /// Whether it holds all that the newest state needs.
    pub is_whole: bool,
}

/// The newest state that is whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Newest {
    /// The state.
    pub state: StateBody,
    /// How many steps led to it.
    pub generation: u64,
    /// The mark of the last of them.
    pub mark: u32,
    /// The largest generation that any key of the deep store names, also of what is damaged.
    pub(super) top: u64,
    pub(super) near: Side,
    pub(super) deep: Side,
    pub(super) line: Line,
    /// Steps to it that the deep store does not hold: generation, mark, text.
    pub(super) missing: Vec<(u64, u32, String)>,
    pub(super) points: Vec<(u64, u32)>,
}

impl Newest {
    /// Where it stands.
    pub const fn point(&self) -> (u64, u32) {
        (self.generation, self.mark)
    }

    /// Whether this state came through that point.
    pub fn came_through(&self, generation: u64, mark: u32) -> bool {
        self.points.contains(&(generation, mark))
    }

    /// Whether it is a text of version 1: its first record of ours must be a whole state.
    pub(super) const fn is_old(&self) -> bool {
        self.near.newest.is_none() && self.deep.newest.is_none()
    }

    /// Whether a journal is kept of it, but the deep store holds nothing.
    pub(super) const fn is_near_alone(&self) -> bool {
        self.deep.is_blank && self.near.newest.is_some()
    }

    /// Whether both stores hold all of it.
    pub const fn is_in_both(&self) -> bool {
        self.near.is_whole && self.deep.is_whole
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recovery {
    /// What opens; none where nothing can be read.
    pub newest: Option<Newest>,
    /// What becomes a copy.
    pub branches: Vec<Branch>,
    /// What is set aside.
    pub damaged: Vec<Damaged>,
    /// A newer version has written here: nothing may be written.
    pub is_newer: bool,
    /// The largest generation that any key of the deep store names.
    pub top: u64,
    /// Why the last whole state that was tried cannot be read, where it is a matter of its content.
    pub reason: Option<FileError>,
}
