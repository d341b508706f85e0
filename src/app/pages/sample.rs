//! An example: made anew each time it is asked for, then opened as any dossier.

use crate::app::component;
use crate::app::components::site_header::site_header;
use crate::app::hooks::use_effect_with;
use crate::app::html;
use crate::app::library;
use crate::app::route::{Page, Route};
use crate::browser;
use crate::dossier::sample;
use crate::guideline::Category;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Whose example.
#[derive(PartialEq)]
pub struct SamplePage {
    /// The category.
    pub category: Category,
}

/// Makes it and goes there.
#[component]
fn sample_page(props: &SamplePage) -> Html {
    use_effect_with(props.category, |category| {
        let dossier = sample(*category, browser::random_id(), browser::this_year());
        spawn_local(async move {
            let place = Route::Dossier(dossier.id.clone(), Page::Result).to_string();
            library::begin(dossier).await;
            // In place of this address: going back must not make another.
            browser::replace_hash(&place);
        });
    });
    html! {
        <>
            { site_header() }
            <main class="wrap narrow" id="main">
                <p class="lead is-fetching" role="status">{ "正在打开……" }</p>
            </main>
        </>
    }
}
