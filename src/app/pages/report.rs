//! 自评报告: the pages as they will print.

use super::DossierProps;
use crate::app::components::paper::{PaperProps, paper};
use crate::app::route::{Page, Route};
use crate::browser;
use crate::report;
use yew::prelude::*;

/// Draws the page.
pub fn report_page(props: &DossierProps) -> Html {
    match report::build(&props.open.dossier) {
        Ok(report) => html! {
            <>
                <div class="report-bar">
                    <h1>{ "自评报告" }</h1>
                    <p class="note">{ "打印时请选 A4、纵向，关闭“页眉和页脚”。要存成 PDF，在打印窗口里选“另存为 PDF”。" }</p>
                    <p><button class="button primary" type="button" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ "打印报告" }</button></p>
                </div>
                { paper(&PaperProps { report }) }
            </>
        },
        Err(_) => html! {
            <>
                <h1>{ "自评报告" }</h1>
                <p class="lead">{ "单位信息填完后才能生成报告。" }</p>
                <p class="actions">
                    <a class="button primary" href={Route::Dossier(props.open.dossier.id.clone(), Page::Union).to_string()}>{ "补填单位信息" }</a>
                </p>
            </>
        },
    }
}
