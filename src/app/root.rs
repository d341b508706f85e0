//! The root: which place is shown, and the keeper of what is open.

use super::carry::{self, Carried};
use super::components::fetching::{Fetching, Wanted};
use super::components::frame::Frame;
use super::components::save_mark::SaveState;
use super::components::top_bar::Act;
use super::keeper::Keeper;
use super::later;
use super::library;
use super::pages::all::AllPage;
use super::pages::facts::FactsPage;
use super::pages::new::New;
use super::pages::table::TablePage;
use super::route::{Page, Route};
use super::shown::Shown;
use super::store::Open;
use crate::app::component;
use crate::app::hooks::{State, use_effect_with, use_once, use_state};
use crate::app::html;
use crate::browser;
use crate::dossier::{Action, Dossier, Step};
use crate::guideline::Category;
use std::cell::Cell;
use yew::prelude::*;

/// Where the page starts.
#[derive(PartialEq)]
pub struct App {
    /// The place that the address names.
    pub route: Route,
    /// What another part of the page had open.
    pub carried: Option<Carried>,
    /// Whether this part takes over from another: its elements had the keyboard.
    pub takes_over: bool,
    /// Whether somebody came here from home, which stood before any part began.
    pub has_moved: bool,
}

/// The whole page.
#[component]
fn app(props: &App) -> Html {
    // Nothing comes before the first part.
    let carried = later::reads(|| props.carried.as_ref());
    let route = use_state(|| props.route.clone());
    let shown = use_state(|| carried.map_or(Shown::NOTHING, Carried::shown));
    let keeper = {
        let shown = shown.clone();
        let save = carried.map_or(SaveState::Idle, Carried::save);
        let made = use_once(move || {
            let first = (*shown).clone();
            Keeper::new(first, save, Callback::from(move |to| shown.set(to)))
        });
        (*made).clone()
    };
    {
        let (route, keeper, carried) = (route.clone(), keeper.clone(), carried.cloned());
        use_effect_with((), move |()| {
            // The address may have changed before anybody listened.
            route.set(Route::parse(&browser::hash()));
            if let Some(carried) = carried {
                keeper.carry_on(carried);
            }
            let listener = browser::on_hash_change(move |hash| route.set(Route::parse(&hash)));
            let menus = browser::close_menus();
            let others = {
                let keeper = keeper.clone();
                browser::on_other_window(move |key| keeper.on_other_window(&key))
            };
            move || {
                keeper.end();
                drop((listener, menus, others));
            }
        });
    }
    let wanted = match &*route {
        Route::Dossier(id, _) => Some(id.clone()),
        _ => None,
    };
    {
        let keeper = keeper.clone();
        use_effect_with(wanted, move |wanted| keeper.open(wanted.as_deref()));
    }
    // Once there is something to put it on.
    let arrived = ((*route).clone(), shown.open.is_some());
    let moved = use_once(|| Cell::new(props.has_moved));
    let takes_over = props.takes_over;
    {
        let moved = moved.clone();
        use_effect_with(arrived, move |_| {
            if moved.get() || takes_over {
                browser::after(0, browser::focus_page).forget();
            }
        });
    }
    use_effect_with(((*route).clone(), shown.failure.is_some()), |(route, has_failed)| {
        browser::set_title(&title(route, *has_failed));
    });
    use_effect_with((*route).clone(), move |route| {
        let opened = !moved.replace(true);
        let stays = match route {
            // As it was before the other part took over.
            _ if opened && takes_over => true,
            // It stands before the page starts, and somebody may have scrolled it already.
            Route::Home => opened,
            // A row or a field scrolls itself into view.
            Route::Dossier(_, Page::Table(_, row) | Page::All(row)) => row.is_some(),
            Route::Dossier(_, Page::Facts(focus)) => focus.is_some(),
            Route::Guide(_, row) => row.is_some(),
            _ => false,
        };
        if !stays {
            browser::scroll_top();
        }
    });
    let hands = use_once(|| Hands::of(&keeper, &route));
    let Hands { begin, edit, act, carry } = &*hands;

    // What was open here goes on where it is: the row or the field of its address has been come to before.
    let has_come = use_once(|| Cell::new(takes_over && carried.is_some()));
    // A copy has another id, and is the same place.
    let is_same = matches!((&*route, &props.route), (Route::Dossier(_, now), Route::Dossier(_, first)) if now == first);
    has_come.set(has_come.get() && is_same);
    let still = |page: Page| match page {
        Page::Facts(_) if has_come.get() => Page::Facts(None),
        Page::All(_) if has_come.get() => Page::All(None),
        Page::Table(table, _) if has_come.get() => Page::Table(table, None),
        page => page,
    };

    match (&*route, &shown.open) {
        (Route::New, _) => html! { <New begin={begin.clone()} /> },
        (Route::Desk, _) => html! { <Fetching key="desk" wanted={Wanted::Desk} alone={true} /> },
        (Route::Dossier(id, page), Some(open)) if open.dossier.id == *id => html! {
            <Frame open={open.clone()} page={of_annex(*page, open)} saves={keeper.saves()} unsaved={shown.unsaved.clone()} notice={shown.notice} act={act.clone()}>
                { page_of(still(of_annex(*page, open)), has_come.get(), open, edit, carry) }
            </Frame>
        },
        (Route::Dossier(..), _) => later::dossier(&route, shown.failure.as_ref().map(ToString::to_string), carry),
        _ => later::place(&route, None, carry),
    }
}

