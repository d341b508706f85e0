//! What stands in the workbook that the officer takes away, and in the list as CSV.

use super::office::workbook;
use super::six::{one, six, six_at_the_desk};
use super::{crowd, desk, opine};
use union_star::dossier::{Dossier, HeldHonour, ReviewLevel};
use union_star::guideline::{Category, HONOURS, RowId, Star};
use union_star::report::row_name;
use union_star::rollup::{Ask, Desk, Export, Filter, Sort, StarFilter, Strata, Tell};

fn sheet(desk: &Desk, name: &str) -> Vec<Vec<String>> {
    let rows = workbook::sheet(&desk.export(Export::Xlsx).unwrap(), name).rows;
    rows.into_iter().map(|row| row.into_iter().map(|cell| cell.shown).collect()).collect()
}

#[test]
fn the_first_sheet_counts_each_kind_each_federation_and_each_aim() {
    let mut dossiers = six();
    dossiers[3].union.higher = String::new();
    let expected = [
        ["项目", "合计", "未定星", "一星", "二星", "三星", "四星", "五星", "应达家数", "现为"].as_slice(),
        &["汇总单位：杭州市总工会"],
        &["年度：2026年"],
        &["国有（集体）企业工会", "1", "0", "0", "0", "0", "0", "1"],
        &["非公企业工会", "1", "0", "0", "1", "0", "0", "0"],
        &["新业态企业工会", "1", "0", "0", "0", "0", "1", "0"],
        &["机关（事业）单位工会", "1", "0", "0", "0", "0", "1", "0"],
        &["区域（行业）性工会", "1", "0", "1", "0", "0", "0", "0"],
        &["合计（不含乡镇）", "5", "0", "1", "1", "0", "2", "1"],
        &["乡镇（街道、园区）工会（参照）", "1", "0", "0", "0", "0", "1", "0"],
        &["上级工会：某某街道总工会（示例）", "2", "0", "1", "1", "0", "0", "0"],
        &["上级工会：未填上级工会", "1", "0", "0", "0", "0", "1", "0"],
        &["上级工会：杭州市产业工会（示例）", "1", "0", "0", "0", "0", "0", "1"],
        &["上级工会：某某区总工会（示例）", "1", "0", "0", "0", "0", "1", "0"],
        &["目标：一星及以上≥95%", "5", "", "", "", "", "", "", "5", "1"],
        &["目标：二星及以上≥90%", "4", "", "", "", "", "", "", "5", "0.8"],
        &["目标：三星及以上≥80%", "3", "", "", "", "", "", "", "4", "0.6"],
        &["目标：四星及以上≥60%", "3", "", "", "", "", "", "", "3", "0.6"],
        &["目标：五星（本年家数；目标为累计1000家）", "1", "", "", "", "", "", "", "1000", "0.001"],
    ];
    let mut desk = desk(&dossiers);
    desk.ask(Ask::Name("杭州市总工会".to_owned()));
    assert_eq!(sheet(&desk, "概览"), expected);
}

#[test]
fn each_unit_has_a_line_with_what_it_lacks() {
    let mut desk = six_at_the_desk();
    assert!(matches!(opine(&mut desk, "soe", &["五星01"], "台账缺失"), Tell::Line(_)));
    let lines = sheet(&desk, "单位");
    assert_eq!(lines.len(), 7, "with the township");
    let line = |id: &str| lines.iter().find(|line| line.last().unwrap() == id).unwrap();
    assert_eq!(
        line("private")[2..12],
        [
            "非公企业工会",
            "2026",
            "二星",
            "二星",
            "四星",
            "",
            "",
            "",
            "2",
            "三星03会员实名制与入会率，差1人；三星10平等协商与集体合同，未达到"
        ]
    );
    assert_eq!(line("soe")[4..8], ["四星", "五星", "四星", "区县（市）总工会、产业工会"], "reviewed");
    assert_eq!(line("platform")[10..12], ["5", ""], "more than two rows are no list to work through");
    let federations: Vec<&String> = lines[1..].iter().map(|line| &line[1]).collect();
    assert!(federations.is_sorted(), "{federations:?}");
}

