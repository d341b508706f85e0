//! 本工具口径: how we read what the document leaves open, with reasons and alternatives.

use crate::app::components::site_header::site_header;
use crate::app::html;
use crate::app::route::Route;
use crate::app::words;
use crate::guideline::{Category, READINGS, RowId};
use yew::prelude::*;

/// Draws the page.
pub fn readings_page() -> Html {
    let doubtful: Vec<RowId> = RowId::all().filter(|row| row.get().reading.is_some()).collect();
    html! {
        <>
            { site_header() }
            <main class="wrap narrow guide" id="main">
                <h1>{ "本工具口径" }</h1>
                <p class="lead">{ "文件没有写明的地方，本工具这样读。以下文字是本工具自拟，不是文件原文；上级工会另有规定的，以规定为准。" }</p>
                <ol class="readings double-rule">
                    { for READINGS.iter().map(|reading| html! {
                        <li key={reading.key} id={reading.key}>
                            <h2 class="guide-heading">{ words::spaced(reading.question) }</h2>
                            <dl class="reading">
                                <div><dt>{ "读法" }</dt><dd>{ said(reading.taken) }</dd></div>
                                if !reading.basis.is_empty() { <div><dt>{ "理由" }</dt><dd>{ said(reading.basis) }</dd></div> }
                                if !reading.alternative.is_empty() { <div><dt>{ "另一种读法" }</dt><dd>{ said(reading.alternative) }</dd></div> }
                            </dl>
                        </li>
                    }) }
                </ol>
                <h2>{ "扫描件存疑的行" }</h2>
                <ul class="row-links">
                    { for doubtful.into_iter().map(|row| {
                        let category = Category::ALL.into_iter().find(|of| row.get().applies_to.contains(*of)).unwrap_or(Category::Soe);
                        let Some(reading) = &row.get().reading else { return html! {} };
                        html! {
                            <li key={row.key()}><a class="link" href={Route::Guide(category, Some(row)).to_string()}>{ format!("{} {}", words::row_name(row), row.get().title) }</a>
                                <br />{ "存疑：" }{ words::with_tail(&words::spaced(reading.doubt)) }<br />{ "口径：" }{ words::with_tail(&words::spaced(reading.taken)) }</li>
                        }
                    }) }
                </ul>
            </main>
        </>
    }
}

fn said(text: &str) -> Html {
    words::with_tail(&format!("{}。", words::spaced(text)))
}
