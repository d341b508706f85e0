//! The opinions of the federations above (复核): layers on top of the self-assessment, which stays untouched.

use super::model::{Dossier, Unknown};
use super::sorted::Sorted;
use super::together::{Together, together};
use crate::guideline::{ClauseId, Profile, ProfileGap, RowId, Table};
use crate::rating::{Inputs, Outcome, Outcomes, Rating, is_claimed, rate, to_remedy};

/// Who reviews (guideline 五: 逐级复核).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "office", derive(serde::Serialize, serde::Deserialize))]
pub enum ReviewLevel {
    /// 乡镇（街道）或上级工会
    Street,
    /// 区县（市）总工会、产业工会
    District,
    /// 市总工会
    City,
}

impl ReviewLevel {
    /// From the lowest up.
    pub const ALL: [Self; 3] = [Self::Street, Self::District, Self::City];

    /// The key that files use.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Street => "street",
            Self::District => "district",
            Self::City => "city",
        }
    }

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Street => "乡镇（街道）或上级工会",
            Self::District => "区县（市）总工会、产业工会",
            Self::City => "市总工会",
        }
    }

    /// Finds the level with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

/// What a reviewer says of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// 认可 or 不认可.
    pub accepted: bool,
    /// Why.
    pub reason: String,
    /// What the row was when the reviewer saw it; none for 待填. Differs where the unit changed it since.
    pub seen: Option<Outcome>,
}

impl Opinion {
    /// Whether the unit changed the row after it was seen.
    pub fn is_outrun(&self, now: Outcomes) -> bool {
        self.seen != now.definite()
    }

    /// The reason, or that none was written.
    pub fn why(&self) -> &str {
        why(&self.reason)
    }
}

fn why(reason: &str) -> &str {
    // Other words follow it.
    match reason.trim().trim_end_matches('。') {
        "" => "没有写理由",
        reason => reason,
    }
}

/// One reviewer's layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// The level.
    pub level: ReviewLevel,
    /// The name of the body.
    pub body: String,
    /// The date, as written.
    pub date: String,
    /// What it says of rows; of the others nothing.
    pub rows: Sorted<RowId, Opinion>,
    /// Which claims of exemption it confirms or refuses.
    pub claims: Sorted<ClauseId, bool>,
    /// 复核意见, in general.
    pub remark: String,
    /// Keys of the file that this version does not know; written back.
    pub unknown: Unknown,
}

impl Review {
    /// An empty layer.
    pub const fn new(level: ReviewLevel) -> Self {
        Self {
            level,
            body: String::new(),
            date: String::new(),
            rows: Sorted::new(),
            claims: Sorted::new(),
            remark: String::new(),
            unknown: Vec::new(),
        }
    }

    /// The rows that can be accepted without a look at each: that speak of the union, are met or do not apply, and of
    /// which the layer says nothing yet.
    pub fn rest<'a>(&'a self, profile: Profile, rating: &'a Rating) -> impl Iterator<Item = (RowId, Outcome)> + 'a {
        let rows = Table::of_annex(profile.annex()).flat_map(Table::rows);
        let open = rows.filter(move |row| row.speaks_of(profile) && !self.rows.contains_key(row));
        open.filter_map(|row| match rating.row(row).definite() {
            Some(seen @ (Outcome::Met | Outcome::NotApplicable)) => Some((row, seen)),
            _ => None,
        })
    }

    /// Accepts them; an opinion that is there stays.
    pub fn accept_rest(&mut self, profile: Profile, rating: &Rating) {
        let rest: Vec<_> = self.rest(profile, rating).collect();
        for (row, seen) in rest {
            self.rows.insert(row, Opinion { accepted: true, reason: String::new(), seen: Some(seen) });
        }
    }

    /// Whether it says anything: a layer that somebody has begun, and no more, is no review.
    pub fn is_said(&self) -> bool {
        !self.rows.is_empty() || !self.claims.is_empty() || !self.remark.trim().is_empty()
    }

