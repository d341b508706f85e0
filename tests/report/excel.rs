//! The workbook of one dossier: is all of it there, and are texts texts and numbers numbers?

use super::keys::{clause, fact, row};
use super::made::long;
use super::office::workbook::{Cell, Sheet, formats, names, sheet};
use super::office::{attribute, element, elements, number, part};
use union_star::dossier::{
    Action, Dossier, Evidence, HeldHonour, Opinion, PlanItem, Review, ReviewLevel, encode, sample,
};
use union_star::guideline::{Category, HONOURS, RateId, RowId, Table};
use union_star::rating::{Outcome, Percent, facts_in_use};
use union_star::report::{Block, Part, Report, build, row_name, xlsx};
use union_star::rollup::{Desk, Export};

fn private() -> Dossier {
    sample(Category::Private, "x".to_owned(), 2026)
}

fn file(dossier: &Dossier) -> Vec<u8> {
    xlsx(dossier, &build(dossier).unwrap()).unwrap()
}

/// The rows that the report lists as problems.
fn problems(report: &Report) -> Vec<String> {
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    tables
        .filter(|table| table.key == "problems")
        .flat_map(|table| &table.rows)
        .map(|row| row.cells[0].concat())
        .collect()
}

/// A layer that says something of everything.
fn review() -> Review {
    let mut review = Review { body: "某某街道总工会".to_owned(), ..Review::new(ReviewLevel::Street) };
    review.date = "2026-11-02".to_owned();
    review.remark = "总体属实".to_owned();
    let said = |accepted, reason: &str| Opinion { accepted, reason: reason.to_owned(), seen: Some(Outcome::Met) };
    review.rows.insert(row("g2-04"), said(false, "台账缺三个月"));
    review.rows.insert(row("g2-05"), said(true, ""));
    review.claims.insert(clause("g1-03.b"), true);
    review.claims.insert(clause("g4-04.a"), false);
    review
}

#[test]
fn there_are_six_sheets_and_that_of_opinions_only_where_there_are_some() {
    let mut dossier = private();
    let five = ["概况", "逐行", "基本数据", "佐证材料", "整改计划"];
    assert_eq!(names(&file(&dossier)), five);
    dossier.reviews.push(review());
    assert_eq!(names(&file(&dossier)), [five.as_slice(), &["复核意见"]].concat());
    dossier.union.form = None;
    assert!(xlsx(&dossier, &build(&private()).unwrap()).is_none(), "nothing is rated without a profile");
}

#[test]
fn the_names_of_the_columns_stay_in_sight_and_are_printed_on_every_page() {
    let mut dossier = private();
    dossier.reviews.push(review());
    let file = file(&dossier);
    let (book, formats) = (part(&file, "xl/workbook.xml"), formats(&file));
    for name in names(&file) {
        let sheet = sheet(&file, &name);
        let pane = element(&sheet.xml, "pane");
        assert_eq!((attribute(pane, "state"), attribute(pane, "ySplit")), (Some("frozen"), Some("1")), "{name}");
        assert!(book.contains(&format!(">{name}!$1:$1<")), "{name}");
        let page = element(&sheet.xml, "pageSetup");
        assert_eq!((attribute(page, "orientation"), number(page, "paperSize")), (Some("landscape"), 9), "A4, {name}");
        let head = &sheet.rows[0];
        assert!(head.len() >= 2 && head.iter().all(|cell| !cell.shown.is_empty()), "{name}");
        assert!(head.iter().all(|cell| formats[cell.format].font == "黑体"), "{name}");
        let last = elements(&sheet.xml, "col").last().map(|column| number(column, "max"));
        assert_eq!(last, i64::try_from(head.len()).ok(), "each column of {name} has a width");
    }
}

