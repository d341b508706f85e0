//! Worksheets: heads, lines of text, numbers, the same in every workbook.

use super::visible::visible;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// How text is written: as text, whatever it begins with.
pub(crate) fn text() -> Format {
    Format::new()
        .set_font_name("宋体")
        .set_font_size(11)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_num_format("@")
}

fn head_format() -> Format {
    let format = Format::new().set_font_name("黑体").set_font_size(11).set_text_wrap().set_align(FormatAlign::Top);
    format.set_border_bottom(FormatBorder::Thin)
}

/// A sheet with its head: frozen, filtered, repeated on every printed page, which it fills from side to side.
pub(crate) fn head(sheet: &mut Worksheet, name: &str, columns: &[(&str, f64)]) -> Result<Vec<f64>, XlsxError> {
    let format = head_format();
    sheet.set_name(name)?;
    let mut lines = 1.0_f64;
    for (at, (column, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, *column, &format)?;
        sheet.set_column_width(at, *width)?;
        lines = lines.max(lines_of(column, *width));
    }
    sheet.set_row_height(0, lines * LINE)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    // In inches: 1 cm beside, so that the type is as large as the columns allow.
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    Ok(columns.iter().map(|(_, width)| *width).collect())
}

/// At the right, and off the words of the next column.
fn at_right(format: Format) -> Format {
    format.set_align(FormatAlign::Right).set_indent(1)
}

/// How percentages are written.
pub(crate) fn percent() -> Format {
    at_right(Format::new().set_font_size(11).set_align(FormatAlign::Top).set_num_format("0.00%"))
}

/// The heads of columns of numbers stand over them, at the right.
pub(crate) fn figures(sheet: &mut Worksheet, columns: &[(&str, f64)], which: &[u16]) -> Result<(), XlsxError> {
    let format = at_right(head_format());
    for at in which {
        if let Some((name, _)) = columns.get(usize::from(*at)) {
            sheet.write_string_with_format(0, *at, *name, &format)?;
        }
    }
    Ok(())
}

/// A line of 11 pt Chinese in points, in whichever font an office program has for it.
const LINE: f64 = 18.0;
/// Excel knows no higher line: what is longer is cut on paper.
const TALLEST: f64 = 409.0;

/// Whether a text is seen whole in a column.
pub(crate) fn is_seen(text: &str, width: f64) -> bool {
    lines_of(text, width) * LINE <= TALLEST
}

/// A text in parts, each of which is seen whole in the column.
pub(crate) fn seen_parts(text: &str, width: f64) -> Vec<String> {
    let mut parts = vec![String::new()];
    for c in text.chars() {
        if let Some(part) = parts.last_mut() {
            part.push(c);
            if !is_seen(part, width) {
                part.pop();
                parts.push(c.to_string());
            }
        }
    }
    parts
}

/// How many lines a text fills in a column so many digits wide; rather one too many. A digit of the width is 7 pixels, a
/// Chinese character 14.67, and a mark that may not begin a line takes a character along.
fn lines_of(text: &str, width: f64) -> f64 {
    const HALF: f64 = 22.0 / 3.0;
    let room = ((width * 7.0 - 4.0) / HALF).floor() - 1.0;
    let of_line = |line: &str| {
        let wide: u32 = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        (f64::from(wide) / room.max(2.0)).ceil().max(1.0)
    };
    text.lines().map(of_line).sum::<f64>().max(1.0)
}

/// What a cell holds.
#[derive(Clone, Copy)]
pub(crate) enum Cell<'a> {
    /// Words: never a formula, whatever they begin with.
    Text(&'a str),
    /// A whole number, to be counted with.
    Number(usize),
    /// Our own words in a column of numbers, short enough for a line.
    Figure(&'a str),
}

/// The text as a cell can hold it: what is hidden in it shown, and cut where Excel would refuse the whole book.
pub(crate) fn fitting(text: &str) -> String {
    const LONGEST: usize = 32_767;
    let mut shown = visible(text);
    if shown.encode_utf16().count() > LONGEST {
        let mut units = 0;
        let fits = shown.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > LONGEST - 1
        });
        shown.truncate(fits.map_or(shown.len(), |(at, _)| at));
        shown.push('…');
    }
    shown
}

/// A row of texts.
pub(crate) fn line(sheet: &mut Worksheet, widths: &[f64], row: u32, cells: &[&str]) -> Result<(), XlsxError> {
    line_of(sheet, widths, row, &cells.iter().copied().map(Cell::Text).collect::<Vec<_>>())
}

/// A row of texts and numbers, tall enough for its longest cell: office programs do not all grow rows by themselves.
pub(crate) fn line_of(sheet: &mut Worksheet, widths: &[f64], row: u32, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
    let format = text();
    let mut lines = 1.0_f64;
    for ((at, cell), width) in (0..).zip(cells).zip(widths) {
        let cell = match *cell {
            Cell::Text(text) => fitting(text),
            Cell::Figure(text) => {
                sheet.write_string_with_format(row, at, text, &at_right(format.clone()))?;
                continue;
            }
            Cell::Number(of) => {
                number(sheet, row, at, of)?;
                continue;
            }
        };
        sheet.write_string_with_format(row, at, &cell, &format)?;
        lines = lines.max(lines_of(&cell, *width));
    }
    sheet.set_row_height(row, (lines * LINE).min(TALLEST))?;
    Ok(())
}

/// A whole number.
pub(crate) fn number(sheet: &mut Worksheet, row: u32, column: u16, number: usize) -> Result<(), XlsxError> {
    let format = at_right(Format::new().set_font_size(11).set_align(FormatAlign::Top));
    #[allow(clippy::cast_precision_loss, reason = "counts of units")]
    sheet.write_number_with_format(row, column, number as f64, &format)?;
    Ok(())
}
