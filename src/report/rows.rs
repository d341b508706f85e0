//! 四、逐行情况; 五、存在问题; 六、不适用和存疑; 七、佐证材料目录

use super::value::{Align, Block, Column, Row, Table};
use super::verdict::names;
use super::wording::{claim, clause, confirmation, lacks, outcome_reviewed, row_name, table_name};
use crate::dossier::{Dossier, Evidence, PlanItem};
use crate::guideline::{RowId, Table as GuidelineTable};
use crate::rating::{Inputs, Outcome, Rating};

/// In place of the document's words where its cell for this kind of union is empty.
pub const EMPTY: &str = "（原文此格为空）";

fn all_rows(inputs: Inputs<'_>) -> impl Iterator<Item = RowId> {
    GuidelineTable::of_annex(inputs.profile.annex()).flat_map(GuidelineTable::rows)
}

/// Every row of the annex, table by table.
pub fn rows(dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (number, table) in GuidelineTable::of_annex(inputs.profile.annex()).enumerate() {
        let digit = ["一", "二", "三", "四", "五", "六"].get(number).copied().unwrap_or("");
        blocks.push(Block::Heading(format!("（{digit}）{}", table_name(table))));
        blocks.push(Block::Table(Table {
            key: format!("rows-{}", table.key()),
            columns: vec![
                Column::new("行", 7, Align::Left),
                Column::new("工作内容和要点", 78, Align::Left),
                Column::new("结论", 15, Align::Left),
            ],
            rows: table.rows().map(|row| one_row(dossier, inputs, rating, row)).collect(),
        }));
    }
    blocks
}

fn one_row(dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating, id: RowId) -> Row {
    let row = id.get();
    let number = vec![format!("{:02}", row.ordinal)];
    let words = row.text.for_category(inputs.profile.category());
    if !id.speaks_of(inputs.profile) {
        let mut content = document(words, row.title);
        content.extend(doubt(id, inputs));
        let verdict = vec!["不适用".to_owned(), "（不在本会范围）".to_owned()];
        return Row { about: Some(row.key), cells: vec![number, content, verdict] };
    }
    let mut content = document(words, row.title);
    let in_scope: Vec<_> = row.clauses().filter(|id| id.get().in_scope(inputs.profile)).collect();
    content.extend(in_scope.iter().filter_map(|id| clause(*id, dossier, inputs, in_scope.len() > 1)));
    if !dossier.note(id).is_empty() {
        content.push(format!("备注：{}", dossier.note(id)));
    }
    let listed = dossier.proof(id).count();
    if listed > 0 {
        content.push(format!("佐证{listed}件，见佐证材料目录。"));
    }
    content.extend(doubt(id, inputs));
    let verdict = outcome_reviewed(id, dossier, inputs, rating);
    Row { about: Some(row.key), cells: vec![number, content, verdict] }
}

/// What stands in the document, word by word; that its cell is empty, and our own words apart, where it is.
fn document(words: &str, title: &str) -> Vec<String> {
    if words.is_empty() {
        vec![EMPTY.to_owned(), format!("{title}（短标题，本工具自拟）")]
    } else {
        vec![words.to_owned()]
    }
}

/// How a doubtful row is read.
fn doubt(row: RowId, inputs: Inputs<'_>) -> Option<String> {
    row.doubt_for(inputs.profile).map(|reading| format!("扫描件存疑，本工具口径：{}", reading.taken))
}

/// What a row lacks, in paragraphs: its clauses that are not met, and what a review did not accept, or 待填.
pub fn problem(dossier: &Dossier, row: RowId, inputs: Inputs<'_>) -> Vec<String> {
    let mut lacking = lacks(row, dossier, inputs);
    lacking.extend(dossier.refusal(row, inputs, dossier.reviews.len()).map(|refusal| refusal.to_string()));
    if lacking.is_empty() { vec!["待填".to_owned()] } else { lacking }
}

