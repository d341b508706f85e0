//! Layers of review that were given in two places, put together: nothing that one of them says is lost unasked.

use super::review::{Review, ReviewLevel};

/// What two versions of the layers make together.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The layers; where the two differ, those of the first.
    pub reviews: Vec<Review>,
    /// The levels at which both have said something else since both said the same.
    pub differ: Vec<ReviewLevel>,
}

/// Puts two versions together, level by level, knowing what both said when they were alike last: a level that only one
/// of them has changed since is as that one has it.
pub fn together(ours: &[Review], theirs: &[Review], before: &[Review]) -> Together {
    let (mut reviews, mut differ) = (Vec::new(), Vec::new());
    for level in ReviewLevel::ALL {
        let [our, their, was] = [ours, theirs, before].map(|all| of_level(all, level));
        // Changed there alone.
        let is_theirs = our == was;
        if !is_theirs && our != their && their != was {
            differ.push(level);
        }
        reviews.extend(if is_theirs { their } else { our }.into_iter().cloned());
    }
    Together { reviews, differ }
}

/// The layers that both have alike; of a level at which they differ what was alike before.
pub fn alike(ours: &[Review], theirs: &[Review], before: &[Review]) -> Vec<Review> {
    let of_both = |level| {
        let our = of_level(ours, level);
        if our == of_level(theirs, level) { our } else { of_level(before, level) }
    };
    ReviewLevel::ALL.into_iter().flat_map(of_both).cloned().collect()
}

fn of_level(reviews: &[Review], level: ReviewLevel) -> Vec<&Review> {
    reviews.iter().filter(|review| review.level == level).collect()
}
