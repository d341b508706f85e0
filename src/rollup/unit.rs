//! One unit at the desk: what the roll-up needs of a dossier, and the dossier itself, packed.

use super::record::SpotResult;
use super::standing::Standing;
use crate::dossier::{Day, Dossier, FileError, Review, ReviewLevel, Value, day, decode};
use crate::guideline::{Category, ClauseId, FactId, Profile, RateId, Star};
use crate::rating::{Answer, Inputs, Rating, contradiction, rate};

/// 上级工会 as people read it, also where nobody wrote one.
pub fn higher_name(higher: &str) -> &str {
    let name = higher.trim();
    if name.is_empty() { "未填上级工会" } else { name }
}

/// What other files of a unit told, which are older or copies and are gone.
#[derive(Clone, Debug, Default)]
pub struct Also {
    /// When the same self-assessment was handed in, by the latest of them.
    pub handed_in: u64,
    /// The numbers by which the times of more of them can still be asked for.
    pub undated: Vec<u32>,
    /// Other ids of the union.
    pub ids: Vec<String>,
    /// Other federations that its name stood under.
    pub names: Vec<(String, String)>,
}

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
    /// The star whose requirements it is reviewed against for its legacy honours (guideline 五, reading A18).
    pub track: Option<Star>,
    /// The day the numbers were taken; none where what is written is no day.
    pub as_of: Option<Day>,
    /// The file that it came from.
    pub source: String,
    /// When that file was last changed, in milliseconds since 1970; 0 where nothing tells, or nobody asked yet.
    pub modified: u64,
    /// By what number the file's time can still be asked for; browsers take long to tell it.
    pub undated: Option<u32>,
    /// What is known of it from other files of it that came before.
    pub also: Option<Box<Also>>,
    /// The self-assessment, rated anew.
    pub own: Rating,
    /// The highest review's level.
    pub reviewed: Option<ReviewLevel>,
    /// How many layers of review say something.
    pub reviews: usize,
    /// How many rows the highest of them could accept and has not looked at.
    pub unseen: usize,
    /// What they say: each level with the number of rows that it does not accept.
    pub opinions: Vec<(ReviewLevel, u8)>,
    /// The first number that is more than the whole that it is a part of, and that whole.
    pub wrong_number: Option<(FactId, FactId)>,
    /// Tells self-assessments apart: profile, numbers and answers.
    pub mark: u64,
    /// What the file was when it was read, where the desk has changed the dossier since.
    pub origin: Option<u64>,
    /// How it stood before any spot check.
    before: Standing,
    /// How it stands since it failed one.
    checked: Option<Box<Standing>>,
    /// The file's bytes, LZ4: a dossier is kept whole, with its notes and evidence, at a quarter of its size.
    packed: Box<[u8]>,
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
        let rating = match dossier.reviewed_by_all() {
            Some(reviewed) => reviewed.rating,
            None => own.clone(),
        };
        let layers = || dossier.reviews.iter().filter(|review| review.is_said());
        Ok(Self {
            id: dossier.id.clone(),
            name: dossier.union.name.clone(),
            higher: dossier.union.higher.clone(),
            profile: inputs.profile,
            year: dossier.year,
            track: dossier.honour_track(),
            as_of: day(&dossier.as_of),
            source: source.to_owned(),
            modified,
            undated: None,
            also: None,
            reviewed: layers().map(|review| review.level).max(),
            reviews: layers().count(),
            unseen: layers().next_back().map_or(0, |review| review.rest(inputs.profile, &own).count()),
            opinions: layers().map(|review| opinion(review, inputs)).collect(),
            wrong_number: FactId::all().find_map(|fact| Some((fact, contradiction(fact, inputs.facts)?.0))),
            mark: mark(dossier, inputs.profile),
            own,
            origin: None,
            before: Standing::new(inputs, rating),
            checked: None,
            // Boxed: the vector that comes back holds room for the worst case, which is more than the text.
            packed: lz4_flex::compress_prepend_size(bytes).into_boxed_slice(),
        })
    }

    /// The same unit, changed at the desk since it was read from the other's file.
    #[must_use]
    pub fn from_file_of(self, other: &Self) -> Self {
        let origin = other.origin.or_else(|| Some(hash(&other.packed)));
        let (source, also) = (other.source.clone(), other.also.clone());
        Self { source, modified: other.modified, undated: other.undated, also, origin, ..self }
    }

    /// When its self-assessment was handed in, as far as is known.
    pub fn handed_in(&self) -> u64 {
        self.also.as_ref().map_or(0, |also| also.handed_in).max(self.modified)
    }

    /// The numbers by which the times of its files can still be asked for.
    pub fn all_undated(&self) -> impl Iterator<Item = u32> {
        let more = self.also.iter().flat_map(|also| also.undated.iter().copied());
        self.undated.into_iter().chain(more)
    }

    /// Takes the times of its files that are known now.
    pub fn date(&mut self, times: &std::collections::HashMap<u32, u64>) {
        if let Some(modified) = self.undated.and_then(|number| times.get(&number)) {
            (self.modified, self.undated) = (*modified, None);
        }
        if let Some(also) = &mut self.also {
            let Also { handed_in, undated, .. } = &mut **also;
            undated.retain(|number| match times.get(number) {
                Some(modified) => {
                    *handed_in = (*handed_in).max(*modified);
                    false
                }
                None => true,
            });
        }
    }

    /// By what this state of it is told from another.
    pub fn stamp(&self) -> u64 {
        hash(&self.packed)
    }

    /// How it stood before any spot check: after review where there is one.
    pub const fn before_check(&self) -> &Standing {
        &self.before
    }

    /// How it stands: after the spot check, else after review, else by itself.
    pub fn standing(&self) -> &Standing {
        self.checked.as_deref().unwrap_or(&self.before)
    }

    /// The star that stands.
    pub fn star(&self) -> Star {
        self.standing().rating.assured
    }

    /// Whether a failed spot check counts.
    pub const fn is_checked(&self) -> bool {
        self.checked.is_some()
    }

    /// Lets a failed spot check count, or none.
    pub fn check(&mut self, failed: Option<&SpotResult>) {
        self.checked = failed.map(|result| Box::new(Standing::after(self, result)));
    }

    /// The category.
    pub const fn category(&self) -> Category {
        self.profile.category()
    }

    /// Townships are for reference: not counted, not drawn (reading A21).
    pub fn is_counted(&self) -> bool {
        self.category() != Category::Township
    }

    /// By what one union is told from others beside its id. A name alone does not do: there are many of one name.
    pub fn named(&self) -> Option<(&str, &str)> {
        let (name, higher) = (self.name.trim(), self.higher.trim());
        (!higher.is_empty()).then_some((name, higher))
    }

    /// The whole dossier's text.
    pub fn text(&self) -> String {
        let bytes = lz4_flex::decompress_size_prepended(&self.packed).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The whole dossier, with its notes and evidence.
    pub fn dossier(&self) -> Result<Dossier, FileError> {
        let text = self.text();
        let value: Value = serde_json::from_str(&text).map_err(|_| FileError::NotADossier)?;
        decode(&value)
    }

    /// Whether both come from the same bytes, whatever the desk has added to either.
    pub fn is_copy_of(&self, other: &Self) -> bool {
        let was = |unit: &Self| unit.origin.unwrap_or_else(|| hash(&unit.packed));
        self.packed == other.packed || (self.origin.or(other.origin).is_some() && was(self) == was(other))
    }

    /// Bytes held for the dossier.
    pub const fn packed_len(&self) -> usize {
        self.packed.len()
    }
}