#[test]
fn the_summary_says_what_the_report_says() {
    let dossier = private();
    let report = build(&dossier).unwrap();
    let file = file(&dossier);
    let sheet = sheet(&file, "概况");
    let said = |name: &str| sheet.line(name)[1].shown.clone();
    for (name, content) in [
        ("工会名称", "杭州某某针织有限公司工会"),
        ("评定年度", "2026"),
        ("工会类别", "非公企业工会"),
        ("建会形式", "单独建立"),
        ("上级工会", "某某街道总工会（示例）"),
        ("已确保", "二星（2）"),
        ("最高可达", "四星（4）"),
        ("已填行数", "41/58"),
        ("摘要", &report.digest),
        ("说明", &report.closing),
    ] {
        assert_eq!(said(name), content);
    }
    let conclusion = report.sections.iter().find(|section| section.part == Part::Conclusion).unwrap();
    let paragraphs: Vec<&str> = conclusion
        .blocks
        .iter()
        .map(|block| if let Block::Paragraph(text) = block { text.as_str() } else { panic!("{block:?}") })
        .collect();
    let lines = sheet.lines();
    let concluded: Vec<&str> = lines.iter().filter(|line| line[0] == "自评结论").map(|line| line[1]).collect();
    assert_eq!(concluded, paragraphs);
}

#[test]
fn every_clause_has_a_line_and_all_of_them_can_be_filtered() {
    // Two rows do not speak to a platform's union.
    for category in [Category::Platform, Category::Township] {
        let dossier = sample(category, "x".to_owned(), 2026);
        let file = file(&dossier);
        let sheet = sheet(&file, "逐行");
        let profile = dossier.profile().unwrap();
        let mut expected = Vec::new();
        for row in Table::of_annex(profile.annex()).flat_map(Table::rows) {
            let speaking: Vec<_> = row.get().clauses().filter(|clause| clause.get().in_scope(profile)).collect();
            expected.extend(speaking.iter().map(|clause| [row.key(), clause.key(), clause.get().quote]));
            if speaking.is_empty() {
                expected.push([row.key(), "", "不在本会范围"]);
            }
        }
        let lines = sheet.lines();
        let listed: Vec<[&str; 3]> = lines.iter().map(|line| [line[0], line[6], line[7]]).collect();
        assert_eq!(listed, expected, "{category:?}");
        let all = format!("A1:M{}", expected.len() + 1);
        assert_eq!(attribute(element(&sheet.xml, "autoFilter"), "ref"), Some(all.as_str()));
    }
}

#[test]
fn a_clauses_line_says_what_was_asked_said_and_concluded() {
    let file = file(&private());
    let sheet = sheet(&file, "逐行");
    let lines = sheet.lines();
    let of = |key: &str| lines.iter().find(|line| line[6] == key).unwrap();
    let real_name = of("g3-03.a");
    assert_eq!(real_name[..4], ["g3-03", "活力指数（三星）", "组织力", row("g3-03").get().title]);
    assert_eq!(real_name[4], row("g3-03").get().text.for_category(Category::Private));
    let measured = lines.iter().find(|line| line[9] == "63÷80=78.75%，须≥80%，还差1人").unwrap();
    assert_eq!([measured[5], measured[8], measured[10]], ["未达到", "未达到", ""]);
    assert_eq!(real_name[11..], ["实名制名册每季度更新一次。", "2"], "the note, and how many pieces of evidence");
    assert_eq!(measured[11..], ["", "2"], "a note may be pages long, and is given once");
    let claimed = of("g1-03.b");
    let sentence = format!("{}（待复核确认）", clause("g1-03.b").get().exempt_if.unwrap());
    assert_eq!(claimed[8..11], ["不适用", "", &sentence]);
}

/// Numbers of all kinds: given, typed but not understood, left out, 0; a percentage given directly.
fn with_numbers_of_all_kinds() -> Dossier {
    let mut dossier = private();
    dossier.facts.set(fact("employees"), None);
    dossier.facts.set(fact("women_members"), None);
    dossier.typed_facts.insert(fact("women_members"), "三十多".to_owned());
    dossier.facts.set(fact("ballots"), Some(0));
    dossier.facts.set(fact("satisfied_with_work"), Some(0));
    dossier.rates.set(RateId::from_key("mutual_aid").unwrap(), Percent::parse("92.5"));
    dossier
}

