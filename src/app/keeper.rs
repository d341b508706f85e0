//! Keeps the open dossier: applies each edit, has the journal write it down at once, says what is safely kept, follows
//! other windows.

use super::components::save_mark::{SaveState, Saves};
use super::inside::Inside;
use super::library::{self, LoadError};
use super::shelf;
use super::shown::{Notice, Shown};
use super::versions;
use crate::browser::{self, StorageError};
use crate::dossier::{History, Step};
use crate::journal::{self, Kept, Newest, Order, StateBody, Writer};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// After how long without an edit the whole state is written, in milliseconds.
const REST: u32 = 1500;
/// After how long another window's writing is looked at, in milliseconds.
const FOLLOW: u32 = 250;
/// After how long a refused write is tried again, in milliseconds.
const RETRY: u32 = 5000;
/// After so many edits without an export, one is suggested.
const EDITS_BEFORE_EXPORT: u32 = 60;

/// The keeper; clones are the same one.
#[derive(Clone)]
pub struct Keeper(Rc<RefCell<Inside>>);

impl PartialEq for Keeper {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Keeper {
    /// Shows what it has through `show`.
    pub fn new(shown: Shown, save: SaveState, show: Callback<Shown>) -> Self {
        Self(Rc::new(RefCell::new(Inside {
            show,
            state: None,
            shown,
            is_drawn: true,
            saves: Saves::new(save),
            writer: None,
            is_ahead: false,
            turn: 0,
            edits: 0,
            rest: None,
            follow: None,
            retry: None,
        })))
    }

    /// The dossier and its history, as they are now.
    pub fn state(&self) -> Option<StateBody> {
        self.0.borrow().state.clone()
    }

    /// Whether all is kept.
    pub fn is_saved(&self) -> bool {
        matches!(self.saves().state(), SaveState::Idle | SaveState::Saved(_))
    }

    /// Whether it is saved, for the mark that says so.
    pub fn saves(&self) -> Saves {
        self.0.borrow().saves.clone()
    }

    /// Opens a dossier, or none.
    pub fn open(&self, id: Option<&str>) {
        let turn = {
            let mut inside = self.0.borrow_mut();
            if inside.state.as_ref().map(|state| state.dossier.id.as_str()) == id {
                return;
            }
            inside.turn += 1;
            inside.state = None;
            inside.writer = None;
            inside.edits = 0;
            (inside.rest, inside.follow, inside.retry) = (None, None, None);
            inside.shown = Shown::NOTHING;
            inside.is_drawn = false;
            inside.is_ahead = false;
            inside.saves.tell(SaveState::Idle);
            inside.tell();
            inside.turn
        };
        if let Some(id) = id {
            let (keeper, id) = (self.clone(), id.to_owned());
            spawn_local(async move { keeper.look(id, turn).await });
        }
    }

    /// Goes on with what another part of the page had open. What it had not kept is kept here.
    pub fn carry_on(&self, state: StateBody) {
        let (turn, id) = {
            let mut inside = self.0.borrow_mut();
            inside.turn += 1;
            let id = state.dossier.id.clone();
            inside.state = Some(state);
            (inside.turn, id)
        };
        let keeper = self.clone();
        spawn_local(async move { keeper.look(id, turn).await });
    }

    /// Finds what is kept of a dossier and shows it, or goes on from it.
    async fn look(&self, id: String, turn: u32) {
        let (found, is_damaged) = match shelf::recover_whole(&id).await {
            Ok(found) => found,
            Err(error) => {
                self.fail(turn, &id, LoadError::Storage(error));
                return;
            }
        };
        if !found.is_newer {
            for branch in &found.branches {
                if library::keep_copy(&branch.state, library::OTHER_WINDOW).await.is_ok() {
                    shelf::forget(branch).await;
                }
            }
        }
        let notice = match (found.is_newer, is_damaged) {
            (true, _) => Some(Notice::ReadOnly),
            (false, true) => Some(Notice::Damaged),
            (false, false) => None,
        };
        match &found.newest {
            Some(newest) => self.begin(turn, newest, notice),
            None => self.fail(turn, &id, library::why_nothing_opens(found)),
        }
    }

