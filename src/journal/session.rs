//! An open dossier: what is decided at each edit, each answer of a store, each word of another window. The page drives
//! it and draws what comes of it; the tests drive it over stores that fail.

use super::body::StateBody;
use super::recovery::{Newest, Recovery};
use super::stores::{Missed, Stores, find, find_near, find_whole, forget, keep_copy, set_aside};
use super::writer::{DeepResult, Kept, Writer};
use crate::dossier::{Step, Value};
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
            is_busy: true,
            is_ended: false,
            is_again: false,
            failure: None,
        }
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
            Some(writer) if !writer.must_write_state() => match writer.step(state.saved, &step, &applied, &write) {
                Some(orders) => writer.near_result(self.stores.near(&orders)),
                None => self.write_state_alone(),
            },
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
        match near_alone.map(Writer::points_and_near_steps).filter(|points| self.has_company(points)) {
            Some(points) => (self.writer, self.carried, self.is_ahead) = (None, points, true),
            None => self.write_state(),
        }
    }

    /// Whether the near store holds what did not come through any of these points.
    fn has_company(&self, points: &[(u64, u32)]) -> bool {
        let id = self.state.as_ref().map_or("", |state| state.dossier.id.as_str());
        find_near(&self.stores, id).is_ok_and(|found| {
            !found.branches.is_empty() || found.newest.is_some_and(|newest| !points.contains(&newest.point()))
        })
    }

    fn write_state(&mut self) {
        if let (Some(writer), Some(state)) = (&mut self.writer, &self.state)
            && let Some(orders) = writer.state(state, &|value| self.stores.write(value))
        {
            writer.near_result(self.stores.near(&orders));
        }
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
}

/// What the stores are asked for.
pub enum Asked {
    /// A dossier is opened: what is kept of it?
    Look(String),
    /// Another window has written: what is there now?
    Follow,
    /// Something was filled in, or some time has passed after a refusal.
    GoOn,
}

/// Asks the stores, and goes on until nothing waits; `told` hears of each answer. Whether they refuse: then
/// [`Asked::GoOn`] is due after a while.
pub async fn drive<S: Stores>(session: &RefCell<Session<S>>, asked: Asked, told: &dyn Fn(Came<S::Error>)) -> bool {
    let mut came = match asked {
        Asked::Look(id) => look(session, &id).await,
        Asked::Follow => follow(session).await,
        Asked::GoOn => go_on(session).await,
    };
    loop {
        let is_refused = match came {
            Came::Nothing | Came::Absent(_) => {
                told(came);
                return false;
            }
            Came::Refused => true,
            _ => matches!(session.borrow().kept(), Some(Kept::Failed(_))),
        };
        told(came);
        if is_refused {
            return true;
        }
        came = go_on(session).await;
    }
}

/// Finds what is kept of a dossier and goes on from it.
async fn look<S: Stores>(session: &RefCell<Session<S>>, id: &str) -> Came<S::Error> {
    let (stores, is_held) = {
        let session = session.borrow();
        (session.stores.clone(), session.state.is_some())
    };
    let found = find_whole(&stores, id).await;
    // What cannot be read now may be there all the same: nothing is written before it is.
    let (found, missed) = match found {
        // What was not kept yet when it was handed over is not missed.
        Ok((found, missed)) => (found, missed.filter(|missed| !is_held || *missed == Missed::Damaged)),
        Err(error) if is_held => return session.borrow_mut().refused(Some(error)),
        Err(error) => return Came::Absent(Box::new(Err(error))),
    };
    if !found.is_newer {
        for branch in &found.branches {
            if keep_copy(&stores, &branch.state).await.is_ok() {
                forget(&stores, branch).await;
            }
        }
    }
    let Some(newest) = &found.newest else {
        if !is_held {
            return Came::Absent(Box::new(Ok(found)));
        }
        // It is about to be written where there is what cannot be read.
        let aside = if found.is_newer { Ok(()) } else { set_aside(&stores, &found.damaged).await };
        let session = &mut *session.borrow_mut();
        match aside {
            _ if session.is_ended => return Came::Nothing,
            Err(error) => return session.refused(Some(error)),
            Ok(()) => {}
        }
        (session.is_busy, session.is_ahead, session.failure) = (false, false, None);
        session.is_read_only = found.is_newer;
        if !found.is_newer {
            session.writer = Some(Writer::new(id, found.top));
            session.write_state();
        }
        return Came::Opened((!found.damaged.is_empty()).then_some(Missed::Damaged));
    };
    if session.borrow().is_ended {
        return Came::Nothing;
    }
    if !found.is_newer && session.borrow().is_apart(newest) {
        return become_copy(session, id).await;
    }
    let session = &mut *session.borrow_mut();
    session.is_busy = false;
    session.begin(newest, found.is_newer);
    Came::Opened(missed)
}

impl<S: Stores> Session<S> {
    fn refused(&mut self, failure: Option<S::Error>) -> Came<S::Error> {
        self.is_busy = false;
        self.failure = failure;
        Came::Refused
    }
}

