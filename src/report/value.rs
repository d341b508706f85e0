//! The report's parts.

/// A whole report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The title's lines.
    pub title: Vec<String>,
    /// Under the title: draft, example, for reference; may be empty.
    pub remarks: Vec<String>,
    /// The first paragraph.
    pub opening: String,
    /// The numbered sections.
    pub sections: Vec<Section>,
    /// The note that closes it.
    pub closing: String,
    /// Eight characters of what was rated, for every page: paper and file can be matched.
    pub digest: String,
}

/// What may be printed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// 全文
    Full,
    /// 自评结论
    Conclusion,
    /// 整改计划
    Plan,
    /// 佐证材料目录
    Evidence,
    /// 复核意见
    Opinions,
}

impl Extent {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Full, Self::Conclusion, Self::Plan, Self::Evidence, Self::Opinions];

    /// What people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "全文",
            Self::Conclusion => "只要结论",
            Self::Plan => "整改计划",
            Self::Evidence => "佐证材料目录",
            Self::Opinions => "签章与复核意见",
        }
    }

    const fn holds(self, part: Part) -> bool {
        match self {
            Self::Full => true,
            Self::Conclusion => matches!(part, Part::Basics | Part::Conclusion | Part::Tables),
            Self::Plan => matches!(part, Part::Plan),
            Self::Evidence => matches!(part, Part::Evidence),
            Self::Opinions => matches!(part, Part::Conclusion | Part::Opinions),
        }
    }
}

impl Report {
    /// The report cut down to a part of it, its sections numbered anew.
    #[must_use]
    pub fn only(&self, extent: Extent) -> Self {
        let sections = self.sections.iter().filter(|section| extent.holds(section.part)).cloned().collect();
        Self { sections, ..self.clone() }
    }

    /// A section's heading with its number, e.g. 一、基本情况.
    pub fn heading(&self, at: usize) -> String {
        const DIGITS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
        match (self.sections.get(at), DIGITS.get(at)) {
            (Some(section), Some(digit)) => format!("{digit}、{}", section.name),
            _ => String::new(),
        }
    }
}

/// Which section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 基本情况
    Basics,
    /// 自评结论
    Conclusion,
    /// 各表的达标情况
    Tables,
    /// 逐行情况
    Rows,
    /// 存在问题及整改措施
    Plan,
    /// 不适用和存疑的行
    Exemptions,
    /// 佐证材料目录
    Evidence,
    /// 签章与复核意见
    Opinions,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which.
    pub part: Part,
    /// Its heading without the number, e.g. 基本情况; [`Report::heading`] has both.
    pub name: &'static str,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A sub-heading, e.g. （一）基本指数.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A small note.
    Note(String),
    /// A table.
    Table(Table),
    /// The blocks to be signed and sealed.
    Signatures(Vec<Signature>),
}

/// A table whose header is repeated on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Names it for programs, e.g. `rows-g3`.
    pub key: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading; empty in tables without a header.
    pub name: &'static str,
    /// Its width in per cent.
    pub width: u8,
    /// How it is set.
    pub align: Align,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row of the guideline that it is about, if it is about one.
    pub about: Option<&'static str>,
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
}

/// A cell: one or more paragraphs.
pub type Cell = Vec<String>;

/// A block to be signed and sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// E.g. 工会主席（签字）.
    pub name: &'static str,
    /// Whether a seal is named beside the date.
    pub seal: bool,
}

impl Column {
    pub(super) const fn new(name: &'static str, width: u8, align: Align) -> Self {
        Self { name, width, align }
    }
}

impl Row {
    pub(super) fn new(cells: Vec<Cell>) -> Self {
        Self { about: None, cells }
    }
}
