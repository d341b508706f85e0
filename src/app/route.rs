//! Where in the page we are: hash routes, so that any static server, any sub-path and a plain file work.
//!
//! A router crate would bring history and pattern matching that a dozen fixed shapes do not need, into the
//! first download.

use crate::guideline::{Category, FactId, RowId, Table};
use core::fmt;

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Home: what this is, my dossiers.
    Home,
    /// A new dossier.
    New,
    /// The guideline's words for a category, perhaps at a row.
    Guide(Category, Option<RowId>),
    /// 口径
    Readings,
    /// 本机数据: all that is kept here.
    Data,
    /// A dossier as a code.
    Code(String),
    /// 示例
    Sample(Category),
    /// 汇总台: its own page knows where in it we are.
    Desk,
    /// A dossier's page.
    Dossier(String, Page),
    /// Nothing of ours.
    NotFound,
}

/// A page of a dossier.
#[derive(Clone, Copy, Debug)]
pub enum Page {
    /// 单位信息
    Union,
    /// 基本数据, perhaps at a field.
    Facts(Option<FactId>),
    /// A table of rows, perhaps at a row.
    Table(&'static Table, Option<RowId>),
    /// 全部指标: the numbers and every table on one page, perhaps at a row.
    All(Option<RowId>),
    /// 结果与提升
    Result,
    /// 自评报告
    Report,
    /// 复核
    Review,
    /// 以前的版本
    Versions,
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Table(a, x), Self::Table(b, y)) => core::ptr::eq(*a, *b) && x == y,
            (Self::Facts(a), Self::Facts(b)) => a == b,
            (Self::All(a), Self::All(b)) => a == b,
            _ => core::mem::discriminant(self) == core::mem::discriminant(other),
        }
    }
}

impl Eq for Page {}

impl Route {
    /// Reads a location's hash.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let mut parts = path.split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(""), None, ..) => Self::Home,
            (Some("new"), None, ..) => Self::New,
            (Some("readings"), None, ..) => Self::Readings,
            (Some("data"), None, ..) => Self::Data,
            (Some("desk"), ..) => Self::Desk,
            (Some("r"), Some(code), None, ..) => Self::Code(code.to_owned()),
            (Some("sample"), Some(key), None, ..) => Category::from_key(key).map_or(Self::NotFound, Self::Sample),
            (Some("guide"), category, row, None, _) => Self::guide(category, row).unwrap_or(Self::NotFound),
            (Some("d"), Some(id), page, table, row) => {
                Page::parse(page, table, row).map_or(Self::NotFound, |page| Self::Dossier(id.to_owned(), page))
            }
            _ => Self::NotFound,
        }
    }
}

impl Route {
    fn guide(category: Option<&str>, row: Option<&str>) -> Option<Self> {
        let category = match category {
            None => Category::Soe,
            Some(key) => Category::from_key(key)?,
        };
        Some(Self::Guide(category, row.map(RowId::from_key).map_or(Some(None), |row| row.map(Some))?))
    }
}

impl Page {
    fn parse(page: Option<&str>, table: Option<&str>, row: Option<&str>) -> Option<Self> {
        match (page, table, row) {
            (Some("union"), None, None) => Some(Self::Union),
            (Some("facts") | None, None, None) => Some(Self::Facts(None)),
            (Some("facts"), Some(fact), None) => Some(Self::Facts(Some(FactId::from_key(fact)?))),
            (Some("result"), None, None) => Some(Self::Result),
            (Some("report"), None, None) => Some(Self::Report),
            (Some("review"), None, None) => Some(Self::Review),
            (Some("versions"), None, None) => Some(Self::Versions),
            (Some("t"), Some("all"), row) => match row {
                Some(row) => Some(Self::All(Some(RowId::from_key(row)?))),
                None => Some(Self::All(None)),
            },
            (Some("t"), Some(table), row) => {
                let table = Table::from_key(table)?;
                let row = match row {
                    Some(ordinal) => Some(table.rows().find(|row| row.key().ends_with(&format!("-{ordinal}")))?),
                    None => None,
                };
                Some(Self::Table(table, row))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home | Self::NotFound => f.write_str("#/"),
            Self::New => f.write_str("#/new"),
            Self::Readings => f.write_str("#/readings"),
            Self::Data => f.write_str("#/data"),
            Self::Desk => f.write_str("#/desk"),
            Self::Code(code) => write!(f, "#/r/{code}"),
            Self::Sample(category) => write!(f, "#/sample/{}", category.key()),
            Self::Guide(category, None) => write!(f, "#/guide/{}", category.key()),
            Self::Guide(category, Some(row)) => write!(f, "#/guide/{}/{}", category.key(), row.key()),
            Self::Dossier(id, page) => {
                write!(f, "#/d/{id}/")?;
                match page {
                    Page::Union => f.write_str("union"),
                    Page::Facts(None) => f.write_str("facts"),
                    Page::Facts(Some(fact)) => write!(f, "facts/{}", fact.key()),
                    Page::Table(table, None) => write!(f, "t/{}", table.key()),
                    Page::Table(table, Some(row)) => {
                        let ordinal = row.key().rsplit_once('-').map_or("", |(_, ordinal)| ordinal);
                        write!(f, "t/{}/{ordinal}", table.key())
                    }
                    Page::All(None) => f.write_str("t/all"),
                    Page::All(Some(row)) => write!(f, "t/all/{}", row.key()),
                    Page::Result => f.write_str("result"),
                    Page::Report => f.write_str("report"),
                    Page::Review => f.write_str("review"),
                    Page::Versions => f.write_str("versions"),
                }
            }
        }
    }
}
