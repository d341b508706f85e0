//! 复核时会不会降星: the margin per table, the key rows with little evidence, the claims that carry the star.

use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::guideline::{ClauseId, RowId, Star};
use crate::rating::{Outcome, TableMargin, carrying_claims, margin};
use yew::prelude::*;

/// The dossier.
pub struct MarginTableProps {
    /// The open dossier.
    pub open: Open,
}

/// Draws the table and its two notes; nothing where no star is assured yet.
pub fn margin_table(props: &MarginTableProps) -> Html {
    let dossier = &props.open.dossier;
    let (Ok(own), Ok(inputs)) = (&props.open.rating, dossier.inputs()) else { return html! {} };
    // The next review takes away from what the last has left.
    let left = props.open.reviewed();
    let rating = left.map_or(&**own, |left| &left.rating);
    let is_less = left.is_some_and(|left| !left.rejected.is_empty());
    if rating.assured == Star::None {
        return html! { <p class="note">{ "还没有确保的星级，没有可降的。" }</p> };
    }
    let margin = margin(inputs.profile, rating);
    // What does not apply needs no proof.
    let keys: Vec<RowId> =
        margin.key_rows.iter().map(|(row, _)| *row).filter(|row| rating.row(*row).worst() == Outcome::Met).collect();
    let bare: Vec<RowId> = keys.iter().copied().filter(|row| dossier.proof(*row).next().is_none()).collect();
    // Of the others a review has said whether they are confirmed.
    let is_open = |claim: &ClauseId| dossier.confirmed(*claim, dossier.reviews.len()).is_none();
    let claims: Vec<ClauseId> = carrying_claims(inputs, rating).into_iter().filter(is_open).collect();
    let link = |row: RowId| {
        let page = Page::Table(row.get().table(), Some(row));
        let href = Route::Dossier(dossier.id.clone(), page).to_string();
        html! { <li key={row.key()}><a class="link" {href}>{ format!("{} {}", words::row_name(row), row.get().title) }</a></li> }
    };
    html! {
        <>
            <p class="note">
                if is_less { { "已扣除复核不认可的行，按复核后的星级算。" } }
                { "余量：上级最多还能不认可几行，这张表的要求仍然满足。关键行：单单不认可这一行，星级就会下降；不适用的行如被认定为适用而没有达到，也会。" }
            </p>
            <table class="ledger margin">
                <thead><tr>
                    <th>{ "表" }</th><th class="number">{ "达到" }</th><th class="number">{ "应达" }</th><th class="number">{ "余量" }</th>
                    <th class="number">{ "关键行" }</th><th class="margin-end">{ "不认可一行的后果" }</th>
                </tr></thead>
                <tbody>{ for margin.tables.iter().map(|part| line(part, rating.assured)) }</tbody>
            </table>
            if !bare.is_empty() {
                <details class="after disclosure">
                    <summary>{ format!("{}\u{a0}个已达到的关键行中，", keys.len()) }<b>{ format!("{}\u{a0}行还没有列佐证材料", bare.len()) }</b></summary>
                    <ul class="row-links">{ for bare.into_iter().map(link) }</ul>
                </details>
            } else if !keys.is_empty() {
                <p class="after">{ format!("{}\u{a0}个已达到的关键行都列了佐证材料。", keys.len()) }</p>
            }
            if !claims.is_empty() {
                <p class="after">{ "下列不适用的申明如不被确认，星级会下降：" }</p>
                <ul class="row-links">{ for claims.into_iter().map(|claim| {
                    let row = claim.get().row;
                    let page = Page::Table(row.get().table(), Some(row));
                    let href = Route::Dossier(dossier.id.clone(), page).to_string();
                    html! { <li key={claim.key()}><a class="link" {href}>{ format!("{} {}", words::row_name(row), claim.get().letter()) }</a>{ claim.get().exempt_if.map(|sentence| format!("：{sentence}")) }</li> }
                }) }</ul>
            }
        </>
    }
}

fn line(part: &TableMargin, assured: Star) -> Html {
    let end = match part.falls_to {
        None => "—".to_owned(),
        Some(left) if left < assured => format!("降为{}", left.name()),
        Some(_) if part.margin.is_none() => {
            format!("仍为{}，离{}更远", assured.name(), assured.next().map_or("", Star::name))
        }
        Some(_) => format!("仍为{}", assured.name()),
    };
    html! {
        <tr key={part.table.key()}>
            <th scope="row">{ words::table_name(part.table) }</th>
            <td class="number">{ part.met }</td><td class="number">{ part.required }</td>
            <td class="number">{ part.margin.map_or_else(|| "—".to_owned(), |margin| margin.to_string()) }</td>
            <td class="number">{ part.key_rows }</td><td class="margin-end">{ end }</td>
        </tr>
    }
}
