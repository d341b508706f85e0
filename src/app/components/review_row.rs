//! A row under review: what the unit says and lists, what the levels below said, and this level's opinion.

use super::mark::{MarkKind, mark};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::html;
use crate::app::view::RowView;
use crate::app::words;
use crate::browser;
use crate::dossier::{Dossier, Opinion, Review};
use crate::guideline::{ClauseId, RowId};
use crate::rating::{Inputs, Outcome, Rating, is_claimed};
use yew::prelude::*;

/// All that the row shows: redrawn only when it changes.
#[derive(Clone, PartialEq)]
pub struct RowSaid {
    view: RowView,
    claims: Vec<(ClauseId, Option<bool>)>,
    opinion: Option<Opinion>,
    below: Vec<(&'static str, Opinion)>,
}

/// Gathers it.
pub fn row_said(dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating, row: RowId, at: usize) -> RowSaid {
    let review = &dossier.reviews[at];
    let claims = row.get().clauses().filter(|id| is_claimed(*id, inputs));
    let below = dossier.reviews[..at].iter();
    RowSaid {
        view: RowView::new(dossier, inputs, rating, row),
        claims: claims.map(|id| (id, review.claims.get(&id).copied())).collect(),
        opinion: review.rows.get(&row).cloned(),
        below: below.filter_map(|layer| Some((layer.level.name(), layer.rows.get(&row)?.clone()))).collect(),
    }
}

/// The row.
#[derive(PartialEq)]
pub struct ReviewRow {
    /// What it shows.
    pub said: RowSaid,
    /// Changes what the layer says of the row: the same callback for as long as the page stands, so that a key that is
    /// pressed in one row draws no other.
    pub say: Callback<Say>,
}

/// What is said.
pub enum Say {
    /// Of a row; none takes it away.
    Of(RowId, Option<Opinion>),
    /// Of a claim.
    Confirmed(ClauseId, bool),
}

impl Say {
    /// Writes it into the layer.
    pub fn into_layer(self, review: &mut Review) {
        match self {
            Self::Of(row, Some(opinion)) => {
                review.rows.insert(row, opinion);
            }
            Self::Of(row, None) => {
                review.rows.remove(&row);
            }
            Self::Confirmed(claim, confirmed) => {
                review.claims.insert(claim, confirmed);
            }
        }
    }
}

/// Draws the row.
#[component]
fn review_row(props: &ReviewRow) -> Html {
    let said = &props.said;
    let (row, seen) = (said.view.row, said.view.outcomes.definite());
    let kind = MarkKind::of(said.view.outcomes);
    let half = |accepted: bool, name: &'static str| {
        let chosen = said.opinion.as_ref().is_some_and(|opinion| opinion.accepted == accepted);
        let reason = said.opinion.as_ref().map_or_else(String::new, |opinion| opinion.reason.clone());
        // Chosen again, it is taken away, but not with a reason that was written.
        let has_reason = !reason.trim().is_empty();
        let say = props.say.clone();
        let set = move || {
            // Why it was not accepted is no reason to accept it.
            let reason = if accepted { String::new() } else { reason.clone() };
            match (chosen, has_reason) {
                (true, true) => {}
                (true, false) => say.emit(Say::Of(row, None)),
                (false, _) => say.emit(Say::Of(row, Some(Opinion { accepted, reason, seen }))),
            }
        };
        let mark_of = if accepted { MarkKind::Met } else { MarkKind::NotMet };
        html! {
            <button class={classes!("half", mark_of.class())} type="button" aria-pressed={chosen.to_string()}
                data-accept={accepted.to_string()} onclick={Callback::from(move |event: MouseEvent| {
                    // The second click of a double one takes nothing away.
                    if event.detail() <= 1 || !chosen {
                        set();
                    }
                })}>
                { mark(mark_of) }{ name }
            </button>
        }
    };
    let on_reason = {
        let (say, opinion) = (props.say.clone(), said.opinion.clone());
        Callback::from(move |event: InputEvent| {
            if let (Some(reason), Some(opinion)) = (browser::typed(&event), opinion.clone()) {
                say.emit(Say::Of(row, Some(Opinion { reason, ..opinion })));
            }
        })
    };
    html! {
        <li class="review-row" id={format!("review-{}", row.key())}>
            <div class="review-line">
                <span class="review-number">{ format!("{:02}", row.get().ordinal) }</span>
                <div class="review-what">
                    <p><b>{ row.get().title }</b><span class={classes!("state", kind.class())}>{ mark(kind) }{ format!("自评{}", kind.word()) }</span></p>
                    { for said.below.iter().map(|(level, opinion)| html! { <p class="note">{ layer_said(level, opinion) }</p> }) }
                    if said.opinion.as_ref().is_some_and(|opinion| opinion.seen != seen) {
                        <p class="note red">{ "单位在复核后改过这一行，请再看一次。" }</p>
                    }
                    { details(&said.view) }
                    { for said.claims.iter().map(|(claim, confirmed)| claim_line(props, *claim, *confirmed)) }
                </div>
                <div class="row-state"><div class="halves" role="group" aria-label={format!("复核：{}", row.get().title)}>
                    { half(true, "认可") }{ half(false, "不认可") }
                </div></div>
                if said.opinion.as_ref().is_some_and(|opinion| !opinion.accepted) {
                    <label class="review-reason"><span class="note">{ "不认可的理由" }</span>
                        <input class="input" maxlength="500" autocomplete="off" oninput={on_reason}
                            value={said.opinion.as_ref().map_or_else(String::new, |opinion| opinion.reason.clone())} />
                        <span class="print-only">{ said.opinion.as_ref().map(|opinion| opinion.reason.clone()) }</span>
                    </label>
                }
            </div>
        </li>
    }
}

