//! 抽查: the list is frozen, the seed told in the room, the draw made and recorded; then what was found.

use super::line::higher;
use super::root::Told;
use super::talk::{Said, ask, take};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::{State, use_state};
use crate::app::html;
use crate::browser;
use crate::guideline::{RowId, SPOT_CHECK, Star, Table};
use crate::rollup::{Ask, DrawEntry, DrawRecord, SpotResult, Strata, Tell};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What is shown.
#[derive(PartialEq)]
pub struct DrawPage {
    /// What the worker told.
    pub told: Told,
    /// Asks for the overview anew.
    pub refresh: Callback<Option<u16>>,
}

/// A form's fields by name.
fn fields(event: &SubmitEvent) -> impl Fn(&str) -> String {
    event.prevent_default();
    |name: &str| browser::typed_in(event, &format!("[name={name}]")).unwrap_or_default().trim().to_owned()
}

/// What did not stand, and where it is said.
#[derive(Clone, PartialEq)]
enum Wrong {
    /// Of the whole: above the page.
    Page(String),
    /// Of the result of a unit: at its line.
    Line(String, String),
}

/// Draws the page.
#[component]
fn draw_page(props: &DrawPage) -> Html {
    let wrong = use_state(|| None::<Wrong>);
    let said = use_state(|| None::<Said>);
    let send = {
        let (wrong, said, refresh) = (wrong.clone(), said.clone(), props.refresh.clone());
        Callback::from(move |what: Ask| {
            let (wrong, refresh) = (wrong.clone(), refresh.clone());
            let of = match &what {
                Ask::Pass(id) | Ask::Unchecked(id) | Ask::Fail { id, .. } => Some(id.clone()),
                _ => None,
            };
            said.set(None);
            spawn_local(async move {
                wrong.set(match (ask(&what).await, of) {
                    (Tell::Failed(reason), Some(id)) => Some(Wrong::Line(id, reason)),
                    (Tell::Failed(reason), None) => Some(Wrong::Page(reason)),
                    _ => None,
                });
                refresh.emit(None);
                // What was pressed may be gone with its step.
                browser::after(200, browser::focus_page).forget();
            });
        })
    };
    let view = &*props.told.overview;
    let record = props.told.record.as_deref();
    let later = (view.unlisted > 0).then(|| {
        let from = SPOT_CHECK.from.name();
        let many = format!("名单冻结后又有\u{a0}{}\u{a0}家{from}及以上的单位，", view.unlisted);
        let rest = if view.drawn > 0 {
            "抽取时不在名单里。"
        } else {
            "不在名单里；须重新冻结后再抽。"
        };
        html! { <p class={classes!("note", (view.drawn == 0).then_some("red"))}>{ many }{ rest }</p> }
    });
    html! {
        <div class="desk-draw-page">
            <h1>{ format!("{}\u{a0}年抽查", view.year) }</h1>
            <p class="visually-hidden" role="status">{ record.map(step) }</p>
            if let Some(Wrong::Page(sentence)) = &*wrong { <p class="note red" role="alert">{ sentence }</p> }
            { later }
            { match record {
                None => freeze(view.frame, &send),
                Some(record) if record.seed.is_empty() => seed(record, &send, &wrong),
                Some(record) => drawn(record, &send, &wrong),
            } }
            { verify(&said) }
            <p class="actions no-print"><a class="button" href="#/desk">{ "回到概览" }</a></p>
        </div>
    }
}

fn freeze(frame: usize, send: &Callback<Ask>) -> Html {
    if frame == 0 {
        return html! { <p class="empty">{ format!("本年还没有{}及以上的单位，没有可以抽查的。", SPOT_CHECK.from.name()) }</p> };
    }
    let send = send.clone();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        let field = fields(&event);
        let strata = match field("strata").as_str() {
            "star" => Strata::Star,
            "higher" => Strata::Higher,
            _ => Strata::Whole,
        };
        send.emit(Ask::Freeze { percent: field("percent").parse().unwrap_or_default(), strata });
    });
    html! {
        <form class="desk-form no-print" {onsubmit}>
            <p class="lead">{ format!("第一步，冻结名单：{}及以上\u{a0}{frame}\u{a0}家，不含乡镇（街道、园区）工会。", SPOT_CHECK.from.name()) }</p>
            <div class="desk-filters">
                <label>{ format!("抽查比例（%，不少于 {}）", SPOT_CHECK.percent) }<input class="input" name="percent" type="number" min={SPOT_CHECK.percent.to_string()} max="100" value={SPOT_CHECK.percent.to_string()} /></label>
                <label>{ "分层" }<select class="select" name="strata"><option value="" selected=true>{ "不分层" }</option><option value="star">{ "四星、五星各抽" }</option><option value="higher">{ "各上级工会各抽" }</option></select></label>
                <button class="button primary" type="submit">{ "冻结名单" }</button>
            </div>
        </form>
    }
}

