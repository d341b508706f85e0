//! What a clause or row may still turn out to be.

/// What a clause or row is, once everything is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 达到
    Met,
    /// 未达到
    NotMet,
    /// 不适用
    NotApplicable,
}

impl Outcome {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Met, Self::NotMet, Self::NotApplicable];

    /// The key that files use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Finds the outcome with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// A set of outcomes: those still possible under some completion of what is not known.
///
/// One element is a definite result; several read 待填. The empty set never leaves this module's
/// constructors.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Outcomes(u8);

const MET: u8 = 1;
const NOT_MET: u8 = 2;
const NOT_APPLICABLE: u8 = 4;

impl Outcomes {
    /// Definitely 达到.
    pub const MET: Self = Self(MET);
    /// Definitely 未达到.
    pub const NOT_MET: Self = Self(NOT_MET);
    /// Definitely 不适用.
    pub const NOT_APPLICABLE: Self = Self(NOT_APPLICABLE);
    /// Open, but sure to apply.
    pub const OPEN: Self = Self::MET.or(Self::NOT_MET);

    /// Either of the two sets may turn out to hold.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether this outcome is still possible.
    pub const fn may_be(self, outcome: Outcome) -> bool {
        let bit = match outcome {
            Outcome::Met => MET,
            Outcome::NotMet => NOT_MET,
            Outcome::NotApplicable => NOT_APPLICABLE,
        };
        self.0 & bit != 0
    }

    /// The definite outcome, if only one is possible.
    pub const fn definite(self) -> Option<Outcome> {
        match self.0 {
            MET => Some(Outcome::Met),
            NOT_MET => Some(Outcome::NotMet),
            NOT_APPLICABLE => Some(Outcome::NotApplicable),
            _ => None,
        }
    }

    /// The worst that is possible: 未达到 < 不适用 < 达到.
    pub const fn worst(self) -> Outcome {
        if self.0 & NOT_MET != 0 {
            Outcome::NotMet
        } else if self.0 & NOT_APPLICABLE != 0 {
            Outcome::NotApplicable
        } else {
            Outcome::Met
        }
    }

    /// The best that is possible: 达到 > 不适用 > 未达到.
    pub const fn best(self) -> Outcome {
        if self.0 & MET != 0 {
            Outcome::Met
        } else if self.0 & NOT_APPLICABLE != 0 {
            Outcome::NotApplicable
        } else {
            Outcome::NotMet
        }
    }

    /// A row of two parts: one 未达到 spoils it, one 达到 makes it apply, otherwise it does not apply.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        let (a, b) = (self.0, other.0);
        let mut set = (a | b) & NOT_MET;
        if (a & MET != 0 && b != NOT_MET) || (b & MET != 0 && a != NOT_MET) {
            set |= MET;
        }
        set |= a & b & NOT_APPLICABLE;
        Self(set)
    }
}

impl core::fmt::Debug for Outcomes {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut set = f.debug_set();
        for outcome in [Outcome::Met, Outcome::NotMet, Outcome::NotApplicable] {
            if self.may_be(outcome) {
                set.entry(&outcome);
            }
        }
        set.finish()
    }
}

impl From<Outcome> for Outcomes {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Met => Self::MET,
            Outcome::NotMet => Self::NOT_MET,
            Outcome::NotApplicable => Self::NOT_APPLICABLE,
        }
    }
}