    /// Nothing of it is kept, or can be read: what is in this page alone goes on.
    fn fail(&self, turn: u32, id: &str, error: LoadError) {
        let mut inside = self.0.borrow_mut();
        if inside.turn != turn {
            return;
        }
        if inside.state.is_none() {
            let Some(dossier) = library::unkept(id) else {
                inside.shown.failure = Some(error);
                inside.is_drawn = false;
                inside.tell();
                return;
            };
            inside.state = Some(StateBody { saved: browser::now(), dossier, history: History::default() });
        }
        inside.writer = Some(Writer::new(id));
        inside.write_state();
        inside.redraw();
        drop(inside);
        self.flush();
    }

    fn begin(&self, turn: u32, newest: &Newest, notice: Option<Notice>) {
        let mut inside = self.0.borrow_mut();
        if inside.turn != turn {
            return;
        }
        let id = newest.state.dossier.id.clone();
        let mut writer = Writer::after(&id, newest);
        let is_new = inside
            .state
            .as_ref()
            .is_none_or(|state| state.dossier == newest.state.dossier && state.history == newest.state.history);
        if is_new {
            inside.state = Some(newest.state.clone());
        } else {
            // What was taken over, or filled in while this was looked for, is newer.
            writer.start_anew();
        }
        inside.is_ahead = false;
        inside.shown.notice = notice;
        if notice != Some(Notice::ReadOnly) {
            inside.writer = Some(writer);
            if !is_new || !newest.is_in_both() {
                inside.write_state();
            }
        }
        inside.redraw();
        drop(inside);
        self.flush();
    }

    /// Takes a step.
    pub fn take(&self, step: Step) {
        let mut guard = self.0.borrow_mut();
        let inside = &mut *guard;
        if inside.shown.notice == Some(Notice::ReadOnly) {
            return;
        }
        let Some(state) = &mut inside.state else { return };
        let before = (inside.edits == 0).then(|| state.clone());
        let Some(applied) = state.history.take(step.clone(), Rc::make_mut(&mut state.dossier)) else { return };
        state.saved = browser::now();
        let saved = state.saved;
        inside.edits += 1;
        if let Some(before) = before {
            spawn_local(versions::keep(before));
            browser::ask_to_persist();
        }
        if inside.edits.is_multiple_of(EDITS_BEFORE_EXPORT) && inside.shown.notice.is_none() {
            inside.shown.notice = Some(Notice::Export);
        }
        match &mut inside.writer {
            None => inside.is_ahead = true,
            Some(writer) if writer.must_write_state() => inside.write_state(),
            Some(writer) => match writer.step(saved, &step, &applied, &browser::stringify) {
                Some(orders) => writer.near_result(shelf::near(&orders)),
                None => inside.write_state(),
            },
        }
        inside.redraw();
        let keeper = self.clone();
        inside.rest = Some(browser::after(REST, move || keeper.rest()));
        drop(guard);
        self.flush();
    }

    /// Some time without edits.
    fn rest(&self) {
        let mut inside = self.0.borrow_mut();
        if inside.writer.as_ref().is_some_and(Writer::is_due) {
            inside.write_state();
        }
        drop(inside);
        self.flush();
    }

    /// Says how it stands, and gives the database what waits.
    fn flush(&self) {
        let mut inside = self.0.borrow_mut();
        inside.say();
        let turn = inside.turn;
        let Some(orders) = inside.writer.as_mut().and_then(Writer::orders) else { return };
        drop(inside);
        let keeper = self.clone();
        // Not before what was edited is painted: it is in local storage already.
        browser::after(0, move || spawn_local(async move { keeper.give(orders, turn).await })).forget();
    }

    /// Gives the database orders, and hears what became of them.
    async fn give(&self, orders: Vec<Order>, turn: u32) {
        let result = shelf::deep_result(&orders).await;
        let kept = {
            let inside = &mut *self.0.borrow_mut();
            let Some(writer) = inside.writer.as_mut().filter(|_| inside.turn == turn) else { return };
            writer.result(result);
            writer.kept()
        };
        match kept {
            Kept::Taken => self.taken(turn).await,
            Kept::Failed(_) => self.try_later(),
            Kept::Saved | Kept::Saving => self.flush(),
        }
    }

    fn try_later(&self) {
        let mut inside = self.0.borrow_mut();
        inside.say();
        let keeper = self.clone();
        inside.retry = Some(browser::after(RETRY, move || keeper.flush()));
    }

