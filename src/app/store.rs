//! The page's state: the open dossier with its derived rating, and what can be taken back.
//!
//! One reducer; every edit is a [`dossier::Action`](crate::dossier::Action). The rating is derived at each
//! step and never stored.

use crate::dossier::{Action, Dossier};
use crate::guideline::ProfileGap;
use crate::rating::Rating;
use std::rc::Rc;
use yew::Reducible;
use yew::UseReducerHandle;

/// What components get from the context.
pub type StoreHandle = UseReducerHandle<Store>;

/// The open dossier, if one is open.
#[derive(Clone, Default, PartialEq)]
pub struct Store {
    open: Option<Open>,
}

/// A dossier that is being worked on.
#[derive(Clone, PartialEq)]
pub struct Open {
    /// Its content.
    pub dossier: Rc<Dossier>,
    /// Its rating, or what the profile lacks.
    pub rating: Result<Rc<Rating>, Vec<ProfileGap>>,
    /// Grows with every change; 0 as loaded. Tells the saver that there is something to save.
    pub revision: u32,
    undo: Vec<Action>,
    redo: Vec<Action>,
}

/// What can happen to the store.
pub enum Event {
    /// A dossier was loaded or made.
    Open(Box<Dossier>),
    /// The page left the dossier.
    Close,
    /// An edit.
    Edit(Action),
    /// 撤销
    Undo,
    /// 重做
    Redo,
}

impl From<Option<Open>> for Store {
    fn from(open: Option<Open>) -> Self {
        Self { open }
    }
}

impl Store {
    /// The open dossier.
    pub const fn open(&self) -> Option<&Open> {
        self.open.as_ref()
    }
}

impl Open {
    fn new(dossier: Dossier) -> Self {
        let rating = dossier.rating().map(Rc::new);
        Self { dossier: Rc::new(dossier), rating, revision: 0, undo: Vec::new(), redo: Vec::new() }
    }

    /// As another part of the page had it open. What it had not saved yet is saved here.
    pub(super) fn carried(dossier: Dossier, saved: bool, undo: Vec<Action>, redo: Vec<Action>) -> Self {
        Self { revision: u32::from(!saved), undo, redo, ..Self::new(dossier) }
    }

    /// What can be taken back, and what can be done again; the last first to go.
    pub(super) fn steps(&self) -> (&[Action], &[Action]) {
        (&self.undo, &self.redo)
    }

    /// Whether there is something to take back.
    pub const fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to do again.
    pub const fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    fn apply(&mut self, action: Action) -> Option<Action> {
        let inverse = action.apply(Rc::make_mut(&mut self.dossier))?;
        self.rating = self.dossier.rating().map(Rc::new);
        self.revision += 1;
        Some(inverse)
    }

    fn edit(&mut self, action: Action) {
        let continues = self.undo.last().is_some_and(|last| last.same_field(&action)) && self.redo.is_empty();
        let Some(inverse) = self.apply(action) else { return };
        self.redo.clear();
        if !continues || !typed(&inverse) {
            self.undo.push(inverse);
        }
    }

    fn undo(&mut self) {
        if let Some(action) = self.undo.pop()
            && let Some(inverse) = self.apply(action)
        {
            self.redo.push(inverse);
        }
    }

    fn redo(&mut self) {
        if let Some(action) = self.redo.pop()
            && let Some(inverse) = self.apply(action)
        {
            self.undo.push(inverse);
        }
    }
}

/// Whether the edit is typing, where one step of undo takes the whole field back.
const fn typed(action: &Action) -> bool {
    !matches!(action, Action::SetAnswer(..) | Action::SetYear(_))
}

impl Reducible for Store {
    type Action = Event;

    fn reduce(mut self: Rc<Self>, event: Event) -> Rc<Self> {
        let store = Rc::make_mut(&mut self);
        match (event, &mut store.open) {
            (Event::Open(dossier), open) => *open = Some(Open::new(*dossier)),
            (Event::Close, open) => *open = None,
            (Event::Edit(action), Some(open)) => open.edit(action),
            (Event::Undo, Some(open)) => open.undo(),
            (Event::Redo, Some(open)) => open.redo(),
            (Event::Edit(_) | Event::Undo | Event::Redo, None) => {}
        }
        self
    }
}
