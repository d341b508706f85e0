//! 引领力, 组织力, 服务力: a square a row, and the table. Filing only, no threshold.

use crate::app::html;
use crate::guideline::{Annex, Dimension, RowId, Table};
use crate::rating::{Outcome, Rating};
use std::rc::Rc;
use yew::prelude::*;

/// The rating.
#[derive(PartialEq)]
pub struct DimensionsProps {
    /// The union's annex.
    pub annex: Annex,
    /// The rating.
    pub rating: Rc<Rating>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    met: usize,
    not_met: usize,
    open: usize,
}

impl Count {
    const fn all(self) -> usize {
        self.met + self.not_met + self.open
    }
}

fn count(rating: &Rating, rows: impl Iterator<Item = RowId>) -> Count {
    rows.fold(Count::default(), |mut count, row| {
        match rating.row(row).definite() {
            Some(Outcome::Met) => count.met += 1,
            Some(Outcome::NotMet) => count.not_met += 1,
            Some(Outcome::NotApplicable) => {}
            None => count.open += 1,
        }
        count
    })
}

/// Draws the chart with its table.
pub fn dimensions(props: &DimensionsProps) -> Html {
    let rows = |wanted: Option<Dimension>| {
        Table::of_annex(props.annex)
            .flat_map(Table::rows)
            .filter(move |row| row.get().dimension.is_some() && (wanted.is_none() || row.get().dimension == wanted))
    };
    let squares = |count: Count| {
        let square =
            |class: &'static str, count: usize| html! { { for (0..count).map(|_| html! { <i class={class}></i> }) } };
        html! { <span class="squares" aria-hidden="true">{ square("is-met", count.met) }{ square("is-not-met", count.not_met) }{ square("is-open", count.open) }</span> }
    };
    let line = |name: &'static str, count: Count, chart: Html| {
        html! {
            <tr>
                <th scope="row">{ name }</th><td class="squares-cell">{ chart }</td>
                <td class="number">{ count.all() }</td><td class="number">{ count.met }</td>
                <td class="number">{ count.not_met }</td><td class="number">{ count.open }</td>
            </tr>
        }
    };
    let total = count(&props.rating, rows(None));
    html! {
        <>
            <table class="ledger dimensions">
                <thead>
                    <tr>
                        <th>{ "维度" }</th><th class="squares-cell">{ "每格一行" }</th>
                        <th class="number">{ "适用" }</th><th class="number">{ "达到" }</th>
                        <th class="number">{ "未达到" }</th><th class="number">{ "待填" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for Dimension::ALL.into_iter().map(|dimension| {
                        let count = count(&props.rating, rows(Some(dimension)));
                        line(dimension.name(), count, squares(count))
                    }) }
                    { line("合计", total, html! {}) }
                </tbody>
            </table>
            <p class="legend note" aria-hidden="true">
                <span class="squares"><i class="is-met"></i></span>{ "达到" }
                <span class="squares"><i class="is-not-met"></i></span>{ "未达到" }
                <span class="squares"><i class="is-open"></i></span>{ "待填" }
            </p>
        </>
    }
}
