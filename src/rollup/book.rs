//! The desk as a workbook and as CSV. What people typed is written as text and never becomes a formula.

use super::csv::csv;
use super::desk::Desk;
use super::list::Line;
use super::overview::{Overview, hundredths};
use super::record::DrawRecord;
use super::unit::higher_name;
use crate::guideline::{Category, RowId, Star};
use crate::rating::Effort;
use crate::report::row_name;
use crate::report::sheet::{Cell, figures, fitting, head, line, line_of, number, percent, text};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// The workbook; none where the archive cannot be written.
pub fn book(desk: &Desk) -> Option<Vec<u8>> {
    write(desk).ok()
}

fn write(desk: &Desk) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let view = desk.overview();
    overview(book.add_worksheet(), desk.name(), &view)?;
    units(book.add_worksheet(), desk)?;
    rows(book.add_worksheet(), &view)?;
    problems(book.add_worksheet(), desk)?;
    if let Some(record) = desk.record() {
        draw(book.add_worksheet(), record)?;
    }
    book.save_to_buffer()
}

/// 三星03会员实名制率，差1人
fn lack((row, effort): &(RowId, Effort)) -> String {
    let takes = match effort {
        Effort::Counted(missing) => {
            let parts = missing.iter().map(|(count, fact)| format!("{count}{}", fact.get().unit));
            format!("差{}", parts.collect::<Vec<_>>().join("、"))
        }
        Effort::NotMet => "未达到".to_owned(),
        Effort::Open => "待填".to_owned(),
    };
    format!("{}{}，{takes}", row_name(*row), row.get().title)
}

fn overview(sheet: &mut Worksheet, desk: &str, view: &Overview) -> Result<(), XlsxError> {
    let columns = [
        ("项目", 30.0),
        ("合计", 10.0),
        ("未定星", 10.0),
        ("一星", 10.0),
        ("二星", 10.0),
        ("三星", 10.0),
        ("四星", 10.0),
        ("五星", 10.0),
        ("应达家数", 10.0),
        ("现为", 10.0),
    ];
    let widths = head(sheet, "概览", &columns)?;
    figures(sheet, &columns, &[1, 2, 3, 4, 5, 6, 7, 8, 9])?;
    line(sheet, &widths, 1, &[&format!("汇总单位：{}", if desk.is_empty() { "未填" } else { desk })])?;
    line(sheet, &widths, 2, &[&format!("年度：{}年", view.year)])?;
    let mut at = 2;
    let mut stars = |sheet: &mut Worksheet, name: &str, stars: &[usize; 6]| -> Result<(), XlsxError> {
        at += 1;
        line(sheet, &widths, at, &[name])?;
        number(sheet, at, 1, stars.iter().sum::<usize>())?;
        for (column, count) in (2..).zip(stars) {
            number(sheet, at, column, *count)?;
        }
        Ok(())
    };
    let mut all = [0; 6];
    for of in &view.categories {
        stars(sheet, of.category.name(), &of.stars)?;
        for (sum, count) in all.iter_mut().zip(of.stars) {
            *sum += count;
        }
    }
    stars(sheet, "合计（不含乡镇）", &all)?;
    stars(sheet, "乡镇（街道、园区）工会（参照）", &view.townships)?;
    for of in &view.highers {
        stars(sheet, &format!("上级工会：{}", higher_name(&of.higher)), &of.stars)?;
    }
    for target in &view.targets {
        at += 1;
        // Of a sum over years this desk has one.
        let asked = target.percent.map_or_else(
            || format!("（本年家数；目标为累计{}家）", target.needed),
            |percent| format!("及以上≥{percent}%"),
        );
        line(sheet, &widths, at, &[&format!("目标：{}{asked}", target.star.name())])?;
        number(sheet, at, 1, target.have)?;
        number(sheet, at, 8, target.needed)?;
        if let Some(of_whole) = hundredths(target.have, target.whole(view.counted)) {
            share(sheet, at, 9, of_whole)?;
        }
    }
    Ok(())
}

/// A percentage in hundredths.
fn share(sheet: &mut Worksheet, row: u32, column: u16, hundredths: u64) -> Result<(), XlsxError> {
    let format = percent();
    #[allow(clippy::cast_precision_loss, reason = "counts of units")]
    sheet.write_number_with_format(row, column, hundredths as f64 / 10_000.0, &format)?;
    Ok(())
}

/// A line that runs on over the columns beside it.
fn line_at(sheet: &mut Worksheet, row: u32, column: u16, words: &str) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, fitting(words), &text().unset_text_wrap())?;
    Ok(())
}

const COLUMNS: [(&str, f64); 13] = [
    ("工会名称", 28.0),
    ("上级工会", 22.0),
    ("类别", 15.0),
    ("年度", 7.0),
    ("现为", 9.0),
    ("自评已确保", 9.0),
    ("最高可达", 9.0),
    ("复核", 16.0),
    ("抽查", 7.0),
    ("荣誉复核星级", 9.0),
    ("到下一星还差行数", 9.0),
    ("最省力的行", 34.0),
    ("标识", 22.0),
];

/// The highest level that reviewed it, and what it has left.
fn reviewed(unit: &Line) -> String {
    let level = unit.opinions.iter().map(|(level, _)| level.name()).next_back().unwrap_or_default();
    if unit.unseen == 0 { level.to_owned() } else { format!("{level}（还有{}行没看）", unit.unseen) }
}

