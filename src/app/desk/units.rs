//! The list of units: filtered and sorted by the worker, drawn a window at a time, so that fifty thousand scroll.

use super::place::Place;
use super::root::Told;
use super::talk::ask;
use crate::app::components::stars::{StarsProps, stars};
use crate::browser;
use crate::dossier::ReviewLevel;
use crate::guideline::{Category, Star};
use crate::rating::Effort;
use crate::rollup::{Ask, Filter, Line, Sort, StarFilter, Tell};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct UnitsProps {
    /// What the worker told.
    pub told: Told,
    /// The filter that the address names.
    pub filter: Filter,
    /// Asks for the overview anew.
    pub refresh: Callback<Option<u16>>,
}

/// A line's height in px, and how many are drawn at once.
const LINE: i32 = 56;
const WINDOW: usize = 60;

#[derive(Clone, PartialEq, Default)]
struct Seen {
    total: usize,
    from: usize,
    lines: Vec<Line>,
}

/// Draws the list.
#[component]
pub fn Units(props: &UnitsProps) -> Html {
    let filter = use_state(|| props.filter.clone());
    let sort = use_state(|| if props.filter.near.is_some() { Sort::Short } else { Sort::Star });
    let from = use_state(|| 0_usize);
    let seen = use_state(Seen::default);
    let said = use_state(|| None::<String>);
    {
        let seen = seen.clone();
        let wanted = ((*filter).clone(), *sort, *from, props.told.clone());
        use_effect_with(wanted, move |(filter, sort, from, _)| {
            let (filter, sort, from) = (filter.clone(), *sort, *from);
            spawn_local(async move {
                let window = Ask::Units { filter, sort, from, count: WINDOW };
                if let Tell::Units(total, lines) = ask(&window).await {
                    seen.set(Seen { total, from, lines });
                }
            });
        });
    }
    let on_scroll = {
        let from = from.clone();
        Callback::from(move |event: Event| {
            let Some(list) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            // In steps of a quarter of a window, so that scrolling a line asks nothing.
            let top = usize::try_from(list.scroll_top() / LINE).unwrap_or_default();
            let first = top.saturating_sub(WINDOW / 4) / (WINDOW / 4) * (WINDOW / 4);
            if first != *from {
                from.set(first);
            }
        })
    };
    let change = {
        let (filter, from) = (filter.clone(), from.clone());
        move |change: fn(&mut Filter, String)| {
            let (filter, from) = (filter.clone(), from.clone());
            Callback::from(move |event: Event| {
                if let Some(value) = browser::typed(&event) {
                    let mut next = (*filter).clone();
                    change(&mut next, value);
                    from.set(0);
                    filter.set(next);
                }
            })
        }
    };
    let by = {
        let sort = sort.clone();
        Callback::from(move |event: Event| {
            if let Some(value) = browser::typed(&event) {
                sort.set(match value.as_str() {
                    "short" => Sort::Short,
                    "name" => Sort::Name,
                    "higher" => Sort::Higher,
                    _ => Sort::Star,
                });
            }
        })
    };
    let chosen_star = match filter.star {
        StarFilter::Any => String::new(),
        StarFilter::Exactly(star) => star.number().to_string(),
        StarFilter::AtLeast(star) => format!("{}+", star.number()),
    };
    let option =
        |value: String, name: String, chosen: bool| html! { <option value={value} selected={chosen}>{ name }</option> };
    let all = [Star::None].into_iter().chain(Star::ALL);
    let spacer = |lines: usize| html! { <svg class="desk-spacer" width="1" height={(lines * LINE as usize).to_string()} aria-hidden="true" focusable="false"></svg> };
    html! {
        <>
            <h1>{ format!("单位名单，{}\u{a0}家", seen.total) }</h1>
            { narrowed(&filter) }
            <div class="desk-filters no-print">
                <label>{ "类别" }<select class="select" onchange={change(|filter, value| filter.category = Category::from_key(&value))}>
                    { option(String::new(), "全部（不含乡镇）".to_owned(), filter.category.is_none()) }
                    { for Category::ALL.into_iter().map(|category| option(category.key().to_owned(), category.name().to_owned(), filter.category == Some(category))) }
                </select></label>
                <label>{ "星级" }<select class="select" onchange={change(|filter, value| filter.star = star_filter(&value))}>
                    { option(String::new(), "全部".to_owned(), chosen_star.is_empty()) }
                    { for all.map(|star| option(star.number().to_string(), star.name().to_owned(), chosen_star == star.number().to_string())) }
                    { for Star::ALL.into_iter().take(4).map(|star| option(format!("{}+", star.number()), format!("{}及以上", star.name()), chosen_star == format!("{}+", star.number()))) }
                </select></label>
                <label>{ "上级工会" }<select class="select" onchange={change(|filter, value| filter.higher = (!value.is_empty()).then(|| value.trim_start_matches('=').to_owned()))}>
                    { option(String::new(), "全部".to_owned(), filter.higher.is_none()) }
                    { for props.told.overview.highers.iter().map(|line| option(format!("={}", line.higher), if line.higher.is_empty() { "未填".to_owned() } else { line.higher.clone() }, filter.higher.as_ref() == Some(&line.higher))) }
                </select></label>
                <label>{ "复核" }<select class="select" onchange={change(|filter, value| filter.reviewed = match value.as_str() { "yes" => Some(true), "no" => Some(false), _ => None })}>
                    { option(String::new(), "全部".to_owned(), filter.reviewed.is_none()) }
                    { option("yes".to_owned(), "已复核".to_owned(), filter.reviewed == Some(true)) }
                    { option("no".to_owned(), "未复核".to_owned(), filter.reviewed == Some(false)) }
                </select></label>
                <label>{ "排序" }<select class="select" onchange={by}>
                    { option("star".to_owned(), "星级从高到低".to_owned(), *sort == Sort::Star) }
                    { option("short".to_owned(), "差得最少的在前".to_owned(), *sort == Sort::Short) }
                    { option("name".to_owned(), "名称".to_owned(), *sort == Sort::Name) }
                    { option("higher".to_owned(), "上级工会".to_owned(), *sort == Sort::Higher) }
                </select></label>
                <label>{ "查找" }<input class="input" type="search" value={filter.query.clone()} onchange={change(|filter, value| filter.query = value)} /></label>
            </div>
            <div class="desk-list" role="list" tabindex="0" aria-label="单位名单" onscroll={on_scroll}>
                { spacer(seen.from) }
                { for seen.lines.iter().map(line) }
                { spacer(seen.total.saturating_sub(seen.from + seen.lines.len())) }
                if seen.total == 0 { <p class="empty">{ "没有符合条件的单位。放宽上面的条件再看。" }</p> }
            </div>
            if let Some(said) = &*said { <p class="note" role="status">{ said }</p> }
            { uphold(&filter, seen.total, &said, &props.refresh) }
            <p class="actions no-print"><a class="button" href="#/desk">{ "回到概览" }</a></p>
        </>
    }
}

