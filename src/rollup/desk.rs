//! The desk: what was read, what counts, the spot check; fed with bytes. What it answers is in `answer`.

use super::archive::{Archive, LARGEST_ARCHIVE, OldNames};
use super::federations::federations;
use super::heads::HeadRead;
use super::intake::{Refusal, is_left_by_systems, not_lines, read_unit};
use super::joined::{FileKnown, is_head, known, piece};
use super::lines::{LineRead, Lines, is_joined};
use super::list::{Filter, Line, Sort, line, sort};
use super::opinion::Upheld;
use super::overview::{Overview, Reconciliation, overview};
use super::problem::{Problem, ProblemKind};
use super::record::{DrawRecord, is_drawn_from};
use super::settle::{look_alikes, rivals, settle, wrong_numbers};
use super::unit::Unit;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The desk.
#[derive(Default)]
pub struct Desk {
    pub(super) name: String,
    /// Read since the last settling.
    arrived: Vec<Unit>,
    pub(super) units: Vec<Unit>,
    refused: Vec<Problem>,
    /// By which one that is refused again is known, and how many were.
    refusals: HashSet<(String, String)>,
    refused_again: usize,
    superseded: Vec<Problem>,
    look_alikes: Vec<Problem>,
    federations: Vec<Problem>,
    wrong_numbers: Vec<Problem>,
    pub(super) notices: Vec<Problem>,
    pub(super) read: usize,
    pub(super) revision: u32,
    /// Grows with every change of a spot check.
    pub(super) checks: u32,
    pub(super) year: u16,
    pub(super) has_joined: bool,
    /// Whether the joined file that is being read is what this desk itself has put away.
    pub(super) is_own: bool,
    /// Whether that was not read with all that its first line says: then it must not be written over.
    pub(super) is_incomplete: bool,
    /// The joined files read since the last settling.
    pub(super) heads: Vec<HeadRead>,
    lines: Option<(String, u64, Lines)>,
    /// Whether the file that is being read a line at a time is none of lines.
    is_passed_over: bool,
    /// What the head of the joined file that is being read knows of its lines.
    pub(super) files: Vec<FileKnown>,
    /// By what number the time of the file that is being read can be asked for.
    asked: Option<u32>,
    archive: Option<Archive>,
    old_names: Option<OldNames>,
    /// The spot checks, by year.
    pub(super) records: BTreeMap<u16, DrawRecord>,
    /// What one opinion for all has changed last.
    pub(super) upheld: Vec<Upheld>,
    /// The list as it was asked for last: scrolling goes on in it.
    pub(super) listed: Option<Listed>,
}

/// A list, sorted.
pub struct Listed {
    /// Which units.
    pub filter: Filter,
    /// In which order.
    pub by: Sort,
    /// Where they stand.
    pub positions: Vec<usize>,
}

impl Desk {
    /// An empty desk that reads an archive's older file names so. Browsers have the tables of GBK, which would cost
    /// more here than all of ZIP.
    pub fn with_old_names(old_names: OldNames) -> Self {
        Self { old_names: Some(old_names), ..Self::default() }
    }

    /// Reads a file; returns how many entries an archive has left for [`step`](Self::step).
    pub fn offer(&mut self, source: &str, modified: u64, bytes: Vec<u8>) -> usize {
        if is_left_by_systems(source) {
            return 0;
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            match Archive::open(source, bytes, self.old_names, LARGEST_ARCHIVE) {
                Ok(archive) => {
                    let entries = archive.entries();
                    self.archive = Some(archive);
                    return entries;
                }
                Err(reason) => self.take(source, Err(reason)),
            }
        } else if is_joined(&bytes) || is_head(&bytes) {
            self.begin_lines(source, modified);
            self.feed_lines(&bytes);
            self.end_lines();
        } else {
            let asked = self.asked;
            let unit = read_unit(source, modified, &bytes).map(|mut unit| {
                unit.undated = asked;
                unit
            });
            self.take(source, unit);
        }
        0
    }

    /// Reads a small file whose time is told only when it matters: see [`rivals`](Self::rivals).
    pub fn offer_undated(&mut self, source: &str, number: u32, bytes: Vec<u8>) -> usize {
        self.asked = Some(number);
        let entries = self.offer(source, 0, bytes);
        self.asked = None;
        entries
    }

    /// The numbers of the files whose time decides which of several versions counts: to be asked before
    /// [`settle`](Self::settle).
    pub fn rivals(&self) -> Vec<u32> {
        rivals(self.units.iter().chain(&self.arrived))
    }

    /// The numbers of at most so many files whose time should be known before the desk is put away, for later nobody can
    /// ask: first of the units that were changed at the desk, whose opinions an older file must not push aside.
    pub fn undated(&self, most: usize) -> Vec<u32> {
        let of = |is_changed: bool| self.units.iter().filter(move |unit| unit.origin.is_some() == is_changed);
        of(true).chain(of(false)).flat_map(Unit::all_undated).take(most).collect()
    }

