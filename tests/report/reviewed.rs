//! What the federations above said, as the report shows it.

use super::keys::{clause, row};
use super::sections::{blocks, private, table};
use union_star::dossier::{Dossier, HeldHonour, Opinion, PlanItem, Review, ReviewLevel, sample};
use union_star::guideline::{Category, ClauseId, HONOURS, Star};
use union_star::rating::{Answer, Outcome};
use union_star::report::{Block, Part, build};

fn said(accepted: bool, reason: &str) -> Opinion {
    Opinion { accepted, reason: reason.to_owned(), seen: Some(Outcome::Met) }
}

#[test]
fn each_layer_says_who_when_what_and_the_star_after_it() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    let mut street = Review { body: "某某街道总工会".to_owned(), ..Review::new(ReviewLevel::Street) };
    street.date = "2026-11-02".to_owned();
    street.remark = "总体属实。".to_owned();
    street.rows.insert(row("g5-01"), said(false, "台账缺三个月"));
    street.rows.insert(row("g5-02"), said(false, ""));
    street.rows.insert(row("g5-04"), said(true, ""));
    street.claims.insert(clause("g2-02.f"), true);
    let mut district = Review::new(ReviewLevel::District);
    district.claims.insert(clause("g2-02.f"), false);
    dossier.reviews = vec![street, district];
    let expected = [
        [
            "乡镇（街道）或上级工会/某某街道总工会/2026-11-02",
            "总体属实。/认可1行，不认可2行。/五星01不认可：台账缺三个月/五星02不认可：没有写理由/二星02f申明不适用，确认",
            "四星",
        ],
        ["区县（市）总工会、产业工会", "认可0行，不认可1行。/二星02f申明不适用，不确认", "一星"],
    ];
    assert_eq!(table(&build(&dossier).unwrap(), "reviews"), expected);
    dossier.reviews.clear();
    let report = build(&dossier).unwrap();
    assert!(matches!(blocks(&report, Part::Opinions), [Block::Signatures(_)]), "no table where nobody said anything");
}

#[test]
fn a_row_that_was_not_accepted_is_to_be_remedied_with_the_reason_and_what_was_planned() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    let mut district = Review::new(ReviewLevel::District);
    district.rows.insert(row("g3-03"), said(false, "名册不全"));
    dossier.reviews.push(district);
    let measure = "补录名册".to_owned();
    dossier.plan.insert(row("g3-03"), PlanItem { measure, ..PlanItem::default() });
    let expected = ["三星03", "区县（市）总工会、产业工会不认可：名册不全", "补录名册", "", ""];
    assert_eq!(table(&build(&dossier).unwrap(), "problems"), [expected], "five stars by itself, and yet to be mended");
    dossier.reviews.clear();
    let accepted = build(&dossier).unwrap();
    let Block::Paragraph(nothing) = &blocks(&accepted, Part::Plan)[0] else { panic!("a table") };
    assert!(nothing.starts_with("没有须整改的行"));
}

#[test]
fn under_the_title_stands_what_the_reviews_left() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    dossier.sample = false;
    assert!(build(&dossier).unwrap().remarks.is_empty());
    dossier.reviews.push(Review::new(ReviewLevel::District));
    assert!(build(&dossier).unwrap().remarks.is_empty(), "nobody has said anything yet");
    dossier.reviews[0].rows.insert(row("g5-01"), said(false, ""));
    assert_eq!(build(&dossier).unwrap().remarks, ["（复核四星，星级以复核为准）"]);
}

#[test]
fn an_honour_sets_the_star_that_the_union_is_reviewed_against() {
    let said = |dossier: &Dossier| {
        let report = build(dossier).unwrap();
        let Some(Block::Paragraph(last)) = blocks(&report, Part::Conclusion).last() else { panic!("no conclusion") };
        last.clone()
    };
    let mut short = private();
    assert!(!said(&short).contains("曾获"));
    let four = HONOURS.iter().find(|honour| honour.star == Star::Four).unwrap();
    let five = HONOURS.iter().find(|honour| honour.star == Star::Five).unwrap();
    short.honours.push(HeldHonour::new(four, 2021));
    let expected =
        format!("我会曾获2021年度{}，按四星级要求复核，自评尚未确保四星，复核不达的按实际情况定星级。", four.name);
    assert_eq!(said(&short), expected);
    let mut failed = short.clone();
    for clause in ClauseId::all() {
        failed.answers.set(clause, Some(Answer::NotMet));
    }
    assert!(failed.rating().unwrap().attainable < Star::Four);
    let expected =
        format!("我会曾获2021年度{}，按四星级要求复核，自评未达到四星级要求，复核不达的按实际情况定星级。", four.name);
    assert_eq!(said(&failed), expected);
    let mut reached = sample(Category::Soe, "x".to_owned(), 2026);
    reached.honours = vec![HeldHonour::new(four, 2021), HeldHonour::new(five, 2018)];
    let expected =
        format!("我会曾获2021年度{}、2018年度{}，按五星级要求复核，自评已达到五星级要求。", four.name, five.name);
    assert_eq!(said(&reached), expected, "exactly what is asked is enough");
}

