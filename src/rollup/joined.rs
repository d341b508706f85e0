//! The desk as one file: a line for what it knows beside the dossiers, then one a dossier. Made in pieces, since the
//! whole of fifty thousand is larger than the memory that the desk itself takes.

use super::desk::Desk;
use super::record::DrawRecord;
use serde::{Deserialize, Serialize};

/// The first line.
#[derive(Serialize, Deserialize)]
pub struct Head {
    format: String,
    schema: u16,
    /// The desk's name.
    pub name: String,
    /// The spot check.
    pub record: Option<DrawRecord>,
}

/// What the first line's `format` says.
const FORMAT: &str = "union-star-desk";

/// Whether this begins as a joined file does.
pub fn is_head(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(&bytes[..bytes.len().min(64)]).contains(&format!("\"format\":\"{FORMAT}\""))
}

/// The lines of so many units, from the one at `from`; before the first the head.
pub fn piece(desk: &Desk, from: usize, count: usize) -> Vec<u8> {
    let mut out = Vec::new();
    if from == 0 {
        let (name, record) = (desk.name().to_owned(), desk.record().cloned());
        let head = Head { format: FORMAT.to_owned(), schema: 1, name, record };
        out = serde_json::to_vec(&head).unwrap_or_default();
        out.push(b'\n');
    }
    for unit in desk.units().iter().skip(from).take(count) {
        // Within JSON, line ends are blanks between values alone.
        out.extend(unit.text().bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }));
        out.push(b'\n');
    }
    out
}
