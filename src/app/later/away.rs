//! The first part: writes what begins here. Where something kept has to be read, and for every other place, the whole
//! page is fetched and takes over.

use super::Driven;
use crate::app::components::fetching::{Fetching, Wanted};
use crate::app::html;
use crate::app::inside::Inside;
use crate::app::route::{Page, Route};
use crate::app::shelf::Shelf;
use crate::app::shown::Notice;
use crate::app::store::Open;
use crate::browser::StorageError;
use crate::dossier::Action;
use crate::journal::{self, Asked, Came, Session, StateBody};
use std::cell::RefCell;
use yew::prelude::*;

/// Says that a place is on its way.
pub fn place(_route: &Route, _failure: Option<String>, carry: &Callback<(), String>) -> Html {
    html! { <Fetching key="whole" wanted={Wanted::Whole(carry.clone())} alone={true} /> }
}

/// Says that a dossier is on its way.
pub fn dossier(route: &Route, failure: Option<String>, carry: &Callback<(), String>) -> Html {
    place(route, failure, carry)
}

/// Says that a dossier's page is on its way.
pub fn page(_page: Page, _open: &Open, _edit: &Callback<Action>, carry: &Callback<(), String>) -> Html {
    html! { <Fetching wanted={Wanted::Whole(carry.clone())} alone={false} /> }
}

/// Has what waits written. Another window's writing is read by the whole page; so is local storage alone, which refuses
/// nothing that another window has written meanwhile.
pub async fn drive(session: &RefCell<Session<Shelf>>, asked: Asked, told: &dyn Fn(Came<StorageError>)) -> Driven {
    match asked {
        Asked::Look(_) | Asked::Follow => Driven::Unread,
        Asked::GoOn => match journal::give_all(session, told).await {
            _ if session.borrow().is_near_alone() => Driven::Unread,
            Some(true) => Driven::Refused,
            Some(false) => Driven::Done,
            None => Driven::Unread,
        },
    }
}

/// Nothing is read here.
pub(in crate::app) fn told(_inside: &mut Inside, _came: Came<StorageError>) {}

/// What begins here has no earlier state.
pub async fn keep_version(_state: StateBody) {}

/// Nothing that was kept, and no other window, has to be spoken of.
pub fn notice(_notice: Notice) -> Option<(&'static str, &'static str)> {
    None
}
