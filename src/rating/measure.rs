//! Rates and counts against their thresholds: exact, in whole numbers, never in floating point.

use super::inputs::{Facts, Inputs, Percent};
use super::outcome::Outcomes;
use crate::guideline::{Band, ClauseId, FactId, RateId, Rule, ZeroDenominator};

/// Two counts, compared by cross multiplication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// The numerator.
    pub of: u64,
    /// The denominator, never 0.
    pub per: u64,
}

impl Ratio {
    /// Whether the ratio is at least so many per cent (本数 included, reading A9; not rounded, A10).
    pub fn reaches(self, percent: u8) -> bool {
        u128::from(self.of) * 100 >= u128::from(self.per) * u128::from(percent)
    }

    /// The smallest numerator that reaches so many per cent of this denominator.
    pub fn numerator_for(self, percent: u8) -> u64 {
        let percent = u64::from(percent);
        (self.per / 100).saturating_mul(percent).saturating_add((self.per % 100 * percent).div_ceil(100))
    }

    /// Hundredths of a per cent, rounded down: 79.996% never reads 80.00%.
    pub fn hundredths(self) -> u64 {
        // Digit by digit: ten thousand times the numerator may be more than fits.
        let (mut digits, mut rest) = (self.of / self.per, self.of % self.per);
        for _ in 0..4 {
            let tenfold = rest.saturating_mul(10);
            digits = digits.saturating_mul(10).saturating_add(tenfold / self.per);
            rest = tenfold % self.per;
        }
        digits
    }
}

/// What is known of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Both counts.
    Ratio(Ratio),
    /// A percentage given directly.
    Percent(Percent),
    /// Denominator 0 and nothing to measure: not applicable.
    NothingToMeasure,
    /// More than the whole: the numbers contradict each other, the rate is unknown.
    Contradiction {
        /// The numerator.
        of: u64,
        /// The denominator.
        per: u64,
    },
    /// Denominator 0 where there must be some: the rate is unknown.
    ZeroDenominator,
    /// A number is missing.
    Missing {
        /// Whether the denominator may still turn out to be 0, so that there is nothing to measure.
        may_be_nothing: bool,
    },
}

/// The value of a rate (rules 四.4, 四.5).
pub fn value(rate: RateId, inputs: Inputs<'_>) -> Value {
    let rule = rate.get();
    let (of, per) = (inputs.facts.get(rule.of), inputs.facts.get(rule.per));
    match (of, per, inputs.rates.get(rate)) {
        (_, Some(0), _) => match rule.zero_denominator {
            ZeroDenominator::NotApplicable => Value::NothingToMeasure,
            ZeroDenominator::Unknown => Value::ZeroDenominator,
        },
        (Some(of), Some(per), _) if of > per => Value::Contradiction { of, per },
        (Some(of), Some(per), _) => Value::Ratio(Ratio { of, per }),
        (_, _, Some(percent)) => Value::Percent(percent),
        (_, None, None) => Value::Missing { may_be_nothing: rule.zero_denominator == ZeroDenominator::NotApplicable },
        (None, Some(_), None) => Value::Missing { may_be_nothing: false },
    }
}

/// A measured clause with its arithmetic: what an explanation shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A rate against a threshold.
    Rate {
        /// Which rate.
        rate: RateId,
        /// What is known of it.
        value: Value,
        /// Per cent; none while the size that decides the band is unknown.
        at_least: Option<u8>,
    },
    /// A count against a threshold.
    Count {
        /// Which fact.
        fact: FactId,
        /// What is known of it.
        value: Option<u64>,
        /// At least so many.
        at_least: u64,
    },
}

/// The arithmetic of a measured clause; none for a judged one.
pub fn measure(clause: ClauseId, inputs: Inputs<'_>) -> Option<Measure> {
    match clause.get().rule {
        Rule::Judged => None,
        Rule::Rate { rate, at_least } => {
            Some(Measure::Rate { rate, value: value(rate, inputs), at_least: Some(at_least) })
        }
        Rule::RateBySize { rate, size, ref bands } => Some(Measure::Rate {
            rate,
            value: value(rate, inputs),
            at_least: inputs.facts.get(size).and_then(|size| threshold(bands, size)),
        }),
        Rule::Count { fact, at_least } => Some(Measure::Count { fact, value: inputs.facts.get(fact), at_least }),
    }
}

