//! The report section by section, in its own words.

use super::keys::{clause, fact, row};
use union_star::dossier::{Action, Dossier, PlanItem, Review, ReviewLevel, from_code, sample, to_code};
use union_star::guideline::{Category, ClauseId, RateId, RowId};
use union_star::rating::{Answer, Answers, Facts, Outcome, Percent};
use union_star::report::{Block, Part, Report, build, build_from_code};

pub fn private() -> Dossier {
    sample(Category::Private, "x".to_owned(), 2026)
}

pub fn blocks(report: &Report, part: Part) -> &[Block] {
    &report.sections.iter().find(|section| section.part == part).unwrap().blocks
}

/// The rows of the table with this key, the paragraphs of a cell set apart by a stroke.
pub fn table(report: &Report, key: &str) -> Vec<Vec<String>> {
    let mut blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let found = blocks.find_map(|block| match block {
        Block::Table(table) if table.key == key => Some(table),
        _ => None,
    });
    let rows = &found.unwrap_or_else(|| panic!("no table {key}")).rows;
    rows.iter().map(|row| row.cells.iter().map(|cell| cell.join("/")).collect()).collect()
}

/// The row that begins so.
fn line(rows: &[Vec<String>], first: &str) -> Vec<String> {
    rows.iter().find(|row| row[0] == first).unwrap_or_else(|| panic!("no row {first}")).clone()
}

fn paragraphs(report: &Report, part: Part) -> Vec<&str> {
    let paragraphs = blocks(report, part).iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text.as_str()),
        _ => None,
    });
    paragraphs.collect()
}