/// Gives the database what waits, or tries again what went wrong.
async fn go_on<S: Stores>(session: &RefCell<Session<S>>) -> Came<S::Error> {
    let (stores, id, orders) = {
        let session = &mut *session.borrow_mut();
        let Some(state) = session.state.as_ref().filter(|_| session.is_at_rest() && !session.is_read_only) else {
            return Came::Nothing;
        };
        let id = state.dossier.id.clone();
        let orders = session.writer.as_mut().and_then(Writer::orders);
        if let (Some(writer), None) = (&session.writer, &orders)
            && !matches!(writer.kept(), Kept::Taken)
        {
            let again = writer.must_write_state() && matches!(writer.kept(), Kept::Failed(_));
            if again {
                session.write_state_alone();
            }
            return if again { Came::Answered } else { Came::Nothing };
        }
        session.is_busy = orders.is_none();
        (session.stores.clone(), id, orders)
    };
    if let Some(orders) = orders {
        let result = stores.deep(&orders).await;
        let session = &mut *session.borrow_mut();
        session.is_again &= matches!(result, DeepResult::Exists);
        if let Some(writer) = &mut session.writer {
            writer.result(result);
        }
        return Came::Answered;
    }
    if session.borrow().writer.is_none() {
        return look(session, &id).await;
    }
    // The database has another step where ours was to go. Where it is ours all the same, we go on from it; else what is
    // here becomes a copy, and goes on as that.
    let found = find_whole(&stores, &id).await;
    if let Ok((Recovery { newest: Some(newest), is_newer, .. }, missed)) = &found {
        let session = &mut *session.borrow_mut();
        if session.is_ended {
            return Came::Nothing;
        }
        if session.is_behind(newest) {
            session.is_busy = false;
            if core::mem::replace(&mut session.is_again, true) {
                // It takes but does not give: after a while perhaps.
                session.is_again = false;
                return Came::Refused;
            }
            session.begin(newest, *is_newer);
            return Came::Opened(*missed);
        }
    }
    become_copy(session, &id).await
}

/// What is here is kept as a copy, and goes on as that.
async fn become_copy<S: Stores>(session: &RefCell<Session<S>>, id: &str) -> Came<S::Error> {
    let (stores, state, point) = {
        let session = session.borrow();
        let Some(state) = session.state.clone() else { return Came::Nothing };
        (session.stores.clone(), state, session.points().pop())
    };
    let copy = match keep_copy(&stores, &state).await {
        Ok(copy) => copy,
        Err(Kept::Failed(error)) => return session.borrow_mut().refused(Some(error)),
        Err(_) => return session.borrow_mut().refused(None),
    };
    let found = find(&stores, id).await.unwrap_or_default();
    if let Some((generation, mark)) = point {
        for branch in found.branches.iter().filter(|branch| branch.came_through(generation, mark)) {
            forget(&stores, branch).await;
        }
    }
    let kept = find(&stores, &copy).await.ok().and_then(|found| found.newest);
    let session = &mut *session.borrow_mut();
    if session.is_ended {
        return Came::Nothing;
    }
    // Edits of the meantime stay: they follow as a whole state of the copy.
    let mut writer = kept.as_ref().map_or_else(|| Writer::new(&copy, 0), |newest| Writer::after(&copy, newest));
    writer.start_anew();
    if let Some(state) = &mut session.state {
        let dossier = Rc::make_mut(&mut state.dossier);
        stores.make_copy(dossier);
        dossier.id.clone_from(&copy);
    }
    session.writer = Some(writer);
    (session.is_busy, session.is_ahead, session.failure) = (false, false, None);
    session.write_state();
    Came::Copied(id.to_owned())
}

/// Another window has written: what is there now is shown, unless something waits here.
async fn follow<S: Stores>(session: &RefCell<Session<S>>) -> Came<S::Error> {
    let is_quiet = |session: &Session<S>| session.is_at_rest() && session.writer.as_ref().is_some_and(Writer::is_idle);
    let (stores, id) = {
        let session = session.borrow();
        match &session.state {
            Some(state) if is_quiet(&session) => (session.stores.clone(), state.dossier.id.clone()),
            // What waits here meets the other's in the database.
            _ => return Came::Nothing,
        }
    };
    let Ok(found) = find(&stores, &id).await else { return Came::Nothing };
    {
        let session = &mut *session.borrow_mut();
        if !is_quiet(session) {
            return Came::Nothing;
        }
        let Some(writer) = &mut session.writer else { return Came::Nothing };
        match &found.newest {
            // Deleted over there: said once.
            None if found.damaged.is_empty() => {
                let is_news = writer.point().0 > 0;
                session.writer = Some(Writer::new(&id, found.top));
                if is_news {
                    return Came::Gone;
                }
            }
            None => {
                session.carried = session.points();
                (session.writer, session.is_busy) = (None, true);
            }
            Some(newest) if newest.point() == writer.point() || newest.point().0 < writer.point().0 => {}
            Some(newest) => {
                session.state = Some(newest.state.clone());
                session.is_read_only = found.is_newer;
                if found.is_newer {
                    session.writer = None;
                } else if writer.follow(newest) {
                    session.write_state();
                }
                return Came::Opened(None);
            }
        }
        if session.writer.is_some() {
            return Came::Nothing;
        }
    }
    look(session, &id).await
}
