//! Other ways out of the page: the text, the link, the code that carries a draft into another browser.

use super::alert::{Tone, alert};
use crate::app::component;
use crate::app::hooks::use_state;
use crate::app::html;
use crate::app::library;
use crate::app::pages::report::link_of;
use crate::app::words;
use crate::browser::{self, PictureLine};
use crate::dossier::{Dossier, digest};
use crate::guideline::{DOCUMENT, Star};
use crate::rating::explain;
use crate::report;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What can be taken.
#[derive(PartialEq)]
pub struct TakeAway {
    /// The dossier.
    pub dossier: Rc<Dossier>,
    /// The report as text.
    pub text: String,
    /// The code, or why there is none.
    pub code: Result<String, String>,
}

/// Draws the links, and what was done last.
#[component]
fn take_away(props: &TakeAway) -> Html {
    let done = use_state(|| None::<(&'static str, bool)>);
    let shown = use_state(|| false);
    let copy = |what: &'static str, text: String| {
        let done = done.clone();
        Callback::from(move |_: MouseEvent| {
            let (done, text) = (done.clone(), text.clone());
            spawn_local(async move { done.set(Some((what, browser::copy(&text).await))) });
        })
    };
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let working = use_state(|| None::<&'static str>);
    let failure = use_state(|| None::<String>);
    let make = |kind: &'static str, name: &'static str| {
        let (dossier, working, failure) = (props.dossier.clone(), working.clone(), failure.clone());
        let busy = working.is_some();
        let onclick = {
            let working = working.clone();
            Callback::from(move |_: MouseEvent| {
                if busy {
                    return;
                }
                let (dossier, working, failure) = (dossier.clone(), working.clone(), failure.clone());
                working.set(Some(name));
                failure.set(None);
                spawn_local(async move {
                    failure.set(library::make(kind, &dossier).await.err());
                    working.set(None);
                });
            })
        };
        html! { <button class="link" type="button" aria-disabled={busy.then_some("true")} {onclick}>{ format!("下载 {name}") }</button> }
    };
    let image = use_state(|| None::<String>);
    let draw = {
        let (dossier, image, failure) = (props.dossier.clone(), image.clone(), failure.clone());
        Callback::from(move |_: MouseEvent| match browser::picture(&conclusion(&dossier)) {
            Some(drawn) => image.set(Some(drawn)),
            None => failure.set(Some("浏览器画不出图片，请改用复制全文。".to_owned())),
        })
    };
    let link = props.code.as_ref().ok().and_then(|code| link_of(code));
    html! {
        <div class="take-away">
            if browser::is_in_app() {
                { alert(Tone::Standing, "这里可能打印不了，也存不下文件", "点右上角“···”，选“在浏览器打开”。浏览器里看不到这里填的内容：先点“备份码”复制，到浏览器的首页用“用备份码导入”粘贴。也可以复制全文，或保存结论图片。", html! {}) }
            }
            <p>
                { make("docx", "Word") }
                { make("xlsx", "Excel") }
                <button class="link" type="button" onclick={copy("报告全文", props.text.clone())}>{ "复制全文" }</button>
                if let Some(link) = link.clone() { <button class="link" type="button" onclick={copy("链接", link)}>{ "复制链接" }</button> }
                <button class="link" type="button" onclick={draw}>{ "结论图片" }</button>
                <button class="link" type="button" aria-expanded={shown.to_string()} onclick={toggle}>{ "备份码" }</button>
            </p>
            if let Some(image) = &*image {
                <div class="panel">
                    <p class="note">{ "长按或用右键保存图片。" }</p>
                    <img class="conclusion" src={image.clone()} alt={conclusion(&props.dossier).iter().flat_map(|line| &line.parts).map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" ")} />
                </div>
            }
            if let Some(name) = *working { <p class="note" role="status">{ format!("正在生成 {name} 文件，第一次要多等几秒。") }</p> }
            if let Some(failure) = &*failure { <p class="note red" role="alert">{ failure }</p> }
            if let Some((what, copied)) = *done {
                <p class="note" role="status">{ if copied { format!("{what}已复制，可以粘贴到别处。") } else { format!("浏览器没有让复制{what}，请在下面选中后手工复制。") } }</p>
                if !copied { <textarea class="textarea" readonly=true rows="6" aria-label={what} value={match what {
                    "报告全文" => props.text.clone(),
                    "链接" => link.unwrap_or_default(),
                    _ => props.code.clone().unwrap_or_default(),
                }} /> }
            }
            if *shown {
                { match &props.code {
                    Ok(code) => html! {
                        <div class="panel">
                            <p class="note">{ "换一个浏览器或设备时，在首页“用备份码导入”里粘贴这串字符，单位、数字、答复和申明就都过去了；备注、佐证、计划、复核意见、曾获荣誉、上年对照和没有看懂的数字不在里面，请用“导出档案”。" }</p>
                            <textarea class="textarea code" readonly=true rows="4" aria-label="备份码" value={code.clone()} />
                            <button class="link" type="button" onclick={copy("备份码", code.clone())}>{ "复制备份码" }</button>
                        </div>
                    },
                    Err(reason) => html! { <p class="note red">{ reason }</p> },
                } }
            }
        </div>
    }
}

/// The verdict in a few lines, for a chat: what the header says, and what the report says under its title.
fn conclusion(dossier: &Dossier) -> Vec<PictureLine> {
    const INK: &str = "#1B1A17";
    const SOFT: &str = "#55534D";
    const GOLD: &str = "#A67C1E";
    let (Ok(rating), Ok(profile), Ok(report)) = (dossier.rating(), dossier.profile(), report::build(dossier)) else {
        return Vec::new();
    };
    let reviewed = dossier.reviewed_by_all().map(|after| after.rating);
    let stands = reviewed.as_ref().unwrap_or(&rating);
    let line = |text: String, size: f64, bold: bool, colour: &'static str| PictureLine {
        parts: vec![(text, colour)],
        size,
        bold,
    };
    let stars = Star::ALL.map(|star| {
        let mark = if star <= stands.assured { "★" } else { "☆" };
        (mark.to_owned(), if star <= stands.attainable { GOLD } else { SOFT })
    });
    let mut lines = vec![
        line(dossier.union.called().to_owned(), 44.0, true, INK),
        line(format!("{}年度星级自评", dossier.year), 36.0, false, SOFT),
        PictureLine { parts: stars.to_vec(), size: 88.0, bold: false },
        line(words::standing(&rating, reviewed.as_ref(), "，"), 64.0, true, INK),
    ];
    lines.extend(report.remarks.into_iter().map(|remark| line(remark, 36.0, false, SOFT)));
    for rung in explain(profile.annex(), stands) {
        let state = report::standing(rung.state);
        lines.push(line(format!("{}：{state}", rung.rule.star.name()), 36.0, false, INK));
    }
    lines.push(line(
        format!("对照{}。自评结果，以上级工会复核认定为准。摘要 {}", DOCUMENT.number, digest(dossier)),
        28.0,
        false,
        SOFT,
    ));
    lines
}