fn digest(record: &DrawRecord) -> Html {
    html! {
        <dl class="reading">
            if !record.desk.is_empty() { <div><dt>{ "汇总单位" }</dt><dd>{ &record.desk }</dd></div> }
            <div><dt>{ "名单" }</dt><dd>{ format!("{}\u{a0}家，{}，{}%", record.list.len(), record.strata.name(), record.percent) }</dd></div>
            <div><dt>{ "名单摘要" }</dt><dd class="desk-digest">{ &record.digest }</dd></div>
            if !record.seed.is_empty() {
                <div><dt>{ "种子" }</dt><dd>{ &record.seed }{ if record.origin.is_empty() { String::new() } else { format!("（{}）", record.origin) } }</dd></div>
                <div><dt>{ "在场" }</dt><dd>{ if record.witnesses.is_empty() { "—" } else { &record.witnesses }.to_owned() }</dd></div>
                <div><dt>{ "日期" }</dt><dd>{ &record.date }</dd></div>
            }
        </dl>
    }
}

fn seed(record: &DrawRecord, send: &Callback<Ask>, wrong: &State<Option<Wrong>>) -> Html {
    let onsubmit = {
        let (send, wrong) = (send.clone(), wrong.clone());
        Callback::from(move |event: SubmitEvent| {
            let field = fields(&event);
            // Once drawn, nobody can say it any more.
            if !field("seed").is_empty() && (field("origin").is_empty() || field("witnesses").is_empty()) {
                wrong.set(Some(Wrong::Page("请先写明种子怎么来的、有谁在场，再抽取：都要记在抽查记录里。".to_owned())));
                return;
            }
            let date = browser::date_text(browser::now());
            send.emit(Ask::Draw { seed: field("seed"), origin: field("origin"), witnesses: field("witnesses"), date });
        })
    };
    let give_up = send.reform(|_: MouseEvent| Ask::Discard);
    html! {
        <>
            <p class="lead">{ step(record) }</p>
            { digest(record) }
            { keep(record, wrong) }
            <form class="desk-form no-print" {onsubmit}>
                <div class="desk-filters">
                    <label>{ "种子（掷骰子的点数或报出的数）" }<input class="input" name="seed" type="text" autocomplete="off" /></label>
                    <label>{ "种子怎么来的" }<input class="input" name="origin" type="text" placeholder="如：三位在场人员各掷两次骰子" autocomplete="off" /></label>
                    <label>{ "在场人员（写职务）" }<input class="input" name="witnesses" type="text" autocomplete="off" /></label>
                    <button class="button primary" type="submit">{ "抽取" }</button>
                    <button class="button" type="button" onclick={give_up}>{ "重新冻结" }</button>
                </div>
            </form>
            { sign() }
            { frozen(record) }
        </>
    }
}

/// So many lines of the frozen list are shown and printed; all are in the file.
const MOST: usize = 3000;

/// The list that is drawn from, for those in the room.
fn frozen(record: &DrawRecord) -> Html {
    let rest = record.list.len().saturating_sub(MOST);
    html! {
        <>
            <h2>{ format!("名单（{}\u{a0}家）", record.list.len()) }</h2>
            <table class="ledger desk-frozen">
                <thead><tr><th class="number">{ "序号" }</th><th>{ "工会" }</th><th>{ "上级工会" }</th><th class="nowrap">{ "星级" }</th></tr></thead>
                <tbody>{ for record.list.iter().take(MOST).enumerate().map(|(at, entry)| html! {
                    <tr key={entry.id.clone()}><td class="number">{ at + 1 }</td><th scope="row">{ &entry.name }</th><td>{ higher(&entry.higher).to_owned() }</td><td class="nowrap">{ star_name(entry.star) }</td></tr>
                }) }</tbody>
            </table>
            if rest > 0 { <p class="note">{ format!("这里列出前\u{a0}{MOST}\u{a0}家，其余\u{a0}{rest}\u{a0}家在保存的名单里。") }</p> }
        </>
    }
}

