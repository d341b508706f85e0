//! The list of units: filtered and sorted by the worker, drawn a window at a time, so that fifty thousand scroll.

use super::drafts::Drafts;
use super::known::{Known, Seen, WINDOW};
use super::line::{higher, line, row_number};
use super::opinions::{Opinions, done_last, last_reviewer, remember, reviewing};
use super::place::{self, Listing, Place, SORTS};
use super::printed::{printed_table, use_printed};
use super::root::Told;
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::browser;
use crate::guideline::{Category, Star};
use crate::rollup::{Filter, Line, Sort, StarFilter};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

/// What is shown.
#[derive(PartialEq)]
pub struct Units {
    /// What the worker told.
    pub told: Told,
    /// What the address asks for.
    pub filter: Listing,
    /// Asks for the overview anew.
    pub refresh: Callback<Option<u16>>,
}

/// The id of the list.
const LIST: &str = "desk-list";

/// A line's height in px until one is measured.
const LINE: f64 = 56.0;

/// What all lines' height is: that of the first. The looks decide it, by the window's width, by 大字 and by whether
/// opinions are given.
#[hook]
fn use_line_height(depends: (bool, bool)) -> Option<f64> {
    let height = use_state_eq(|| None);
    let measure = {
        let height = height.clone();
        move || {
            let line = browser::heights(LIST, ".desk-line", 1).first().copied().unwrap_or_default();
            if line > 0.0 {
                height.set(Some(line));
            }
        }
    };
    {
        let measure = measure.clone();
        use_effect_with(depends, move |_| measure());
    }
    use_effect_with((), move |()| {
        let listener = browser::on_resize(measure);
        move || drop(listener)
    });
    *height
}

