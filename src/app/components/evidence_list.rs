//! 佐证材料: what there is, from when, where it is kept. Listed, never uploaded.

use crate::app::html;
use crate::browser;
use crate::dossier::{Action, Evidence, looks_private};
use crate::guideline::RowId;
use yew::prelude::*;

/// A row's evidence.
#[derive(PartialEq)]
pub struct EvidenceListProps {
    /// The row.
    pub row: RowId,
    /// What is listed.
    pub evidence: Vec<Evidence>,
    /// Sends an edit.
    pub edit: Callback<Action>,
}

type Change = Box<dyn Fn(&mut Vec<Evidence>)>;

/// Draws the list, editable in place.
pub fn evidence_list(props: &EvidenceListProps) -> Html {
    let send = |change: Change| {
        let (edit, row, evidence) = (props.edit.clone(), props.row, props.evidence.clone());
        move || {
            let mut evidence = evidence.clone();
            change(&mut evidence);
            edit.emit(Action::SetEvidence(row, evidence));
        }
    };
    let input =
        |at: usize, label: &'static str, class: &'static str, value: &str, field: fn(&mut Evidence) -> &mut String| {
            let (edit, row, evidence) = (props.edit.clone(), props.row, props.evidence.clone());
            let oninput = Callback::from(move |event: InputEvent| {
                let Some(text) = browser::typed(&event) else { return };
                let mut evidence = evidence.clone();
                if let Some(entry) = evidence.get_mut(at) {
                    *field(entry) = text;
                    edit.emit(Action::SetEvidence(row, evidence));
                }
            });
            let id = (class == "evidence-name").then(|| name_id(row, at));
            html! {
                <label class={class}>
                    <span class="note">{ label }</span>
                    <input class="input" {id} value={value.to_owned()} maxlength="100" autocomplete="off" {oninput} />
                </label>
            }
        };
    let add = send(Box::new(|evidence| evidence.push(Evidence::default())));
    let (row, next) = (props.row, props.evidence.len());
    // The keyboard goes to what has come, and once one is gone to where another is added.
    let on_add = Callback::from(move |event: MouseEvent| {
        if event.detail() <= 1 {
            add();
            browser::after(100, move || browser::focus(&name_id(row, next))).forget();
        }
    });
    html! {
        <div class="panel">
            { for props.evidence.iter().enumerate().map(|(at, entry)| {
                let remove = send(Box::new(move |evidence| {
                    if at < evidence.len() {
                        evidence.remove(at);
                    }
                }));
                // The next one moves up under the pointer: the second click of a double one is not meant for it.
                let on_remove = Callback::from(move |event: MouseEvent| {
                    if event.detail() <= 1 {
                        remove();
                        browser::focus(&name_id(row, usize::MAX));
                    }
                });
                html! {
                    <div class="evidence" key={at} role="group" aria-label={format!("佐证 {}", at + 1)}>
                        { input(at, "名称", "evidence-name", &entry.name, |entry| &mut entry.name) }
                        { input(at, "日期", "evidence-date", &entry.date, |entry| &mut entry.date) }
                        { input(at, "存放处", "evidence-place", &entry.place, |entry| &mut entry.place) }
                        <button class="link evidence-remove" type="button" onclick={on_remove}>{ "移除" }</button>
                    </div>
                }
            }) }
            if props.evidence.iter().any(|entry| looks_private(&entry.name) || looks_private(&entry.place)) {
                <p class="note red">{ "佐证里好像有身份证号或手机号，报告会印出来，建议删去。" }</p>
            }
            if props.evidence.is_empty() {
                <p class="note">{ "列出能证明本行的材料，不用上传。" }</p>
            }
            <p><button class="link" type="button" id={name_id(row, usize::MAX)} onclick={on_add}>{ "添一件佐证" }</button></p>
        </div>
    }
}

/// The id of the name of one piece, and past all of them that of the button that adds one.
fn name_id(row: RowId, at: usize) -> String {
    format!("evidence-{}-{}", row.key(), if at == usize::MAX { "add".to_owned() } else { at.to_string() })
}
