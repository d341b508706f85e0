//! One dossier as a workbook: summary, every clause, the numbers with live rates, evidence, plan, opinions.
//!
//! The verdicts are the engine's; formulas stand beside them to be looked at, never instead. What people typed is
//! written as text and never becomes a formula.

use super::numbers::numbers;
use super::rows::{EMPTY, listed, problem};
use super::sheet::{Cell, figures, head, is_seen, line, line_of, seen_parts};
use super::value::{Block, Part, Report};
use super::visible::visible;
use super::wording::{
    OUTRUN, arithmetic, claim, confirmation, honour, outcome, outcome_reviewed, row_name, table_name,
};
use crate::dossier::{Dossier, PlanItem};
use crate::guideline::{Body, RowId, Table};
use crate::rating::{Inputs, Rating, clause_outcomes, measure, rate};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// The file's bytes; none where the profile is not complete or the archive cannot be written.
pub fn xlsx(dossier: &Dossier, report: &Report) -> Option<Vec<u8>> {
    let inputs = dossier.inputs().ok()?;
    let rating = rate(inputs);
    write(dossier, report, inputs, &rating).ok()
}

fn write(dossier: &Dossier, report: &Report, inputs: Inputs<'_>, rating: &Rating) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    summary(book.add_worksheet(), dossier, report, inputs, rating)?;
    clauses(book.add_worksheet(), dossier, inputs, rating)?;
    let rows = Table::of_annex(inputs.profile.annex()).flat_map(Table::rows);
    let long: Vec<RowId> = rows.filter(|row| is_long(dossier, *row)).collect();
    if !long.is_empty() {
        notes(book.add_worksheet(), dossier, &long)?;
    }
    numbers(book.add_worksheet(), dossier, inputs)?;
    evidence(book.add_worksheet(), dossier, report, inputs)?;
    plan(book.add_worksheet(), dossier, report, inputs, rating)?;
    if !dossier.reviews.is_empty() {
        opinions(book.add_worksheet(), dossier, rating)?;
    }
    book.save_to_buffer()
}

fn summary(
    sheet: &mut Worksheet,
    dossier: &Dossier,
    report: &Report,
    inputs: Inputs<'_>,
    rating: &Rating,
) -> Result<(), XlsxError> {
    let widths = head(sheet, "概况", &[("项目", 28.0), ("内容", 72.0)])?;
    let union = &dossier.union;
    let (filled, all) = rating.progress(inputs.profile);
    let said = |name: &str, content: &str| (name.to_owned(), content.to_owned());
    let stars = |star: crate::guideline::Star| format!("{}（{}）", star.name(), star.number());
    let mut lines = vec![
        said("工会名称", union.called()),
        said("评定年度", ""),
        said("工会类别", inputs.profile.category().name()),
    ];
    lines.extend(inputs.profile.form().map(|form| said("建会形式", form.name())));
    lines.extend(inputs.profile.body().map(|body| said("单位性质", Body::name(body))));
    lines.push(said("上级工会", &union.higher));
    lines.extend(dossier.honours.iter().map(|held| ("曾获荣誉".to_owned(), honour(held))));
    lines.extend(report.remarks.iter().map(|remark| said("标注", remark)));
    lines.extend([
        ("已确保".to_owned(), stars(rating.assured)),
        ("最高可达".to_owned(), stars(rating.attainable)),
        ("已填行数".to_owned(), format!("{filled}/{all}")),
        said("摘要", &report.digest),
    ]);
    let conclusions = report.sections.iter().filter(|section| section.part == Part::Conclusion);
    lines.extend(conclusions.flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Paragraph(text) => Some(("自评结论".to_owned(), text.clone())),
        _ => None,
    }));
    lines.push(("说明".to_owned(), report.closing.clone()));
    for (row, (name, content)) in (1..).zip(&lines) {
        let content = if name == "评定年度" { Cell::Number(dossier.year.into()) } else { Cell::Text(content) };
        line_of(sheet, &widths, row, &[Cell::Text(name), content])?;
    }
    Ok(())
}

