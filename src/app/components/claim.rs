//! 申明不适用: the sentence that is claimed is read before it is, and it can be taken back.

use crate::app::component;
use crate::app::hooks::use_state;
use crate::app::html;
use crate::browser;
use crate::dossier::Action;
use crate::guideline::ClauseId;
use crate::rating::Answer;
use yew::prelude::*;

/// Which clause.
#[derive(PartialEq)]
pub struct Claim {
    /// Which clause.
    pub clause: ClauseId,
    /// Whether it is claimed.
    pub claimed: bool,
    /// Sends the edit.
    pub edit: Callback<Action>,
}

/// Draws what can be done next: to claim, to confirm that, or to take it back. Nothing where the words allow no claim.
#[component]
fn claim(props: &Claim) -> Html {
    let asking = use_state(|| false);
    let clause = props.clause;
    let Some(sentence) = clause.get().exempt_if else { return html! {} };
    // What is pressed gives way to what is pressed next, and with it the keyboard: one id for all of them.
    let id = id(clause);
    let ask = |open: bool| {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| {
            asking.set(open);
            keep_keyboard(clause);
        })
    };
    let say = |answer: Option<Answer>| {
        let (edit, asking) = (props.edit.clone(), asking.clone());
        Callback::from(move |_: MouseEvent| {
            asking.set(false);
            edit.emit(Action::SetAnswer(clause, answer));
            keep_keyboard(clause);
        })
    };
    match (props.claimed, *asking) {
        (true, _) => html! { <button class="link" type="button" {id} onclick={say(None)}>{ "撤回申明" }</button> },
        (false, false) => {
            html! { <button class="link choice-claim" type="button" {id} onclick={ask(true)}>{ "申明不适用" }</button> }
        }
        (false, true) => html! {
            <div class="claim">
                <p>{ format!("申明：{sentence}。报告中注明“待复核确认”。") }</p>
                <button class="link" type="button" {id} onclick={say(Some(Answer::Exempt))}>{ "确认申明" }</button>
                <button class="link" type="button" onclick={ask(false)}>{ "取消" }</button>
            </div>
        },
    }
}

fn id(clause: ClauseId) -> String {
    format!("claim-{}", clause.key())
}

/// Once it is drawn, unless the keyboard is somewhere by then.
fn keep_keyboard(clause: ClauseId) {
    browser::after(100, move || browser::focus_lost(&id(clause))).forget();
}
