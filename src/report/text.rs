//! The report as plain text, for copying where neither printing nor downloading works.

use super::value::{Block, Cell, Report, Table};

/// The whole report: one line a paragraph, a blank line between parts, cells of a row set apart by |.
pub fn text(report: &Report) -> String {
    let mut lines: Vec<String> = report.title.clone();
    lines.extend(report.remarks.iter().cloned());
    lines.push(String::new());
    lines.push(report.opening.clone());
    for (at, section) in report.sections.iter().enumerate() {
        lines.push(String::new());
        lines.push(report.heading(at));
        for block in &section.blocks {
            match block {
                Block::Heading(text) => lines.extend([String::new(), text.clone()]),
                Block::Paragraph(text) | Block::Note(text) => lines.push(text.clone()),
                Block::Table(table) => table_lines(table, &mut lines),
                Block::Signatures(blocks) => {
                    for block in blocks {
                        let seal = if block.seal { "（盖章）" } else { "" };
                        lines.push(format!("{}：　　　　{seal}　　年　　月　　日", block.name));
                    }
                }
            }
        }
    }
    lines.extend([String::new(), report.closing.clone(), format!("摘要 {}", report.digest)]);
    lines.join("\n")
}

fn table_lines(table: &Table, lines: &mut Vec<String>) {
    if table.columns.iter().any(|column| !column.name.is_empty()) {
        lines.push(table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(" | "));
    }
    for row in &table.rows {
        let cells: Vec<_> = row.cells.iter().map(joined).collect();
        lines.push(cells.join(" | "));
    }
}

/// A cell's paragraphs in one line: a semicolon between them, unless a mark parts them already.
fn joined(cell: &Cell) -> String {
    let mut all = String::new();
    for line in cell {
        let parted = all.trim_end_matches(['”', '）']).ends_with(['。', '；', '：', '！', '？', '…']);
        if !all.is_empty() && !parted && !line.starts_with('（') {
            all.push('；');
        }
        all.push_str(line);
    }
    all
}
