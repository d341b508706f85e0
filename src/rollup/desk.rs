//! The desk: what was read, what counts, the spot check; asked and told in messages, fed with bytes.

use super::archive::{Archive, LARGEST_ARCHIVE, OldNames, pack};
use super::draw::Strata;
use super::intake::{Refusal, read_unit};
use super::joined::{Head, is_head, piece};
use super::lines::{LineRead, Lines, is_joined};
use super::list::{Filter, Line, Sort, line, sort};
use super::message::{Ask, Tell, UnitDetail};
use super::opinion::{opine, uphold};
use super::overview::{Overview, Reconciliation, overview};
use super::record::DrawRecord;
use super::settle::{Problem, ProblemKind, look_alikes, rivals, settle};
use super::unit::Unit;
use crate::dossier::Review;
use crate::guideline::{RowId, Star};
use crate::report::row_named;
use std::collections::HashMap;

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

/// The desk.
#[derive(Default)]
pub struct Desk {
    name: String,
    /// Read since the last settling.
    arrived: Vec<Unit>,
    units: Vec<Unit>,
    refused: Vec<Problem>,
    superseded: Vec<Problem>,
    look_alikes: Vec<Problem>,
    read: usize,
    revision: u32,
    year: u16,
    lines: Option<(String, u64, Lines)>,
    archive: Option<Archive>,
    old_names: Option<OldNames>,
    record: Option<DrawRecord>,
    /// The list as it was asked for last: scrolling goes on in it.
    listed: Option<Listed>,
}

struct Listed {
    filter: Filter,
    by: Sort,
    positions: Vec<usize>,
}

impl Desk {
    /// An empty desk that reads an archive's older file names so. Browsers have the tables of GBK, which would cost
    /// more here than all of ZIP.
    pub fn with_old_names(old_names: OldNames) -> Self {
        Self { old_names: Some(old_names), ..Self::default() }
    }

