//! Why a dossier's file cannot be opened.

use crate::guideline::{DOCUMENT, FactId};
use core::fmt;

/// Why a file cannot be opened: a sentence with the place and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Not an object with our `format`.
    NotADossier,
    /// Written by a newer version.
    NewerSchema(u32),
    /// Rated under a guideline that this version does not hold.
    OtherGuideline(String),
    /// A key that must be there is not.
    Missing(&'static str),
    /// A value that cannot be meant, with its place, what it is, and what is expected.
    Wrong {
        /// Where, e.g. `answers` → `g1-01.a`.
        place: String,
        /// What stands there.
        found: String,
        /// What may stand there.
        expected: &'static str,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADossier => {
                f.write_str("这不是星级自评档案。请选择从本工具导出的文件，文件名以 .union-star.json 结尾。")
            }
            Self::NewerSchema(schema) => {
                write!(f, "这份档案由较新的版本保存（格式 {schema}），请用新版打开，文件没有改动。")
            }
            Self::OtherGuideline(key) => {
                write!(f, "这份档案依据的指引是“{key}”，本工具只评“{}”，请用相应的版本打开。", DOCUMENT.key)
            }
            Self::Missing(key) => {
                write!(f, "档案里缺少{}，可能没有存完整，请让对方重新导出。", spoken(key))
            }
            Self::Wrong { place, found, expected } => {
                // What is none of our letters stands apart from them.
                let blank = if expected.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" };
                let place = spoken(place);
                write!(f, "{place}处是“{found}”，应为{blank}{expected}。请改正后再打开，或让对方重新导出。")
            }
        }
    }
}

/// A place of the file in the words of the page, where it has some, with the file's own: 会员人数（facts.members）.
fn spoken(place: &str) -> String {
    let words = match place {
        "id" => "档案的标识",
        "year" => "评定年度",
        "as_of" => "数字截至日",
        "union" => "单位信息",
        "union.name" => "工会名称",
        "union.category" => "工会类别",
        "union.higher" => "上级工会",
        _ => place.strip_prefix("facts.").and_then(FactId::from_key).map_or("", |fact| fact.get().short),
    };
    if words.is_empty() { format!("“{place}”") } else { format!("{words}（{place}）") }
}

impl core::error::Error for FileError {}
