//! A row: number and dimension, the document's words, its state; then its clauses; then evidence, note, reading.

use super::choice::Choice;
use super::mark::{MarkKind, mark};
use super::measured::measured;
use super::row_extras::RowExtras;
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::html;
use crate::app::live::{Live, Place, use_live};
use crate::app::view::{ClauseView, RowView};
use crate::app::words;
use crate::dossier::{Action, Dossier, lasts};
use crate::guideline::RowId;
use crate::rating::{Answer, Outcome, Rating};
use std::rc::Rc;
use yew::prelude::*;

/// Which row.
#[derive(PartialEq)]
pub struct RowCard {
    /// The dossier's id, for links.
    pub dossier: Rc<str>,
    /// The row.
    pub row: RowId,
    /// Where it is drawn from.
    pub live: Live,
    /// Whether its rejection alone lowers the star (关键行).
    pub is_key: bool,
    /// Whether the address names this row.
    pub current: bool,
    /// Sends an edit.
    pub edit: Callback<Action>,
}

/// Draws the row.
#[component]
fn row_card(props: &RowCard) -> Html {
    let id = props.row;
    let read =
        move |dossier: &Rc<Dossier>, rating: &Rating| Some(RowView::new(dossier, dossier.inputs().ok()?, rating, id));
    let Some(view) = use_live(&props.live, Place::Row(id), read) else { return html! {} };
    let view = &view;
    let row = id.get();
    let kind = view.kind();
    let single = match view.clauses.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    html! {
        <section class={classes!("row", props.current.then_some("is-current"))} id={row.key} aria-label={row.title} tabindex="-1">
            <div class={classes!("row-head", single.map(|_| "is-single"))}>
                <p class="row-number">
                    <b>{ format!("{:02}", row.ordinal) }</b>
                    <span>{ words::dimension_name(row.dimension) }</span>
                    if row.reading.is_some() { <span class="row-doubt">{ "存疑" }</span> }
                </p>
                <div class="row-words">
                    <p class="document"><span class="visually-hidden">{ "原文：" }</span>{ words::with_tail(view.words()) }</p>
                    if let Some(only) = single {
                        { clause_note(only) }
                    }
                </div>
                <div class="row-state">
                    if let Some(only) = single {
                        { clause_state(props, only) }
                    } else {
                        <p class={classes!("state", kind.class())}>{ mark(kind) }{ kind.word() }</p>
                        <p class={classes!("note", (kind == MarkKind::NotMet).then_some("red"))}>
                            if kind == MarkKind::Refused { { "自评：" } }
                            { reason(view) }
                        </p>
                    }
                </div>
            </div>
            if let Some(refused) = view.refused().map(str::to_owned) { <p class="note red row-refused">{ refused }</p> }
            if single.is_none() {
                <ul class="clauses">
                    { for view.clauses.iter().map(|clause| html! {
                        <li class="clause" key={clause.clause.key()}>
                            <span class="clause-letter">{ clause.clause.get().letter() }</span>
                            <div class="clause-words">
                                <p>{ clause.clause.get().quote }</p>
                                { clause_note(clause) }
                            </div>
                            <div class="row-state">
                                { clause_state(props, clause) }
                            </div>
                        </li>
                    }) }
                </ul>
            }
            <RowExtras view={Rc::clone(view)} is_key={props.is_key} edit={props.edit.clone()} />
        </section>
    }
}

/// The one reason of a row of several clauses.
fn reason(view: &RowView) -> String {
    let first = |wanted: Option<Outcome>| {
        let mut clauses = view.clauses.iter().filter(|clause| clause.outcomes.definite() == wanted);
        clauses.next().map(|clause| words::reason(clause.clause, wanted, clause.measure.as_ref()))
    };
    let count =
        |wanted: Outcome| view.clauses.iter().filter(|clause| clause.outcomes.definite() == Some(wanted)).count();
    match view.outcomes.definite() {
        Some(Outcome::NotMet) => first(Some(Outcome::NotMet)).unwrap_or_default(),
        Some(Outcome::Met) => match count(Outcome::NotApplicable) {
            0 => format!("{}\u{a0}个要点均达到", view.clauses.len()),
            exempt => format!("其中\u{a0}{exempt}\u{a0}个要点不适用"),
        },
        Some(Outcome::NotApplicable) => "各要点均不适用".to_owned(),
        None => first(None).unwrap_or_default(),
    }
}

/// Under the quote: the arithmetic, or the sentence that was claimed; and what was said last year.
fn clause_note(view: &ClauseView) -> Html {
    let last_year = match view.last_year() {
        Some(answer) if !view.clause.get().is_measured() => {
            let kind = match answer {
                Answer::Met => MarkKind::Met,
                Answer::NotMet => MarkKind::NotMet,
                Answer::Exempt => MarkKind::NotApplicable,
            };
            let kept = if view.answer == Some(answer) && lasts(view.clause) { "沿用" } else { "" };
            html! { <p class="clause-note">{ format!("{kept}上年：{}", kind.word()) }</p> }
        }
        _ => html! {},
    };
    let note = match (view.clause.get().exempt_if, view.answer, &view.measure) {
        (Some(sentence), Some(Answer::Exempt), _) => html! {
            <p class="clause-note">{ format!("申明：{sentence}。报告中注明“待复核确认”。") }</p>
        },
        (_, _, Some(measure)) => html! { <p class="clause-note">{ words::arithmetic(measure) }</p> },
        _ if view.outcomes.definite() == Some(Outcome::NotApplicable) => html! {
            <p class="clause-note">{ "按填报的数据，本要点不适用。" }</p>
        },
        _ => html! {},
    };
    html! { <>{ note }{ last_year }</> }
}

fn clause_state(props: &RowCard, view: &ClauseView) -> Html {
    // What was said while it applied stays, and says nothing now.
    if view.outcomes.definite() == Some(Outcome::NotApplicable)
        && view.answer != Some(Answer::Exempt)
        && view.measure.is_none()
    {
        let kind = MarkKind::NotApplicable;
        return html! { <p class={classes!("state", kind.class())}>{ mark(kind) }{ kind.word() }</p> };
    }
    if view.measure.is_some() {
        measured(&props.dossier, view, &props.edit)
    } else {
        html! { <Choice clause={view.clause} answer={view.answer} edit={props.edit.clone()} /> }
    }
}
