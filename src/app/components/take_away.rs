//! Other ways out of the page: the text, the link, the code that carries a draft into another browser.

use crate::app::library;
use crate::app::pages::report::link_of;
use crate::browser;
use crate::dossier::Dossier;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What can be taken.
#[derive(Properties, PartialEq)]
pub struct TakeAwayProps {
    /// The dossier.
    pub dossier: Rc<Dossier>,
    /// The report as text.
    pub text: String,
    /// The code, or why there is none.
    pub code: Result<String, String>,
}

/// Draws the links, and what was done last.
#[component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
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
                let (dossier, working, failure) = (dossier.clone(), working.clone(), failure.clone());
                working.set(Some(name));
                failure.set(None);
                spawn_local(async move {
                    failure.set(library::make(kind, &dossier).await.err());
                    working.set(None);
                });
            })
        };
        html! { <button class="link" type="button" disabled={busy} {onclick}>{ format!("下载 {name}") }</button> }
    };
    let link = props.code.as_ref().ok().and_then(|code| link_of(code));
    html! {
        <div class="take-away">
            <p>
                { make("docx", "Word") }
                { make("xlsx", "Excel") }
                <button class="link" type="button" onclick={copy("报告全文", props.text.clone())}>{ "复制全文" }</button>
                if let Some(link) = link { <button class="link" type="button" onclick={copy("链接", link)}>{ "复制链接" }</button> }
                <button class="link" type="button" aria-expanded={shown.to_string()} onclick={toggle}>{ "备份码" }</button>
            </p>
            if let Some(name) = *working { <p class="note" role="status">{ format!("正在生成 {name} 文件，第一次要多等几秒。") }</p> }
            if let Some(failure) = &*failure { <p class="note red" role="alert">{ failure }</p> }
            if let Some((what, copied)) = *done {
                <p class="note" role="status">{ if copied { format!("{what}已复制，可以粘贴到别处。") } else { format!("浏览器没有让复制{what}，请在下面选中后手工复制。") } }</p>
                if !copied { <textarea class="textarea" readonly=true rows="6" aria-label={what} value={if what == "报告全文" { props.text.clone() } else { props.code.clone().unwrap_or_default() }} /> }
            }
            if *shown {
                { match &props.code {
                    Ok(code) => html! {
                        <div class="panel">
                            <p class="note">{ "换一个浏览器或设备时，在首页“用备份码导入”里粘贴这串字符，单位、数字、答复和申明就都过去了；备注、佐证、计划和复核意见不在里面，请用“导出档案”。" }</p>
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
