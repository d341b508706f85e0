//! The list of units: filtered and sorted by the worker, drawn a window at a time, so that fifty thousand scroll.

use super::known::{Known, Seen, WINDOW};
use super::opinions::{Draft, Opinions, reviewing};
use super::place::Place;
use super::root::Told;
use crate::app::components::stars::{StarsProps, stars};
use crate::browser;
use crate::guideline::{Category, Star};
use crate::rating::Effort;
use crate::rollup::{Filter, Line, Sort, StarFilter};
use std::rc::Rc;
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

/// A line's height in px: on a phone the opinion stands on a second line.
fn line_height(reviewing: bool) -> i32 {
    if reviewing && browser::is_narrow() { 104 } else { 56 }
}

/// Draws the list.
#[component]
pub fn Units(props: &UnitsProps) -> Html {
    let filter = use_state(|| props.filter.clone());
    let sort = use_state(|| if props.filter.near.is_some() { Sort::Short } else { Sort::Star });
    let known = use_memo((), |()| Rc::new(Known::default()));
    let seen = use_state(Seen::default);
    let list = use_node_ref();
    let said = use_state(|| None::<String>);
    let again = use_state(|| 0_u32);
    let (reviewer, draft) = (use_state(|| None), use_state(|| None::<Draft>));
    let height = line_height(reviewer.is_some());
    {
        let (known, list) = (known.clone(), list.clone());
        use_effect_with(((*filter).clone(), *sort), move |_| {
            known.look(0);
            if let Some(list) = list.cast::<Element>() {
                list.set_scroll_top(0);
            }
        });
    }
    {
        let (known, seen) = (known.clone(), seen.clone());
        // Not with every opinion: a line that was marked stays where it is until the list is asked for anew.
        let settled = (props.told.overview.year, props.told.overview.reconciliation);
        let wanted = ((*filter).clone(), *sort, settled, *again);
        use_effect_with(wanted, move |(filter, sort, _, _)| {
            let fetching = (*known).clone().fetch(filter.clone(), *sort, move |now| seen.set(now));
            spawn_local(fetching);
            move || known.stop()
        });
    }
    let on_scroll = {
        let (known, seen) = (known.clone(), seen.clone());
        Callback::from(move |event: Event| {
            let Some(list) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            // In steps of a quarter of a window, so that scrolling a line draws nothing.
            let top = usize::try_from(list.scroll_top() / height).unwrap_or_default();
            let first = top.saturating_sub(WINDOW / 4) / (WINDOW / 4) * (WINDOW / 4);
            if first != known.wanted()
                && let Some(now) = known.look(first)
            {
                seen.set(now);
            }
        })
    };
    let change = {
        let filter = filter.clone();
        move |change: fn(&mut Filter, String)| {
            let filter = filter.clone();
            Callback::from(move |event: Event| {
                if let Some(value) = browser::typed(&event) {
                    let mut next = (*filter).clone();
                    change(&mut next, value);
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
    let changed = {
        let (known, seen, refresh) = (known.clone(), seen.clone(), props.refresh.clone());
        Callback::from(move |line: Line| {
            let line = Rc::new(line);
            known.replace(&line);
            let mut next = (*seen).clone();
            if let Some(old) = next.lines.iter_mut().find(|old| old.id == line.id) {
                *old = line;
            }
            seen.set(next);
            refresh.emit(None);
        })
    };
    let opinions = Opinions { reviewer, draft: draft.clone(), said: said.clone(), changed };
    use_effect_with(draft.as_ref().map(|draft| draft.id.clone()), |open| {
        if open.is_some() {
            browser::focus("desk-refuse-rows");
        }
    });
    let done = {
        let (again, refresh) = (again.clone(), props.refresh.clone());
        Callback::from(move |()| {
            again.set(*again + 1);
            refresh.emit(None);
        })
    };
    let on_key = Callback::from(|event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => browser::focus_beside(&event, "[role=listitem]", true),
        "ArrowUp" => browser::focus_beside(&event, "[role=listitem]", false),
        _ => {}
    });
    let chosen_star = match filter.star {
        StarFilter::Any => String::new(),
        StarFilter::Exactly(star) => star.number().to_string(),
        StarFilter::AtLeast(star) => format!("{}+", star.number()),
    };
    let option =
        |value: String, name: String, chosen: bool| html! { <option value={value} selected={chosen}>{ name }</option> };
    let all = [Star::None].into_iter().chain(Star::ALL);
    let spacer = |lines: usize| html! { <svg class="desk-spacer" width="1" height={(lines as i32 * height).to_string()} aria-hidden="true"></svg> };
    html! {
        <>
            <h1>{ format!("单位名单，{}\u{a0}家", seen.total) }</h1>
            { narrowed(&filter) }
            <div class="desk-filters no-print">
                <label>{ "类别" }<select class="select" onchange={change(|filter, value| filter.category = Category::from_key(&value))}>
                    { option(String::new(), "全部（不含乡镇）".to_owned(), filter.category.is_none()) }
                    <>{ for Category::ALL.into_iter().map(|category| option(category.key().to_owned(), category.name().to_owned(), filter.category == Some(category))) }</>
                </select></label>
                <label>{ "星级" }<select class="select" onchange={change(|filter, value| filter.star = star_filter(&value))}>
                    { option(String::new(), "全部".to_owned(), chosen_star.is_empty()) }
                    <>{ for all.map(|star| option(star.number().to_string(), star.name().to_owned(), chosen_star == star.number().to_string())) }</>
                    <>{ for Star::ALL.into_iter().take(4).map(|star| option(format!("{}+", star.number()), format!("{}及以上", star.name()), chosen_star == format!("{}+", star.number()))) }</>
                </select></label>
                <label>{ "上级工会" }<select class="select" onchange={change(|filter, value| filter.higher = (!value.is_empty()).then(|| value.trim_start_matches('=').to_owned()))}>
                    { option(String::new(), "全部".to_owned(), filter.higher.is_none()) }
                    <>{ for props.told.overview.highers.iter().map(|line| option(format!("={}", line.higher), if line.higher.is_empty() { "未填".to_owned() } else { line.higher.clone() }, filter.higher.as_ref() == Some(&line.higher))) }</>
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
            { reviewing(&opinions, &filter, seen.total, &done) }
            // Always there: the list does not move when something is said.
            <p class="note desk-said" role="status">{ said.as_deref().unwrap_or_default() }</p>
            <div class={classes!("desk-list", (height > 56).then_some("is-tall"))} ref={list} role="list" tabindex="0" aria-label="单位名单" onscroll={on_scroll} onkeydown={on_key}>
                { spacer(seen.from) }
                <>{ for seen.lines.iter().map(|unit| line(unit, &opinions)) }</>
                { spacer(seen.total.saturating_sub(seen.from + seen.lines.len())) }
                if seen.total == 0 { <p class="empty">{ "没有符合条件的单位。放宽上面的条件再看。" }</p> }
            </div>
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
        Effort::Counted(missing) => {
            let parts = missing.iter().map(|(count, fact)| format!("{count}\u{a0}{}", fact.get().unit));
            format!("差\u{a0}{}", parts.collect::<Vec<_>>().join("、"))
        }
        Effort::NotMet => "未达到".to_owned(),
        Effort::Open => "待填".to_owned(),
    };
    format!("{takes}：{} {}", crate::app::words::row_name(*row), row.get().title)
}

fn line(unit: &Line, opinions: &Opinions) -> Html {
    let short = match (unit.short, unit.star.next()) {
        (Some(short), Some(next)) => format!("到{}还差\u{a0}{short}\u{a0}行", next.name()),
        _ => String::new(),
    };
    let own = if unit.own == unit.star { String::new() } else { format!("（自评{}）", unit.own.name()) };
    let reviewing = opinions.reviewer.is_some().then_some("is-reviewed");
    html! {
        <div role="listitem" key={unit.id.clone()}>
        <div class={classes!("desk-line", reviewing)}>
            <a class="desk-line-name" href={Place::Unit(unit.id.clone()).to_string()}>{ &unit.name }</a>
            <span class="desk-line-of">{ format!("{} · {}", if unit.higher.is_empty() { "未填上级工会" } else { &unit.higher }, unit.category.name()) }</span>
            <span class="desk-line-star">{ stars(&StarsProps { assured: unit.star, attainable: unit.attainable, size: 16 }) }{ unit.star.name() }{ own }</span>
            <span class="desk-line-short">{ unit.lacking.first().map_or(short, lack) }</span>
            { opinions.buttons(unit) }
        </div>
        { opinions.form(unit) }
        </div>
    }
}
