//! What follows from the numbers: each rate against the threshold of each star, shortfalls in people.

use super::mark::{MarkKind, mark};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::use_state;
use crate::app::html;
use crate::app::words;
use crate::browser;
use crate::dossier::{Action, Dossier, Entry, EntryError, parse_percent};
use crate::guideline::{ClauseId, FactId, RateId, Star};
use crate::rating::{Inputs, Measure, Outcomes, Percent, Value, clause_outcomes, measure};
use std::rc::Rc;
use yew::prelude::*;

/// The rates of a group.
#[derive(PartialEq)]
pub struct RateMatrixProps {
    /// The dossier.
    pub dossier: Rc<Dossier>,
    /// The facts of the group: rates with a numerator among them are shown.
    pub facts: Vec<FactId>,
    /// Sends an edit (a percentage given directly).
    pub edit: Callback<Action>,
}

/// A line of the matrix: a measured clause for each star that has one.
struct Line {
    name: &'static str,
    rate: Option<RateId>,
    cells: Vec<(Star, Measure, Outcomes)>,
}

fn lines(inputs: Inputs<'_>, facts: &[FactId]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for clause in ClauseId::all().filter(|clause| clause.get().in_scope(inputs.profile)) {
        let (Some(measured), Some(outcomes)) = (measure(clause, inputs), clause_outcomes(clause, inputs)) else {
            continue;
        };
        let Some(star) = clause.get().row.get().table().star else { continue };
        let (name, rate, fact) = match measured {
            Measure::Rate { rate, .. } => (rate.get().label, Some(rate), rate.get().of),
            Measure::Count { fact, .. } => (fact.get().short, None, fact),
        };
        if !facts.contains(&fact) {
            continue;
        }
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.cells.push((star, measured, outcomes)),
            None => lines.push(Line { name, rate, cells: vec![(star, measured, outcomes)] }),
        }
    }
    lines
}

/// The id of the field of a percentage that is given directly.
pub fn percent_id(rate: RateId) -> String {
    format!("rate-{}", rate.key())
}

/// The percentages of a group that were not understood, each with its sentence.
pub fn percent_problems(dossier: &Dossier, facts: &[FactId]) -> Vec<(RateId, String)> {
    let Ok(inputs) = dossier.inputs() else { return Vec::new() };
    if dossier.typed_rates.is_empty() {
        return Vec::new();
    }
    let rates = lines(inputs, facts).into_iter().filter(may_give_percent).filter_map(|line| line.rate);
    rates.filter_map(|rate| Some((rate, problem(&dossier.percent(rate))?.to_string()))).collect()
}

fn problem(entry: &Entry<Percent>) -> Option<EntryError> {
    if let Entry::Typed(text) = entry { parse_percent(text).err() } else { None }
}

const STARS: [Star; 3] = [Star::Three, Star::Four, Star::Five];

/// Draws the matrix.
pub fn rate_matrix(props: &RateMatrixProps) -> Html {
    let Ok(inputs) = props.dossier.inputs() else { return html! {} };
    let lines = lines(inputs, &props.facts);
    if lines.is_empty() {
        return html! {};
    }
    html! {
        <table class="matrix">
            <thead><tr><th>{ "由此算出" }</th>{ for STARS.iter().map(|star| html! { <th>{ star.name() }</th> }) }</tr></thead>
            <tbody>
                { for lines.iter().map(|line| html! {
                    <tr key={line.name}>
                        <th scope="row">
                            { label(line.name) }
                            <span class="note">
                                <span>{ line.cells.first().map(said) }</span>
                                if let Some(rate) = line.rate {
                                    if may_give_percent(line) {
                                        <PercentField {rate} entry={props.dossier.percent(rate)} edit={props.edit.clone()} />
                                    }
                                }
                            </span>
                        </th>
                        { for STARS.iter().map(|star| cell(line, *star)) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

/// 占比 is not parted.
fn label(name: &'static str) -> Html {
    match name.strip_suffix("占比") {
        Some(of) => html! { <>{ of }<span class="nowrap">{ "占比" }</span></> },
        None => html! { name },
    }
}

/// The arithmetic, unless nothing applies: then no number is waited for.
fn said((_, measure, outcomes): &(Star, Measure, Outcomes)) -> String {
    if *outcomes == Outcomes::NOT_APPLICABLE { "不适用".to_owned() } else { words::arithmetic_short(measure) }
}

/// A percentage counts only where the counts are not both there.
fn may_give_percent(line: &Line) -> bool {
    matches!(line.cells.first(), Some((_, Measure::Rate { value: Value::Missing { .. } | Value::Percent(_), .. }, _)))
}

fn cell(line: &Line, star: Star) -> Html {
    let Some((_, measure, outcomes)) = line.cells.iter().find(|(of, _, _)| *of == star) else {
        return html! { <td class="is-empty"></td> };
    };
    let kind = MarkKind::of(*outcomes);
    let text = match kind {
        MarkKind::NotMet => words::shortfall(measure).map_or_else(
            || "未达到".to_owned(),
            |text| text.strip_prefix('还').map_or_else(|| text.clone(), str::to_owned),
        ),
        _ => kind.word().to_owned(),
    };
    html! {
        <td>
            <span class={classes!("state", kind.class())}>
                if kind != MarkKind::NotMet { { mark(kind) } }
                { text }
            </span>
            <span class="note">{ words::threshold_short(measure) }</span>
        </td>
    }
}

#[derive(PartialEq)]
struct PercentField {
    rate: RateId,
    entry: Entry<Percent>,
    edit: Callback<Action>,
}

/// 只有百分数: for unions that have the rate but not the counts.
#[component]
fn percent_field(props: &PercentField) -> Html {
    let open = use_state(|| props.entry != Entry::Empty);
    let typing = use_state(|| None::<String>);
    let rate = props.rate;
    if !*open {
        let onclick = Callback::from(move |_: MouseEvent| {
            open.set(true);
            browser::after(0, move || browser::focus(&percent_id(rate))).forget();
        });
        return html! { <button class="link" type="button" aria-label={format!("{}只有百分数", rate.get().label)} {onclick}>{ "只有百分数" }</button> };
    }
    let stands = match &props.entry {
        Entry::Empty => String::new(),
        Entry::Value(percent) => percent.to_string(),
        Entry::Typed(text) => text.clone(),
    };
    let problem = problem(&props.entry);
    let id = percent_id(rate);
    let note = format!("{id}-note");
    let oninput = {
        let (edit, typing) = (props.edit.clone(), typing.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(text) = browser::typed(&event) {
                edit.emit(Action::SetRate(rate, Entry::read(&text, parse_percent)));
                typing.set(Some(text));
            }
        })
    };
    let onblur = {
        let typing = typing.clone();
        Callback::from(move |_: FocusEvent| typing.set(None))
    };
    html! {
        <span class="percent-field">
            <input class="input number" {id} inputmode="decimal" autocomplete="off" aria-label={format!("{}，百分数", rate.get().label)}
                value={(*typing).clone().unwrap_or(stands)} {oninput} {onblur} aria-describedby={note.clone()} aria-invalid={problem.is_some().then_some("true")} />
            <span class="unit">{ "%" }</span>
            <span class="note red" id={note}>{ problem.map(|problem| problem.to_string()) }</span>
        </span>
    }
}
