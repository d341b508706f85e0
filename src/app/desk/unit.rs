//! One unit: its explained verdict, opened for review on this device, the opinion taken back.

use super::talk::ask;
use crate::app::components::alert::{Tone, alert};
use crate::app::components::paper::Paper;
use crate::app::library::{self, Kept};
use crate::app::route::{Page, Route};
use crate::app::versions;
use crate::app::words;
use crate::browser;
use crate::dossier::{Dossier, History, encode};
use crate::guideline::{RowId, Star};
use crate::journal::StateBody;
use crate::report;
use crate::rollup::{Ask, Line, SpotResult, Tell, UnitDetail};
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
    /// As it is opened on this device.
    dossier: Rc<Dossier>,
    source: String,
    line: Line,
    check: Option<(u8, SpotResult)>,
    here: Here,
}

/// What is on this device under the same id.
#[derive(Clone, PartialEq)]
enum Here {
    /// Nothing, or the same.
    Nothing,
    /// The same with another review.
    Reviewed(Rc<Dossier>),
    /// Another version.
    Another,
}

const NOT_KEPT: &str = "本机的那份没有存进“以前的版本”，所以没有换。请先点“看本机的”，导出备份，再试。";

/// The id on this device. Where the one that another program gave cannot stand in an address, one is made of it, by which
/// the dossier is found again.
fn id_here(id: &str) -> String {
    if library::can_stand(id) {
        return id.to_owned();
    }
    id.bytes().fold("desk".to_owned(), |made, byte| format!("{made}-{byte:02x}"))
}

/// Opens the dossier for review. What is on this device is not written over unless that is asked for; then it becomes
/// an earlier version.
async fn open_here(dossier: &Dossier, over: bool) -> Result<(), String> {
    let here = library::load(&dossier.id).await;
    if let (Ok(Kept { saved, dossier, .. }), true) = (&here, over) {
        let state = StateBody { saved: *saved, dossier: dossier.clone(), history: History::default() };
        versions::keep_after(state, 0).await.ok_or(NOT_KEPT)?;
    }
    if over || here.is_err() {
        library::save(dossier).await.map_err(|error| error.to_string())?;
    }
    browser::set_hash(&Route::Dossier(dossier.id.clone(), Page::Review).to_string());
    Ok(())
}

/// Draws the unit.
#[component]
pub fn UnitPage(props: &UnitProps) -> Html {
    let found = use_state(|| None::<Result<Found, String>>);
    let again = use_state(|| 0_u32);
    let wrong = use_state(|| None::<String>);
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
            let back = html! { <p><a class="button" href="#/desk/list">{ "回到名单" }</a></p> };
            return alert(Tone::Alert, "这个单位打不开", reason, back);
        }
    };
    let Ok(report) = report::build(&unit.dossier) else { return html! {} };
    let open = |over: bool| {
        let (dossier, wrong) = (unit.dossier.clone(), wrong.clone());
        Callback::from(move |_: MouseEvent| {
            let (dossier, wrong) = (dossier.clone(), wrong.clone());
            spawn_local(async move { wrong.set(open_here(&dossier, over).await.err()) });
        })
    };
    let reviewed = if let Here::Reviewed(here) = &unit.here { Some(here.clone()) } else { None };
    let take_back = reviewed.map(|here| {
        let (again, refresh) = (again.clone(), props.refresh.clone());
        let (wrong, id) = (wrong.clone(), unit.line.id.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            let changed = Dossier { id: id.clone(), ..(*here).clone() };
            let (again, refresh, wrong) = (again.clone(), refresh.clone(), wrong.clone());
            spawn_local(async move {
                let text = browser::stringify(&encode(&changed)).unwrap_or_default();
                let failed = match ask(&Ask::Put(text)).await {
                    Tell::Failed(reason) => Some(format!("没有取回：{reason}")),
                    _ => None,
                };
                let is_done = failed.is_none();
                wrong.set(failed);
                if is_done {
                    again.set(*again + 1);
                    refresh.emit(None);
                }
            });
        });
        html! { <button class="button primary" type="button" {onclick}>{ "取回本机的复核意见" }</button> }
    });
    let verdict = unit.dossier.reviewed_rating(unit.dossier.reviews.len()).map_or_else(
        |_| String::new(),
        |mut rating| {
            // The star that stands, after the spot check too.
            (rating.assured, rating.attainable) = (unit.line.star, unit.line.attainable);
            words::star_interval(&rating, "，")
        },
    );
    html! {
        <>
            <div class="report-bar">
                <h1>{ &unit.dossier.union.name }</h1>
                <p class="lead">{ format!("{}\u{a0}年，{verdict}。{}", unit.dossier.year, if unit.dossier.reviews.is_empty() { "还没有复核。" } else { "已复核。" }) }</p>
                <p class="note">{ format!("文件：{}", unit.source) }</p>
                { checked(&unit) }
                if unit.here == Here::Another {
                    <p>{ "本机另有这份档案的一个版本，内容与收到的不同，不只是复核意见。用收到的这份，本机的那份转入“以前的版本”。" }</p>
                }
                if let Some(wrong) = &*wrong { <p class="note red" role="alert">{ wrong }</p> }
                <p class="actions desk-actions">
                    { take_back }
                    if unit.here == Here::Another {
                        <button class="button" type="button" onclick={open(true)}>{ "用收到的这份，逐行复核" }</button>
                        <button class="button" type="button" onclick={open(false)}>{ "看本机的" }</button>
                    } else {
                        <button class="button" type="button" onclick={open(false)}>{ "在本机打开，逐行复核" }</button>
                    }
                    <a class="button" href="#/desk/list">{ "回到名单" }</a>
                </p>
            </div>
            <Paper {report} compact={true} />
        </>
    }
}

/// What the spot check found.
fn checked(unit: &Found) -> Html {
    let Some((before, result)) = &unit.check else { return html! {} };
    if result.passed {
        return html! { <p>{ "抽查通过。" }</p> };
    }
    let star = |number: u8| Star::from_number(number).unwrap_or(Star::None).name();
    let rows: Vec<_> = result.rows.iter().filter_map(|key| RowId::from_key(key)).map(words::row_name).collect();
    let found = format!("抽查未通过，由{}降为{}。", star(*before), star(result.star));
    let now = if unit.line.star.number() == result.star {
        String::new()
    } else {
        format!("复核后又有变动，现为{}。", unit.line.star.name())
    };
    html! { <p class="red">{ format!("{found}不认可：{}。理由：{}。{now}", rows.join("、"), result.reason.trim_end_matches('。')) }</p> }
}

async fn find(id: String) -> Result<Found, String> {
    let detail = match ask(&Ask::Unit(id)).await {
        Tell::Unit(detail) => *detail,
        Tell::Failed(reason) => return Err(reason),
        _ => return Err(String::new()),
    };
    let mut dossier = library::read(&detail.text).map_err(|error| error.to_string())?;
    dossier.id = id_here(&dossier.id);
    let here = match library::load(&dossier.id).await.ok().map(|kept| kept.dossier) {
        None => Here::Nothing,
        Some(here) if *here == dossier => Here::Nothing,
        // An opinion that was taken away comes back to the desk too.
        Some(here) if dossier.is_but_for_reviews(&here) => Here::Reviewed(here),
        Some(_) => Here::Another,
    };
    let UnitDetail { source, line, check, .. } = detail;
    Ok(Found { dossier: Rc::new(dossier), source, line, check, here })
}
