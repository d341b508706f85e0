//! 达到 / 未达到: two halves, one choice, arrow keys within it.

use super::mark::{MarkKind, mark};
use crate::browser;
use crate::dossier::Action;
use crate::guideline::ClauseId;
use crate::rating::Answer;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Which clause, and what was said.
#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// Which clause.
    pub clause: ClauseId,
    /// What was said.
    pub answer: Option<Answer>,
    /// Sends the edit.
    pub edit: Callback<Action>,
}

/// Draws the choice, or the claim of 不适用 with its sentence.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let asking = use_state(|| false);
    let clause = props.clause;
    let say = |answer: Option<Answer>| {
        let (edit, asking) = (props.edit.clone(), asking.clone());
        Callback::from(move |event: MouseEvent| {
            // The second click of a double one says nothing more.
            if event.detail() > 1 {
                return;
            }
            if *asking {
                asking.set(false);
            }
            edit.emit(Action::SetAnswer(clause, answer));
            if matches!(answer, None | Some(Answer::Exempt)) {
                focus_claim(clause);
            }
        })
    };
    let ask = |open: bool| {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| {
            asking.set(open);
            focus_claim(clause);
        })
    };
    // What is pressed to claim gives way to what is pressed next, and with it the keyboard: one id for all of them.
    let claim_id = claim_id(clause);
    if let (Some(Answer::Exempt), Some(_)) = (props.answer, clause.get().exempt_if) {
        return html! {
            <div class="choice-claimed">
                <span class="state is-na">{ mark(MarkKind::NotApplicable) }{ "不适用" }</span>
                <button class="link" type="button" id={claim_id} onclick={say(None)}>{ "撤回申明" }</button>
            </div>
        };
    }
    let onkeydown = {
        let edit = props.edit.clone();
        Callback::from(move |event: KeyboardEvent| {
            let answer = match event.key().as_str() {
                "ArrowLeft" | "ArrowUp" if !event.alt_key() => Answer::Met,
                "ArrowRight" | "ArrowDown" if !event.alt_key() => Answer::NotMet,
                _ => return,
            };
            event.prevent_default();
            edit.emit(Action::SetAnswer(clause, Some(answer)));
            focus_half(&event, answer);
        })
    };
    let half = |answer: Answer, kind: MarkKind| {
        let chosen = props.answer == Some(answer);
        // Chosen again, it is taken away.
        let onclick = say(if chosen { None } else { Some(answer) });
        let reachable = chosen || (answer == Answer::Met && !matches!(props.answer, Some(Answer::NotMet)));
        html! {
            <button class={classes!("half", kind.class(), chosen.then_some("is-chosen"))} type="button" role="radio"
                aria-checked={chosen.to_string()} tabindex={if reachable { "0" } else { "-1" }} {onclick}
                data-answer={answer.key()}>
                if chosen { { mark(kind) } }
                { kind.word() }
            </button>
        }
    };
    html! {
        <div class="choice">
            <div class="halves" role="radiogroup" aria-label={clause.get().quote} {onkeydown}>
                { half(Answer::Met, MarkKind::Met) }
                { half(Answer::NotMet, MarkKind::NotMet) }
            </div>
            if let Some(sentence) = clause.get().exempt_if {
                if *asking {
                    <div class="claim">
                        <p>{ format!("申明：{sentence}。报告中注明“待复核确认”。") }</p>
                        <button class="link" type="button" id={claim_id} onclick={say(Some(Answer::Exempt))}>{ "确认申明" }</button>
                        <button class="link" type="button" onclick={ask(false)}>{ "取消" }</button>
                    </div>
                } else {
                    <button class="link choice-claim" type="button" id={claim_id} onclick={ask(true)}>{ "申明不适用" }</button>
                }
            }
        </div>
    }
}

fn claim_id(clause: ClauseId) -> String {
    format!("claim-{}", clause.key())
}

/// Once it is drawn, unless the keyboard is somewhere by then.
fn focus_claim(clause: ClauseId) {
    browser::after(100, move || browser::focus_lost(&claim_id(clause))).forget();
}

/// Moves the keyboard to the half that was just chosen. From the target, since Yew listens at its root.
fn focus_half(event: &KeyboardEvent, answer: Answer) {
    let from = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let group = from.and_then(|half| half.closest(".halves").ok().flatten());
    let selector = format!("[data-answer={}]", answer.key());
    let half = group.and_then(|group| group.query_selector(&selector).ok().flatten());
    if let Some(half) = half.and_then(|half| half.dyn_into::<HtmlElement>().ok()) {
        let _ = half.focus();
    }
}
