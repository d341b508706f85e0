//! The overview: the aims, stars by category and federation, near misses, the weakest rows, the spot check.

use super::heat::heat;
use super::intake::fields;
use super::line::higher;
use super::place::Place;
use super::root::Told;
use super::talk::ask;
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::components::mark::{MarkKind, mark};
use crate::app::hooks::{State, use_effect_with, use_state};
use crate::app::html;
use crate::browser;
use crate::guideline::{SPOT_CHECK, Star};
use crate::rollup::{Ask, DrawRecord, Filter, Overview, StarFilter, TargetLine, hundredths, sample_size};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is shown.
#[derive(PartialEq)]
pub struct OverviewPage {
    /// What the worker told.
    pub told: Told,
    /// Asks anew, for a year.
    pub refresh: Callback<Option<u16>>,
}

/// The page is long: it is drawn from the top in parts, so that no one of them holds a click up.
const PARTS: u8 = 3;
/// Between two parts, in milliseconds: a frame, so that the browser lays out one before the next.
const FRAME: u32 = 20;

const ALL_STARS: [Star; 6] = [Star::None, Star::One, Star::Two, Star::Three, Star::Four, Star::Five];

/// 96.64%
pub fn share(part: usize, whole: usize) -> String {
    let text = |share: u64| format!("{}.{:02}%", share / 100, share % 100);
    hundredths(part, whole).map_or_else(|| "—".to_owned(), text)
}

/// Draws the page.
#[component]
fn overview_page(props: &OverviewPage) -> Html {
    let view = &*props.told.overview;
    let near = use_state(|| Star::Three);
    let drawn = use_state(|| 0);
    {
        let drawn = drawn.clone();
        use_effect_with(*drawn, move |so_far| {
            let next = *so_far + 1;
            let timer = (next <= PARTS).then(|| browser::after(FRAME, move || drawn.set(next)));
            move || drop(timer)
        });
    }
    let years = (view.years.len() > 1).then(|| {
        let choose = |year: u16| {
            let refresh = props.refresh.clone();
            let here = year == view.year;
            let onclick = Callback::from(move |_: MouseEvent| refresh.emit(Some(year)));
            html! { <button class={classes!("filter", here.then_some("is-here"))} type="button" aria-pressed={here.to_string()} {onclick}>{ format!("{year}\u{a0}年") }</button> }
        };
        html! { <div class="filters no-print" role="group" aria-label="年度">{ for view.years.iter().map(|(year, _)| choose(*year)) }</div> }
    });
    html! {
        <>
            <h1>{ for headline(view).split_inclusive('，').map(|part| html! { <span class="desk-phrase">{ part.to_owned() }</span> }) }</h1>
            <p class="desk-sum">
                { if props.told.name.is_empty() { String::new() } else { format!("{}，", props.told.name) } }
                if view.counted > 0 { { format!("{}\u{a0}年，基层工会\u{a0}{}\u{a0}家。", view.year, view.counted) } }
                if view.open > 0 { { format!("其中\u{a0}{}\u{a0}家还没有填完，按已确保的星级计。", view.open) } }
                if view.counted == 0 && townships(view) > 0 { { "五项目标不计乡镇（街道、园区）工会，它们的星级只作参照。" } }
                { sums(view) }
            </p>
            { years }
            if view.counted > 0 {
                <>
                    { targets(view) }
                    <p class="note">{ format!("口径：某星及以上家数 ÷ 这里计入的家数；没有交档案的工会不在内。乡镇（街道、园区）工会\u{a0}{}\u{a0}家只作参照，不计入。五星为累计数，这里只有本年的。有复核的按复核后的星级，抽查未通过的按抽查后的星级。", townships(view)) }</p>
                </>
            }
            if *drawn >= 1 {
                <>
                    if view.counted + townships(view) > 0 {
                        <section class="desk-part"><h2>{ "各类工会的星级" }</h2><p class="note">{ "家数。" }<span class="no-print">{ "点一格看名单。" }</span></p>{ categories(view) }</section>
                    }
                    if view.counted > 0 { { near_part(view, *near, &near) } }
                </>
            }
            if *drawn >= 2 && view.counted > 0 {
                { weakest(view) }
            }
            if *drawn >= PARTS {
                <>
                    if view.counted > 0 {
                        <>
                            { reviewed(view) }
                            <section class="desk-part"><h2>{ "各上级工会" }</h2>{ highers(view) }</section>
                        </>
                    }
                    <p class="desk-part no-print desk-filters"><label>{ "汇总单位，印在汇总和抽查记录上" }<input class="input" type="text" placeholder="如：杭州市总工会" value={props.told.name.clone()} onchange={rename(&props.refresh)} /></label></p>
                    <section class="desk-part no-print"><h2>{ "再加入档案" }</h2><p class="note">{ "同一工会同一年度有两份的，以新的为准，旧的列在“未计入”里。" }</p><p>{ fields(false) }</p></section>
                    { spot_check(view, props.told.record.as_deref()) }
                </>
            }
        </>
    }
}

