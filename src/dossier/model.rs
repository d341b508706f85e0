//! The dossier's content.

use super::entry::Entry;
use super::previous::Previous;
use super::review::Review;
use super::sorted::Sorted;
use super::value::Value;
use crate::guideline::{Body, Category, EARLY_HONOURS, FactId, Form, Honour, Profile, ProfileGap, RateId, RowId, Star};
use crate::rating::{Answers, Facts, Inputs, Outcome, Rates, Rating, rate};

/// Who is rated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Union {
    /// 工会名称
    pub name: String,
    /// 工会类别; none until chosen.
    pub category: Option<Category>,
    /// 建会形式; none until chosen, and for 乡镇.
    pub form: Option<Form>,
    /// 机关 or 事业单位; only for 机关（事业）单位工会.
    pub body: Option<Body>,
    /// 上级工会
    pub higher: String,
}

impl Union {
    /// Form and body as far as the category asks for them. What was chosen under another category waits for a change
    /// back, and goes into no file.
    pub fn asked(&self) -> (Option<Form>, Option<Body>) {
        let form = self.form.filter(|_| self.category.is_none_or(Category::asks_form));
        (form, self.body.filter(|_| self.category.is_none_or(Category::asks_body)))
    }

    /// The name, or what stands for one that is blank: the same on the screen and on paper.
    pub fn called(&self) -> &str {
        match self.name.trim() {
            "" => "未命名工会",
            name => name,
        }
    }
}

/// A piece of evidence (佐证材料): listed, not uploaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// 名称
    pub name: String,
    /// 日期, as written.
    pub date: String,
    /// 存放处
    pub place: String,
    /// Keys of the file that this version does not know; written back.
    pub unknown: Vec<(String, Value<'static>)>,
}

impl Evidence {
    /// Whether nothing is written in it yet: it proves nothing.
    pub fn is_blank(&self) -> bool {
        [&self.name, &self.date, &self.place].into_iter().all(|text| text.trim().is_empty())
    }
}

/// What the officer adds to a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowRecord {
    /// 备注
    pub note: String,
    /// 佐证材料
    pub evidence: Vec<Evidence>,
}

/// What is planned for a row (整改计划).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanItem {
    /// 整改措施
    pub measure: String,
    /// 责任人: a post rather than a name.
    pub owner: String,
    /// 期限, as written.
    pub due: String,
}

/// A legacy honour that the union holds, with the year of award.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldHonour {
    /// Which.
    pub honour: &'static Honour,
    /// The year of award.
    pub year: u16,
    /// Keys of the file that this version does not know; written back.
    pub unknown: Vec<(String, Value<'static>)>,
}

impl HeldHonour {
    /// An honour, of the year of award.
    pub const fn new(honour: &'static Honour, year: u16) -> Self {
        Self { honour, year, unknown: Vec::new() }
    }

    /// Whether it is of an early year, whose unions are reviewed in turns (guideline 五, reading A18).
    pub fn is_early(&self) -> bool {
        self.year <= EARLY_HONOURS.until
    }
}

/// One union, one year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    /// Random, unique; the same through renaming.
    pub id: String,
    /// The year rated.
    pub year: u16,
    /// Who is rated.
    pub union: Union,
    /// The day the numbers were taken (数字截至), as written, e.g. `2026-10-31`; may be empty.
    pub as_of: String,
    /// Clearly an example (示例).
    pub sample: bool,
    /// The numbers.
    pub facts: Facts,
    /// Percentages given directly.
    pub rates: Rates,
    /// What was typed where a number was not understood: kept, shown again, never rated.
    pub typed_facts: Sorted<FactId, String>,
    /// The same for percentages.
    pub typed_rates: Sorted<RateId, String>,
    /// The answers.
    pub answers: Answers,
    /// Notes and evidence, by row; rows without either are absent.
    pub rows: Sorted<RowId, RowRecord>,
    /// Legacy honours.
    pub honours: Vec<HeldHonour>,
    /// Rows that the union has put into its plan.
    pub plan: Sorted<RowId, PlanItem>,
    /// The opinions of the federations above, from the lowest level up; the answers stay untouched.
    pub reviews: Vec<Review>,
    /// The year before, if this dossier was carried over.
    pub previous: Option<Box<Previous>>,
    /// Keys of the file that this version does not know; written back.
    pub unknown: Unknown,
}

/// Keys of a file that this version does not know, each with the place where it stands.
pub type Unknown = Vec<(Vec<&'static str>, String, Value<'static>)>;

impl Dossier {
    /// The profile, or what it lacks.
    pub fn profile(&self) -> Result<Profile, Vec<ProfileGap>> {
        Profile::new(self.union.category, self.union.form, self.union.body)
    }

    /// All that the rating depends on, once the profile is complete.
    pub fn inputs(&self) -> Result<Inputs<'_>, Vec<ProfileGap>> {
        let profile = self.profile()?;
        Ok(Inputs { profile, facts: &self.facts, rates: &self.rates, answers: &self.answers })
    }

    /// The rating, or what the profile lacks.
    pub fn rating(&self) -> Result<Rating, Vec<ProfileGap>> {
        self.inputs().map(rate)
    }

    /// The planned rows that apply to the union now. Others stay in the plan, from another category or form, or from
    /// before a claim: they are kept, and count for nothing.
    pub fn planned_rows(&self, rating: &Rating) -> impl Iterator<Item = RowId> {
        self.plan.keys().copied().filter(|row| rating.row(*row).definite() != Some(Outcome::NotApplicable))
    }

    /// The rating if every planned row that applies were met (what-if), and accepted where a review has not; the answers
    /// stay as they are.
    pub fn planned_rating(&self) -> Result<Rating, Vec<ProfileGap>> {
        let (annex, rating) = (self.profile()?.annex(), self.standing_rating()?);
        Ok(rating.supposing(annex, self.planned_rows(&rating).map(|row| (row, Outcome::Met))))
    }

    /// The star whose requirements the union is reviewed against for its honours: the highest of them
    /// (guideline 五, reading A18). An honour gives no star by itself.
    pub fn honour_track(&self) -> Option<Star> {
        self.honours.iter().map(|held| held.honour.star).max()
    }

    /// A fact as it stands in its field.
    pub fn fact(&self, fact: FactId) -> Entry<u64> {
        Entry::of(self.facts.get(fact), self.typed_facts.get(&fact))
    }

    /// A percentage as it stands in its field.
    pub fn percent(&self, rate: RateId) -> Entry<crate::rating::Percent> {
        Entry::of(self.rates.get(rate), self.typed_rates.get(&rate))
    }

    /// The note on a row; empty where there is none.
    pub fn note(&self, row: RowId) -> &str {
        self.rows.get(&row).map_or("", |record| record.note.as_str())
    }

    /// The evidence listed for a row that says something.
    pub fn proof(&self, row: RowId) -> impl Iterator<Item = &Evidence> {
        self.evidence(row).iter().filter(|entry| !entry.is_blank())
    }

    /// The evidence listed for a row, what is still blank included.
    pub fn evidence(&self, row: RowId) -> &[Evidence] {
        self.rows.get(&row).map_or(&[], |record| record.evidence.as_slice())
    }

    /// A copy for another year or union: everything but the id. That of an example is an example: its numbers are
    /// invented.
    #[must_use]
    pub fn copy_as(&self, id: String) -> Self {
        Self { id, ..self.clone() }
    }
}
