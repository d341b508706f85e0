//! The record of a spot check: the frozen list, the seed, the draw, the results. A file of its own, from which
//! anyone repeats the draw.

use super::draw::{DrawEntry, Strata, draw, list_digest, sort_list};
use super::unit::Unit;
use crate::guideline::{RowId, SPOT_CHECK, Star};
use crate::rating::Outcome;
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the file's `format` says.
pub(super) const FORMAT: &str = "union-star-draw";

/// A spot check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawRecord {
    format: String,
    /// Whose desk it was; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub desk: String,
    /// The year rated.
    pub year: u16,
    /// Per cent drawn.
    pub percent: u8,
    /// How the list is divided.
    pub strata: Strata,
    /// The list as frozen, sorted by id.
    pub list: Vec<DrawEntry>,
    /// Its digest.
    pub digest: String,
    /// The seed; empty until it is told in the room.
    pub seed: String,
    /// Where the seed comes from, e.g. 三次掷骰.
    pub origin: String,
    /// Who was there.
    pub witnesses: String,
    /// When, as written.
    pub date: String,
    /// The ids drawn, in the order of their keys.
    pub drawn: Vec<String>,
    /// What was found, by id.
    pub results: BTreeMap<String, SpotResult>,
}

/// What the check of a unit found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotResult {
    /// Passed: the star stays.
    pub passed: bool,
    /// The rows that were not accepted, e.g. `g3-03`.
    pub rows: Vec<String>,
    /// Why.
    pub reason: String,
    /// The star after the check, 0 to 5.
    pub star: u8,
}

/// Why a record or a result is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// Not a record.
    NotARecord,
    /// The list is not the one that the digest was taken of.
    ListChanged,
    /// The seed draws other units.
    DrawDiffers,
    /// A percentage below the guideline's.
    TooFew,
    /// No seed.
    NoSeed,
    /// Not one of those drawn.
    NotDrawn,
    /// A row that does not exist, or nothing named.
    NoRows,
    /// No reason.
    NoReason,
    /// A row that does not speak of this union.
    OutOfScope,
    /// Results that the list and the draw do not allow.
    BadResults,
    /// The star does not fall: then the check is passed (reading A17).
    NotLower,
    /// It falls, but not below that on the list: the unit has risen since.
    NotBelowList,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotARecord => "这不是抽查记录。请选择从汇总台导出的抽查记录文件。",
            Self::ListChanged => "名单与名单摘要对不上：名单在冻结之后被改动过。",
            Self::DrawDiffers => "按名单和种子重做，抽出的单位与记录不一致：记录被改动过。",
            Self::TooFew => "抽查比例不能低于 5%，也不能高于 100%。",
            Self::NoSeed => "还没有种子。请当场掷骰子或由在场人员报数，再填进来。",
            Self::NotDrawn => "这个单位不在抽中的名单里。",
            Self::NoRows => "请写明哪几行不认可。",
            Self::NoReason => "请写明不认可的理由，单位要照着改。",
            Self::OutOfScope => "这一行不适用于这家单位，请核对行号。",
            Self::BadResults => {
                "抽查结果与名单对不上：有没抽中的单位、不存在的行，或未通过而没有降星的。记录被改动过。"
            }
            Self::NotLower => "不认可这几行，星级不变，不构成抽查未通过。请核对，或记为通过。",
            Self::NotBelowList => "不认可这几行，星级未低于名单上的星级，不构成抽查未通过。请核对，或记为通过。",
        })
    }
}

impl core::error::Error for RecordError {}

