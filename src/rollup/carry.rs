//! What was said of one version of a dossier, carried on to the version that counts.

use super::opinion::again;
use super::problem::{Problem, ProblemKind};
use super::unit::Unit;
use crate::dossier::Review;
use crate::rating::{Rating, rate};

/// The unit with the other's layers of review that it has none of. Of another self-assessment only what still fits: an
/// opinion on a row that has not changed since. None where there is nothing to carry.
pub fn carry(to: &Unit, from: &Unit) -> Option<(Unit, Option<Problem>)> {
    let is_new = |level| to.opinions.iter().all(|(known, _)| *known != level);
    if !from.opinions.iter().any(|(level, _)| is_new(*level)) {
        return None;
    }
    let (mut dossier, other) = (to.dossier().ok()?, from.dossier().ok()?);
    let rating = rate(dossier.inputs().ok()?);
    let is_same = to.mark == from.mark;
    let (mut left, mut carried) = (0, 0);
    for review in other.reviews.into_iter().filter(|review| is_new(review.level)) {
        let said = review.rows.len();
        let review = if is_same { review } else { fitting(review, &rating) };
        left += said - review.rows.len();
        carried += said;
        if is_same || !review.rows.is_empty() || !review.claims.is_empty() {
            dossier.reviews.push(review);
        }
    }
    dossier.reviews.sort_by_key(|review| review.level);
    let notice = (!is_same && carried > 0).then(|| Problem {
        source: to.source.clone(),
        name: to.name.clone(),
        kind: ProblemKind::Carried { from: from.source.clone(), left },
    });
    Some((again(to, &dossier)?, notice))
}

/// The layer without the opinions on rows that are not what the reviewer saw. A row that was open then is no longer
/// that row once it is filled in; we have written what was seen ever since there are reviews.
fn fitting(review: Review, rating: &Rating) -> Review {
    let rows = review.rows.iter().filter(|(row, said)| said.seen == rating.row(**row).definite());
    Review { rows: rows.map(|(row, said)| (*row, said.clone())).collect(), ..review.clone() }
}
