//! The shape of the guideline: tables, rows, clauses, rules, facts, rates.

use super::ids::{ClauseId, FactId, RateId, RowId};
use super::scope::{Body, Category, CategorySet, FormSet, Profile};
use super::stars::Star;

/// The document that everything quotes.
#[derive(Debug)]
pub struct Document {
    /// Key that files carry, e.g. `hangzhou-2025`.
    pub key: &'static str,
    /// 杭州市基层工会规范化建设工作指引
    pub title: &'static str,
    /// 杭总工办〔2025〕8号
    pub number: &'static str,
    /// 杭州市总工会办公室
    pub issuer: &'static str,
}

/// Annex 1 (the five categories) or annex 2 (townships, for reference).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Annex {
    /// 附件1
    One,
    /// 附件2
    Two,
}

/// The four indices (指数) of the guideline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RatingIndex {
    /// 基本指数
    Basic,
    /// 规范指数
    Conformance,
    /// 活力指数
    Vitality,
    /// 创新指数
    Innovation,
}

impl RatingIndex {
    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "基本指数",
            Self::Conformance => "规范指数",
            Self::Vitality => "活力指数",
            Self::Innovation => "创新指数",
        }
    }
}

/// The dimension (维度) that a row is filed under; it has no weight (reading A24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "office", derive(serde::Serialize, serde::Deserialize))]
pub enum Dimension {
    /// 引领力
    Leadership,
    /// 组织力
    Organizing,
    /// 服务力
    Service,
}

impl Dimension {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Leadership, Self::Organizing, Self::Service];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Leadership => "引领力",
            Self::Organizing => "组织力",
            Self::Service => "服务力",
        }
    }
}

/// One table of an annex: the rows of an index (and star) that are counted together.
#[derive(Debug)]
pub struct Table {
    /// Which annex.
    pub annex: Annex,
    /// Which index.
    pub index: RatingIndex,
    /// The star it counts towards; none for 创新指数.
    pub star: Option<Star>,
    /// Position of the first row in `ROWS`.
    pub first: u8,
    /// How many rows.
    pub len: u8,
}

impl Table {
    /// The tables of one annex, in the order of the guideline.
    pub fn of_annex(annex: Annex) -> impl DoubleEndedIterator<Item = &'static Self> + Clone {
        super::tables::TABLES.iter().filter(move |table| table.annex == annex)
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = RowId> + ExactSizeIterator + Clone + use<> {
        (self.first..self.first + self.len).map(RowId)
    }

    /// The part before the dash of each row's key, e.g. `g3`: names the table in links.
    pub fn key(&self) -> &'static str {
        let key = super::tables::ROWS[self.first as usize].key;
        key.split_once('-').map_or(key, |(table, _)| table)
    }

    /// The table of an annex that stands where this one stands in its own.
    pub fn like_in(&self, annex: Annex) -> Option<&'static Self> {
        Self::of_annex(annex).find(|table| table.index == self.index && table.star == self.star)
    }

    /// The table with this key.
    pub fn from_key(key: &str) -> Option<&'static Self> {
        super::tables::TABLES.iter().find(|table| table.key() == key)
    }
}

