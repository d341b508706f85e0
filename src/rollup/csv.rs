//! The list as CSV for spreadsheets: with a mark of UTF-8, no cell that a spreadsheet would run, nothing hidden.

use crate::report::visible;

/// A table as CSV.
pub fn csv<'a>(lines: impl Iterator<Item = Vec<std::borrow::Cow<'a, str>>>) -> String {
    let mut out = "\u{feff}".to_owned();
    for line in lines {
        let cells: Vec<String> = line.iter().map(|cell| quoted(&guarded(&visible(cell)))).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A text that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe.
pub fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
