//! Where a text may be parted, how many lines it takes, and cells in parts that each fit a sheet.
//!
//! Lines are estimated, on the safe side: the printer's fonts are not known here, and what a sheet cannot hold
//! would be cut off.

use super::value::Cell;

/// Fewest lines worth beginning a paragraph in that goes on elsewhere.
const FEWEST: usize = 3;

/// Most lines of one part, and how wide they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Width of a line in tenths of a Chinese character.
    pub width: usize,
    /// How many lines.
    pub lines: usize,
}

/// Marks that no line begins with.
const fn closes(c: char) -> bool {
    matches!(c, '。' | '，' | '、' | '；' | '：' | '！' | '？' | '”' | '’' | '）' | '》' | '】' | '〕' | '〉' | '」' | '』' | '…'
        | '—' | '～' | '·' | '％' | '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '%')
        // What is drawn over the character before it.
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Marks that no line ends with.
const fn opens(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '《' | '【' | '〔' | '〈' | '「' | '『' | '(' | '[' | '{' | '\u{200d}')
}

/// Characters of numbers, arithmetic and Latin words, which stay together.
fn joins(c: char) -> bool {
    c.is_ascii_graphic()
        || c.is_numeric()
        || matches!(c, '÷' | '×' | '±' | '≥' | '≤' | '‰' | '％')
        || (c.is_alphabetic() && c < '\u{2e80}')
}

fn may_part(before: char, after: char) -> bool {
    !(after.is_whitespace() || closes(after) || opens(before) || joins(before) && joins(after))
}

/// Tenths of a Chinese character.
fn width(text: &str) -> usize {
    let of = |c: char| match c {
        'A'..='Z' | '@' | '%' | '&' => 10,
        'm' | 'w' => 9,
        c if c.is_ascii() => 6,
        _ => 10,
    };
    text.chars().map(of).sum()
}

/// The pieces between which the text may be parted.
fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_part(before, c)) {
            units.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    units.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    units
}

/// Lines that fill up, one unit after another.
struct Filling {
    width: usize,
    lines: usize,
    used: usize,
}

impl Filling {
    fn new(width: usize) -> Self {
        Self { width: width.max(1), lines: 1, used: 0 }
    }

    fn add(&mut self, unit: &str) {
        let wide = width(unit);
        if self.used + wide <= self.width {
            self.used += wide;
            return;
        }
        self.lines += usize::from(self.used > 0);
        // A unit that is wider than a line is broken anywhere.
        let more = wide.saturating_sub(1) / self.width;
        self.lines += more;
        self.used = wide - more * self.width;
    }
}

/// How many lines the text takes at most.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let mut filling = Filling::new(width);
    units(text).into_iter().for_each(|unit| filling.add(unit));
    filling.lines
}

/// How good a place to part the text is after this unit: 2 after a sentence, 1 after a part of one or a blank.
fn rank(unit: &str) -> usize {
    let bare = unit.trim_end_matches(['”', '’', '）', '》', '】', '〕', '」', '』', ')']);
    match bare.chars().last() {
        Some('。' | '！' | '？' | '；' | '…') => 2,
        Some(c) if matches!(c, '，' | '、' | '：') || c.is_whitespace() => 1,
        _ => 0,
    }
}

/// Where to part a text that does not fit: after a sentence if that leaves no more than half of the room empty, else
/// after a part of one, else between words; none where not even the first word fits.
fn cut(text: &str, room: Room) -> Option<usize> {
    let mut filling = Filling::new(room.width);
    let mut ends = [0; 3];
    let mut at = 0;
    for unit in units(text) {
        filling.add(unit);
        if filling.lines > room.lines {
            break;
        }
        at += unit.len();
        ends[0] = at;
        ends[rank(unit)] = at;
    }
    let [fits, part, sentence] = ends;
    [sentence, part, fits].into_iter().find(|end| *end > 0 && *end * 2 >= fits)
}

/// Where a word that no part could hold is broken, at one character at the least.
fn broken(text: &str, room: usize) -> usize {
    let mut used = 0;
    let mut end = 0;
    for c in text.chars() {
        let next = end + c.len_utf8();
        used += width(text.get(end..next).unwrap_or_default());
        if used > room && end > 0 {
            break;
        }
        end = next;
    }
    end
}

/// A cell's paragraphs in parts that each fit the room.
pub(super) fn parts(cell: &Cell, room: Room) -> Vec<Cell> {
    let mut parts: Vec<Cell> = Vec::new();
    let mut part = Cell::new();
    let mut left = room.lines;
    for line in cell {
        let mut rest = line.as_str();
        loop {
            let needed = lines(rest, room.width);
            if needed > left && !part.is_empty() && (needed <= room.lines || left < FEWEST) {
                parts.push(core::mem::take(&mut part));
                left = room.lines;
            }
            if needed <= left {
                part.push(rest.to_owned());
                left -= needed;
                break;
            }
            let end = match cut(rest, Room { lines: left, ..room }) {
                Some(end) => end,
                None if left == room.lines => broken(rest, room.width * room.lines),
                None => {
                    parts.push(core::mem::take(&mut part));
                    left = room.lines;
                    continue;
                }
            };
            let (head, tail) = rest.split_at(end);
            part.push(head.to_owned());
            if tail.is_empty() {
                break;
            }
            parts.push(core::mem::take(&mut part));
            left = room.lines;
            rest = tail;
        }
    }
    parts.push(part);
    parts
}