/// What the basics say of each thing.
fn basics(dossier: &Dossier) -> Vec<(String, String)> {
    let rows = table(&build(dossier).unwrap(), "basics");
    rows.iter().flat_map(|row| row.chunks(2)).map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

fn said(basics: &[(String, String)], name: &str) -> Option<String> {
    basics.iter().find(|(one, _)| one == name).map(|(_, said)| said.clone())
}

#[test]
fn the_basics_say_what_is_filled_in_and_what_need_not_be() {
    let mut dossier = private();
    dossier.facts.set(fact("employees"), None);
    dossier.facts.set(fact("women_members"), None);
    dossier.typed_facts.insert(fact("women_members"), "三十多".to_owned());
    dossier.rates.set(RateId::from_key("mutual_aid").unwrap(), Percent::parse("92.5"));
    dossier.union.higher.clear();
    let basics = basics(&dossier);
    for (name, expected) in [
        ("工会类别", "非公企业工会"),
        ("评定年度", "2026年"),
        ("建会形式", "单独建立"),
        ("上级工会", "未填"),
        ("职工人数", "未填"),
        ("会员人数", "80人"),
        ("女会员人数", "“三十多”（没有看懂）"),
        ("下级单位数", "0个"),
        ("已建会的下级单位数", "不必填"),
        ("在职职工医疗互助参保率（直接填写）", "92.5%"),
    ] {
        assert_eq!(said(&basics, name).as_deref(), Some(expected), "{name}");
    }
    assert_eq!(said(&basics, "单位性质"), None);
}

#[test]
fn what_is_no_number_is_printed_as_it_was_typed_with_the_reason() {
    let mut dossier = private();
    for (typed, reason) in
        [("三十多", "没有看懂"), ("-3", "小于0"), ("80.5", "不是整数"), ("95%", "应填数量"), ("80 90", "有两个数")]
    {
        dossier.typed_facts.insert(fact("members"), typed.to_owned());
        assert_eq!(said(&basics(&dossier), "会员人数"), Some(format!("“{typed}”（{reason}）")));
    }
    dossier.facts.set(fact("real_name_members"), None);
    for (typed, reason) in [("101", "超过100"), ("92.355", "小数多于两位")] {
        dossier.typed_rates.insert(RateId::from_key("real_name").unwrap(), typed.to_owned());
        assert_eq!(said(&basics(&dossier), "会员实名制率（直接填写）"), Some(format!("“{typed}”（{reason}）")));
    }
}

#[test]
fn a_number_that_decides_nothing_now_is_not_printed() {
    let mut dossier = private();
    for (rate, percent) in [("satisfaction_work", "92.5"), ("satisfaction_chair", "95")] {
        dossier.rates.set(RateId::from_key(rate).unwrap(), Percent::parse(percent));
    }
    for ballots in [None, Some(60)] {
        dossier.facts.set(fact("ballots"), ballots);
        dossier.facts.set(fact("satisfied_with_work"), None);
        dossier.facts.set(fact("satisfied_with_chair"), None);
        let basics = basics(&dossier);
        for name in ["满意度测评有效票数", "对工会工作满意票数", "对工会主席满意票数"] {
            assert_eq!(said(&basics, name).as_deref(), Some("不必填"), "{name}: {basics:?}");
        }
    }
    // Both counts are there: the percentage that was typed before says nothing, and is not on the screen either.
    let mut counted = private();
    counted.typed_rates.insert(RateId::from_key("real_name").unwrap(), "五成".to_owned());
    assert_eq!(said(&basics(&counted), "会员实名制率（直接填写）"), None);
}

#[test]
fn only_unions_of_the_first_annex_have_a_form() {
    for category in Category::ALL {
        let basics = basics(&sample(category, "x".to_owned(), 2026));
        assert_eq!(said(&basics, "建会形式").is_some(), category != Category::Township, "{category:?}");
        assert_eq!(said(&basics, "单位性质").is_some(), category == Category::Public, "{category:?}");
    }
}

#[test]
fn only_a_township_is_marked_as_outside_the_targets() {
    for category in Category::ALL {
        let report = build(&sample(category, "x".to_owned(), 2026)).unwrap();
        let marked = report.remarks.contains(&"（参照星级，不计入统计目标）".to_owned());
        assert_eq!(marked, category == Category::Township, "{category:?}");
        let first = paragraphs(&report, Part::Conclusion)[0].to_owned();
        assert_eq!(first.contains("参照"), category == Category::Township, "{first}");
    }
}

#[test]
fn all_who_sign_or_seal_have_their_place() {
    for (category, higher) in [(Category::Soe, "乡镇（街道）或上级工会意见"), (Category::Township, "上级工会意见")]
    {
        let report = build(&sample(category, "x".to_owned(), 2026)).unwrap();
        let [Block::Signatures(places)] = blocks(&report, Part::Opinions) else { panic!("no opinion yet") };
        let places: Vec<_> = places.iter().map(|place| (place.name, place.seal)).collect();
        let expected = [
            ("工会主席（签字）", false),
            ("工会（盖章）", false),
            ("同级党组织意见", true),
            (higher, true),
            ("区县（市）总工会、产业工会复核意见", true),
            ("市总工会意见", true),
        ];
        assert_eq!(places, expected, "{category:?}");
    }
}

#[test]
fn the_conclusion_names_what_there_is_and_leaves_out_what_there_is_not() {
    let report = build(&sample(Category::Soe, "x".to_owned(), 2026)).unwrap();
    let expected = [
        "我会自评达到五星级标准。",
        "一星已确保。基本指数（一星）5行须5行：达到5。",
        "二星已确保。规范指数（二星）7行须7行：达到7。",
        "三星已确保。活力指数（三星）16行须13行：达到16。",
        "四星已确保。活力指数（四星）13行须12行：达到13；创新指数4行须1行：达到2，未达到2。",
        "五星已确保。活力指数（五星）13行须13行：达到13；创新指数4行须1行：达到2，未达到2。",
    ];
    assert_eq!(paragraphs(&report, Part::Conclusion), expected);
    let report = build(&sample(Category::Platform, "x".to_owned(), 2026)).unwrap();
    let said = paragraphs(&report, Part::Conclusion);
    assert_eq!(said[0], "我会自评达到四星级标准。56行中尚有1行待填。");
    assert_eq!(said.last(), Some(&"到五星还差5行。"));
    let report = build(&private()).unwrap();
    let three =
        "三星可以达到。活力指数（三星）16行须13行：达到11，未达到2，待填3，还差2行（取决于第03、10、08、09、15行）。";
    assert!(paragraphs(&report, Part::Conclusion).contains(&three), "what is not met before what is open");
    let mut none = private();
    none.answers.set(clause("g1-02.a"), Some(Answer::NotMet));
    assert!(paragraphs(&build(&none).unwrap(), Part::Conclusion)[0].starts_with("我会未达到一星的条件，未定星。"));
    none.answers.set(clause("g1-02.a"), None);
    assert!(paragraphs(&build(&none).unwrap(), Part::Conclusion)[0].starts_with("我会尚未确保一星，最高可达四星。"));
}

#[test]
fn the_tables_stand_in_the_order_of_the_guideline_with_their_sums() {
    let expected = [
        ["基本指数（一星）", "5", "5", "5", "0", "0", "满足"],
        ["规范指数（二星）", "7", "7", "7", "0", "0", "满足"],
        ["活力指数（三星）", "16", "13", "11", "2", "3", "还差2行"],
        ["活力指数（四星）", "12", "11", "7", "1", "4", "还差4行"],
        ["活力指数（五星）", "12", "12", "2", "3", "7", "达不到"],
        ["创新指数", "4", "1", "0", "1", "3", "还差1行"],
    ];
    assert_eq!(table(&build(&private()).unwrap(), "tables"), expected);
}

#[test]
fn a_row_holds_its_clauses_note_evidence_and_doubt_and_no_more() {
    let report = build(&private()).unwrap();
    let text = |key: &str| row(key).get().text.for_category(Category::Private);
    let quote = |key: &str| clause(key).get().quote;
    let one = ["05", &format!("{}/{}：达到", text("g1-05"), quote("g1-05.a")), "达到"];
    assert_eq!(line(&table(&report, "rows-g1"), "05"), one, "a clause alone has no letter");
    let measured = format!(
        "{}/a {}：达到/b {}：未达到（63÷80=78.75%，须≥80%，还差1人）/c {}：达到（80÷86=93.02%，须≥80%）\
         /备注：实名制名册每季度更新一次。/佐证2件，见佐证材料目录。",
        text("g3-03"),
        quote("g3-03.a"),
        quote("g3-03.b"),
        quote("g3-03.c"),
    );
    assert_eq!(line(&table(&report, "rows-g3"), "03"), ["03", &measured, "未达到"]);
    let claimed = &line(&table(&report, "rows-g1"), "03");
    assert!(claimed[1].contains("不适用（申明：年内工会法人代表无变更，待复核确认）"), "{claimed:?}");
    assert_eq!(claimed[2], "达到/（待复核确认）");
    let doubtful = &line(&table(&report, "rows-g4"), "12")[1];
    assert!(doubtful.ends_with("/扫描件存疑，本工具口径：区域（行业）不适用本行。"), "{doubtful}");
}

#[test]
fn a_row_that_does_not_speak_to_the_union_says_so() {
    let report = build(&sample(Category::Platform, "x".to_owned(), 2026)).unwrap();
    let out = "不适用/（不在本会范围）";
    // The scan has no words for this category: that is said, and the row's short title is said to be ours.
    let doubt = format!("扫描件存疑，本工具口径：{}", row("g5-12").get().reading.as_ref().unwrap().taken);
    let expected = ["12", &format!("（原文此格为空）/{}（短标题，本工具自拟）/{doubt}", row("g5-12").get().title), out];
    assert_eq!(line(&table(&report, "rows-g5"), "12"), expected, "an empty cell is what is in doubt");
    let report = build(&sample(Category::Public, "x".to_owned(), 2026)).unwrap();
    let words = row("g5-05").get().text.for_category(Category::Public);
    assert_eq!(line(&table(&report, "rows-g5"), "05"), ["05", words, out]);
}

#[test]
fn what_follows_from_the_numbers_says_so() {
    let mut dossier = private();
    dossier.facts.set(fact("women_members"), Some(9));
    let of = |dossier: &Dossier| line(&table(&build(dossier).unwrap(), "rows-g1"), "01")[1].clone();
    let words = format!("b {}：不适用（按填报数据）", clause("g1-01.b").get().quote);
    assert!(of(&dossier).contains(&words), "{}", of(&dossier));
    dossier.facts.set(fact("women_members"), Some(10));
    assert!(!of(&dossier).contains("按填报数据"));
}

#[test]
fn the_arithmetic_says_what_is_known() {
    let mut dossier = private();
    let of = |dossier: &Dossier, key: &str| {
        let key = clause(key);
        let rows = table(&build(dossier).unwrap(), &format!("rows-{}", key.get().row.get().table().key()));
        let number = format!("{:02}", key.get().row.get().ordinal);
        let content = line(&rows, &number)[1].clone();
        let said = content.split('/').skip(1).find(|said| said.contains(key.get().quote)).unwrap().to_owned();
        said.split_once('：').unwrap().1.to_owned()
    };
    let real_name = |dossier: &Dossier| of(dossier, "g3-03.b");
    dossier.facts.set(fact("real_name_members"), Some(64));
    assert_eq!(real_name(&dossier), "达到（64÷80=80.00%，须≥80%）", "nothing is short where it is reached");
    dossier.facts.set(fact("real_name_members"), Some(81));
    assert_eq!(real_name(&dossier), "待填（81多于80，数字有误，须≥80%）");
    dossier.facts.set(fact("members"), Some(0));
    assert_eq!(real_name(&dossier), "待填（分母为0，算不出，须≥80%）");
    dossier.facts.set(fact("members"), None);
    assert_eq!(real_name(&dossier), "待填（须≥80%）");
    dossier.rates.set(RateId::from_key("real_name").unwrap(), Percent::parse("79.5"));
    assert_eq!(real_name(&dossier), "未达到（直接填写79.5%，须≥80%）");
    assert_eq!(of(&dossier, "g5-03.a"), "不适用（下级单位为0，不适用）");
    dossier.answers.set(clause("g4-04.a"), None);
    dossier.facts.set(fact("party_studies"), Some(0));
    assert_eq!(of(&dossier, "g4-04.a"), "未达到（0次，须≥1次，还差1次）");
    dossier.facts.set(fact("party_studies"), Some(1));
    assert_eq!(of(&dossier, "g4-04.a"), "达到（1次，须≥1次）");
    dossier.facts.set(fact("party_studies"), None);
    assert_eq!(of(&dossier, "g4-04.a"), "待填（须≥1次）");
}

#[test]
fn the_plan_lists_what_is_not_met_and_what_is_planned() {
    let mut dossier = private();
    let item = |measure: &str| PlanItem { measure: measure.to_owned(), ..PlanItem::default() };
    for (key, measure) in [("g3-03", "补录"), ("g3-08", "组队"), ("g1-01", "已经达到"), ("g4-04", "")] {
        dossier.plan.insert(row(key), item(measure));
    }
    let rows = table(&build(&dossier).unwrap(), "problems");
    let names: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let expected = ["三星03", "三星08", "三星10", "四星05", "五星04", "五星09", "五星12", "创新02"];
    assert_eq!(names, expected, "not what is met, nor what does not apply, nor what is open and not planned");
    let lacking = format!("b {}：未达到（63÷80=78.75%，须≥80%，还差1人）", clause("g3-03.b").get().quote);
    assert_eq!(rows[0], ["三星03", &lacking, "补录", "", ""], "the clause that is not met, and no other");
    assert_eq!(rows[1], ["三星08", "待填", "组队", "", ""]);
    let alone = format!("{}：未达到", clause("gi-02.a").get().quote);
    assert_eq!(rows[7], ["创新02", &alone, "", "", ""], "a clause alone has no letter");
}

#[test]
fn claims_rows_that_do_not_apply_and_doubts_are_listed_apart() {
    let listed = |dossier: &Dossier| {
        let rows = table(&build(dossier).unwrap(), "exemptions");
        assert_eq!(rows[0][0], "申明不适用");
        let names: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["按申明或数据整行不适用", "不在本会范围", "扫描件存疑"]);
        rows.into_iter().map(|mut row| row.remove(1)).collect::<Vec<_>>()
    };
    let of_public = listed(&sample(Category::Public, "x".to_owned(), 2026));
    let claims = "四星05d 无编外用工（劳务派遣工）（待复核确认）；五星08g 无二级单位（待复核确认）；\
                  五星10b 机关（事业）单位，无所属企业（待复核确认）。";
    assert_eq!(of_public[..3], [claims, "五星03。", "三星10、三星11、四星06、五星05。"]);
    assert!(of_public[3].contains("五星12，共11行，按本工具口径判定"), "{}", of_public[3]);
    // Of the rows that are doubtful, those that speak to the union, and those whose cell for it is empty.
    let of_platform = listed(&sample(Category::Platform, "x".to_owned(), 2026));
    let doubts = "一星01、一星02、二星01、二星04、三星09、三星13、四星11、四星12、五星07、五星08、五星12，共11行，\
                  按本工具口径判定，以正式文件为准。";
    assert_eq!(of_platform, ["一星03b 年内工会法人代表无变更（待复核确认）。", "没有。", "四星11、五星12。", doubts]);
    let mut none = sample(Category::Regional, "x".to_owned(), 2026);
    assert_eq!(listed(&none)[0], "没有。");
    // An answer that no clause allows is no claim.
    let unclaimable = ClauseId::all().find(|id| id.get().exempt_if.is_none()).unwrap();
    none.answers.set(unclaimable, Some(Answer::Exempt));
    assert_eq!(listed(&none)[0], "没有。");
}

