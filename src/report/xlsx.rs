//! One dossier as a workbook: summary, every clause, the numbers with live rates, evidence, plan, opinions.
//!
//! The verdicts are the engine's; formulas stand beside them to be looked at, never instead. What people typed is
//! written as text and never becomes a formula.

use super::rows::{listed, problem};
use super::sheet::{Cell, fitting, head, line, line_of, text};
use super::value::{Block, Part, Report};
use super::wording::{arithmetic, claim, fact_name, honour, outcome, row_name, table_name};
use crate::dossier::{Dossier, PlanItem};
use crate::guideline::{Body, FactId, RateId, Table};
use crate::rating::{Inputs, Rating, Value, clause_outcomes, facts_in_use, measure, rate, value};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

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
    facts(book.add_worksheet(), dossier, inputs)?;
    evidence(book.add_worksheet(), dossier, inputs)?;
    plan(book.add_worksheet(), dossier, inputs, rating)?;
    if !dossier.reviews.is_empty() {
        opinions(book.add_worksheet(), dossier)?;
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

/// One line a clause: what was asked, what was said, what follows.
fn clauses(sheet: &mut Worksheet, dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating) -> Result<(), XlsxError> {
    let columns = [
        ("行号", 9.0),
        ("表", 20.0),
        ("维度", 9.0),
        ("短标题（自拟）", 24.0),
        ("工作内容（原文）", 60.0),
        ("行结论", 9.0),
        ("要点号", 10.0),
        ("要点", 48.0),
        ("要点结论", 10.0),
        ("算式", 30.0),
        ("申明不适用", 30.0),
        ("备注", 40.0),
        ("佐证件数", 9.0),
    ];
    let widths = head(sheet, "逐行", &columns)?;
    let mut at = 1;
    for row in Table::of_annex(inputs.profile.annex()).flat_map(Table::rows) {
        let item = row.get();
        let speaking: Vec<_> = item.clauses().filter(|id| id.get().in_scope(inputs.profile)).collect();
        let evidence = Cell::Number(dossier.proof(row).count());
        let before = [
            item.key,
            &table_name(item.table()),
            item.dimension.map_or("", crate::guideline::Dimension::name),
            item.title,
            item.text.for_category(inputs.profile.category()),
            outcome(rating.row(row)),
        ];
        for id in &speaking {
            let sum = measure(*id, inputs).map_or_else(String::new, |measure| arithmetic(&measure));
            let said = clause_outcomes(*id, inputs).map_or("", outcome);
            let claimed = claim(*id, inputs).map_or_else(String::new, |claim| format!("{claim}（待复核确认）"));
            let cells = [id.key(), id.get().quote, said, &sum, &claimed, dossier.note(row)];
            line_of(sheet, &widths, at, &clause_line(before, cells, evidence))?;
            at += 1;
        }
        if speaking.is_empty() {
            let cells = ["", "不在本会范围", "", "", "", dossier.note(row)];
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

fn facts(sheet: &mut Worksheet, dossier: &Dossier, inputs: Inputs<'_>) -> Result<(), XlsxError> {
    let widths = head(
        sheet,
        "基本数据",
        &[("编号", 28.0), ("名称", 40.0), ("数值", 14.0), ("单位", 8.0), ("本工具算得", 14.0)],
    )?;
    let annex = inputs.profile.annex();
    let used: Vec<FactId> = facts_in_use(inputs.profile).collect();
    for (row, fact) in (1..).zip(&used) {
        line(sheet, &widths, row, &[fact.key(), &fact_name(*fact, annex)])?;
        match (inputs.facts.get(*fact), dossier.typed_facts.get(fact)) {
            (_, Some(typed)) => sheet.write_string_with_format(row, 2, fitting(typed), &text())?,
            #[allow(clippy::cast_precision_loss, reason = "counts are below 10^8")]
            (Some(count), None) => sheet.write_number(row, 2, count as f64)?,
            (None, None) => sheet.write_string(row, 2, "")?,
        };
        sheet.write_string(row, 3, fact.get().unit)?;
    }
    let place = |fact: FactId| used.iter().position(|other| *other == fact).map(|at| format!("C{}", at + 2));
    let percent = Format::new().set_num_format("0.00%");
    let mut row = u32::try_from(used.len()).unwrap_or(u32::MAX).saturating_add(2);
    for id in RateId::all() {
        let (Some(of), Some(per)) = (place(id.get().of), place(id.get().per)) else { continue };
        line(sheet, &widths, row, &[id.key(), id.get().label])?;
        let own = match value(id, inputs) {
            // Rounded down, as everywhere: 79.996% never reads 80.00%.
            #[allow(clippy::cast_precision_loss, reason = "at most 10,000 for a rate")]
            Value::Ratio(ratio) => Some(ratio.hundredths() as f64 / 10_000.0),
            Value::Percent(percent) => Some(f64::from(percent.hundredths()) / 10_000.0),
            _ => None,
        };
        if inputs.facts.get(id.get().of).is_some() && inputs.facts.get(id.get().per).is_some_and(|per| per > 0) {
            let result = own.map_or_else(String::new, |own| own.to_string());
            let formula = Formula::new(format!("=IF({per}=0,\"\",INT({of}*10000/{per})/10000)")).set_result(result);
            sheet.write_formula_with_format(row, 2, formula, &percent)?;
        }
        match own {
            Some(own) => sheet.write_number_with_format(row, 4, own, &percent)?,
            None => sheet.write_string(row, 4, "")?,
        };
        row += 1;
    }
    Ok(())
}

fn evidence(sheet: &mut Worksheet, dossier: &Dossier, inputs: Inputs<'_>) -> Result<(), XlsxError> {
    let widths =
        head(sheet, "佐证材料", &[("行号", 9.0), ("行", 12.0), ("名称", 48.0), ("日期", 16.0), ("存放处", 32.0)])?;
    for (at, (row, entry)) in (1..).zip(listed(dossier, inputs)) {
        line(sheet, &widths, at, &[row.key(), &row_name(row), &entry.name, &entry.date, &entry.place])?;
    }
    Ok(())
}

fn plan(sheet: &mut Worksheet, dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating) -> Result<(), XlsxError> {
    let columns = [
        ("行号", 9.0),
        ("行", 12.0),
        ("结论", 10.0),
        ("问题", 60.0),
        ("整改措施", 40.0),
        ("责任人", 16.0),
        ("期限", 16.0),
    ];
    let widths = head(sheet, "整改计划", &columns)?;
    let nothing = PlanItem::default();
    for (at, row) in (1..).zip(dossier.to_remedy().unwrap_or_default()) {
        let item = dossier.plan.get(&row).unwrap_or(&nothing);
        let is_refused = dossier.refusal(row, inputs, dossier.reviews.len()).is_some();
        let said = if is_refused { "不认可" } else { outcome(rating.row(row)) };
        let problem = problem(dossier, row, inputs).join("\n");
        line(sheet, &widths, at, &[row.key(), &row_name(row), said, &problem, &item.measure, &item.owner, &item.due])?;
    }
    Ok(())
}

fn opinions(sheet: &mut Worksheet, dossier: &Dossier) -> Result<(), XlsxError> {
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
            let word = if said.accepted { "认可" } else { "不认可" };
            line(sheet, &widths, at, &[before.as_slice(), &[row.key(), word, &said.reason, star]].concat())?;
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