    /// Reads a file; returns how many entries an archive has left for [`step`](Self::step).
    pub fn offer(&mut self, source: &str, modified: u64, bytes: Vec<u8>) -> usize {
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
            self.take(source, read_unit(source, modified, &bytes));
        }
        0
    }

    /// Reads a small file whose time is told only when it matters: see [`rivals`](Self::rivals).
    pub fn offer_undated(&mut self, source: &str, number: u32, bytes: Vec<u8>) -> usize {
        let before = self.arrived.len();
        let entries = self.offer(source, 0, bytes);
        for unit in self.arrived.iter_mut().skip(before) {
            unit.undated = Some(number);
        }
        entries
    }

    /// The numbers of the files whose time decides which of several versions counts: to be asked before
    /// [`settle`](Self::settle).
    pub fn rivals(&self) -> Vec<u32> {
        rivals(self.units.iter().chain(&self.arrived))
    }

    /// When the files of these numbers were last changed.
    pub fn date(&mut self, times: &HashMap<u32, u64>) {
        for unit in self.units.iter_mut().chain(&mut self.arrived) {
            if let Some(modified) = unit.undated.and_then(|number| times.get(&number)) {
                (unit.modified, unit.undated) = (*modified, None);
            }
        }
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
        }
    }

    fn line(&mut self, source: &str, modified: u64, (number, bytes): LineRead<'_>) {
        let Some(bytes) = bytes else {
            return self.take(&format!("{source} 第 {number} 行"), Err(Refusal::TooLarge));
        };
        if number == 1 && is_head(bytes) {
            if let Ok(head) = serde_json::from_slice::<Head>(bytes) {
                self.name = head.name;
                // A record is believed only if it repeats.
                self.record = head.record.and_then(|record| DrawRecord::verify(&record.text()).ok());
            }
            return;
        }
        let source = format!("{source} 第 {number} 行");
        self.take(&source, read_unit(&source, modified, bytes));
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
            Err(reason) => self.refused.push(Problem {
                source: source.to_owned(),
                name: String::new(),
                kind: ProblemKind::Refused(reason),
            }),
        }
    }

    /// Grows with every change that is worth keeping.
    pub const fn revision(&self) -> u32 {
        self.revision
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
        self.revision += u32::from(!self.arrived.is_empty());
        let mut all = core::mem::take(&mut self.units);
        all.append(&mut self.arrived);
        self.units = settle(all, &mut self.superseded);
        self.look_alikes = look_alikes(&self.units);
        if !self.units.iter().any(|unit| unit.year == self.year) {
            self.year = self.units.iter().map(|unit| unit.year).max().unwrap_or_default();
        }
    }

    /// The units that count.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// All that is not counted or should be looked at.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.refused.iter().chain(&self.superseded).chain(&self.look_alikes)
    }

    /// What was read and what became of it.
    pub fn reconciliation(&self) -> Reconciliation {
        let duplicates =
            self.superseded.iter().filter(|problem| matches!(problem.kind, ProblemKind::Duplicate { .. })).count();
        Reconciliation {
            read: self.read,
            accepted: self.units.len(),
            duplicates,
            older: self.superseded.len() - duplicates,
            refused: self.refused.len(),
            look_alikes: self.look_alikes.len(),
        }
    }

    /// The star that stands: the spot check's, else the review's, else the self-assessment's.
    pub fn star(&self, unit: &Unit) -> Star {
        let checked = self.record.as_ref().filter(|record| record.year == unit.year);
        let result = checked.and_then(|record| record.results.get(&unit.id)).filter(|result| !result.passed);
        match result {
            Some(result) => Star::from_number(result.star).unwrap_or(Star::None),
            None => unit.star(),
        }
    }

    /// The overview of the year that is shown.
    pub fn overview(&self) -> Overview {
        let mut view = overview(self.year, &self.units, &|unit| self.star(unit));
        view.reconciliation = self.reconciliation();
        view
    }

    fn positions(&self, filter: &Filter) -> Vec<usize> {
        let of_year = |unit: &Unit| unit.year == self.year && filter.takes(unit, self.star(unit));
        self.units.iter().enumerate().filter(|(_, unit)| of_year(unit)).map(|(at, _)| at).collect()
    }

    /// Sorting fifty thousand takes longer than a frame: done once, as the list is opened. An opinion given meanwhile
    /// leaves its line where it is.
    fn list(&self, filter: Filter, by: Sort) -> Listed {
        let mut positions = self.positions(&filter);
        sort(&self.units, &mut positions, by, &|unit| self.star(unit));
        Listed { filter, by, positions }
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.units.iter().position(|unit| unit.year == self.year && unit.id == id)
    }

    /// The spot check, if one was begun.
    pub const fn record(&self) -> Option<&DrawRecord> {
        self.record.as_ref()
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
        sort(&self.units, &mut positions, Sort::Higher, &|unit| self.star(unit));
        positions.into_iter().map(|at| line(&self.units[at], self.star(&self.units[at]))).collect()
    }

    /// Answers.
    pub fn ask(&mut self, ask: Ask) -> Tell {
        let tell = self.answer(ask);
        self.revision += u32::from(matches!(tell, Tell::Done(_) | Tell::Line(_)));
        tell
    }

    fn answer(&mut self, ask: Ask) -> Tell {
        const GONE: &str = "名单里没有这个单位，可能换了年度。请回到列表重新选。";
        let failed = |error: &dyn core::fmt::Display| Tell::Failed(error.to_string());
        match ask {
            Ask::Overview(year) => {
                let before = self.year;
                self.year = year.filter(|year| self.units.iter().any(|unit| unit.year == *year)).unwrap_or(self.year);
                if self.year != before {
                    self.listed = None;
                }
                Tell::Overview(Box::new(self.overview()), self.name.clone(), self.record.clone().map(Box::new))
            }
            Ask::Units { filter, sort: by, from, count } => {
                let known = self.listed.take().filter(|listed| from > 0 && listed.filter == filter && listed.by == by);
                let listed = known.unwrap_or_else(|| self.list(filter, by));
                let lines = listed.positions.iter().skip(from).take(count).map(|at| &self.units[*at]);
                let told = Tell::Units(listed.positions.len(), lines.map(|unit| line(unit, self.star(unit))).collect());
                self.listed = Some(listed);
                told
            }
            Ask::Problems { from, count } => {
                let sentence = |problem: &Problem| (problem.source.clone(), problem.name.clone(), problem.to_string());
                let lines = self.problems().skip(from).take(count).map(sentence).collect();
                Tell::Problems(self.problems().count(), lines)
            }
            Ask::Unit(id) => match self.find(&id) {
                Some(at) => {
                    let unit = &self.units[at];
                    Tell::Unit(Box::new(UnitDetail { text: unit.text(), source: unit.source.clone() }))
                }
                None => Tell::Failed(GONE.to_owned()),
            },
            Ask::Put(text) => match read_unit("", 0, text.as_bytes()) {
                Ok(changed) => match self.find(&changed.id) {
                    Some(at) => {
                        let old = &self.units[at];
                        self.units[at] = changed.from_file_of(old);
                        Tell::Done(1)
                    }
                    None => Tell::Failed(GONE.to_owned()),
                },
                Err(reason) => failed(&reason),
            },
            Ask::Uphold { filter, level, body, date } => {
                let positions = self.positions(&filter);
                let head = Review { body, date, ..Review::new(level) };
                let upheld = |at: usize| uphold(&self.units[at], &head).map(|unit| self.units[at] = unit);
                Tell::Done(positions.into_iter().filter_map(upheld).count())
            }
            Ask::Opine(said) => match self.find(&said.id).map(|at| (at, opine(&self.units[at], &said))) {
                Some((at, Ok(unit))) => {
                    self.units[at] = unit;
                    let unit = &self.units[at];
                    Tell::Line(Box::new(line(unit, self.star(unit))))
                }
                Some((_, Err(sentence))) => Tell::Failed(sentence),
                None => Tell::Failed(GONE.to_owned()),
            },
            Ask::Name(name) => {
                self.name = name;
                Tell::Done(0)
            }
            Ask::Freeze { percent, strata } => self.freeze(percent, strata),
            Ask::Draw { seed, origin, witnesses, date } => self.on_record(|record| {
                record.draw(&seed)?;
                (record.origin, record.witnesses, record.date) = (origin, witnesses, date);
                Ok(record.drawn.len())
            }),
            Ask::Pass(id) => self.on_record(|record| record.pass(&id).map(|()| 1)),
            Ask::Fail { id, rows, reason } => {
                let Some(unit) = self.find(&id).map(|at| self.units[at].clone()) else {
                    return Tell::Failed(GONE.to_owned());
                };
                let named: Result<Vec<RowId>, &String> = rows.iter().map(|name| row_named(name).ok_or(name)).collect();
                match named {
                    Ok(rows) => self.on_record(|record| record.fail(&unit, &rows, &reason).map(|_| 1)),
                    Err(name) => Tell::Failed(format!("没有“{name}”这一行，请写成“三星03”这样，几行之间用顿号。")),
                }
            }
            Ask::Discard => {
                self.record = None;
                Tell::Done(0)
            }
        }
    }

    fn freeze(&mut self, percent: u8, strata: Strata) -> Tell {
        match DrawRecord::freeze(self.year, self.units.iter(), percent, strata) {
            Ok(record) => {
                let size = record.list.len();
                self.record = Some(record);
                Tell::Done(size)
            }
            Err(error) => Tell::Failed(error.to_string()),
        }
    }

    fn on_record(&mut self, change: impl FnOnce(&mut DrawRecord) -> Result<usize, super::record::RecordError>) -> Tell {
        let Some(record) = &mut self.record else {
            return Tell::Failed("还没有冻结名单。请先冻结名单，再抽取。".to_owned());
        };
        match change(record) {
            Ok(count) => Tell::Done(count),
            Err(error) => Tell::Failed(error.to_string()),
        }
    }

    /// A file to take away; none where there is nothing to put into it.
    pub fn export(&self, what: Export) -> Option<Vec<u8>> {
        match what {
            Export::Xlsx => super::book::book(self),
            Export::Csv => Some(super::book::list_csv(self).into_bytes()),
            Export::Joined => Some(piece(self, 0, usize::MAX)),
            Export::Record => Some(self.record.as_ref()?.text().into_bytes()),
            Export::Reviewed => {
                let of_year = |unit: &&Unit| unit.year == self.year && unit.reviewed.is_some();
                let mut reviewed = self.units.iter().filter(of_year).peekable();
                reviewed.peek()?;
                pack(reviewed.map(|unit| (file_name(unit), unit.text())))
            }
        }
    }
}

/// A file's name within the bundle: the union, the year, and of the id what keeps two of a name apart.
fn file_name(unit: &Unit) -> String {
    let plain =
        |text: &str| text.chars().filter(|c| !c.is_control() && !"\\/:*?\"<>|".contains(*c)).collect::<String>();
    let name: String = plain(unit.name.trim()).chars().take(60).collect();
    let id: String = plain(&unit.id).chars().take(8).collect();
    format!("{name}-{}-{id}.union-star.json", unit.year)
}
