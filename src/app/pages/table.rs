//! A table of rows: what it asks, filters and search, the row map, the rows.

use crate::app::canvas::classes;
use crate::app::component;
use crate::app::components::mark::MarkKind;
use crate::app::components::next_link::next_link;
use crate::app::components::table_part::{Shown, TablePart};
use crate::app::components::table_sum::table_sum;
use crate::app::hooks::{use_effect_with, use_once, use_state};
use crate::app::html;
use crate::app::live::use_told;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::browser;
use crate::dossier::Action;
use crate::guideline::{Profile, RowId, Table};
use crate::rating::{Inputs, Rating, explain, is_half_filled, margin};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use yew::prelude::*;

/// Which table, perhaps at a row.
#[derive(Clone)]
pub struct TablePage {
    /// The open dossier.
    pub open: Open,
    /// Sends an edit.
    pub edit: Callback<Action>,
    /// The table; none for all of them.
    pub table: Option<&'static Table>,
    /// The row that the address names.
    pub row: Option<RowId>,
    /// Whether nothing is folded at first: somebody was at work here as the other part of the page took over.
    pub unfolded: bool,
}

impl PartialEq for TablePage {
    fn eq(&self, other: &Self) -> bool {
        let table = |props: &Self| props.table.map(core::ptr::from_ref);
        self.open == other.open && table(self) == table(other) && self.row == other.row
    }
}

/// About so many clauses come to the page of all tables in one turn.
const CLAUSES_IN_A_TURN: usize = 7;

/// Which rows are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Open,
    NotMet,
}

impl Filter {
    fn holds(self, kind: MarkKind) -> bool {
        match self {
            Self::All => true,
            Self::Open => kind == MarkKind::Open,
            Self::NotMet => matches!(kind, MarkKind::NotMet | MarkKind::Refused),
        }
    }
}

impl TablePage {
    /// The tables that the page shows.
    fn tables(&self) -> Vec<&'static Table> {
        let annex = self.open.dossier.profile().ok().map(Profile::annex);
        let all = annex.into_iter().flat_map(Table::of_annex);
        self.table.map_or_else(|| all.collect(), |table| vec![table])
    }

    /// Their rows, in order.
    fn rows(&self) -> Vec<RowId> {
        self.tables().into_iter().flat_map(Table::rows).collect()
    }

    /// The place of a row.
    fn place(&self, row: RowId) -> String {
        place(&self.open.dossier.id, self.table.is_none(), row)
    }
}

/// The place of a row: on the page of all of them, or in its table.
fn place(id: &str, whole: bool, row: RowId) -> String {
    let page = if whole { Page::All(Some(row)) } else { Page::Table(row.get().table(), Some(row)) };
    Route::Dossier(id.to_owned(), page).to_string()
}

/// Draws the page. Its rows draw themselves; what stands round about them follows once they are painted.
#[component]
fn table_page(props: &TablePage) -> Html {
    let open = use_told(&props.open);
    html! { <Tables page={TablePage { open, ..props.clone() }} /> }
}

/// The page as it was last painted.
#[derive(PartialEq)]
struct Tables {
    page: TablePage,
}

