//! How the stores are asked of an open dossier, and what becomes of another window's writing.

use super::{Came, Session, give, tell};
use crate::journal::recovery::{Branch, Recovery};
use crate::journal::stores::{Missed, Stores, find, find_whole, forget, keep_copy, set_aside};
use crate::journal::writer::{Kept, Writer};
use std::cell::RefCell;
use std::rc::Rc;

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
        if let Some(is_refused) = tell(session, came, told) {
            return is_refused;
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
    let (found, missed, answers) = match found {
        // What was not kept yet when it was handed over is not missed.
        Ok((found, missed, answers)) => {
            (found, missed.filter(|missed| !is_held || *missed == Missed::Damaged), answers)
        }
        Err(error) if is_held => return session.borrow_mut().refused(Some(error)),
        Err(error) => return Came::Absent(Box::new(Err(error))),
    };
    if !found.is_newer {
        // What is held here is none of the others': where it cannot go on it becomes a copy as a whole.
        let held = session.borrow().points().pop().filter(|_| is_held);
        let is_ours = |branch: &Branch| held.is_some_and(|(generation, mark)| branch.came_through(generation, mark));
        for branch in found.branches.iter().filter(|branch| !is_ours(branch)) {
            if keep_copy(&stores, &branch.state).await.is_ok() {
                forget(&stores, branch).await;
            }
        }
    }
    let Some(newest) = &found.newest else {
        if !is_held {
            return Came::Absent(Box::new(Ok(found)));
        }
        // It was kept, and another window has deleted it.
        if answers && found.damaged.is_empty() && session.borrow_mut().turns_away(found.top) {
            return Came::Gone;
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

/// The same, and reads what has to be read.
async fn go_on<S: Stores>(session: &RefCell<Session<S>>) -> Came<S::Error> {
    if let Some(came) = give(session).await {
        return came;
    }
    let (stores, id) = {
        let session = session.borrow();
        let Some(state) = &session.state else { return Came::Nothing };
        (session.stores.clone(), state.dossier.id.clone())
    };
    if session.borrow().writer.is_none() {
        return look(session, &id).await;
    }
    // The database has another step where ours was to go. Where it is ours all the same, we go on from it; else what is
    // here becomes a copy, and goes on as that.
    let found = find_whole(&stores, &id).await;
    if let Ok((Recovery { newest: Some(newest), is_newer, .. }, missed, _)) = &found {
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
                session.is_begun = false;
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