fn townships(view: &Overview) -> usize {
    view.townships.iter().sum()
}

/// How many aims are reached; where nothing counts towards them, what there is.
fn headline(view: &Overview) -> String {
    if view.counted == 0 && townships(view) == 0 {
        return "没有可以计入的档案".to_owned();
    }
    if view.counted == 0 {
        return format!("{}\u{a0}年，只有乡镇（街道、园区）工会", view.year);
    }
    let reached = view.targets.iter().filter(|target| target.is_reached()).count();
    match [
        "五项目标都还没有达到",
        "五项目标，已达到一项",
        "五项目标，已达到两项",
        "五项目标，已达到三项",
        "五项目标，已达到四项",
    ]
    .get(reached)
    {
        Some(sentence) => (*sentence).to_owned(),
        None => "五项目标都已达到".to_owned(),
    }
}

/// The weakest rows, if any is not met.
fn weakest(view: &Overview) -> Html {
    let rows: Vec<_> = view.rows.iter().filter(|line| line.all.0 > 0).take(10).collect();
    if rows.is_empty() {
        let open = if view.open > 0 { "待填的不算在内。" } else { "" };
        return html! { <section class="desk-part"><h2>{ "最薄弱的行" }</h2><p class="empty">{ format!("没有一家判为未达到的行。{open}") }</p></section> };
    }
    html! {
        <section class="desk-part">
            <h2>{ format!("最薄弱的 {} 行", rows.len()) }</h2>
            <p class="note">{ "未达到该行的单位占适用单位的百分比，由高到低。" }<span class="no-print">{ "点一行看名单。" }</span></p>
            { heat(view, &rows) }
        </section>
    }
}

/// How far the spot check is, and the way to it.
fn spot_check(view: &Overview, record: Option<&DrawRecord>) -> Html {
    let (from, frame) = (SPOT_CHECK.from.name(), view.frame);
    let part = |sentence: String, link: &'static str, is_next: bool| {
        let class = classes!("button", is_next.then_some("primary"));
        html! { <section class="desk-draw"><p><b>{ "抽查" }</b>{ format!("　{sentence}") }</p><a {class} href={Place::Draw.to_string()}>{ link }</a></section> }
    };
    let Some(record) = record else {
        if frame == 0 {
            let none = if view.counted == 0 && townships(view) > 0 {
                "乡镇（街道、园区）工会不在抽查之列，没有要抽的。".to_owned()
            } else {
                format!("本年还没有{from}及以上的单位，不用抽查。")
            };
            return part(none, "核验抽查记录", false);
        }
        let percent = SPOT_CHECK.percent;
        let size = sample_size(frame, percent);
        return part(
            format!(
                "{from}、五星\u{a0}{frame}\u{a0}家，按不少于 {percent}% 应抽\u{a0}{size}\u{a0}家。先冻结名单，再由在场人员报出种子，任何人都能重做。"
            ),
            "开始抽查",
            true,
        );
    };
    let frozen = record.list.len();
    let since = match view.unlisted {
        0 => String::new(),
        many => format!("名单冻结后又有\u{a0}{many}\u{a0}家{from}及以上的单位，不在这次抽查内。"),
    };
    if record.seed.is_empty() {
        return part(format!("名单已冻结，{frozen}\u{a0}家，还没有抽取。{since}"), "继续抽查", true);
    }
    let (drawn, passed) = (record.drawn.len(), record.results.values().filter(|result| result.passed).count());
    let (failed, open) = (record.results.len() - passed, drawn.saturating_sub(record.results.len()));
    let found = format!(
        "名单已冻结，{frozen}\u{a0}家；已抽\u{a0}{drawn}\u{a0}家：通过\u{a0}{passed}\u{a0}家，未通过\u{a0}{failed}\u{a0}家，待查\u{a0}{open}\u{a0}家。"
    );
    let link = if open > 0 { "继续抽查" } else { "看抽查结果" };
    part(format!("{found}{since}"), link, open > 0)
}

