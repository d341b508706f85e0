//! The report as plain text, its parts alone, and the names by which people call rows.

use super::keys::row;
use super::made::{report, row as line, table};
use super::sections::private;
use union_star::dossier::Action;
use union_star::guideline::{Annex, RowId};
use union_star::report::{Align, Block, Extent, Part, Row, Signature, build, row_name, row_named, text};

#[test]
fn a_table_has_its_names_over_it_if_it_has_any() {
    let rows = || vec![line(&["甲", "1"]), Row { about: None, cells: vec![vec!["乙".to_owned(), "丙".to_owned()]] }];
    let named = table(&[("行", 50, Align::Left), ("数", 50, Align::Right)], rows());
    let nameless = table(&[("", 50, Align::Left), ("", 50, Align::Left)], rows());
    let places = vec![Signature { name: "主席", seal: false }, Signature { name: "总工会", seal: true }];
    let blocks = vec![
        Block::Heading("（一）".to_owned()),
        Block::Table(named),
        Block::Table(nameless),
        Block::Signatures(places),
        Block::Note("小字。".to_owned()),
    ];
    let expected = "某某工会\n自评报告\n（草稿）\n\n现报告如下。\n\n一、逐行情况\n\n（一）\n\
                    行 | 数\n甲 | 1\n乙；丙\n甲 | 1\n乙；丙\n\
                    主席：　　　　　　年　　月　　日\n总工会：　　　　（盖章）　　年　　月　　日\n小字。\n\n\
                    注：以复核认定为准。\n摘要 ABCD-0123";
    assert_eq!(text(&report(blocks)), expected);
}

#[test]
fn the_paragraphs_of_a_cell_are_joined_as_one_would_write_them() {
    let cell = |lines: &[&str]| Row { about: None, cells: vec![lines.iter().map(|line| (*line).to_owned()).collect()] };
    let rows = vec![
        cell(&["建立女职工委员会。", "a 工会委员会：达到", "b 女职工委员会：达到"]),
        cell(&["达到", "（待复核确认）"]),
        cell(&["所谓“达到。”", "备注：", "第一段"]),
    ];
    let said = text(&report(vec![Block::Table(table(&[("", 100, Align::Left)], rows))]));
    for line in
        ["建立女职工委员会。a 工会委员会：达到；b 女职工委员会：达到", "达到（待复核确认）", "所谓“达到。”备注：第一段"]
    {
        assert!(said.lines().any(|one| one == line), "{said}");
    }
}

#[test]
fn nothing_that_was_typed_hides() {
    let mut dossier = private();
    dossier.union.name = "杭州\u{202e}工会".to_owned();
    dossier.as_of = "十月\u{200b}底".to_owned();
    Action::SetNote(row("g3-03"), "备\u{feff}注".to_owned()).apply(&mut dossier);
    let text = text(&build(&dossier).unwrap());
    for shown in ["杭州〔U+202E〕工会", "数字截至十月〔U+200B〕底。", "备注：备〔U+FEFF〕注"] {
        assert!(text.contains(shown), "{shown}");
    }
}

#[test]
fn each_part_alone_holds_what_its_name_says() {
    let all = [
        Part::Basics,
        Part::Conclusion,
        Part::Tables,
        Part::Rows,
        Part::Plan,
        Part::Exemptions,
        Part::Evidence,
        Part::Opinions,
    ];
    let report = build(&private()).unwrap();
    for (extent, name, parts) in [
        (Extent::Full, "全文", all.as_slice()),
        (Extent::Conclusion, "只要结论", &all[..3]),
        (Extent::Plan, "整改计划", &[Part::Plan]),
        (Extent::Evidence, "佐证材料目录", &[Part::Evidence]),
        (Extent::Opinions, "签章与复核意见", &[Part::Conclusion, Part::Opinions]),
    ] {
        assert_eq!(extent.name(), name);
        let only = report.only(extent);
        assert_eq!(only.sections.iter().map(|section| section.part).collect::<Vec<_>>(), parts, "{name}");
        assert_eq!((only.title, only.digest), (report.title.clone(), report.digest.clone()));
    }
    assert_eq!(report.heading(7), "八、签章与复核意见");
    assert_eq!(report.heading(8), "", "there is no ninth section");
}

#[test]
fn a_row_is_found_by_the_name_that_people_read() {
    assert_eq!(row_name(row("g3-03")), "三星03");
    assert_eq!(row_name(row("gi-02")), "创新02");
    for name in ["三星03", " 三星 03", "g3-03"] {
        assert_eq!(row_named(Annex::One, name), Some(row("g3-03")), "{name}");
    }
    assert_eq!(row_named(Annex::One, "三星99"), None);
    // Both annexes have a 三星03: that of the union's is meant.
    for row in RowId::all() {
        let annex = row.get().table().annex;
        assert_eq!(row_named(annex, row.key()), Some(row));
        assert_eq!(row_named(annex, &row_name(row)), Some(row));
    }
}
