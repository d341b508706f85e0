//! The desk's root: where we are, how reading goes on, the overview.

use super::draw::DrawPage;
use super::intake::{Intake, drop_zone, progress, stop};
use super::overview::OverviewPage;
use super::place::Place;
use super::problems::Problems;
use super::talk::{Said, ask, take};
use super::unit::UnitPage;
use super::units::Units;
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::components::display_switch::DisplaySwitch;
use crate::app::components::top_bar::brand_star;
use crate::app::hooks::{State, use_effect_with, use_state};
use crate::app::html;
use crate::browser::{self, desk::Reading};
use crate::rollup::{Ask, DrawRecord, Overview, Tell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What the worker told last.
#[derive(Clone, PartialEq)]
pub struct Told {
    /// The overview.
    pub overview: Rc<Overview>,
    /// The desk's name.
    pub name: String,
    /// The spot check.
    pub record: Option<Rc<DrawRecord>>,
}

const ELSEWHERE: &str = "汇总已在另一个标签页改动，这里没有存。请保存汇总成文件，再重新打开。";

const BROKEN: &str = "汇总台出了差错，没有读下去。请刷新页面，再打开上次的汇总，或重新拖入。";

/// What was left as reading was stopped.
fn stopped(unread: u32, cut: &str) -> String {
    let mut said = "已停下".to_owned();
    if unread > 0 {
        said.push_str(&format!("，还有\u{a0}{unread}\u{a0}份没有读"));
    }
    if !cut.is_empty() {
        said.push_str(&format!("，“{cut}”只读了前面一部分"));
    }
    said.push_str("。已读的都算在内，读过的再读也只计一次。");
    said
}

fn told_by(tell: Tell, told: &State<Option<Told>>) {
    if let Tell::Overview(overview, name, record) = tell {
        told.set(Some(Told { overview: Rc::new(*overview), name, record: record.map(|record| Rc::new(*record)) }));
    }
}

/// The desk.
#[derive(PartialEq)]
pub struct Desk;

/// Draws it.
#[component]
fn desk(_: &Desk) -> Html {
    let place = use_state(|| Place::parse(&browser::hash()));
    let told = use_state(|| None::<Told>);
    let reading = use_state(|| None::<(u32, u32)>);
    let said = use_state(|| None::<Said>);
    let left = use_state(|| None::<String>);
    let kept = use_state(|| None::<Result<String, &'static str>>);
    let before = use_state(|| false);
    let refresh = {
        let told = told.clone();
        use_callback((), move |year: Option<u16>, ()| {
            let told = told.clone();
            spawn_local(async move {
                told_by(ask(&Ask::Overview(year)).await, &told);
            });
        })
    };
    {
        let (place, reading, refresh, told) = (place.clone(), reading.clone(), refresh.clone(), told.clone());
        let (kept, before, said, left) = (kept.clone(), before.clone(), said.clone(), left.clone());
        use_effect_with((), move |()| {
            let listener = {
                let said = said.clone();
                browser::on_hash_change(move |hash| {
                    if hash.starts_with("#/desk") {
                        place.set(Place::parse(&hash));
                        // What was said is said of the page that was left.
                        said.set(None);
                        browser::scroll_top();
                    }
                })
            };
            refresh.emit(None);
            browser::desk::on_reading(move |now| match now {
                Reading::Going(read, of) => reading.set(Some((read, of))),
                Reading::Kept => kept.set(Some(Ok(browser::time_text(browser::now())))),
                Reading::NotKept => kept.set(Some(Err("没有存住，请点“保存汇总”"))),
                Reading::Elsewhere => kept.set(Some(Err(ELSEWHERE))),
                Reading::Keeping => kept.set(Some(Ok(String::new()))),
                Reading::Before => before.set(true),
                Reading::Gone => {
                    before.set(false);
                    said.set(Some(Said::note("上次的汇总已经在别的页面里清除了。".to_owned())));
                }
                Reading::Nothing => said.set(Some(Said::note("里面没有可读的文件。".to_owned()))),
                Reading::Broken => {
                    reading.set(None);
                    said.set(Some(Said::fault(BROKEN)));
                }
                Reading::Settled(unread, cut) => {
                    before.set(false);
                    let is_stopped = unread > 0 || !cut.is_empty();
                    left.set(is_stopped.then(|| stopped(unread, &cut)));
                    let (reading, told) = (reading.clone(), told.clone());
                    // It is being read until the sums are those of all that was read.
                    spawn_local(async move {
                        told_by(ask(&Ask::Overview(None)).await, &told);
                        reading.set(None);
                    });
                }
            });
            move || drop(listener)
        });
    }
    use_effect_with((*place).clone(), |place| browser::set_title(&format!("{} · 星级自评", place.name())));
    let export = |kind: &'static str, name: &str, text: &'static str| {
        let said = said.clone();
        let name = name.to_owned();
        let onclick = Callback::from(move |_: MouseEvent| {
            let (said, name) = (said.clone(), name.clone());
            said.set(None);
            spawn_local(async move { said.set(take(kind, name).await) });
        });
        html! { <button class="link" type="button" {onclick}>{ text }</button> }
    };
    // Where nothing of what was read counts, there is no year and nothing to take away.
    let has_any = told.as_ref().is_some_and(|told| told.overview.reconciliation.accepted > 0);
    let has_units = told.as_ref().is_some_and(|told| told.overview.reconciliation.read > 0);
    let leave = {
        let before = before.clone();
        Callback::from(move |()| before.set(false))
    };
    let content = match (&*told, &*place) {
        (Some(told), Place::Overview) if has_units => {
            html! { <OverviewPage told={told.clone()} refresh={refresh.clone()} /> }
        }
        (Some(told), Place::Units(filter)) if has_units => {
            html! { <Units key={place.to_string()} told={told.clone()} filter={filter.clone()} refresh={refresh.clone()} /> }
        }
        (Some(_), Place::Unit(id)) if has_units => {
            html! { <UnitPage key={id.clone()} id={id.clone()} refresh={refresh.clone()} /> }
        }
        (Some(told), Place::Problems) if has_units => html! { <Problems sums={told.overview.reconciliation} /> },
        (Some(told), Place::Draw) if has_units => html! { <DrawPage told={told.clone()} refresh={refresh.clone()} /> },
        _ => html! { <Intake reading={*reading} before={*before} {leave} /> },
    };
    let year = told.as_ref().map_or(0, |told| told.overview.year);
    html! {
        <div class="desk" ondragover={Callback::from(|event: DragEvent| event.prevent_default())} ondrop={drop_zone()}>
            <header class="top is-site">
                <div class="wrap top-line">
                    <a class="brand" href="#/">{ brand_star() }{ "星级自评" }</a>
                    <a class="top-name" href="#/desk">{ "汇总台" }</a>
                    if has_units {
                        if let Some(name) = told.as_ref().map(|told| told.name.clone()).filter(|name| !name.is_empty()) { <span class="top-name">{ name }</span> }
                        if has_any { <span class="top-name desk-year">{ format!("{year}\u{a0}年") }</span> }
                    }
                    <span class="desk-display"><DisplaySwitch class="link" /></span>
                    if has_units {
                        <span class="desk-tools">
                            { match &*kept {
                                Some(Ok(time)) if time.is_empty() => html! { <span class="note">{ "正在存……" }</span> },
                                Some(Ok(time)) => html! { <span class="note" role="status">{ format!("已存在本机 {time}") }</span> },
                                Some(Err(wrong)) => html! { <span class="note red" role="alert">{ *wrong }</span> },
                                None => html! {},
                            } }
                            if has_any {
                                <>
                                    { export("xlsx", &format!("星级汇总-{year}.xlsx"), "导出 Excel") }
                                    { export("csv", &format!("星级汇总-{year}.csv"), "CSV") }
                                    { export("joined", &format!("星级汇总-{year}.jsonl"), "保存汇总") }
                                    { export("reviewed", &format!("复核退回-{year}.zip"), "退回包") }
                                </>
                            }
                            <button class="link" type="button" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ "打印" }</button>
                        </span>
                    }
                </div>
            </header>
            <main class="wrap desk-main" id="main">
                if let Some(Said { sentence, is_fault }) = &*said {
                    <p class={classes!("note", "no-print", is_fault.then_some("red"))} role={if *is_fault { "alert" } else { "status" }}>{ sentence }</p>
                }
                if let (Some(now), true) = (*reading, has_units) {
                    <p class="note no-print" role="status">{ progress(now) }<button class="link" type="button" onclick={stop()}>{ "停下" }</button></p>
                }
                if let (Some(left), None) = (&*left, *reading) {
                    <p class="note no-print" role="status">{ left }<button class="link" type="button" onclick={Callback::from(|_: MouseEvent| browser::desk::go_on_reading())}>{ "接着读" }</button></p>
                }
                { content }
            </main>
        </div>
    }
}
