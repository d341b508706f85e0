//! A clause that numbers decide: no choice, but the state, a ruler, the threshold, the way to the number.

use super::claim::Claim;
use super::mark::{MarkKind, mark};
use crate::app::canvas::classes;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::view::ClauseView;
use crate::app::words;
use crate::dossier::Action;
use crate::guideline::FactId;
use crate::rating::{Answer, Measure, Value};
use yew::prelude::*;

/// Draws the state of a measured clause of this dossier; where the words allow it, it can be claimed as 不适用.
pub fn measured(dossier: &str, view: &ClauseView, edit: &Callback<Action>) -> Html {
    let Some(measure) = &view.measure else { return html! {} };
    let kind = MarkKind::of(view.outcomes);
    let wrong = matches!(measure, Measure::Rate { value: Value::Contradiction { .. } | Value::ZeroDenominator, .. });
    let state = match kind {
        MarkKind::NotMet => words::shortfall(measure).unwrap_or_else(|| kind.word().to_owned()),
        MarkKind::Open if wrong => "数字有误".to_owned(),
        _ => kind.word().to_owned(),
    };
    let missing = kind == MarkKind::Open && !wrong;
    let fact = view.missing.filter(|_| missing).unwrap_or_else(|| fact_to_mend(measure));
    let link = Route::Dossier(dossier.to_owned(), Page::Facts(Some(fact))).to_string();
    let exempt = view.clause.get().exempt_if.is_some();
    let claimed = exempt && view.answer == Some(Answer::Exempt);
    let claim = exempt.then(|| html! { <Claim clause={view.clause} {claimed} edit={edit.clone()} /> });
    html! {
        <div class="measured">
            <p class="measured-line">
                <span class={classes!("state", kind.class())}>{ mark(kind) }{ state }</span>
                if claimed {
                    { claim.clone() }
                } else {
                    <a class="link" href={link}>{ if missing { "填数字" } else { "改数字" } }<span class="visually-hidden">{ format!("：{}", words::bare(fact)) }</span></a>
                }
            </p>
            if !claimed {
                { ruler(&RulerProps { measure: *measure, kind }) }
                <p class="note">{ words::threshold(measure) }</p>
                { claim }
            }
        </div>
    }
}

/// The number to look at first where none is missing: the one that a shortfall speaks of, or a whole that must not be 0.
fn fact_to_mend(measure: &Measure) -> FactId {
    match measure {
        Measure::Rate { rate, value: Value::ZeroDenominator | Value::NothingToMeasure, .. } => rate.get().per,
        Measure::Rate { rate, .. } => rate.get().of,
        Measure::Count { fact, .. } => *fact,
    }
}

#[derive(PartialEq)]
struct RulerProps {
    measure: Measure,
    kind: MarkKind,
}

/// Filled to the value, a tick at the threshold. The words beside it say the same.
fn ruler(props: &RulerProps) -> Html {
    let (value, tick) = match props.measure {
        Measure::Rate { value, at_least, .. } => {
            let value = match value {
                Value::Ratio(ratio) => ratio.hundredths(),
                Value::Percent(percent) => u64::from(percent.hundredths()),
                _ => 0,
            };
            (value, at_least.map(|at_least| u64::from(at_least) * 100))
        }
        Measure::Count { value, at_least, .. } => {
            let whole = at_least.max(value.unwrap_or(0)).max(1);
            (value.unwrap_or(0) * 10_000 / whole, Some(at_least * 10_000 / whole))
        }
    };
    html! {
        <svg class={classes!("ruler", props.kind.class())} viewBox="0 0 10000 12" preserveAspectRatio="none" height="12" aria-hidden="true">
            <rect class="ruler-base" x="0" y="5.5" width="10000" height="1" />
            <rect class="ruler-fill" x="0" y="4" width={value.min(10_000).to_string()} height="4" />
            if let Some(tick) = tick {
                <rect class="ruler-tick" x={tick.min(9_900).to_string()} y="0" width="90" height="12" />
            }
        </svg>
    }
}
