//! What people type into number fields: understood where the meaning is plain, refused in a sentence
//! otherwise, and kept in either case.

use crate::rating::{MAX_COUNT, Percent};

/// A field's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry<T> {
    /// Nothing typed.
    Empty,
    /// Understood.
    Value(T),
    /// Typed, but not understood.
    Typed(String),
}

impl<T> Entry<T> {
    pub(super) fn of(value: Option<T>, typed: Option<&String>) -> Self {
        match (value, typed) {
            (_, Some(text)) => Self::Typed(text.clone()),
            (Some(value), None) => Self::Value(value),
            (None, None) => Self::Empty,
        }
    }

    /// Reads what was typed.
    pub fn read(text: &str, parse: impl Fn(&str) -> Result<Option<T>, EntryError>) -> Self {
        match parse(text) {
            Ok(None) => Self::Empty,
            Ok(Some(value)) => Self::Value(value),
            Err(_) => Self::Typed(text.to_owned()),
        }
    }
}

/// Why a number was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryError {
    /// Below zero.
    Negative,
    /// Not a whole number.
    Fraction,
    /// A percentage where a count is asked.
    PercentForCount,
    /// More than can be meant.
    TooLarge,
    /// Two numbers, as of two cells that were pasted.
    TwoNumbers,
    /// Anything else that is not digits.
    NotANumber,
    /// The same where a percentage is asked.
    NotAPercent,
    /// More than 100%.
    Above100,
    /// More than two decimals.
    TooManyDecimals,
}

impl EntryError {
    /// Why in a few characters, for paper: there nothing can be corrected any more.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Negative => "小于0",
            Self::Fraction => "不是整数",
            Self::PercentForCount => "应填数量",
            Self::TooLarge => "数字过大",
            Self::TwoNumbers => "有两个数",
            Self::NotANumber | Self::NotAPercent => "没有看懂",
            Self::Above100 => "超过100",
            Self::TooManyDecimals => "小数多于两位",
        }
    }
}

impl core::fmt::Display for EntryError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Negative => "不能小于 0，请填 0 或更大的数。",
            Self::Fraction => "这里填整数，不填小数。",
            Self::PercentForCount => "这里填数量，不填百分数，百分数由本工具算出。",
            Self::TooLarge => "数字过大，请核对是否多打了几位。",
            Self::TwoNumbers => "这里好像有两个数，请只填一个。",
            Self::NotANumber => "没有看懂这个数，请只用数字填写，例如 86。",
            Self::NotAPercent => "没有看懂这个百分数，请只用数字填写，例如 92.35。",
            Self::Above100 => "百分数不能超过 100，请核对。",
            Self::TooManyDecimals => "百分数最多两位小数，例如 92.35。",
        })
    }
}

impl core::error::Error for EntryError {}

/// Full-width forms to ASCII, the minus and point that input methods write, blanks dropped.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'))
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '。' => '.',
            '−' | '–' | '—' => '-',
            other => other,
        })
        .collect()
}

/// Whether blanks or ends of lines stand between digits, other than before groups of three: 12 000 is one number.
fn is_two_numbers(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut parts = text.split_whitespace().peekable();
    let mut first = true;
    while let Some(part) = parts.next() {
        let Some(next) = parts.peek() else { break };
        let group = |part: &str| part.chars().count() == 3 && part.chars().all(digit);
        let is_head = if first { part.chars().count() <= 3 } else { group(part) };
        if part.ends_with(digit) && next.starts_with(digit) && !(is_head && group(next)) {
            return true;
        }
        first = false;
    }
    false
}

/// Removes 1,234,567's separators where they stand in groups of three; anything else stays as it is.
fn without_separators(text: &str) -> String {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    if !rest.is_empty()
        && (1..=3).contains(&first.len())
        && digits(first)
        && rest.iter().all(|group| group.len() == 3 && digits(group))
    {
        text.replace(',', "")
    } else {
        text.to_owned()
    }
}

const MEASURES: [char; 7] = ['人', '名', '票', '个', '次', '家', '份'];

/// Reads a count: digits in any width, with separators or a measure word; nothing typed is none.
pub fn parse_count(text: &str) -> Result<Option<u64>, EntryError> {
    if is_two_numbers(text) {
        return Err(EntryError::TwoNumbers);
    }
    let text = plain(text);
    if text.is_empty() {
        return Ok(None);
    }
    let text = without_separators(text.strip_suffix(MEASURES).unwrap_or(&text));
    if text.contains(['%', '‰']) {
        return Err(EntryError::PercentForCount);
    }
    if let Some(rest) = text.strip_prefix('-') {
        let number = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        return Err(if number { EntryError::Negative } else { EntryError::NotANumber });
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return Err(EntryError::NotANumber);
    }
    if fraction.bytes().any(|byte| byte != b'0') {
        return Err(EntryError::Fraction);
    }
    match whole.trim_start_matches('0') {
        "" => Ok(Some(0)),
        digits => match digits.parse() {
            Ok(count) if count <= MAX_COUNT => Ok(Some(count)),
            _ => Err(EntryError::TooLarge),
        },
    }
}

/// Reads a percentage: with or without its sign, at most two decimals, at most 100.
pub fn parse_percent(text: &str) -> Result<Option<Percent>, EntryError> {
    if is_two_numbers(text) {
        return Err(EntryError::TwoNumbers);
    }
    let text = plain(text);
    // No percentage has thousands: a comma before one or two digits is the point.
    let text = text.strip_suffix('%').unwrap_or(&text).replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(percent) = Percent::parse(&text) {
        return Ok(Some(percent));
    }
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    Err(if digits(whole) && digits(fraction) {
        if fraction.len() > 2 { EntryError::TooManyDecimals } else { EntryError::Above100 }
    } else if text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        EntryError::Negative
    } else {
        EntryError::NotAPercent
    })
}
