//! One unit: its explained verdict, opened for review on this device, the opinion taken back.

use super::talk::ask;
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::components::alert::{Tone, alert};
use crate::app::components::paper::Paper;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::app::library::{self, Kept};
use crate::app::route::{Page, Route};
use crate::app::versions;
use crate::app::words;
use crate::browser;
use crate::dossier::{Dossier, Review, ReviewLevel, Together, alike, encode, together};
use crate::guideline::{RowId, Star};
use crate::journal::StateBody;
use crate::report;
use crate::rollup::{Ask, Line, SpotResult, Tell, UnitDetail};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Which.
#[derive(PartialEq)]
pub struct UnitPage {
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
    /// By what this state of it is told at the desk.
    seen: u64,
    line: Line,
    check: Option<(u8, SpotResult)>,
    here: Here,
}

/// What is on this device under the same id.
#[derive(Clone, PartialEq)]
enum Here {
    /// Nothing, or the same.
    Nothing,
    /// The same with other reviews.
    Reviewed(Box<Reviewed>),
    /// Another version.
    Another,
}

/// The reviews of the desk and of this device.
#[derive(Clone, PartialEq)]
struct Reviewed {
    here: Rc<Dossier>,
    /// Both together; where they differ, those of the desk.
    together: Together,
    /// The same; where they differ, those of this device.
    or_here: Vec<Review>,
}

thread_local! {
    /// What each unit's reviews were when those of the desk and of this device were alike last: what only one of them
    /// has changed since needs no question. Where nothing is known of it, it is asked.
    static ALIKE: RefCell<HashMap<String, Vec<Review>>> = RefCell::new(HashMap::new());
}

/// Remembers what both have alike now; returns what they had before.
fn compare(id: &str, ours: &[Review], here: &[Review]) -> Vec<Review> {
    ALIKE.with_borrow_mut(|all| {
        let before = all.entry(id.to_owned()).or_default();
        *before = alike(ours, here, before);
        before.clone()
    })
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

/// How a unit is opened on this device.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// What is here stays.
    AsHere,
    /// What is here gets the reviews that the desk has beside.
    Together,
    /// In the place of what is here, which becomes an earlier version.
    Over,
}

/// Opens the dossier for review. What is on this device is not written over unless that is asked for.
async fn open_here(unit: &Found, way: Way) -> Result<(), String> {
    let here = library::load(&unit.dossier.id).await;
    let mut dossier = Dossier::clone(&unit.dossier);
    if let Some(kept) = here.as_ref().ok().filter(|kept| kept.dossier.is_but_for_reviews(&dossier)) {
        let (ours, theirs) = (&unit.dossier.reviews, &kept.dossier.reviews);
        let before = compare(&dossier.id, ours, theirs);
        // Where they differ, what is asked for.
        let both = if way == Way::Over { together(ours, theirs, &before) } else { together(theirs, ours, &before) };
        dossier.reviews = both.reviews;
    }
    if let (Ok(Kept { saved, dossier, .. }), Way::Over) = (&here, way) {
        let state = StateBody::begun(*saved, dossier.clone());
        versions::keep_after(state, 0).await.ok_or(NOT_KEPT)?;
    }
    let is_more = here.as_ref().is_ok_and(|kept| way == Way::Together && kept.dossier.is_but_for_reviews(&dossier));
    if way == Way::Over || is_more || here.is_err() {
        library::save(&dossier).await.map_err(|error| error.to_string())?;
        compare(&dossier.id, &unit.dossier.reviews, &dossier.reviews);
    }
    browser::set_hash(&Route::Dossier(dossier.id, Page::Review).to_string());
    Ok(())
}

