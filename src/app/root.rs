//! The root: which place is shown, the store, saving.

use super::carry::{self, Carried};
use super::components::frame::Frame;
use super::components::top_bar::SaveState;
use super::later;
use super::library::{self, LoadError};
use super::pages::DossierProps;
use super::pages::desk::DeskPlace;
use super::pages::facts::FactsPage;
use super::pages::home::Home;
use super::pages::new::New;
use super::pages::table::TablePage;
use super::pages::union::union_page;
use super::route::{Page, Route};
use super::store::{Event, Open, Store};
use crate::browser;
use crate::dossier::Action;
use crate::guideline::Table;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Where the page starts.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The place that the address names.
    pub route: Route,
    /// What another part of the page had open.
    pub carried: Option<Carried>,
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let route = use_state(|| props.route.clone());
    let store = use_reducer(|| Store::from(props.carried.as_ref().map(|carried| carried.open.clone())));
    let save = use_state(|| props.carried.as_ref().map_or(SaveState::Idle, |carried| carried.save.clone()));
    let failure = use_state(|| None::<LoadError>);
    // As it is now, for callbacks that are called later.
    let latest = use_mut_ref(|| (None, SaveState::Idle));
    *latest.borrow_mut() = (store.open().cloned(), (*save).clone());

    {
        let route = route.clone();
        use_effect_with((), move |()| {
            // The address may have changed before anybody listened.
            route.set(Route::parse(&browser::hash()));
            let listener = browser::on_hash_change(move |hash| route.set(Route::parse(&hash)));
            let menus = browser::close_menus();
            move || drop((listener, menus))
        });
    }
    let wanted = match &*route {
        Route::Dossier(id, _) => Some(id.clone()),
        _ => None,
    };
    {
        let (store, save, failure) = (store.clone(), save.clone(), failure.clone());
        use_effect_with(wanted.clone(), move |wanted| {
            if wanted.is_some() && wanted.as_ref() == store.open().map(|open| &open.dossier.id) {
                return;
            }
            failure.set(None);
            store.dispatch(Event::Close);
            if let Some(id) = wanted.clone() {
                spawn_local(async move {
                    match library::load(&id).await {
                        Ok(kept) => {
                            save.set(SaveState::Saved(browser::time_text(kept.saved)));
                            store.dispatch(Event::Open(Box::new((*kept.dossier).clone())));
                        }
                        Err(error) => failure.set(Some(error)),
                    }
                });
            }
        });
    }
    let revision = store.open().map(|open| (open.dossier.id.clone(), open.revision));
    let newest = use_mut_ref(|| 0_u32);
    {
        let (store, save) = (store.clone(), save.clone());
        use_effect_with(revision, move |revision| {
            if let (Some((_, 1..)), Some(open)) = (revision, store.open()) {
                *newest.borrow_mut() += 1;
                let (dossier, this) = (open.dossier.clone(), *newest.borrow());
                save.set(SaveState::Saving);
                spawn_local(async move {
                    let saved = library::save(&dossier).await;
                    // A later edit is on its way: its end is the one to tell.
                    if *newest.borrow() == this {
                        save.set(match saved {
                            Ok(at) => SaveState::Saved(browser::time_text(at)),
                            Err(error) => SaveState::Failed(error.to_string()),
                        });
                    }
                });
            }
        });
    }
    let moved = use_mut_ref(|| false);
    use_effect_with((*route).clone(), move |route| {
        browser::set_title(&title(route));
        let opened = !std::mem::replace(&mut *moved.borrow_mut(), true);
        let stays = match route {
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
    let dispatcher = store.dispatcher();
    let send = |event: fn() -> Event| {
        let dispatcher = dispatcher.clone();
        Callback::from(move |()| dispatcher.dispatch(event()))
    };
    let edit = use_callback(dispatcher.clone(), |action: Action, dispatcher| {
        dispatcher.dispatch(Event::Edit(action));
    });
    let export = {
        let store = store.clone();
        Callback::from(move |()| {
            if let Some(open) = store.open()
                && let Some(text) = library::write(&open.dossier)
            {
                browser::download(&library::file_name(&open.dossier), &text);
            }
        })
    };

    let carry = use_callback((), move |(), ()| {
        let latest = latest.borrow();
        latest.0.as_ref().map_or_else(String::new, |open| carry::pack(open, &latest.1))
    });

    match (&*route, store.open()) {
        (Route::Home, _) => html! { <Home /> },
        (Route::NotFound, _) => html! { <Home lost={true} /> },
        (Route::New, _) => html! { <New /> },
        (Route::Desk, _) => html! { <DeskPlace /> },
        (Route::Guide(..) | Route::Readings | Route::Code(_) | Route::Sample(_), _) => later::place(&route, &carry),
        (Route::Dossier(id, page), Some(open)) if open.dossier.id == *id => html! {
            <Frame open={open.clone()} page={*page} save={(*save).clone()} undo={send(|| Event::Undo)}
                redo={send(|| Event::Redo)} export={export}>
                { page_of(*page, open, &edit, &carry) }
            </Frame>
        },
        (Route::Dossier(..), _) => match &*failure {
            Some(error) => html! { <Home failure={error.to_string()} /> },
            None => html! {},
        },
    }
}

fn page_of(page: Page, open: &Open, edit: &Callback<Action>, carry: &Callback<(), String>) -> Html {
    let (open, edit) = (open.clone(), edit.clone());
    // Without a profile nothing can be asked: whichever page was meant, the profile comes first.
    match page {
        Page::Facts(_) | Page::Table(..) | Page::All(_) | Page::Review if open.rating.is_err() => {
            union_page(&DossierProps { open, edit })
        }
        Page::Union => union_page(&DossierProps { open, edit }),
        Page::Facts(focus) => html! { <FactsPage {open} {edit} {focus} /> },
        Page::Table(table, row) => html! { <TablePage key={table.key()} {open} {edit} table={Some(table)} {row} /> },
        Page::All(row) => html! { <TablePage key="all" {open} {edit} table={None::<&'static Table>} {row} /> },
        Page::Result | Page::Report | Page::Review => later::page(page, &open, &edit, carry),
    }
}

fn title(route: &Route) -> String {
    let place = match route {
        Route::Home | Route::NotFound => return "星级自评".to_owned(),
        Route::New => "新建自评".to_owned(),
        Route::Guide(..) => "指引原文".to_owned(),
        Route::Readings => "本工具口径".to_owned(),
        Route::Desk => "汇总台".to_owned(),
        Route::Code(_) => "扫码查看".to_owned(),
        Route::Sample(_) => "示例".to_owned(),
        Route::Dossier(_, Page::Union) => "单位信息".to_owned(),
        Route::Dossier(_, Page::Facts(_)) => "基本数据".to_owned(),
        Route::Dossier(_, Page::Table(table, _)) => super::words::table_title(table),
        Route::Dossier(_, Page::All(_)) => "全部指标".to_owned(),
        Route::Dossier(_, Page::Result) => "结果与提升".to_owned(),
        Route::Dossier(_, Page::Report) => "自评报告".to_owned(),
        Route::Dossier(_, Page::Review) => "复核".to_owned(),
    };
    format!("{place} · 星级自评")
}
