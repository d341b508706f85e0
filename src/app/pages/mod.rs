//! One file for each place in the page.

pub mod all;
#[cfg(feature = "later")]
pub mod code;
#[cfg(feature = "later")]
pub mod data;
pub mod facts;
#[cfg(feature = "later")]
pub mod guide;
#[cfg(feature = "later")]
pub mod home;
pub mod new;
#[cfg(feature = "later")]
pub mod readings;
#[cfg(feature = "later")]
pub mod report;
#[cfg(feature = "later")]
pub mod result;
#[cfg(feature = "later")]
pub mod review;
#[cfg(feature = "later")]
pub mod sample;
pub mod table;
#[cfg(feature = "later")]
pub mod union;
#[cfg(feature = "later")]
pub mod versions;

use super::store::Open;
use crate::dossier::Action;
use yew::Callback;

/// What every page of a dossier gets.
pub struct DossierProps {
    /// The open dossier.
    pub open: Open,
    /// Sends an edit; stable across redraws.
    pub edit: Callback<Action>,
}
