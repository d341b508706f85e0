//! Pages laid out by hand: what stands on which, to the last bit of room.

use super::made::{long, report, row, table};
use union_star::report::{Align, Block, Flow, Head, Heights, Piece, Row, Signature, flow, pages};

fn text(height: f64) -> (Piece, f64) {
    (Piece::Text("字".to_owned()), height)
}

fn heading(height: f64) -> (Piece, f64) {
    (Piece::Heading("一、".to_owned()), height)
}

/// A row of the table with this number.
fn of(table: usize, height: f64) -> (Piece, f64) {
    (Piece::Row(table, row(&["格"])), height)
}

fn signed(height: f64) -> (Piece, f64) {
    (Piece::Signatures(vec![Signature { name: "工会", seal: true }]), height)
}

/// The pages of these pieces with their heights; each table's names are 5 high.
fn laid(pieces: Vec<(Piece, f64)>, limit: f64) -> Vec<Vec<usize>> {
    let (pieces, heights): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
    let tables = vec![Head { key: "t".to_owned(), columns: Vec::new() }; 2];
    pages(&Flow { tables, pieces }, &Heights { pieces: heights, heads: vec![5.0; 2] }, limit)
}

#[test]
fn a_page_takes_all_that_fits() {
    let pieces = || vec![text(10.0), text(15.0), text(5.0), text(20.0), text(10.0), text(1.0)];
    assert_eq!(laid(pieces(), 30.0), [vec![0, 1, 2], vec![3, 4], vec![5]]);
    assert_eq!(laid(pieces(), 29.0), [vec![0, 1], vec![2, 3], vec![4, 5]]);
}

#[test]
fn a_tables_names_take_room_once_a_page() {
    let rows = || vec![of(0, 10.0), of(0, 10.0), of(0, 10.0), of(0, 10.0)];
    assert_eq!(laid(rows(), 25.0), [[0, 1], [2, 3]]);
    assert_eq!(laid(rows(), 24.0), [[0], [1], [2], [3]]);
    let two = || vec![of(0, 10.0), of(1, 10.0), text(1.0), of(1, 10.0)];
    assert_eq!(laid(two(), 46.0), [[0, 1, 2, 3]], "another table's, and those of one that goes on after a text");
    assert_eq!(laid(two(), 45.0), [vec![0, 1, 2], vec![3]]);
}

#[test]
fn a_heading_stays_with_the_row_after_it_and_its_tables_names() {
    let pieces = || vec![text(10.0), heading(5.0), of(0, 10.0), of(0, 10.0)];
    assert_eq!(laid(pieces(), 30.0), [vec![0, 1, 2], vec![3]]);
    assert_eq!(laid(pieces(), 29.0), [vec![0], vec![1, 2], vec![3]]);
    let chapter = (Piece::Subheading("（一）".to_owned()), 5.0);
    let pieces = || vec![text(10.0), heading(5.0), chapter.clone(), text(10.0)];
    assert_eq!(laid(pieces(), 30.0), [[0, 1, 2, 3]]);
    assert_eq!(laid(pieces(), 29.0), [vec![0], vec![1, 2, 3]]);
    assert_eq!(laid(vec![text(10.0), heading(5.0)], 20.0), [[0, 1]], "with nothing after it");
}

#[test]
fn all_that_is_signed_goes_over_together() {
    let pieces = || vec![text(10.0), signed(10.0), signed(10.0), signed(10.0), text(5.0)];
    assert_eq!(laid(pieces(), 40.0), [vec![0, 1, 2, 3], vec![4]]);
    assert_eq!(laid(pieces(), 39.0), [vec![0], vec![1, 2, 3, 4]]);
}

#[test]
fn no_page_is_empty_before_a_piece_that_is_taller() {
    assert_eq!(laid(vec![text(99.0), text(10.0), text(99.0)], 30.0), [[0], [1], [2]]);
}

/// What becomes of a row.
fn rows(row: Row) -> Vec<Row> {
    let flow = flow(&report(vec![Block::Table(table(&[("名", 100, Align::Left)], vec![row]))]), false);
    let rows =
        flow.pieces.into_iter().filter_map(|piece| if let Piece::Row(_, row) = piece { Some(row) } else { None });
    rows.collect()
}

fn lines(row: &Row) -> Vec<usize> {
    row.cells[0].iter().map(|line| line.chars().count()).collect()
}

#[test]
fn a_row_goes_on_in_another_only_where_it_is_too_long() {
    let cell =
        |lines: &[usize]| Row { about: Some("g1-01"), cells: vec![lines.iter().map(|many| long(*many)).collect()] };
    let parts = |of: &[usize]| rows(cell(of)).iter().map(lines).collect::<Vec<_>>();
    assert_eq!(parts(&[200, 100, 180]), [[200, 100, 180]], "as many as may stand in one");
    assert_eq!(parts(&[200, 100, 181]), [vec![200, 100], vec![181]]);
    assert_eq!(parts(&[480, 1]), [[480], [1]]);
    assert_eq!(parts(&[481]), [[480], [1]]);
    assert_eq!(rows(cell(&[200, 200])), [cell(&[200, 200])], "as it was");
}

#[test]
fn what_a_long_row_is_about_stands_at_its_beginning_alone() {
    let cells = vec![vec![long(500)], vec!["短".to_owned()]];
    let parts = rows(Row { about: Some("g1-01"), cells });
    let [first, second] = &parts[..] else { panic!("two parts") };
    assert_eq!((first.about, second.about), (Some("g1-01"), None));
    assert_eq!((first.cells[1].as_slice(), second.cells[1].as_slice()), (&["短".to_owned()][..], &[][..]));
}