/// The record as a file, and what is on the page on paper; before the draw, the list alone.
fn keep(record: &DrawRecord, wrong: &State<Option<Wrong>>) -> Html {
    let is_drawn = !record.seed.is_empty();
    let what = if is_drawn { "抽查记录" } else { "抽查名单" };
    let (wrong, name) = (wrong.clone(), format!("{what}-{}.json", record.year));
    let keep = Callback::from(move |_: MouseEvent| {
        let (wrong, name) = (wrong.clone(), name.clone());
        spawn_local(async move { wrong.set(take("record", name).await.map(|said| Wrong::Page(said.sentence))) });
    });
    html! {
        <p class="actions no-print"><button class={classes!("button", is_drawn.then_some("primary"))} type="button" onclick={keep}>{ format!("保存{what}") }</button><button class="button" type="button" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ "打印" }</button></p>
    }
}

/// How far the spot check is.
fn step(record: &DrawRecord) -> String {
    if record.seed.is_empty() {
        return "名单已冻结。请先把名单摘要抄下或打印，再由在场人员报出种子。".to_owned();
    }
    let (all, drawn, checked) = (record.list.len(), record.drawn.len(), record.results.len());
    let failed = record.results.values().filter(|result| !result.passed).count();
    format!("{all}\u{a0}家中抽出\u{a0}{drawn}\u{a0}家，已查\u{a0}{checked}\u{a0}家，未通过\u{a0}{failed}\u{a0}家。")
}

fn drawn(record: &DrawRecord, send: &Callback<Ask>, wrong: &State<Option<Wrong>>) -> Html {
    html! {
        <>
            <p class="lead">{ step(record) }</p>
            { digest(record) }
            { keep(record, wrong) }
            <div class="double-rule"><table class="ledger desk-drawn">
                <thead><tr><th class="number">{ "次序" }</th><th>{ "工会" }</th><th class="desk-wide">{ "上级工会" }</th><th>{ "名单上" }</th><th>{ "抽查结果" }</th></tr></thead>
                <tbody>{ for record.drawn.iter().enumerate().filter_map(|(at, id)| Some(line(at, record, record.entry(id)?, send, wrong))) }</tbody>
            </table></div>
            <p class="note">{ "做法：名单按单位标识排序后取 SHA-256 为名单摘要；每个单位的次序键是名单摘要、种子、单位标识三者相连的 SHA-256，从小到大取。名单和文件的先后不影响结果，任何人拿到记录都能重做。" }</p>
            { sign() }
        </>
    }
}

/// Where those in the room sign, on paper.
fn sign() -> Html {
    html! { <p class="desk-sign"><span>{ "在场人员签字：" }</span><span>{ "汇总单位（盖章）：" }</span><span></span><span>{ "年\u{3000}月\u{3000}日" }</span></p> }
}

fn star_name(number: u8) -> &'static str {
    Star::from_number(number).unwrap_or(Star::None).name()
}

