//! The report as a Word document: styles, heading levels, repeated table heads, numbers on odd and even pages.
//!
//! `docx-rs` writes everything but the mark of a repeated head row; that one is put in afterwards.

use super::flow::{MOST, room};
use super::split::lines;
use super::value::{Align, Block, Report, Row, Signature, Table as ReportTable};
use docx_rs::{
    AlignmentType, BorderType, Docx, FieldCharType, Footer, HeightRule, InstrPAGE, InstrText, LineSpacing,
    LineSpacingType, PageMargin, Paragraph, Run, RunFonts, SpecialIndentType, Style, StyleType, Table, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, WidthType,
};
use std::io::Cursor;

/// The text area's width in twips: 156 mm.
const WIDTH: usize = 8844;
/// The line pitch in twips: 28.95 pt.
const PITCH: i32 = 579;
/// From the page's lower edge to the digest, in twips: the number's dashes then stand 7 mm below the text (GB/T 9704),
/// as on the sheets.
const FOOTER: i32 = 1160;
/// A head row's height in twips, which no other row has: it marks the rows to repeat.
const HEAD_HEIGHT: u16 = 361;

/// The file's bytes; none where the archive cannot be written.
pub fn docx(report: &Report) -> Option<Vec<u8>> {
    let mut document = styled(Docx::new())
        .page_size(11906, 16838)
        .page_margin(
            PageMargin::new().top(2098).bottom(1984).left(1587).right(1474).header(850).footer(FOOTER).gutter(0),
        )
        .footer(footer(report, AlignmentType::Right))
        .even_footer(footer(report, AlignmentType::Left));
    for line in &report.title {
        document = document.add_paragraph(Paragraph::new().style("ReportTitle").add_run(run(line)));
    }
    for remark in &report.remarks {
        document = document.add_paragraph(paragraph(remark).align(AlignmentType::Center));
    }
    document = document.add_paragraph(body(&report.opening));
    for (at, section) in report.sections.iter().enumerate() {
        document = document.add_paragraph(heading("Heading1", &report.heading(at)));
        for block in &section.blocks {
            document = match block {
                Block::Heading(text) => document.add_paragraph(heading("Heading2", text)),
                Block::Paragraph(text) => document.add_paragraph(body(text)),
                Block::Note(text) => document.add_paragraph(small(text)),
                Block::Table(table) => document.add_table(draw_table(table)),
                Block::Signatures(blocks) => document.add_table(signatures(blocks)),
            };
        }
    }
    document = document.add_paragraph(small(&report.closing));
    let mut parts = document.build();
    parts.document = with_repeated_heads(&parts.document);
    parts.styles = with_default_style(&parts.styles);
    parts.doc_props.core = core_properties(report);
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).ok()?;
    Some(file.into_inner())
}

/// Word repeats a row that holds `w:tblHeader`.
fn with_repeated_heads(document: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(document);
    let mark = format!("<w:trHeight w:val=\"{HEAD_HEIGHT}\"");
    text.replace(&mark, &format!("<w:tblHeader />{mark}")).into_bytes()
}

/// Programs look for the style that paragraphs without one have.
fn with_default_style(styles: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(styles);
    text.replacen("w:styleId=\"Normal\"", "w:default=\"1\" w:styleId=\"Normal\"", 1).into_bytes()
}

/// What programs show of the file: title and maker, and no date, so that the same report is the same bytes.
fn core_properties(report: &Report) -> Vec<u8> {
    let title = report.title.concat().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>星级自评</dc:creator></cp:coreProperties>"#
    )
    .into_bytes()
}

/// Quotes and dots belong to Chinese and to Latin type: here to Chinese.
fn chinese() -> RunFonts {
    RunFonts::new().hint("eastAsia")
}

fn fonts(east_asia: &str) -> RunFonts {
    chinese().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia(east_asia)
}

fn run(text: &str) -> Run {
    Run::new().fonts(chinese()).add_text(text)
}

fn exact(twips: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(twips).before(0).after(0)
}

/// Sizes are in half points, as Word has them: 三号 32, 小四 24, 二号 44.
fn styled(document: Docx) -> Docx {
    let style =
        |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").q_format(true);
    document
        .default_fonts(fonts("仿宋"))
        .default_size(32)
        .add_style(style("ReportTitle", "Title").fonts(fonts("方正小标宋简体")).size(44).align(AlignmentType::Center))
        .add_style(style("Heading1", "heading 1").fonts(fonts("黑体")).size(32).outline_lvl(0))
        .add_style(style("Heading2", "heading 2").fonts(fonts("楷体")).size(32).outline_lvl(1))
        .add_style(style("TableText", "Table Text").fonts(fonts("仿宋")).size(24))
}

fn footer(report: &Report, align: AlignmentType) -> Footer {
    let sized = || Run::new().size(28).fonts(fonts("宋体"));
    // As the library's own field of the page's number, which has no size.
    let field = sized()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE {}))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false);
    let (before, after) = (sized().add_text("— "), sized().add_text(" —"));
    // One character in from the outer edge.
    let (left, right) = if matches!(align, AlignmentType::Left) { (Some(280), None) } else { (None, Some(280)) };
    let number = Paragraph::new().align(align).indent(left, None, right, None).line_spacing(exact(400));
    let number = number.add_run(before).add_run(field).add_run(after);
    let digest = Run::new().size(18).add_text(format!("摘要 {}", report.digest));
    let digest = Paragraph::new().align(AlignmentType::Center).line_spacing(exact(200)).add_run(digest);
    Footer::new().add_paragraph(number).add_paragraph(digest)
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().line_spacing(exact(PITCH)).add_run(run(text))
}

