//! What the engine is given: the profile, the numbers, the answers.

use crate::guideline::{ClauseId, FactId, Profile, RateId};

/// What the officer says of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// 达到
    Met,
    /// 未达到
    NotMet,
    /// 申明不适用: counts only on a clause with `exempt_if`.
    Exempt,
}

impl Answer {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Met, Self::NotMet, Self::Exempt];

    /// The key that files use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Exempt => "exempt",
        }
    }

    /// Finds the answer with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.key() == key)
    }
}

/// A percentage with two decimals, exact: hundredths of a per cent, 0 to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u16);

impl Percent {
    /// From hundredths of a per cent; none above 100.00.
    pub const fn from_hundredths(hundredths: u16) -> Option<Self> {
        if hundredths <= 10_000 { Some(Self(hundredths)) } else { None }
    }

    /// Hundredths of a per cent.
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// Reads `92`, `92.5` or `92.50`: digits, perhaps a point and one or two more digits, at most 100.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 3) || !digits(fraction, 2) {
            return None;
        }
        let whole: u16 = whole.parse().ok()?;
        let tenths: u16 = fraction.parse().ok()?;
        let hundredths = if fraction.len() == 1 { tenths * 10 } else { tenths };
        Self::from_hundredths(whole.checked_mul(100)?.checked_add(hundredths)?)
    }
}

impl core::fmt::Display for Percent {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (whole, fraction) = (self.0 / 100, self.0 % 100);
        if fraction == 0 {
            write!(f, "{whole}")
        } else if fraction % 10 == 0 {
            write!(f, "{whole}.{}", fraction / 10)
        } else {
            write!(f, "{whole}.{fraction:02}")
        }
    }
}

macro_rules! by_id {
    ($(#[$doc:meta])* $name:ident, $id:ident, $value:ty) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name([Option<$value>; $id::COUNT]);

        impl $name {
            /// Nothing filled in.
            pub const EMPTY: Self = Self([None; $id::COUNT]);

            /// What is filled in; none where nothing is.
            pub const fn get(&self, id: $id) -> Option<$value> {
                self.0[id.at()]
            }

            /// Fills in, or clears with none.
            pub fn set(&mut self, id: $id, value: Option<$value>) {
                self.0[id.at()] = value;
            }

            /// All that is filled in, in the order of the guideline.
            pub fn iter(&self) -> impl Iterator<Item = ($id, $value)> + '_ {
                $id::all().filter_map(|id| Some((id, self.get(id)?)))
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::EMPTY
            }
        }
    };
}

by_id!(
    /// The numbers (填报数据).
    Facts, FactId, u64
);
by_id!(
    /// Percentages given where the counts are not both known.
    Rates, RateId, Percent
);
by_id!(
    /// The answers, by clause.
    Answers, ClauseId, Answer
);

/// Largest count that is accepted: products with 100 stay far below 2^64, and JSON numbers stay exact.
pub const MAX_COUNT: u64 = 99_999_999;

/// All that a rating depends on.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The union's profile.
    pub profile: Profile,
    /// The numbers.
    pub facts: &'a Facts,
    /// Percentages given directly.
    pub rates: &'a Rates,
    /// The answers.
    pub answers: &'a Answers,
}
