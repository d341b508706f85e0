//! A table's row map and rows.

use super::mark::{MarkKind, mark};
use super::row_card::RowCard;
use super::row_map::RowMap;
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::html;
use crate::app::live::Live;
use crate::dossier::Action;
use crate::guideline::{RowId, Table};
use std::rc::Rc;
use yew::prelude::*;

/// What stands in a row's place.
#[derive(Clone, PartialEq)]
pub enum Shown {
    /// Its card; whether its rejection alone lowers the star (关键行).
    Card(RowId, bool),
    /// Rows folded to one line: neighbours that are met together, others alone.
    Fold(Vec<RowId>, MarkKind),
}

/// The table as it stands.
pub struct TablePart {
    /// The dossier's id, for links.
    pub dossier: Rc<str>,
    /// Where its rows are drawn from.
    pub live: Live,
    /// The table.
    pub table: &'static Table,
    /// Whether it stands on the page of all tables.
    pub whole: bool,
    /// The row that the address names.
    pub current: Option<RowId>,
    /// The rows that speak of this union, with their marks.
    pub rows: Vec<(RowId, MarkKind)>,
    /// What is shown of them, in order.
    pub shown: Vec<Shown>,
    /// Which rows say nothing of this union.
    pub silent: String,
    /// Sends an edit.
    pub edit: Callback<Action>,
    /// Unfolds rows.
    pub expand: Callback<Vec<RowId>>,
}

impl PartialEq for TablePart {
    fn eq(&self, other: &Self) -> bool {
        let place = |props: &Self| (core::ptr::from_ref(props.table), props.whole, props.current);
        place(self) == place(other)
            && self.rows == other.rows
            && self.shown == other.shown
            && self.dossier == other.dossier
            && self.live == other.live
            && self.silent == other.silent
            && self.edit == other.edit
            && self.expand == other.expand
    }
}

/// Draws the map and the rows.
#[component]
fn table_part(props: &TablePart) -> Html {
    html! {
        <>
            <RowMap dossier={Rc::clone(&props.dossier)} whole={props.whole} rows={props.rows.clone()} current={props.current} />
            { for props.shown.iter().map(|shown| match shown {
                Shown::Card(row, is_key) => html! {
                    <RowCard key={row.key()} dossier={Rc::clone(&props.dossier)} row={*row} live={props.live.clone()} is_key={*is_key}
                        current={props.current == Some(*row)} edit={props.edit.clone()} />
                },
                Shown::Fold(rows, kind) => fold(rows, *kind, &props.expand),
            }) }
            if !props.silent.is_empty() {
                <p class="note silent">{ format!("本会不适用：{}。", props.silent) }</p>
            }
        </>
    }
}

fn fold(rows: &[RowId], kind: MarkKind, expand: &Callback<Vec<RowId>>) -> Html {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return html! {} };
    let number = if first == last {
        format!("{:02}", first.get().ordinal)
    } else {
        format!("{:02}—{:02}", first.get().ordinal, last.get().ordinal)
    };
    // Of many the first three, and how many they are.
    let many = rows.len();
    let told = if many > 4 { 3 } else { many };
    let mut titles = rows.iter().take(told).map(|row| row.get().title).collect::<Vec<_>>().join("、");
    if many > told {
        titles.push_str(&format!("等\u{a0}{many}\u{a0}行"));
    }
    let (expand, rows) = (expand.clone(), rows.to_vec());
    html! {
        <div class="fold" key={format!("fold-{}", first.key())}>
            <span class="fold-number">{ number }</span>
            <span class="fold-titles">{ titles.clone() }</span>
            <span class={classes!("state", kind.class())}>{ mark(kind) }{ kind.word() }</span>
            <button class="link fold-open" type="button" onclick={Callback::from(move |_: MouseEvent| expand.emit(rows.clone()))}>
                { "展开" }<span class="visually-hidden">{ titles }</span>
            </button>
        </div>
    }
}
