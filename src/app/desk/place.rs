//! Where in the desk we are.

use crate::guideline::{Category, RowId, Star};
use crate::rollup::{Filter, StarFilter};
use core::fmt;

/// A place within the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The overview, or the intake where nothing is read.
    Overview,
    /// The list of units.
    Units(Filter),
    /// One unit.
    Unit(String),
    /// What is not counted.
    Problems,
    /// The spot check.
    Draw,
}

impl Place {
    /// Reads a location's hash.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches("#/desk").trim_matches('/');
        let mut parts = path.split('/');
        match (parts.next(), parts.next()) {
            (Some("units"), filter) => Self::Units(filter_of(filter.unwrap_or_default())),
            (Some("unit"), Some(id)) => Self::Unit(id.to_owned()),
            (Some("problems"), _) => Self::Problems,
            (Some("draw"), _) => Self::Draw,
            _ => Self::Overview,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overview => f.write_str("#/desk"),
            Self::Units(filter) => write!(f, "#/desk/units/{}", words_of(filter)),
            Self::Unit(id) => write!(f, "#/desk/unit/{id}"),
            Self::Problems => f.write_str("#/desk/problems"),
            Self::Draw => f.write_str("#/desk/draw"),
        }
    }
}

fn star(number: &str) -> Option<Star> {
    Star::from_number(number.parse().ok()?)
}

/// `category=private,star=3,from=4,near=3-1,row=g3-03`: what can be linked to; words and federations are typed.
fn filter_of(words: &str) -> Filter {
    let mut filter = Filter::default();
    for (key, value) in words.split(',').filter_map(|word| word.split_once('=')) {
        match key {
            "category" => filter.category = Category::from_key(value),
            "star" => filter.star = star(value).map_or(StarFilter::Any, StarFilter::Exactly),
            "from" => filter.star = star(value).map_or(StarFilter::Any, StarFilter::AtLeast),
            "row" => filter.row = RowId::from_key(value),
            "near" => {
                filter.near = value.split_once('-').and_then(|(of, short)| Some((star(of)?, short.parse().ok()?)));
            }
            _ => {}
        }
    }
    filter
}

fn words_of(filter: &Filter) -> String {
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
    words.join(",")
}
