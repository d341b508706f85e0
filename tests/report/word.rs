//! The report in Word: does whoever opens or prints it find the form of an official document?

use super::made::{long, report, row, table};
use super::office::{attribute, element, elements, number, part, words};
use super::words as words_of;
use std::collections::BTreeSet;
use union_star::dossier::{Dossier, Review, ReviewLevel, sample};
use union_star::guideline::Category;
use union_star::report::{Align, Block, Report, Row, Signature, build, docx};

/// One dossier of each annex, reviewed: between them they have every kind of table.
fn both_annexes() -> [Dossier; 2] {
    [Category::Private, Category::Township].map(|category| {
        let mut dossier = sample(category, "x".to_owned(), 2026);
        dossier.reviews.push(Review::new(ReviewLevel::Street));
        dossier
    })
}

fn document(report: &Report) -> String {
    part(&docx(report).unwrap(), "word/document.xml")
}

/// The paragraph of these words.
fn paragraph<'a>(document: &'a str, text: &str) -> &'a str {
    let found = elements(document, "w:p").into_iter().find(|paragraph| words(paragraph) == text);
    found.unwrap_or_else(|| panic!("no paragraph {text}"))
}

fn style(paragraph: &str) -> Option<&str> {
    elements(paragraph, "w:pStyle").first().and_then(|style| attribute(style, "w:val"))
}

fn has(xml: &str, name: &str) -> bool {
    !elements(xml, name).is_empty()
}

fn aligned(paragraph: &str) -> Option<&str> {
    attribute(element(paragraph, "w:jc"), "w:val")
}

/// The lines of the paragraph are so many twips high, whatever stands in them, with no room above or below.
fn is_exactly(paragraph: &str, twips: i64) -> bool {
    let spacing = element(paragraph, "w:spacing");
    let room = (number(spacing, "w:before"), number(spacing, "w:after"));
    (attribute(spacing, "w:lineRule"), number(spacing, "w:line"), room) == (Some("exact"), twips, (0, 0))
}

#[test]
fn the_fonts_are_those_of_official_documents() {
    let file = docx(&report(Vec::new())).unwrap();
    let styles = part(&file, "word/styles.xml");
    let font = |xml: &str| {
        let fonts = element(xml, "w:rFonts");
        assert_eq!(attribute(fonts, "w:ascii"), Some("Times New Roman"), "letters and digits");
        (attribute(fonts, "w:eastAsia").unwrap().to_owned(), number(element(xml, "w:sz"), "w:val"))
    };
    // In half points: 三号 16 pt, 二号 22 pt, 小四 12 pt.
    assert_eq!(font(element(&styles, "w:docDefaults")), ("仿宋".to_owned(), 32));
    let all = elements(&styles, "w:style");
    let named = |id: &str| *all.iter().find(|style| attribute(style, "w:styleId") == Some(id)).unwrap();
    for (id, name, face, size) in [
        ("ReportTitle", "Title", "方正小标宋简体", 44),
        ("Heading1", "heading 1", "黑体", 32),
        ("Heading2", "heading 2", "楷体", 32),
        ("TableText", "Table Text", "仿宋", 24),
    ] {
        let style = named(id);
        assert_eq!(font(style), (face.to_owned(), size), "{id}");
        // Word knows its own styles by these names.
        assert_eq!(attribute(element(style, "w:name"), "w:val"), Some(name));
        assert_eq!(attribute(element(style, "w:basedOn"), "w:val"), Some("Normal"), "{id}");
    }
    assert_eq!(aligned(named("ReportTitle")), Some("center"));
    for (id, level) in [("Heading1", 0), ("Heading2", 1)] {
        assert_eq!(number(element(named(id), "w:outlineLvl"), "w:val"), level, "the outline of the document");
    }
    let default: Vec<_> = all.iter().filter(|style| attribute(style, "w:default") == Some("1")).collect();
    assert_eq!(default.len(), 1, "what paragraphs without a style have");
    assert_eq!(attribute(default[0], "w:styleId"), Some("Normal"));
}