#[test]
fn numbers_are_numbers_and_all_else_is_said_in_the_words_of_paper() {
    let dossier = with_numbers_of_all_kinds();
    let file = file(&dossier);
    let sheet = sheet(&file, "基本数据");
    let basics = super::sections::table(&build(&dossier).unwrap(), "basics");
    let mut words = Vec::new();
    for fact in facts_in_use(dossier.profile().unwrap()) {
        let [_, name, said, unit, ..] = sheet.line(fact.key()) else { panic!("{}", fact.key()) };
        assert_eq!(unit.shown, fact.get().unit);
        let pairs = basics.iter().flat_map(|row| row.chunks(2));
        let on_paper = &pairs.into_iter().find(|pair| pair[0] == name.shown).unwrap()[1];
        if said.is_number {
            assert_eq!(*on_paper, format!("{}{}", said.shown, unit.shown));
        } else {
            assert_eq!(*on_paper, said.shown);
            words.push(said.shown.as_str());
        }
    }
    words.sort_unstable();
    words.dedup();
    assert_eq!(words, ["“三十多”（没有看懂）", "不必填", "未填"]);
}

#[test]
fn the_formulas_of_rates_count_from_the_cells_of_their_numbers_and_agree_with_the_engine() {
    let dossier = with_numbers_of_all_kinds();
    let file = file(&dossier);
    let sheet = sheet(&file, "基本数据");
    let [_, _, computed, _, own, said] = sheet.line("real_name") else { panic!("six columns") };
    let formula = computed.formula.as_deref().expect("a live rate");
    let places = formula.split(|c: char| !c.is_ascii_alphanumeric());
    let places: Vec<&str> = places.filter(|place| place.starts_with('C')).collect();
    let key = |place: &str| sheet.rows[place[1..].parse::<usize>().unwrap() - 1][0].shown.as_str();
    let keys: Vec<&str> = places.into_iter().map(key).collect();
    let guarded = ["members", "real_name_members", "members", "real_name_members", "members"];
    assert_eq!(keys, guarded, "not of nothing, nor more than the whole: {formula}");
    assert_eq!((computed.shown.as_str(), own.shown.as_str()), ("0.7875", "0.7875"));
    assert_eq!(said.shown, "");
    assert!(own.is_number && own.formula.is_none(), "the engine's number stands by itself");
    for (rate, own, said) in [
        ("membership", "", "未填"),
        ("mutual_aid", "0.925", "（直接填写）"),
        ("satisfaction_work", "", "分母为0，算不出"),
        ("satisfaction_chair", "", "分母为0，算不出"),
        ("subordinate_unionised", "", "下级单位为0，不适用"),
    ] {
        let line = sheet.line(rate);
        assert!(line.iter().all(|cell| cell.formula.is_none()), "{rate} lacks a number, or divides by 0");
        assert_eq!((line[4].shown.as_str(), line[5].shown.as_str()), (own, said), "{rate}");
    }
}

#[test]
fn evidence_of_the_other_annex_is_in_no_form_of_the_report() {
    let mut dossier = sample(Category::Township, "x".to_owned(), 2026);
    let before = sheet(&file(&dossier), "佐证材料").lines().len();
    // Listed while it was rated as another kind.
    for (row, record) in &private().rows {
        dossier.rows.insert(*row, record.clone());
    }
    let on_paper = build(&dossier).unwrap();
    let listed = on_paper.sections.iter().filter(|section| section.part == Part::Evidence);
    let listed = listed.flat_map(|section| &section.blocks).map(|block| match block {
        Block::Table(table) => table.rows.len(),
        _ => 0,
    });
    assert_eq!((sheet(&file(&dossier), "佐证材料").lines().len(), listed.sum::<usize>()), (before, before));
}

#[test]
fn evidence_and_plan_have_a_line_each() {
    let mut dossier = private();
    let item = PlanItem { measure: "补录".to_owned(), owner: "组织委员".to_owned(), due: "12月底".to_owned() };
    dossier.plan.insert(row("g3-03"), item);
    dossier.plan.insert(row("g3-08"), PlanItem::default());
    let file = file(&dossier);
    let listed = dossier.rows.iter().flat_map(|(row, record)| record.evidence.iter().map(move |piece| (row, piece)));
    let expected: Vec<Vec<String>> = listed
        .map(|(row, Evidence { name, date, place, .. })| {
            vec![row.key().to_owned(), row_name(*row), name.clone(), date.clone(), place.clone()]
        })
        .collect();
    assert!(expected.len() > 3);
    assert_eq!(sheet(&file, "佐证材料").lines(), expected);
    let plan = sheet(&file, "整改计划");
    let lines = plan.lines();
    let on_paper = problems(&build(&dossier).unwrap());
    assert_eq!(lines.iter().map(|line| line[1].to_owned()).collect::<Vec<_>>(), on_paper, "the rows of the report");
    assert_eq!(lines[0][..3], ["g3-03", "三星03", "未达到"]);
    assert!(lines[0][3].contains("63÷80=78.75%，须≥80%，还差1人"), "what is lacking");
    assert_eq!(lines[0][4..], ["补录", "组织委员", "12月底"]);
    assert_eq!(lines[1], ["g3-08", "三星08", "待填", "待填", "", "", ""]);
}

