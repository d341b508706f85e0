//! The top bar of pages that belong to no dossier.

use super::top_bar::brand_star;
use yew::prelude::*;

/// Draws the bar.
pub fn site_header() -> Html {
    html! {
        <header class="top is-site">
            <div class="wrap top-line">
                <a class="brand" href="#/">{ brand_star() }{ "星级自评" }</a>
            </div>
        </header>
    }
}
