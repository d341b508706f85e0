//! From a file's bytes to a unit, or a sentence why not.

use super::unit::Unit;
use crate::dossier::{FileError, LARGEST_FILE, Value, VerdictError, decode};
use core::fmt;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

/// Why something that was read is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing in it.
    Empty,
    /// Larger than any dossier.
    TooLarge,
    /// Not UTF-8.
    Encoding,
    /// Not JSON; the line where it stops.
    NotJson(usize),
    /// Nested deeper than any dossier.
    TooDeep,
    /// A key stands twice: which of the two is meant cannot be known.
    Twice(String),
    /// JSON, but not a dossier that we can read.
    File(FileError),
    /// The profile lacks something.
    Profile(String),
    /// No id or no name.
    Nameless,
    /// An example.
    Sample,
    /// An archive that cannot be opened.
    Archive,
    /// An archive within an archive.
    Nested,
    /// An archive that would grow beyond all measure.
    Bomb,
    /// An entry with a password.
    Locked,
    /// The browser did not give it.
    Unreadable,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "文件是空的，请让对方重新导出。",
            Self::TooLarge => "超过 8 MB，不像一份星级自评档案，没有读入。",
            Self::Encoding => "文字不是 UTF-8 编码（可能另存成了 GBK），请用本工具重新导出。",
            Self::TooDeep => "层层嵌套得太深，不是本工具导出的档案。",
            Self::Nameless => "档案没有标识或没有工会名称，请让对方填好名称后重新导出。",
            Self::Sample => "这是示例档案，不计入汇总。",
            Self::Archive => "压缩包打不开，可能没有传完整，或不是 ZIP 格式。请解压后把文件夹拖进来。",
            Self::Nested => "压缩包里还有压缩包，请先解压一层再拖进来。",
            Self::Bomb => "压缩包解开后大得不合常理，后面的内容没有读入。请解压后把文件夹拖进来。",
            Self::Locked => "压缩包里的这份文件有密码，请解压后再拖进来。",
            Self::Unreadable => "浏览器读不出这个文件，请把它存到本机后再拖进来。",
            Self::NotJson(line) => {
                return write!(f, "第 {line} 行起读不出来，文件可能没有传完整，请让对方重新导出。");
            }
            Self::Twice(key) => {
                return write!(f, "“{key}”写了两次，分不清以哪个为准，请让对方重新导出。");
            }
            Self::File(error) => return error.fmt(f),
            Self::Profile(sentence) => return f.write_str(sentence),
        })
    }
}

impl core::error::Error for Refusal {}

/// Reads one dossier.
pub fn read_unit(source: &str, modified: u64, bytes: &[u8]) -> Result<Unit, Refusal> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let Rated(value) = serde_json::from_slice(bytes).map_err(|error| not_json(bytes, &error))?;
    if let Some(key) = twice(&value) {
        return Err(Refusal::Twice(key));
    }
    let dossier = decode(&value).map_err(Refusal::File)?;
    if dossier.sample {
        return Err(Refusal::Sample);
    }
    if dossier.id.trim().is_empty() || dossier.union.name.trim().is_empty() {
        return Err(Refusal::Nameless);
    }
    Unit::new(&dossier, bytes, source, modified)
        .map_err(|gaps| Refusal::Profile(VerdictError::Profile(gaps).to_string()))
}

fn not_json(bytes: &[u8], error: &serde_json::Error) -> Refusal {
    if core::str::from_utf8(bytes).is_err() {
        Refusal::Encoding
    } else if error.to_string().starts_with("recursion limit") {
        Refusal::TooDeep
    } else {
        Refusal::NotJson(error.line())
    }
}

/// A dossier's JSON without notes, evidence and last year, on which no rating depends: reading many is mostly
/// reading these.
struct Rated(Value);

impl<'de> Deserialize<'de> for Rated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Top;
        impl<'de> Visitor<'de> for Top {
            type Value = Rated;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rated, A::Error> {
                let mut fields = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    if matches!(key.as_str(), "notes" | "evidence" | "previous") {
                        map.next_value::<IgnoredAny>()?;
                    } else {
                        fields.push((key, map.next_value()?));
                    }
                }
                Ok(Rated(Value::Object(fields)))
            }
        }
        deserializer.deserialize_any(Top)
    }
}

/// A key that stands twice among those that decide.
fn twice(value: &Value) -> Option<String> {
    let Value::Object(fields) = value else { return None };
    let within = ["union", "facts", "rates", "answers"].into_iter().filter_map(|key| match value.get(key) {
        Some(Value::Object(fields)) => Some(fields),
        _ => None,
    });
    core::iter::once(fields).chain(within).find_map(|fields| {
        let mut keys: Vec<&str> = fields.iter().map(|(key, _)| key.as_str()).collect();
        keys.sort_unstable();
        keys.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_owned())
    })
}