/// Filled to what there is, a tick at what is asked. The numbers beside it say the same.
fn bar(filled: usize, asked: usize, met: bool) -> Html {
    let tick = if asked == 100 { "99.4".to_owned() } else { asked.to_string() };
    html! {
        <svg class={classes!("desk-bar", (!met).then_some("is-short"))} viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
            <rect class="desk-bar-base" x="0" y="8" width="100" height="1" />
            <rect class="desk-bar-fill" x="0" y="6" width={filled.to_string()} height="5" />
            <rect class="desk-bar-tick" x={tick} y="0" width="0.6" height="16" />
        </svg>
    }
}

fn rename(refresh: &Callback<Option<u16>>) -> Callback<Event> {
    let refresh = refresh.clone();
    Callback::from(move |event: Event| {
        if let Some(name) = browser::typed(&event) {
            let refresh = refresh.clone();
            spawn_local(async move {
                ask(&Ask::Name(name.trim().to_owned())).await;
                refresh.emit(None);
            });
        }
    })
}

fn sums(view: &Overview) -> Html {
    let sums = view.reconciliation;
    let mut parts = Vec::new();
    for (count, what) in [
        (sums.refused, "份没有读入"),
        (sums.duplicates, "份重复"),
        (sums.older, "份是旧版本"),
        (sums.look_alikes, "份名称可疑"),
        (sums.notices, "件要核对"),
    ] {
        if count > 0 {
            parts.push(format!("{count}\u{a0}{what}"));
        }
    }
    // What is read is not of a year before it is read.
    let years = if view.years.len() > 1 { "各年度" } else { "" };
    let all = format!("{years}共读\u{a0}{}\u{a0}份，计入\u{a0}{}\u{a0}份", sums.read, sums.accepted);
    let all = if sums.has_joined { format!("{all}（打开的汇总里不含以前没有计入的）") } else { all };
    if parts.is_empty() && sums.has_joined {
        return html! { { format!("{all}。") } };
    }
    if parts.is_empty() {
        return html! { { format!("{all}，没有重复和读不出的。") } };
    }
    html! { <>{ format!("{all}；{}。", parts.join("，")) }<a class="link no-print" href={Place::Problems.to_string()}>{ "逐份查看" }</a></> }
}

fn targets(view: &Overview) -> Html {
    let line = |target: &TargetLine| {
        let met = target.is_reached();
        let of = target.whole(view.counted);
        let filled = (target.have * 100).checked_div(of).unwrap_or_default().min(100);
        let asked = target.percent.map_or(100, usize::from);
        let href = Place::units(Filter { star: StarFilter::AtLeast(target.star), ..Filter::default() }).to_string();
        html! {
            <tr>
                <th scope="row">{ target.star.name() }{ if target.percent.is_some() { "及以上" } else { "（累计）" } }</th>
                <td class="number desk-wide">{ target.percent.map_or_else(|| format!("{}\u{a0}家", target.needed), |percent| format!("{percent}%")) }</td>
                <td class="number desk-wide">{ target.needed }</td>
                <td class="number"><a class="cell" href={href}><b>{ target.have }</b></a></td>
                <td class="number desk-share">{ share(target.have, of) }</td>
                <td class="desk-wide">{ bar(filled, asked, met) }</td>
                <td><span class={classes!("state", if met { "is-met" } else { "is-not-met" })}>
                    { mark(if met { MarkKind::Met } else { MarkKind::NotMet }) }
                    { if met { "达到".to_owned() } else { format!("还差\u{a0}{}\u{a0}家", target.missing()) } }
                </span></td>
            </tr>
        }
    };
    html! {
        <div class="double-rule"><table class="ledger desk-targets">
            <thead><tr><th>{ "目标" }</th><th class="number desk-wide">{ "应达比例" }</th><th class="number desk-wide">{ "应达家数" }</th><th class="number">{ "现有家数" }</th><th class="number desk-share">{ "现为" }</th><th class="desk-wide"><span class="visually-hidden">{ "图" }</span></th><th>{ "差距" }</th></tr></thead>
            <tbody>{ for view.targets.iter().map(line) }</tbody>
        </table></div>
    }
}

