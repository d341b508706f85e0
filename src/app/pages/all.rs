//! All tables on one page, below the numbers.

use super::facts::FactsPage;
use super::table::TablePage;
use crate::app::component;
use crate::app::html;
use crate::app::store::Open;
use crate::dossier::Action;
use crate::guideline::{RowId, Table};
use yew::prelude::*;

/// All tables, perhaps at a row.
#[derive(PartialEq)]
pub struct AllPage {
    /// The open dossier.
    pub open: Open,
    /// Sends an edit.
    pub edit: Callback<Action>,
    /// The row that the address names.
    pub row: Option<RowId>,
    /// Whether nothing is folded at first: somebody was at work here as the other part of the page took over.
    pub unfolded: bool,
}

/// Draws the page.
#[component]
fn all_page(props: &AllPage) -> Html {
    html! {
        <>
            <h1>{ "全部指标" }</h1>
            <FactsPage live={props.open.live.clone()} edit={props.edit.clone()} focus={None} within={true} />
            <TablePage open={props.open.clone()} edit={props.edit.clone()} table={None::<&'static Table>} row={props.row} unfolded={props.unfolded} />
        </>
    }
}
