//! The open dossier as the page shows it, with its derived rating.
//!
//! Every edit is a [`dossier::Action`](crate::dossier::Action); the [`Keeper`](super::keeper::Keeper) applies and
//! keeps it. The rating is derived at each step and never stored.

use super::later;
use super::live::Live;
use crate::dossier::{Dossier, History, Reviewed};
use crate::guideline::ProfileGap;
use crate::rating::Rating;
use std::rc::Rc;

/// A dossier that is being worked on.
#[derive(Clone)]
pub struct Open {
    /// Its content.
    pub dossier: Rc<Dossier>,
    /// Its rating, or what the profile lacks.
    pub rating: Result<Rc<Rating>, Vec<ProfileGap>>,
    reviewed: Option<Rc<Reviewed>>,
    /// What stands of it on the page.
    pub live: Live,
    /// Grows with every change; 0 as loaded.
    pub revision: u32,
    can_undo: bool,
    can_redo: bool,
}

/// The same state of the same dossier, without a look at what is in it.
impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.dossier, &other.dossier) && self.revision == other.revision
    }
}

impl Open {
    /// As it is opened.
    pub fn first(dossier: Rc<Dossier>, history: &History) -> Self {
        Self::new(dossier, history, 0, Live::default())
    }

    /// As it is now.
    pub fn next(&self, dossier: Rc<Dossier>, history: &History) -> Self {
        Self::new(dossier, history, self.revision + 1, self.live.clone())
    }

    fn new(dossier: Rc<Dossier>, history: &History, revision: u32, live: Live) -> Self {
        let rating = dossier.rating().map(Rc::new);
        live.put(&dossier, rating.as_ref().ok());
        let reviewed = later::reads(|| dossier.reviewed_by_all()).map(Rc::new);
        Self { dossier, rating, reviewed, live, revision, can_undo: history.can_undo(), can_redo: history.can_redo() }
    }

    /// What stands after the reviews, where there is one.
    pub fn reviewed(&self) -> Option<&Reviewed> {
        later::reads(|| self.reviewed.as_deref())
    }

    /// Whether there is something to take back.
    pub const fn can_undo(&self) -> bool {
        self.can_undo
    }

    /// Whether there is something to do again.
    pub const fn can_redo(&self) -> bool {
        self.can_redo
    }
}
