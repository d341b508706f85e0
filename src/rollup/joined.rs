//! The desk as one file: a line for what it knows beside the dossiers, then one a dossier. Made in pieces, since the
//! whole of fifty thousand is larger than the memory that the desk itself takes.

use super::desk::Desk;
use super::problem::ProblemKind;
use super::record::{DrawRecord, RecordError};
use super::unit::{Unit, hash, mix};
use crate::dossier::Value;
use serde::{Deserialize, Serialize};

/// The first line.
#[derive(Serialize, Deserialize)]
pub struct Head {
    format: String,
    schema: u16,
    /// The desk's name.
    #[serde(default)]
    pub name: String,
    /// The year that was shown.
    #[serde(default)]
    pub year: u16,
    /// The spot check of the newest year that has one.
    #[serde(default)]
    pub record: Option<DrawRecord>,
    /// Those of other years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<DrawRecord>,
    /// What is known of the file that each unit came from, in the order of the lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileKnown>,
    /// What was not read, and the reason: somebody will ask for these files again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<(String, String)>,
}

/// What the first line says, as far as it can be read.
pub struct Said {
    /// The desk's name.
    pub name: String,
    /// The year that was shown.
    pub year: u16,
    /// The spot checks, each believed only if it repeats.
    pub records: Vec<Result<DrawRecord, RecordError>>,
    /// What is known of the lines' files.
    pub files: Vec<FileKnown>,
    /// What was not read, and the reason.
    pub refused: Vec<(String, String)>,
}

/// The first line without its spot checks: where one of them cannot be read, the rest can.
#[derive(Deserialize)]
struct Rest {
    schema: u16,
    #[serde(default)]
    name: String,
    #[serde(default)]
    year: u16,
    #[serde(default)]
    files: Vec<FileKnown>,
    #[serde(default)]
    refused: Vec<(String, String)>,
}

/// Reads the first line.
pub fn read_head(line: &[u8]) -> Result<Said, ProblemKind> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let Ok(Head { schema, name, year, record, records, files, refused, .. }) = serde_json::from_slice(line) else {
        let Rest { schema, name, year, files, refused } =
            serde_json::from_slice(line).map_err(|_| ProblemKind::BrokenHead)?;
        let value: Value<'_> = serde_json::from_slice(line).map_err(|_| ProblemKind::BrokenHead)?;
        let more = match value.get("records") {
            Some(Value::Array(records)) => records.as_slice(),
            _ => &[],
        };
        let records = value.get("record").filter(|record| **record != Value::Null).into_iter().chain(more);
        let records = records.map(|record| DrawRecord::verify(&serde_json::to_string(record).unwrap_or_default()));
        return of_schema(schema, Said { name, year, records: records.collect(), files, refused });
    };
    let records = record.into_iter().chain(records).map(|record| DrawRecord::verify(&record.text())).collect();
    of_schema(schema, Said { name, year, records, files, refused })
}

fn of_schema(schema: u16, said: Said) -> Result<Said, ProblemKind> {
    if schema > SCHEMA { Err(ProblemKind::NewerHead) } else { Ok(said) }
}

/// A unit's check, when its file was changed, what the file was where the desk has changed the dossier since (0 where
/// not).
pub type FileKnown = (u32, u64, u64);

/// What the first line's `format` says.
const FORMAT: &str = "union-star-desk";
/// The version of the first line that this program writes.
const SCHEMA: u16 = 1;
/// The longest first line in bytes: the files of a million units, and their spot checks.
pub const LARGEST_HEAD: u64 = 256 << 20;

/// Whether this begins as a joined file does.
pub fn is_head(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..64).unwrap_or(bytes));
    let plain: String = start.chars().filter(|c| !c.is_whitespace()).collect();
    plain.contains(&format!("\"format\":\"{FORMAT}\""))
}

/// By which a line is told to be that of a unit: somebody may have taken lines out of the file.
fn check(unit: &Unit) -> u32 {
    let sum = mix(hash(unit.id.as_bytes()), u64::from(unit.year));
    u32::try_from(sum >> 32).unwrap_or_default()
}

/// The unit as the desk knew it that wrote the file: of which file, and of when, is what decides between versions.
pub fn known(mut unit: Unit, files: &[FileKnown], line: usize) -> Unit {
    let Some((of, modified, origin)) = line.checked_sub(2).and_then(|at| files.get(at)) else { return unit };
    if *of != check(&unit) {
        return unit;
    }
    // Where that desk did not know when, nobody does: the time of the joined file says nothing of the unit's.
    (unit.modified, unit.undated) = (*modified, None);
    unit.origin = (*origin > 0).then_some(*origin);
    unit
}

/// The lines of so many units, from the one at `from`; before the first the head.
pub fn piece(desk: &Desk, from: usize, count: usize) -> Vec<u8> {
    let mut out = Vec::new();
    if from == 0 {
        let mut records: Vec<DrawRecord> = desk.records().cloned().collect();
        let record = records.pop();
        let known = |unit: &Unit| (check(unit), unit.handed_in(), unit.origin.unwrap_or_default());
        let files = desk.units().iter().map(known).collect();
        let refused = desk.refused().map(|problem| (problem.source.clone(), problem.to_string())).collect();
        let (format, name, year) = (FORMAT.to_owned(), desk.name().to_owned(), desk.year());
        out = serde_json::to_vec(&Head { format, schema: SCHEMA, name, year, record, records, files, refused })
            .unwrap_or_default();
        out.push(b'\n');
    }
    for unit in desk.units().iter().skip(from).take(count) {
        // Within JSON, line ends are blanks between values alone.
        out.extend(unit.text().bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }));
        out.push(b'\n');
    }
    out
}
