//! Which of several files of one unit counts: the newest; the others are named, and what was said of them is carried on.

use super::carry::carry;
use super::problem::{Problem, ProblemKind};
use super::unit::Unit;
use core::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// By what a file is told to be of a union that is here already.
fn key(unit: &Unit) -> (u16, String) {
    (unit.year, unit.id.clone())
}

fn name(unit: &Unit) -> Option<(u16, String, String)> {
    unit.named().map(|(name, higher)| (unit.year, name.to_owned(), higher.to_owned()))
}

/// When each self-assessment was handed in: of the files that hold the same, the latest.
fn handed_in(units: &[Unit]) -> Vec<u64> {
    let of = |unit: &'_ Unit| (unit.year, hash_of(&unit.id), unit.mark);
    let mut latest: HashMap<(u16, u64, u64), u64> = HashMap::with_capacity(units.len());
    for unit in units {
        let time = latest.entry(of(unit)).or_default();
        *time = unit.modified.max(*time);
    }
    units.iter().map(|unit| latest.get(&of(unit)).copied().unwrap_or_default()).collect()
}

fn hash_of(id: &str) -> u64 {
    super::unit::hash(id.as_bytes())
}

/// Sorts candidates into those that count and those that do not: of the same union and year, told by id or by name and
/// federation, the newest. What was said of the others and not of it is carried on. The order in which files were read
/// makes no difference.
pub fn settle(candidates: Vec<Unit>, problems: &mut Vec<Problem>, notices: &mut Vec<Problem>) -> Vec<Unit> {
    let mut candidates: Vec<(u64, Unit)> = handed_in(&candidates).into_iter().zip(candidates).collect();
    // Newest first: the later day of the numbers, then the later self-assessment, of it the one with more reviews, then
    // the later file.
    candidates.sort_by(|(a_time, a), (b_time, b)| {
        let newest = |time: u64, unit: &Unit| Reverse((unit.as_of, time, unit.reviews, unit.modified));
        let files = || (&a.source, &a.id).cmp(&(&b.source, &b.id));
        newest(*a_time, a).cmp(&newest(*b_time, b)).then_with(files)
    });
    let mut by_id: HashMap<(u16, String), usize> = HashMap::new();
    let mut by_name: HashMap<(u16, String, String), usize> = HashMap::new();
    let mut kept: Vec<Unit> = Vec::with_capacity(candidates.len());
    for (_, unit) in candidates {
        let (id, name) = (key(&unit), name(&unit));
        let at = by_id.get(&id).or_else(|| by_name.get(name.as_ref()?)).copied();
        if let Some(winner) = at.and_then(|at| kept.get_mut(at)) {
            if let Some((carried, notice)) = carry(winner, &unit) {
                *winner = carried;
                notices.extend(notice);
            }
            let file = winner.source.clone();
            if unit.id == winner.id && visible(&unit.name) != visible(&winner.name) {
                let kind = ProblemKind::Renamed { than: file.clone(), now: winner.name.clone() };
                notices.push(Problem { source: unit.source.clone(), name: unit.name.clone(), kind });
            }
            let kind = if unit.is_copy_of(winner) {
                ProblemKind::Duplicate { of: file }
            } else {
                ProblemKind::Older { than: file }
            };
            problems.push(Problem { source: unit.source, name: unit.name, kind });
        } else {
            by_id.insert(id, kept.len());
            if let Some(name) = name {
                by_name.insert(name, kept.len());
            }
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
    let name = |unit: &'a Unit| unit.named().map(|(name, higher)| (unit.year, name, higher));
    // Most come once: nothing is compared there.
    for unit in units.clone() {
        by_id
            .entry(id(unit))
            .and_modify(|(first, differs)| *differs |= !unit.is_copy_of(first))
            .or_insert((unit, false));
        if let Some(name) = name(unit) {
            let differ = |(first, differs): &mut (&Unit, bool)| *differs |= !unit.is_copy_of(first);
            by_name.entry(name).and_modify(differ).or_insert((unit, false));
        }
    }
    let differs = |unit: &&'a Unit| {
        by_id.get(&id(unit)).is_some_and(|(_, differs)| *differs)
            || name(unit).and_then(|name| by_name.get(&name)).is_some_and(|(_, differs)| *differs)
    };
    units.filter(differs).filter_map(|unit| unit.undated).collect()
}

/// Units whose names look alike but are not the same text, or are the same where one does not say its federation: shown,
/// never merged.
pub fn look_alikes(units: &[Unit]) -> Vec<Problem> {
    let mut seen: BTreeMap<(u16, String), Vec<&Unit>> = BTreeMap::new();
    for unit in units {
        seen.entry((unit.year, visible(&unit.name))).or_default().push(unit);
    }
    let mut problems = Vec::new();
    for alike in seen.values().filter(|alike| alike.len() > 1) {
        for unit in alike {
            let differs = |other: &&&Unit| other.name.trim() != unit.name.trim();
            let is_unclear = |other: &&&Unit| {
                (&other.source, &other.id) != (&unit.source, &unit.id)
                    && (other.named().is_none() || unit.named().is_none())
            };
            let kind = if let Some(other) = alike.iter().find(differs) {
                ProblemKind::LooksLike { other: other.source.clone() }
            } else if let Some(other) = alike.iter().find(is_unclear) {
                ProblemKind::SameName { other: other.source.clone() }
            } else {
                continue;
            };
            problems.push(Problem { source: unit.source.clone(), name: unit.name.clone(), kind });
        }
    }
    problems
}

/// A name as it is read: no blanks, no invisible characters, half-width for full-width, lower case.
pub(super) fn visible(name: &str) -> String {
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
