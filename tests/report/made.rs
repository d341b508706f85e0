//! Reports made by hand: what stands where is seen at once.

use union_star::report::{Align, Block, Column, Part, Report, Row, Section, Table};

/// A report of one section.
pub fn report(blocks: Vec<Block>) -> Report {
    Report {
        title: vec!["某某工会".to_owned(), "自评报告".to_owned()],
        remarks: vec!["（草稿）".to_owned()],
        opening: "现报告如下。".to_owned(),
        sections: vec![Section { part: Part::Rows, name: "逐行情况", blocks }],
        closing: "注：以复核认定为准。".to_owned(),
        digest: "ABCD-0123".to_owned(),
    }
}

/// A table whose columns are named and as wide as stated.
pub fn table(columns: &[(&'static str, u8, Align)], rows: Vec<Row>) -> Table {
    let columns = columns.iter().map(|(name, width, align)| Column { name, width: *width, align: *align });
    Table { key: "t".to_owned(), columns: columns.collect(), rows }
}

/// A row of one line a cell.
pub fn row(cells: &[&str]) -> Row {
    Row { about: None, cells: cells.iter().map(|cell| vec![(*cell).to_owned()]).collect() }
}

/// So many characters.
pub fn long(characters: usize) -> String {
    "长".repeat(characters)
}
