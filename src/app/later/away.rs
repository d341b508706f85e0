//! The first part: fetches the whole page, which takes over.

use crate::app::components::fetching::{Fetching, Wanted};
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::dossier::Action;
use yew::prelude::*;

/// Says that a place is on its way.
pub fn place(_route: &Route, _failure: Option<String>, carry: &Callback<(), String>) -> Html {
    html! { <Fetching key="whole" wanted={Wanted::Whole(carry.clone())} alone={true} /> }
}

/// Says that a dossier's page is on its way.
pub fn page(_page: Page, _open: &Open, _edit: &Callback<Action>, carry: &Callback<(), String>) -> Html {
    html! { <Fetching wanted={Wanted::Whole(carry.clone())} alone={false} /> }
}