#[component]
fn tables(of: &Tables) -> Html {
    let props = &of.page;
    let filter = use_state(|| Filter::All);
    // With the row that was asked for as it was typed.
    let search = use_state(|| (String::new(), None::<RowId>));
    // Which rows are folded, and which a filter shows, is decided when the page opens or the filter changes:
    // a row never disappears under the hand that answers it.
    let is_folded_first = |row: &RowId| !props.unfolded && is_met(&props.open, *row);
    let folded = use_state(|| props.rows().into_iter().filter(is_folded_first).collect::<Vec<_>>());
    let shown = use_state(|| props.rows());
    {
        let folded = folded.clone();
        use_effect_with(props.row, move |row| {
            if let Some(row) = *row {
                let mut left = (*folded).clone();
                left.retain(|known| *known != row);
                folded.set(left);
                // The keyboard goes along; the row stands where it is told to.
                browser::after(0, move || {
                    browser::focus(row.key());
                    browser::scroll_to(row.key());
                })
                .forget();
            }
        });
    }
    // On a phone one row is open at a time: the one that was asked for, or the first that is not met.
    let narrow = use_state(browser::is_narrow);
    {
        let narrow = narrow.clone();
        use_effect_with((), move |()| {
            let listener = browser::on_resize(move || narrow.set(browser::is_narrow()));
            move || drop(listener)
        });
    }
    let first_open = use_state(|| first_not_met(props));
    // All rows of all tables at once would hold up the first of them: they come in turns, unless one is asked for. The
    // first turn comes with the page: one layout for both.
    let come =
        use_state(|| if props.row.is_some() || props.table.is_some() { usize::MAX } else { next_turn(&props.rows()) });
    {
        let come = come.clone();
        use_effect_with((*come, props.rows()), move |(now, rows)| {
            let next = now.saturating_add(next_turn(rows.get(*now..).unwrap_or_default()));
            let timer = (*now < rows.len()).then(|| browser::after(0, move || come.set(next)));
            move || drop(timer)
        });
    }
    // The same all along, so that no table is drawn again for it.
    let on = use_once(|| RefCell::new(props.open.dossier.id.clone()));
    on.borrow_mut().clone_from(&props.open.dossier.id);
    let expand = use_once(|| {
        let (folded, narrow, on, whole) = (folded.clone(), narrow.clone(), on.clone(), props.table.is_none());
        Callback::from(move |group: Vec<RowId>| {
            if let (true, Some(row)) = (*narrow, group.first()) {
                browser::set_hash(&place(&on.borrow(), whole, *row));
                return;
            }
            let mut left = (*folded).clone();
            left.retain(|row| !group.contains(row));
            folded.set(left);
            if let Some(row) = group.first().copied() {
                browser::after(0, move || browser::focus(row.key())).forget();
            }
        })
    });
    let (Ok(rating), Ok(inputs)) = (&props.open.rating, props.open.dossier.inputs()) else { return html! {} };
    let id: Rc<str> = Rc::from(props.open.dossier.id.as_str());
    let annex = inputs.profile.annex();
    let key_rows = margin(inputs.profile, rating).key_rows;
    let is_key = |row: RowId| key_rows.iter().any(|(key, _)| *key == row);
    let rungs = explain(annex, rating);
    let rows: Vec<RowId> = props.rows().into_iter().filter(|row| row.speaks_of(inputs.profile)).collect();

    let choose = |to: Filter| {
        let (filter, shown, folded, search) = (filter.clone(), shown.clone(), folded.clone(), search.clone());
        let (open, rows) = (props.open.clone(), rows.clone());
        Callback::from(move |_: MouseEvent| {
            shown.set(rows.iter().copied().filter(|row| to.holds(kind_of(&open, *row))).collect());
            folded.set(rows.iter().copied().filter(|row| is_met(&open, *row)).collect());
            filter.set(to);
            search.set((String::new(), None));
        })
    };
    let filter_button = |of: Filter, name: &'static str| {
        let count = rows.iter().filter(|row| of.holds(kind_of(&props.open, **row))).count();
        let here = *filter == of && search.0.is_empty();
        html! {
            <button class={classes!("filter", here.then_some("is-here"))} type="button" aria-pressed={here.to_string()} onclick={choose(of)}>
                { format!("{name}\u{a0}{count}") }
            </button>
        }
    };
    let on_search = {
        let (search, row) = (search.clone(), props.row);
        Callback::from(move |event: InputEvent| {
            if let Some(text) = browser::typed(&event) {
                search.set((text, row));
            }
        })
    };
    let wanted: String = search.0.chars().filter(|sign| !sign.is_whitespace()).collect();
    let found = |row: RowId| wanted.is_empty() || holds_words(row, inputs, &wanted);
    let elsewhere: Vec<RowId> = if wanted.is_empty() {
        Vec::new()
    } else {
        let others = Table::of_annex(annex).flat_map(Table::rows).filter(|row| !rows.contains(row));
        others.filter(|row| row.speaks_of(inputs.profile) && found(*row)).collect()
    };
    let here = rows.get(..*come).unwrap_or(&rows);
    // A word is looked for in all rows, and a row that is asked for is there whatever narrows the page before.
    let is_asked = |row: RowId| props.row == Some(row) && (wanted.is_empty() || search.1 != props.row);
    let is_shown = |row: RowId| is_asked(row) || if wanted.is_empty() { shown.contains(&row) } else { found(row) };
    let visible: Vec<RowId> = here.iter().copied().filter(|row| is_shown(*row)).collect();
    let all_come = here.len() == rows.len();
    let onkeydown = {
        let (rows, props) = (visible.clone(), props.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowDown" if event.alt_key() => 1,
                "ArrowUp" if event.alt_key() => -1,
                _ => return,
            };
            event.prevent_default();
            if let Some(row) = neighbour(&event, &rows, step) {
                browser::set_hash(&props.place(row));
                gloo::timers::callback::Timeout::new(0, move || browser::focus(row.key())).forget();
            }
        })
    };
    // Whoever comes back from a link of a row finds the row again.
    let onclick = {
        let (rows, props) = (visible.clone(), props.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let is_link = target.is_some_and(|target| target.closest(".row a").ok().flatten().is_some());
            if is_link && let Some(row) = neighbour(&event, &rows, 0) {
                browser::rewrite_hash(&props.place(row));
            }
        })
    };
    let open_row = props.row.or(*first_open);
    let is_folded = |row: RowId| {
        if *narrow { open_row != Some(row) } else { folded.contains(&row) && props.row != Some(row) }
    };
    let part = |table: &'static Table| {
        let of_table = |row: &&RowId| core::ptr::eq(row.get().table(), table);
        let visible: Vec<RowId> = visible.iter().filter(of_table).copied().collect();
        let groups = grouped(&visible, |row| is_folded(row).then(|| *narrow && !is_met(&props.open, row)));
        let shown = groups.into_iter().map(|group| match group.as_slice() {
            [row] if !is_folded(*row) => Shown::Card(*row, is_key(*row)),
            [first, ..] => {
                let kind = kind_of(&props.open, *first);
                Shown::Fold(group, kind)
            }
            [] => Shown::Fold(group, MarkKind::Met),
        });
        let silent: Vec<RowId> = table.rows().filter(|row| !row.speaks_of(inputs.profile)).collect();
        let silent = silent_names(&silent, inputs);
        html! {
            <TablePart dossier={id.clone()} live={props.open.live.clone()} {table} whole={props.table.is_none()} current={props.row}
                rows={rows.iter().filter(of_table).map(|row| (*row, kind_of(&props.open, *row))).collect::<Vec<_>>()}
                shown={shown.collect::<Vec<_>>()} silent={silent}
                edit={props.edit.clone()} expand={(*expand).clone()} />
        }
    };
    let empty = (all_come && visible.is_empty()).then(|| {
        let sentence = match (wanted.is_empty(), props.table) {
            (true, _) => "这里没有这样的行了。",
            (false, Some(_)) => "本表没有找到，换个词试试。",
            (false, None) => "没有找到，换个词试试。",
        };
        html! { <p class="empty-rows" role="status">{ sentence }</p> }
    });
    let sum = |table: &Table| table_sum(table, &rungs, rating, inputs, &props.open);
    let filters = html! {
        <div class="filters">
            { filter_button(Filter::All, "全部") }
            { filter_button(Filter::Open, "待填") }
            { filter_button(Filter::NotMet, "未达到") }
            <input class="search" type="search" placeholder="在指标中查找" aria-label="在指标中查找" value={search.0.clone()} oninput={on_search} />
        </div>
    };
    html! {
        <div class="table-page" {onkeydown} {onclick}>
            { match props.table {
                Some(table) => html! {
                    <>
                        <h1>{ words::table_title(table) }</h1>
                        { sum(table) }
                        { filters }
                        if !elsewhere.is_empty() {
                            <div class="elsewhere">
                                <p class="note">{ "其他表里也有：" }</p>
                                <ul>{ for elsewhere.iter().map(|row| html! {
                                    <li key={row.key()}><a class="link" href={props.place(*row)}>{ format!("{} {}", words::row_name(*row), row.get().title) }</a></li>
                                }) }</ul>
                            </div>
                        }
                        { empty }
                        { part(table) }
                    </>
                },
                None => html! {
                    <>
                        { filters }
                        { empty }
                        { for props.tables().into_iter().filter(|table| all_come || here.last().is_some_and(|last| last.get().table().first >= table.first)).map(|table| html! {
                            <section class="table-part" key={table.key()}>
                                <h2>{ words::table_title(table) }</h2>
                                { sum(table) }
                                { part(table) }
                            </section>
                        }) }
                    </>
                },
            } }
            if all_come {
                <p class="note keyboard-hint">{ "键盘：方向键选择，Alt＋↓ 下一行，Alt＋↑ 上一行，Ctrl＋Z 撤销。" }</p>
                <p class="actions">{ next(props, rating, inputs) }</p>
            }
        </div>
    }
}

