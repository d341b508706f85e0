//! The frame round every page of a dossier: top bar, star header, rail (tabs on tablets, a dock on phones).

use super::rail::Rail;
use super::save_mark::Saves;
use super::star_header::StarHeader;
use super::top_bar::{Act, TopBar};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::{use_effect_with, use_once, use_state};
use crate::app::html;
use crate::app::part::DrawnProps;
use crate::app::route::Page;
use crate::app::shown::Notice;
use crate::app::store::Open;
use yew::prelude::*;

/// What the frame shows.
#[derive(PartialEq)]
pub struct Frame {
    /// The open dossier.
    pub open: Open,
    /// Where we are in it.
    pub page: Page,
    /// Whether it is saved.
    pub saves: Saves,
    /// Why it is not.
    pub unsaved: Option<String>,
    /// What else is to be said.
    pub notice: Option<Notice>,
    /// What the bar asks for.
    pub act: Callback<Act>,
    /// The page.
    pub children: Html,
}

/// Draws the frame.
#[component]
fn frame(props: &Frame) -> Html {
    let verdict_on_page = props.page == Page::Result;
    let drawer = use_state(|| false);
    {
        let drawer = drawer.clone();
        use_effect_with(props.page, move |_| drawer.set(false));
    }
    let toggle = use_once(|| {
        let drawer = drawer.clone();
        Callback::from(move |()| drawer.set(!*drawer))
    });
    let bar = TopBar::new(&props.open, props.saves.clone(), props.unsaved.clone(), props.notice, props.act.clone());
    html! {
        <>
            <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| {
                event.prevent_default();
                crate::browser::focus("main");
            })}>{ "跳到正文" }</a>
            { DrawnProps::new(bar).node() }
            <StarHeader open={props.open.clone()} is_unsaved={props.unsaved.is_some()} quiet={verdict_on_page} drawer={*drawer} toggle={(*toggle).clone()} />
            <div class={classes!("wrap", "frame", (*drawer).then_some("has-drawer"))}>
                <Rail open={props.open.clone()} page={props.page} />
                <main id="main" class="main" tabindex="-1">{ props.children.clone() }</main>
            </div>
        </>
    }
}