/// The threshold for a size.
pub fn threshold(bands: &[Band], size: u64) -> Option<u8> {
    bands.iter().find(|band| band.up_to.is_none_or(|end| size <= end)).map(|band| band.at_least)
}

impl Measure {
    /// How many more of the numerator (people, votes, units) are needed at the present denominator; none
    /// where it cannot be said in whole numbers, 0 where the threshold is reached.
    pub fn shortfall(&self) -> Option<u64> {
        match *self {
            Self::Rate { value: Value::Ratio(ratio), at_least: Some(at_least), .. } => {
                Some(ratio.numerator_for(at_least).saturating_sub(ratio.of))
            }
            Self::Count { value: Some(value), at_least, .. } => Some(at_least.saturating_sub(value)),
            _ => None,
        }
    }
}

/// What a measured clause may turn out to be; `bands` are the thresholds that are still possible.
pub(super) fn rate_outcomes(value: Value, thresholds: impl Iterator<Item = u8>) -> Outcomes {
    let reaches: &dyn Fn(u8) -> bool = match value {
        Value::Ratio(ratio) => &move |at_least| ratio.reaches(at_least),
        Value::Percent(percent) => &move |at_least| percent.hundredths() >= u16::from(at_least) * 100,
        Value::NothingToMeasure => return Outcomes::NOT_APPLICABLE,
        Value::Contradiction { .. } | Value::ZeroDenominator | Value::Missing { may_be_nothing: false } => {
            return Outcomes::OPEN;
        }
        Value::Missing { may_be_nothing: true } => return Outcomes::OPEN.or(Outcomes::NOT_APPLICABLE),
    };
    thresholds
        .map(|at_least| if reaches(at_least) { Outcomes::MET } else { Outcomes::NOT_MET })
        .reduce(Outcomes::or)
        .unwrap_or(Outcomes::OPEN)
}

/// Whether a fact contradicts the fact that it is a part of: returns the whole and its count.
pub fn contradiction(fact: FactId, facts: &Facts) -> Option<(FactId, u64)> {
    let whole = fact.get().part_of?;
    let (part, total) = (facts.get(fact)?, facts.get(whole)?);
    (part > total).then_some((whole, total))
}

/// The first rate of this union that is unknown because the fact, its whole, is 0.
pub fn leaves_unknown(fact: FactId, inputs: Inputs<'_>) -> Option<RateId> {
    // Asked with every edit, of every number: hardly one is 0.
    inputs.facts.get(fact).filter(|count| *count == 0)?;
    ClauseId::all().filter(|clause| clause.get().in_scope(inputs.profile)).find_map(|clause| {
        match measure(clause, inputs)? {
            Measure::Rate { rate, value: Value::ZeroDenominator, .. } if rate.get().per == fact => Some(rate),
            _ => None,
        }
    })
}

/// The first number that a clause waits for: none where it waits for none. What a percentage stands for is not waited
/// for.
pub fn lacking(clause: ClauseId, inputs: Inputs<'_>) -> Option<FactId> {
    let mut missing = clause.get().facts().filter(|fact| inputs.facts.get(*fact).is_none());
    missing.find(|fact| !is_given(clause, *fact, inputs))
}

/// Whether a percentage that was given directly stands for the fact in this clause.
pub(super) fn is_given(clause: ClauseId, fact: FactId, inputs: Inputs<'_>) -> bool {
    let clause = clause.get();
    let (rate, size) = match clause.rule {
        Rule::Rate { rate, .. } => (rate, None),
        Rule::RateBySize { rate, size, .. } => (rate, Some(size)),
        Rule::Judged | Rule::Count { .. } => return false,
    };
    let is_asked_itself = size == Some(fact) || clause.when.is_some_and(|when| when.fact == fact);
    let is_part = [rate.get().of, rate.get().per].contains(&fact);
    is_part && !is_asked_itself && matches!(value(rate, inputs), Value::Percent(_))
}