fn cells(year: u16, unit: &Line) -> [String; 13] {
    // A township's stars are for reference (reading A21), and are not to be counted with the others'.
    let reference = if unit.category == Category::Township { "参照" } else { "" };
    let star = |star: Star| format!("{reference}{}", star.name());
    [
        unit.name.clone(),
        unit.higher.trim().to_owned(),
        unit.category.name().to_owned(),
        year.to_string(),
        star(unit.star),
        star(unit.own),
        star(unit.attainable),
        reviewed(unit),
        if unit.failed { "未通过" } else { "" }.to_owned(),
        unit.track.map_or("", Star::name).to_owned(),
        unit.short.map_or_else(String::new, |short| short.to_string()),
        unit.lacking.iter().map(lack).collect::<Vec<_>>().join("；"),
        unit.id.clone(),
    ]
}

fn units(sheet: &mut Worksheet, desk: &Desk) -> Result<(), XlsxError> {
    let widths = head(sheet, "单位", &COLUMNS)?;
    figures(sheet, &COLUMNS, &[3, 10])?;
    let year = desk.year();
    for (row, unit) in (1..).zip(&desk.lines()) {
        let cells = cells(year, unit);
        let mut cells = cells.each_ref().map(|text| Cell::Text(text.as_str()));
        cells[3] = Cell::Number(usize::from(year));
        if let Some(short) = unit.short {
            cells[10] = Cell::Number(usize::from(short));
        }
        line_of(sheet, &widths, row, &cells)?;
    }
    Ok(())
}

/// The list of units as CSV.
pub fn list_csv(desk: &Desk) -> String {
    let year = desk.year();
    let names = COLUMNS.iter().map(|(name, _)| (*name).into()).collect();
    let lines = desk.lines();
    let lines = lines.iter().map(|unit| cells(year, unit).into_iter().map(Into::into).collect());
    csv(core::iter::once(names).chain(lines))
}

fn rows(sheet: &mut Worksheet, view: &Overview) -> Result<(), XlsxError> {
    let mut columns = vec![("行", 10.0), ("工作内容", 40.0), ("未达到家数", 12.0), ("适用家数", 12.0)];
    let categories: Vec<&str> = view.categories.iter().map(|of| of.category.name()).collect();
    for category in &categories {
        columns.push((category, 14.0));
    }
    let widths = head(sheet, "各行", &columns)?;
    let of_units: Vec<u16> = (2..).take(columns.len() - 2).collect();
    figures(sheet, &columns, &of_units)?;
    for (at, of) in (1..).zip(&view.rows) {
        let by = of.by.map(
            |(not_met, applies)| {
                if applies == 0 { "不适用".to_owned() } else { format!("{not_met}/{applies}") }
            },
        );
        let name = row_name(of.row);
        let mut cells = vec![Cell::Text(&name), Cell::Text(of.row.get().title)];
        cells.extend([of.all.0, of.all.1].map(Cell::Number));
        cells.extend(by.iter().map(|text| Cell::Figure(text)));
        line_of(sheet, &widths, at, &cells)?;
    }
    Ok(())
}

fn problems(sheet: &mut Worksheet, desk: &Desk) -> Result<(), XlsxError> {
    let widths = head(sheet, "未计入和待核对", &[("文件", 48.0), ("工会名称", 40.0), ("原因", 72.0)])?;
    for (at, problem) in (1..).zip(desk.problems()) {
        line(sheet, &widths, at, &[&problem.source, &problem.name, &problem.to_string()])?;
    }
    Ok(())
}

fn draw(sheet: &mut Worksheet, record: &DrawRecord) -> Result<(), XlsxError> {
    let columns = [
        ("次序", 7.0),
        ("工会名称", 30.0),
        ("上级工会", 24.0),
        ("名单上的星级", 9.0),
        ("抽查结果", 10.0),
        ("抽查后", 9.0),
        ("不认可的行", 24.0),
        ("理由", 48.0),
        ("标识", 22.0),
    ];
    let widths = head(sheet, "抽查", &columns)?;
    figures(sheet, &columns, &[0])?;
    let star = |number: u8| Star::from_number(number).unwrap_or(Star::None).name();
    let mut at = 0;
    for entry in record.drawn.iter().filter_map(|id| record.entry(id)) {
        at += 1;
        let result = record.results.get(&entry.id);
        let rows = result.map(|result| {
            result.rows.iter().filter_map(|key| RowId::from_key(key)).map(row_name).collect::<Vec<_>>().join("、")
        });
        let said = result.map_or("", |result| if result.passed { "通过" } else { "未通过" });
        let after = result.map_or("", |result| star(result.star));
        let reason = result.map_or("", |result| result.reason.as_str());
        let rows = rows.unwrap_or_default();
        let texts = [&entry.name, &entry.higher, star(entry.star), said, after, &rows, reason, &entry.id];
        let cells: Vec<Cell<'_>> =
            core::iter::once(Cell::Number(at as usize)).chain(texts.into_iter().map(Cell::Text)).collect();
        line_of(sheet, &widths, at, &cells)?;
    }
    if !record.desk.is_empty() {
        line_at(sheet, at + 1, 1, &format!("汇总单位：{}", record.desk))?;
    }
    line_at(sheet, at + 2, 1, &format!("名单摘要（SHA-256）：{}", record.digest))?;
    let DrawRecord { seed, origin, witnesses, date, .. } = record;
    let of_list =
        format!("{}年，名单{}家，{}，{}%", record.year, record.list.len(), record.strata.name(), record.percent);
    line_at(sheet, at + 3, 1, &format!("种子：{seed}　来源：{origin}　在场：{witnesses}　日期：{date}"))?;
    line_at(sheet, at + 4, 1, &of_list)?;
    Ok(())
}