#[test]
fn every_word_of_the_report_is_in_it() {
    for dossier in both_annexes() {
        let report = build(&dossier).unwrap();
        let document = document(&report);
        let lines: BTreeSet<String> = elements(&document, "w:p").into_iter().map(words).collect();
        for line in words_of(&report).lines().filter(|line| !line.is_empty()) {
            // The names of the signature blocks run together there.
            assert!(lines.contains(line) || line.starts_with("工会主席（签字）"), "{line}");
        }
    }
}

#[test]
fn text_is_set_in_lines_of_28_95_points_and_begins_two_characters_in() {
    let document = document(&report(vec![Block::Paragraph("一段。".to_owned())]));
    for text in ["现报告如下。", "一段。"] {
        let body = paragraph(&document, text);
        assert!(is_exactly(body, 579), "{body}");
        assert_eq!(number(element(body, "w:ind"), "w:firstLine"), 2 * 16 * 20, "two characters of 三号");
        assert_eq!(aligned(body), Some("left"), "a line before numbers that do not part is not drawn out");
        assert_eq!(style(body), None);
    }
    let remark = paragraph(&document, "（草稿）");
    assert!(is_exactly(remark, 579) && aligned(remark) == Some("center") && !has(remark, "w:ind"), "{remark}");
    for line in ["某某工会", "自评报告"] {
        assert_eq!(style(paragraph(&document, line)), Some("ReportTitle"));
    }
}

#[test]
fn headings_have_their_styles_and_stay_with_what_follows() {
    let blocks = vec![Block::Heading("（一）基本指数".to_owned()), Block::Paragraph("一段。".to_owned())];
    let document = document(&report(blocks));
    for (text, of) in [("一、逐行情况", "Heading1"), ("（一）基本指数", "Heading2")] {
        let heading = paragraph(&document, text);
        assert_eq!(style(heading), Some(of));
        assert!(has(heading, "w:keepNext") && is_exactly(heading, 579), "{heading}");
    }
    assert!(!has(paragraph(&document, "一段。"), "w:keepNext"), "text may part from what follows");
}

#[test]
fn notes_and_tables_are_small() {
    let rows = vec![row(&["甲", "12"]), Row { about: None, cells: vec![Vec::new(), vec!["乙".to_owned()]] }];
    let table = table(&[("行", 60, Align::Left), ("数", 40, Align::Right)], rows);
    let document = document(&report(vec![Block::Note("小字。".to_owned()), Block::Table(table)]));
    for note in ["小字。", "注：以复核认定为准。"] {
        assert_eq!(style(paragraph(&document, note)), Some("TableText"));
    }
    let cells = elements(&document, "w:tc");
    assert_eq!(cells.len(), 6);
    for cell in &cells {
        let inside = element(cell, "w:p");
        assert!(style(inside) == Some("TableText") && is_exactly(inside, 360), "{inside}");
    }
    let sides: Vec<_> = cells.iter().map(|cell| aligned(cell).unwrap()).collect();
    assert_eq!(sides[..4], ["left", "right", "left", "right"], "names stand over what they name");
    assert_eq!(words(cells[4]), "", "an empty cell has a paragraph too, or Word would not open the file");
}

