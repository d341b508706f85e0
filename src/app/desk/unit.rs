//! One unit: its explained verdict, opened for review on this device, the opinion taken back.

use super::talk::ask;
use crate::app::components::alert::{Tone, alert};
use crate::app::components::paper::Paper;
use crate::app::library;
use crate::app::route::{Page, Route};
use crate::app::words;
use crate::browser;
use crate::dossier::{Dossier, encode};
use crate::report;
use crate::rollup::{Ask, Tell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Which.
#[derive(Properties, PartialEq)]
pub struct UnitProps {
    /// The dossier's id.
    pub id: String,
    /// Asks for the overview anew.
    pub refresh: Callback<Option<u16>>,
}

#[derive(Clone, PartialEq)]
struct Found {
    dossier: Rc<Dossier>,
    source: String,
    /// The same dossier on this device with another review.
    here: Option<Rc<Dossier>>,
}

/// Draws the unit.
#[component]
pub fn UnitPage(props: &UnitProps) -> Html {
    let found = use_state(|| None::<Result<Found, String>>);
    let again = use_state(|| 0_u32);
    {
        let found = found.clone();
        use_effect_with((props.id.clone(), *again), move |(id, _)| {
            let id = id.clone();
            spawn_local(async move { found.set(Some(find(id).await)) });
        });
    }
    let Some(result) = &*found else { return html! { <p class="note" role="status">{ "正在读取……" }</p> } };
    let unit = match result {
        Ok(unit) => unit.clone(),
        Err(reason) => {
            let back = html! { <p><a class="button" href="#/desk">{ "回到概览" }</a></p> };
            return alert(Tone::Alert, "这个单位打不开", reason, back);
        }
    };
    let Ok(report) = report::build(&unit.dossier) else { return html! {} };
    let open = {
        let (dossier, found) = (unit.dossier.clone(), found.clone());
        Callback::from(move |_: MouseEvent| {
            let (dossier, found) = (dossier.clone(), found.clone());
            spawn_local(async move {
                // What is on this device is never written over.
                if library::load(&dossier.id).await.is_err()
                    && let Err(error) = library::save(&dossier).await
                {
                    found.set(Some(Err(error.to_string())));
                    return;
                }
                browser::set_hash(&Route::Dossier(dossier.id.clone(), Page::Review).to_string());
            });
        })
    };
    let take_back = unit.here.clone().map(|here| {
        let (again, refresh) = (again.clone(), props.refresh.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let (here, again, refresh) = (here.clone(), again.clone(), refresh.clone());
            spawn_local(async move {
                if let Some(text) = browser::stringify(&encode(&here)) {
                    ask(&Ask::Put(text)).await;
                    again.set(*again + 1);
                    refresh.emit(None);
                }
            });
        });
        html! { <button class="button primary" type="button" {onclick}>{ "取回本机的复核意见" }</button> }
    });
    let verdict = unit
        .dossier
        .reviewed_rating(unit.dossier.reviews.len())
        .map_or_else(|_| String::new(), |rating| words::star_interval(&rating, "，"));
    html! {
        <>
            <div class="report-bar">
                <h1>{ &unit.dossier.union.name }</h1>
                <p class="lead">{ format!("{}\u{a0}年，{verdict}。{}", unit.dossier.year, if unit.dossier.reviews.is_empty() { "还没有复核。" } else { "已复核。" }) }</p>
                <p class="note">{ format!("文件：{}", unit.source) }</p>
                <p class="actions desk-actions">
                    { take_back }
                    <button class="button" type="button" onclick={open}>{ "在本机打开，逐行复核" }</button>
                    <a class="button" href="#/desk/units/">{ "回到名单" }</a>
                </p>
            </div>
            <Paper {report} compact={true} />
        </>
    }
}

async fn find(id: String) -> Result<Found, String> {
    let detail = match ask(&Ask::Unit(id)).await {
        Tell::Unit(detail) => detail,
        Tell::Failed(reason) => return Err(reason),
        _ => return Err(String::new()),
    };
    let dossier = library::read(&detail.text).map_err(|error| error.to_string())?;
    let here = library::load(&dossier.id).await.ok().map(|kept| kept.dossier);
    let here = here.filter(|here| **here != dossier && dossier.is_returned_as(here));
    Ok(Found { dossier: Rc::new(dossier), source: detail.source, here })
}
