//! From a file's bytes to a unit, or a sentence why not.

use super::rated::Rated;
use super::unit::Unit;
use crate::dossier::{FileError, LARGEST_FILE, Value, VerdictError, decode};
use core::fmt;

/// Why something that was read is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing in it.
    Empty,
    /// Larger than any dossier.
    TooLarge,
    /// Not UTF-8.
    Encoding,
    /// No text at all: a photo, a film, a PDF.
    NotText,
    /// A Word or Excel file.
    Office,
    /// An archive that is no ZIP: RAR, 7z, gzip.
    OtherArchive,
    /// The record of a spot check.
    Record,
    /// Text that begins as no dossier does.
    Words,
    /// Not JSON; the line where it stops, where there is more than one.
    NotJson(Option<usize>),
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
            Self::NotText => "不是文字文件（可能是照片、录像或 PDF），不是星级自评档案。",
            Self::Office => "这是 Word、Excel 一类的文件，不是星级自评档案。请让对方在本工具里导出档案再发来。",
            Self::OtherArchive => "这是 RAR、7z 一类的压缩包，只能读 ZIP，请解压后把文件夹拖进来。",
            Self::Words => "文字开头就不是星级自评档案。如果是，请让对方重新导出。",
            Self::Record => "这是抽查记录，不是档案。请到抽查页核验。",
            Self::TooDeep => "层层嵌套得太深，不是本工具导出的档案。",
            Self::Nameless => "档案没有标识或没有工会名称，请让对方填好名称后重新导出。",
            Self::Sample => "这是示例档案，不计入汇总。",
            Self::Archive => "压缩包打不开，可能没有传完整，或不是 ZIP 格式。请解压后把文件夹拖进来。",
            Self::Nested => "压缩包里还有压缩包，请先解压一层再拖进来。",
            Self::Bomb => "压缩包解开后大得不合常理，后面的内容没有读入。请解压后把文件夹拖进来。",
            Self::Locked => "压缩包里的这份文件有密码，请解压后再拖进来。",
            Self::Unreadable => "浏览器读不出这个文件，请把它存到本机后再拖进来。",
            Self::NotJson(None) => "读不出来，文件可能没有传完整，请让对方重新导出。",
            Self::NotJson(Some(line)) => {
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

impl Refusal {
    /// The same of a line, which is named already: within it there are no others.
    pub fn of_a_line(self) -> Self {
        if let Self::NotJson(_) | Self::Words = self { Self::NotJson(None) } else { self }
    }
}

/// What systems leave in folders and archives, which nobody means to hand in: it is passed over without a word.
pub fn is_left_by_systems(source: &str) -> bool {
    let mut parts = source.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or_default();
    matches!(name, "Thumbs.db" | ".DS_Store" | "desktop.ini" | "Desktop.ini")
        || ["._", "~$"].iter().any(|mark| name.starts_with(mark))
        || parts.any(|folder| folder == "__MACOSX")
}

/// Why a file whose first line this is holds no dossier a line; none where it may: a damaged dossier is still one of many.
pub fn not_lines(first: &[u8]) -> Option<Refusal> {
    let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii();
    if is_other_archive(first) {
        return Some(Refusal::OtherArchive);
    }
    // A brace alone begins one object over many lines.
    (first == b"{" || !first.starts_with(b"{") && is_no_text(first)).then_some(Refusal::TooLarge)
}

/// Whether a file that begins so is none with text: a photo, a film, a PDF.
fn is_no_text(start: &[u8]) -> bool {
    // UTF-16 has zeros too, but begins with its mark.
    let has_mark = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=31);
    start.starts_with(b"%PDF") || (!has_mark && start.iter().take(4096).any(is_control))
}

/// Whether a file that begins so is an archive of a kind that is not read.
fn is_other_archive(start: &[u8]) -> bool {
    [&b"Rar!"[..], b"7z\xbc\xaf", b"\x1f\x8b"].into_iter().any(|magic| start.starts_with(magic))
}

/// Whether this begins as the record of a spot check does.
fn is_record(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start.get(..64).unwrap_or(start));
    let plain: String = start.chars().filter(|c| !c.is_whitespace()).collect();
    plain.starts_with(&format!("{{\"format\":\"{}\"", super::record::FORMAT))
}

/// Whether these bytes are those of a Word or Excel file, of today or of before.
pub fn is_office(bytes: &[u8]) -> bool {
    const PARTS: &[u8] = b"[Content_Types].xml";
    let start = bytes.get(..4096).unwrap_or(bytes);
    bytes.starts_with(b"\xd0\xcf\x11\xe0")
        || (bytes.starts_with(b"PK\x03\x04") && start.windows(PARTS.len()).any(|part| part == PARTS))
}

/// Reads one dossier.
pub fn read_unit(source: &str, modified: u64, bytes: &[u8]) -> Result<Unit, Refusal> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if is_office(bytes) {
        return Err(Refusal::Office);
    }
    if is_other_archive(bytes) {
        return Err(Refusal::OtherArchive);
    }
    if is_record(bytes) {
        return Err(Refusal::Record);
    }
    let value = match serde_json::from_slice::<Rated<'_>>(bytes) {
        Ok(Rated(value)) => value,
        // Not what is written there as a rule: all of it is looked at.
        Err(_) => serde_json::from_slice::<Value<'_>>(bytes).map_err(|error| not_json(bytes, &error))?,
    };
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
    if is_no_text(bytes) {
        Refusal::NotText
    } else if core::str::from_utf8(bytes).is_err() {
        Refusal::Encoding
    } else if error.to_string().starts_with("recursion limit") {
        Refusal::TooDeep
    } else if !bytes.starts_with(b"{") {
        Refusal::Words
    } else {
        Refusal::NotJson(Some(error.line()))
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
        let mut keys: Vec<&str> = fields.iter().map(|(key, _)| &**key).collect();
        keys.sort_unstable();
        keys.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_owned())
    })
}