fn categories(view: &Overview) -> Html {
    let cells = |name: Html, stars: &[usize; 6], filter: &Filter| {
        let all: usize = stars.iter().sum();
        let cell = |star: Star| {
            let href = Place::units(Filter { star: StarFilter::Exactly(star), ..filter.clone() }).to_string();
            let count = stars[usize::from(star.number())];
            html! { <td class="number">if count > 0 { <a class="cell" href={href}>{ count }</a> } else { { "0" } }</td> }
        };
        let from = |star: usize| share(stars[star..].iter().sum(), all);
        html! { <tr>{ name }<td class="number">{ all }</td>{ for ALL_STARS.into_iter().map(cell) }<td class="number">{ from(3) }</td><td class="number">{ from(4) }</td></tr> }
    };
    let mut sum = [0; 6];
    for line in &view.categories {
        for (sum, count) in sum.iter_mut().zip(line.stars) {
            *sum += count;
        }
    }
    html! {
        <div class="desk-scroll"><table class="ledger">
            <thead><tr><th>{ "类别" }</th><th class="number">{ "合计" }</th>{ for ALL_STARS.into_iter().map(|star| html! { <th class="number">{ star.name() }</th> }) }<th class="number">{ "三星及以上" }</th><th class="number">{ "四星及以上" }</th></tr></thead>
            <tbody>
                if view.counted > 0 { { for view.categories.iter().map(|line| cells(html! { <th scope="row">{ line.category.name() }</th> }, &line.stars, &Filter { category: Some(line.category), ..Filter::default() })) }
                { cells(html! { <th scope="row"><b>{ "合计" }</b></th> }, &sum, &Filter::default()) } }
                { cells(html! { <th scope="row">{ "乡镇（街道、园区）工会（参照）" }</th> }, &view.townships, &Filter { category: Some(crate::guideline::Category::Township), ..Filter::default() }) }
            </tbody>
        </table></div>
    }
}

fn near_part(view: &Overview, chosen: Star, state: &State<Star>) -> Html {
    if view.near.iter().all(|line| line.one + line.two == 0) {
        return html! { <section class="desk-part"><h2>{ "只差一两行的单位" }</h2><p class="empty">{ "没有只差一两行的单位。" }</p></section> };
    }
    let ones = view.near.iter().find(|line| line.star == chosen).map_or(0, |line| line.one);
    let lead = view.targets.iter().find(|target| target.star == chosen).map(|target| {
        if ones == 0 {
            return format!("没有差一行到{}的。", chosen.name());
        }
        let then = target.have + ones;
        // An aim in units has no share of those counted.
        let share = target.percent.map_or_else(String::new, |_| format!("，占 {}", share(then, view.counted)));
        let rest = match (TargetLine { have: then, ..*target }).missing() {
            0 => "，达到目标".to_owned(),
            rest => format!("，离目标还差\u{a0}{rest}\u{a0}家"),
        };
        let above = if chosen.next().is_some() { "及以上" } else { "" };
        format!(
            "补齐差一行到{}的\u{a0}{ones}\u{a0}家，{}{above}可到\u{a0}{then}\u{a0}家{share}{rest}。",
            chosen.name(),
            chosen.name()
        )
    });
    let line = |line: &crate::rollup::NearLine| {
        let star = line.star;
        let state = state.clone();
        let onclick = Callback::from(move |_: MouseEvent| state.set(star));
        let link = |short: u8, count: usize| {
            let href = Place::units(Filter { near: Some((star, short)), ..Filter::default() }).to_string();
            html! { <td class="number">if count > 0 { <a class="cell" href={href}>{ count }</a> } else { { "0" } }</td> }
        };
        html! { <tr class={classes!((star == chosen).then_some("is-here"))}><th scope="row"><button class="link" type="button" aria-pressed={(star == chosen).to_string()} {onclick}>{ star.name() }</button></th>{ link(1, line.one) }{ link(2, line.two) }</tr> }
    };
    html! {
        <section class="desk-part">
            <h2>{ "只差一两行的单位" }</h2>
            <p class="note">{ lead }</p>
            <table class="ledger desk-near">
                <thead><tr><th>{ "到哪一星" }</th><th class="number">{ "差一行" }</th><th class="number">{ "差两行" }</th></tr></thead>
                <tbody>{ for view.near.iter().map(line) }</tbody>
            </table>
        </section>
    }
}