fn opinion(review: &Review, inputs: Inputs<'_>) -> (ReviewLevel, u8) {
    let refused = review.refused_rows(inputs).len();
    (review.level, u8::try_from(refused).unwrap_or(u8::MAX))
}

/// One step of a hash that is made of each of many: nobody gains by two that are the same.
pub const fn mix(sum: u64, part: u64) -> u64 {
    (sum.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The same for bytes.
pub fn hash(bytes: &[u8]) -> u64 {
    let eight = |chunk: &[u8]| chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    bytes.chunks(8).fold(bytes.len() as u64, |sum, chunk| mix(sum, eight(chunk)))
}

/// What a rating depends on, as one number.
fn mark(dossier: &Dossier, profile: Profile) -> u64 {
    let fill = |part: Option<u64>| part.map_or(0, |part| part.wrapping_add(1));
    let mut sum = hash(profile.category().key().as_bytes());
    sum = mix(sum, fill(profile.form().map(|form| hash(form.key().as_bytes()))));
    sum = mix(sum, fill(profile.body().map(|body| hash(body.key().as_bytes()))));
    sum = FactId::all().fold(sum, |sum, fact| mix(sum, fill(dossier.facts.get(fact))));
    sum = RateId::all()
        .fold(sum, |sum, rate| mix(sum, fill(dossier.rates.get(rate).map(|percent| u64::from(percent.hundredths())))));
    ClauseId::all().fold(sum, |sum, clause| {
        let answer = dossier.answers.get(clause).map(|answer| match answer {
            Answer::Met => 1,
            Answer::NotMet => 2,
            Answer::Exempt => 3,
        });
        mix(sum, fill(answer))
    })
}
