//! The report as a flow of pieces that are never torn, and the pages that they fill.
//!
//! The pages are laid out here, not by the printer: page numbers, the digest on every page and repeated table
//! heads then do not depend on what a browser's print engine knows.

use super::split::{Room, parts};
use super::value::{Block, Cell, Column, Report, Row, Signature, Table};

/// Something that stands on one page as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The title.
    Title(Vec<String>),
    /// A line under the title.
    Remark(String),
    /// A section's heading.
    Heading(String),
    /// A heading within a section.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// A small note.
    Note(String),
    /// A row of the table with this number in [`Flow::tables`].
    Row(usize, Row),
    /// Two blocks to be signed, side by side.
    Signatures(Vec<Signature>),
    /// The QR code.
    Code,
}

/// A table without its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Names it for programs.
    pub key: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// The whole report, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The tables that rows refer to.
    pub tables: Vec<Head>,
    /// The pieces in order.
    pub pieces: Vec<Piece>,
}

/// Most lines of a row's cell: what is longer goes on in a row of its own, so that every row fits a sheet, which
/// holds 33 of them, with a good third to spare for fonts that are wider than ours.
pub(super) const MOST: usize = 24;
/// A paragraph has 27.6 characters of 三号 a line, and a sheet 21 lines.
const TEXT: Room = Room { width: 276, lines: 14 };
/// A note has 36.8 characters of 小四 a line.
const NOTE: Room = Room { width: 368, lines: MOST };

/// The width of a table's line in points, and the room beside each cell.
const POINTS: usize = 442;
const PADDING: usize = 6;
/// The size of a table's characters in points: 小四.
const SIZE: usize = 12;

/// The room of a cell in a column.
pub(super) fn room(column: &Column) -> Room {
    let points = (POINTS * usize::from(column.width) / 100).saturating_sub(PADDING);
    Room { width: points * 10 / SIZE, lines: MOST }
}

/// Takes the report apart; with a place for the QR code at its end, or without.
pub fn flow(report: &Report, with_code: bool) -> Flow {
    let mut flow = Flow { tables: Vec::new(), pieces: vec![Piece::Title(report.title.clone())] };
    flow.pieces.extend(report.remarks.iter().cloned().map(Piece::Remark));
    flow.paragraph(&report.opening, TEXT, Piece::Text);
    for (at, section) in report.sections.iter().enumerate() {
        flow.pieces.push(Piece::Heading(report.heading(at)));
        for block in &section.blocks {
            match block {
                Block::Heading(text) => flow.pieces.push(Piece::Subheading(text.clone())),
                Block::Paragraph(text) => flow.paragraph(text, TEXT, Piece::Text),
                Block::Note(text) => flow.paragraph(text, NOTE, Piece::Note),
                Block::Table(table) => flow.table(table),
                Block::Signatures(blocks) => {
                    flow.pieces.extend(blocks.chunks(2).map(|pair| Piece::Signatures(pair.to_vec())));
                }
            }
        }
    }
    flow.paragraph(&report.closing, NOTE, Piece::Note);
    if with_code {
        flow.pieces.push(Piece::Code);
    }
    flow
}

impl Flow {
    fn paragraph(&mut self, text: &str, room: Room, piece: fn(String) -> Piece) {
        self.pieces.extend(parts(&vec![text.to_owned()], room).into_iter().flatten().map(piece));
    }

    fn table(&mut self, table: &Table) {
        let number = self.tables.len();
        self.tables.push(Head { key: table.key.clone(), columns: table.columns.clone() });
        for row in &table.rows {
            self.pieces.extend(fragments(row, &table.columns).into_iter().map(|row| Piece::Row(number, row)));
        }
    }
}

