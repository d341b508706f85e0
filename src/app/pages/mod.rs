//! One file for each place in the page.

pub mod code;
pub mod desk;
pub mod facts;
pub mod guide;
pub mod home;
pub mod new;
pub mod readings;
pub mod report;
pub mod result;
pub mod review;
pub mod table;
pub mod union;

use super::store::Open;
use crate::dossier::Action;
use yew::{Callback, Properties};

/// What every page of a dossier gets.
#[derive(Properties, PartialEq, Clone)]
pub struct DossierProps {
    /// The open dossier.
    pub open: Open,
    /// Sends an edit; stable across redraws.
    pub edit: Callback<Action>,
}