#[test]
fn the_evidence_is_numbered_through_and_says_what_is_left_out() {
    let mut dossier = private();
    let mut record = dossier.rows.get(&row("g3-03")).unwrap().clone();
    record.evidence[1].place.clear();
    Action::SetEvidence(row("g3-03"), record.evidence).apply(&mut dossier);
    let rows = table(&build(&dossier).unwrap(), "evidence");
    let expected = [
        ["1", "一星03", "工会法人资格证书（副本）", "2026-03-18", "工会档案柜1"],
        ["2", "一星04", "年度预算与决算", "2026-01-22", "工会档案柜2"],
        ["3", "三星03", "会员实名制名册", "2026-10-31", "工会办公室电脑"],
        ["4", "三星03", "职工花名册", "2026-10-31", "未填"],
        ["5", "三星07", "满意度测评统计表", "2026-10-20", "工会档案柜3"],
    ];
    assert_eq!(rows, expected);
}

#[test]
fn a_row_whose_cell_is_empty_on_the_scan_is_in_doubt_for_that_category_alone() {
    let doubtful = |category: Category, key: &str| {
        let report = build(&sample(category, "x".to_owned(), 2026)).unwrap();
        let key = row(key);
        let shown =
            line(&table(&report, &format!("rows-{}", key.get().table().key())), &format!("{:02}", key.get().ordinal));
        let listed = table(&report, "exemptions")[3][1].contains(&union_star::report::row_name(key));
        assert_eq!(listed, shown[1].contains("扫描件存疑，本工具口径："), "{category:?} {}", key.key());
        listed
    };
    assert!(doubtful(Category::Platform, "g4-11") && doubtful(Category::Platform, "g5-12"));
    assert!(doubtful(Category::Regional, "g4-12"));
    assert!(!doubtful(Category::Public, "g4-06"), "legible, and not of this union");
}

