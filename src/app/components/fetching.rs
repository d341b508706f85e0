//! A place that is not in this part of the page: says that it is on its way, and offers another try where it does not
//! come.

use super::alert::{Tone, alert};
use super::site_header::site_header;
use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::browser::{self, DeskPage};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is fetched.
#[derive(Clone, PartialEq)]
pub enum Wanted {
    /// The whole page, which takes over with what is open.
    Whole(Callback<(), String>),
    /// The desk, which stands beside this page for as long as its place is shown.
    Desk,
}

/// What is fetched, and where that is said.
#[derive(PartialEq)]
pub struct Fetching {
    /// What.
    pub wanted: Wanted,
    /// Whether nothing else is on the page.
    pub alone: bool,
}

/// How far it is.
#[derive(Clone, PartialEq)]
enum Progress {
    OnItsWay,
    Failed(String),
    Open,
}

/// Fetches it.
#[component]
fn fetching(props: &Fetching) -> Html {
    let progress = use_state(|| Progress::OnItsWay);
    let tries = use_state(|| 0_u32);
    {
        let (progress, wanted) = (progress.clone(), props.wanted.clone());
        use_effect_with(*tries, move |_| {
            // Kept until this place is left, even where the desk is still on its way then.
            let desk = Rc::new(RefCell::new(None::<DeskPage>));
            let left = Rc::new(Cell::new(false));
            let (kept, is_left) = (desk.clone(), left.clone());
            spawn_local(async move {
                let come = match &wanted {
                    Wanted::Whole(_) => browser::later().await.map(|()| None),
                    Wanted::Desk => browser::open_desk().await.map(Some),
                };
                match (come, wanted) {
                    (Err(reason), _) => progress.set(Progress::Failed(reason)),
                    // Only where this place is still wanted.
                    (Ok(_), _) if is_left.get() => {}
                    (Ok(_), Wanted::Whole(carry)) => browser::pass(&carry.emit(())),
                    (Ok(page), Wanted::Desk) => {
                        *kept.borrow_mut() = page;
                        progress.set(Progress::Open);
                    }
                }
            });
            move || {
                left.set(true);
                desk.borrow_mut().take();
            }
        });
    }
    let said = match &*progress {
        Progress::Open => return html! {},
        Progress::OnItsWay => html! { <p class="lead is-fetching" role="status">{ "正在打开……" }</p> },
        Progress::Failed(reason) => {
            let reason = reason.clone();
            let again = Callback::from(move |_: MouseEvent| {
                progress.set(Progress::OnItsWay);
                tries.set(*tries + 1);
            });
            let more =
                html! { <p><button class="button primary" type="button" onclick={again}>{ "再试一次" }</button></p> };
            alert(Tone::Alert, "没有打开成功", &reason, more)
        }
    };
    if props.alone {
        html! { <>{ site_header() }<main class="wrap narrow" id="main">{ said }</main></> }
    } else {
        said
    }
}
