//! The top bar of pages that belong to no dossier.

use super::display_switch::DisplaySwitch;
use super::top_bar::brand_star;
use crate::app::html;
use crate::app::route::Route;
use crate::guideline::Category;
use yew::prelude::*;

/// Draws the bar.
pub fn site_header() -> Html {
    html! {
        <header class="top is-site">
            <div class="wrap top-line">
                <a class="brand" href="#/">{ brand_star() }{ "星级自评" }</a>
                <nav class="site-tools" aria-label="本站">
                    <a class="tool" href={Route::Guide(Category::Soe, None).to_string()}>{ "指引原文" }</a>
                    <a class="tool" href={Route::Desk.to_string()}>{ "汇总" }</a>
                    <DisplaySwitch class="tool" />
                </nav>
            </div>
        </header>
    }
}