#[test]
fn every_opinion_has_a_line() {
    let mut dossier = private();
    let mut district = Review::new(ReviewLevel::District);
    district.rows.insert(row("g2-04"), Opinion { accepted: true, reason: "补齐".to_owned(), seen: None });
    dossier.reviews = vec![review(), district];
    let file = file(&dossier);
    let street = ["乡镇（街道）或上级工会", "某某街道总工会", "2026-11-02"];
    let expected = [
        [street[0], street[1], street[2], "", "总体", "总体属实", "一星"],
        [street[0], street[1], street[2], "g2-04", "不认可", "台账缺三个月", "一星"],
        [street[0], street[1], street[2], "g2-05", "认可", "", "一星"],
        [street[0], street[1], street[2], "g1-03.b", "确认申明", "", "一星"],
        [street[0], street[1], street[2], "g4-04.a", "不确认申明", "", "一星"],
        ["区县（市）总工会、产业工会", "", "", "g2-04", "认可", "补齐", "二星"],
    ];
    assert_eq!(sheet(&file, "复核意见").lines(), expected);
}

#[test]
fn text_is_wrapped_and_stays_text() {
    let file = file(&private());
    let formats = formats(&file);
    for name in ["概况", "逐行", "佐证材料"] {
        for cell in sheet(&file, name).rows[1..].iter().flatten() {
            if cell.is_number {
                continue;
            }
            let format = &formats[cell.format];
            assert!(format.font == "宋体" && format.wraps && format.is_text, "{name}: {}", cell.shown);
        }
    }
}

/// How high the line of a row with this note is. Notes stand in a column 22 digits, ten Chinese characters, wide.
fn height(note: String) -> f64 {
    let mut dossier = private();
    let row: RowId = row("gi-04");
    Action::SetNote(row, note).apply(&mut dossier);
    let sheet: Sheet = sheet(&file(&dossier), "逐行");
    let at = sheet.rows.iter().position(|line| line[0].shown == row.key()).unwrap();
    sheet.heights[at].unwrap_or(15.0)
}

#[test]
fn a_line_is_as_high_as_its_longest_text_needs() {
    let without = height(String::new());
    assert!((18.0..=72.0).contains(&without), "{without}");
    let lines = |note: String| height(note) / 18.0;
    assert_eq!(lines(long(95)), 10.0, "ten a line, but a mark that may not begin a line takes one along");
    assert_eq!(lines("a".repeat(190)), 10.0, "letters and digits are half as wide");
    assert_eq!(lines(long(96)), 11.0);
    assert_eq!(lines(format!("{}\n甲", long(95))), 11.0, "a line that was typed is a line");
    assert_eq!(lines(long(9 * 22)), 21.0, "as high as a line may be");
}

/// The size at which an office program prints 11 pt type of a sheet whose columns are to fit the width of an A4 page.
fn printed(sheet: &Sheet) -> f64 {
    let of = |tag: &str, name: &str| attribute(tag, name).unwrap().parse::<f64>().unwrap();
    // A digit of a column's width is 7 pixels of three quarters of a point.
    let columns = elements(&sheet.xml, "col").into_iter();
    let width: f64 = columns.map(|col| (of(col, "max") - of(col, "min") + 1.0) * of(col, "width") * 5.25).sum();
    let margins = element(&sheet.xml, "pageMargins");
    let room = 842.0 - 72.0 * (of(margins, "left") + of(margins, "right"));
    11.0 * (room / width).min(1.0)
}

