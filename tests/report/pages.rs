//! Pages laid out by hand: what stands on which, to the last bit of room.

use super::made::{long, report, row, table};
use proptest::prelude::*;
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
    let flow = flow(
        &report(vec![Block::Table(table(&[("名", 100, Align::Left), ("名", 50, Align::Left)], vec![row]))]),
        false,
    );
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
    // 36 characters a line, 24 lines.
    assert_eq!(parts(&[10 * 36, 14 * 36]), [[360, 504]], "as many as may stand in one");
    assert_eq!(parts(&[10 * 36, 14 * 36 + 1]), [[360], [505]], "a paragraph that fits is not torn");
    assert_eq!(parts(&[24 * 36]), [[864]]);
    assert_eq!(parts(&[24 * 36 + 1]), [[864], [1]]);
    assert_eq!(parts(&[1; 25]), [vec![1; 24], vec![1]], "each paragraph has a line of its own");
    assert_eq!(rows(cell(&[200, 200])), [cell(&[200, 200])], "as it was");
}

#[test]
fn what_a_long_row_is_about_stands_at_its_beginning_alone() {
    let cells = vec![vec![long(900)], vec!["短".to_owned()]];
    let parts = rows(Row { about: Some("g1-01"), cells });
    let [first, second] = &parts[..] else { panic!("two parts") };
    assert_eq!((first.about, second.about), (Some("g1-01"), None));
    assert_eq!((first.cells[1].as_slice(), second.cells[1].as_slice()), (&["短".to_owned()][..], &[][..]));
}

/// What becomes of a text in a column three characters wide, 24 lines of which stand in one row.
fn narrow(text: &str) -> Vec<String> {
    let row = Row { about: None, cells: vec![vec!["03".to_owned()], vec![text.to_owned()]] };
    let columns = [("行", 10, Align::Left), ("名", 10, Align::Left)];
    let flow = flow(&report(vec![Block::Table(table(&columns, vec![row]))]), false);
    let cells = flow.pieces.into_iter().filter_map(|piece| match piece {
        Piece::Row(_, row) => Some(row.cells[1].concat()),
        _ => None,
    });
    cells.collect()
}

#[test]
fn a_long_text_is_parted_after_a_sentence_rather_than_a_part_of_one_rather_than_a_word() {
    let parts = |text: &str| narrow(text).iter().map(|part| part.chars().count()).collect::<Vec<_>>();
    assert_eq!(parts(&long(100)), [72, 28]);
    assert_eq!(parts(&format!("{}，{}。{}", long(40), long(10), long(40))), [52, 40], "after the sentence");
    assert_eq!(parts(&format!("{}，{}", long(40), long(40))), [41, 40], "after a part of one");
    assert_eq!(parts(&format!("{}。{}", long(10), long(80))), [72, 19], "but not where half a row would be empty");
    assert_eq!(parts(&format!("{}。”{}", long(60), long(20))), [62, 20], "with the mark that closes it");
    assert_eq!(parts(&format!("{}“{}”", long(71), long(5))), [71, 7], "a mark that opens goes over");
    assert_eq!(parts(&format!("{}。", long(72))), [71, 2], "no part begins with a mark that closes");
}

#[test]
fn numbers_and_words_stay_whole_unless_no_row_could_hold_them() {
    let text = format!("{}63÷80=78.75%{}", long(70), long(5));
    assert_eq!(narrow(&text), [long(70), format!("63÷80=78.75%{}", long(5))]);
    let number = "9".repeat(300);
    assert_eq!(narrow(&number).concat(), number, "broken somewhere");
    assert!(narrow(&number).len() > 2);
}

