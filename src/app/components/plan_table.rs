//! 整改计划: the chosen rows, what will be done, by whom, until when; and the star that the plan would reach.

use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::browser;
use crate::dossier::{Action, PlanItem};
use crate::guideline::RowId;
use crate::rating::Outcome;
use yew::prelude::*;

/// The plan.
pub struct PlanTableProps {
    /// The open dossier.
    pub open: Open,
    /// Sends an edit.
    pub edit: Callback<Action>,
}

/// Draws the plan.
pub fn plan_table(props: &PlanTableProps) -> Html {
    let dossier = &props.open.dossier;
    // What a review did not accept is still to be done, whatever the unit says of it.
    let (Ok(rating), Ok(planned)) = (dossier.standing_rating(), dossier.planned_rating()) else { return html! {} };
    if dossier.plan.is_empty() {
        return html! { <p class="note">{ "还没有列入计划的行。在上面勾选“列入”，这里填措施、责任人和期限，并当场看到能到几星；自评内容不会改动。" }</p> };
    }
    let many = dossier.planned_rows(&rating).count();
    let reached = if planned.assured > rating.assured {
        html! { <b>{ format!("全部做到，可确保{}", planned.assured.name()) }</b> }
    } else {
        html! { <>{ format!("全部做到，仍是{}", planned.assured.name()) }</> }
    };
    let after = planned.assured.next().map(|next| {
        let annex = dossier.profile().map(crate::guideline::Profile::annex);
        annex.map_or_else(
            |_| String::new(),
            |annex| format!("，到{}还差\u{a0}{}\u{a0}行", next.name(), planned.missing_for(next, annex)),
        )
    });
    html! {
        <>
            <p role="status" class="plan-sum">{ format!("计划中有\u{a0}{many}\u{a0}行，") }{ reached }{ after }{ "。" }</p>
            <ul class="plan">{ for dossier.plan.iter().map(|(row, item)| line(props, *row, item, rating.row(*row).definite())) }</ul>
        </>
    }
}

fn line(props: &PlanTableProps, row: RowId, item: &PlanItem, now: Option<Outcome>) -> Html {
    let input = |label: &'static str, class: &'static str, value: &str, field: fn(&mut PlanItem) -> &mut String| {
        let (edit, item) = (props.edit.clone(), item.clone());
        let oninput = Callback::from(move |event: InputEvent| {
            if let Some(text) = browser::typed(&event) {
                let mut item = item.clone();
                *field(&mut item) = text;
                edit.emit(Action::SetPlan(row, Some(item)));
            }
        });
        html! {
            <label class={class}>
                <span class="note">{ label }</span>
                <span class="print-only">{ if value.is_empty() { "—" } else { value }.to_owned() }</span>
                <input class="input" value={value.to_owned()} maxlength="200" autocomplete="off" {oninput} />
            </label>
        }
    };
    let remove = {
        let edit = props.edit.clone();
        Callback::from(move |_: MouseEvent| edit.emit(Action::SetPlan(row, None)))
    };
    let href = Route::Dossier(props.open.dossier.id.clone(), Page::Table(row.get().table(), Some(row))).to_string();
    html! {
        <li class="plan-line" key={row.key()}>
            <p class="plan-row"><a class="link" {href}>{ format!("{} {}", words::row_name(row), row.get().title) }</a>
                { match now {
                    Some(Outcome::Met) => html! { <span class="note">{ "已达到" }</span> },
                    Some(Outcome::NotApplicable) => html! { <span class="note">{ "现在不适用，不计入" }</span> },
                    _ => html! {},
                } }
            </p>
            <div class="plan-fields">
                { input("整改措施", "plan-measure", &item.measure, |item| &mut item.measure) }
                { input("责任人（写职务）", "plan-owner", &item.owner, |item| &mut item.owner) }
                { input("期限", "plan-due", &item.due, |item| &mut item.due) }
                <button class="link plan-remove" type="button" onclick={remove}>{ "移出" }</button>
            </div>
        </li>
    }
}