#[test]
fn what_is_printed_can_be_read_and_no_head_is_cut() {
    let mut dossier = private();
    dossier.reviews.push(review());
    let mut desk = Desk::default();
    desk.offer("a.json", 1, serde_json::to_vec(&encode(&Dossier { sample: false, ..private() })).unwrap());
    desk.settle();
    for file in [file(&dossier), desk.export(Export::Xlsx).unwrap()] {
        let formats = formats(&file);
        for name in names(&file) {
            let sheet = sheet(&file, &name);
            assert!(printed(&sheet) >= 8.0, "{name}: {} pt", printed(&sheet));
            for (cell, column) in sheet.rows[0].iter().zip(elements(&sheet.xml, "col")) {
                assert!(formats[cell.format].wraps, "{name}");
                let width: f64 = attribute(column, "width").unwrap().parse().unwrap();
                let lines = (cell.shown.chars().count() as f64 * 14.67 / (width * 7.0 - 5.0)).ceil();
                let alike = elements(&sheet.xml, "col").len() == sheet.rows[0].len();
                assert!(!alike || sheet.heights[0].unwrap() >= lines * 18.0, "{name}: {}", cell.shown);
            }
        }
    }
}

#[test]
fn numbers_that_contradict_each_other_give_no_rate_but_the_reason() {
    let mut dossier = private();
    dossier.facts.set(fact("real_name_members"), Some(97));
    dossier.typed_rates.insert(RateId::from_key("mutual_aid").unwrap(), "九成".to_owned());
    dossier.facts.set(fact("mutual_aid_members"), None);
    let file = file(&dossier);
    let sheet = sheet(&file, "基本数据");
    for (rate, reason) in [("real_name", "97多于80，数字有误"), ("mutual_aid", "“九成”（没有看懂）")]
    {
        let shown: Vec<&str> = sheet.line(rate)[2..].iter().map(|cell| cell.shown.as_str()).collect();
        assert_eq!(shown, ["", "", "", reason]);
        assert!(sheet.line(rate).iter().all(|cell| cell.formula.is_none()), "{rate}");
    }
}

#[test]
fn what_reviews_say_of_a_row_stands_beside_what_the_union_says() {
    let mut dossier = private();
    let mut street = review();
    street.rows.insert(row("g2-03"), Opinion { accepted: false, reason: String::new(), seen: None });
    dossier.reviews.push(street);
    let file = file(&dossier);
    let rows = sheet(&file, "逐行");
    let lines = rows.lines();
    let of = |key: &str| lines.iter().find(|line| line[0] == key).unwrap()[5];
    assert_eq!(of("g2-04"), "达到（复核不认可）");
    assert_eq!(of("g2-03"), "达到（复核不认可）（复核后本会改过这一行）");
    let claim = lines.iter().find(|line| line[6] == "g1-03.b").unwrap();
    assert_eq!((claim[5], claim[10]), ("达到（申明复核已确认）", "年内工会法人代表无变更（复核已确认）"));
    let opinions = sheet(&file, "复核意见");
    let lines = opinions.lines();
    let said = lines.iter().find(|line| line[3] == "g2-03").unwrap();
    assert_eq!(said[4..6], ["不认可", "没有写理由（复核后本会改过这一行）"]);
}

#[test]
fn an_empty_list_says_what_paper_says() {
    let mut five = sample(Category::Soe, "x".to_owned(), 2026);
    five.rows.clear();
    let file = file(&five);
    let alone = |name: &str| {
        let sheet = sheet(&file, name);
        sheet.lines().into_iter().map(|line| line.concat()).collect::<Vec<_>>()
    };
    assert_eq!(alone("佐证材料"), ["未列佐证材料。"]);
    assert_eq!(alone("整改计划"), ["没有须整改的行。创新指数各行是并列的选项，已满足要求。"]);
}

#[test]
fn a_cell_that_is_empty_in_the_document_says_so() {
    let file = file(&sample(Category::Platform, "x".to_owned(), 2026));
    let line = sheet(&file, "逐行").line("g5-12").iter().map(|cell| cell.shown.clone()).collect::<Vec<_>>();
    assert_eq!(line[3..5], [row("g5-12").get().title, "（原文此格为空）"]);
}

