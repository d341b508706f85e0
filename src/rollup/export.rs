//! What can be taken away from the desk.

use super::archive::pack;
use super::desk::Desk;
use super::joined::piece;
use super::unit::Unit;
use std::collections::HashSet;

/// What can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// A workbook: overview, units, rows, problems, draw.
    Xlsx,
    /// The list of units.
    Csv,
    /// One joined file: the desk itself, to be opened again.
    Joined,
    /// A ZIP of the reviewed dossiers, to be returned.
    Reviewed,
    /// The record of the spot check.
    Record,
}

impl Export {
    /// Finds the export with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "xlsx" => Self::Xlsx,
            "csv" => Self::Csv,
            "joined" => Self::Joined,
            "reviewed" => Self::Reviewed,
            "record" => Self::Record,
            _ => return None,
        })
    }
}

impl Desk {
    /// A file to take away; none where there is nothing to put into it.
    pub fn export(&self, what: Export) -> Option<Vec<u8>> {
        match what {
            Export::Xlsx => super::book::book(self),
            Export::Csv => Some(super::book::list_csv(self).into_bytes()),
            Export::Joined => Some(piece(self, 0, usize::MAX)),
            Export::Record => Some(self.record()?.text().into_bytes()),
            Export::Reviewed => {
                let of_year = |unit: &&Unit| unit.year == self.year && unit.reviewed.is_some();
                let mut reviewed = self.units.iter().filter(of_year).peekable();
                reviewed.peek()?;
                let mut taken = HashSet::new();
                pack(reviewed.map(|unit| (file_name(unit, &mut taken), unit.text())))
            }
        }
    }
}

/// A file's name within the bundle: the union, the year, of the id what keeps two of a name apart, and where that does not,
/// a number. To Windows letters of both sizes are one.
fn file_name(unit: &Unit, taken: &mut HashSet<String>) -> String {
    let plain =
        |text: &str| text.chars().filter(|c| !c.is_control() && !"\\/:*?\"<>|".contains(*c)).collect::<String>();
    let name: String = plain(unit.name.trim()).chars().take(60).collect();
    let id: String = plain(&unit.id).chars().take(8).collect();
    let stem = format!("{name}-{}-{id}", unit.year);
    let numbered = |number: usize| if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
    let free = (1..).map(numbered).find(|stem| taken.insert(stem.to_ascii_uppercase()));
    format!("{}.union-star.json", free.unwrap_or(stem))
}