    /// When the files of these numbers were last changed.
    pub fn date(&mut self, times: &HashMap<u32, u64>) {
        self.units.iter_mut().chain(&mut self.arrived).for_each(|unit| unit.date(times));
    }

    /// Whether what this desk itself has put away was not read with all that it holds.
    pub const fn is_incomplete(&self) -> bool {
        self.is_incomplete
    }

    /// A piece of the joined file: the lines of so many units.
    pub fn piece(&self, from: usize, count: usize) -> Vec<u8> {
        piece(self, from, count)
    }

    /// Reads up to so many entries of the open archive; whether there are more.
    pub fn step(&mut self, entries: usize) -> bool {
        let Some(mut archive) = self.archive.take() else { return false };
        for _ in 0..entries {
            let Some(entry) = archive.next_entry() else { return false };
            let unit = entry.bytes.and_then(|bytes| read_unit(&entry.source, entry.modified, &bytes));
            self.take(&entry.source, unit);
        }
        self.archive = Some(archive);
        true
    }

    /// Begins a file with one dossier a line, too large to be read at once.
    pub fn begin_lines(&mut self, source: &str, modified: u64) {
        self.lines = Some((source.to_owned(), modified, Lines::default()));
        self.files.clear();
        self.is_passed_over = false;
        self.is_own = false;
    }

    /// Begins what this desk itself has put away.
    pub fn begin_own_lines(&mut self, source: &str, modified: u64) {
        self.begin_lines(source, modified);
        (self.is_own, self.is_incomplete) = (true, true);
    }

    /// Reads a piece of it.
    pub fn feed_lines(&mut self, piece: &[u8]) {
        if let Some((source, modified, mut lines)) = self.lines.take() {
            lines.feed(piece, &mut |read| self.line(&source, modified, read));
            self.lines = Some((source, modified, lines));
        }
    }

    /// Ends it.
    pub fn end_lines(&mut self) {
        if let Some((source, modified, mut lines)) = self.lines.take() {
            lines.finish(&mut |read| self.line(&source, modified, read));
            if let Some(head) = self.heads.iter_mut().rev().find(|head| head.source == source) {
                head.with = self.read;
            }
        }
    }

    fn line(&mut self, source: &str, modified: u64, (number, bytes): LineRead<'_>) {
        // A film has line ends too: it is refused once, not line by line.
        if let Some(reason) = bytes.filter(|_| number == 1).and_then(not_lines) {
            self.is_passed_over = true;
            return self.take(source, Err(reason));
        }
        if self.is_passed_over {
            return;
        }
        let Some(bytes) = bytes else {
            return self.take(&format!("{source} 第 {number} 行"), Err(Refusal::TooLarge));
        };
        if number == 1 && is_head(bytes) {
            return self.head(source, bytes);
        }
        let named = format!("{source} 第 {number} 行");
        let asked = self.asked;
        let unit = read_unit(&named, modified, bytes).map(|mut unit| {
            unit.undated = asked;
            known(unit, &self.files, number)
        });
        self.take(&named, unit.map_err(Refusal::of_a_line));
    }

    /// Names a file that the browser did not give.
    pub fn unreadable(&mut self, source: &str) {
        self.take(source, Err(Refusal::Unreadable));
    }

    /// Names a file that is larger than anything that is read at once.
    pub fn too_large(&mut self, source: &str) {
        self.take(source, Err(Refusal::TooLarge));
    }

    fn take(&mut self, source: &str, read: Result<Unit, Refusal>) {
        self.read += 1;
        match read {
            Ok(unit) => self.arrived.push(unit),
            Err(reason) => {
                let (source, kind) = (source.to_owned(), ProblemKind::Refused(reason));
                self.refuse(Problem { source, name: String::new(), kind });
            }
        }
    }

    /// What is handed in once more and is still not read is the same file again.
    pub(super) fn refuse(&mut self, problem: Problem) {
        if self.refusals.insert((problem.source.clone(), problem.to_string())) {
            self.refused.push(problem);
        } else {
            self.refused_again += 1;
        }
    }

    /// Grows with every change that is worth keeping.
    pub const fn revision(&self) -> u32 {
        self.revision
    }

    /// Grows with every change of a spot check: what was drawn and found in front of witnesses is kept at once.
    pub const fn checks(&self) -> u32 {
        self.checks
    }

    /// How many inputs were read.
    pub const fn read(&self) -> usize {
        self.read
    }

    /// Sorts out what arrived: to be called once reading has ended or was stopped.
    pub fn settle(&mut self) {
        self.archive = None;
        self.lines = None;
        self.listed = None;
        self.know_heads();
        self.revision += u32::from(!self.arrived.is_empty());
        let mut all = core::mem::take(&mut self.units);
        all.append(&mut self.arrived);
        self.units = settle(all, &mut self.superseded, &mut self.notices);
        self.look_alikes = look_alikes(&self.units);
        self.federations = federations(&self.units);
        self.wrong_numbers = wrong_numbers(&self.units);
        if !self.units.iter().any(|unit| unit.year == self.year) {
            // Of most units, and of as many the latest: one mistyped year does not take the desk over.
            let mut years: BTreeMap<u16, usize> = BTreeMap::new();
            self.units.iter().for_each(|unit| *years.entry(unit.year).or_default() += 1);
            self.year = years.into_iter().max_by_key(|(year, units)| (*units, *year)).unwrap_or_default().0;
        }
        self.check();
    }

