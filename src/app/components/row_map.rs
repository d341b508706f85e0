//! The row map: a cell for each row, number over mark; it is the table's head and jumps to the row.

use super::mark::{MarkKind, mark};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::guideline::RowId;
use std::rc::Rc;
use yew::prelude::*;

/// The rows of a table.
#[derive(PartialEq)]
pub struct RowMap {
    /// The dossier's id, for links.
    pub dossier: Rc<str>,
    /// Whether it stands on the page of all tables.
    pub whole: bool,
    /// The rows that speak of this union, with their marks.
    pub rows: Vec<(RowId, MarkKind)>,
    /// The row that the address names.
    pub current: Option<RowId>,
}

/// Draws the map.
#[component]
fn row_map(props: &RowMap) -> Html {
    let cell = |(row, kind): &(RowId, MarkKind)| {
        let page = if props.whole { Page::All(Some(*row)) } else { Page::Table(row.get().table(), Some(*row)) };
        let here = props.current == Some(*row);
        html! {
            <li key={row.key()}>
                <a class={classes!("map-cell", here.then_some("is-here"))} href={Route::Dossier(props.dossier.to_string(), page).to_string()}
                    title={row.get().title} aria-current={here.then_some("true")}>
                    <span>{ format!("{:02}", row.get().ordinal) }</span>
                    { mark(*kind) }<span class="visually-hidden">{ kind.word() }</span>
                </a>
            </li>
        }
    };
    html! { <ol class="map double-rule">{ for props.rows.iter().map(cell) }</ol> }
}
