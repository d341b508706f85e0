//! The report section by section, in its own words.

use super::keys::{clause, fact, row};
use union_star::dossier::{Action, Dossier, PlanItem, sample};
use union_star::guideline::{Category, ClauseId, RateId};
use union_star::rating::{Answer, Percent};
use union_star::report::{Block, Part, Report, build};

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
    assert_eq!(said[0], "我会自评达到四星级标准。56行中尚有1行未填。");
    assert_eq!(said.last(), Some(&"到五星还差5行。"));
    let report = build(&private()).unwrap();
    let three =
        "三星可以达到。活力指数（三星）16行须13行：达到11，未达到2，未填3，还差2行（取决于第03、10、08、09、15行）。";
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
    // The scan has no words for this category: the row's short title stands for them.
    assert_eq!(line(&table(&report, "rows-g5"), "12"), ["12", row("g5-12").get().title, out]);
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
    assert_eq!(real_name(&dossier), "未填（81多于80，数字有误，须≥80%）");
    dossier.facts.set(fact("members"), Some(0));
    assert_eq!(real_name(&dossier), "未填（分母为0，算不出，须≥80%）");
    dossier.facts.set(fact("members"), None);
    assert_eq!(real_name(&dossier), "未填（未填，须≥80%）");
    dossier.rates.set(RateId::from_key("real_name").unwrap(), Percent::parse("79.5"));
    assert_eq!(real_name(&dossier), "未达到（79.5%（直接填写），须≥80%）");
    assert_eq!(of(&dossier, "g5-03.a"), "不适用（下级单位为0，不适用）");
    dossier.answers.set(clause("g4-04.a"), None);
    dossier.facts.set(fact("party_studies"), Some(0));
    assert_eq!(of(&dossier, "g4-04.a"), "未达到（0次，须≥1次，还差1次）");
    dossier.facts.set(fact("party_studies"), Some(1));
    assert_eq!(of(&dossier, "g4-04.a"), "达到（1次，须≥1次）");
    dossier.facts.set(fact("party_studies"), None);
    assert_eq!(of(&dossier, "g4-04.a"), "未填（未填，须≥1次）");
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
    let expected = ["三星03", "三星08", "三星10", "四星04", "四星05", "五星04", "五星09", "五星12", "创新02"];
    assert_eq!(names, expected, "not what is met, nor what is open and not planned");
    let lacking = format!("b {}：未达到（63÷80=78.75%，须≥80%，还差1人）", clause("g3-03.b").get().quote);
    assert_eq!(rows[0], ["三星03", &lacking, "补录", "", ""], "the clause that is not met, and no other");
    assert_eq!(rows[1], ["三星08", "未填", "组队", "", ""]);
    let alone = format!("{}：未达到", clause("gi-02.a").get().quote);
    assert_eq!(rows[8], ["创新02", &alone, "", "", ""], "a clause alone has no letter");
}

#[test]
fn claims_rows_that_do_not_apply_and_doubts_are_listed_apart() {
    let listed = |dossier: &Dossier| {
        let rows = table(&build(dossier).unwrap(), "exemptions");
        assert_eq!(rows[0][0], "申明不适用/（待复核确认）");
        let names: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        assert_eq!(names, ["按申明或数据整行不适用", "不在本会范围", "扫描件存疑"]);
        rows.into_iter().map(|mut row| row.remove(1)).collect::<Vec<_>>()
    };
    let of_public = listed(&sample(Category::Public, "x".to_owned(), 2026));
    let claims = "四星05d 无编外用工（劳务派遣工）；五星08g 无二级单位；五星10b 机关（事业）单位，无所属企业。";
    assert_eq!(of_public[..3], [claims, "五星03。", "三星10、三星11、四星06、五星05。"]);
    assert!(of_public[3].contains("五星12，共11行，按本工具口径判定"), "{}", of_public[3]);
    // Of the rows that are doubtful, only those that speak to the union.
    let of_platform = listed(&sample(Category::Platform, "x".to_owned(), 2026));
    let doubts = "一星01、一星02、二星01、二星04、三星09、三星13、四星12、五星07、五星08，共9行，\
                  按本工具口径判定，以正式文件为准。";
    assert_eq!(of_platform, ["一星03b 年内工会法人代表无变更。", "没有。", "四星11、五星12。", doubts]);
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
