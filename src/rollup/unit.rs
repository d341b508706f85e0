//! One unit at the desk: what the roll-up needs of a dossier, and the dossier itself, packed.

use crate::dossier::{Dossier, FileError, Review, ReviewLevel, Value, decode};
use crate::guideline::{Category, Profile, RowId, Star};
use crate::rating::{Effort, Rating, effort, path, rate};

/// A unit that was read.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The dossier's id.
    pub id: String,
    /// 工会名称
    pub name: String,
    /// 上级工会
    pub higher: String,
    /// Category, form, body.
    pub profile: Profile,
    /// The year rated.
    pub year: u16,
    /// The day the numbers were taken, as written.
    pub as_of: String,
    /// The file that it came from.
    pub source: String,
    /// When that file was last changed, in milliseconds since 1970; 0 where nothing tells, or nobody asked yet.
    pub modified: u64,
    /// By what number the file's time can still be asked for; browsers take long to tell it.
    pub undated: Option<u32>,
    /// The self-assessment, rated anew.
    pub own: Rating,
    /// The highest review and the rating after it.
    pub reviewed: Option<(ReviewLevel, Box<Rating>)>,
    /// How many layers of review there are.
    pub reviews: usize,
    /// Rows short of the next star, the cheapest way; none at five stars.
    pub short: Option<u8>,
    /// For units one or two rows short: the cheapest rows, with what each takes.
    pub lacking: Vec<(RowId, Effort)>,
    /// The file's bytes, LZ4: a dossier is kept whole, with its notes and evidence, at a quarter of its size.
    packed: Box<[u8]>,
    /// What it says of reviews: each level with the number of rows that it does not accept.
    pub opinions: Vec<(ReviewLevel, u8)>,
}

impl Unit {
    /// A unit of a dossier and the bytes that it was read from. Without a profile there is no rating: then the
    /// profile's gaps come back.
    pub fn new(
        dossier: &Dossier,
        bytes: &[u8],
        source: &str,
        modified: u64,
    ) -> Result<Self, Vec<crate::guideline::ProfileGap>> {
        let inputs = dossier.inputs()?;
        let own = rate(inputs);
        let layers = dossier.reviews.len();
        let reviewed = match dossier.reviews.iter().map(|review| review.level).max() {
            Some(level) => Some((level, Box::new(dossier.reviewed_rating(layers)?))),
            None => None,
        };
        let standing = reviewed.as_ref().map_or(&own, |(_, rating)| rating);
        let (short, lacking) = way(inputs, standing);
        Ok(Self {
            id: dossier.id.clone(),
            name: dossier.union.name.clone(),
            higher: dossier.union.higher.clone(),
            profile: inputs.profile,
            year: dossier.year,
            as_of: dossier.as_of.clone(),
            source: source.to_owned(),
            modified,
            undated: None,
            own,
            reviewed,
            reviews: layers,
            short,
            lacking,
            // Boxed: the vector that comes back holds room for the worst case, which is more than the text.
            packed: lz4_flex::compress_prepend_size(bytes).into_boxed_slice(),
            opinions: dossier.reviews.iter().map(opinion).collect(),
        })
    }

    /// The same unit, said to come from the file of the other.
    #[must_use]
    pub fn from_file_of(self, other: &Self) -> Self {
        Self { source: other.source.clone(), modified: other.modified, undated: other.undated, ..self }
    }

    /// The rating that stands: after review where there is one.
    pub fn standing(&self) -> &Rating {
        self.reviewed.as_ref().map_or(&self.own, |(_, rating)| rating)
    }

    /// The star that stands.
    pub fn star(&self) -> Star {
        self.standing().assured
    }

    /// The category.
    pub const fn category(&self) -> Category {
        self.profile.category()
    }

    /// Townships are for reference: not counted, not drawn (reading A21).
    pub fn is_counted(&self) -> bool {
        self.category() != Category::Township
    }

    /// The whole dossier's text.
    pub fn text(&self) -> String {
        let bytes = lz4_flex::decompress_size_prepended(&self.packed).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The whole dossier, with its notes and evidence.
    pub fn dossier(&self) -> Result<Dossier, FileError> {
        let value: Value = serde_json::from_str(&self.text()).map_err(|_| FileError::NotADossier)?;
        decode(&value)
    }

    /// Whether both come from the same bytes.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        self.packed == other.packed
    }

    /// Bytes held for the dossier.
    pub const fn packed_len(&self) -> usize {
        self.packed.len()
    }
}

fn opinion(review: &Review) -> (ReviewLevel, u8) {
    let refused = review.rows.values().filter(|said| !said.accepted).count();
    (review.level, u8::try_from(refused).unwrap_or(u8::MAX))
}

/// How many rows short of the next star; for one or two, which: the cheapest of each step.
fn way(inputs: crate::rating::Inputs<'_>, rating: &Rating) -> (Option<u8>, Vec<(RowId, Effort)>) {
    let Some(next) = rating.assured.next() else { return (None, Vec::new()) };
    let way = path(inputs.profile.annex(), rating, next);
    let short: u8 = way.steps.iter().map(|step| step.needed).sum();
    let mut lacking = Vec::new();
    if short <= 2 {
        for step in &way.steps {
            let mut rows: Vec<_> = step.rows.iter().map(|row| (*row, effort(*row, inputs, rating))).collect();
            rows.sort_by_key(|(row, effort)| (*effort, *row));
            lacking.extend(rows.into_iter().take(usize::from(step.needed)));
        }
    }
    (Some(short), lacking)
}
