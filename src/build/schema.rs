//! What may stand in the files of `indicators/`. Unknown keys are refused.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentFile {
    pub key: String,
    pub title: String,
    pub number: String,
    pub issuer: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StarsFile {
    #[serde(rename = "star")]
    pub stars: Vec<Spanned<StarEntry>>,
    #[serde(rename = "honour")]
    pub honours: Vec<Spanned<HonourEntry>>,
    #[serde(rename = "target")]
    pub targets: Vec<Spanned<TargetEntry>>,
    pub spot_check: Spanned<SpotCheckEntry>,
    pub early_honours: Spanned<EarlyHonoursEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetEntry {
    pub star: u8,
    pub percent: Option<u8>,
    pub count: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpotCheckEntry {
    pub from_star: u8,
    pub percent: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlyHonoursEntry {
    pub until: u16,
    pub years: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HonourEntry {
    pub id: String,
    pub name: String,
    pub star: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyFile {
    #[serde(rename = "section")]
    pub sections: Vec<SectionEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionEntry {
    pub heading: String,
    pub paragraphs: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingsFile {
    #[serde(rename = "reading")]
    pub readings: Vec<Spanned<GeneralReadingEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeneralReadingEntry {
    pub id: String,
    pub question: String,
    pub taken: String,
    pub basis: String,
    pub alternative: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StarEntry {
    pub star: u8,
    pub aim: String,
    pub all_of: Option<Index>,
    pub vitality_percent: Option<u8>,
    pub innovation_at_least: Option<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactsFile {
    #[serde(rename = "fact")]
    pub facts: Vec<Spanned<FactEntry>>,
    #[serde(rename = "group")]
    pub groups: Vec<Spanned<GroupEntry>>,
    #[serde(rename = "rate")]
    pub rates: Vec<Spanned<RateEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactEntry {
    pub id: String,
    pub label: String,
    pub label_annex2: Option<String>,
    pub short: String,
    pub unit: String,
    #[serde(default)]
    pub hint: String,
    pub part_of: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupEntry {
    pub annex: u8,
    pub title: String,
    pub facts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateEntry {
    pub id: String,
    pub label: String,
    pub of: String,
    pub per: String,
    pub zero_denominator: Zero,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zero {
    Unknown,
    NotApplicable,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableFile {
    pub annex: u8,
    pub index: Index,
    pub star: Option<u8>,
    #[serde(rename = "row")]
    pub rows: Vec<Spanned<RowEntry>>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Index {
    Basic,
    Conformance,
    Vitality,
    Innovation,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Leadership,
    Organizing,
    Service,
}

/// In the order of the guideline's columns: the position is the bit in the set.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    Soe,
    Private,
    Platform,
    Public,
    Regional,
    Township,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    Single,
    Joint,
    Federation,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    Organ,
    Institution,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowEntry {
    pub id: String,
    pub dimension: Option<Dimension>,
    pub title: String,
    pub applies_to: Option<Vec<Category>>,
    #[serde(default)]
    pub lasting: bool,
    #[serde(default = "legible")]
    pub legible: bool,
    pub text: TextEntry,
    pub reading: Option<ReadingEntry>,
    #[serde(rename = "clause", default)]
    pub clauses: Vec<Spanned<ClauseEntry>>,
}

const fn legible() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum TextEntry {
    All(String),
    ByCategory(BTreeMap<Category, String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingEntry {
    pub doubt: String,
    pub wording: Option<String>,
    pub taken: String,
    pub basis: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseEntry {
    pub id: String,
    pub quote: String,
    pub rate: Option<RateRule>,
    pub count: Option<RateRule>,
    pub rate_by_size: Option<SizeRule>,
    pub categories: Option<Vec<Category>>,
    pub forms: Option<Vec<Form>>,
    pub bodies: Option<Vec<Body>>,
    pub when: Option<WhenEntry>,
    pub exempt_if: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRule {
    pub of: String,
    pub at_least: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeRule {
    pub of: String,
    pub size: String,
    pub bands: Vec<BandEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandEntry {
    pub up_to: Option<u64>,
    pub at_least: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenEntry {
    pub fact: String,
    pub at_least: u64,
}
