//! What is open under lines of the list: one form for rows that are refused, one question before refusals are withdrawn.
//! What comes late touches its own line's alone.

use crate::rollup::Filter;
use std::rc::Rc;
use yew::Reducible;

/// The rows that are being refused on a line.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The unit.
    pub id: String,
    /// The rows, as typed.
    pub rows: String,
    /// The reason, as typed.
    pub reason: String,
    /// The rows refused before have several reasons, which stay.
    pub has_several: bool,
    /// Why the last try did not stand.
    pub wrong: Option<String>,
}

/// An element to put the keyboard on, with a number: twice the same is twice.
pub type Focus = (u32, Option<String>);

/// What is open.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Drafts {
    open: Option<Draft>,
    /// The unit whose refusals are being asked for before its form opens.
    wanted: Option<String>,
    /// The unit whose refusals somebody is about to withdraw.
    asking: Option<String>,
    /// The list that somebody is about to accept, and how many units it has.
    all: Option<(Filter, usize)>,
    focus: Focus,
}

/// A change of it.
pub enum Change {
    /// The form of a unit is wanted: it opens once what is refused is known.
    Want(String),
    /// It opens.
    Open(Draft),
    /// Rows were typed.
    Rows(String),
    /// A reason was typed.
    Reason(String),
    /// What was sent of a unit did not stand.
    Wrong(String, String),
    /// The form of a unit closes.
    Close(String),
    /// Asks whether the refusals of a unit are withdrawn.
    Ask(String),
    /// They are not.
    Leave(String),
    /// A unit is accepted: what is open under its line closes.
    Accept(String),
    /// Asks whether all of a list are accepted.
    AskAll(Filter, usize),
    /// That is answered.
    LeaveAll,
    /// All closes.
    CloseAll,
}

impl Drafts {
    /// The form under a unit's line.
    pub fn form(&self, id: &str) -> Option<&Draft> {
        self.open.as_ref().filter(|draft| draft.id == id)
    }

    /// Whether it is asked under a unit's line.
    pub fn asks(&self, id: &str) -> bool {
        self.asking.as_deref() == Some(id)
    }

    /// How many units are about to be accepted, where it is asked of this list.
    pub fn asks_all(&self, list: &Filter) -> Option<usize> {
        self.all.as_ref().filter(|(of, _)| of == list).map(|(_, count)| *count)
    }

    /// Where the keyboard goes.
    pub const fn focus(&self) -> &Focus {
        &self.focus
    }

    fn go(&mut self, element: String) {
        self.focus = (self.focus.0 + 1, Some(element));
    }
}

impl Reducible for Drafts {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Want(id) => next.wanted = Some(id),
            Change::Open(draft) if next.wanted.as_ref() == Some(&draft.id) => {
                next.wanted = None;
                next.asking = next.asking.filter(|asked| *asked != draft.id);
                next.open = Some(draft);
                next.go("desk-refuse-rows".to_owned());
            }
            Change::Open(_) => {}
            Change::Rows(rows) => next.open.iter_mut().for_each(|draft| draft.rows.clone_from(&rows)),
            Change::Reason(reason) => next.open.iter_mut().for_each(|draft| draft.reason.clone_from(&reason)),
            Change::Wrong(id, wrong) => {
                if let Some(draft) = next.open.as_mut().filter(|draft| draft.id == id) {
                    draft.wrong = Some(wrong);
                }
            }
            Change::Close(id) => {
                if next.form(&id).is_some() {
                    next.open = None;
                    next.go(format!("refuse-{id}"));
                }
            }
            Change::Ask(id) => {
                next.asking = Some(id);
                next.go("desk-leave".to_owned());
            }
            Change::Leave(id) => {
                if next.asks(&id) {
                    next.asking = None;
                    next.go(format!("accept-{id}"));
                }
            }
            Change::Accept(id) => {
                next.open = next.open.filter(|draft| draft.id != id);
                if next.asks(&id) {
                    next.asking = None;
                    next.go(format!("accept-{id}"));
                }
            }
            Change::AskAll(list, count) => {
                next.all = Some((list, count));
                next.go("desk-leave-all".to_owned());
            }
            Change::LeaveAll => {
                next.all = None;
                next.go("desk-accept-all".to_owned());
            }
            Change::CloseAll => (next.open, next.wanted, next.asking, next.all) = (None, None, None, None),
        }
        Rc::new(next)
    }
}