#[test]
fn a_row_that_goes_on_says_of_what() {
    let continued = |columns: &[(&'static str, u8, Align)], cells: &[&str]| {
        let row = row(cells);
        let flow = flow(&report(vec![Block::Table(table(columns, vec![row]))]), false);
        let Some(Piece::Row(_, last)) = flow.pieces.into_iter().rfind(|piece| matches!(piece, Piece::Row(..))) else {
            panic!("no row")
        };
        last.cells.iter().map(|cell| cell.join("/")).collect::<Vec<_>>()
    };
    let named = [("行", 10, Align::Left), ("名", 10, Align::Left), ("名", 10, Align::Left)];
    assert_eq!(continued(&named, &["03", "短", &long(73)]), ["03/续", "", "长"]);
    let pairs = [("", 10, Align::Left), ("", 10, Align::Left), ("", 10, Align::Left), ("", 10, Align::Left)];
    assert_eq!(continued(&pairs, &["甲", "短", "乙", &long(73)]), ["", "", "乙/续", "长"], "the name beside it");
}

/// Lines of a printer whose letters are as wide as those of a wide font, in points of 小四.
fn printed_lines(text: &str, width: f64) -> f64 {
    let wide = |c: char| match c {
        'A'..='Z' | '%' => 11.4,
        c if c.is_ascii() => 7.0,
        _ => 12.0,
    };
    let (mut lines, mut used, mut word) = (1.0, 0.0, 0.0);
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() {
            word += wide(c);
            continue;
        }
        if used + word > width {
            lines += 1.0 + (word / width).floor();
            used = 0.0;
        }
        used += word % width;
        word = 0.0;
        if used + wide(c) > width {
            lines += 1.0;
            used = 0.0;
        }
        used += wide(c);
    }
    lines
}

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[一二三四五六七八九十职工会员台账]{1,30}[，。；：、！？”）]?",
        "[0-9]{1,12}[年月日%、 ]",
        "[a-zA-Z]{1,30}[会， ]",
        "[“（《]",
        " ",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_fits_a_sheet_and_nothing_is_lost_or_torn(
        cells in proptest::collection::vec(proptest::collection::vec(words(), 0..25), 3),
        narrow in 7_u8..40,
        middle in 7_u8..40,
    ) {
        let widths = [narrow, middle, 100 - narrow - middle];
        let columns = widths.map(|width| ("名", width, Align::Left));
        let row = Row { about: None, cells: cells.clone() };
        let flow = flow(&report(vec![Block::Table(table(&columns, vec![row]))]), false);
        let rows: Vec<&Row> = flow
            .pieces
            .iter()
            .filter_map(|piece| if let Piece::Row(_, row) = piece { Some(row) } else { None })
            .collect();
        for (at, cell) in cells.iter().enumerate() {
            let parts: Vec<&Vec<String>> =
                rows.iter().map(|row| &row.cells[at]).filter(|part| part.last().is_none_or(|line| line != "续")).collect();
            prop_assert_eq!(parts.iter().flat_map(|part| part.iter()).map(String::as_str).collect::<String>(), cell.concat());
            for part in &parts {
                let width = 442.0 * f64::from(widths[at]) / 100.0 - 6.0;
                let height: f64 = part.iter().map(|line| printed_lines(line, width) * 18.0).sum::<f64>() + 8.0;
                // 225 mm, less the head of the table and two headings.
                prop_assert!(height <= 637.0 - 26.0 - 58.0, "{height}: {part:?}");
            }
            for pair in parts.windows(2) {
                let (Some(before), Some(after)) = (pair[0].last(), pair[1].first()) else { continue };
                let (Some(last), Some(first)) = (before.chars().last(), after.chars().next()) else { continue };
                if cell.iter().any(|line| line.contains(&format!("{before}{after}"))) {
                    prop_assert!(!(last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric()), "{last}{first}");
                }
                prop_assert!(!"，。；：、！？”）".contains(first), "begins with {first}");
            }
        }
    }
}

#[test]
fn a_table_of_a_few_short_rows_stays_whole() {
    let pieces = || vec![text(10.0), heading(5.0), of(0, 3.0), of(0, 3.0), of(0, 3.0)];
    assert_eq!(laid(pieces(), 45.0), [[0, 1, 2, 3, 4]]);
    assert_eq!(laid([vec![text(20.0)], pieces()].concat(), 48.0), [vec![0, 1], vec![2, 3, 4, 5]]);
}

#[test]
fn the_code_stands_with_what_is_signed_and_the_note() {
    let note = || (Piece::Note("注：".to_owned()), 5.0);
    let pieces = || vec![text(10.0), signed(10.0), signed(10.0), note(), (Piece::Code, 10.0)];
    assert_eq!(laid(pieces(), 45.0), [[0, 1, 2, 3, 4]]);
    assert_eq!(laid(pieces(), 44.0), [vec![0], vec![1, 2, 3, 4]]);
}

#[test]
fn a_paragraph_that_is_taller_than_a_sheet_goes_on_in_another() {
    let flow = flow(&report(vec![Block::Paragraph(long(1_000)), Block::Note(long(2_000))]), false);
    let of = |text: fn(&Piece) -> Option<&String>| {
        let all: Vec<usize> = flow.pieces.iter().filter_map(text).map(|text| text.chars().count()).collect();
        (all.iter().sum::<usize>(), all.into_iter().max().unwrap())
    };
    let (all, longest) = of(|piece| if let Piece::Text(text) = piece { Some(text) } else { None });
    assert!(all == 1_000 + "现报告如下。".chars().count() && longest <= 20 * 27, "{all} {longest}");
    let (all, longest) = of(|piece| if let Piece::Note(text) = piece { Some(text) } else { None });
    assert!(all > 2_000 && longest <= 30 * 36, "{all} {longest}");
}