/// How wide the column of notes is beside the clauses.
const NOTE: f64 = 22.0;

/// Whether a row's note is longer than a line beside its clauses may be high.
fn is_long(dossier: &Dossier, row: RowId) -> bool {
    !is_seen(&visible(dossier.note(row)), NOTE)
}

/// The notes that are too long to stand beside their clauses, whole, in as many lines as they need.
fn notes(sheet: &mut Worksheet, dossier: &Dossier, rows: &[RowId]) -> Result<(), XlsxError> {
    const WIDTH: f64 = 110.0;
    let widths = head(sheet, "备注", &[("行号", 9.0), ("行", 12.0), ("备注", WIDTH)])?;
    let parts = |row: &RowId| {
        let row = *row;
        seen_parts(&visible(dossier.note(row)), WIDTH).into_iter().map(move |part| (row, part))
    };
    for (at, (row, part)) in (1..).zip(rows.iter().flat_map(parts)) {
        line(sheet, &widths, at, &[row.key(), &row_name(row), &part])?;
    }
    Ok(())
}

/// One line a clause: what was asked, what was said, what follows.
fn clauses(sheet: &mut Worksheet, dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating) -> Result<(), XlsxError> {
    let columns = [
        ("行号", 7.0),
        ("表", 17.0),
        ("维度", 7.0),
        ("短标题（自拟）", 14.0),
        ("工作内容（原文）", 33.0),
        ("行结论", 10.0),
        ("要点号", 9.0),
        ("要点", 26.0),
        ("要点结论", 9.0),
        ("算式", 17.0),
        ("申明不适用", 15.0),
        ("备注", NOTE),
        ("佐证件数", 8.0),
    ];
    let widths = head(sheet, "逐行", &columns)?;
    figures(sheet, &columns, &[12])?;
    let mut at = 1;
    for row in Table::of_annex(inputs.profile.annex()).flat_map(Table::rows) {
        let item = row.get();
        let speaking: Vec<_> = item.clauses().filter(|id| id.get().in_scope(inputs.profile)).collect();
        let evidence = Cell::Number(dossier.proof(row).count());
        let words = item.text.for_category(inputs.profile.category());
        let concluded = outcome_reviewed(row, dossier, inputs, rating).concat();
        let before = [
            item.key,
            &table_name(item.table()),
            item.dimension.map_or("", crate::guideline::Dimension::name),
            item.title,
            if words.is_empty() { EMPTY } else { words },
            &concluded,
        ];
        let note = if is_long(dossier, row) { "全文见“备注”表。" } else { dossier.note(row) };
        for (number, id) in speaking.iter().enumerate() {
            let sum = measure(*id, inputs).map_or_else(String::new, |measure| arithmetic(&measure));
            let said = clause_outcomes(*id, inputs).map_or("", outcome);
            let claimed = claim(*id, inputs)
                .map_or_else(String::new, |claim| format!("{claim}（{}）", confirmation(*id, dossier)));
            // A note may be pages long, and is the row's.
            let note = if number == 0 { note } else { "" };
            let cells = [id.key(), id.get().quote, said, &sum, &claimed, note];
            line_of(sheet, &widths, at, &clause_line(before, cells, evidence))?;
            at += 1;
        }
        if speaking.is_empty() {
            let cells = ["", "不在本会范围", "", "", "", note];
            line_of(sheet, &widths, at, &clause_line(before, cells, evidence))?;
            at += 1;
        }
    }
    sheet.autofilter(0, 0, at - 1, 12)?;
    Ok(())
}

fn clause_line<'a>(row: [&'a str; 6], clause: [&'a str; 6], evidence: Cell<'a>) -> Vec<Cell<'a>> {
    row.into_iter().chain(clause).map(Cell::Text).chain([evidence]).collect()
}