#[test]
fn the_columns_of_a_table_fill_the_width_between_the_margins() {
    for dossier in both_annexes() {
        let report = build(&dossier).unwrap();
        let document = document(&report);
        let margins = element(&document, "w:pgMar");
        let between =
            number(element(&document, "w:pgSz"), "w:w") - number(margins, "w:left") - number(margins, "w:right");
        let blocks = report.sections.iter().flat_map(|section| &section.blocks);
        let shares = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table.columns.iter().map(|column| i64::from(column.width)).collect()),
            Block::Signatures(_) => Some(vec![50, 50]),
            _ => None,
        });
        let shares: Vec<Vec<i64>> = shares.collect();
        let tables = elements(&document, "w:tbl");
        assert_eq!(tables.len(), shares.len());
        for (table, shares) in tables.into_iter().zip(shares) {
            let widths: Vec<i64> = elements(table, "w:gridCol").iter().map(|column| number(column, "w:w")).collect();
            let all: i64 = widths.iter().sum();
            // Each is rounded to whole twips, a twentieth of a point.
            let rounded = i64::try_from(widths.len()).unwrap() + 1;
            assert!((between - rounded..=between).contains(&all), "{all} of {between}");
            assert!((0..rounded).contains(&(number(element(table, "w:tblW"), "w:w") - all)));
            assert_eq!(attribute(element(table, "w:tblLayout"), "w:type"), Some("fixed"), "whatever stands in them");
            for (width, share) in widths.iter().zip(&shares) {
                assert!((width * 100 - between * share).abs() < 200, "{width} is not {share}% of {between}");
            }
            for row in elements(table, "w:tr") {
                let cells: Vec<i64> = elements(row, "w:tcW").iter().map(|cell| number(cell, "w:w")).collect();
                assert_eq!(cells, widths);
            }
        }
    }
}

#[test]
fn a_tables_names_are_set_in_black_type_and_repeated_on_every_page() {
    for dossier in both_annexes() {
        let report = build(&dossier).unwrap();
        let blocks = report.sections.iter().flat_map(|section| &section.blocks);
        let names = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table.columns.iter().map(|column| column.name).collect()),
            Block::Signatures(_) => Some(vec![""]),
            _ => None,
        });
        let names: Vec<Vec<&str>> = names.collect();
        assert!(names.iter().any(|names| names.concat().is_empty()), "some tables have no names");
        let document = document(&report);
        for (table, names) in elements(&document, "w:tbl").into_iter().zip(names) {
            let rows = elements(table, "w:tr");
            let repeated: Vec<bool> = rows.iter().map(|row| has(row, "w:tblHeader")).collect();
            let named = !names.concat().is_empty();
            assert_eq!(repeated[0], named);
            assert!(!repeated[1..].contains(&true), "the first row alone");
            if named {
                let cells = elements(rows[0], "w:tc");
                assert_eq!(cells.iter().map(|cell| words(cell)).collect::<Vec<_>>(), names);
                for cell in cells {
                    assert_eq!(attribute(element(cell, "w:rFonts"), "w:eastAsia"), Some("黑体"));
                }
            }
        }
    }
}

#[test]
fn a_row_stays_whole_unless_it_may_be_taller_than_a_page() {
    // 17 characters a line, 24 lines.
    let rows = vec![row(&["短", "短"]), row(&[&long(400), &long(17 * 24)]), row(&["短", &long(17 * 24 + 1)])];
    let table = table(&[("名", 50, Align::Left), ("名", 50, Align::Left)], rows);
    let document = document(&report(vec![Block::Table(table)]));
    let whole: Vec<bool> = elements(&document, "w:tr").iter().map(|row| has(row, "w:cantSplit")).collect();
    assert_eq!(whole, [true, true, true, false], "the names, two rows that fit, one that may not");
}

#[test]
fn all_that_is_signed_stands_two_by_two_on_one_page() {
    let sign = |name, seal| Signature { name, seal };
    let blocks = vec![sign("主席", false), sign("工会", false), sign("党组织", true), sign("总工会", true)];
    let document = document(&report(vec![Block::Signatures(blocks)]));
    let rows = elements(&document, "w:tr");
    let names: Vec<Vec<String>> = rows
        .iter()
        .map(|row| elements(row, "w:tc").iter().map(|cell| words(elements(cell, "w:p")[0])).collect())
        .collect();
    assert_eq!(names, [["主席", "工会"], ["党组织", "总工会"]]);
    let between = element(element(&document, "w:tblBorders"), "w:insideV");
    assert_eq!(attribute(between, "w:val"), Some("single"), "a line between those who sign");
    let keeps = |row: &str| elements(row, "w:p").iter().map(|line| has(line, "w:keepNext")).collect::<Vec<_>>();
    assert_eq!(keeps(rows[0]), [true; 6], "it stays with the next two");
    assert_eq!(keeps(rows[1]), [false; 6], "the last two need not stay with the note");
    for (row, seal) in rows.iter().zip([false, true]) {
        assert!(has(row, "w:cantSplit"));
        assert!(number(element(row, "w:trHeight"), "w:val") > 1_000, "there is room to sign");
        for cell in elements(row, "w:tc") {
            let date = elements(cell, "w:p")[2];
            assert!(words(date).ends_with("年　　月　　日") && aligned(date) == Some("right"), "{date}");
            assert_eq!(words(date).contains("（盖章）"), seal);
        }
    }
}

