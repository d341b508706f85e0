//! A workbook's cells as Excel shows them, read from the file's bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// The cells of each sheet, by row and column; what nobody wrote is empty.
pub fn sheets(file: Vec<u8>) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let strings = part("xl/sharedStrings.xml");
    let strings: Vec<String> = strings.split("<si>").skip(1).map(|one| plain(within(one, ">", "</t>"))).collect();
    let book = part("xl/workbook.xml");
    let names = book.split("<sheet name=\"").skip(1).map(|one| one.split_once('"').unwrap().0.to_owned());
    (1..).zip(names).map(|(at, name)| (name, grid(&part(&format!("xl/worksheets/sheet{at}.xml")), &strings))).collect()
}

fn grid(sheet: &str, strings: &[String]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cell in sheet.split("<c r=\"").skip(1).filter(|cell| cell.contains("<v>")) {
        let (place, rest) = cell.split_once('"').unwrap();
        let (column, row) = place.split_at(1);
        let (column, row) = (usize::from(column.as_bytes()[0] - b'A'), row.parse::<usize>().unwrap() - 1);
        let value = within(rest, "<v>", "</v>");
        let is_text = rest.split('>').next().unwrap().contains("t=\"s\"");
        rows.resize(rows.len().max(row + 1), Vec::new());
        let cells = &mut rows[row];
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = if is_text { strings[value.parse::<usize>().unwrap()].clone() } else { value.to_owned() };
    }
    rows
}

fn within<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    text.split_once(begin).unwrap().1.split_once(end).unwrap().0
}

fn plain(xml: &str) -> String {
    xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
