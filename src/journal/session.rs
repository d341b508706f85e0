//! An open dossier: what is decided at each edit, each answer of a store, each word of another window. The page drives
//! it and draws what comes of it; the tests drive it over stores that fail.

mod drive;

pub use drive::{Asked, drive};

use super::body::StateBody;
use super::recovery::{Newest, Recovery};
use super::stores::{Missed, Stores};
use super::writer::{DeepResult, Kept, Writer};
use crate::dossier::{Dossier, Step, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// A state, and the points where it is and was: see [`Session::points`].
pub type Carried = (StateBody, Vec<(u64, u32)>);

/// What is open, if anything.
pub struct Session<S: Stores> {
    stores: S,
    state: Option<StateBody>,
    writer: Option<Writer<S::Error>>,
    /// Where the state was when it was handed over.
    carried: Vec<(u64, u32)>,
    /// Whether there were edits that the writer, which is still looked for, does not know.
    is_ahead: bool,
    is_read_only: bool,
    is_begun: bool,
    /// Whether all of it was kept when it was handed over.
    was_kept: bool,
    /// Whether it is being looked for, or made a copy.
    is_busy: bool,
    /// Whether another part of the page goes on with it.
    is_ended: bool,
    /// Whether the database has just told that another window was first, and nothing was found of that.
    is_again: bool,
    /// Why it can neither be kept nor be made a copy at the moment.
    failure: Option<S::Error>,
}

/// What came of asking the stores.
pub enum Came<E> {
    /// Nothing waits.
    Nothing,
    /// [`Session::kept`] may be another.
    Answered,
    /// To be tried again after a while.
    Refused,
    /// There is another state to show; what somebody may miss in it.
    Opened(Option<Missed>),
    /// Nothing opens.
    Absent(Box<Result<Recovery, E>>),
    /// Another window has gone on from the same state: what is here goes on as a copy, which had this id.
    Copied(String),
    /// Another window has deleted it; what is filled in here from now on is kept as a whole.
    Gone,
}

impl<S: Stores> Session<S> {
    /// With nothing open, or with what the page has held of a dossier; [`Asked::Look`] comes next.
    pub fn new(stores: S, carried: Option<Carried>) -> Self {
        let (state, points) = carried.unzip();
        Self {
            stores,
            state,
            writer: None,
            carried: points.unwrap_or_default(),
            is_ahead: false,
            is_read_only: false,
            is_begun: false,
            was_kept: false,
            is_busy: true,
            is_ended: false,
            is_again: false,
            failure: None,
        }
    }

    /// With what another part of the page had open; whether all of that was kept. Then nothing of it is found only where
    /// another window has deleted it, which is told and not undone.
    pub fn handed_over(stores: S, carried: Carried, was_kept: bool) -> Self {
        Self { was_kept, ..Self::new(stores, Some(carried)) }
    }

    /// With a dossier that begins here: nothing is kept of it that would have to be read. The near store has it at once,
    /// [`Asked::GoOn`] comes next.
    pub fn begun(stores: S, dossier: Dossier) -> Self {
        let writer = Writer::new(&dossier.id, 0);
        let state = StateBody::begun(stores.now(), Rc::new(dossier));
        let mut session = Self::new(stores, Some((state, Vec::new())));
        (session.writer, session.is_begun, session.is_busy) = (Some(writer), true, false);
        session.write_state();
        session
    }

    /// Whether it began here: there is no state of it from before.
    pub const fn is_begun(&self) -> bool {
        self.is_begun
    }

    /// Whether there is no deep store, as far as is known.
    pub fn is_near_alone(&self) -> bool {
        self.writer.as_ref().is_some_and(Writer::is_absent)
    }

    /// The dossier and its history, as they are now.
    pub const fn state(&self) -> Option<&StateBody> {
        self.state.as_ref()
    }

    /// Whether a newer version has written here: nothing may be changed.
    pub const fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// Where the state was, as far as is known, and last where it is.
    pub fn points(&self) -> Vec<(u64, u32)> {
        self.writer.as_ref().map_or_else(|| self.carried.clone(), Writer::points)
    }

    /// Whether all is kept; none where nothing is open.
    pub fn kept(&self) -> Option<Kept<S::Error>> {
        match (&self.state, &self.writer, &self.failure) {
            (Some(_), _, Some(error)) => Some(Kept::Failed(error.clone())),
            (Some(_), Some(writer), None) => Some(writer.kept()),
            _ => self.is_ahead.then_some(Kept::Saving),
        }
    }

    /// Another part of the page goes on: nothing more is written from here.
    pub const fn end(&mut self) {
        self.is_ended = true;
    }

    /// Takes a step, unless what is open is read-only or another part of the page goes on with it. Whether that changed
    /// anything.
    pub fn take(&mut self, step: Step) -> bool {
        let Some(state) = self.state.as_mut().filter(|_| !self.is_read_only && !self.is_ended) else { return false };
        let now = self.stores.now();
        let applied = state.history.take(step.clone(), now - state.saved, Rc::make_mut(&mut state.dossier));
        let Some(applied) = applied else { return false };
        state.saved = now;
        let write = |value: &Value| self.stores.write(value);
        match &mut self.writer {
            None => self.is_ahead = true,
            Some(writer) if !writer.must_write_state() => {
                let orders = writer.step(state.saved, &step, &applied, &write);
                writer.near_result(self.stores.near(&orders));
            }
            Some(_) => self.write_state_alone(),
        }
        true
    }

    /// Some time without edits: the whole state, where it is due.
    pub fn rest(&mut self) {
        if self.is_at_rest() && self.writer.as_ref().is_some_and(Writer::is_due) {
            self.write_state_alone();
        }
    }

    const fn is_at_rest(&self) -> bool {
        !self.is_busy && !self.is_ended
    }

    /// The whole state, unless only the near store is there and another window has written to it: nothing there refuses
    /// what would be written over that, so it is looked for first.
    fn write_state_alone(&mut self) {
        let near_alone = self.writer.as_ref().filter(|writer| writer.is_absent());
        let id = self.state.as_ref().map_or("", |state| state.dossier.id.as_str());
        match near_alone.map(Writer::points_and_near_steps).filter(|points| self.stores.has_company(id, points)) {
            Some(points) => (self.writer, self.carried, self.is_ahead) = (None, points, true),
            None => self.write_state(),
        }
    }

    fn write_state(&mut self) {
        if let (Some(writer), Some(state)) = (&mut self.writer, &self.state) {
            let orders = writer.state(state, &|value| self.stores.write(value));
            writer.near_result(self.stores.near(&orders));
        }
    }

    /// What was kept is not found any more. Whether nothing was filled in since: then what is filled in from now on is kept
    /// as a whole.
    fn turns_away(&mut self, top: u64) -> bool {
        let was_kept = core::mem::take(&mut self.was_kept) && !self.is_ahead && !self.is_ended;
        if let (true, Some(state)) = (was_kept, &self.state) {
            self.writer = Some(Writer::new(&state.dossier.id, top));
            (self.is_busy, self.failure) = (false, None);
        }
        was_kept
    }

    /// Whether what was handed over and what is found have each gone on from an earlier state.
    fn is_apart(&self, newest: &Newest) -> bool {
        self.state.as_ref().is_some_and(|state| state.dossier != newest.state.dossier)
            && !self.carried.contains(&newest.point())
            && (self.is_ahead || !self.is_behind(newest))
    }

    /// Whether what is found came through where this is.
    fn is_behind(&self, newest: &Newest) -> bool {
        self.points().last().is_some_and(|(generation, mark)| newest.came_through(*generation, *mark))
    }

    /// Goes on from what was found.
    fn begin(&mut self, newest: &Newest, is_newer: bool) {
        let mut writer = Writer::after(&newest.state.dossier.id, newest);
        let is_new = self.state.as_ref().is_none_or(|state| {
            !self.is_ahead && self.is_behind(newest)
                || state.dossier == newest.state.dossier && state.history == newest.state.history
        });
        if is_new {
            self.is_begun = false;
            self.state = Some(newest.state.clone());
        } else {
            // What was handed over, and filled in since, is newer.
            writer.start_anew();
        }
        (self.is_ahead, self.is_read_only, self.failure) = (false, is_newer, None);
        self.writer = None;
        if !is_newer {
            self.writer = Some(writer);
            if !is_new || !newest.is_in_both() {
                self.write_state();
            }
        }
    }

    fn refused(&mut self, failure: Option<S::Error>) -> Came<S::Error> {
        self.is_busy = false;
        self.failure = failure;
        Came::Refused
    }
}

/// Gives the database what waits until nothing does, and reads nothing: for the part of the page that writes alone. What
/// [`drive`] says; none where what is kept has to be read first.
pub async fn give_all<S: Stores>(session: &RefCell<Session<S>>, told: &dyn Fn(Came<S::Error>)) -> Option<bool> {
    loop {
        let came = give(session).await?;
        if let Some(is_refused) = tell(session, came, told) {
            return Some(is_refused);
        }
    }
}

/// Tells of an answer. Where that is the last, whether the stores refuse.
fn tell<S: Stores>(session: &RefCell<Session<S>>, came: Came<S::Error>, told: &dyn Fn(Came<S::Error>)) -> Option<bool> {
    let ends = match &came {
        Came::Nothing | Came::Absent(_) => Some(false),
        Came::Refused => Some(true),
        _ => matches!(session.borrow().kept(), Some(Kept::Failed(_))).then_some(true),
    };
    told(came);
    ends
}

/// Gives the database what waits, or tries again what went wrong; none where what is kept has to be read first.
async fn give<S: Stores>(session: &RefCell<Session<S>>) -> Option<Came<S::Error>> {
    let (stores, orders) = {
        let session = &mut *session.borrow_mut();
        if session.state.is_none() || !session.is_at_rest() || session.is_read_only {
            return Some(Came::Nothing);
        }
        let orders = session.writer.as_mut().and_then(Writer::orders);
        if let (Some(writer), None) = (&session.writer, &orders)
            && !matches!(writer.kept(), Kept::Taken)
        {
            let again = writer.must_write_state() && matches!(writer.kept(), Kept::Failed(_));
            if again {
                session.write_state_alone();
            }
            return Some(if again { Came::Answered } else { Came::Nothing });
        }
        session.is_busy = orders.is_none();
        (session.stores.clone(), orders?)
    };
    let result = stores.deep(&orders).await;
    let session = &mut *session.borrow_mut();
    session.is_again &= matches!(result, DeepResult::Exists);
    if let Some(writer) = &mut session.writer {
        writer.result(result);
    }
    Some(Came::Answered)
}
