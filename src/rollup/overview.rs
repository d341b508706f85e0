//! The overview of one year: stars by category and by federation, the aims, near misses, the weakest rows.

use super::record::is_drawn_from;
use super::unit::Unit;
use crate::guideline::{Annex, AtLeast, Category, Dimension, RowId, Star, TARGETS, Table};
use crate::rating::Outcome;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many units stand at 未定星, one, … five stars.
pub type Stars = [usize; 6];

/// Counts of a year. Townships stand apart everywhere (reading A21).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The year.
    pub year: u16,
    /// The years that were read, with how many units each.
    pub years: Vec<(u16, usize)>,
    /// Units counted.
    pub counted: usize,
    /// Townships, for reference.
    pub townships: Stars,
    /// Units that have not filled everything in: some row is still open.
    pub open: usize,
    /// The aims.
    pub targets: Vec<TargetLine>,
    /// By category.
    pub categories: Vec<CategoryLine>,
    /// By federation above, the largest first.
    pub highers: Vec<HigherLine>,
    /// One or two rows short of each star.
    pub near: Vec<NearLine>,
    /// All rows, the weakest first.
    pub rows: Vec<RowLine>,
    /// The three dimensions.
    pub dimensions: Vec<DimensionLine>,
    /// Self-assessed star (first) against reviewed star, of units that were reviewed.
    pub reviewed: [Stars; 6],
    /// Townships that were reviewed, for reference.
    pub reviewed_townships: usize,
    /// Units that the spot check draws from.
    pub frame: usize,
    /// Those of them that are not on the frozen list; none where no list is frozen.
    pub unlisted: usize,
    /// Units that were drawn.
    pub drawn: usize,
    /// What was read and what became of it.
    pub reconciliation: Reconciliation,
}

/// Read = accepted + duplicates + older + refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// Inputs read.
    pub read: usize,
    /// Units that count, of any year.
    pub accepted: usize,
    /// The same bytes twice.
    pub duplicates: usize,
    /// Older versions.
    pub older: usize,
    /// Refused, each with its reason.
    pub refused: usize,
    /// Counted units whose names look like others'.
    pub look_alikes: usize,
    /// What else should be looked at: opinions that were carried to another version, records that differ.
    #[serde(default)]
    pub notices: usize,
    /// A joined file was read: what was not counted when it was made is not in it.
    #[serde(default)]
    pub has_joined: bool,
}

/// An aim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetLine {
    /// At this star or above.
    pub star: Star,
    /// Per cent asked; none where a count is.
    pub percent: Option<u8>,
    /// Units asked.
    pub needed: usize,
    /// Units there.
    pub have: usize,
}

/// A share in hundredths of a percent, rounded down, never up to an aim; none of nothing. In 64 bits: the browser's own
/// words have 32.
pub fn hundredths(part: usize, whole: usize) -> Option<u64> {
    (part as u64 * 10_000).checked_div(whole as u64)
}

impl TargetLine {
    /// What its units are a share of: the unions counted, or the number that is aimed at.
    pub const fn whole(&self, counted: usize) -> usize {
        if self.percent.is_some() { counted } else { self.needed }
    }

    /// Units that are missing.
    pub const fn missing(&self) -> usize {
        self.needed.saturating_sub(self.have)
    }

    /// Whether the aim is reached.
    pub const fn is_reached(&self) -> bool {
        self.missing() == 0
    }
}

/// A category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLine {
    /// Which.
    pub category: Category,
    /// Units by star.
    pub stars: Stars,
    /// Units by attainable star.
    pub attainable: Stars,
}

/// A federation above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HigherLine {
    /// Its name, as the units write it.
    pub higher: String,
    /// Units by star.
    pub stars: Stars,
    /// Units reviewed.
    pub reviewed: usize,
}

/// Units short of a star.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearLine {
    /// The star.
    pub star: Star,
    /// One row short.
    pub one: usize,
    /// Two rows short.
    pub two: usize,
}

/// A row: how many units do not meet it, of those that it applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowLine {
    /// Which.
    pub row: RowId,
    /// 未达到 and applicable, by category in the order of the guideline.
    pub by: [(usize, usize); 5],
    /// The same for all.
    pub all: (usize, usize),
}

/// A dimension, counted in rows of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionLine {
    /// Which.
    pub dimension: Dimension,
    /// 未达到 and applicable, by category.
    pub by: [(usize, usize); 5],
    /// The same for all.
    pub all: (usize, usize),
}