#[test]
fn on_the_desk_too_counts_are_numbers() {
    let mut desk = Desk::default();
    let dossier = Dossier { sample: false, ..private() };
    desk.offer("a.json", 1, serde_json::to_vec(&encode(&dossier)).unwrap());
    desk.settle();
    let sheet = sheet(&desk.export(Export::Xlsx).unwrap(), "概览");
    let line = sheet.line(Category::Private.name());
    let counts: Vec<&str> = line[1..].iter().map(|cell| cell.shown.as_str()).collect();
    assert_eq!(counts, ["1", "0", "0", "1", "0", "0", "0"], "one union, of two stars");
    assert!(line[1..].iter().all(|cell: &Cell| cell.is_number && cell.formula.is_none()));
}

#[test]
fn numbers_are_counted_with_and_words_are_ours() {
    let file = file(&private());
    assert!(sheet(&file, "概况").line("评定年度")[1].is_number);
    let rows = sheet(&file, "逐行");
    assert!(rows.rows[1..].iter().all(|line| line[12].is_number), "how many pieces of evidence");
    let facts = sheet(&file, "基本数据");
    let head: Vec<&str> = facts.rows[0].iter().map(|cell| cell.shown.as_str()).collect();
    assert_eq!(head, ["编号", "名称", "数值", "单位", "本工具算得", "说明"]);
}

#[test]
fn the_summary_says_what_stands_under_the_title_and_who_the_union_is() {
    let of = |dossier: &Dossier, name: &str| {
        let sheet = sheet(&file(dossier), "概况");
        let lines = sheet.lines();
        lines.iter().filter(|line| line[0] == name).map(|line| line[1].to_owned()).collect::<Vec<_>>()
    };
    let mut public = sample(Category::Public, "x".to_owned(), 2026);
    public.honours.push(HeldHonour::new(&HONOURS[0], 2021));
    assert_eq!(of(&public, "单位性质").len(), 1);
    assert_eq!(of(&public, "曾获荣誉"), [format!("2021年度{}", HONOURS[0].name)]);
    assert!(of(&public, "标注").contains(&"（示例，数字和答复是虚构的）".to_owned()));
    let township = sample(Category::Township, "x".to_owned(), 2026);
    assert!(of(&township, "标注").contains(&"（参照星级，不计入统计目标）".to_owned()));
    assert!(of(&township, "建会形式").is_empty() && of(&township, "曾获荣誉").is_empty());
}

#[test]
fn a_text_longer_than_a_cell_may_be_is_cut_and_the_book_is_written() {
    let mut dossier = private();
    let name = "🀄".repeat(20_000);
    Action::SetEvidence(row("g1-05"), vec![Evidence { name, ..Evidence::default() }]).apply(&mut dossier);
    let sheet = sheet(&file(&dossier), "佐证材料");
    let name = &sheet.line("g1-05")[2].shown;
    assert_eq!((name.encode_utf16().count(), name.chars().last()), (32_767, Some('…')));
}

#[test]
fn a_note_that_is_higher_than_a_line_may_be_is_given_whole_on_a_sheet_of_its_own() {
    let mut dossier = private();
    assert!(!names(&file(&dossier)).contains(&"备注".to_owned()));
    let note: String = (0..2_000_u32).map(|at| char::from_u32(0x4e00 + at).unwrap()).collect();
    Action::SetNote(row("g1-04"), note.clone()).apply(&mut dossier);
    let file = file(&dossier);
    assert_eq!(sheet(&file, "逐行").line("g1-04")[11].shown, "全文见“备注”表。");
    let notes = sheet(&file, "备注");
    let lines = notes.lines();
    assert!(lines.len() > 1 && lines.iter().all(|line| line[..2] == ["g1-04", "一星04"]));
    assert_eq!(lines.iter().map(|line| line[2]).collect::<String>(), note, "nothing is lost");
    for (line, height) in lines.iter().zip(&notes.heights[1..]) {
        // At most 52 characters of 14.67 pixels a line of 110 digits.
        assert!(height.unwrap() >= (line[2].chars().count() as f64 / 52.0).ceil() * 18.0 && height.unwrap() <= 409.0);
    }
}
