//! Keeps the open dossier: hands each edit to the journal's session at once, draws what comes of it, says what is safely
//! kept, follows other windows. What is decided is the session's.

use super::carry::{self, Carried};
use super::components::save_mark::{SaveState, Saves};
use super::inside::Inside;
use super::later::{self, Driven};
use super::library;
use super::live::Place;
use super::route::Route;
use super::shelf::Shelf;
use super::shown::{Notice, Shown};
use crate::browser::{self, StorageError};
use crate::dossier::{Action, Dossier, Step};
use crate::journal::{self, Asked, Came, Kept, Session};
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
/// What is said where another window has gone on from the same state, and what reads that does not come.
const APART: &str = "另一个窗口也改了这份档案，核对两边要用的文件没有加载成功，可能是网络中断，正在重试。";
/// So many milliseconds after an edit whoever is in a field still types.
const TYPED: f64 = 10_000.0;

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
            session: Rc::new(RefCell::new(Session::new(Shelf, None))),
            shown,
            is_drawn: true,
            waits_for_frame: false,
            saves: Saves::new(save),
            edits: 0,
            rest: None,
            follow: None,
            retry: None,
        })))
    }

    /// The dossier and its history, as they are now, and where it is and was.
    pub fn carried(&self) -> Option<journal::Carried> {
        self.0.borrow().carried()
    }

    /// Whether all is kept.
    pub fn is_saved(&self) -> bool {
        matches!(self.0.borrow().session.borrow().kept(), Some(Kept::Saved))
    }

    /// Whether it is saved, for the mark that says so.
    pub fn saves(&self) -> Saves {
        self.0.borrow().saves.clone()
    }

    /// Opens a dossier, or none.
    pub fn open(&self, id: Option<&str>) {
        {
            let inside = &mut *self.0.borrow_mut();
            if inside.id().as_deref() == id || id.is_none() && later::WRITES_ALONE {
                // What could not be handed over while another place was shown.
                if id.is_some() && matches!(inside.session.borrow().kept(), Some(Kept::Taken)) {
                    self.follow_after(inside, FOLLOW);
                }
                return;
            }
            inside.turn_to(Session::new(Shelf, id.and_then(library::unkept)));
            inside.saves.tell(SaveState::Idle);
            inside.tell();
        }
        if let Some(id) = id {
            self.ask(Asked::Look(id.to_owned()));
        }
    }

    /// Opens a dossier that begins here.
    pub fn begin(&self, dossier: Dossier) {
        {
            let inside = &mut *self.0.borrow_mut();
            inside.turn_to(Session::begun(Shelf, dossier));
            inside.redraw(None);
            inside.say();
        }
        self.ask(Asked::GoOn);
    }

    /// Goes on with what another part of the page had open. What it had not kept is kept here.
    pub fn carry_on(&self, carried: Carried) {
        let id = carried.state.dossier.id.clone();
        let session = Session::handed_over(Shelf, (carried.state, carried.points), carried.is_saved);
        self.0.borrow_mut().session = Rc::new(RefCell::new(session));
        self.ask(Asked::Look(id));
    }

    /// Another part of the page goes on.
    pub fn end(&self) {
        let mut inside = self.0.borrow_mut();
        inside.session.borrow_mut().end();
        (inside.rest, inside.follow, inside.retry) = (None, None, None);
    }

    /// Asks the stores, and draws what comes of it.
    fn ask(&self, asked: Asked) {
        let session = Rc::clone(&self.0.borrow().session);
        self.ask_of(session, asked);
    }

    fn ask_of(&self, session: Rc<RefCell<Session<Shelf>>>, asked: Asked) {
        let keeper = self.clone();
        spawn_local(async move {
            match later::drive(&session, asked, &|came| keeper.told(&session, came)).await {
                Driven::Done => {}
                Driven::Refused => keeper.try_later(&session),
                Driven::Unread => keeper.hand_over(&session).await,
            }
        });
    }

    fn told(&self, session: &Rc<RefCell<Session<Shelf>>>, came: Came<StorageError>) {
        let inside = &mut *self.0.borrow_mut();
        if !Rc::ptr_eq(&inside.session, session) {
            library::hold_unkept(&session.borrow());
            return;
        }
        match came {
            Came::Nothing | Came::Answered => {}
            Came::Refused if inside.shown.open.is_some() => {}
            Came::Refused => inside.redraw(None),
            read => later::told(inside, read),
        }
        inside.say();
    }

    fn try_later(&self, session: &Rc<RefCell<Session<Shelf>>>) {
        let mut inside = self.0.borrow_mut();
        if Rc::ptr_eq(&inside.session, session) {
            let keeper = self.clone();
            inside.retry = Some(browser::after(RETRY, move || keeper.ask(Asked::GoOn)));
        }
    }

    /// Has the whole page go on with what is open: what is kept of it has to be read.
    async fn hand_over(&self, session: &Rc<RefCell<Session<Shelf>>>) {
        let is_open = || {
            let inside = self.0.borrow();
            let is_here =
                matches!(&Route::parse(&browser::hash()), Route::Dossier(id, _) if inside.id().as_ref() == Some(id));
            Rc::ptr_eq(&inside.session, session) && inside.shown.open.is_some() && is_here
        };
        // A place where nothing is open fetches the whole page itself.
        if !is_open() {
            library::hold_unkept(&session.borrow());
            return;
        }
        let come = browser::later().await;
        if !is_open() {
            return;
        }
        let (kept, saved) = {
            let session = session.borrow();
            (session.kept(), session.state().map_or(0.0, |state| state.saved))
        };
        // Not under the hand of somebody who types.
        let is_typed = browser::is_typing() && browser::now() - saved < TYPED;
        if come.is_ok() && !is_typed {
            browser::pass(&carry::pack(self));
            return;
        }
        {
            let inside = &mut *self.0.borrow_mut();
            // Where a store refuses, its own reason says more.
            if come.is_err() && matches!(kept, Some(Kept::Taken | Kept::Saving)) {
                inside.put(SaveState::Failed(APART.to_owned()));
            }
            self.follow_after(inside, RETRY);
        }
        if session.borrow().is_near_alone() && matches!(kept, Some(Kept::Failed(_))) {
            self.try_later(session);
        }
    }

    fn follow_after(&self, inside: &mut Inside, milliseconds: u32) {
        let keeper = self.clone();
        inside.follow = Some(browser::after(milliseconds, move || keeper.ask(Asked::Follow)));
    }

    /// Takes a step. The place where it is filled in is drawn at once, while the page waits for its next frame; star and rail
    /// with that frame, the rest once it is painted. Where there is no such place, all is drawn at once.
    pub fn take(&self, step: Step) {
        let place = place_of(&step);
        let awaited = {
            let inside = &mut *self.0.borrow_mut();
            if !inside.take(step) {
                return;
            }
            inside.redraw(place);
            if place.is_none() {
                inside.tell();
            }
            let is_first = !core::mem::replace(&mut inside.waits_for_frame, true);
            is_first.then(|| Rc::clone(&inside.session))
        };
        if let Some(session) = awaited {
            {
                let (keeper, session) = (self.clone(), Rc::clone(&session));
                browser::with_next_frame(move || keeper.catch_up(&session));
            }
            let keeper = self.clone();
            browser::once_painted(move || keeper.store(session));
        }
    }

    /// Has the page told of what was filled in since the last frame, and that it is not kept yet.
    fn catch_up(&self, session: &Rc<RefCell<Session<Shelf>>>) {
        let inside = &mut *self.0.borrow_mut();
        if Rc::ptr_eq(&inside.session, session) {
            inside.waits_for_frame = false;
            inside.say();
        }
    }

    /// Draws what else it changes in other places, and gives what was filled in to the database: it is in local storage
    /// already.
    fn store(&self, session: Rc<RefCell<Session<Shelf>>>) {
        {
            let inside = &mut *self.0.borrow_mut();
            if Rc::ptr_eq(&inside.session, &session) {
                if let Some(open) = &inside.shown.open {
                    open.live.tell(None);
                }
                let keeper = self.clone();
                inside.rest = Some(browser::after(REST, move || keeper.rest()));
            }
        }
        self.ask_of(session, Asked::GoOn);
    }

    /// Some time without edits.
    fn rest(&self) {
        {
            let inside = self.0.borrow();
            let session = &mut *inside.session.borrow_mut();
            // Where local storage is alone, a whole state would be written over what another window may have written.
            if !(later::WRITES_ALONE && session.is_near_alone()) {
                session.rest();
            }
        }
        self.ask(Asked::GoOn);
    }

    /// Another window has changed something: looked at once it is quiet.
    pub fn on_other_window(&self, key: &str) {
        let mut inside = self.0.borrow_mut();
        if journal::id_of(key).map(|(id, _)| id) == inside.id() {
            self.follow_after(&mut inside, FOLLOW);
        }
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
        {
            // Before the first edit there is still an earlier version to be kept.
            let edits = &mut self.0.borrow_mut().edits;
            *edits = (*edits).min(1);
        }
        if self.0.borrow().shown.notice == Some(Notice::Export) {
            self.dismiss();
        }
    }
}

/// The one place where it is filled in. Claims of measured clauses stand in two.
fn place_of(step: &Step) -> Option<Place> {
    use Action::{SetAnswer, SetAsOf, SetEvidence, SetFact, SetNote, SetRate};
    let Step::Edit(action) = step else { return None };
    match action {
        SetAsOf(_) | SetFact(..) | SetRate(..) => Some(Place::Numbers),
        SetAnswer(clause, _) => {
            Some(clause.get()).filter(|clause| !clause.is_measured()).map(|clause| Place::Row(clause.row))
        }
        SetNote(row, _) | SetEvidence(row, _) => Some(Place::Row(*row)),
        _ => None,
    }
}
