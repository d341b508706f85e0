//! The opinions of the federations above (复核): layers on top of the self-assessment, which stays untouched.

use super::model::{Dossier, Unknown};
use super::sorted::Sorted;
use crate::guideline::{ClauseId, ProfileGap, RowId, Table};
use crate::rating::{Outcome, Rating, is_claimed, rate};

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

    /// Accepts a row that the layer says nothing of yet; an opinion that is there stays.
    pub fn accept(&mut self, row: RowId, seen: Option<Outcome>) {
        self.rows.or_insert_with(row, || Opinion { accepted: true, reason: String::new(), seen });
    }
}

impl Dossier {
    /// Whether the other is this dossier with layers of review added or changed, and nothing else: a file that
    /// came back from review.
    pub fn is_returned_as(&self, other: &Self) -> bool {
        !other.reviews.is_empty() && Self { reviews: other.reviews.clone(), ..self.clone() } == *other
    }

    /// The opinion on a row that counts: that of the highest level, of the first `layers`, which has one, however the
    /// layers came to stand in the file; of two of one level the last.
    pub fn opinion(&self, row: RowId, layers: usize) -> Option<(&Review, &Opinion)> {
        let said = self.reviews.iter().take(layers).filter_map(|review| Some((review, review.rows.get(&row)?)));
        said.max_by_key(|(review, _)| review.level)
    }

    /// Upholds every row that is decided and that the reviewer's layer says nothing of yet; the layer is added
    /// where there is none of its level.
    pub fn uphold(&mut self, head: &Review) {
        let Ok(inputs) = self.inputs() else { return };
        let (annex, rating) = (inputs.profile.annex(), rate(inputs));
        let at = self.reviews.iter().position(|review| review.level == head.level).unwrap_or_else(|| {
            let at = self.reviews.iter().position(|review| review.level > head.level).unwrap_or(self.reviews.len());
            self.reviews.insert(at, head.clone());
            at
        });
        let Some(review) = self.reviews.get_mut(at) else { return };
        review.body.clone_from(&head.body);
        review.date.clone_from(&head.date);
        for row in Table::of_annex(annex).flat_map(Table::rows) {
            let seen = rating.row(row).definite();
            if matches!(seen, Some(Outcome::Met | Outcome::NotApplicable)) {
                review.accept(row, seen);
            }
        }
    }

    /// Gives the reviewer's layer an opinion on the whole: these rows are not accepted, for this reason, the others
    /// that are decided are. What the layer said of rows before gives way; its claims and its remark stay.
    pub fn opine(&mut self, head: &Review, refused: &[RowId], reason: &str) {
        let Ok(rating) = self.inputs().map(rate) else { return };
        let of_level = |review: &&mut Review| review.level == head.level;
        if let Some(review) = self.reviews.iter_mut().find(of_level) {
            review.rows.clear();
        }
        self.uphold(head);
        if let Some(review) = self.reviews.iter_mut().find(of_level) {
            for row in refused {
                let seen = rating.row(*row).definite();
                review.rows.insert(*row, Opinion { accepted: false, reason: reason.to_owned(), seen });
            }
        }
    }

    /// Whether the highest level that speaks of a claim confirms it.
    pub fn confirmed(&self, claim: ClauseId, layers: usize) -> Option<bool> {
        let said =
            self.reviews.iter().take(layers).filter_map(|review| Some((review.level, *review.claims.get(&claim)?)));
        said.max_by_key(|(level, _)| *level).map(|(_, confirmed)| confirmed)
    }

    /// The rows that do not stand after the first `layers` reviews, in their order: rejected, or with a claim that was
    /// refused.
    pub fn rejected_rows(&self, layers: usize) -> Result<Vec<RowId>, Vec<ProfileGap>> {
        let inputs = self.inputs()?;
        // A claim that is no longer made cannot be refused.
        let is_refused = |claim: ClauseId| is_claimed(claim, inputs) && self.confirmed(claim, layers) == Some(false);
        // Nor can a row that says nothing of this union any more: its category or form was changed since.
        let falls = |row: &RowId| {
            row.speaks_of(inputs.profile)
                && (self.opinion(*row, layers).is_some_and(|(_, said)| !said.accepted)
                    || row.get().clauses().any(is_refused))
        };
        Ok(RowId::all().filter(falls).collect())
    }

    /// The rating after the first `layers` reviews: the self-assessment with every row that does not stand
    /// counted as 未达到 (rules 五). A review that upholds all changes nothing.
    pub fn reviewed_rating(&self, layers: usize) -> Result<Rating, Vec<ProfileGap>> {
        let inputs = self.inputs()?;
        let rejected = self.rejected_rows(layers)?;
        let rejected = rejected.into_iter().map(|row| (row, Outcome::NotMet));
        Ok(rate(inputs).supposing(inputs.profile.annex(), rejected))
    }
}
