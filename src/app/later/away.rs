//! The first part: fetches the whole page, which takes over.

use crate::app::components::site_header::site_header;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::browser;
use crate::dossier::Action;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Says that a place is on its way.
pub fn place(_route: &Route, carry: &Callback<(), String>) -> Html {
    html! { <>{ site_header() }<main class="wrap narrow" id="main"><Fetching carry={carry.clone()} /></main></> }
}

/// Says that a dossier's page is on its way.
pub fn page(_page: Page, _open: &Open, _edit: &Callback<Action>, carry: &Callback<(), String>) -> Html {
    html! { <Fetching carry={carry.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct FetchingProps {
    carry: Callback<(), String>,
}

#[component]
fn Fetching(props: &FetchingProps) -> Html {
    let failure = use_state(|| None::<String>);
    let tries = use_state(|| 0_u32);
    {
        let (failure, carry) = (failure.clone(), props.carry.clone());
        use_effect_with(*tries, move |_| {
            let left = Rc::new(Cell::new(false));
            let is_left = left.clone();
            spawn_local(async move {
                match browser::later().await {
                    // Only where this place is still wanted.
                    Ok(()) if !is_left.get() => browser::pass(&carry.emit(())),
                    Ok(()) => {}
                    Err(reason) => failure.set(Some(reason)),
                }
            });
            move || left.set(true)
        });
    }
    let again = {
        let (failure, tries) = (failure.clone(), tries.clone());
        Callback::from(move |_: MouseEvent| {
            failure.set(None);
            tries.set(*tries + 1);
        })
    };
    match &*failure {
        Some(reason) => html! {
            <div class="alert" role="alert">
                <p class="alert-title">{ "没有打开成功" }</p>
                <p>{ reason }</p>
                <p><button class="button primary" type="button" onclick={again}>{ "再试一次" }</button></p>
            </div>
        },
        None => html! { <p class="lead is-fetching" role="status">{ "正在打开……" }</p> },
    }
}
