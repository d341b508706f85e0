//! The whole page: the places themselves.

use crate::app::html;
use crate::app::pages::DossierProps;
use crate::app::pages::code::CodePage;
use crate::app::pages::data::DataPage;
use crate::app::pages::guide::Guide;
use crate::app::pages::home::Home;
use crate::app::pages::readings::readings_page;
use crate::app::pages::report::ReportPage;
use crate::app::pages::result::result_page;
use crate::app::pages::review::ReviewPage;
use crate::app::pages::sample::SamplePage;
use crate::app::pages::union::union_page;
use crate::app::pages::versions::VersionsPage;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::dossier::Action;
use yew::prelude::*;

/// Draws a place that belongs to no dossier; or home, where what was asked for is not there.
pub fn place(route: &Route, failure: Option<String>, _carry: &Callback<(), String>) -> Html {
    match route {
        Route::Home | Route::Dossier(..) => html! { <Home lost={false} {failure} /> },
        Route::NotFound => html! { <Home lost={true} {failure} /> },
        Route::Guide(category, row) => html! { <Guide category={*category} row={*row} /> },
        Route::Readings => readings_page(),
        Route::Data => html! { <DataPage /> },
        Route::Code(code) => html! { <CodePage code={code.clone()} /> },
        Route::Sample(category) => html! { <SamplePage category={*category} /> },
        _ => html! {},
    }
}

/// Draws a dossier's page.
pub fn page(page: Page, open: &Open, edit: &Callback<Action>, _carry: &Callback<(), String>) -> Html {
    let (open, edit) = (open.clone(), edit.clone());
    match page {
        Page::Union => union_page(&DossierProps { open, edit }),
        Page::Result => result_page(&DossierProps { open, edit }),
        Page::Review => html! { <ReviewPage {open} {edit} /> },
        Page::Report => html! { <ReportPage {open} /> },
        Page::Versions => {
            let key = open.dossier.id.clone();
            html! { <VersionsPage {key} {open} {edit} /> }
        }
        _ => html! {},
    }
}