/// How many of the rows that are still to come make the next turn: at least one.
fn next_turn(rows: &[RowId]) -> usize {
    let mut clauses = 0;
    let full = rows.iter().position(|row| {
        clauses += row.get().clauses().count();
        clauses >= CLAUSES_IN_A_TURN
    });
    full.map_or(rows.len(), |last| last + 1)
}

/// The mark of a row; what a review did not accept is not called met.
fn kind_of(open: &Open, row: RowId) -> MarkKind {
    match (&open.rating, open.reviewed()) {
        (_, Some(reviewed)) if reviewed.rejected.contains(&row) => MarkKind::Refused,
        (Ok(rating), _) => MarkKind::of(rating.row(row)),
        (Err(_), _) => MarkKind::Open,
    }
}

fn is_met(open: &Open, row: RowId) -> bool {
    kind_of(open, row) == MarkKind::Met
}

/// The first row that is not met, not accepted or still open.
fn first_not_met(props: &TablePage) -> Option<RowId> {
    let settled = |row: &RowId| matches!(kind_of(&props.open, *row), MarkKind::Met | MarkKind::NotApplicable);
    props.rows().into_iter().find(|row| !settled(row))
}

/// Rows in the order shown; neighbouring folded rows in one group, every other row in a group of its own.
/// `folded` says none for a row that stands open, and whether a folded row keeps a line of its own.
fn grouped(rows: &[RowId], folded: impl Fn(RowId) -> Option<bool>) -> Vec<Vec<RowId>> {
    let mut groups: Vec<Vec<RowId>> = Vec::new();
    for row in rows {
        let joins = |row: RowId| folded(row) == Some(false);
        match groups.last_mut() {
            Some(group) if joins(*row) && group.iter().all(|row| joins(*row)) => group.push(*row),
            _ => groups.push(vec![*row]),
        }
    }
    groups
}