    /// The rows that it does not accept, by themselves or for a claim that is made on them and that it refuses, in their
    /// order.
    pub fn refused_rows(&self, inputs: Inputs<'_>) -> Vec<RowId> {
        let is_refused = |(claim, confirmed): &(&ClauseId, &bool)| !**confirmed && is_claimed(**claim, inputs);
        let by_claim = self.claims.iter().filter(is_refused).map(|(claim, _)| claim.get().row);
        let mut rows: Vec<RowId> = self.refused().map(|(row, _)| row).chain(by_claim).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The rows that it does not accept by themselves, each with the reason.
    pub fn refused(&self) -> impl Iterator<Item = (RowId, &str)> {
        self.rows.iter().filter(|(_, said)| !said.accepted).map(|(row, said)| (*row, said.reason.as_str()))
    }

    /// How many rows it accepts and how many it does not: a row whose claim it refuses it does not accept, whatever it
    /// says of the row itself.
    pub fn count(&self, inputs: Inputs<'_>) -> (usize, usize) {
        let refused = self.refused_rows(inputs);
        let accepted = self.rows.iter().filter(|(row, said)| said.accepted && !refused.contains(row)).count();
        (accepted, refused.len())
    }

    /// The reason for all that it does not accept; none where there are several, or nothing is refused.
    pub fn one_reason(&self) -> Option<&str> {
        let first = self.refused().next()?.1;
        self.refused().all(|(_, reason)| reason == first).then_some(first)
    }

    /// The reason of a row as the layer is said anew with `reason`: where it gives several, a row that was refused
    /// keeps its own.
    pub fn reason_kept(&self, row: RowId) -> Option<&str> {
        let own = self.rows.get(&row).filter(|said| !said.accepted && self.one_reason().is_none());
        own.map(|said| said.reason.as_str())
    }
}

/// From the lowest level up; those of one level in the order in which they came. Few as they are, they are put in order
/// by hand: the standard sort is larger than all else that is done to them.
pub(super) fn sort(reviews: &mut [Review]) {
    for end in 1..reviews.len() {
        for at in (1..=end).rev() {
            if reviews[at - 1].level > reviews[at].level {
                reviews.swap(at - 1, at);
            }
        }
    }
}

/// Why a row does not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal<'a> {
    /// The row itself: by whom, and the reason, which may be empty.
    Row(ReviewLevel, &'a str),
    /// A claim of exemption in it.
    Claim(ClauseId),
}

impl core::fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Row(level, reason) => write!(f, "{}不认可：{}", level.name(), why(reason)),
            Self::Claim(claim) => write!(f, "复核不确认“{}”的申明", claim.get().exempt_if.unwrap_or_default()),
        }
    }
}

/// What reviews leave of a self-assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The rating after them.
    pub rating: Rating,
    /// The rows that do not stand, in their order.
    pub rejected: Vec<RowId>,
}

impl Dossier {
    /// This dossier with the layers of the other, a file of it that came back from review, and the levels that came
    /// with it. None where anything else differs, or one level says this here and that there: a unit sends its file to
    /// several reviewers at once, and what one of them wrote is not lost to another.
    pub fn with_reviews_of(&self, other: &Self) -> Option<(Self, Vec<ReviewLevel>)> {
        if !self.is_but_for_reviews(other) {
            return None;
        }
        let Together { reviews, differ } = together(&self.reviews, &other.reviews, &[]);
        if !differ.is_empty() {
            return None;
        }
        let added =
            ReviewLevel::ALL.into_iter().filter(|level| self.layer(*level).is_none() && other.layer(*level).is_some());
        let added = added.collect();
        Some((Self { reviews, ..self.clone() }, added))
    }

    /// Whether the other differs in its layers of review at most.
    pub fn is_but_for_reviews(&self, other: &Self) -> bool {
        Self { reviews: other.reviews.clone(), ..self.clone() } == *other
    }

    /// The opinion on a row that counts: that of the highest level, of the first `layers`, which has one, however the
    /// layers came to stand in the file; of two of one level the last.
    pub fn opinion(&self, row: RowId, layers: usize) -> Option<(&Review, &Opinion)> {
        let said = self.reviews.iter().take(layers).filter_map(|review| Some((review, review.rows.get(&row)?)));
        said.max_by_key(|(review, _)| review.level)
    }

    /// The layer of a level.
    pub fn layer(&self, level: ReviewLevel) -> Option<&Review> {
        self.reviews.iter().find(|review| review.level == level)
    }

    /// Upholds every row that is met or does not apply and that the reviewer's layer says nothing of yet, with the claims
    /// on it that a lower level has refused; the layer is added where there is none of its level.
    pub fn uphold(&mut self, head: &Review) {
        let Ok(inputs) = self.inputs() else { return };
        let (profile, rating) = (inputs.profile, rate(inputs));
        let lower = || self.reviews.iter().filter(|review| review.level < head.level);
        let is_refused = |claim: &ClauseId| is_claimed(*claim, inputs) && confirmed_by(lower(), *claim) == Some(false);
        let named = lower().flat_map(|review| review.claims.keys().copied());
        let refused: Vec<ClauseId> = named.filter(is_refused).collect();
        let at = self.reviews.iter().position(|review| review.level == head.level).unwrap_or_else(|| {
            let at = self.reviews.iter().position(|review| review.level > head.level).unwrap_or(self.reviews.len());
            self.reviews.insert(at, head.clone());
            at
        });
        let Some(review) = self.reviews.get_mut(at) else { return };
        review.body.clone_from(&head.body);
        review.date.clone_from(&head.date);
        review.accept_rest(profile, &rating);
        for claim in refused {
            if review.rows.get(&claim.get().row).is_some_and(|said| said.accepted) {
                review.claims.or_insert_with(claim, || true);
            }
        }
    }