/// Why there is nothing to be remedied.
fn nothing(inputs: Inputs<'_>, rating: &Rating) -> &'static str {
    let any = |outcome: Outcome| all_rows(inputs).any(|row| rating.row(row).definite() == Some(outcome));
    match (any(Outcome::Met), any(Outcome::NotMet)) {
        (_, true) => "没有须整改的行。创新指数各行是并列的选项，已满足要求。",
        (true, false) => "已填各行没有未达到的。",
        (false, false) => "各行都还没有填。",
    }
}

/// Rows to be remedied, with what will be done; blank where nothing was written.
pub fn problems(dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating) -> Vec<Block> {
    let rows = dossier.to_remedy().unwrap_or_default().into_iter();
    let rows: Vec<_> = rows
        .map(|row| {
            let item = dossier.plan.get(&row);
            let planned = |part: fn(&PlanItem) -> &String| item.map(part).filter(|text| !text.is_empty()).cloned();
            let cell = |text: Option<String>| text.map_or_else(Vec::new, |text| vec![text]);
            Row {
                about: Some(row.key()),
                cells: vec![
                    vec![row_name(row)],
                    problem(dossier, row, inputs),
                    cell(planned(|item| &item.measure)),
                    cell(planned(|item| &item.owner)),
                    cell(planned(|item| &item.due)),
                ],
            }
        })
        .collect();
    if rows.is_empty() {
        return vec![Block::Paragraph(nothing(inputs, rating).to_owned())];
    }
    vec![Block::Table(Table {
        key: "problems".to_owned(),
        columns: vec![
            Column::new("行", 11, Align::Left),
            Column::new("问题", 35, Align::Left),
            Column::new("整改措施", 24, Align::Left),
            Column::new("责任人", 15, Align::Left),
            Column::new("期限", 15, Align::Left),
        ],
        rows,
    })]
}

/// Claims, rows that do not apply, rows whose scan is doubtful.
pub fn exemptions(dossier: &Dossier, inputs: Inputs<'_>, rating: &Rating) -> Vec<Block> {
    let claims: Vec<_> = all_rows(inputs)
        .flat_map(|row| row.get().clauses().map(move |id| (row, id)))
        .filter_map(|(row, id)| {
            let sentence = claim(id, inputs)?;
            let became = confirmation(id, dossier);
            Some(format!("{}{} {sentence}（{became}）", row_name(row), id.get().letter()))
        })
        .collect();
    let none = || "没有。".to_owned();
    let claims = if claims.is_empty() { none() } else { format!("{}。", claims.join("；")) };
    let not_applicable = |by_scope: bool| {
        let rows = names(all_rows(inputs).filter(|row| {
            rating.row(*row).definite() == Some(Outcome::NotApplicable) && by_scope != row.speaks_of(inputs.profile)
        }));
        if rows.is_empty() { none() } else { format!("{rows}。") }
    };
    let doubtful: Vec<_> = all_rows(inputs).filter(|row| row.doubt_for(inputs.profile).is_some()).collect();
    let doubts = if doubtful.is_empty() {
        none()
    } else {
        format!("{}，共{}行，按本工具口径判定，以正式文件为准。", names(doubtful.iter().copied()), doubtful.len())
    };
    let line = |name: &str, text: String| Row::new(vec![vec![name.to_owned()], vec![text]]);
    vec![Block::Table(Table {
        key: "exemptions".to_owned(),
        columns: vec![Column::new("", 24, Align::Left), Column::new("", 76, Align::Left)],
        rows: vec![
            line("申明不适用", claims),
            line("按申明或数据整行不适用", not_applicable(false)),
            line("不在本会范围", not_applicable(true)),
            line("扫描件存疑", doubts),
        ],
    })]
}

/// The evidence of the rows of this annex: in every form of the report the same.
pub fn listed<'a>(dossier: &'a Dossier, inputs: Inputs<'_>) -> impl Iterator<Item = (RowId, &'a Evidence)> {
    all_rows(inputs).flat_map(|row| dossier.proof(row).map(move |entry| (row, entry)))
}

/// The evidence, numbered through.
pub fn evidence(dossier: &Dossier, inputs: Inputs<'_>) -> Vec<Block> {
    let or_blank = |text: &str| if text.is_empty() { "未填".to_owned() } else { text.to_owned() };
    let rows: Vec<_> = (1..)
        .zip(listed(dossier, inputs))
        .map(|(number, (row, entry))| Row {
            about: Some(row.key()),
            cells: vec![
                vec![number.to_string()],
                vec![row_name(row)],
                vec![or_blank(&entry.name)],
                vec![or_blank(&entry.date)],
                vec![or_blank(&entry.place)],
            ],
        })
        .collect();
    if rows.is_empty() {
        return vec![Block::Paragraph("未列佐证材料。".to_owned())];
    }
    vec![Block::Table(Table {
        key: "evidence".to_owned(),
        columns: vec![
            Column::new("序号", 9, Align::Left),
            Column::new("行", 13, Align::Left),
            Column::new("名称", 38, Align::Left),
            Column::new("日期", 18, Align::Left),
            Column::new("存放处", 22, Align::Left),
        ],
        rows,
    })]
}