fn layer_said(level: &str, opinion: &Opinion) -> String {
    let word = if opinion.accepted { "认可" } else { "不认可" };
    if opinion.reason.is_empty() {
        format!("{level}：{word}。")
    } else {
        format!("{level}：{word}，{}", opinion.reason)
    }
}

/// The document's words, the clauses with their arithmetic, note and evidence.
fn details(view: &RowView) -> Html {
    let listed: Vec<_> = view.evidence.iter().filter(|entry| !entry.is_blank()).collect();
    html! {
        <details class="disclosure">
            <summary class="note">{ "原文、自评和佐证" }{ if listed.is_empty() { String::new() } else { format!("（佐证\u{a0}{}\u{a0}件）", listed.len()) } }</summary>
            <p class="document">{ view.words() }</p>
            <ul>{ for view.clauses.iter().map(|clause| {
                let kind = MarkKind::of(clause.outcomes);
                let sum = clause.measure.as_ref().map(|measure| format!("（{}，{}）", words::arithmetic(measure), words::threshold(measure)));
                html! { <li key={clause.clause.key()}>{ format!("{} {}：{}", clause.clause.get().letter(), clause.clause.get().quote, kind.word()) }{ sum }</li> }
            }) }</ul>
            if !view.note.is_empty() { <p>{ format!("备注：{}", view.note) }</p> }
            { for listed.iter().map(|entry| html! { <p class="note">{ format!("佐证：{}", [entry.name.as_str(), entry.date.as_str(), entry.place.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")) }</p> }) }
            if listed.is_empty() && view.outcomes.definite() == Some(Outcome::Met) { <p class="note">{ "没有列佐证材料。" }</p> }
        </details>
    }
}

fn claim_line(props: &ReviewRow, claim: ClauseId, confirmed: Option<bool>) -> Html {
    let tick = |value: bool, name: &'static str| {
        let onchange = props.say.reform(move |_: Event| Say::Confirmed(claim, value));
        html! {
            <label class="tick"><input type="radio" name={format!("claim-{}", claim.key())} checked={confirmed == Some(value)} {onchange} /><span>{ name }</span></label>
        }
    };
    html! {
        <fieldset class="review-claim" key={claim.key()}>
            <legend>{ format!("{}\u{a0}申明不适用：{}", claim.get().letter(), claim.get().exempt_if.unwrap_or_default()) }</legend>
            { tick(true, "确认") }{ tick(false, "不确认") }
        </fieldset>
    }
}
