//! What was said of one version of a dossier, carried on to the version that counts.

use super::opinion::again;
use super::problem::{Problem, ProblemKind};
use super::unit::Unit;
use crate::dossier::{Dossier, Review};
use crate::rating::{is_claimed, rate};

/// The unit with the other's layers of review that it has none of. Of another self-assessment only what still fits: an
/// opinion on a row that has not changed since, on a claim that is still made, and the remark. None where there is
/// nothing to carry.
pub fn carry(to: &Unit, from: &Unit) -> Option<(Unit, Option<Problem>)> {
    let is_new = |level| to.opinions.iter().all(|(known, _)| *known != level);
    if !from.opinions.iter().any(|(level, _)| is_new(*level)) {
        return None;
    }
    let (mut dossier, other) = (to.dossier().ok()?, from.dossier().ok()?);
    let is_same = to.mark == from.mark;
    let mut left = 0;
    for review in other.reviews.into_iter().filter(|review| review.is_said() && is_new(review.level)) {
        let said = review.rows.len() + review.claims.len();
        let review = if is_same { review } else { fitting(review, &dossier)? };
        left += said - review.rows.len() - review.claims.len();
        if review.is_said() {
            // In the place of one that was begun and says nothing.
            dossier.reviews.retain(|begun| begun.level != review.level || begun.is_said());
            dossier.reviews.push(review);
        }
    }
    dossier.reviews.sort_by_key(|review| review.level);
    let notice = (!is_same).then(|| Problem {
        source: to.source.clone(),
        name: to.name.clone(),
        kind: ProblemKind::Carried { from: from.source.clone(), left },
    });
    Some((again(to, &dossier)?, notice))
}

/// Whether this desk has recorded opinions on one version of which the other says something else at the same level.
pub fn has_other_opinions(from: &Unit, to: &Unit) -> bool {
    let is_there = |level| to.opinions.iter().any(|(known, _)| *known == level);
    if from.origin.is_none() || !from.opinions.iter().any(|(level, _)| is_there(*level)) {
        return false;
    }
    let (Ok(from), Ok(to)) = (from.dossier(), to.dossier()) else { return false };
    from.reviews.iter().any(|review| to.layer(review.level).is_some_and(|other| other != review))
}

/// The layer without the opinions on rows that are not what the reviewer saw, and on claims that are made no longer. A
/// row that was open then is no longer that row once it is filled in; we have written what was seen ever since there are
/// reviews.
fn fitting(review: Review, dossier: &Dossier) -> Option<Review> {
    let inputs = dossier.inputs().ok()?;
    let rating = rate(inputs);
    let rows = review.rows.iter().filter(|(row, said)| !said.is_outrun(rating.row(**row)));
    let rows = rows.map(|(row, said)| (*row, said.clone())).collect();
    let claims = review.claims.iter().filter(|(claim, _)| is_claimed(**claim, inputs));
    let claims = claims.map(|(claim, confirmed)| (*claim, *confirmed)).collect();
    Some(Review { rows, claims, ..review })
}