/// Draws the unit.
#[component]
fn unit_page(props: &UnitPage) -> Html {
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
    let Ok(mut report) = report::build(&unit.dossier) else { return html! {} };
    // On paper too the star is not what the report of the unit says.
    report.remarks.extend(checked(&unit).filter(|(_, why)| !why.is_empty()).map(|(found, _)| format!("（{found}）")));
    let open = |way: Way| {
        let (unit, wrong) = (unit.clone(), wrong.clone());
        Callback::from(move |_: MouseEvent| {
            let (unit, wrong) = (unit.clone(), wrong.clone());
            spawn_local(async move { wrong.set(open_here(&unit, way).await.err()) });
        })
    };
    let take = |reviews: &[Review]| {
        let (again, refresh, wrong) = (again.clone(), props.refresh.clone(), wrong.clone());
        let (id, seen) = (unit.line.id.clone(), unit.seen);
        let changed = Dossier { id, reviews: reviews.to_vec(), ..Dossier::clone(&unit.dossier) };
        Callback::from(move |_: MouseEvent| {
            let (again, refresh, wrong, changed) = (again.clone(), refresh.clone(), wrong.clone(), changed.clone());
            spawn_local(async move {
                let text = browser::stringify(&encode(&changed));
                wrong.set(match ask(&Ask::Put { text, seen }).await {
                    Tell::Failed(reason) => Some(format!("没有取回：{reason}")),
                    _ => None,
                });
                // What is there now is looked at, also where it was refused for having changed.
                again.set(*again + 1);
                refresh.emit(None);
                // The button may be gone.
                browser::after(200, browser::focus_page).forget();
            });
        })
    };
    let verdict = words::interval(unit.line.star, unit.line.attainable, "，");
    html! {
        <>
            <div class="report-bar">
                <h1>{ &unit.dossier.union.name }</h1>
                <p class="lead" role="status">{ format!("{}\u{a0}年，{verdict}。{}", unit.dossier.year, reviewed(&unit)) }</p>
                <p class="note">{ format!("文件：{}", unit.source) }</p>
                if let Some((found, why)) = checked(&unit) { <p class={classes!((!why.is_empty()).then_some("red"))}>{ format!("{found}。{why}") }</p> }
                if unit.here == Here::Another {
                    <p>{ "本机另有这份档案的一个版本，内容与收到的不同，不只是复核意见。用收到的这份，本机的那份转入“以前的版本”。" }</p>
                }
                if let Here::Reviewed(both) = &unit.here { { differing(&both.together.differ) } }
                if let Some(wrong) = &*wrong { <p class="note red" role="alert">{ wrong }</p> }
                <p class="actions desk-actions">
                    { match &unit.here {
                        Here::Another => html! {
                            <>
                                <button class="button" type="button" onclick={open(Way::Over)}>{ "用收到的这份，逐行复核" }</button>
                                <button class="button" type="button" onclick={open(Way::AsHere)}>{ "看本机的" }</button>
                            </>
                        },
                        Here::Reviewed(both) if !both.together.differ.is_empty() => html! {
                            <>
                                <button class="button" type="button" onclick={take(&both.or_here)}>{ "换成本机的复核意见" }</button>
                                <button class="button" type="button" onclick={open(Way::Over)}>{ "用这里的，逐行复核" }</button>
                                <button class="button" type="button" onclick={open(Way::AsHere)}>{ "看本机的" }</button>
                            </>
                        },
                        Here::Reviewed(both) if both.brings_something(&unit.dossier) => html! {
                            <>
                                <button class="button primary" type="button" onclick={take(&both.together.reviews)}>{ "取回本机的复核意见" }</button>
                                <button class="button" type="button" onclick={open(Way::Together)}>{ "在本机打开，逐行复核" }</button>
                            </>
                        },
                        _ => html! { <button class="button" type="button" onclick={open(Way::Together)}>{ "在本机打开，逐行复核" }</button> },
                    } }
                    <a class="button" href="#/desk/list">{ "回到名单" }</a>
                </p>
            </div>
            <Paper {report} compact={true} address={None} />
        </>
    }
}

impl Reviewed {
    /// Whether the desk would have more of it.
    fn brings_something(&self, ours: &Dossier) -> bool {
        self.together.reviews != ours.reviews
    }
}

/// How far its review is.
fn reviewed(unit: &Found) -> String {
    match unit.line.unseen {
        _ if !unit.dossier.is_reviewed() => "还没有复核。".to_owned(),
        0 => "已复核。".to_owned(),
        left => format!("复核还有\u{a0}{left}\u{a0}行没看。"),
    }
}

/// The levels of which both say something else.
fn differing(levels: &[ReviewLevel]) -> Html {
    if levels.is_empty() {
        return html! {};
    }
    let names: Vec<_> = levels.iter().map(|level| format!("“{}”", level.name())).collect();
    html! { <p>{ format!("{}的复核意见，本机的与这里的不同。以本机的为准，点“换成本机的复核意见”；以这里的为准，点“用这里的”，本机的那份转入“以前的版本”。", names.join("、")) }</p> }
}

/// What the spot check found, and why it failed; no reasons where it passed.
fn checked(unit: &Found) -> Option<(String, String)> {
    let (before, result) = unit.check.as_ref()?;
    if result.passed {
        return Some(("抽查通过".to_owned(), String::new()));
    }
    let star = |number: u8| Star::from_number(number).unwrap_or(Star::None).name();
    let rows: Vec<_> = result.rows.iter().filter_map(|key| RowId::from_key(key)).map(words::row_name).collect();
    let found = format!("抽查未通过，由{}降为{}", star(*before), star(result.star));
    let now = if unit.line.star.number() == result.star {
        String::new()
    } else {
        format!("复核后又有变动，现为{}。", unit.line.star.name())
    };
    let reason = result.reason.trim_end_matches('。');
    Some((found, format!("不认可：{}。理由：{reason}。{now}", rows.join("、"))))
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
        Some(here) if *here == dossier => {
            compare(&dossier.id, &dossier.reviews, &here.reviews);
            Here::Nothing
        }
        Some(here) if dossier.is_but_for_reviews(&here) => {
            let before = compare(&dossier.id, &dossier.reviews, &here.reviews);
            let together_or = |ours: &[Review], theirs: &[Review]| together(ours, theirs, &before);
            let or_here = together_or(&here.reviews, &dossier.reviews).reviews;
            Here::Reviewed(Box::new(Reviewed { together: together_or(&dossier.reviews, &here.reviews), or_here, here }))
        }
        Some(_) => Here::Another,
    };
    let UnitDetail { source, seen, line, check, .. } = detail;
    Ok(Found { dossier: Rc::new(dossier), source, seen, line, check, here })
}
