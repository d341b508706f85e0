//! What the federations above said, as the report shows it.

use super::keys::{clause, row};
use super::sections::{blocks, private, table};
use union_star::dossier::{Dossier, HeldHonour, Opinion, PlanItem, Review, ReviewLevel, sample};
use union_star::guideline::{Category, ClauseId, HONOURS, Star};
use union_star::rating::Answer;
use union_star::report::{Block, Part, build};

fn said(accepted: bool, reason: &str) -> Opinion {
    Opinion { accepted, reason: reason.to_owned(), seen: None }
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
            "总体属实。/认可1行，不认可2行。/五星01不认可：台账缺三个月/五星02不认可/二星02f申明不适用，确认",
            "四星",
        ],
        ["区县（市）总工会、产业工会", "认可0行，不认可0行。/二星02f申明不适用，不确认", "一星"],
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
