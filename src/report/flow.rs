//! The report as a flow of pieces that are never torn, and the pages that they fill.
//!
//! The pages are laid out here, not by the printer: page numbers, the digest on every page and repeated table
//! heads then do not depend on what a browser's print engine knows.

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

/// Longest part of a row, in characters: what is longer goes on in a row of its own, so that every row fits a page.
const LONGEST: usize = 480;

/// Takes the report apart; with a place for the QR code at its end, or without.
pub fn flow(report: &Report, with_code: bool) -> Flow {
    let mut flow = Flow { tables: Vec::new(), pieces: vec![Piece::Title(report.title.clone())] };
    flow.pieces.extend(report.remarks.iter().cloned().map(Piece::Remark));
    flow.pieces.push(Piece::Text(report.opening.clone()));
    for (at, section) in report.sections.iter().enumerate() {
        flow.pieces.push(Piece::Heading(report.heading(at)));
        for block in &section.blocks {
            match block {
                Block::Heading(text) => flow.pieces.push(Piece::Subheading(text.clone())),
                Block::Paragraph(text) => flow.pieces.push(Piece::Text(text.clone())),
                Block::Note(text) => flow.pieces.push(Piece::Note(text.clone())),
                Block::Table(table) => flow.table(table),
                Block::Signatures(blocks) => {
                    flow.pieces.extend(blocks.chunks(2).map(|pair| Piece::Signatures(pair.to_vec())));
                }
            }
        }
    }
    flow.pieces.push(Piece::Note(report.closing.clone()));
    if with_code {
        flow.pieces.push(Piece::Code);
    }
    flow
}

impl Flow {
    fn table(&mut self, table: &Table) {
        let number = self.tables.len();
        self.tables.push(Head { key: table.key.clone(), columns: table.columns.clone() });
        for row in &table.rows {
            self.pieces.extend(fragments(row).into_iter().map(|row| Piece::Row(number, row)));
        }
    }
}

/// A row that is longer than a page may hold, in parts; the others as they are.
fn fragments(row: &Row) -> Vec<Row> {
    let cells: Vec<Vec<Cell>> = row.cells.iter().map(parts).collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(1);
    (0..most)
        .map(|at| Row {
            about: row.about.filter(|_| at == 0),
            cells: cells.iter().map(|parts| parts.get(at).cloned().unwrap_or_default()).collect(),
        })
        .collect()
}

/// A cell's lines in parts of at most [`LONGEST`] characters.
fn parts(cell: &Cell) -> Vec<Cell> {
    let mut parts: Vec<Cell> = vec![Vec::new()];
    let mut used = 0;
    for line in cell {
        let characters: Vec<char> = line.chars().collect();
        for chunk in characters.chunks(LONGEST) {
            if used + chunk.len() > LONGEST {
                parts.push(Vec::new());
                used = 0;
            }
            used += chunk.len();
            if let Some(part) = parts.last_mut() {
                part.push(chunk.iter().collect());
            }
        }
    }
    parts
}

/// How tall the pieces are, in any one unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heights {
    /// One for each piece.
    pub pieces: Vec<f64>,
    /// One for each table's head.
    pub heads: Vec<f64>,
}

/// The pieces of each page, given how much a page holds. A heading stays with what follows it; a table's head is
/// repeated on every page. A piece taller than a page has one of its own.
pub fn pages(flow: &Flow, heights: &Heights, limit: f64) -> Vec<Vec<usize>> {
    let height = |at: usize| heights.pieces.get(at).copied().unwrap_or_default();
    let table = |at: usize| match flow.pieces.get(at) {
        Some(Piece::Row(table, _)) => Some(*table),
        _ => None,
    };
    // The height of a piece where it would stand: with the table's head, unless the row before has it already.
    let cost = |page: &[usize], at: usize| {
        let head = table(at).filter(|of| page.last().and_then(|last| table(*last)) != Some(*of));
        height(at) + head.and_then(|head| heights.heads.get(head).copied()).unwrap_or_default()
    };
    // Headings stay with what follows, and all that is signed stays together.
    let keeps = |at: usize| match flow.pieces.get(at) {
        Some(Piece::Heading(_) | Piece::Subheading(_) | Piece::Title(_)) => true,
        Some(Piece::Signatures(_)) => matches!(flow.pieces.get(at + 1), Some(Piece::Signatures(_))),
        _ => false,
    };
    let mut pages: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0.0;
    for at in 0..flow.pieces.len() {
        let Some(page) = pages.last() else { break };
        let mut needed = cost(page, at);
        let mut next = at;
        while keeps(next) {
            next += 1;
            needed += cost(&[], next);
        }
        let cost = if !page.is_empty() && used + needed > limit {
            pages.push(Vec::new());
            used = 0.0;
            cost(&[], at)
        } else {
            cost(page, at)
        };
        used += cost;
        if let Some(page) = pages.last_mut() {
            page.push(at);
        }
    }
    pages
}
