//! A dossier as a short code: for the QR on paper, for a link's fragment, for carrying a draft into another
//! browser. It holds the union, the numbers, the answers and the claims; notes, evidence, plan, reviews and honours
//! stay in the file. A star is never in it: whoever opens it rates anew.

use super::model::{Dossier, Union};
use crate::guideline::{Body, Category, ClauseId, FactId, Form, RateId};
use crate::rating::{Answer, Percent};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use core::fmt;
use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

/// Without a table: the page's first download is dearer than the microseconds.
const CHECKSUM: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

/// The version of the code that this program writes.
const VERSION: u8 = 1;
/// Longest text in a code, in bytes: longer names are refused rather than cut.
const LONGEST_TEXT: usize = 400;

/// Why a code cannot be made or read: a sentence with the remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// Not written in our alphabet, or far too short.
    NotACode,
    /// Some characters are wrong or missing: the checksum does not fit.
    Damaged,
    /// Written by a newer version.
    Newer,
    /// Written for other indicators.
    OtherGuideline,
    /// A name is too long for a code.
    TooLong,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotACode => "这不是星级自评的备份码。请从报告末页重新扫码，或把备份码完整地复制过来。",
            Self::Damaged => "备份码不完整，或有几个字符不对。请重新扫码，或重新复制一遍；也可以改用导出的档案。",
            Self::Newer => "这个备份码由较新的版本生成，请用新版打开。",
            Self::OtherGuideline => "这个备份码是按另一版指标生成的，请用相应的版本打开，或改用导出的档案。",
            Self::TooLong => "名称太长，放不进备份码。请缩短工会名称或上级工会名称，或改用导出的档案。",
        })
    }
}

impl core::error::Error for LinkError {}

/// The code of a dossier.
pub fn to_code(dossier: &Dossier) -> Result<String, LinkError> {
    let mut bytes = content(dossier)?;
    bytes.extend(CHECKSUM.checksum(&bytes).to_be_bytes());
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Eight characters that change with the union, the numbers or the answers: printed on every page, so that paper
/// and file can be matched (摘要). Not a seal: whoever means to forge one can.
pub fn digest(dossier: &Dossier) -> String {
    let hash = content(dossier).map_or(0, |bytes| CHECKSUM.checksum(&bytes));
    format!("{:04X}-{:04X}", hash >> 16, hash & 0xffff)
}

/// Reads a code; blanks and line breaks in it do not matter. The dossier has no id yet.
pub fn from_code(code: &str) -> Result<Dossier, LinkError> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = URL_SAFE_NO_PAD.decode(code).map_err(|_| LinkError::NotACode)?;
    let (content, sum) = bytes.split_last_chunk::<4>().ok_or(LinkError::NotACode)?;
    let version = *content.first().ok_or(LinkError::NotACode)?;
    if CHECKSUM.checksum(content).to_be_bytes() != *sum {
        return Err(LinkError::Damaged);
    }
    if version > VERSION {
        return Err(LinkError::Newer);
    }
    let mut reader = Reader(content);
    read(&mut reader).filter(|_| reader.0.is_empty()).ok_or(LinkError::Damaged)?
}

/// Which clauses, facts and rates there are, in order: a code of others cannot be read.
fn keys_digest() -> [u8; 2] {
    let mut hash = CHECKSUM.digest();
    ClauseId::all().for_each(|id| hash.update(id.key().as_bytes()));
    FactId::all().for_each(|id| hash.update(id.key().as_bytes()));
    RateId::all().for_each(|id| hash.update(id.key().as_bytes()));
    let [a, b, ..] = hash.finalize().to_be_bytes();
    [a, b]
}

fn position<T: PartialEq>(all: &[T], one: Option<&T>) -> u8 {
    let at = one.and_then(|one| all.iter().position(|other| other == one));
    at.and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0)
}

/// The clauses that a code holds: those of the union's annex; both annexes' while no category is chosen.
fn clauses(category: Option<Category>) -> impl Iterator<Item = ClauseId> {
    let annex = category.map(Category::annex);
    ClauseId::all().filter(move |id| annex.is_none_or(|annex| id.get().row.get().table().annex == annex))
}

