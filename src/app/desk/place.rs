//! Where in the desk we are.

use crate::browser;
use crate::guideline::{Category, RowId, Star};
use crate::rollup::{Filter, Sort, StarFilter};
use core::fmt;
use std::cell::RefCell;

/// Which units, in which order: the whole of it stands in the address, so that going back leads to the same list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// Which.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
}

impl From<Filter> for Listing {
    fn from(filter: Filter) -> Self {
        let sort = usual_sort(&filter);
        Self { filter, sort }
    }
}

/// Near misses are asked for to see what is easiest.
const fn usual_sort(filter: &Filter) -> Sort {
    if filter.near.is_some() { Sort::Short } else { Sort::Star }
}

thread_local! {
    /// The list that was seen last, and the first line that was seen of it when a unit was opened.
    static LAST: RefCell<Option<(Listing, Option<usize>)>> = const { RefCell::new(None) };
}

/// Puts the list's address in place of the one that is shown, and remembers the list.
pub fn keep(listing: &Listing) {
    browser::rewrite_hash(&Place::Units(listing.clone()).to_string());
    LAST.with_borrow_mut(|last| *last = Some((listing.clone(), None)));
}

/// Remembers how far the list was scrolled as one of its units was opened.
pub fn leave(first: usize) {
    LAST.with_borrow_mut(|last| {
        if let Some((_, line)) = last {
            *line = Some(first);
        }
    });
}

/// The line to go on from, where the list was left for a unit.
pub fn left(listing: &Listing) -> Option<usize> {
    LAST.with_borrow(|last| last.as_ref().filter(|(of, _)| of == listing).and_then(|(_, line)| *line))
}

/// A place within the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The overview, or the intake where nothing is read.
    Overview,
    /// The list of units.
    Units(Listing),
    /// One unit.
    Unit(String),
    /// What is not counted.
    Problems,
    /// The spot check.
    Draw,
}

impl Place {
    /// The list of these units in its usual order.
    pub fn units(filter: Filter) -> Self {
        Self::Units(filter.into())
    }

    /// Reads a location's hash. `#/desk/list` is the list as it was seen last.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches("#/desk").trim_matches('/');
        let mut parts = path.split('/');
        match (parts.next(), parts.next()) {
            (Some("units"), words) => Self::Units(listing_of(words.unwrap_or_default())),
            (Some("list"), _) => {
                let last = LAST.with_borrow(|last| last.as_ref().map(|(listing, _)| listing.clone()));
                Self::Units(last.unwrap_or_else(|| listing_of("")))
            }
            (Some("unit"), Some(id)) => Self::Unit(browser::decoded(id).unwrap_or_else(|| id.to_owned())),
            (Some("problems"), _) => Self::Problems,
            (Some("draw"), _) => Self::Draw,
            _ => Self::Overview,
        }
    }
}

impl Place {
    /// What the window is called there.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Overview => "汇总台",
            Self::Units(_) => "单位名单 · 汇总台",
            Self::Unit(_) => "单位 · 汇总台",
            Self::Problems => "未计入和待核对的 · 汇总台",
            Self::Draw => "抽查 · 汇总台",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overview => f.write_str("#/desk"),
            Self::Units(listing) => write!(f, "#/desk/units/{}", words_of(listing)),
            Self::Unit(id) => write!(f, "#/desk/unit/{}", browser::encoded(id)),
            Self::Problems => f.write_str("#/desk/problems"),
            Self::Draw => f.write_str("#/desk/draw"),
        }
    }
}

fn star(number: &str) -> Option<Star> {
    Star::from_number(number.parse().ok()?)
}

/// A word for each order that a list may be asked for in.
pub const SORTS: [(Sort, &str); 4] =
    [(Sort::Star, "star"), (Sort::Short, "short"), (Sort::Name, "name"), (Sort::Higher, "higher")];

/// The order that a word stands for.
pub fn sort_of(word: &str) -> Option<Sort> {
    SORTS.into_iter().find(|(_, of)| *of == word).map(|(sort, _)| sort)
}

/// `category=private,from=4,higher=%E8…,reviewed=no,track=5,near=3-1,row=g3-03,query=…,sort=name`
fn listing_of(words: &str) -> Listing {
    let (mut filter, mut sort) = (Filter::default(), None);
    for (key, value) in words.split(',').filter_map(|word| word.split_once('=')) {
        match key {
            "category" => filter.category = Category::from_key(value),
            "star" => filter.star = star(value).map_or(StarFilter::Any, StarFilter::Exactly),
            "from" => filter.star = star(value).map_or(StarFilter::Any, StarFilter::AtLeast),
            "row" => filter.row = RowId::from_key(value),
            "near" => {
                filter.near = value.split_once('-').and_then(|(of, short)| Some((star(of)?, short.parse().ok()?)));
            }
            "higher" => filter.higher = browser::decoded(value),
            "track" => filter.track = star(value),
            "reviewed" => filter.reviewed = Some(value == "yes"),
            "query" => filter.query = browser::decoded(value).unwrap_or_default(),
            "sort" => sort = sort_of(value),
            _ => {}
        }
    }
    let sort = sort.unwrap_or_else(|| usual_sort(&filter));
    Listing { filter, sort }
}

fn words_of(listing: &Listing) -> String {
    let filter = &listing.filter;
    let mut words = Vec::new();
    if let Some(category) = filter.category {
        words.push(format!("category={}", category.key()));
    }
    match filter.star {
        StarFilter::Any => {}
        StarFilter::Exactly(star) => words.push(format!("star={}", star.number())),
        StarFilter::AtLeast(star) => words.push(format!("from={}", star.number())),
    }
    if let Some(row) = filter.row {
        words.push(format!("row={}", row.key()));
    }
    if let Some((star, short)) = filter.near {
        words.push(format!("near={}-{short}", star.number()));
    }
    if let Some(higher) = &filter.higher {
        words.push(format!("higher={}", browser::encoded(higher)));
    }
    if let Some(track) = filter.track {
        words.push(format!("track={}", track.number()));
    }
    if let Some(reviewed) = filter.reviewed {
        words.push(format!("reviewed={}", if reviewed { "yes" } else { "no" }));
    }
    if !filter.query.is_empty() {
        words.push(format!("query={}", browser::encoded(&filter.query)));
    }
    let word = SORTS.into_iter().find(|(sort, _)| *sort == listing.sort);
    if let Some((sort, word)) = word
        && sort != usual_sort(filter)
    {
        words.push(format!("sort={word}"));
    }
    words.join(",")
}