/// A row that is longer than a page may hold, in parts; the others as they are.
fn fragments(row: &Row, columns: &[Column]) -> Vec<Row> {
    let cells: Vec<Vec<Cell>> = row.cells.iter().zip(columns).map(|(cell, column)| parts(cell, room(column))).collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(1);
    let part = |cell: &Vec<Cell>, number: usize| cell.get(number).cloned().unwrap_or_default();
    let fragment = |number: usize| {
        let mut fragment: Vec<Cell> = cells.iter().map(|cell| part(cell, number)).collect();
        for at in (0..fragment.len()).filter(|_| number > 0) {
            let goes_on = named_by(at, columns).any(|of| cells.get(of).is_some_and(|cell| cell.len() > number));
            if let (true, Some(name)) = (goes_on, cells[at].first().and_then(|cell| cell.first()))
                && fragment[at].is_empty()
            {
                fragment[at] = vec![name.clone(), "续".to_owned()];
            }
        }
        Row { about: row.about.filter(|_| number == 0), cells: fragment }
    };
    (0..most).map(fragment).collect()
}

/// The columns that this one names: the first of a table with names all others, in one of pairs the next.
fn named_by(at: usize, columns: &[Column]) -> core::ops::Range<usize> {
    let pairs = columns.iter().all(|column| column.name.is_empty());
    match (pairs, at) {
        (true, at) if at % 2 == 0 => at + 1..at + 2,
        (false, 0) => 1..columns.len(),
        _ => 0..0,
    }
}

/// How tall the pieces are, in any one unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heights {
    /// One for each piece.
    pub pieces: Vec<f64>,
    /// One for each table's head.
    pub heads: Vec<f64>,
}

/// The pieces of each page, given how much a page holds. A heading stays with what follows it, a table that takes no
/// more than a third of a page stays whole, and all that is signed stays together with the code; a table's head is
/// repeated on every page. A piece taller than a page has one of its own.
pub fn pages(flow: &Flow, heights: &Heights, limit: f64) -> Vec<Vec<usize>> {
    let height = |at: usize| heights.pieces.get(at).copied().unwrap_or_default();
    let table = |at: usize| match flow.pieces.get(at) {
        Some(Piece::Row(table, _)) => Some(*table),
        _ => None,
    };
    let head = |of: usize| heights.heads.get(of).copied().unwrap_or_default();
    // The height of a piece where it would stand: with the table's head, unless the row before has it already.
    let cost = |before: Option<usize>, at: usize| {
        height(at) + table(at).filter(|of| before.and_then(table) != Some(*of)).map_or(0.0, head)
    };
    let mut tables: Vec<f64> = (0..flow.tables.len()).map(head).collect();
    for at in 0..flow.pieces.len() {
        if let Some(tall) = table(at).and_then(|of| tables.get_mut(of)) {
            *tall += height(at);
        }
    }
    let small = |of: usize| tables.get(of).is_some_and(|tall| *tall <= limit / 3.0);
    let keeps = |at: usize| match flow.pieces.get(at) {
        Some(Piece::Heading(_) | Piece::Subheading(_) | Piece::Title(_)) => true,
        Some(Piece::Row(of, _)) => table(at + 1) == Some(*of) && small(*of),
        Some(Piece::Signatures(_)) => matches!(flow.pieces.get(at + 1), Some(Piece::Signatures(_) | Piece::Note(_))),
        Some(Piece::Note(_)) => matches!(flow.pieces.get(at + 1), Some(Piece::Code)),
        _ => false,
    };
    let mut pages: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0.0;
    for at in 0..flow.pieces.len() {
        let Some(page) = pages.last() else { break };
        let before = page.last().copied();
        let mut needed = cost(before, at);
        let mut next = at;
        while keeps(next) {
            next += 1;
            needed += cost(Some(next - 1), next);
        }
        let cost = if before.is_some() && used + needed > limit {
            pages.push(Vec::new());
            used = 0.0;
            cost(None, at)
        } else {
            cost(before, at)
        };
        used += cost;
        if let Some(page) = pages.last_mut() {
            page.push(at);
        }
    }
    pages
}
