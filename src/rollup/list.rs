//! The list of units: filtered, sorted, a window at a time.

use super::settle::visible;
use super::unit::Unit;
use crate::dossier::ReviewLevel;
use crate::guideline::{Category, RowId, Star};
use crate::rating::{Effort, Outcome};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Which units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Of a category; none for all.
    pub category: Option<Category>,
    /// Of a federation above.
    pub higher: Option<String>,
    /// By star.
    pub star: StarFilter,
    /// So many rows short of this star.
    pub near: Option<(Star, u8)>,
    /// That do not meet a row.
    pub row: Option<RowId>,
    /// Reviewed or not.
    pub reviewed: Option<bool>,
    /// Reviewed against this star for legacy honours.
    #[serde(default)]
    pub track: Option<Star>,
    /// Words in the name or the federation.
    pub query: String,
}

/// By star.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StarFilter {
    /// Any.
    #[default]
    Any,
    /// Exactly this one.
    Exactly(Star),
    /// This one or above.
    AtLeast(Star),
}

/// By what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The highest star first.
    #[default]
    Star,
    /// The fewest missing rows first, then the least effort.
    Short,
    /// By name.
    Name,
    /// By federation, then name.
    Higher,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The dossier's id.
    pub id: String,
    /// 工会名称
    pub name: String,
    /// 上级工会
    pub higher: String,
    /// The category.
    pub category: Category,
    /// The self-assessment's assured star.
    pub own: Star,
    /// The star that stands.
    pub star: Star,
    /// The attainable star.
    pub attainable: Star,
    /// The star whose requirements it is reviewed against for legacy honours.
    #[serde(default)]
    pub track: Option<Star>,
    /// The reviews: each level with the number of rows that it does not accept.
    pub opinions: Vec<(ReviewLevel, u8)>,
    /// How many rows the highest of them could accept and has not looked at.
    pub unseen: usize,
    /// Whether a failed spot check counts.
    pub failed: bool,
    /// Rows short of the next star.
    pub short: Option<u8>,
    /// The cheapest of them, for one or two.
    pub lacking: Vec<(RowId, Effort)>,
}

impl Filter {
    /// The words that are looked for, as names are compared with them: for [`takes`](Self::takes).
    pub fn words(&self) -> Vec<String> {
        self.query.split_whitespace().map(visible).collect()
    }

    /// Whether a unit is meant; with the filter's words.
    pub fn takes(&self, unit: &Unit, words: &[String]) -> bool {
        let (standing, star) = (unit.standing(), unit.star());
        let names = [unit.name.as_str(), &unit.higher, unit.category().name(), unit.category().short_name()];
        let is_found = |word: &String| names.iter().any(|name| visible(name).contains(word));
        self.category.map_or_else(|| unit.is_counted(), |category| category == unit.category())
            && self.higher.as_ref().is_none_or(|higher| higher == unit.higher.trim())
            && match self.star {
                StarFilter::Any => true,
                StarFilter::Exactly(wanted) => star == wanted,
                StarFilter::AtLeast(wanted) => star >= wanted,
            }
            && self.near.is_none_or(|(next, short)| star.next() == Some(next) && standing.short == Some(short))
            && self.row.is_none_or(|row| standing.rating.row(row).definite() == Some(Outcome::NotMet))
            && self.reviewed.is_none_or(|reviewed| reviewed == unit.reviewed.is_some())
            && self.track.is_none_or(|track| unit.track == Some(track))
            && words.iter().all(is_found)
    }
}

/// Sorts positions of units.
pub fn sort(units: &[Unit], positions: &mut [usize], by: Sort) {
    positions.sort_by(|a, b| {
        let (a, b) = (&units[*a], &units[*b]);
        let names = || by_name(&a.name, &b.name).then_with(|| a.id.cmp(&b.id));
        match by {
            Sort::Star => b.star().cmp(&a.star()).then_with(names),
            Sort::Short => {
                fn effort(unit: &Unit) -> (u8, Option<&Effort>) {
                    let standing = unit.standing();
                    (standing.short.unwrap_or(u8::MAX), standing.lacking.first().map(|(_, effort)| effort))
                }
                effort(a).cmp(&effort(b)).then_with(names)
            }
            Sort::Name => names(),
            Sort::Higher => by_name(a.higher.trim(), b.higher.trim()).then_with(names),
        }
    });
}

/// Names in their order, with numbers in them by what they count: 9号 before 10号.
fn by_name(a: &str, b: &str) -> Ordering {
    let (mut rest_a, mut rest_b) = (a.as_bytes(), b.as_bytes());
    loop {
        let same = rest_a.iter().zip(rest_b).take_while(|(a, b)| a == b && !a.is_ascii_digit()).count();
        (rest_a, rest_b) = (&rest_a[same..], &rest_b[same..]);
        let (number_a, number_b) = (number(rest_a), number(rest_b));
        if number_a.is_empty() || number_b.is_empty() {
            return rest_a.cmp(rest_b);
        }
        let counted = |number: &[u8]| number.iter().position(|digit| *digit != b'0').unwrap_or(number.len());
        let (large_a, large_b) = (&number_a[counted(number_a)..], &number_b[counted(number_b)..]);
        let by_size = large_a.len().cmp(&large_b.len()).then_with(|| large_a.cmp(large_b));
        // 01 and 1 count the same, and are not the same name.
        match by_size.then_with(|| number_a.len().cmp(&number_b.len())) {
            Ordering::Equal => (rest_a, rest_b) = (&rest_a[number_a.len()..], &rest_b[number_b.len()..]),
            other => return other,
        }
    }
}

/// The digits that it begins with.
fn number(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()]
}

/// A unit's line.
pub fn line(unit: &Unit) -> Line {
    let standing = unit.standing();
    Line {
        id: unit.id.clone(),
        name: unit.name.clone(),
        higher: unit.higher.clone(),
        category: unit.category(),
        own: unit.own.assured,
        star: standing.rating.assured,
        attainable: standing.rating.attainable,
        track: unit.track,
        opinions: unit.opinions.clone(),
        unseen: unit.unseen,
        failed: unit.is_checked(),
        short: standing.short,
        lacking: standing.lacking.clone(),
    }
}