/// The document's words: the same for all, or one text for each category's cell.
#[derive(Debug)]
pub enum Text {
    /// One cell for all categories.
    All(&'static str),
    /// A cell for each category; empty where the scan shows an empty cell.
    ByCategory(Vec<(Category, &'static str)>),
}

impl Text {
    /// The words for one category.
    pub fn for_category(&self, category: Category) -> &'static str {
        match self {
            Self::All(text) => text,
            Self::ByCategory(cells) => cells.iter().find(|(of, _)| *of == category).map_or("", |(_, text)| text),
        }
    }
}

/// What is unclear about a row's scan, and how we read it.
#[derive(Debug)]
pub struct Reading {
    /// What cannot be read or is doubtful (存疑), in plain words.
    pub doubt: &'static str,
    /// The wording that we take (本工具口径); none where the words are legible.
    pub wording: Option<&'static str>,
    /// How we count or decide in view of the doubt (本工具口径), in plain words.
    pub taken: &'static str,
    /// Why (依据).
    pub basis: &'static str,
}

/// A row (工作内容): the unit that counts.
#[derive(Debug)]
pub struct Row {
    /// E.g. `g3-03`.
    pub key: &'static str,
    /// Number within its table, from 1.
    pub ordinal: u8,
    /// Position of its table in `TABLES`.
    pub table: u8,
    /// None for 创新指数.
    pub dimension: Option<Dimension>,
    /// A short title of 6–12 characters: ours, not the document's.
    pub title: &'static str,
    /// The document's words, verbatim.
    pub text: Text,
    /// Categories that the row speaks of.
    pub applies_to: CategorySet,
    /// Whether what it asks for lasts from year to year; what does not is asked again each year.
    pub lasting: bool,
    /// Whether the scan of the row is legible and its limits certain.
    pub legible: bool,
    /// The doubt and our reading, where there is one.
    pub reading: Option<Reading>,
    /// Position of the first clause in `CLAUSES`.
    pub first_clause: u8,
    /// How many clauses.
    pub clause_count: u8,
}

impl Row {
    /// The clauses, in order; which of them speak to a union is [`Clause::in_scope`].
    pub fn clauses(&self) -> impl DoubleEndedIterator<Item = ClauseId> + ExactSizeIterator + Clone + use<> {
        (self.first_clause..self.first_clause + self.clause_count).map(ClauseId)
    }

    /// The row's table.
    pub fn table(&self) -> &'static Table {
        &super::tables::TABLES[self.table as usize]
    }
}

/// A clause (要点): the unit that is answered.
#[derive(Debug)]
pub struct Clause {
    /// E.g. `g3-03.b`.
    pub key: &'static str,
    /// Its row.
    pub row: RowId,
    /// The document's words that it quotes.
    pub quote: &'static str,
    /// How it is decided.
    pub rule: Rule,
    /// Categories that it speaks of.
    pub categories: CategorySet,
    /// Forms that it speaks of.
    pub forms: FormSet,
    /// Within 机关（事业）单位: the body that it speaks of, if only one.
    pub body: Option<Body>,
    /// A condition on a fact.
    pub when: Option<When>,
    /// The sentence that a claim of 不适用 asserts; none where no claim is allowed.
    pub exempt_if: Option<&'static str>,
}

impl RowId {
    /// Whether any of its clauses speaks of this union: the row is in its scope (在本会范围).
    pub fn speaks_of(self, profile: Profile) -> bool {
        self.get().clauses().any(|clause| clause.get().in_scope(profile))
    }

    /// What is doubtful in its scan for this union (存疑): in what it says, or in that it says nothing.
    pub fn doubt_for(self, profile: Profile) -> Option<&'static Reading> {
        let is_empty = || self.get().text.for_category(profile.category()).is_empty();
        self.get().reading.as_ref().filter(|_| self.speaks_of(profile) || is_empty())
    }
}

impl Clause {
    /// Whether the clause speaks of this union at all (rules 四.1: never unknown).
    pub fn in_scope(&self, profile: Profile) -> bool {
        self.categories.contains(profile.category())
            && profile.form().is_none_or(|form| self.forms.contains(form))
            && (profile.category() != Category::Public || self.body.is_none() || self.body == profile.body())
    }

    /// The letter within the row: `a`, `b`, …
    pub fn letter(&self) -> &'static str {
        self.key.rsplit_once('.').map_or("", |(_, letter)| letter)
    }

    /// The facts that decide it: those of its rule, and the one that it is conditional on.
    pub fn facts(&self) -> impl Iterator<Item = FactId> + use<> {
        let by_rule = match self.rule {
            Rule::Judged => [None; 3],
            Rule::Rate { rate, .. } => [Some(rate.get().of), Some(rate.get().per), None],
            Rule::RateBySize { rate, size, .. } => [Some(rate.get().of), Some(rate.get().per), Some(size)],
            Rule::Count { fact, .. } => [Some(fact), None, None],
        };
        by_rule.into_iter().chain([self.when.map(|when| when.fact)]).flatten()
    }

    /// Whether the answer follows from the numbers alone.
    pub const fn is_measured(&self) -> bool {
        !matches!(self.rule, Rule::Judged)
    }
}

