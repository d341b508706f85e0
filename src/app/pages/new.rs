//! A new dossier: who is rated.

use crate::app::component;
use crate::app::components::alert::{Tone, alert};
use crate::app::components::site_header::site_header;
use crate::app::components::union_form::{UnionFormProps, union_form};
use crate::app::hooks::{State, use_once, use_state};
use crate::app::html;
use crate::browser;
use crate::dossier::{Dossier, Union};
use crate::guideline::{Profile, ProfileGap};
use std::cell::Cell;
use yew::prelude::*;

/// The page.
#[derive(PartialEq)]
pub struct New {
    /// Opens what begins here.
    pub begin: Callback<Dossier>,
}

/// Draws it.
#[component]
fn new(props: &New) -> Html {
    let union = use_state(Union::default);
    let year = use_state(browser::this_year);
    let tried = use_state(|| false);
    let gaps = Profile::new(union.category, union.form, union.body).err().unwrap_or_default();
    let nameless = union.name.trim().is_empty();
    let begun = use_once(|| Cell::new(false));
    let begin = {
        let (union, year, tried) = (union.clone(), year.clone(), tried.clone());
        let ready = gaps.is_empty() && !nameless;
        let opens = props.begin.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            if !ready {
                browser::after(0, || browser::focus("new-missing")).forget();
                return;
            }
            // Pressed twice, it is begun once.
            if begun.replace(true) {
                return;
            }
            let union = (*union).clone();
            opens.emit(Dossier { id: browser::random_id(), year: *year, union, ..Dossier::default() });
        })
    };
    let set = |state: &State<Union>| {
        let state = state.clone();
        Callback::from(move |union| state.set(union))
    };
    let set_year = {
        let year = year.clone();
        Callback::from(move |to| year.set(to))
    };
    let missing = *tried && (nameless || !gaps.is_empty());
    html! {
        <>
            { site_header() }
            <main class="wrap narrow" id="main">
                <h1>{ "新建自评" }</h1>
                <p class="lead">{ "先说明是哪一家工会。指标按类别和建会形式确定，以后可以改。" }</p>
                <div id="new-missing" tabindex="-1">
                    if missing {
                        { alert(Tone::Alert, "请补上这几处", "", html! {
                            <ul>
                                if nameless { <li><a class="link" href="#/new" onclick={go_to("union-name")}>{ "请填写工会名称" }</a></li> }
                                { for gaps.iter().map(|gap| html! { <li><a class="link" href="#/new" onclick={go_to(choices_id(*gap))}>{ format!("请选择{}", gap.name()) }</a></li> }) }
                            </ul>
                        }) }
                    }
                </div>
                <form onsubmit={begin} novalidate={true}>
                    { union_form(&UnionFormProps { union: (*union).clone(), year: *year, nameless: *tried && nameless, gaps: if *tried { gaps.clone() } else { Vec::new() }, on_union: set(&union), on_year: set_year }) }
                    <p class="actions"><button class="button primary" type="submit">{ "下一步：基本数据" }</button></p>
                </form>
            </main>
        </>
    }
}

/// The group of choices that fills a gap.
const fn choices_id(gap: ProfileGap) -> &'static str {
    match gap {
        ProfileGap::Category => "choices-category",
        ProfileGap::Body => "choices-body",
        ProfileGap::Form => "choices-form",
    }
}

fn go_to(id: &'static str) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        browser::focus(id);
    })
}
