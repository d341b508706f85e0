//! What can be taken back and done again, without limit.
//!
//! The same steps at the same times from the same state always end in the same state, history included: a log of steps
//! is as good as what they led to.

use super::action::Action;
use super::model::Dossier;
use super::value::Value;

/// Typing in one field after this many milliseconds without an edit is another step: what was written yesterday is not
/// taken back with what is added today.
pub const PAUSE: f64 = 10_000.0;

/// The actions that take back what was done, and those that do it again; the last first to go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    undo: Vec<Action>,
    redo: Vec<Action>,
}

/// What a person does to a dossier.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// An edit.
    Edit(Action),
    /// 撤销
    Undo,
    /// 重做
    Redo,
}

impl History {
    /// Whether there is something to take back.
    pub const fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to do again.
    pub const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes a step, so many milliseconds after the one before. The action that was applied, for the log; none where
    /// nothing changes.
    pub fn take(&mut self, step: Step, after: f64, dossier: &mut Dossier) -> Option<Action> {
        let (action, back) = match step {
            Step::Edit(action) => return self.edit(action, (0.0..PAUSE).contains(&after), dossier),
            Step::Undo => (self.undo.pop()?, false),
            Step::Redo => (self.redo.pop()?, true),
        };
        let inverse = action.clone().apply(dossier)?;
        if back { &mut self.undo } else { &mut self.redo }.push(inverse);
        Some(action)
    }

    fn edit(&mut self, action: Action, is_soon: bool, dossier: &mut Dossier) -> Option<Action> {
        let inverse = action.clone().apply(dossier)?;
        let continues = is_soon
            && self.redo.is_empty()
            && inverse.same_field(&action)
            && self.undo.last().is_some_and(|last| last.same_field(&action));
        self.redo.clear();
        if !continues {
            self.undo.push(inverse);
        } else if self.undo.last().is_some_and(|last| *last == last.current(dossier)) {
            // Typed back to what it was: nothing is left to take back.
            self.undo.pop();
        }
        Some(action)
    }

    /// As JSON: `{ "undo": […], "redo": […] }`.
    pub fn encode(&self) -> Value<'static> {
        let steps = |steps: &[Action]| Value::Array(steps.iter().map(Action::encode).collect());
        Value::Object(vec![("undo".into(), steps(&self.undo)), ("redo".into(), steps(&self.redo))])
    }

    /// Reads what [`Self::encode`] wrote. A step of another version ends what can be taken back there.
    pub fn decode(value: &Value) -> Self {
        let steps = |key: &str| {
            let Some(Value::Array(steps)) = value.get(key) else { return Vec::new() };
            let mut read: Vec<_> = steps.iter().rev().map_while(Action::decode).collect();
            read.reverse();
            read
        };
        Self { undo: steps("undo"), redo: steps("redo") }
    }
}
