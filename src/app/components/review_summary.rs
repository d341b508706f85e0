//! 复核意见, as the unit sees them: per layer the star, and the rows that were not accepted, with the reason.

use super::path_steps::plan_box;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::dossier::{Action, Review};
use crate::guideline::{ClauseId, RowId};
use yew::prelude::*;

/// The dossier.
pub struct ReviewSummaryProps {
    /// The open dossier.
    pub open: Open,
    /// Sends an edit: rows that were not accepted go into the plan from here.
    pub edit: Callback<Action>,
}

/// Draws the layers.
pub fn review_summary(props: &ReviewSummaryProps) -> Html {
    let dossier = &props.open.dossier;
    let (Ok(rating), Ok(inputs)) = (&props.open.rating, dossier.inputs()) else { return html! {} };
    html! {
        <>
            <table class="ledger reviews">
                <thead><tr><th>{ "层级" }</th><th>{ "单位" }</th><th>{ "日期" }</th><th class="number">{ "不认可" }</th><th class="number">{ "星级" }</th></tr></thead>
                <tbody>
                    <tr><th scope="row">{ "自评" }</th><td>{ dossier.union.called().to_owned() }</td><td></td><td class="number">{ "—" }</td><td class="number">{ rating.assured.name() }</td></tr>
                    { for dossier.reviews.iter().enumerate().map(|(at, review)| html! {
                        <tr key={at}>
                            <th scope="row">{ review.level.name() }</th><td>{ if review.body.is_empty() { "未填" } else { &review.body }.to_owned() }</td>
                            <td>{ &review.date }</td><td class="number">{ review.refused_rows(inputs).len() }</td>
                            <td class="number">{ dossier.reviewed_rating(at + 1).map(|after| after.assured.name()).unwrap_or_default() }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            { for dossier.reviews.iter().map(|review| opinions(props, review)) }
        </>
    }
}

fn opinions(props: &ReviewSummaryProps, review: &Review) -> Html {
    let dossier = &props.open.dossier;
    let link = |row: RowId| {
        let href = Route::Dossier(dossier.id.clone(), Page::Table(row.get().table(), Some(row))).to_string();
        html! { <a class="link" {href}>{ format!("{} {}", words::row_name(row), row.get().title) }</a> }
    };
    // What a higher level accepts is not to be remedied.
    let stays = |row: RowId| props.open.reviewed().is_some_and(|after| after.rejected.contains(&row));
    let plan = |row: RowId| {
        if stays(row) {
            plan_box(&props.open, &props.edit, row)
        } else {
            html! {}
        }
    };
    let rejected = review.rows.iter().filter(|(_, said)| !said.accepted).map(|(row, said)| {
        let changed = props.open.rating.as_ref().is_ok_and(|rating| said.is_outrun(rating.row(*row)));
        html! {
            <li key={row.key()}>
                <span>
                    { link(*row) }{ " " }<span class="nowrap">{ "不认可" }</span>
                    { format!("：{}", said.why()) }
                    if changed { <span class="note">{ "（复核后本会改过这一行）" }</span> }
                </span>
                { plan(*row) }
            </li>
        }
    });
    let refused = review.claims.iter().filter(|(_, confirmed)| !**confirmed).map(|(claim, _)| {
        let id: ClauseId = *claim;
        html! { <li key={id.key()}><span>{ link(id.get().row) }{ format!(" {}\u{a0}的不适用申明不确认。", id.get().letter()) }</span>{ plan(id.get().row) }</li> }
    });
    let accepts_all = review.refused().next().is_none() && review.claims.values().all(|confirmed| *confirmed);
    if accepts_all && review.remark.is_empty() {
        return html! {};
    }
    html! {
        <div class="after">
            <h3>{ review.level.name() }</h3>
            if !review.remark.is_empty() { <p>{ &review.remark }</p> }
            <ul class="row-links refused">{ for rejected }{ for refused }</ul>
        </div>
    }
}
