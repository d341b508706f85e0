//! What one part of the page hands over to the other: the open dossier with all that can be taken back.

use super::components::save_mark::SaveState;
use super::keeper::Keeper;
use super::library;
use super::shown::Shown;
use super::store::Open;
use crate::browser;
use crate::dossier::Value;
use crate::journal::{Line, StateBody, line_of};

/// What was open, and what no store would take.
#[derive(Clone, PartialEq)]
pub struct Carried {
    /// The dossier with its history.
    pub state: StateBody,
    /// Where it was, as far as is known, and last where it is.
    pub points: Line,
    /// Whether it is saved.
    pub is_saved: bool,
}

impl Carried {
    /// As the page shows it first.
    pub fn shown(&self) -> Shown {
        let StateBody { dossier, history, .. } = &self.state;
        Shown { open: Some(Open::first(dossier.clone(), history)), ..Shown::NOTHING }
    }

    /// Whether it is saved, as it is first said.
    pub fn save(&self) -> SaveState {
        if self.is_saved { SaveState::Saved(browser::time_text(self.state.saved)) } else { SaveState::Saving }
    }
}

/// As text, with what no store has taken of others; empty where there is nothing.
pub fn pack(keeper: &Keeper) -> String {
    let mut all = Vec::new();
    if let Some((state, points)) = keeper.carried()
        && let Value::Object(open) = state.encode(&points)
    {
        all = open;
        all.push(("is_saved".into(), Value::Bool(keeper.is_saved())));
    }
    let held: Vec<Value> = library::all_unkept().iter().map(|(state, points)| state.encode(points)).collect();
    if !held.is_empty() {
        all.push(("held".into(), Value::Array(held)));
    }
    if all.is_empty() { String::new() } else { browser::stringify(&Value::Object(all)) }
}

/// Reads what [`pack`] wrote; none where nothing was open.
pub fn unpack(text: &str) -> Option<Carried> {
    let all: Value = browser::parse(text).ok()?;
    if let Some(Value::Array(held)) = all.get("held") {
        for one in held {
            if let Ok(state) = StateBody::decode(one) {
                library::hold(&state.dossier.id.clone(), Some((state, line_of(one))));
            }
        }
    }
    let (state, points) = (StateBody::decode(&all).ok()?, line_of(&all));
    let is_saved = matches!(all.get("is_saved"), Some(Value::Bool(true)));
    if !is_saved {
        // Perhaps no store takes it: then it is still in this page.
        library::hold(&state.dossier.id, Some((state.clone(), points.clone())));
    }
    Some(Carried { state, points, is_saved })
}