#[test]
fn a_star_that_waits_for_one_below_says_so() {
    let mut dossier = sample(Category::Regional, "x".to_owned(), 2026);
    let report = build(&dossier).unwrap();
    let said = paragraphs(&report, Part::Conclusion);
    let of = |star: &str| *said.iter().find(|said| said.starts_with(star)).unwrap();
    assert!(of("二星").starts_with("二星按现有数据达不到。规范指数（二星）7行须7行：达到6，未达到1"), "{}", of("二星"));
    assert!(
        of("三星").starts_with("三星按现有数据达不到，须先达到二星。活力指数（三星）16行须13行：达到15"),
        "{}",
        of("三星")
    );
    assert!(of("四星").starts_with("四星按现有数据达不到。"), "it lacks rows of its own: {}", of("四星"));
    let note = Block::Note("注：结论只说本表各行；评某一星，还须先达到前一星。".to_owned());
    assert_eq!(blocks(&report, Part::Tables).last(), Some(&note), "the table does not say that the star is reached");
    // Open rows of its own do not make it wait for less.
    let mut open = dossier.clone();
    let of_three: Vec<_> = ClauseId::all().filter(|clause| clause.key().starts_with("g3-")).collect();
    of_three.iter().for_each(|clause| open.answers.set(*clause, None));
    let report = build(&open).unwrap();
    let three = "三星按现有数据达不到，须先达到二星。";
    assert!(paragraphs(&report, Part::Conclusion).iter().any(|said| said.starts_with(three)));
    // What is open below keeps the star above open.
    for clause in row("g2-06").get().clauses() {
        dossier.answers.set(clause, None);
    }
    let report = build(&dossier).unwrap();
    assert!(paragraphs(&report, Part::Conclusion).iter().any(|said| said.starts_with("三星可以达到，须先达到二星。")));
    let soe = build(&sample(Category::Soe, "x".to_owned(), 2026)).unwrap();
    assert_eq!(blocks(&soe, Part::Tables).len(), 1, "nothing to add where no star waits");
}