    /// The database has another step where ours was to go. Where it is ours all the same, we go on from it; else what
    /// is here becomes a copy, and goes on as that.
    async fn taken(&self, turn: u32) {
        let (state, point) = {
            let inside = self.0.borrow();
            match (&inside.state, &inside.writer) {
                (Some(state), Some(writer)) => (state.clone(), writer.point()),
                _ => return,
            }
        };
        let id = state.dossier.id.clone();
        let (found, is_damaged) = shelf::recover_whole(&id).await.unwrap_or_default();
        if let Some(newest) = &found.newest
            && newest.came_through(point.0, point.1)
        {
            self.begin(turn, newest, is_damaged.then_some(Notice::Damaged));
            return;
        }
        let Ok(copy) = library::keep_copy(&state, library::OTHER_WINDOW).await else {
            let mut inside = self.0.borrow_mut();
            if inside.turn == turn {
                inside.put(SaveState::Failed(StorageError::Exists.to_string()));
            }
            return;
        };
        let found = shelf::recover(&id).await.unwrap_or_default();
        for branch in found.branches.iter().filter(|branch| branch.came_through(point.0, point.1)) {
            shelf::forget(branch).await;
        }
        let kept = shelf::recover(&copy).await.ok().and_then(|found| found.newest);
        {
            let mut inside = self.0.borrow_mut();
            if inside.turn != turn {
                return;
            }
            // Edits of the meantime stay: they follow as a whole state of the copy.
            if let Some(state) = &mut inside.state {
                let dossier = Rc::make_mut(&mut state.dossier);
                dossier.id.clone_from(&copy);
                dossier.union.name.push_str(library::OTHER_WINDOW);
            }
            let mut writer = kept.as_ref().map_or_else(|| Writer::new(&copy), |newest| Writer::after(&copy, newest));
            writer.start_anew();
            inside.writer = Some(writer);
            inside.shown.notice = Some(Notice::Copied);
            inside.write_state();
            inside.redraw();
        }
        browser::rename_in_hash(&id, &copy);
        self.flush();
    }

    /// Another window has changed something: looked at once it is quiet.
    pub fn on_other_window(&self, key: &str) {
        let mut inside = self.0.borrow_mut();
        let is_ours = journal::id_of(key)
            .is_some_and(|(id, _)| inside.state.as_ref().is_some_and(|state| state.dossier.id == id));
        if is_ours {
            let keeper = self.clone();
            inside.follow = Some(browser::after(FOLLOW, move || spawn_local(async move { keeper.follow().await })));
        }
    }

    async fn follow(&self) {
        let (id, turn) = {
            let inside = self.0.borrow();
            match (&inside.state, &inside.writer) {
                (Some(state), Some(writer)) if writer.is_idle() => (state.dossier.id.clone(), inside.turn),
                // What waits here meets the other's in the database.
                _ => return,
            }
        };
        let Ok(found) = shelf::recover(&id).await else { return };
        let mut guard = self.0.borrow_mut();
        let inside = &mut *guard;
        let Some(writer) = inside.writer.as_mut().filter(|writer| inside.turn == turn && writer.is_idle()) else {
            return;
        };
        match &found.newest {
            // Deleted over there: what is filled in here from now on is kept as a whole.
            None => *writer = Writer::new(&id),
            Some(newest) => {
                let there = (newest.generation, newest.mark);
                if there == writer.point() || newest.generation < writer.point().0 {
                    return;
                }
                *writer = Writer::after(&id, newest);
                inside.state = Some(newest.state.clone());
                if found.is_newer {
                    inside.shown.notice = Some(Notice::ReadOnly);
                }
                inside.redraw();
            }
        }
        drop(guard);
        // What the other has not brought to the database yet is brought there from here.
        self.flush();
    }

    /// The notice has been read, or what it asked for is done.
    pub fn dismiss(&self) {
        let mut inside = self.0.borrow_mut();
        if inside.shown.notice != Some(Notice::ReadOnly) {
            inside.shown.notice = None;
            inside.is_drawn = false;
            inside.tell();
        }
    }

    /// The dossier was exported.
    pub fn exported(&self) {
        self.0.borrow_mut().edits = 1;
        if self.0.borrow().shown.notice == Some(Notice::Export) {
            self.dismiss();
        }
    }
}
