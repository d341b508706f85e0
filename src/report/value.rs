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
}

/// A section with its heading, e.g. 一、基本情况.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading, numbered.
    pub heading: String,
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