#[test]
fn percentages_given_directly_stand_in_the_basics_where_they_count() {
    let rate = |key: &str| RateId::from_key(key).unwrap();
    let mut dossier = private();
    dossier.rates.set(rate("real_name"), Percent::parse("50"));
    dossier.rates.set(rate("area_real_name"), Percent::parse("60"));
    let direct = |dossier: &Dossier| {
        basics(dossier).into_iter().filter(|(name, _)| name.ends_with("（直接填写）")).collect::<Vec<_>>()
    };
    assert_eq!(direct(&dossier), [], "the counts are known, and the other is a township's");
    dossier.facts.set(fact("real_name_members"), None);
    assert_eq!(direct(&dossier), [("会员实名制率（直接填写）".to_owned(), "50%".to_owned())]);
    dossier.rates.set(rate("real_name"), None);
    dossier.typed_rates.insert(rate("real_name"), "五成".to_owned());
    dossier.typed_rates.insert(rate("area_real_name"), "六成".to_owned());
    assert_eq!(direct(&dossier), [("会员实名制率（直接填写）".to_owned(), "“五成”（没有看懂）".to_owned())]);
}

#[test]
fn no_two_of_the_basics_have_one_name() {
    for category in Category::ALL {
        let dossier = sample(category, "x".to_owned(), 2026);
        let mut names: Vec<String> =
            basics(&dossier).into_iter().map(|(name, _)| name).filter(|name| !name.is_empty()).collect();
        assert!(names.iter().all(|name| !name.starts_with("其中")), "of what? {names:?}");
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{category:?}");
    }
}