fn star_filter(value: &str) -> StarFilter {
    let number: Option<u8> = value.trim_end_matches('+').parse().ok();
    match number.and_then(Star::from_number) {
        None => StarFilter::Any,
        Some(star) if value.ends_with('+') => StarFilter::AtLeast(star),
        Some(star) => StarFilter::Exactly(star),
    }
}

/// What narrows the list beside the fields.
fn narrowed(filter: &Filter) -> Html {
    let near = filter.near.map(|(star, short)| format!("只看差\u{a0}{short}\u{a0}行到{}的。", star.name()));
    let row = filter.row.map(|row| format!("只看未达到“{} {}”的。", crate::app::words::row_name(row), row.get().title));
    let Some(sentence) = near.or(row) else { return html! {} };
    html! { <p class="note">{ sentence }<a class="link" href={Place::Units(Filter::default()).to_string()}>{ "看全部" }</a></p> }
}

/// 差 1 人：三星第 03 行 会员实名制与入会率. What it takes comes first: the line may be cut off.
pub fn lack((row, effort): &(crate::guideline::RowId, Effort)) -> String {
    let takes = match effort {
        Effort::Counted(missing, fact) => format!("差\u{a0}{missing}\u{a0}{}", fact.get().unit),
        Effort::NotMet => "未达到".to_owned(),
        Effort::Open => "待填".to_owned(),
    };
    format!("{takes}：{} {}", crate::app::words::row_name(*row), row.get().title)
}

fn line(unit: &Line) -> Html {
    let short = match (unit.short, unit.star.next()) {
        (Some(short), Some(next)) => format!("到{}还差\u{a0}{short}\u{a0}行", next.name()),
        _ => String::new(),
    };
    let own = if unit.own == unit.star { String::new() } else { format!("（自评{}）", unit.own.name()) };
    html! {
        <div class="desk-line" role="listitem" key={unit.id.clone()}>
            <a class="desk-line-name" href={Place::Unit(unit.id.clone()).to_string()}>{ &unit.name }</a>
            <span class="desk-line-of">{ format!("{} · {}", if unit.higher.is_empty() { "未填上级工会" } else { &unit.higher }, unit.category.name()) }</span>
            <span class="desk-line-star">{ stars(&StarsProps { assured: unit.star, attainable: unit.attainable, size: 16 }) }{ unit.star.name() }{ own }</span>
            <span class="desk-line-short">{ unit.lacking.first().map_or(short, lack) }</span>
        </div>
    }
}

/// A layer of review for all that the filter takes.
fn uphold(
    filter: &Filter,
    total: usize,
    said: &UseStateHandle<Option<String>>,
    refresh: &Callback<Option<u16>>,
) -> Html {
    let (filter, said, refresh) = (filter.clone(), said.clone(), refresh.clone());
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let level = browser::typed_in(&event, "select").and_then(|level| ReviewLevel::from_key(&level));
        let (Some(body), Some(level)) = (browser::typed_in(&event, "input"), level) else { return };
        if body.trim().is_empty() {
            said.set(Some("请写明复核单位，再记录。".to_owned()));
            return;
        }
        let (filter, said, refresh) = (filter.clone(), said.clone(), refresh.clone());
        spawn_local(async move {
            let review =
                Ask::Uphold { filter, level, body: body.trim().to_owned(), date: browser::date_text(browser::now()) };
            said.set(Some(match ask(&review).await {
                Tell::Done(count) => format!("已给\u{a0}{count}\u{a0}家记录“认可”。点上面的“退回包”把档案发回去。"),
                Tell::Failed(reason) => reason,
                _ => String::new(),
            }));
            refresh.emit(None);
        });
    });
    html! {
        <details class="disclosure no-print">
            <summary>{ "给这份名单记录复核意见" }</summary>
            <form class="desk-filters" {onsubmit}>
                <label>{ "级别" }<select class="select">{ for ReviewLevel::ALL.into_iter().map(|level| html! { <option value={level.key()} selected={level == ReviewLevel::Street}>{ level.name() }</option> }) }</select></label>
                <label>{ "复核单位" }<input class="input" type="text" autocomplete="off" /></label>
                <button class="button" type="submit">{ format!("认可这\u{a0}{total}\u{a0}家的自评") }</button>
            </form>
            <p class="note">{ "已达到和不适用的行记为认可；已有“不认可”的行不动。个别单位要逐行复核的，点名称打开。" }</p>
        </details>
    }
}