fn evidence(sheet: &mut Worksheet, dossier: &Dossier, report: &Report, inputs: Inputs<'_>) -> Result<(), XlsxError> {
    let widths =
        head(sheet, "佐证材料", &[("行号", 9.0), ("行", 12.0), ("名称", 48.0), ("日期", 16.0), ("存放处", 32.0)])?;
    let mut at = 1;
    for (row, entry) in listed(dossier, inputs) {
        line(sheet, &widths, at, &[row.key(), &row_name(row), &entry.name, &entry.date, &entry.place])?;
        at += 1;
    }
    sentences(sheet, &widths, at, report, Part::Evidence)
}

/// What the report says beside the table of a part, or in its place: that there is nothing, and why. In the third
/// column, which is wide in the sheets of both parts.
fn sentences(sheet: &mut Worksheet, widths: &[f64], from: u32, report: &Report, part: Part) -> Result<(), XlsxError> {
    let sections = report.sections.iter().filter(|section| section.part == part);
    let said = sections.flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    for (at, text) in (from..).zip(said) {
        line(sheet, widths, at, &["", "", text])?;
    }
    Ok(())
}

fn plan(
    sheet: &mut Worksheet,
    dossier: &Dossier,
    report: &Report,
    inputs: Inputs<'_>,
    rating: &Rating,
) -> Result<(), XlsxError> {
    let columns = [
        ("行号", 9.0),
        ("行", 12.0),
        ("结论", 14.0),
        ("问题", 56.0),
        ("整改措施", 40.0),
        ("责任人", 16.0),
        ("期限", 16.0),
    ];
    let widths = head(sheet, "整改计划", &columns)?;
    let nothing = PlanItem::default();
    let mut at = 1;
    for row in dossier.to_remedy().unwrap_or_default() {
        let item = dossier.plan.get(&row).unwrap_or(&nothing);
        let said = outcome_reviewed(row, dossier, inputs, rating).concat();
        let problem = problem(dossier, row, inputs).join("\n");
        line(sheet, &widths, at, &[row.key(), &row_name(row), &said, &problem, &item.measure, &item.owner, &item.due])?;
        at += 1;
    }
    sentences(sheet, &widths, at, report, Part::Plan)
}

fn opinions(sheet: &mut Worksheet, dossier: &Dossier, rating: &Rating) -> Result<(), XlsxError> {
    let widths = head(
        sheet,
        "复核意见",
        &[
            ("层级", 24.0),
            ("单位", 32.0),
            ("日期", 14.0),
            ("行号", 9.0),
            ("意见", 10.0),
            ("理由", 60.0),
            ("复核星级", 10.0),
        ],
    )?;
    let mut at = 1;
    for (number, review) in (1..).zip(&dossier.reviews) {
        let star = dossier.reviewed_rating(number).map_or("", |after| after.assured.name());
        let before = [review.level.name(), &review.body, &review.date];
        if !review.remark.is_empty() {
            line(sheet, &widths, at, &[before.as_slice(), &["", "总体", &review.remark, star]].concat())?;
            at += 1;
        }
        for (row, said) in &review.rows {
            let (word, mut why) = if said.accepted { ("认可", &*said.reason) } else { ("不认可", said.why()) };
            let outrun = format!("{why}{OUTRUN}");
            if !said.accepted && said.is_outrun(rating.row(*row)) {
                why = &outrun;
            }
            line(sheet, &widths, at, &[before.as_slice(), &[row.key(), word, why, star]].concat())?;
            at += 1;
        }
        for (claim, confirmed) in &review.claims {
            let word = if *confirmed { "确认申明" } else { "不确认申明" };
            line(sheet, &widths, at, &[before.as_slice(), &[claim.key(), word, "", star]].concat())?;
            at += 1;
        }
    }
    Ok(())
}
