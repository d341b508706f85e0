//! 二、自评结论 and 三、各表的达标情况

use super::value::{Align, Block, Column, Row, Table};
use super::wording::{row_name, standing, table_name};
use crate::guideline::{Annex, Profile, RowId, Star};
use crate::rating::{Condition, Rating, Rung, RungState, condition_of, explain};

/// The verdict in sentences: the interval, and for each star why.
pub fn verdict(profile: Profile, rating: &Rating) -> Vec<Block> {
    let annex = profile.annex();
    let reference = if annex == Annex::Two { "参照" } else { "" };
    let (filled, all) = rating.progress(profile);
    let mut blocks = Vec::new();
    let conclusion = match (rating.assured, rating.attainable) {
        (Star::None, Star::None) => "我会未达到一星的条件，未定星。".to_owned(),
        (assured, attainable) if assured == attainable => {
            format!("我会自评达到{reference}{}级标准。", assured.name())
        }
        (Star::None, attainable) => format!("我会尚未确保一星，最高可达{reference}{}。", attainable.name()),
        (assured, attainable) => {
            format!("我会已确保{reference}{}，最高可达{reference}{}。", assured.name(), attainable.name())
        }
    };
    let open = all - filled;
    let draft = if open > 0 { format!("{all}行中尚有{open}行待填。") } else { String::new() };
    blocks.push(Block::Paragraph(format!("{conclusion}{draft}")));
    for rung in explain(annex, rating) {
        blocks.push(Block::Paragraph(reason(&rung)));
    }
    if let Some(next) = rating.assured.next() {
        blocks.push(Block::Paragraph(format!("到{}还差{}行。", next.name(), rating.missing_for(next, annex))));
    }
    blocks
}

/// 三星可以达到。活力指数（三星）16行须13行：达到11，未达到2，待填3，还差2行（取决于第03、08行）。
fn reason(rung: &Rung) -> String {
    let state = standing(rung.state);
    // What it lacks is a star below.
    let below = match rung.rule.star.below() {
        Some(below) if rung.waits() => format!("，须先达到{}", below.name()),
        _ => String::new(),
    };
    let parts: Vec<_> = rung.conditions.iter().map(condition).collect();
    format!("{}{state}{below}。{}。", rung.rule.star.name(), parts.join("；"))
}

fn condition(condition: &Condition) -> String {
    let tally = condition.tally;
    let mut sentence =
        format!("{}{}行须{}行：达到{}", table_name(condition.table), tally.applicable(), condition.required, tally.met);
    for (name, count) in [("未达到", tally.not_met), ("待填", tally.open)] {
        if count > 0 {
            sentence.push_str(&format!("，{name}{count}"));
        }
    }
    if condition.missing > 0 {
        sentence.push_str(&format!("，还差{}行（取决于第{}行）", condition.missing, numbers(&condition.deciding)));
    }
    sentence
}

/// 03、08、10
pub fn numbers(rows: &[RowId]) -> String {
    rows.iter().map(|row| format!("{:02}", row.get().ordinal)).collect::<Vec<_>>().join("、")
}

/// One line a table.
pub fn tables(annex: Annex, rating: &Rating) -> Vec<Block> {
    let rungs = explain(annex, rating);
    let mut rows = Vec::new();
    for condition in crate::guideline::Table::of_annex(annex).filter_map(|table| condition_of(&rungs, table)) {
        let tally = condition.tally;
        let end = match (condition.state, condition.missing) {
            (RungState::Assured, _) => "满足".to_owned(),
            (RungState::Attainable, missing) => format!("还差{missing}行"),
            (RungState::OutOfReach, _) => "达不到".to_owned(),
        };
        let numbers = [tally.applicable(), condition.required, tally.met, tally.not_met, tally.open];
        let mut cells = vec![vec![table_name(condition.table)]];
        cells.extend(numbers.iter().map(|number| vec![number.to_string()]));
        cells.push(vec![end]);
        rows.push(Row::new(cells));
    }
    let mut blocks = vec![Block::Table(Table {
        key: "tables".to_owned(),
        columns: vec![
            Column::new("表", 30, Align::Left),
            Column::new("适用", 11, Align::Right),
            Column::new("应达", 11, Align::Right),
            Column::new("达到", 11, Align::Right),
            Column::new("未达到", 12, Align::Right),
            Column::new("待填", 11, Align::Right),
            Column::new("结论", 14, Align::Right),
        ],
        rows,
    })];
    if rungs.iter().any(Rung::waits) {
        blocks.push(Block::Note("注：结论只说本表各行；评某一星，还须先达到前一星。".to_owned()));
    }
    blocks
}

/// 三星03、三星08: rows by name.
pub fn names(rows: impl Iterator<Item = RowId>) -> String {
    rows.map(row_name).collect::<Vec<_>>().join("、")
}
