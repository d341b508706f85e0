//! The stars: what each asks for, the aims of three years, the spot check, the legacy honours.

use super::types::RatingIndex;

/// A star (星级), from none (未定星, reading A23) to five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "office", derive(serde::Serialize, serde::Deserialize))]
pub enum Star {
    /// 未定星
    None,
    /// 一星
    One,
    /// 二星
    Two,
    /// 三星
    Three,
    /// 四星
    Four,
    /// 五星
    Five,
}

impl Star {
    /// One to five.
    pub const ALL: [Self; 5] = [Self::One, Self::Two, Self::Three, Self::Four, Self::Five];

    /// 0 to 5.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The star with this number, 0 for none.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::None].into_iter().chain(Self::ALL).find(|star| star.number() == number)
    }

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "未定星",
            Self::One => "一星",
            Self::Two => "二星",
            Self::Three => "三星",
            Self::Four => "四星",
            Self::Five => "五星",
        }
    }

    /// The star below; none below one.
    pub fn below(self) -> Option<Self> {
        Self::ALL.into_iter().rfind(|below| *below < self)
    }

    /// The next higher star; none above five.
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::None => Some(Self::One),
            Self::One => Some(Self::Two),
            Self::Two => Some(Self::Three),
            Self::Three => Some(Self::Four),
            Self::Four => Some(Self::Five),
            Self::Five => None,
        }
    }
}

/// What a star asks for beyond the star below it (guideline 四, readings A1–A8).
#[derive(Debug)]
pub struct StarRule {
    /// The star.
    pub star: Star,
    /// 建起来, 转起来, 活起来, 强起来.
    pub aim: &'static str,
    /// An index all of whose rows must be met.
    pub all_of: Option<RatingIndex>,
    /// Per cent of the star's own vitality rows that must be met.
    pub vitality_percent: Option<u8>,
    /// Innovation rows that must be met, at least.
    pub innovation_at_least: Option<u8>,
}

/// An aim of three years (guideline 一（二）, reading A22): so many unions at a star or above.
#[derive(Debug)]
pub struct Target {
    /// The star.
    pub star: Star,
    /// How many.
    pub at_least: AtLeast,
}

/// How many unions an aim asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtLeast {
    /// Per cent of all unions, inclusive.
    Percent(u8),
    /// So many unions.
    Count(u32),
}

/// The yearly spot check (guideline 五, reading A16).
#[derive(Debug)]
pub struct SpotCheck {
    /// The lowest star that is drawn from.
    pub from: Star,
    /// At least so many per cent of them, rounded up.
    pub percent: u8,
}

/// Legacy honours of early years: their unions are reviewed in turns (guideline 五, reading A18).
#[derive(Debug)]
pub struct EarlyHonours {
    /// Of this year or before.
    pub until: u16,
    /// Within so many years.
    pub years: u8,
}

/// A legacy honour (市先进职工之家, 市示范职工之家): puts the union on the track of a star (reading A18).
#[derive(Debug, PartialEq, Eq)]
pub struct Honour {
    /// The key that files use.
    pub key: &'static str,
    /// What people read.
    pub name: &'static str,
    /// The star whose requirements it is reviewed against.
    pub star: Star,
}

impl Honour {
    /// Finds the honour with this key.
    pub fn from_key(key: &str) -> Option<&'static Self> {
        super::tables::HONOURS.iter().find(|honour| honour.key == key)
    }
}