#[test]
fn line_breaks_that_were_typed_part_paragraphs() {
    let mut dossier = private();
    Action::SetNote(row("g1-05"), "第一段。\n\n第二段：\r\n1．预算".to_owned()).apply(&mut dossier);
    let mut review = Review::new(ReviewLevel::Street);
    review.remark = "总体属实。\n请补台账。".to_owned();
    dossier.reviews.push(review);
    dossier.as_of = "十月\n底".to_owned();
    let report = build(&dossier).unwrap();
    assert!(line(&table(&report, "rows-g1"), "05")[1].ends_with("/备注：第一段。/第二段：/1．预算"));
    assert!(table(&report, "reviews")[0][1].starts_with("总体属实。/请补台账。/认可"));
    assert!(report.closing.ends_with("数字截至十月 底。"), "{}", report.closing);
}

#[test]
fn where_there_is_nothing_to_remedy_the_reason_is_true() {
    let said = |dossier: &Dossier| paragraphs(&build(dossier).unwrap(), Part::Plan).concat();
    let mut none = Dossier { answers: Answers::EMPTY, facts: Facts::EMPTY, ..private() };
    assert_eq!(said(&none), "各行都还没有填。");
    for clause in row("g1-05").get().clauses() {
        none.answers.set(clause, Some(Answer::Met));
    }
    assert_eq!(said(&none), "已填各行没有未达到的。");
    // Of 创新指数 one row is asked, and two are not met.
    let mut five = sample(Category::Soe, "x".to_owned(), 2026);
    assert_eq!(said(&five), "没有须整改的行。创新指数各行是并列的选项，已满足要求。");
    let not_met = RowId::all().find(|id| {
        id.get().table().star.is_none() && five.rating().unwrap().row(*id).definite() == Some(Outcome::NotMet)
    });
    five.plan.insert(not_met.unwrap(), PlanItem::default());
    assert_eq!(table(&build(&five).unwrap(), "problems").len(), 1, "unless it is planned");
}

