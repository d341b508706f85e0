//! 以前的版本: earlier states of the open dossier, to look at and to go back to.

use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::app::library;
use crate::app::store::Open;
use crate::app::versions;
use crate::app::words;
use crate::browser;
use crate::dossier::Action;
use crate::journal::StateBody;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The page of an open dossier.
#[derive(PartialEq)]
pub struct VersionsPage {
    /// The open dossier.
    pub open: Open,
    /// Sends an edit; stable across redraws.
    pub edit: Callback<Action>,
}

/// Draws it.
#[component]
fn versions_page(props: &VersionsPage) -> Html {
    let found = use_state(|| None::<Vec<Rc<StateBody>>>);
    let done = use_state(|| false);
    {
        let (found, id) = (found.clone(), props.open.dossier.id.clone());
        use_effect_with((), move |()| {
            spawn_local(async move { found.set(Some(versions::of(&id).await.unwrap_or_default())) });
        });
    }
    let line = |version: &Rc<StateBody>| {
        let (dossier, edit, done) = (version.dossier.clone(), props.edit.clone(), done.clone());
        let back = Callback::from(move |_: MouseEvent| {
            edit.emit(Action::Replace(Box::new((*dossier).clone())));
            done.set(true);
            browser::after(100, browser::focus_page).forget();
        });
        let dossier = version.dossier.clone();
        let export = Callback::from(move |_: MouseEvent| library::export(&dossier));
        let time = format!("{} {}", browser::date_text(version.saved), browser::time_text(version.saved));
        let verdict = version.dossier.rating();
        let verdict = verdict.map_or_else(|_| "单位信息未填完".to_owned(), |rating| words::verdict(&rating, "，"));
        html! {
            <li class="kept-line">
                <span class="kept-name">
                    { &time }
                    <span class="note">{ verdict }</span>
                </span>
                <span class="kept-actions">
                    if version.dossier == props.open.dossier {
                        <span class="note">{ "与现在相同" }</span>
                    } else {
                        <button class="button" type="button" aria-label={format!("回到这一版：{time}")} onclick={back}>{ "回到这一版" }</button>
                    }
                    <button class="link" type="button" aria-label={format!("导出：{time}")} onclick={export}>{ "导出" }</button>
                </span>
            </li>
        }
    };
    html! {
        <div class="kept-page">
            <h1>{ "以前的版本" }</h1>
            <p class="lead">{ "打开后第一次改动之前，本机会留下当时的内容，十分钟内只留一份；最多留四十份。回到某一版也可以撤销。" }</p>
            if *done { <p class="undo-line" role="status">{ "已回到所选的版本。点右上角“撤销”可以取消。" }</p> }
            { match &*found {
                None => html! { <p class="note" role="status">{ "正在读取……" }</p> },
                Some(all) if all.is_empty() => html! { <p class="empty">{ "还没有以前的版本。下次打开并改动时会留下第一份。" }</p> },
                Some(all) => html! { <ul class="kept-list">{ for all.iter().map(line) }</ul> },
            } }
        </div>
    }
}