/// Counts the units of a year, as they stand.
pub fn overview(year: u16, units: &[Unit]) -> Overview {
    let mut years: BTreeMap<u16, usize> = BTreeMap::new();
    for unit in units {
        *years.entry(unit.year).or_default() += 1;
    }
    let mut view = Overview { year, years: years.into_iter().collect(), ..Overview::default() };
    let counted_categories = || Category::ALL.into_iter().filter(|category| *category != Category::Township);
    view.categories =
        counted_categories().map(|category| CategoryLine { category, stars: [0; 6], attainable: [0; 6] }).collect();
    view.near = Star::ALL.into_iter().map(|star| NearLine { star, one: 0, two: 0 }).collect();
    view.rows = Table::of_annex(Annex::One)
        .flat_map(Table::rows)
        .map(|row| RowLine { row, by: [(0, 0); 5], all: (0, 0) })
        .collect();
    view.dimensions =
        Dimension::ALL.into_iter().map(|dimension| DimensionLine { dimension, by: [(0, 0); 5], all: (0, 0) }).collect();
    let mut highers: BTreeMap<&str, (Stars, usize)> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.year == year) {
        let standing = unit.standing();
        let (rating, star) = (&standing.rating, unit.star());
        let at = usize::from(star.number());
        let Some(category) = counted_categories().position(|category| category == unit.category()) else {
            view.townships[at] += 1;
            view.reviewed_townships += usize::from(unit.reviewed.is_some());
            continue;
        };
        view.counted += 1;
        view.open += usize::from(RowId::all().any(|row| unit.own.row(row).definite().is_none()));
        view.categories[category].stars[at] += 1;
        view.categories[category].attainable[usize::from(rating.attainable.number())] += 1;
        let higher = highers.entry(unit.higher.trim()).or_default();
        higher.0[at] += 1;
        if unit.reviewed.is_some() {
            higher.1 += 1;
            let then = unit.before_check().rating.assured;
            view.reviewed[usize::from(unit.own.assured.number())][usize::from(then.number())] += 1;
        }
        view.frame += usize::from(is_drawn_from(unit));
        if let (Some(next), Some(short)) = (star.next(), standing.short) {
            let near = &mut view.near[usize::from(next.number()) - 1];
            near.one += usize::from(short == 1);
            near.two += usize::from(short == 2);
        }
        for line in &mut view.rows {
            let (not_met, applies) = match rating.row(line.row).definite() {
                Some(Outcome::NotApplicable) => continue,
                Some(Outcome::NotMet) => (1, 1),
                _ => (0, 1),
            };
            add(&mut line.by[category], (not_met, applies));
            add(&mut line.all, (not_met, applies));
        }
    }
    for line in &view.rows {
        let Some(dimension) = line.row.get().dimension else { continue };
        for of in view.dimensions.iter_mut().filter(|of| of.dimension == dimension) {
            for (sum, part) in of.by.iter_mut().zip(line.by) {
                add(sum, part);
            }
            add(&mut of.all, line.all);
        }
    }
    // The largest share first, compared as fractions; in 64 bits, for the desk's own words have 32.
    let times = |(not_met, _): (usize, usize), (_, applies): (usize, usize)| not_met as u64 * applies.max(1) as u64;
    view.rows.sort_by(|a, b| times(b.all, a.all).cmp(&times(a.all, b.all)).then(a.row.cmp(&b.row)));
    view.highers = highers
        .into_iter()
        .map(|(higher, (stars, reviewed))| HigherLine { higher: higher.to_owned(), stars, reviewed })
        .collect();
    view.highers.sort_by_key(|line| core::cmp::Reverse(line.stars.iter().sum::<usize>()));
    view.targets = TARGETS
        .iter()
        .map(|target| {
            let have = view.categories.iter().flat_map(|line| &line.stars[usize::from(target.star.number())..]).sum();
            let (percent, needed) = match target.at_least {
                AtLeast::Percent(percent) => (Some(percent), (view.counted * usize::from(percent)).div_ceil(100)),
                AtLeast::Count(count) => (None, count as usize),
            };
            TargetLine { star: target.star, percent, needed, have }
        })
        .collect();
    view
}

const fn add(sum: &mut (usize, usize), part: (usize, usize)) {
    sum.0 += part.0;
    sum.1 += part.1;
}
