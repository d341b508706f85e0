//! 自评报告: the sheets as they will print, and the other ways out.

use crate::app::canvas::classes;
use crate::app::component;
use crate::app::components::paper::Paper;
use crate::app::components::take_away::TakeAway;
use crate::app::hooks::use_state;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::browser;
use crate::dossier::to_code;
use crate::report::{self, Extent};
use yew::prelude::*;

/// The dossier.
#[derive(PartialEq)]
pub struct ReportPage {
    /// The open dossier.
    pub open: Open,
}

/// The link that opens a code in this page; none where the page came from a disk.
pub fn link_of(code: &str) -> Option<String> {
    browser::address().map(|address| format!("{address}{}", Route::Code(code.to_owned())))
}

/// Draws the page.
#[component]
fn report_page(props: &ReportPage) -> Html {
    let extent = use_state(|| Extent::Full);
    let compact = use_state(|| false);
    let dossier = &props.open.dossier;
    let Ok(report) = report::build(dossier) else {
        return html! {
            <>
                <h1>{ "自评报告" }</h1>
                <p class="lead">{ "单位信息填完后才能生成报告。" }</p>
                <p class="actions">
                    <a class="button primary" href={Route::Dossier(dossier.id.clone(), Page::Union).to_string()}>{ "补填单位信息" }</a>
                </p>
            </>
        };
    };
    let code = to_code(dossier);
    let address = code
        .as_ref()
        .ok()
        .and_then(|code| link_of(code))
        .filter(|_| matches!(*extent, Extent::Full | Extent::Conclusion));
    let choose = |of: Extent| {
        let extent = extent.clone();
        let here = *extent == of;
        let onclick = Callback::from(move |_: MouseEvent| extent.set(of));
        html! { <button class={classes!("filter", here.then_some("is-here"))} type="button" aria-pressed={here.to_string()} {onclick}>{ of.name() }</button> }
    };
    let on_compact = {
        let compact = compact.clone();
        Callback::from(move |_: Event| compact.set(!*compact))
    };
    html! {
        <>
            <div class="report-bar">
                <h1>{ "自评报告" }</h1>
                <p class="note">{ "打印时请选 A4、纵向、边距“无”或“默认”，关闭“页眉和页脚”。要存成 PDF，在打印窗口里选“另存为 PDF”。" }</p>
                if words::no_day(&dossier.as_of).is_some() {
                    <p class="note red">
                        { format!("“数字截至”写的是“{}”，不是一个日子，报告照原样印。", dossier.as_of) }
                        <a class="link" href={Route::Dossier(dossier.id.clone(), Page::Facts(None)).to_string()}>{ "去改" }</a>
                    </p>
                }
                <div class="filters" role="group" aria-label="打印哪些部分">
                    { for Extent::ALL.into_iter().map(choose) }
                    <label class="tick"><input type="checkbox" checked={*compact} onchange={on_compact} /><span>{ "紧凑（会议用）" }</span></label>
                </div>
                <p class="report-actions">
                    <button class="button primary" type="button" onclick={Callback::from(|_: MouseEvent| browser::print())}>{ "打印报告" }</button>
                </p>
                <TakeAway dossier={dossier.clone()} text={report::text(&report)} code={code.map_err(|error| error.to_string())} />
            </div>
            <Paper report={report.only(*extent)} compact={*compact} {address} />
        </>
    }
}
