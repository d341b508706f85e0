//! One federation under two names would stand on two lines of the overview: told, never merged.

use super::problem::{Problem, ProblemKind};
use super::settle::visible;
use super::unit::Unit;
use std::collections::BTreeMap;

/// A name of fewer letters, such as 总工会 or 街道总工会, ends those of many.
const SHORTEST: usize = 6;

/// Federations whose names are read alike, or of which one ends with the other, as 拱墅区总工会 and 杭州市拱墅区总工会
/// do: each but the one of most units, with the first file that has it.
pub fn federations(units: &[Unit]) -> Vec<Problem> {
    let mut names: BTreeMap<&str, (usize, &Unit)> = BTreeMap::new();
    for unit in units {
        names.entry(unit.higher.trim()).or_insert((0, unit)).0 += 1;
    }
    // Read from its end a name stands right before those that end with it.
    let backwards = |name: &str| visible(name).chars().rev().collect::<String>();
    let mut sorted: Vec<_> = names.into_iter().map(|(name, seen)| (backwards(name), name, seen)).collect();
    sorted.retain(|(read, ..)| read.chars().count() >= SHORTEST);
    sorted.sort_unstable_by(|a, b| (&a.0, a.1.len(), a.1).cmp(&(&b.0, b.1.len(), b.1)));
    let mut problems = Vec::new();
    let mut rest = sorted.as_slice();
    while let Some((shortest, ..)) = rest.first() {
        let (alike, others) = rest.split_at(rest.partition_point(|(read, ..)| read.starts_with(shortest)));
        rest = others;
        // Of as many the name that stands first.
        let Some((_, most, (many, _))) = alike.iter().rev().max_by_key(|(_, _, (count, _))| *count) else { break };
        for (_, name, (count, first)) in alike.iter().filter(|(_, name, _)| name != most) {
            let kind = ProblemKind::FederationLooksLike {
                written: (*name).to_owned(),
                units: *count,
                other: (*most).to_owned(),
                others: *many,
            };
            problems.push(Problem { source: first.source.clone(), name: first.name.clone(), kind });
        }
    }
    problems
}
