//! Which of several files of one unit counts: the newest; the others are named, and what was said of them is carried on.

use super::carry::{carry, has_other_opinions};
use super::problem::{Newer, Problem, ProblemKind};
use super::unit::Unit;
use crate::dossier::Day;
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
        *time = unit.handed_in().max(*time);
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
    // Newest first.
    candidates.sort_by(|(a_time, a), (b_time, b)| {
        let files = || (&a.source, &a.id).cmp(&(&b.source, &b.id));
        newness(*b_time, b).cmp(&newness(*a_time, a)).then_with(files)
    });
    let mut by_id: HashMap<(u16, String), usize> = HashMap::new();
    let mut by_name: HashMap<(u16, String, String), usize> = HashMap::new();
    let mut kept: Vec<Unit> = Vec::with_capacity(candidates.len());
    for (time, unit) in candidates {
        let (id, name) = (key(&unit), name(&unit));
        let (mut ids, mut names) = (vec![id], name.into_iter().collect::<Vec<_>>());
        if let Some(also) = &unit.also {
            ids.extend(also.ids.iter().map(|id| (unit.year, id.clone())));
            names.extend(also.names.iter().map(|(name, higher)| (unit.year, name.clone(), higher.clone())));
        }
        let at = ids.iter().find_map(|id| by_id.get(id)).or_else(|| names.iter().find_map(|name| by_name.get(name)));
        let at = at.copied();
        let is_older = at.is_some();
        let at = at.unwrap_or(kept.len());
        for id in ids {
            by_id.entry(id).or_insert(at);
        }
        // Another name under one id may be another union's: no other file is told by it.
        if !kept.get(at).is_some_and(|winner| is_renamed(&unit, winner)) {
            for name in names {
                by_name.entry(name).or_insert(at);
            }
        }
        match kept.get_mut(at).filter(|_| is_older) {
            Some(winner) => yields(unit, time, winner, problems, notices),
            None => kept.push(handed_in_at(unit, time)),
        }
    }
    kept
}

/// The unit that knows when its self-assessment was handed in, though another of its files tells it.
fn handed_in_at(mut unit: Unit, time: u64) -> Unit {
    if time > unit.handed_in() {
        unit.also.get_or_insert_default().handed_in = time;
    }
    unit
}

/// Whether a file is taken for another version for its id alone.
fn is_renamed(unit: &Unit, winner: &Unit) -> bool {
    unit.id == winner.id && visible(&unit.name) != visible(&winner.name)
}

/// An older version or a copy gives way to the one that counts, which is told what it knew.
fn yields(unit: Unit, time: u64, winner: &mut Unit, problems: &mut Vec<Problem>, notices: &mut Vec<Problem>) {
    let mut notice = |kind| notices.push(Problem { source: unit.source.clone(), name: unit.name.clone(), kind });
    let file = winner.source.clone();
    let is_renamed = is_renamed(&unit, winner);
    if is_renamed {
        notice(ProblemKind::Renamed { than: file.clone(), now: winner.name.clone() });
    }
    let is_same = unit.mark == winner.mark;
    let is_told = time > 0 && time < winner.handed_in() || unit.as_of < winner.as_of;
    if !is_same && !is_told {
        notice(ProblemKind::Undated { than: file.clone() });
    }
    if has_other_opinions(&unit, winner) {
        let kind = ProblemKind::OtherOpinions { than: unit.source.clone() };
        notices.push(Problem { source: file.clone(), name: winner.name.clone(), kind });
    }
    // Written anew by another program it is another file, and says the same.
    let is_written_anew = || is_same && unit.reviews == winner.reviews && unit.dossier() == winner.dossier();
    let is_copy = unit.is_copy_of(winner) || is_written_anew();
    let by = newer(&unit, time, winner);
    let carried = carry(winner, &unit);
    if let Some((carried, notice)) = carried {
        *winner = carried;
        notices.extend(notice);
    }
    remember(&unit, is_same, is_renamed, winner);
    let kind = if is_copy { ProblemKind::Duplicate { of: file } } else { ProblemKind::Older { than: file, by } };
    problems.push(Problem { source: unit.source, name: unit.name, kind });
}

/// What the newest has most of: the later day of the numbers, then the later self-assessment, of it the one with more
/// reviews, then the later file.
fn newness(time: u64, unit: &Unit) -> (Option<Day>, u64, usize, u64) {
    (unit.as_of, time, unit.reviews, unit.modified)
}

/// By what the one that counts is the newer.
fn newer(unit: &Unit, time: u64, winner: &Unit) -> Newer {
    let (older, newer) = (newness(time, unit), newness(winner.handed_in(), winner));
    let parts = [
        (older.0 < newer.0, Newer::AsOf),
        (older.1 < newer.1, Newer::File),
        (older.2 < newer.2, Newer::Reviews),
        (older.3 < newer.3, Newer::File),
    ];
    parts.into_iter().find_map(|(is_newer, by)| is_newer.then_some(by)).unwrap_or(Newer::Nothing)
}

/// What a file that is gone tells of the one that counts: it stays known where others come later.
fn remember(unit: &Unit, is_same: bool, is_renamed: bool, winner: &mut Unit) {
    let handed_in = if is_same { unit.handed_in() } else { 0 };
    let undated: Vec<u32> = unit.all_undated().filter(|_| is_same).collect();
    let mut names: Vec<_> =
        unit.named().map(|(name, higher)| (name.to_owned(), higher.to_owned())).into_iter().collect();
    let mut ids = vec![unit.id.clone()];
    if let Some(also) = &unit.also {
        names.extend(also.names.iter().cloned());
        ids.extend(also.ids.iter().cloned());
    }
    let knows = |winner: &Unit, id: &String| *id == winner.id || winner.also.iter().any(|also| also.ids.contains(id));
    ids.retain(|id| !knows(winner, id));
    let is_named = |(name, higher): &(String, String)| winner.named() == Some((name.as_str(), higher.as_str()));
    names.retain(|name| !is_renamed && !is_named(name) && !winner.also.iter().any(|also| also.names.contains(name)));
    if handed_in <= winner.handed_in() && undated.is_empty() && ids.is_empty() && names.is_empty() {
        return;
    }
    let also = winner.also.get_or_insert_default();
    also.handed_in = also.handed_in.max(handed_in);
    also.undated.extend(undated);
    also.ids.extend(ids);
    also.names.extend(names);
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
    units.filter(differs).flat_map(Unit::all_undated).collect()
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

/// Units of which a number contradicts the whole that it is a part of, each with the first.
pub fn wrong_numbers(units: &[Unit]) -> Vec<Problem> {
    let wrong = units.iter().filter_map(|unit| Some((unit, unit.wrong_number?)));
    let problem = |(unit, (part, whole)): (&Unit, _)| Problem {
        source: unit.source.clone(),
        name: unit.name.clone(),
        kind: ProblemKind::WrongNumber { part, whole },
    };
    wrong.map(problem).collect()
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
