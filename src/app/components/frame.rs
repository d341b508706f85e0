//! The frame round every page of a dossier: top bar, star header, rail (tabs on tablets, a dock on phones).

use super::rail::{RailProps, rail};
use super::star_header::{StarHeaderProps, star_header};
use super::top_bar::{SaveState, TopBarProps, top_bar};
use crate::app::route::Page;
use crate::app::store::Open;
use yew::prelude::*;

/// What the frame shows.
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// The open dossier.
    pub open: Open,
    /// Where we are in it.
    pub page: Page,
    /// Whether it is saved.
    pub save: SaveState,
    /// 撤销
    pub undo: Callback<()>,
    /// 重做
    pub redo: Callback<()>,
    /// 导出档案
    pub export: Callback<()>,
    /// The page.
    pub children: Html,
}

/// Draws the frame.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let verdict_on_page = props.page == Page::Result;
    let drawer = use_state(|| false);
    {
        let drawer = drawer.clone();
        use_effect_with(props.page, move |_| drawer.set(false));
    }
    let toggle = {
        let drawer = drawer.clone();
        Callback::from(move |()| drawer.set(!*drawer))
    };
    html! {
        <>
            <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| {
                event.prevent_default();
                crate::browser::focus("main");
            })}>{ "跳到正文" }</a>
            { top_bar(&TopBarProps { open: props.open.clone(), save: props.save.clone(), undo: props.undo.clone(), redo: props.redo.clone(), export: props.export.clone() }) }
            if let Ok(rating) = &props.open.rating {
                { star_header(&StarHeaderProps { id: props.open.dossier.id.clone(), rating: rating.clone(), annex: props.open.dossier.profile().ok().map(crate::guideline::Profile::annex), quiet: verdict_on_page, drawer: *drawer, toggle }) }
            }
            <div class={classes!("wrap", "frame", (*drawer).then_some("has-drawer"))}>
                { rail(&RailProps { open: props.open.clone(), page: props.page }) }
                <main id="main" class="main" tabindex="-1">{ props.children.clone() }</main>
            </div>
        </>
    }
}