/// How a clause is decided.
#[derive(Debug)]
pub enum Rule {
    /// 判断: the officer says.
    Judged,
    /// A rate of at least so many per cent.
    Rate {
        /// Which rate.
        rate: RateId,
        /// Per cent, inclusive.
        at_least: u8,
    },
    /// A rate whose threshold depends on a size.
    RateBySize {
        /// Which rate.
        rate: RateId,
        /// The size's fact.
        size: FactId,
        /// Bands from small to large, without gaps; the last has no upper end.
        bands: Vec<Band>,
    },
    /// A count of at least so many.
    Count {
        /// Which fact.
        fact: FactId,
        /// Inclusive.
        at_least: u64,
    },
}

/// One band of a threshold by size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Largest size in the band, inclusive; none for the last.
    pub up_to: Option<u64>,
    /// Per cent, inclusive.
    pub at_least: u8,
}

/// The clause applies only where a fact is at least so much (女会员10人以上).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// Which fact.
    pub fact: FactId,
    /// Inclusive.
    pub at_least: u64,
}

/// A heading under which facts are asked.
#[derive(Debug)]
pub struct FactGroup {
    /// Which annex asks it.
    pub annex: Annex,
    /// What people read.
    pub title: &'static str,
    /// The facts, in the order asked.
    pub facts: &'static [FactId],
}

/// A fact (填报数据): a whole number, entered once.
#[derive(Debug)]
pub struct Fact {
    /// E.g. `members`.
    pub key: &'static str,
    /// The full name, e.g. 实名制会员人数. By annex, since 党组织研究 reads differently in annex 2.
    pub(super) label: [&'static str; 2],
    /// The name under its group's heading, e.g. 其中：实名制会员.
    pub short: &'static str,
    /// The measure word: 人, 票, 个, 次, 家, 份.
    pub unit: &'static str,
    /// A hint under the field; may be empty.
    pub hint: &'static str,
    /// The fact that this one is a part of and cannot exceed.
    pub part_of: Option<FactId>,
}

impl Fact {
    /// The full name as the annex has it.
    pub const fn label(&self, annex: Annex) -> &'static str {
        self.label[annex as usize]
    }
}

/// A rate (比率): one fact over another.
#[derive(Debug)]
pub struct Rate {
    /// E.g. `real_name`.
    pub key: &'static str,
    /// 会员实名制率
    pub label: &'static str,
    /// The numerator.
    pub of: FactId,
    /// The denominator.
    pub per: FactId,
    /// What a denominator of 0 means.
    pub zero_denominator: ZeroDenominator,
}

/// What a denominator of 0 means (reading A11, last table of the transcription).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZeroDenominator {
    /// The number is wrong or missing: nothing follows.
    Unknown,
    /// There is nothing to measure: the clause does not apply.
    NotApplicable,
}

/// A section of the document's body, verbatim.
#[derive(Debug)]
pub struct BodySection {
    /// E.g. 一、总体要求; empty for the preamble.
    pub heading: &'static str,
    /// Its paragraphs.
    pub paragraphs: &'static [&'static str],
}

/// How we read what the document leaves open (口径): ours, not the document's.
#[derive(Debug)]
pub struct GeneralReading {
    /// `A1`, `A2`, …
    pub key: &'static str,
    /// What is open.
    pub question: &'static str,
    /// How we read it.
    pub taken: &'static str,
    /// Why; may be empty.
    pub basis: &'static str,
    /// What else it could mean; may be empty.
    pub alternative: &'static str,
}
