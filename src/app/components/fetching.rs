//! A place that is not in this part of the page: says that it is on its way, and offers another try where it does not
//! come.

use super::alert::{Tone, alert};
use super::site_header::site_header;
use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::app::library;
use crate::browser::{self, DeskPage};
use crate::journal::StateBody;
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

/// What is said where it does not come, and something is in this page alone.
const UNKEPT: &str = "可能是网络中断。填写的内容没有存到本机，只在这一页里：请先导出备份，不要刷新，再试一次。";

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
            let held = library::all_unkept();
            let reason = if held.is_empty() { reason.clone() } else { UNKEPT.to_owned() };
            let again = Callback::from(move |_: MouseEvent| {
                progress.set(Progress::OnItsWay);
                tries.set(*tries + 1);
            });
            let export = |state: &StateBody| {
                let dossier = state.dossier.clone();
                let export = Callback::from(move |_: MouseEvent| library::export(&dossier));
                html! { <button class="button" type="button" onclick={export}>{ "导出备份" }</button> }
            };
            let more = html! {
                <p class="notice-actions">
                    <button class="button primary" type="button" onclick={again}>{ "再试一次" }</button>
                    { for held.iter().map(|(state, _)| export(state)) }
                </p>
            };
            alert(Tone::Alert, "没有打开成功", &reason, more)
        }
    };
    if props.alone {
        html! { <>{ site_header() }<main class="wrap narrow" id="main">{ said }</main></> }
    } else {
        said
    }
}
