//! What one part of the page hands over to the other: the open dossier with all that can be taken back.

use super::components::top_bar::SaveState;
use super::store::Open;
use crate::browser;
use crate::dossier::{Action, Value, decode, encode};

/// What was open, and whether it was saved.
#[derive(Clone, PartialEq)]
pub struct Carried {
    /// The dossier with its steps.
    pub open: Open,
    /// Whether it is saved.
    pub save: SaveState,
}

/// As text.
pub fn pack(open: &Open, save: &SaveState) -> String {
    let field = |key: &str, value: Value| (key.to_owned(), value);
    let steps = |steps: &[Action]| Value::Array(steps.iter().map(Action::encode).collect());
    let (undo, redo) = open.steps();
    let saved = match save {
        SaveState::Saved(time) => Value::String(time.clone()),
        _ => Value::Null,
    };
    let all = Value::Object(vec![
        field("dossier", encode(&open.dossier)),
        field("saved", saved),
        field("undo", steps(undo)),
        field("redo", steps(redo)),
    ]);
    browser::stringify(&all).unwrap_or_default()
}

/// Reads what [`pack`] wrote; none where nothing was open.
pub fn unpack(text: &str) -> Option<Carried> {
    let all: Value = browser::parse(text).ok()?;
    let dossier = decode(all.get("dossier")?).ok()?;
    let steps = |key: &str| match all.get(key) {
        Some(Value::Array(steps)) => steps.iter().filter_map(Action::decode).collect(),
        _ => Vec::new(),
    };
    let save = match all.get("saved") {
        Some(Value::String(time)) => SaveState::Saved(time.clone()),
        _ => SaveState::Saving,
    };
    let saved = save != SaveState::Saving;
    Some(Carried { open: Open::carried(dossier, saved, steps("undo"), steps("redo")), save })
}
