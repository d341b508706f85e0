//! Which of several files of one unit counts: the newest; the others are named.

use super::intake::Refusal;
use super::unit::Unit;
use std::collections::{BTreeMap, HashMap};

/// Something that is not counted, or that people should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub source: String,
    /// The unit, where one was read.
    pub name: String,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not read, with the reason.
    Refused(Refusal),
    /// The same bytes as another file.
    Duplicate {
        /// The file that counts.
        of: String,
    },
    /// An older version of another file.
    Older {
        /// The file that counts.
        than: String,
    },
    /// Counted, but its name looks like another's and differs in characters that are not seen.
    LooksLike {
        /// The other's file.
        other: String,
    },
}

/// Sorts candidates into those that count and those that do not: of the same union and year, told by id or by
/// name and federation, the newest. The order in which files were read makes no difference.
pub fn settle(mut candidates: Vec<Unit>, problems: &mut Vec<Problem>) -> Vec<Unit> {
    // Newest first: the later day of the numbers, then more reviews, then the later file.
    candidates.sort_by(|a, b| {
        let key = |unit: &Unit| (unit.reviews, unit.modified);
        let newest = b.as_of.cmp(&a.as_of).then_with(|| key(b).cmp(&key(a)));
        newest.then_with(|| (&a.source, &a.id).cmp(&(&b.source, &b.id)))
    });
    let mut by_id: HashMap<(u16, String), usize> = HashMap::new();
    let mut by_name: HashMap<(u16, String, String), usize> = HashMap::new();
    let mut kept: Vec<Unit> = Vec::with_capacity(candidates.len());
    for unit in candidates {
        let id = (unit.year, unit.id.clone());
        let name = (unit.year, unit.name.trim().to_owned(), unit.higher.trim().to_owned());
        if let Some(winner) = by_id.get(&id).or_else(|| by_name.get(&name)).and_then(|at| kept.get(*at)) {
            let file = winner.source.clone();
            let kind = if unit.is_copy_of(winner) {
                ProblemKind::Duplicate { of: file }
            } else {
                ProblemKind::Older { than: file }
            };
            problems.push(Problem { source: unit.source, name: unit.name, kind });
        } else {
            by_id.insert(id, kept.len());
            by_name.insert(name, kept.len());
            kept.push(unit);
        }
    }
    kept
}

/// The numbers of undated files among those of one union and year that differ: there the time of the file may
/// decide which counts.
pub fn rivals<'a>(units: impl Iterator<Item = &'a Unit> + Clone) -> Vec<u32> {
    let mut by_id: HashMap<(u16, &str), (&Unit, bool)> = HashMap::new();
    let mut by_name: HashMap<(u16, &str, &str), (&Unit, bool)> = HashMap::new();
    let id = |unit: &'a Unit| (unit.year, unit.id.as_str());
    let name = |unit: &'a Unit| (unit.year, unit.name.trim(), unit.higher.trim());
    for unit in units.clone() {
        let (first, differs) = by_id.entry(id(unit)).or_insert((unit, false));
        *differs |= !unit.is_copy_of(first);
        let (first, differs) = by_name.entry(name(unit)).or_insert((unit, false));
        *differs |= !unit.is_copy_of(first);
    }
    let differs = |unit: &&'a Unit| {
        by_id.get(&id(unit)).is_some_and(|(_, differs)| *differs)
            || by_name.get(&name(unit)).is_some_and(|(_, differs)| *differs)
    };
    units.filter(differs).filter_map(|unit| unit.undated).collect()
}

/// Units whose names look alike but are not the same text: shown, never merged.
pub fn look_alikes(units: &[Unit]) -> Vec<Problem> {
    let mut seen: BTreeMap<(u16, String), Vec<&Unit>> = BTreeMap::new();
    for unit in units {
        seen.entry((unit.year, visible(&unit.name))).or_default().push(unit);
    }
    let mut problems = Vec::new();
    for alike in seen.values() {
        for unit in alike {
            if let Some(other) = alike.iter().find(|other| other.name.trim() != unit.name.trim()) {
                let kind = ProblemKind::LooksLike { other: other.source.clone() };
                problems.push(Problem { source: unit.source.clone(), name: unit.name.clone(), kind });
            }
        }
    }
    problems
}

/// A name as the eye sees it: no blanks, no invisible characters, half-width for full-width.
fn visible(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .filter(|c| !matches!(u32::from(*c), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF))
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match &self.kind {
            ProblemKind::Refused(reason) => reason.fmt(f),
            ProblemKind::Duplicate { of } => write!(f, "与“{of}”内容相同，只计一次。"),
            ProblemKind::Older { than } => write!(f, "同一工会同一年度有更新的一份“{than}”，以新的为准。"),
            ProblemKind::LooksLike { other } => {
                write!(f, "名称与“{other}”里的看起来一样，实际有看不见的差别。两份都计入，请核对是不是同一家。")
            }
        }
    }
}