    /// Gives the reviewer's layer an opinion on the whole: these rows are not accepted, for this reason, the others
    /// that are met or do not apply are. What the layer said of rows before gives way, and so does what it refused of the
    /// claims on rows that are accepted now; but where it gave several reasons each row that stays refused keeps its own,
    /// and its remark stays.
    pub fn opine(&mut self, head: &Review, refused: &[RowId], said: &str) {
        let Ok(rating) = self.inputs().map(rate) else { return };
        let of_level = |review: &&mut Review| review.level == head.level;
        let reason = |row: &RowId| self.layer(head.level)?.reason_kept(*row).map(str::to_owned);
        let reasons: Vec<String> = refused.iter().map(|row| reason(row).unwrap_or_else(|| said.to_owned())).collect();
        if let Some(review) = self.reviews.iter_mut().find(of_level) {
            review.rows.clear();
            let stays = |(claim, confirmed): &(&ClauseId, &bool)| **confirmed || refused.contains(&claim.get().row);
            review.claims = review.claims.iter().filter(stays).map(|(claim, confirmed)| (*claim, *confirmed)).collect();
        }
        self.uphold(head);
        if let Some(review) = self.reviews.iter_mut().find(of_level) {
            for (row, reason) in refused.iter().zip(reasons) {
                let seen = rating.row(*row).definite();
                review.rows.insert(*row, Opinion { accepted: false, reason, seen });
            }
        }
    }

    /// Whether the unit changed the row after it was refused by itself: what was refused is not what stands there now.
    pub fn is_refused_before(&self, row: RowId, rating: &Rating) -> bool {
        let counts = self.opinion(row, self.reviews.len());
        counts.is_some_and(|(_, said)| !said.accepted && said.is_outrun(rating.row(row)))
    }

    /// Whether the highest level that speaks of a claim confirms it.
    pub fn confirmed(&self, claim: ClauseId, layers: usize) -> Option<bool> {
        confirmed_by(self.reviews.iter().take(layers), claim)
    }

    /// The rows that do not stand after the first `layers` reviews, in their order: rejected, or with a claim that was
    /// refused.
    pub fn rejected_rows(&self, layers: usize) -> Result<Vec<RowId>, Vec<ProfileGap>> {
        let inputs = self.inputs()?;
        Ok(RowId::all().filter(|row| self.refusal(*row, inputs, layers).is_some()).collect())
    }

    /// Why a row does not stand after the first `layers` reviews; none where it does.
    pub fn refusal(&self, row: RowId, inputs: Inputs<'_>, layers: usize) -> Option<Refusal<'_>> {
        // A row that says nothing of this union any more cannot be refused: its category or form was changed since.
        if !row.speaks_of(inputs.profile) {
            return None;
        }
        let by_row = self.opinion(row, layers).filter(|(_, said)| !said.accepted);
        if let Some((review, said)) = by_row {
            return Some(Refusal::Row(review.level, said.reason.trim()));
        }
        // Nor can a claim that is no longer made.
        let is_refused = |claim: &ClauseId| is_claimed(*claim, inputs) && self.confirmed(*claim, layers) == Some(false);
        row.get().clauses().find(is_refused).map(Refusal::Claim)
    }

    /// What the first `layers` reviews leave: the self-assessment with every row that does not stand counted as 未达到
    /// (rules 五). A review that upholds all changes nothing.
    pub fn reviewed(&self, layers: usize) -> Result<Reviewed, Vec<ProfileGap>> {
        let inputs = self.inputs()?;
        let rejected = self.rejected_rows(layers)?;
        let not_met = rejected.iter().map(|row| (*row, Outcome::NotMet));
        Ok(Reviewed { rating: rate(inputs).supposing(inputs.profile.annex(), not_met), rejected })
    }

    /// Whether a review says anything.
    pub fn is_reviewed(&self) -> bool {
        self.reviews.iter().any(Review::is_said)
    }

    /// What all reviews leave; none where nobody has said anything yet.
    pub fn reviewed_by_all(&self) -> Option<Reviewed> {
        if self.is_reviewed() { self.reviewed(self.reviews.len()).ok() } else { None }
    }

    /// What stands now: what all reviews leave, or where nobody has said anything yet the self-assessment.
    pub fn standing_rating(&self) -> Result<Rating, Vec<ProfileGap>> {
        self.reviewed_by_all().map_or_else(|| self.rating(), |reviewed| Ok(reviewed.rating))
    }

    /// The rows to be remedied, those included that a review did not accept.
    pub fn to_remedy(&self) -> Result<Vec<RowId>, Vec<ProfileGap>> {
        let annex = self.profile()?.annex();
        Ok(to_remedy(annex, &self.standing_rating()?, |row| self.plan.contains_key(&row)))
    }

    /// The rating after the first `layers` reviews.
    pub fn reviewed_rating(&self, layers: usize) -> Result<Rating, Vec<ProfileGap>> {
        self.reviewed(layers).map(|reviewed| reviewed.rating)
    }
}

/// Whether the highest level of these layers that speaks of a claim confirms it.
fn confirmed_by<'a>(layers: impl Iterator<Item = &'a Review>, claim: ClauseId) -> Option<bool> {
    let said = layers.filter_map(|review| Some((review.level, *review.claims.get(&claim)?)));
    said.max_by_key(|(level, _)| *level).map(|(_, confirmed)| confirmed)
}
