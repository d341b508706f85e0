//! 达到 / 未达到: two halves, one choice, arrow keys within it.

use super::claim::Claim;
use super::mark::{MarkKind, mark};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::html;
use crate::dossier::Action;
use crate::guideline::ClauseId;
use crate::rating::Answer;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Which clause, and what was said.
#[derive(PartialEq)]
pub struct Choice {
    /// Which clause.
    pub clause: ClauseId,
    /// What was said.
    pub answer: Option<Answer>,
    /// Sends the edit.
    pub edit: Callback<Action>,
}

/// Draws the choice, or the claim of 不适用 with its sentence.
#[component]
fn choice(props: &Choice) -> Html {
    let clause = props.clause;
    let exempt = clause.get().exempt_if;
    let claimed = props.answer == Some(Answer::Exempt) && exempt.is_some();
    let claim = exempt.map(|_| html! { <Claim {clause} {claimed} edit={props.edit.clone()} /> });
    if claimed {
        return html! {
            <div class="choice-claimed">
                <span class="state is-na">{ mark(MarkKind::NotApplicable) }{ "不适用" }</span>
                { claim }
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
        let (edit, next) = (props.edit.clone(), (!chosen).then_some(answer));
        let onclick = Callback::from(move |event: MouseEvent| {
            // The second click of a double one takes nothing away.
            if event.detail() <= 1 || next.is_some() {
                edit.emit(Action::SetAnswer(clause, next));
            }
        });
        let reachable = chosen || (answer == Answer::Met && !matches!(props.answer, Some(Answer::NotMet)));
        html! {
            <button class={classes!("half", kind.class())} type="button" role="radio"
                aria-checked={chosen.to_string()} tabindex={if reachable { "0" } else { "-1" }} {onclick}
                data-answer={answer.key()}>
                { mark(kind) }{ kind.word() }
            </button>
        }
    };
    html! {
        <div class="choice">
            <div class="halves" role="radiogroup" aria-label={clause.get().quote} {onkeydown}>
                { half(Answer::Met, MarkKind::Met) }
                { half(Answer::NotMet, MarkKind::NotMet) }
            </div>
            { claim }
        </div>
    }
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