/// The verdict on a row in section 四.
fn verdict(dossier: &Dossier, key: &str) -> String {
    let row = row(key).get();
    let rows = table(&build(dossier).unwrap(), &format!("rows-{}", row.table().key()));
    rows.into_iter().find(|line| line[0] == format!("{:02}", row.ordinal)).unwrap().pop().unwrap()
}

#[test]
fn a_row_that_a_review_refuses_is_not_called_met_and_no_more() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    assert_eq!(verdict(&dossier, "g3-03"), "达到");
    let mut street = Review::new(ReviewLevel::Street);
    street.rows.insert(row("g3-03"), said(false, "名册不全"));
    dossier.reviews.push(street);
    assert_eq!(verdict(&dossier, "g3-03"), "达到/（复核不认可）");
    let mut city = Review::new(ReviewLevel::City);
    city.rows.insert(row("g3-03"), said(true, ""));
    dossier.reviews.push(city);
    assert_eq!(verdict(&dossier, "g3-03"), "达到", "the highest level counts");
}

#[test]
fn a_row_that_the_union_changed_after_the_opinion_says_so_wherever_the_opinion_stands() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    let mut street = Review::new(ReviewLevel::Street);
    street.rows.insert(row("g3-03"), Opinion { seen: Some(Outcome::NotMet), ..said(false, "") });
    street.rows.insert(row("g3-04"), Opinion { seen: Some(Outcome::NotMet), ..said(true, "") });
    dossier.reviews.push(street);
    assert_eq!(verdict(&dossier, "g3-03"), "达到/（复核不认可）/（复核后本会改过这一行）");
    assert_eq!(verdict(&dossier, "g3-04"), "达到", "what is accepted stands");
    let opinion = &table(&build(&dossier).unwrap(), "reviews")[0][1];
    assert_eq!(opinion, "认可1行，不认可1行。/三星03不认可：没有写理由（复核后本会改过这一行）");
    dossier.reviews[0].rows.insert(row("g3-03"), said(false, ""));
    assert!(!super::words(&build(&dossier).unwrap()).contains("改过"), "the row is what the reviewer saw");
}

#[test]
fn a_claim_waits_until_a_review_has_decided_it() {
    let mut dossier = private();
    let of = |dossier: &Dossier| {
        let report = build(dossier).unwrap();
        let clause = table(&report, "rows-g1")[2][1].clone();
        let clause = clause.split_once("变更，").unwrap().1.split('）').next().unwrap().to_owned();
        let listed = table(&report, "exemptions")[0][1].clone();
        assert!(listed.contains(&format!("一星03b 年内工会法人代表无变更（{clause}）")), "{listed}");
        (clause, verdict(dossier, "g1-03"))
    };
    let two = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(of(&dossier), two("待复核确认", "达到/（待复核确认）"));
    let claim = clause("g1-03.b");
    let mut street = Review::new(ReviewLevel::Street);
    street.claims.insert(claim, false);
    dossier.reviews.push(street);
    assert_eq!(of(&dossier), two("复核不确认", "达到/（复核不认可）"), "a claim that is refused refuses its row");
    let mut district = Review::new(ReviewLevel::District);
    district.claims.insert(claim, true);
    dossier.reviews.push(district);
    assert_eq!(of(&dossier), two("复核已确认", "达到/（申明复核已确认）"), "the highest level counts");
}

#[test]
fn a_layer_counts_the_rows_that_it_does_not_accept_each_once() {
    let mut dossier = private();
    let mut street = Review::new(ReviewLevel::Street);
    // A claim on a row that is accepted, one on a row that is refused as well, and one that nobody makes.
    street.rows.insert(row("g1-03"), said(true, ""));
    street.rows.insert(row("g1-04"), said(true, ""));
    let seen = Some(Outcome::NotApplicable);
    street.rows.insert(row("g4-04"), Opinion { seen, ..said(false, "无记录") });
    for claim in ["g1-03.b", "g4-04.a", "g2-02.f"] {
        street.claims.insert(clause(claim), false);
    }
    dossier.answers.set(clause("g4-04.a"), Some(Answer::Exempt));
    dossier.answers.set(clause("g2-02.f"), Some(Answer::Met));
    dossier.reviews.push(street);
    let opinion = &table(&build(&dossier).unwrap(), "reviews")[0][1];
    assert!(opinion.starts_with("认可1行，不认可2行。/四星04不认可：无记录/"), "{opinion}");
    let rejected = dossier.rejected_rows(1).unwrap();
    assert_eq!(rejected, [row("g1-03"), row("g4-04")], "the rows that fall");
}

#[test]
fn that_nothing_is_to_be_remedied_is_said_of_what_stands() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    for (key, answer) in [("gi-01", Some(Answer::Met)), ("gi-02", Some(Answer::Met)), ("gi-03", None), ("gi-04", None)]
    {
        row(key).get().clauses().for_each(|clause| dossier.answers.set(clause, answer));
    }
    let said_of = |dossier: &Dossier| match &blocks(&build(dossier).unwrap(), Part::Plan)[0] {
        Block::Paragraph(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(said_of(&dossier), "已填各行没有未达到的。");
    let mut street = Review::new(ReviewLevel::Street);
    street.rows.insert(row("gi-02"), said(false, ""));
    dossier.reviews.push(street);
    assert_eq!(said_of(&dossier), "没有须整改的行。创新指数各行是并列的选项，已满足要求。");
}
