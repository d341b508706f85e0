//! An example: made anew each time it is asked for, then opened as any dossier.

use crate::app::components::site_header::site_header;
use crate::app::library;
use crate::app::route::{Page, Route};
use crate::browser;
use crate::dossier::sample;
use crate::guideline::Category;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Whose example.
#[derive(Properties, PartialEq)]
pub struct SampleProps {
    /// The category.
    pub category: Category,
}

/// Makes it and goes there.
#[component]
pub fn SamplePage(props: &SampleProps) -> Html {
    let failure = use_state(|| None::<String>);
    {
        let failure = failure.clone();
        use_effect_with(props.category, move |category| {
            let dossier = sample(*category, browser::random_id(), browser::this_year());
            spawn_local(async move {
                match library::save(&dossier).await {
                    // In place of this address: going back must not make another.
                    Ok(_) => browser::replace_hash(&Route::Dossier(dossier.id, Page::Result).to_string()),
                    Err(error) => failure.set(Some(error.to_string())),
                }
            });
        });
    }
    html! {
        <>
            { site_header() }
            <main class="wrap narrow" id="main">
                if let Some(failure) = &*failure {
                    <div class="alert" role="alert"><p class="alert-title">{ "示例没有打开" }</p><p>{ failure }</p></div>
                } else {
                    <p class="lead is-fetching" role="status">{ "正在打开……" }</p>
                }
            </main>
        </>
    }
}
