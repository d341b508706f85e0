//! What is not counted, and what should be looked at: each with its reason.

use super::talk::ask;
use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::rollup::{Ask, Reconciliation, Tell};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The sums.
#[derive(PartialEq)]
pub struct Problems {
    /// What was read and what became of it.
    pub sums: Reconciliation,
}

const MOST: usize = 500;

/// Draws the list.
#[component]
fn problems(props: &Problems) -> Html {
    let lines = use_state(|| None::<(usize, Vec<(String, String, String)>)>);
    {
        let lines = lines.clone();
        use_effect_with(props.sums, move |_| {
            spawn_local(async move {
                if let Tell::Problems(total, some) = ask(&Ask::Problems { from: 0, count: MOST }).await {
                    lines.set(Some((total, some)));
                }
            });
        });
    }
    let sums = props.sums;
    html! {
        <>
            <h1>{ "未计入和待核对的" }</h1>
            <p class="lead">{ format!("读\u{a0}{}\u{a0}份\u{a0}=\u{a0}计入\u{a0}{}\u{a0}+\u{a0}重复\u{a0}{}\u{a0}+\u{a0}旧版本\u{a0}{}\u{a0}+\u{a0}没有读入\u{a0}{}。", sums.read, sums.accepted, sums.duplicates, sums.older, sums.refused) }</p>
            if let Some((total, lines)) = &*lines {
                if lines.is_empty() {
                    <p class="empty">{ "每一份都计入了，没有要核对的。" }</p>
                } else {
                    // On phones its cells stand under each other, and it is a table all the same.
                    <table class="ledger desk-problems" role="table">
                        <thead role="rowgroup"><tr role="row"><th role="columnheader">{ "文件" }</th><th role="columnheader">{ "工会" }</th><th role="columnheader">{ "原因" }</th></tr></thead>
                        <tbody role="rowgroup">{ for lines.iter().map(|(source, name, reason)| html! { <tr role="row"><td role="cell">{ source }</td><td role="cell">{ if name.is_empty() { "—" } else { name }.to_owned() }</td><td role="cell">{ reason }</td></tr> }) }</tbody>
                    </table>
                    if *total > lines.len() { <p class="note">{ format!("共\u{a0}{total}\u{a0}条，这里列出前\u{a0}{MOST}\u{a0}条，其余见导出的 Excel。") }</p> }
                }
            }
            <p class="actions"><a class="button" href="#/desk">{ "回到概览" }</a></p>
        </>
    }
}