/// Not justified: numbers of rows in a list do not part, and the line before them would be drawn out.
fn body(text: &str) -> Paragraph {
    paragraph(text).align(AlignmentType::Left).indent(None, Some(SpecialIndentType::FirstLine(640)), None, None)
}

fn heading(style: &str, text: &str) -> Paragraph {
    body(text).style(style).keep_next(true)
}

fn small(text: &str) -> Paragraph {
    Paragraph::new().style("TableText").add_run(run(text))
}

fn cell_paragraph(text: &str, align: Align) -> Paragraph {
    let align = match align {
        Align::Left => AlignmentType::Left,
        Align::Right => AlignmentType::Right,
    };
    Paragraph::new().style("TableText").line_spacing(exact(360)).align(align).add_run(run(text))
}

fn line_at(position: TableBorderPosition, size: usize) -> TableBorder {
    TableBorder::new(position).border_type(BorderType::Single).size(size).color("000000")
}

/// Three lines and hairs between rows, no verticals.
fn borders() -> TableBorders {
    TableBorders::with_empty()
        .set(line_at(TableBorderPosition::Top, 12))
        .set(line_at(TableBorderPosition::Bottom, 12))
        .set(line_at(TableBorderPosition::InsideH, 4))
}

fn ruled(table: Table, borders: TableBorders) -> Table {
    table
        .set_borders(borders)
        .margins(TableCellMargins::new().margin(57, 85, 57, 0))
        .layout(TableLayoutType::Fixed)
        .width(WIDTH, WidthType::Dxa)
}

fn draw_table(table: &ReportTable) -> Table {
    let widths: Vec<usize> = table.columns.iter().map(|column| WIDTH * usize::from(column.width) / 100).collect();
    let align = |at: usize| table.columns.get(at).map_or(Align::Left, |column| column.align);
    let width = |at: usize| widths.get(at).copied().unwrap_or(WIDTH);
    let mut rows = Vec::new();
    if table.columns.iter().any(|column| !column.name.is_empty()) {
        let cells = table.columns.iter().enumerate().map(|(at, column)| {
            let run = Run::new().fonts(fonts("黑体")).add_text(column.name);
            let align = if align(at) == Align::Right { AlignmentType::Right } else { AlignmentType::Left };
            let name = Paragraph::new().style("TableText").line_spacing(exact(360)).align(align).add_run(run);
            TableCell::new().width(width(at), WidthType::Dxa).add_paragraph(name)
        });
        let head =
            TableRow::new(cells.collect()).height_rule(HeightRule::AtLeast).row_height(HEAD_HEIGHT.into()).cant_split();
        rows.push(head);
    }
    let cell = |(at, lines): (usize, &Vec<String>)| {
        let cell = TableCell::new().width(width(at), WidthType::Dxa);
        let cell = lines.iter().fold(cell, |cell, line| cell.add_paragraph(cell_paragraph(line, align(at))));
        // Word asks for a paragraph in every cell.
        if lines.is_empty() { cell.add_paragraph(cell_paragraph("", Align::Left)) } else { cell }
    };
    rows.extend(table.rows.iter().map(|row: &Row| {
        let row_of = TableRow::new(row.cells.iter().enumerate().map(cell).collect());
        // A row that may be taller than a page must be allowed to break.
        let long = row
            .cells
            .iter()
            .zip(&table.columns)
            .any(|(cell, column)| cell.iter().map(|line| lines(line, room(column).width)).sum::<usize>() > MOST);
        if long { row_of } else { row_of.cant_split() }
    }));
    ruled(Table::new(rows).set_grid(widths.clone()), borders())
}

fn signatures(blocks: &[Signature]) -> Table {
    let half = WIDTH / 2;
    let last = blocks.len().div_ceil(2).saturating_sub(1);
    let rows = blocks.chunks(2).enumerate().map(|(number, pair)| {
        let cells = pair.iter().enumerate().map(|(side, block)| {
            // Off the line between the two.
            let off = if side == 0 { None } else { Some(85) };
            let keep = |paragraph: Paragraph| paragraph.indent(off, None, None, None).keep_next(number < last);
            let seal = if block.seal { "（盖章）　　" } else { "" };
            TableCell::new()
                .width(half, WidthType::Dxa)
                .add_paragraph(keep(cell_paragraph(block.name, Align::Left)))
                .add_paragraph(keep(cell_paragraph("", Align::Left)))
                .add_paragraph(keep(cell_paragraph(&format!("{seal}　　年　　月　　日"), Align::Right)))
        });
        TableRow::new(cells.collect()).height_rule(HeightRule::AtLeast).row_height(1680.0).cant_split()
    });
    // Who signs at the left and who at the right are kept apart, as on the sheets.
    let borders = borders().set(line_at(TableBorderPosition::InsideV, 4));
    ruled(Table::new(rows.collect()).set_grid(vec![half, half]), borders)
}