/// What the page hands to the keeper.
struct Hands {
    begin: Callback<Dossier>,
    edit: Callback<Action>,
    act: Callback<Act>,
    /// What is open, for another part of the page.
    carry: Callback<(), String>,
}

impl Hands {
    fn of(keeper: &Keeper, route: &State<Route>) -> Self {
        let (begins, edits, acts, carries) = (keeper.clone(), keeper.clone(), keeper.clone(), keeper.clone());
        let route = route.clone();
        Self {
            begin: Callback::from(move |dossier: Dossier| {
                let place = Route::Dossier(dossier.id.clone(), Page::Facts(None));
                begins.begin(dossier);
                browser::set_hash(&place.to_string());
                route.set(place);
            }),
            edit: Callback::from(move |action| edits.take(Step::Edit(action))),
            act: Callback::from(move |act| match act {
                Act::Undo => acts.take(Step::Undo),
                Act::Redo => acts.take(Step::Redo),
                Act::Dismiss => acts.dismiss(),
                Act::Export => {
                    if let Some((state, _)) = acts.carried() {
                        library::export(&state.dossier);
                        acts.exported();
                    }
                }
            }),
            carry: Callback::from(move |()| carry::pack(&carries)),
        }
    }
}

/// A link to a table of the other annex, from before the category was changed, leads to the like of it.
fn of_annex(page: Page, open: &Open) -> Page {
    let Page::Table(table, row) = page else { return page };
    let like = open.dossier.profile().ok().and_then(|profile| table.like_in(profile.annex()));
    like.map_or(page, |like| Page::Table(like, row.filter(|_| core::ptr::eq(like, table))))
}

fn page_of(page: Page, has_come: bool, open: &Open, edit: &Callback<Action>, carry: &Callback<(), String>) -> Html {
    let (open, edit) = (open.clone(), edit.clone());
    // The page of all tables of the other annex is another page.
    let annex = if open.dossier.union.category == Some(Category::Township) { "all-2" } else { "all-1" };
    // Without a profile nothing can be asked: whichever page was meant, the profile comes first.
    match page {
        Page::Facts(_) | Page::Table(..) | Page::All(_) | Page::Review if open.rating.is_err() => {
            later::page(Page::Union, &open, &edit, carry)
        }
        Page::Facts(focus) => html! { <FactsPage live={open.live} {edit} {focus} within={false} /> },
        Page::Table(table, row) => {
            html! { <TablePage key={table.key()} {open} {edit} table={Some(table)} {row} unfolded={has_come} /> }
        }
        Page::All(row) => {
            html! { <AllPage key={annex} {open} {edit} {row} unfolded={has_come} /> }
        }
        Page::Union | Page::Result | Page::Report | Page::Review | Page::Versions => {
            later::page(page, &open, &edit, carry)
        }
    }
}

fn title(route: &Route, has_failed: bool) -> String {
    let place = match route {
        Route::Home => return "星级自评".to_owned(),
        Route::NotFound => "没有这个页面".to_owned(),
        Route::Dossier(..) if has_failed => "这份档案打不开".to_owned(),
        Route::New => "新建自评".to_owned(),
        Route::Guide(..) => "指引原文".to_owned(),
        Route::Readings => "本工具口径".to_owned(),
        Route::Data => "本机数据".to_owned(),
        Route::Desk => "汇总台".to_owned(),
        Route::Code(_) => "扫码查看".to_owned(),
        Route::Sample(_) => "示例".to_owned(),
        Route::Dossier(_, Page::Table(table, _)) => super::words::table_title(table),
        Route::Dossier(_, page) => super::words::page_name(*page).to_owned(),
    };
    format!("{place} · 星级自评")
}