    /// Lets the spot checks count: to be called after every change of a record or of units.
    pub(super) fn check(&mut self) {
        for (year, record) in &self.records {
            let (mut by_id, mut by_name) = (HashMap::new(), HashMap::new());
            for (entry, result) in record.failed() {
                by_id.insert(entry.id.as_str(), result);
                by_name.insert((entry.name.trim(), entry.higher.trim()), result);
            }
            for unit in self.units.iter_mut().filter(|unit| unit.year == *year) {
                let result = by_id.get(unit.id.as_str()).or_else(|| by_name.get(&unit.named()?)).copied();
                if result.is_some() || unit.is_checked() {
                    unit.check(result);
                }
            }
        }
    }

    /// How many entries of the open archive were not read.
    pub fn unread(&self) -> usize {
        self.archive.as_ref().map_or(0, Archive::left)
    }

    /// The units that count.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// What was not read.
    pub fn refused(&self) -> impl Iterator<Item = &Problem> {
        self.refused.iter()
    }

    /// All that is not counted or should be looked at.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let named = self.refused.iter().chain(&self.superseded).chain(&self.look_alikes);
        named.chain(&self.federations).chain(&self.wrong_numbers).chain(&self.notices)
    }

    /// What was read and what became of it.
    pub fn reconciliation(&self) -> Reconciliation {
        let duplicates =
            self.superseded.iter().filter(|problem| matches!(problem.kind, ProblemKind::Duplicate { .. })).count();
        Reconciliation {
            read: self.read,
            accepted: self.units.len(),
            duplicates: duplicates + self.refused_again,
            older: self.superseded.len() - duplicates,
            refused: self.refused.len(),
            look_alikes: self.look_alikes.len(),
            notices: self.federations.len() + self.wrong_numbers.len() + self.notices.len(),
            has_joined: self.has_joined,
        }
    }

    /// The overview of the year that is shown.
    pub fn overview(&self) -> Overview {
        let mut view = overview(self.year, &self.units);
        view.reconciliation = self.reconciliation();
        if let Some(record) = self.record() {
            let names: HashSet<_> = record.list.iter().map(|entry| (entry.name.trim(), entry.higher.trim())).collect();
            let is_listed = |unit: &Unit| {
                record.entry(&unit.id).is_some() || unit.named().is_some_and(|name| names.contains(&name))
            };
            let of_frame = self.units.iter().filter(|unit| unit.year == self.year && is_drawn_from(unit));
            view.unlisted = of_frame.filter(|unit| !is_listed(unit)).count();
            view.drawn = record.drawn.len();
        }
        view
    }

    pub(super) fn positions(&self, filter: &Filter) -> Vec<usize> {
        let words = filter.words();
        let of_year = |unit: &Unit| unit.year == self.year && filter.takes(unit, &words);
        self.units.iter().enumerate().filter(|(_, unit)| of_year(unit)).map(|(at, _)| at).collect()
    }

    /// Sorting fifty thousand takes longer than a frame: done once, as the list is opened. An opinion given meanwhile
    /// leaves its line where it is.
    pub(super) fn list(&self, filter: Filter, by: Sort) -> Listed {
        let mut positions = self.positions(&filter);
        sort(&self.units, &mut positions, by);
        Listed { filter, by, positions }
    }

    /// The unit of this id; or that which has taken its place on the list of the spot check.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        let of_year = |is_meant: &dyn Fn(&Unit) -> bool| {
            self.units.iter().position(|unit| unit.year == self.year && is_meant(unit))
        };
        let by_name = || {
            let entry = self.record()?.entry(id)?;
            of_year(&|unit| entry.is_named_as(unit))
        };
        of_year(&|unit| unit.id == id).or_else(by_name)
    }

    /// The spot check of the year that is shown, if one was begun.
    pub fn record(&self) -> Option<&DrawRecord> {
        self.records.get(&self.year)
    }

    /// All spot checks, by year.
    pub fn records(&self) -> impl Iterator<Item = &DrawRecord> {
        self.records.values()
    }

    /// The year that is shown.
    pub const fn year(&self) -> u16 {
        self.year
    }

    /// The desk's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All lines of the year shown, by federation.
    pub fn lines(&self) -> Vec<Line> {
        let mut positions: Vec<_> =
            self.units.iter().enumerate().filter(|(_, unit)| unit.year == self.year).map(|(at, _)| at).collect();
        sort(&self.units, &mut positions, Sort::Higher);
        positions.into_iter().map(|at| line(&self.units[at])).collect()
    }
}
