//! What the page shows of the open dossier beside its content.

use super::library::LoadError;
use super::store::Open;
use crate::journal::Missed;

/// What the page shows of it.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// The open dossier.
    pub open: Option<Open>,
    /// Why it could not be opened.
    pub failure: Option<LoadError>,
    /// Why it is not saved, if it is not.
    pub unsaved: Option<String>,
    /// What else is to be said of it.
    pub notice: Option<Notice>,
}

impl Shown {
    /// Nothing is open.
    pub const NOTHING: Self = Self { open: None, failure: None, unsaved: None, notice: None };
}

/// What is said once, above the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A newer version has written here: nothing can be changed.
    ReadOnly,
    /// Another window went on from the same state: what was filled in here is a copy now.
    Copied,
    /// Another window has deleted it.
    Gone,
    /// Of what was called saved something may be missing.
    Missed(Missed),
    /// Much was filled in since the last export.
    Export,
}