/// The rows that say nothing of this union. Where the scan's cell is empty, that is a reading, and is said.
fn silent_names(rows: &[RowId], inputs: Inputs<'_>) -> String {
    let name = |row: &RowId| {
        let item = row.get();
        let doubt = row.doubt_for(inputs.profile).map_or_else(String::new, |reading| {
            format!("（存疑，本工具口径：{}）", words::spaced(reading.taken.trim_end_matches('。')))
        });
        format!("{:02} {}{doubt}", item.ordinal, item.title)
    };
    rows.iter().map(name).collect::<Vec<_>>().join("、")
}

fn holds_words(row: RowId, inputs: Inputs<'_>, wanted: &str) -> bool {
    // The standard library's search is a kilobyte of the first download.
    let holds = |text: &str| text.as_bytes().windows(wanted.len()).any(|part| part == wanted.as_bytes());
    let item = row.get();
    // By its number too: 03.
    row.key().ends_with(wanted)
        || holds(item.title)
        || holds(item.text.for_category(inputs.profile.category()))
        || item.clauses().any(|clause| clause.get().in_scope(inputs.profile) && holds(clause.get().quote))
}

/// The row so many after the one that an event came from.
fn neighbour(event: &Event, rows: &[RowId], step: isize) -> Option<RowId> {
    let inside = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let section = inside.and_then(|element| element.closest("section.row").ok().flatten());
    let at = section.and_then(|section| rows.iter().position(|row| row.key() == section.id()));
    match at {
        None => rows.first().copied(),
        Some(at) => rows.get(at.checked_add_signed(step)?).copied(),
    }
}

/// The next row to fill in, or the result.
fn next(props: &TablePage, rating: &Rating, inputs: Inputs<'_>) -> Html {
    let all = || Table::of_annex(inputs.profile.annex()).flat_map(Table::rows);
    let from = props.row.or_else(|| props.rows().first().copied());
    let start = all().position(|row| Some(row) == from).unwrap_or(0);
    let open = |row: &RowId| rating.row(*row).definite().is_none();
    let after = all().skip(start + usize::from(props.row.is_some())).find(open);
    // Last those that one clause has decided, with others still to be filled in.
    let half = |row: &RowId| is_half_filled(*row, inputs, rating) && Some(*row) != props.row;
    let row = after.or_else(|| all().find(open)).or_else(|| all().find(half));
    let result = || Route::Dossier(props.open.dossier.id.clone(), Page::Result).to_string();
    next_link(row.map_or_else(result, |row| props.place(row)), row)
}
