//! What would print without being seen is shown: nothing that people typed hides, or turns round, what stands beside it.

use super::value::{Block, Report};

/// Characters that take no room or change the direction of others, and those that no office file may hold.
const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with its hidden characters by number, e.g. `〔U+202E〕`; the dossier keeps what was typed.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            shown.push_str(&format!("〔U+{:04X}〕", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// The same for a whole report.
pub(super) fn shown(mut report: Report) -> Report {
    let show = |text: &mut String| {
        if text.contains(is_hidden) {
            *text = visible(text);
        }
    };
    report.title.iter_mut().for_each(show);
    show(&mut report.closing);
    for block in report.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Heading(text) | Block::Paragraph(text) | Block::Note(text) => show(text),
            Block::Table(table) => {
                table.rows.iter_mut().flat_map(|row| &mut row.cells).flatten().for_each(show);
            }
            Block::Signatures(_) => {}
        }
    }
    report
}
