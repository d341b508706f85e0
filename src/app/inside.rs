//! What the keeper holds: the session, and what the page was told of it.

use super::components::save_mark::{SaveState, Saves};
use super::later;
use super::library;
use super::live::Place;
use super::shelf::Shelf;
use super::shown::{Notice, Shown};
use super::store::Open;
use crate::browser::{self, Timer};
use crate::dossier::Step;
use crate::journal::{Carried, Kept, Session};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// After so many edits without an export, one is suggested.
const EDITS_BEFORE_EXPORT: u32 = 60;

/// The inside of a [`Keeper`](super::keeper::Keeper).
pub(super) struct Inside {
    pub(super) show: Callback<Shown>,
    /// What is open; another one for each dossier, so that what comes late comes to the one it is for.
    pub(super) session: Rc<RefCell<Session<Shelf>>>,
    pub(super) shown: Shown,
    /// Whether the page shows it.
    pub(super) is_drawn: bool,
    /// Whether something was filled in since the last frame.
    pub(super) waits_for_frame: bool,
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
        library::hold_unkept(&self.session.borrow());
        self.session = Rc::new(RefCell::new(session));
        self.edits = 0;
        (self.rest, self.follow, self.retry) = (None, None, None);
        self.shown = Shown::NOTHING;
        (self.is_drawn, self.waits_for_frame) = (false, false);
    }

    /// What is open, for another part of the page.
    pub(super) fn carried(&self) -> Option<Carried> {
        let session = self.session.borrow();
        session.state().map(|state| (state.clone(), session.points()))
    }

    /// Takes a step; whether that changed anything. Before the first one what stands is kept as an earlier version.
    pub(super) fn take(&mut self, step: Step) -> bool {
        let before = {
            let session = self.session.borrow();
            let is_first = self.edits == 0 && !session.is_begun();
            session.state().filter(|_| is_first).cloned()
        };
        if !self.session.borrow_mut().take(step) {
            return false;
        }
        self.edits += 1;
        // It is there again.
        if self.shown.notice == Some(Notice::Gone) {
            self.shown.notice = None;
        }
        // Not while the page waits for its frame. Should the page end before, what stood can still be undone to.
        if let Some(before) = before {
            browser::once_painted(|| spawn_local(later::keep_version(before)));
        }
        if self.edits == 1 {
            browser::once_painted(browser::ask_to_persist);
        }
        if self.edits.is_multiple_of(EDITS_BEFORE_EXPORT) && self.shown.notice.is_none() {
            self.shown.notice = Some(Notice::Export);
        }
        true
    }

    /// The dossier as it is now, drawn in one place or in all; the page is told of it later.
    pub(super) fn redraw(&mut self, place: Option<Place>) {
        if let Some(state) = self.session.borrow().state() {
            let dossier = state.dossier.clone();
            let open = match &self.shown.open {
                Some(before) => before.next(dossier, &state.history),
                None => Open::first(dossier, &state.history),
            };
            open.live.tell(place);
            self.shown.open = Some(open);
            self.shown.failure = None;
            self.is_drawn = false;
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
