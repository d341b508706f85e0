//! What the keeper holds: the session, and what the page was told of it.

use super::components::save_mark::{SaveState, Saves};
use super::library;
use super::shelf::Shelf;
use super::shown::Shown;
use super::store::Open;
use crate::browser::{self, Timer};
use crate::journal::{Carried, Kept, Session};
use std::cell::RefCell;
use std::rc::Rc;
use yew::Callback;

/// The inside of a [`Keeper`](super::keeper::Keeper).
pub(super) struct Inside {
    pub(super) show: Callback<Shown>,
    /// What is open; another one for each dossier, so that what comes late comes to the one it is for.
    pub(super) session: Rc<RefCell<Session<Shelf>>>,
    pub(super) shown: Shown,
    /// Whether the page shows it.
    pub(super) is_drawn: bool,
    /// Whether what was filled in and drawn waits to be painted.
    pub(super) is_awaited: bool,
    /// Whether something was filled in that it knows nothing of yet.
    pub(super) is_behind: bool,
    pub(super) saves: Saves,
    pub(super) edits: u32,
    pub(super) rest: Option<Timer>,
    pub(super) follow: Option<Timer>,
    pub(super) retry: Option<Timer>,
}

impl Inside {
    /// What is open.
    pub(super) fn id(&self) -> Option<String> {
        self.session.borrow().state().map(|state| state.dossier.id.clone())
    }

    /// Another dossier is open, or none. The one before goes on by itself until nothing of it waits.
    pub(super) fn turn_to(&mut self, session: Session<Shelf>) {
        self.session = Rc::new(RefCell::new(session));
        self.edits = 0;
        (self.rest, self.follow, self.retry) = (None, None, None);
        self.shown = Shown::NOTHING;
        (self.is_drawn, self.is_awaited, self.is_behind) = (false, false, false);
    }

    /// What is open, for another part of the page.
    pub(super) fn carried(&self) -> Option<Carried> {
        let session = self.session.borrow();
        session.state().map(|state| (state.clone(), session.points()))
    }

    /// The dossier as it is now.
    pub(super) fn redraw(&mut self) {
        if let Some(state) = self.session.borrow().state() {
            let revision = self.shown.open.as_ref().map_or(0, |open| open.revision + 1);
            self.shown.open = Some(Open::new(state.dossier.clone(), &state.history, revision));
            self.shown.failure = None;
            (self.is_drawn, self.is_behind) = (false, false);
        }
    }

    /// Whether it is kept.
    pub(super) fn say(&mut self) {
        let (kept, saved) = {
            let session = self.session.borrow();
            library::hold_unkept(&session);
            (session.kept(), session.state().map_or(0.0, |state| state.saved))
        };
        match kept {
            None => self.tell(),
            Some(Kept::Saved) => self.put(SaveState::Saved(browser::time_text(saved))),
            Some(Kept::Saving | Kept::Taken) => self.put(SaveState::Saving),
            Some(Kept::Failed(error)) => self.put(SaveState::Failed(error.to_string())),
        }
    }

    pub(super) fn put(&mut self, save: SaveState) {
        let unsaved = match &save {
            SaveState::Failed(reason) => Some(reason.clone()),
            // While it is tried again, what is said stays.
            SaveState::Saving => self.shown.unsaved.clone(),
            SaveState::Idle | SaveState::Saved(_) => None,
        };
        self.is_drawn &= unsaved == self.shown.unsaved;
        self.shown.unsaved = unsaved;
        self.saves.tell(save);
        self.tell();
    }

    /// Has the page drawn, where there is something new: not for each save.
    pub(super) fn tell(&mut self) {
        if !core::mem::replace(&mut self.is_drawn, true) {
            self.show.emit(self.shown.clone());
        }
    }
}
