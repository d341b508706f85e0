//! A dossier that came as a code: shown with the star computed anew, kept only if that is wanted.

use crate::app::component;
use crate::app::components::alert::{Tone, alert};
use crate::app::components::paper::Paper;
use crate::app::components::site_header::site_header;
use crate::app::components::stars::{StarsProps, stars};
use crate::app::html;
use crate::app::library;
use crate::app::pages::home::by_code;
use crate::app::route::{Page, Route};
use crate::app::words;
use crate::browser;
use crate::dossier::{Dossier, from_code};
use crate::guideline::Annex;
use crate::report;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The code.
#[derive(PartialEq)]
pub struct CodePage {
    /// As it stands in the address.
    pub code: String,
}

/// Keeps it; its id. What is kept already, in every word the same, is that one.
async fn keep_once(dossier: Dossier) -> String {
    let kept = library::list().await.map(|(kept, _)| kept).unwrap_or_default();
    let is_same = |kept: &Dossier| *kept == Dossier { id: kept.id.clone(), ..dossier.clone() };
    if let Some(known) = kept.iter().find(|kept| is_same(&kept.dossier)) {
        return known.dossier.id.clone();
    }
    let id = browser::random_id();
    library::begin(Dossier { id: id.clone(), ..dossier }).await;
    id
}

/// Draws the page.
#[component]
fn code_page(props: &CodePage) -> Html {
    let read = use_memo(props.code.clone(), |code| from_code(code));
    let inside = match &*read {
        Err(error) => {
            let back = html! { <p><a class="button" href="#/">{ "回到首页" }</a></p> };
            html! { <>{ alert(Tone::Alert, "这个码打不开", &error.to_string(), back) }{ by_code(&props.code) }</> }
        }
        Ok(dossier) => {
            let keep = {
                let dossier = dossier.clone();
                Callback::from(move |_: MouseEvent| {
                    let dossier = dossier.clone();
                    spawn_local(async move {
                        let id = keep_once(dossier).await;
                        browser::set_hash(&Route::Dossier(id, Page::Result).to_string());
                    });
                })
            };
            html! {
                <>
                    if let Ok(rating) = dossier.rating() {
                        { stars(&StarsProps { assured: rating.assured, attainable: rating.attainable, size: 36 }) }
                        <h1 class="verdict">{ words::verdict(&rating, "，") }</h1>
                    } else { <h1>{ "单位信息还没有填完" }</h1> }
                    if dossier.profile().is_ok_and(|profile| profile.annex() == Annex::Two) {
                        <p class="note">{ "附件 2 供参照执行：这是参照星级，不计入统计目标。" }</p>
                    }
                    <p class="lead">{ format!("{}，{} 年度。星级由本页按码里的数字和答复重新算出；备注、佐证、整改计划、复核意见和曾获荣誉不在码里。", words::union_name(dossier), dossier.year) }</p>
                    <p class="report-actions"><button class="button primary" type="button" onclick={keep}>{ "导入到本机" }</button></p>
                    if let Ok(report) = report::build_from_code(dossier) { <Paper {report} compact={false} address={None} /> }
                </>
            }
        }
    };
    html! { <>{ site_header() }<main class="wrap code-page" id="main">{ inside }</main></> }
}
