//! 基本数据: each number once, and what follows from it at once.

use crate::app::component;
use crate::app::components::alert::{Tone, alert};
use crate::app::components::field::{FieldProps, field};
use crate::app::components::number_field::{NumberField, field_id, problem};
use crate::app::components::rate_matrix::{RateMatrixProps, percent_id, percent_problems, rate_matrix};
use crate::app::hooks::use_effect_with;
use crate::app::html;
use crate::app::later;
use crate::app::live::{Live, Place, use_live};
use crate::app::route::{Page, Route};
use crate::app::words;
use crate::browser;
use crate::dossier::{Action, Dossier, Previous};
use crate::guideline::{ClauseId, FACT_GROUPS, FactGroup, FactId, Table};
use crate::rating::{Inputs, Rating, Superfluous, contradiction, leaves_unknown, superfluous, uses_fact};
use std::rc::Rc;
use yew::prelude::*;

/// The dossier, perhaps a field.
#[derive(PartialEq)]
pub struct FactsPage {
    /// Where it is drawn from.
    pub live: Live,
    /// Sends an edit.
    pub edit: Callback<Action>,
    /// The field that the address names.
    pub focus: Option<FactId>,
    /// Whether it stands on the page of all tables, which has a heading and a way on of its own.
    pub within: bool,
}

/// A dossier as the page shows it: of the answers it knows the claims of measured clauses alone.
struct Numbers(Rc<Dossier>);

impl PartialEq for Numbers {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&*self.0, &*other.0);
        if core::ptr::eq(a, b) {
            return true;
        }
        let mut measured = ClauseId::all().filter(|clause| clause.get().is_measured());
        (&a.facts, &a.rates, &a.typed_facts, &a.typed_rates) == (&b.facts, &b.rates, &b.typed_facts, &b.typed_rates)
            && (&a.id, &a.union, &a.as_of) == (&b.id, &b.union, &b.as_of)
            && measured.all(|clause| a.answers.get(clause) == b.answers.get(clause))
            && last_year(a).map(|previous| &previous.facts) == last_year(b).map(|previous| &previous.facts)
    }
}

fn last_year(dossier: &Dossier) -> Option<&Previous> {
    later::reads(|| dossier.previous.as_deref())
}

/// Draws the page.
#[component]
fn facts_page(props: &FactsPage) -> Html {
    use_effect_with(props.focus, |focus| {
        if let Some(fact) = *focus {
            gloo::timers::callback::Timeout::new(0, move || {
                browser::focus(&field_id(fact));
                browser::scroll_to(&field_id(fact));
            })
            .forget();
        }
    });
    let read = |dossier: &Rc<Dossier>, _: &Rating| Some(Numbers(Rc::clone(dossier)));
    let Some(numbers) = use_live(&props.live, Place::Numbers, read) else { return html! {} };
    let dossier = &numbers.0;
    let Ok(inputs) = dossier.inputs() else { return html! {} };
    let asked = |group: &FactGroup| -> Vec<FactId> {
        group.facts.iter().copied().filter(|fact| uses_fact(inputs.profile, *fact)).collect()
    };
    let groups: Vec<(&FactGroup, Vec<FactId>)> = FACT_GROUPS
        .iter()
        .filter(|group| group.annex == inputs.profile.annex())
        .map(|group| (group, asked(group)))
        .filter(|(_, facts)| !facts.is_empty())
        .collect();
    let problems: Vec<Problem> = groups.iter().flat_map(|(_, facts)| problems(dossier, inputs, facts)).collect();
    let first = Table::of_annex(inputs.profile.annex()).next();
    html! {
        <>
            if props.within { <h2>{ "基本数据" }</h2> } else { <h1>{ "基本数据" }</h1> }
            <p class="table-sum">{ "每个数只填一次，各星用到的比率由此算出。" }</p>
            if !problems.is_empty() {
                { alert(Tone::Standing, &format!("有\u{a0}{}\u{a0}处数字需要核对", problems.len()), "", html! {
                    <ul>{ for problems.iter().map(|problem| html! {
                        <li key={problem.field.clone()}>
                            <a class="link" href={Route::Dossier(dossier.id.clone(), Page::Facts(Some(problem.fact))).to_string()} onclick={go(problem.field.clone())}>
                                { &problem.sentence }
                            </a>
                        </li>
                    }) }</ul>
                }) }
            }
            <div class="as-of">
                { field(&FieldProps { id: "as-of", label: "数字截至", hint: "例如 2026-10-31，印在报告上。", value: dossier.as_of.clone(), on_text: props.edit.reform(Action::SetAsOf), error: None }) }
            </div>
            { for groups.iter().map(|(group, facts)| html! {
                <section class="fact-group" key={group.title}>
                    <h2>{ group.title }</h2>
                    <div class="fact-columns">
                        <div class="fact-fields">{ for facts.iter().map(|fact| number(dossier, inputs, *fact, &props.edit)) }</div>
                        <div class="fact-rates">
                            { rate_matrix(&RateMatrixProps { dossier: dossier.clone(), facts: facts.clone(), edit: props.edit.clone() }) }
                        </div>
                    </div>
                </section>
            }) }
            if let (Some(table), false) = (first, props.within) {
                <p class="actions">
                    <a class="button primary" href={Route::Dossier(dossier.id.clone(), Page::Table(table, None)).to_string()}>
                        { format!("下一步：{}", table.index.name()) }
                    </a>
                </p>
            }
        </>
    }
}

/// A number to check: its field, the fact that the field's place is known by, what is wrong.
struct Problem {
    field: String,
    fact: FactId,
    sentence: String,
}

/// The numbers of a group that are to be checked, those given as percentages after those counted.
fn problems(dossier: &Dossier, inputs: Inputs<'_>, facts: &[FactId]) -> Vec<Problem> {
    let counted = facts.iter().filter(|fact| superfluous(**fact, inputs).is_none()).filter_map(|fact| {
        let fact = *fact;
        let sentence = problem(&dossier.fact(fact), contradiction(fact, &dossier.facts), leaves_unknown(fact, inputs))?;
        Some(Problem { field: field_id(fact), fact, sentence: format!("{}：{sentence}", words::named_in_full(fact)) })
    });
    let given = percent_problems(dossier, facts).into_iter().map(|(rate, sentence)| {
        let of = rate.get();
        Problem { field: percent_id(rate), fact: of.of, sentence: format!("{}：{sentence}", of.label) }
    });
    counted.chain(given).collect()
}

/// The address may name this field already: go there all the same.
fn go(field: String) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        browser::focus(&field);
    })
}

fn number(dossier: &Dossier, inputs: Inputs<'_>, fact: FactId, edit: &Callback<Action>) -> Html {
    let instead = match superfluous(fact, inputs) {
        None => None,
        Some(Superfluous::NothingToCount(whole)) => Some(format!("{}为 0，不必填", words::bare(whole))),
        Some(Superfluous::Exempt) => Some("已申明不适用，不必填".to_owned()),
        Some(Superfluous::PercentGiven) => Some("已填百分数，不必填".to_owned()),
    };
    match instead {
        Some(sentence) => html! {
            <div class="number-field is-idle" key={fact.key()}>
                <div class="number-line"><span class="idle-name">{ fact.get().short }</span><span class="idle-note">{ sentence }</span></div>
            </div>
        },
        None => html! {
            <NumberField key={fact.key()} {fact} entry={dossier.fact(fact)} exceeds={contradiction(fact, &dossier.facts)} leaves={leaves_unknown(fact, inputs)}
                last_year={last_year(dossier).and_then(|previous| previous.facts.get(fact))} edit={edit.clone()} />
        },
    }
}