#[test]
fn a_report_of_a_code_says_what_a_code_does_not_carry() {
    let mut dossier = private();
    dossier.union.name.clear();
    let dossier = from_code(&to_code(&dossier).unwrap()).unwrap();
    let report = build_from_code(&dossier).unwrap();
    let remark = "（由二维码或链接打开，不含备注、佐证、整改计划、复核意见和曾获荣誉，以单位所交的报告为准）";
    assert!(report.remarks.contains(&remark.to_owned()));
    let elsewhere = |what: &str| format!("{what}不在二维码和链接里，见单位所交的报告。");
    assert_eq!(paragraphs(&report, Part::Evidence), [elsewhere("佐证材料")]);
    assert_eq!(paragraphs(&report, Part::Opinions), [elsewhere("复核意见")]);
    assert_eq!(paragraphs(&report, Part::Plan), [elsewhere("整改计划")], "after the rows not met, which it carries");
    let words = super::words(&report);
    assert!(!words.contains("未列佐证材料"), "{words}");
    let own = build(&dossier).unwrap();
    assert_eq!(own.digest, report.digest);
    assert!(!own.remarks.contains(&remark.to_owned()), "once it is kept it is a dossier like others");
}

/// In 三星第 07 行 of townships both rates are asked for in the same words.
#[test]
fn rates_of_one_row_in_the_same_words_are_told_apart() {
    let report = build(&sample(Category::Township, "x".to_owned(), 2026)).unwrap();
    let row = &table(&report, "rows-t3")[6][1];
    let lines: Vec<_> = row.split('/').filter(|line| line.contains("建制率达到87%：")).collect();
    assert_eq!(lines.len(), 2);
    assert_ne!(lines[0].get(2..), lines[1].get(2..), "but for the letter: {row}");
    assert!(lines[0].contains("职代会") && lines[1].contains("厂务公开"), "{row}");
}

/// A day that the calendar does not have is printed as it was typed.
#[test]
fn only_a_day_of_the_calendar_is_written_as_one() {
    for (typed, printed) in [
        ("2026-10-31", "2026年10月31日"),
        ("2026.9.30", "2026年9月30日"),
        ("2026-13-45", "2026-13-45"),
        ("2026-02-29", "2026-02-29"),
        ("十月底", "十月底"),
    ] {
        let report = build(&Dossier { as_of: typed.to_owned(), ..private() }).unwrap();
        assert!(report.closing.ends_with(&format!("数字截至{printed}。")), "{}", report.closing);
    }
}
