//! What stands in a record: a whole state, or one step.

use crate::dossier::{Action, Dossier, FileError, History, Step, Value, decode, encode};
use std::rc::Rc;

/// `{ "saved": …, "dossier": {…}, "undo": […], "redo": […], "line": ["GENERATION.MARK", …] }`; version 1 had the first
/// two.
#[derive(Clone, Debug, PartialEq)]
pub struct StateBody {
    /// When, in milliseconds since 1970.
    pub saved: f64,
    /// The dossier.
    pub dossier: Rc<Dossier>,
    /// What can be taken back.
    pub history: History,
}

/// The points of the whole states that led to one, the last at the end: tells an older state from another window's.
pub type Line = Vec<(u64, u32)>;
/// So many are kept.
const LONGEST_LINE: usize = 256;

/// `{ "saved": …, "step": "edit" | "undo" | "redo", "action": {…} }`: the action is what was applied, so that also
/// those who know nothing of a history can follow.
#[derive(Clone, Debug, PartialEq)]
pub struct StepBody {
    /// When, in milliseconds since 1970.
    pub saved: f64,
    /// The step.
    pub step: Step,
}

fn saved_in(value: &Value) -> f64 {
    match value.get("saved") {
        Some(Value::Number(saved)) => *saved,
        _ => 0.0,
    }
}

impl StateBody {
    /// Of a dossier that begins, or is gone on from without what could be taken back.
    pub fn begun(saved: f64, dossier: Rc<Dossier>) -> Self {
        Self { saved, dossier, history: History::default() }
    }

    /// As JSON.
    pub fn encode(&self, line: &[(u64, u32)]) -> Value<'static> {
        let mut fields = vec![("saved".into(), Value::Number(self.saved)), ("dossier".into(), encode(&self.dossier))];
        if let Value::Object(history) = self.history.encode() {
            fields.extend(history);
        }
        let line = &line[line.len().saturating_sub(LONGEST_LINE)..];
        let points = line.iter().map(|(generation, mark)| Value::String(format!("{generation}.{mark:08x}").into()));
        fields.push(("line".into(), Value::Array(points.collect())));
        Value::Object(fields)
    }

    /// Reads what [`Self::encode`] or version 1 wrote.
    ///
    /// # Errors
    ///
    /// What the dossier in it lacks.
    pub fn decode(value: &Value) -> Result<Self, FileError> {
        let dossier = value.get("dossier").ok_or(FileError::NotADossier).and_then(decode)?;
        Ok(Self { saved: saved_in(value), dossier: Rc::new(dossier), history: History::decode(value) })
    }
}

/// Reads the line of a whole state.
pub fn line_of(value: &Value) -> Line {
    let Some(Value::Array(points)) = value.get("line") else { return Line::new() };
    let point = |point: &Value| match point {
        Value::String(text) => {
            let (generation, mark) = text.split_once('.')?;
            Some((generation.parse().ok()?, u32::from_str_radix(mark, 16).ok()?))
        }
        _ => None,
    };
    points.iter().filter_map(point).collect()
}

impl StepBody {
    /// As JSON, with the action that was applied.
    pub fn encode(saved: f64, step: &Step, applied: &Action) -> Value<'static> {
        let step = match step {
            Step::Edit(_) => "edit",
            Step::Undo => "undo",
            Step::Redo => "redo",
        };
        Value::Object(vec![
            ("saved".into(), Value::Number(saved)),
            ("step".into(), step.into()),
            ("action".into(), applied.encode()),
        ])
    }

    /// Reads what [`Self::encode`] wrote; none where it is of another version.
    pub fn decode(value: &Value) -> Option<Self> {
        let Some(Value::String(step)) = value.get("step") else { return None };
        let step = match &**step {
            "edit" => Step::Edit(Action::decode(value.get("action")?)?),
            "undo" => Step::Undo,
            "redo" => Step::Redo,
            _ => return None,
        };
        Some(Self { saved: saved_in(value), step })
    }
}