#[test]
fn an_open_row_is_to_be_filled_in() {
    let mut dossier = one(Category::Soe);
    let row = RowId::from_key("g1-01").unwrap();
    row.get().clauses().for_each(|clause| dossier.answers.set(clause, None));
    dossier.facts.set(union_star::guideline::FactId::from_key("women_members").unwrap(), None);
    let lines = sheet(&desk(&[dossier]), "单位");
    assert_eq!(lines[1][10..12], ["1".to_owned(), format!("{}{}，待填", row_name(row), row.get().title)]);
}

#[test]
fn the_csv_says_what_the_sheet_of_units_says() {
    let desk = desk(&crowd(20));
    let csv = String::from_utf8(desk.export(Export::Csv).unwrap()).unwrap();
    let lines: Vec<Vec<&str>> =
        csv.trim_start_matches('\u{feff}').lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines, sheet(&desk, "单位"));
}

#[test]
fn each_row_of_the_guideline_says_how_many_do_not_meet_it() {
    let desk = desk(&crowd(40));
    let lines = sheet(&desk, "各行");
    let view = desk.overview();
    assert_eq!(lines.len(), view.rows.len() + 1);
    for (line, of) in lines[1..].iter().zip(&view.rows) {
        assert_eq!(line[..2], [row_name(of.row), of.row.get().title.to_owned()]);
        assert_eq!(line[2..4], [of.all.0.to_string(), of.all.1.to_string()]);
        for (cell, (not_met, applies)) in line[4..].iter().zip(of.by) {
            assert_eq!(*cell, if applies > 0 { format!("{not_met}/{applies}") } else { "不适用".to_owned() });
        }
    }
    assert!(lines.iter().flatten().any(|cell| cell == "不适用"));
}

#[test]
fn what_is_not_counted_stands_on_a_sheet_with_its_reason() {
    let mut dossiers = crowd(2);
    dossiers.push(Dossier { as_of: "2025-01-01".to_owned(), ..dossiers[0].clone() });
    let mut desk = desk(&dossiers);
    desk.unreadable("坏盘.json");
    let older =
        ["2.json", &dossiers[0].union.name, "同一工会同一年度有更新的一份“0.json”（数字截至日较晚），以新的为准。"];
    let unreadable = ["坏盘.json", "", "浏览器读不出这个文件，请把它存到本机后再拖进来。"];
    assert_eq!(sheet(&desk, "未计入和待核对"), [["文件", "工会名称", "原因"], unreadable, older]);
}

#[test]
fn the_spot_check_has_a_sheet_once_a_list_is_frozen() {
    let mut desk = six_at_the_desk();
    assert!(!workbook::names(&desk.export(Export::Xlsx).unwrap()).contains(&"抽查".to_owned()));
    desk.ask(Ask::Freeze { percent: 100, strata: Strata::Whole });
    desk.ask(Ask::Name("杭州市总工会".to_owned()));
    desk.ask(Ask::Draw {
        seed: "3 1 4".to_owned(),
        origin: "掷骰".to_owned(),
        witnesses: "三人".to_owned(),
        date: "2026-11-24".to_owned(),
    });
    desk.ask(Ask::Pass("platform".to_owned()));
    let rows = ["五星01".to_owned(), "一星 01".to_owned()];
    desk.ask(Ask::Fail { id: "soe".to_owned(), rows: rows.to_vec(), reason: "台账缺失".to_owned() });
    let lines = sheet(&desk, "抽查");
    let record = desk.record().unwrap();
    assert_eq!(record.drawn.len(), 3);
    let ids: Vec<&String> = lines[1..4].iter().map(|line| &line[8]).collect();
    assert_eq!(ids, record.drawn.iter().collect::<Vec<_>>(), "in the order drawn");
    for (at, line) in (1..).zip(&lines[1..4]) {
        let said = match line[8].as_str() {
            "platform" => ["四星", "通过", "四星", "", ""],
            "soe" => ["五星", "未通过", "未定星", "一星01、五星01", "台账缺失"],
            _ => ["四星", "", "", "", ""],
        };
        assert_eq!((line[0].parse(), &line[3..8]), (Ok(at), said.map(str::to_owned).as_slice()));
    }
    let below: Vec<String> = lines[4..].iter().map(|line| line.concat()).collect();
    let digest = format!("名单摘要（SHA-256）：{}", record.digest);
    let seed = "种子：3 1 4　来源：掷骰　在场：三人　日期：2026-11-24";
    let list = "2026年，名单3家，不分层，100%";
    assert_eq!(below, ["汇总单位：杭州市总工会", &digest, seed, list]);
}