impl DrawRecord {
    /// Freezes the list: counted units of the year at four stars and above (reading A16).
    pub fn freeze<'a>(
        year: u16,
        units: impl Iterator<Item = &'a Unit>,
        percent: u8,
        strata: Strata,
    ) -> Result<Self, RecordError> {
        if !(SPOT_CHECK.percent..=100).contains(&percent) {
            return Err(RecordError::TooFew);
        }
        let mut list: Vec<DrawEntry> = units
            .filter(|unit| unit.year == year && is_drawn_from(unit))
            .map(|unit| DrawEntry {
                id: unit.id.clone(),
                star: unit.before_check().rating.assured.number(),
                higher: unit.higher.clone(),
                name: unit.name.clone(),
            })
            .collect();
        sort_list(&mut list);
        let digest = list_digest(&list);
        Ok(Self {
            format: FORMAT.to_owned(),
            desk: String::new(),
            year,
            percent,
            strata,
            list,
            digest,
            seed: String::new(),
            origin: String::new(),
            witnesses: String::new(),
            date: String::new(),
            drawn: Vec::new(),
            results: BTreeMap::new(),
        })
    }

    fn drawn_by(&self, seed: &str) -> Vec<String> {
        let drawn = draw(&self.list, seed, self.percent, self.strata);
        drawn.into_iter().map(|at| self.list[at].id.clone()).collect()
    }

    /// Draws with the seed. A second draw from one list would let people choose: it is the caller's to ask.
    pub fn draw(&mut self, seed: &str) -> Result<(), RecordError> {
        let seed = seed.trim();
        if seed.is_empty() {
            return Err(RecordError::NoSeed);
        }
        self.drawn = self.drawn_by(seed);
        seed.clone_into(&mut self.seed);
        self.results.clear();
        Ok(())
    }

    /// Reads a record from its text and repeats the draw.
    pub fn verify(text: &str) -> Result<Self, RecordError> {
        let record: Self = serde_json::from_str(text).map_err(|_| RecordError::NotARecord)?;
        if record.format != FORMAT {
            return Err(RecordError::NotARecord);
        }
        let mut sorted = record.list.clone();
        sort_list(&mut sorted);
        if sorted != record.list || list_digest(&sorted) != record.digest {
            return Err(RecordError::ListChanged);
        }
        if record.seed.trim() != record.seed
            || record.drawn != if record.seed.is_empty() { Vec::new() } else { record.drawn_by(&record.seed) }
        {
            return Err(RecordError::DrawDiffers);
        }
        if !(SPOT_CHECK.percent..=100).contains(&record.percent) {
            return Err(RecordError::TooFew);
        }
        if !record.results.iter().all(|(id, result)| record.allows(id, result)) {
            return Err(RecordError::BadResults);
        }
        Ok(record)
    }

    /// Whether a result can be one of this draw: of a unit drawn, with rows and a lower star where it failed.
    fn allows(&self, id: &str, result: &SpotResult) -> bool {
        let Ok(entry) = self.drawn_entry(id) else { return false };
        if result.passed {
            return result.star == entry.star && result.rows.is_empty();
        }
        let is_row = |key: &String| RowId::from_key(key).is_some();
        result.star < entry.star && !result.rows.is_empty() && result.rows.iter().all(is_row)
    }

    /// Whether both are records of one check: whose desk it is may have been said since.
    pub fn is_that_of(&self, other: &Self) -> bool {
        Self { desk: self.desk.clone(), ..other.clone() } == *self
    }

    /// The record's text.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The entry of an id.
    pub fn entry(&self, id: &str) -> Option<&DrawEntry> {
        self.list.binary_search_by(|entry| entry.id.as_bytes().cmp(id.as_bytes())).ok().map(|at| &self.list[at])
    }

    /// The entry of a unit: by its id, or by name and federation, as a dossier that was begun anew has another id.
    pub fn entry_of(&self, unit: &Unit) -> Option<&DrawEntry> {
        self.entry(&unit.id).or_else(|| self.list.iter().find(|entry| entry.is_named_as(unit)))
    }

    /// What was found of those that failed.
    pub fn failed(&self) -> impl Iterator<Item = (&DrawEntry, &SpotResult)> {
        let failed = self.results.iter().filter(|(_, result)| !result.passed);
        failed.filter_map(|(id, result)| Some((self.entry(id)?, result)))
    }

    /// Enters that a unit passed.
    pub fn pass(&mut self, id: &str) -> Result<(), RecordError> {
        let star = self.drawn_entry(id)?.star;
        self.results.insert(id.to_owned(), SpotResult { passed: true, star, ..SpotResult::default() });
        Ok(())
    }

    /// Enters that a unit failed: the star is computed anew with the rows counted as 未达到, however far it falls;
    /// it must fall (reading A17). Claims of exemption may be refused; what does not speak of the union may not.
    pub fn fail(&mut self, unit: &Unit, rows: &[RowId], reason: &str) -> Result<Star, RecordError> {
        let entry = self.entry_of(unit).ok_or(RecordError::NotDrawn)?;
        let (id, before) = (entry.id.clone(), self.drawn_entry(&entry.id)?.star);
        let reason = reason.trim();
        if rows.is_empty() {
            return Err(RecordError::NoRows);
        }
        if reason.is_empty() {
            return Err(RecordError::NoReason);
        }
        if !rows.iter().all(|row| row.speaks_of(unit.profile)) {
            return Err(RecordError::OutOfScope);
        }
        let rejected = rows.iter().map(|row| (*row, Outcome::NotMet));
        let own = &unit.before_check().rating;
        let star = own.supposing(unit.profile.annex(), rejected).assured;
        if star >= own.assured {
            return Err(RecordError::NotLower);
        }
        if star.number() >= before {
            return Err(RecordError::NotBelowList);
        }
        // However often and in whatever order they were named.
        let rows: BTreeSet<&RowId> = rows.iter().collect();
        let rows = rows.into_iter().map(|row| row.key().to_owned()).collect();
        let result = SpotResult { passed: false, rows, reason: reason.to_owned(), star: star.number() };
        self.results.insert(id, result);
        Ok(star)
    }

    /// Takes a result back: the unit is still to be checked.
    pub fn reopen(&mut self, id: &str) -> Result<(), RecordError> {
        self.drawn_entry(id)?;
        self.results.remove(id);
        Ok(())
    }

    fn drawn_entry(&self, id: &str) -> Result<&DrawEntry, RecordError> {
        self.entry(id).filter(|_| self.drawn.iter().any(|drawn| drawn == id)).ok_or(RecordError::NotDrawn)
    }
}

/// Whether the spot check draws from a unit: counted, at four stars and above before any check.
pub fn is_drawn_from(unit: &Unit) -> bool {
    unit.is_counted() && unit.before_check().rating.assured >= SPOT_CHECK.from
}
