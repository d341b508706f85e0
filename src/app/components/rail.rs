//! The way through a dossier: numbers, tables, result, report, each with its count.

use super::mark::{MarkKind, mark};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::use_effect_with;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::browser;
use crate::guideline::{Annex, Profile, Table};
use crate::rating::{Condition, Rating, RungState, Tally, condition_of, explain};
use yew::prelude::*;

/// What the rail shows.
#[derive(PartialEq)]
pub struct Rail {
    /// The open dossier.
    pub open: Open,
    /// Where we are.
    pub page: Page,
}

/// One line of the rail. A component, so that an answer redraws the lines that it changes.
#[derive(PartialEq)]
struct RailLink {
    dossier: String,
    page: Page,
    here: bool,
    count: String,
    state: Option<MarkKind>,
}

#[component]
fn rail_link(props: &RailLink) -> Html {
    let here = props.here;
    // On tablets the rail is a line of tabs.
    use_effect_with(here, |here| {
        if *here {
            browser::show_tab();
        }
    });
    let name = match props.page {
        Page::Table(Table { index, star: Some(star), .. }, _) => {
            html! { <><i>{ index.name() }{ " " }</i>{ star.name() }</> }
        }
        page => html! { words::page_name(page) },
    };
    html! {
        <li>
            <a class={classes!("rail-link", here.then_some("is-here"))} aria-current={here.then_some("page")}
                href={Route::Dossier(props.dossier.clone(), props.page).to_string()}>
                <span class="rail-name">{ name }</span>
                <span class="rail-count">{ props.count.clone() }</span>
                <span class="rail-mark">
                    if let Some(kind) = props.state {
                        { mark(kind) }<span class="visually-hidden">{ kind.word() }</span>
                    }
                </span>
            </a>
        </li>
    }
}

/// Draws the rail.
#[component]
fn rail(props: &Rail) -> Html {
    let id = &props.open.dossier.id;
    let link = |page: Page, count: String, state: Option<MarkKind>| {
        let here = same_place(page, props.page);
        html! { <RailLink dossier={id.clone()} {page} {here} {count} {state} /> }
    };
    let plain = |page: Page| link(page, String::new(), None);
    let Ok(rating) = &props.open.rating else {
        return html! {
            <nav class="rail" aria-label="目录"><ul>{ plain(Page::Union) }</ul></nav>
        };
    };
    let Ok(inputs) = props.open.dossier.inputs() else { return html! {} };
    let annex = Profile::annex(inputs.profile);
    let rungs = explain(annex, rating);
    let facts = crate::rating::facts_progress(inputs);
    let facts_mark =
        if facts.wrong > 0 { Some(MarkKind::Wrong) } else { (facts.filled == facts.asked).then_some(MarkKind::Met) };
    html! {
        <nav class="rail" aria-label="目录">
            <ul>{ link(Page::Facts(None), format!("{}/{}", facts.filled, facts.asked), facts_mark) }</ul>
            <ul class="rail-group">
                { for Table::of_annex(annex).map(|table| {
                    let tally = rating.tally(table);
                    let mark = condition_of(&rungs, table).and_then(mark_of);
                    link(Page::Table(table, None), format!("{}/{}", tally.met, tally.applicable()), mark)
                }) }
                { link(Page::All(None), whole(annex, rating), None) }
            </ul>
            <ul class="rail-group">
                { plain(Page::Result) }
                { plain(Page::Report) }
                { plain(Page::Review) }
            </ul>
            <p class="rail-note note">{ "基本数据：已填 / 应填" }<br />{ "指标：达到 / 适用行数" }</p>
        </nav>
    }
}

/// √ where the demand holds whatever is still open, × where it cannot hold any more.
const fn mark_of(condition: &Condition) -> Option<MarkKind> {
    match condition.state {
        RungState::Assured => Some(MarkKind::Met),
        RungState::Attainable => None,
        RungState::OutOfReach => Some(MarkKind::NotMet),
    }
}

/// Rows met and rows that count, of all tables.
fn whole(annex: Annex, rating: &Rating) -> String {
    let tallies = || Table::of_annex(annex).map(|table| rating.tally(table));
    let sum = |count: fn(Tally) -> u8| tallies().map(|tally| u32::from(count(tally))).sum::<u32>();
    format!("{}/{}", sum(|tally| tally.met), sum(Tally::applicable))
}

fn same_place(a: Page, b: Page) -> bool {
    match (a, b) {
        (Page::Table(a, _), Page::Table(b, _)) => core::ptr::eq(a, b),
        (Page::Facts(_), Page::Facts(_)) | (Page::All(_), Page::All(_)) => true,
        _ => a == b,
    }
}