#[test]
fn a_review_counts_at_its_highest_level() {
    let mut desk = six_at_the_desk();
    for level in [ReviewLevel::City, ReviewLevel::Street] {
        let filter = Filter { star: StarFilter::Exactly(Star::Five), ..Filter::default() };
        desk.ask(Ask::Uphold { filter, level, body: "某会".to_owned(), date: String::new() });
    }
    let reviewed: Vec<String> = sheet(&desk, "单位")[1..].iter().map(|line| line[7].clone()).collect();
    assert_eq!(reviewed.iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>(), ["市总工会"]);
}

#[test]
fn years_rows_and_places_are_numbers_that_a_spreadsheet_can_sort() {
    let mut desk = six_at_the_desk();
    desk.ask(Ask::Freeze { percent: 100, strata: Strata::Whole });
    desk.ask(Ask::Draw { seed: "1".to_owned(), origin: String::new(), witnesses: String::new(), date: String::new() });
    let book = desk.export(Export::Xlsx).unwrap();
    let units = workbook::sheet(&book, "单位").rows;
    assert_eq!(units[0][10].shown, "到下一星还差行数");
    for unit in &units[1..] {
        assert!(unit[3].is_number, "the year");
        assert!(unit[10].is_number || unit[10].shown.is_empty(), "rows short");
        assert!(!unit[12].is_number, "an id stays a text");
    }
    assert!(workbook::sheet(&book, "抽查").rows[1..4].iter().all(|line| line[0].is_number));
}

/// R14: the district reviews these against four or five stars, whatever they say of themselves.
#[test]
fn honours_of_before_are_in_the_book_and_on_the_list() {
    let mut honoured = one(Category::Soe);
    let four = HONOURS.iter().find(|honour| honour.star == Star::Four).unwrap();
    honoured.honours = vec![HeldHonour::new(four, 2021)];
    let mut desk = desk(&[honoured, one(Category::Private)]);
    let column = sheet(&desk, "单位")[0].iter().position(|name| name == "荣誉复核星级").unwrap();
    let mut shown: Vec<String> = sheet(&desk, "单位")[1..].iter().map(|line| line[column].clone()).collect();
    shown.sort();
    assert_eq!(shown, ["", "四星"]);
    let found = |desk: &mut Desk, track: Star| {
        let filter = Filter { track: Some(track), ..Filter::default() };
        let Tell::Units(total, _) = desk.ask(Ask::Units { filter, sort: Sort::Name, from: 0, count: 9 }) else {
            panic!()
        };
        total
    };
    assert_eq!((found(&mut desk, Star::Four), found(&mut desk, Star::Five)), (1, 0));
}

/// Reading A21: by the same rules, but for reference, and never counted with the others.
#[test]
fn a_townships_stars_are_marked_as_for_reference() {
    let desk = six_at_the_desk();
    for line in &sheet(&desk, "单位")[1..] {
        let is_township = line[2] == Category::Township.name();
        assert!(line[4..7].iter().all(|star| star.starts_with("参照") == is_township), "{line:?}");
    }
    let csv = String::from_utf8(desk.export(Export::Csv).unwrap()).unwrap();
    assert!(csv.lines().any(|line| line.contains(&format!("{},2026,参照四星,", Category::Township.name()))), "{csv}");
}
