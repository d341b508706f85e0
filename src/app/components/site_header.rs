//! The top bar of pages that belong to no dossier.

use super::top_bar::BrandStar;
use yew::prelude::*;

/// Draws the bar.
#[component]
pub fn SiteHeader() -> Html {
    html! {
        <header class="top is-site">
            <div class="wrap top-line">
                <a class="brand" href="#/"><BrandStar />{ "星级自评" }</a>
            </div>
        </header>
    }
}