#[test]
fn every_page_has_its_number_on_its_outer_side_and_the_digest() {
    let file = docx(&report(Vec::new())).unwrap();
    let document = part(&file, "word/document.xml");
    let relations = part(&file, "word/_rels/document.xml.rels");
    for (pages, side) in [("default", "right"), ("even", "left")] {
        let references = elements(&document, "w:footerReference");
        let reference = references.iter().find(|one| attribute(one, "w:type") == Some(pages)).unwrap();
        let relations = elements(&relations, "Relationship");
        let relation = relations.iter().find(|one| attribute(one, "Id") == attribute(reference, "r:id")).unwrap();
        let footer = part(&file, &format!("word/{}", attribute(relation, "Target").unwrap()));
        let [number, digest] = elements(&footer, "w:p")[..] else { panic!("{footer}") };
        assert_eq!(aligned(number), Some(side), "{pages}");
        let inset = attribute(element(number, "w:ind"), &format!("w:{side}"));
        assert_eq!(inset, Some("280"), "one character of 四号 in from the edge, {pages}");
        assert_eq!(words(element(number, "w:instrText")), "PAGE");
        // The number as large as its dashes.
        for run in elements(number, "w:r") {
            assert_eq!(attribute(element(run, "w:sz"), "w:val"), Some("28"), "{run}");
        }
        assert!(words(number).starts_with("— ") && words(number).ends_with(" —"), "{number}");
        assert_eq!(words(digest), "摘要 ABCD-0123");
    }
    assert!(has(&part(&file, "word/settings.xml"), "w:evenAndOddHeaders"), "even pages have a footer of their own");
}

#[test]
fn the_number_stands_seven_millimetres_below_the_text() {
    let file = docx(&report(Vec::new())).unwrap();
    let document = part(&file, "word/document.xml");
    let margins = element(&document, "w:pgMar");
    let (number, digest) = (400, 200);
    // The dash is in the middle of its line.
    let below = |line: i64| {
        super::office::number(margins, "w:bottom") - super::office::number(margins, "w:footer") - digest - line
    };
    let dash = below(number / 2);
    let millimetres = f64::from(i32::try_from(dash).unwrap()) / 56.7;
    assert!((6.5..=7.7).contains(&millimetres), "{millimetres} mm");
}

#[test]
fn quotes_and_dots_are_set_in_chinese_type() {
    let document = document(&report(vec![Block::Paragraph("“三个精神”……".to_owned())]));
    for run in elements(paragraph(&document, "“三个精神”……"), "w:r") {
        assert_eq!(attribute(element(run, "w:rFonts"), "w:hint"), Some("eastAsia"));
    }
}

#[test]
fn the_file_names_its_title_and_maker_and_no_day_that_never_was() {
    let mut of = report(Vec::new());
    of.title[0] = "甲&<乙>工会".to_owned();
    let file = docx(&of).unwrap();
    let core = part(&file, "docProps/core.xml");
    assert_eq!(words(element(&core, "dc:title")), "甲&<乙>工会自评报告");
    assert_eq!(words(element(&core, "dc:creator")), "星级自评");
    assert!(!core.contains("1970") && !core.contains("unknown"), "{core}");
    assert_eq!(docx(&of).unwrap(), file, "the same bytes");
}