fn line(at: usize, record: &DrawRecord, entry: &DrawEntry, send: &Callback<Ask>, wrong: &State<Option<Wrong>>) -> Html {
    let wrong = match &**wrong {
        Some(Wrong::Line(id, sentence)) if *id == entry.id => Some(sentence),
        _ => None,
    };
    let result = record.results.get(&entry.id);
    let said = match result {
        None => "待查".to_owned(),
        Some(result) if result.passed => "通过".to_owned(),
        Some(result) => {
            let rows: Vec<_> =
                result.rows.iter().filter_map(|key| RowId::from_key(key)).map(crate::app::words::row_name).collect();
            format!("未通过，降为{}。不认可：{}。理由：{}", star_name(result.star), rows.join("、"), result.reason)
        }
    };
    let before = result.filter(|result| !result.passed);
    let names = |result: &SpotResult| {
        let rows = result.rows.iter().filter_map(|key| RowId::from_key(key)).map(crate::report::row_name);
        rows.collect::<Vec<_>>().join("、")
    };
    let rows_before = before.map(names).unwrap_or_default();
    let reason_before = before.map(|result| result.reason.clone()).unwrap_or_default();
    let reopen = {
        let id = entry.id.clone();
        send.reform(move |_: MouseEvent| Ask::Unchecked(id.clone()))
    };
    let pass = {
        let id = entry.id.clone();
        send.reform(move |_: MouseEvent| Ask::Pass(id.clone()))
    };
    let onsubmit = {
        let (id, send) = (entry.id.clone(), send.clone());
        Callback::from(move |event: SubmitEvent| {
            let field = fields(&event);
            let rows = row_names(&field("rows"));
            send.emit(Ask::Fail { id: id.clone(), rows, reason: field("reason") });
        })
    };
    html! {
        <tr key={entry.id.clone()}>
            <td class="number">{ at + 1 }</td>
            <th scope="row"><a class="cell" href={super::place::Place::Unit(entry.id.clone()).to_string()}>{ &entry.name }</a></th>
            <td class="desk-wide">{ higher(&entry.higher).to_owned() }</td>
            <td class="nowrap">{ star_name(entry.star) }</td>
            <td>
                <p class={classes!(result.filter(|result| !result.passed).map(|_| "red"))}>{ said }</p>
                // What was found is not lost by one click.
                if result.is_none() { <p class="no-print desk-result"><button class="link" type="button" onclick={pass}>{ "通过" }</button></p> }
                <details class="no-print">
                    <summary class="link">{ "未通过" }</summary>
                    <form class="desk-form" {onsubmit}>
                        <label>{ "不认可的行" }<input class="input" name="rows" type="text" list="desk-rows" placeholder="如三星03，几行用顿号" autocomplete="off" ~defaultValue={rows_before} /></label>
                        <label>{ "理由" }<input class="input" name="reason" type="text" autocomplete="off" ~defaultValue={reason_before} /></label>
                        <button class="button" type="submit">{ "记为未通过" }</button>
                    </form>
                </details>
                if result.is_some() { <p class="no-print desk-result"><button class="link" type="button" onclick={reopen}>{ "改回待查" }</button></p> }
                if let Some(wrong) = wrong { <p class="note red no-print" role="alert">{ wrong }</p> }
                if at == 0 {
                    <datalist id="desk-rows">{ for Table::of_annex(crate::guideline::Annex::One).flat_map(Table::rows).map(|row| html! { <option value={crate::report::row_name(row)}>{ row.get().title }</option> }) }</datalist>
                }
            </td>
        </tr>
    }
}

/// Repeats a draw from a record that someone hands in.
pub fn verify(said: &State<Option<Said>>) -> Html {
    let onchange = {
        let said = said.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            let Some(file) = browser::chosen_files(&input).into_iter().next() else { return };
            let said = said.clone();
            spawn_local(async move {
                let text = browser::read_text(&file).await.unwrap_or_default();
                said.set(Some(match DrawRecord::verify(&text) {
                    Ok(record) => Said::note(repeated(&record)),
                    Err(error) => Said::fault(&error.to_string()),
                }));
            });
        })
    };
    html! {
        <div class="no-print">
            <p><label class="link" for="desk-record">{ "核验一份抽查记录" }</label><input class="visually-hidden" id="desk-record" type="file" accept=".json" {onchange} /></p>
            if let Some(Said { sentence, is_fault }) = &**said {
                <p class={classes!("note", is_fault.then_some("red"))} role={if *is_fault { "alert" } else { "status" }}>{ sentence }</p>
            }
        </div>
    }
}

/// What was found as the draw was repeated, and what that does not cover.
fn repeated(record: &DrawRecord) -> String {
    let list = format!(
        "{}\u{a0}年，名单\u{a0}{}\u{a0}家，{}，{}%",
        record.year,
        record.list.len(),
        record.strata.name(),
        record.percent
    );
    if record.seed.is_empty() {
        return format!("名单与摘要一致：{list}。尚未抽取。");
    }
    let failed = record.failed().count();
    format!(
        "重做一致：{list}，种子“{}”，抽出\u{a0}{}\u{a0}家，与记录相同；已查\u{a0}{}\u{a0}家，未通过\u{a0}{failed}\u{a0}家，都在抽中的名单里。在场人员、日期和种子的来源只是照录，核验不了。",
        record.seed,
        record.drawn.len(),
        record.results.len(),
    )
}

pub use crate::rollup::row_names;