/// Draws the list.
#[component]
fn units(props: &Units) -> Html {
    let listing = use_state(|| props.filter.clone());
    let known = use_memo((), |()| Known::default());
    let told = use_state(|| None::<Seen>);
    // Nothing is known before the first answer.
    let seen = told.as_ref().cloned().unwrap_or_default();
    let list = use_node_ref();
    let said = use_state(|| None::<String>);
    let again = use_state(|| 0_u32);
    let can_withdraw = use_state(|| false);
    let (reviewer, drafts) = (use_state(last_reviewer), use_reducer(Drafts::default));
    let measured = use_line_height((seen.total > 0, reviewer.is_some()));
    let height = measured.unwrap_or(LINE);
    let say = {
        let said = said.clone();
        use_callback((), move |words: String, ()| said.set(Some(words)))
    };
    let printed = use_printed(&known, &listing, &seen, &say);
    // Where a unit was opened, the list goes on.
    let going_on = use_mut_ref(|| place::left(&props.filter));
    {
        let (known, list, going_on) = (known.clone(), list.clone(), going_on.clone());
        use_effect_with((*listing).clone(), move |listing| {
            place::keep(listing);
            known.look(going_on.borrow().map_or(0, window_at));
            if let Some(list) = list.cast::<Element>() {
                list.set_scroll_top(0);
            }
        });
    }
    {
        let (list, going_on) = (list.clone(), going_on.clone());
        // The room above is known once a line was measured.
        use_effect_with(measured, move |measured| {
            if let (Some(height), Some(list)) = (*measured, list.cast::<Element>())
                && let Some(line) = going_on.take()
            {
                list.set_scroll_top((line as f64 * height) as i32);
            }
        });
    }
    {
        let (known, told) = (known.clone(), told.clone());
        // Not with every opinion: a line that was marked stays where it is until the list is asked for anew.
        let settled = (props.told.overview.year, props.told.overview.reconciliation);
        use_effect_with(((*listing).clone(), settled, *again), move |(listing, _, _)| {
            let fetching = known.clone().fetch(listing.clone(), move |now| told.set(Some(now)));
            spawn_local(fetching);
            move || known.stop()
        });
    }
    let on_scroll = {
        let (known, told) = (known.clone(), told.clone());
        Callback::from(move |event: Event| {
            let Some(list) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            let first = window_at((f64::from(list.scroll_top()) / height) as usize);
            if first != known.wanted()
                && let Some(now) = known.look(first)
            {
                told.set(Some(now));
            }
        })
    };
    let leave = {
        let list = list.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(list) = list.cast::<Element>() {
                place::leave((f64::from(list.scroll_top()) / height) as usize);
            }
        })
    };
    let change = {
        let listing = listing.clone();
        move |change: fn(&mut Listing, String)| {
            let listing = listing.clone();
            Callback::from(move |event: Event| {
                if let Some(value) = browser::typed(&event) {
                    let mut next = (*listing).clone();
                    change(&mut next, value);
                    listing.set(next);
                }
            })
        }
    };
    let search = {
        let listing = listing.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(query) = browser::typed(&event) {
                let filter = Filter { query, ..listing.filter.clone() };
                listing.set(Listing { filter, ..(*listing).clone() });
            }
        })
    };
    let changed = {
        let (known, told, refresh) = (known.clone(), told.clone(), props.refresh.clone());
        Callback::from(move |line: Line| {
            known.replace(&Rc::new(line));
            // What is seen now, not what was as it was clicked.
            if let Some(now) = known.look(known.wanted()) {
                told.set(Some(now));
            }
            refresh.emit(None);
        })
    };
    use_effect_with((*reviewer).clone(), |reviewer| remember(reviewer.as_ref()));
    let opinions = Opinions { reviewer, drafts: drafts.clone(), said: said.clone(), can_withdraw, changed };
    use_effect_with(drafts.focus().clone(), |(_, element)| {
        if let Some(element) = element {
            browser::focus(element);
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
    let Listing { filter, sort } = &*listing;
    let chosen_star = match filter.star {
        StarFilter::Any => String::new(),
        StarFilter::Exactly(star) => star.number().to_string(),
        StarFilter::AtLeast(star) => format!("{}+", star.number()),
    };
    let option =
        |value: String, name: String, chosen: bool| html! { <option value={value} selected={chosen}>{ name }</option> };
    let all = [Star::None].into_iter().chain(Star::ALL);
    let spacer = |lines: usize| html! { <svg class="desk-spacer" width="1" height={(lines as f64 * height).to_string()} aria-hidden="true"></svg> };
    html! {
        <>
            <h1>{ if told.is_some() { format!("单位名单，{}\u{a0}家", seen.total) } else { "单位名单".to_owned() } }</h1>
            { narrowed(filter) }
            <div class="desk-filters desk-narrowing no-print">
                <label>{ "类别" }<select class="select" onchange={change(|asked, value| asked.filter.category = Category::from_key(&value))}>
                    { option(String::new(), "全部（不含乡镇）".to_owned(), filter.category.is_none()) }
                    { for Category::ALL.into_iter().map(|category| option(category.key().to_owned(), category.name().to_owned(), filter.category == Some(category))) }
                </select></label>
                <label>{ "星级" }<select class="select" onchange={change(|asked, value| asked.filter.star = star_filter(&value))}>
                    { option(String::new(), "全部".to_owned(), chosen_star.is_empty()) }
                    { for all.map(|star| option(star.number().to_string(), star.name().to_owned(), chosen_star == star.number().to_string())) }
                    { for Star::ALL.into_iter().take(4).map(|star| option(format!("{}+", star.number()), format!("{}及以上", star.name()), chosen_star == format!("{}+", star.number()))) }
                </select></label>
                <label>{ "上级工会" }<select class="select" onchange={change(|asked, value| asked.filter.higher = (!value.is_empty()).then(|| value.trim_start_matches('=').to_owned()))}>
                    { option(String::new(), "全部".to_owned(), filter.higher.is_none()) }
                    { for props.told.overview.highers.iter().map(|line| option(format!("={}", line.higher), higher(&line.higher).to_owned(), filter.higher.as_ref() == Some(&line.higher))) }
                </select></label>
                <label>{ "复核" }<select class="select" onchange={change(|asked, value| asked.filter.reviewed = match value.as_str() { "yes" => Some(true), "no" => Some(false), _ => None })}>
                    { option(String::new(), "全部".to_owned(), filter.reviewed.is_none()) }
                    { option("yes".to_owned(), "已复核".to_owned(), filter.reviewed == Some(true)) }
                    { option("no".to_owned(), "未复核".to_owned(), filter.reviewed == Some(false)) }
                </select></label>
                <label>{ "曾获荣誉" }<select class="select" onchange={change(|asked, value| asked.filter.track = value.parse().ok().and_then(Star::from_number))}>
                    { option(String::new(), "全部".to_owned(), filter.track.is_none()) }
                    { for [Star::Four, Star::Five].map(|star| option(star.number().to_string(), track_name(star), filter.track == Some(star))) }
                </select></label>
                <label>{ "排序" }<select class="select" onchange={change(|asked, value| asked.sort = place::sort_of(&value).unwrap_or_default())}>
                    { for SORTS.into_iter().map(|(by, word)| option(word.to_owned(), sort_name(by).to_owned(), by == *sort)) }
                </select></label>
                <label>{ "查找" }<input class="input" type="search" placeholder="名称、类别" value={filter.query.clone()} oninput={search} /></label>
            </div>
            { reviewing(&opinions, filter, seen.total, &done) }
            { done_last(&opinions, &done) }
            <div class={classes!("desk-list", printed.is_some().then_some("no-print"))} id={LIST} ref={list} role="list" tabindex="0" aria-label="单位名单" onscroll={on_scroll} onkeydown={on_key}>
                { spacer(seen.from) }
                { for seen.lines.iter().map(|unit| line(unit, &opinions, &leave)) }
                { spacer(seen.total.saturating_sub(seen.from + seen.lines.len())) }
                if told.is_some() && seen.total == 0 { <p class="empty">{ "没有符合条件的单位。放宽上面的条件再看。" }</p> }
            </div>
            if let Some(printed) = &printed { { printed_table(printed, &listing, &props.told) } }
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

/// In steps of a quarter of a window, so that scrolling a line draws nothing.
const fn window_at(line: usize) -> usize {
    line.saturating_sub(WINDOW / 4) / (WINDOW / 4) * (WINDOW / 4)
}

/// 按四星复核: what legacy honours ask for.
pub fn track_name(star: Star) -> String {
    format!("按{}复核", star.name())
}

/// What an order is called.
pub const fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Star => "星级从高到低",
        Sort::Short => "差得最少的在前",
        Sort::Name => "名称",
        Sort::Higher => "上级工会",
    }
}

/// What narrows the list beside the fields.
pub fn narrowed_to(filter: &Filter) -> Option<String> {
    let near = filter.near.map(|(star, short)| format!("差\u{a0}{short}\u{a0}行到{}的", star.name()));
    near.or_else(|| filter.row.map(|row| format!("未达到“{} {}”的", row_number(row), row.get().title)))
}

fn narrowed(filter: &Filter) -> Html {
    let Some(what) = narrowed_to(filter) else { return html! {} };
    html! { <p class="note no-print">{ format!("只看{what}。") }<a class="link" href={Place::units(Filter::default()).to_string()}>{ "看全部" }</a></p> }
}