fn reviewed(view: &Overview) -> Html {
    let all: usize = view.reviewed.iter().flatten().sum();
    let aside = match view.reviewed_townships {
        0 => String::new(),
        many => format!("另有乡镇（街道、园区）工会\u{a0}{many}\u{a0}家已复核，只作参照。"),
    };
    if all == 0 {
        let list = Place::units(Filter::default()).to_string();
        return html! { <section class="desk-part"><h2>{ "自评与复核" }</h2><p class="empty">{ if aside.is_empty() { "这些档案都还没有复核。" } else { "计入的档案都还没有复核。" } }{ aside }<span class="no-print"><a class="link" href={list}>{ "在单位名单里记录复核意见" }</a></span></p></section> };
    }
    let lowered: usize = (0..6).flat_map(|own| (0..own).map(move |then| view.reviewed[own][then])).sum();
    html! {
        <section class="desk-part">
            <h2>{ "自评与复核" }</h2>
            <p class="note">{ format!("已复核\u{a0}{all}\u{a0}家，其中\u{a0}{lowered}\u{a0}家低于自评。{aside}行为自评，列为复核后。") }</p>
            <div class="desk-scroll"><table class="ledger">
                <thead><tr><th>{ "自评" }</th>{ for ALL_STARS.into_iter().map(|star| html! { <th class="number">{ star.name() }</th> }) }</tr></thead>
                <tbody>{ for ALL_STARS.into_iter().map(|own| html! {
                    <tr><th scope="row">{ own.name() }</th>{ for view.reviewed[usize::from(own.number())].iter().map(|count| html! { <td class="number">{ *count }</td> }) }</tr>
                }) }</tbody>
            </table></div>
        </section>
    }
}

fn highers(view: &Overview) -> Html {
    html! {
        <div class="desk-scroll"><table class="ledger">
            <thead><tr><th>{ "上级工会" }</th><th class="number">{ "合计" }</th>{ for ALL_STARS.into_iter().map(|star| html! { <th class="number">{ star.name() }</th> }) }<th class="number">{ "四星及以上" }</th><th class="number">{ "已复核" }</th></tr></thead>
            <tbody>{ for view.highers.iter().take(60).map(|line| {
                let all: usize = line.stars.iter().sum();
                html! { <tr><th scope="row">{ higher(&line.higher).to_owned() }</th><td class="number">{ all }</td>{ for line.stars.iter().map(|count| html! { <td class="number">{ *count }</td> }) }<td class="number">{ share(line.stars[4..].iter().sum(), all) }</td><td class="number">{ line.reviewed }</td></tr> }
            }) }</tbody>
        </table>
        if view.highers.len() > 60 { <p class="note">{ format!("共\u{a0}{}\u{a0}个，这里列出家数最多的 60 个，其余见导出的 Excel。", view.highers.len()) }</p> }
        </div>
    }
}