fn content(dossier: &Dossier) -> Result<Vec<u8>, LinkError> {
    let union = &dossier.union;
    let (form, body) = union.asked();
    let mut out = vec![VERSION];
    out.extend(keys_digest());
    out.extend(dossier.year.to_be_bytes());
    let kind = position(&Category::ALL, union.category.as_ref())
        | position(&Form::ALL, form.as_ref()) << 3
        | position(&Body::ALL, body.as_ref()) << 5
        | u8::from(dossier.sample) << 7;
    out.push(kind);
    for text in [&union.name, &union.higher, &dossier.as_of] {
        if text.len() > LONGEST_TEXT {
            return Err(LinkError::TooLong);
        }
        number(&mut out, text.len() as u64);
        out.extend(text.as_bytes());
    }
    let facts = || FactId::all().map(|id| dossier.facts.get(id));
    packed(&mut out, facts().map(|fact| u8::from(fact.is_some())), 1);
    facts().flatten().for_each(|count| number(&mut out, count));
    let rates = || RateId::all().map(|id| dossier.rates.get(id));
    packed(&mut out, rates().map(|rate| u8::from(rate.is_some())), 1);
    rates().flatten().for_each(|percent| number(&mut out, u64::from(percent.hundredths())));
    let answers = clauses(union.category).map(|id| position(&Answer::ALL, dossier.answers.get(id).as_ref()));
    packed(&mut out, answers, 2);
    Ok(out)
}

/// Small values side by side, so many bits each.
fn packed(out: &mut Vec<u8>, values: impl Iterator<Item = u8>, bits: u8) {
    let mut used = 0;
    for value in values {
        if used == 0 {
            out.push(0);
        }
        if let Some(last) = out.last_mut() {
            *last |= value << used;
        }
        used = (used + bits) % 8;
    }
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
fn number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        #[allow(clippy::cast_possible_truncation, reason = "the low seven bits")]
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    #[allow(clippy::cast_possible_truncation, reason = "below 128")]
    out.push(number as u8);
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok().filter(|length| *length <= LONGEST_TEXT)?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn packed(&mut self, count: usize, bits: u8) -> Option<Vec<u8>> {
        let each = usize::from(8 / bits);
        let bytes: Option<Vec<u8>> = (0..count.div_ceil(each)).map(|_| self.byte()).collect();
        let bytes = bytes?;
        let mask = (1_u8 << bits) - 1;
        Some((0..count).map(|at| bytes[at / each] >> ((at % each) * usize::from(bits)) & mask).collect())
    }
}

fn at<T: Copy>(all: &[T], position: u8) -> Option<Option<T>> {
    match position {
        0 => Some(None),
        position => all.get(usize::from(position) - 1).copied().map(Some),
    }
}

/// None where something cannot be meant, though the checksum fits: a code that was made up.
fn read(reader: &mut Reader<'_>) -> Option<Result<Dossier, LinkError>> {
    if reader.byte()? != VERSION {
        return None;
    }
    if [reader.byte()?, reader.byte()?] != keys_digest() {
        reader.0 = &[];
        return Some(Err(LinkError::OtherGuideline));
    }
    let year = u16::from_be_bytes([reader.byte()?, reader.byte()?]);
    let kind = reader.byte()?;
    let mut dossier = Dossier {
        year: Some(year).filter(|year| (2000..=9999).contains(year))?,
        sample: kind >> 7 == 1,
        union: Union {
            category: at(&Category::ALL, kind & 7)?,
            form: at(&Form::ALL, kind >> 3 & 3)?,
            body: at(&Body::ALL, kind >> 5 & 3)?,
            ..Union::default()
        },
        ..Dossier::default()
    };
    dossier.union.name = reader.text()?;
    dossier.union.higher = reader.text()?;
    dossier.as_of = reader.text()?;
    let present = reader.packed(FactId::COUNT, 1)?;
    for (id, _) in FactId::all().zip(present).filter(|(_, present)| *present == 1) {
        dossier.facts.set(id, Some(reader.number().filter(|count| *count <= crate::rating::MAX_COUNT)?));
    }
    let present = reader.packed(RateId::COUNT, 1)?;
    for (id, _) in RateId::all().zip(present).filter(|(_, present)| *present == 1) {
        let percent = u16::try_from(reader.number()?).ok().and_then(Percent::from_hundredths)?;
        dossier.rates.set(id, Some(percent));
    }
    let clauses: Vec<_> = clauses(dossier.union.category).collect();
    for (id, answer) in clauses.iter().zip(reader.packed(clauses.len(), 2)?) {
        dossier.answers.set(*id, at(&Answer::ALL, answer)?);
    }
    Some(Ok(dossier))
}
