//! What is said of units at the desk: opinions recorded, counted, returned as files.

use super::six::{one, six_at_the_desk};
use super::{desk, opine, text};
use union_star::dossier::{Dossier, ReviewLevel};
use union_star::guideline::{Annex, Category, RowId, Table};
use union_star::rollup::{Ask, Desk, Export, Filter, Opine, Tell, Unit};

fn unit<'a>(desk: &'a Desk, id: &str) -> &'a Unit {
    desk.units().iter().find(|unit| unit.id == id).unwrap()
}

#[test]
fn a_row_that_does_not_apply_can_be_refused_and_one_that_is_open_cannot() {
    let mut desk = six_at_the_desk();
    assert!(matches!(opine(&mut desk, "private", &["四星04"], "不属实"), Tell::Line(_)));
    for (id, row, words) in [
        ("private", "三星08", "自评没有写“达到”"),
        ("private", "创新02", "自评没有写“达到”"),
        ("platform", "三星99", "没有“三星99”这一行"),
        ("platform", "t1-03", "不在这家单位的表里"),
    ] {
        let said = opine(&mut desk, id, &["一星01", row], "无");
        assert!(matches!(&said, Tell::Failed(said) if said.contains(words)), "{row}: {said:?}");
    }
    assert_eq!(unit(&desk, "platform").reviews, 0);
}

#[test]
fn an_opinion_keeps_who_said_it_when_and_why() {
    let mut desk = six_at_the_desk();
    let said = desk.ask(Ask::Opine(Opine {
        id: "soe".to_owned(),
        level: ReviewLevel::Street,
        body: " 某某街道总工会 ".to_owned(),
        date: "2026-11-24".to_owned(),
        rows: vec!["五星 01".to_owned()],
        reason: " 台账缺失 ".to_owned(),
    }));
    assert!(matches!(said, Tell::Line(_)), "{said:?}");
    let review = &unit(&desk, "soe").dossier().unwrap().reviews[0];
    assert_eq!(
        (review.level, review.body.as_str(), review.date.as_str()),
        (ReviewLevel::Street, "某某街道总工会", "2026-11-24")
    );
    let refused: Vec<_> = review.rows.values().filter(|said| !said.accepted).map(|said| said.reason.as_str()).collect();
    assert_eq!(refused, ["台账缺失"]);
    assert_eq!(unit(&desk, "soe").source, "0.json");
}

#[test]
fn a_reviewed_dossier_is_returned_whole_under_a_name_that_every_disk_takes() {
    let mut first = one(Category::Soe);
    first.id = "12345678-abc".to_owned();
    first.union.name = " 一\\二/三:四*五?六\"七<八>九|十\u{7}\n ".to_owned();
    let mut second = Dossier { id: "87/6\n543210".to_owned(), ..first.clone() };
    second.union.name = "长".repeat(80);
    let mut desk = desk(&[first, second, one(Category::Private)]);
    for id in ["12345678-abc", "87/6\n543210"] {
        assert!(matches!(opine(&mut desk, id, &["五星01"], "台账缺失"), Tell::Line(_)));
    }
    let bundle = desk.export(Export::Reviewed).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bundle)).unwrap();
    let mut files: Vec<(String, String)> = (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut file, &mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect();
    files.sort();
    let long = format!("{}-2026-87654321.union-star.json", "长".repeat(60));
    assert_eq!(
        files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["一二三四五六七八九十-2026-12345678.union-star.json", &long]
    );
    assert_eq!(files[0].1, text(&unit(&desk, "12345678-abc").dossier().unwrap()));
}

#[test]
fn nothing_to_take_away_makes_no_file() {
    let desk = six_at_the_desk();
    assert_eq!((desk.export(Export::Reviewed), desk.export(Export::Record)), (None, None));
}

#[test]
fn an_upheld_review_names_its_body_and_leaves_the_others_alone() {
    let mut desk = six_at_the_desk();
    let filter = Filter { category: Some(Category::Public), ..Filter::default() };
    let (body, date) = ("某区教育工会".to_owned(), "2026-11-24".to_owned());
    assert!(matches!(desk.ask(Ask::Uphold { filter, level: ReviewLevel::District, body, date }), Tell::Upheld(1, 0)));
    let review = &unit(&desk, "public").dossier().unwrap().reviews[0];
    assert_eq!((review.body.as_str(), review.date.as_str()), ("某区教育工会", "2026-11-24"));
    assert!(review.rows.values().all(|said| said.accepted));
    assert_eq!(desk.units().iter().filter(|unit| unit.reviewed.is_some()).count(), 1);
}

#[test]
fn one_opinion_for_all_leaves_out_what_another_body_has_refused_at_this_level() {
    let mut desk = six_at_the_desk();
    assert!(matches!(opine(&mut desk, "soe", &["五星01"], "台账缺失"), Tell::Line(_)));
    assert!(matches!(opine(&mut desk, "public", &[], ""), Tell::Line(_)));
    let uphold = |desk: &mut Desk, body: &str| {
        let (body, date) = (body.to_owned(), "2026-12-01".to_owned());
        desk.ask(Ask::Uphold { filter: Filter::default(), level: ReviewLevel::District, body, date })
    };
    let before = unit(&desk, "soe").dossier().unwrap();
    assert!(matches!(uphold(&mut desk, "另一区总工会"), Tell::Upheld(4, 1)));
    assert_eq!(unit(&desk, "soe").dossier().unwrap(), before, "what one body refused does not read as another's");
    assert_eq!(unit(&desk, "public").dossier().unwrap().reviews[0].body, "另一区总工会");
    // The body itself goes on; its refusals stay.
    assert!(matches!(uphold(&mut desk, " 西湖区总工会"), Tell::Upheld(5, 0)));
    assert_eq!(unit(&desk, "soe").opinions, [(ReviewLevel::District, 1)]);
}

#[test]
fn what_a_level_refuses_is_told_and_each_row_that_stays_refused_keeps_its_reason() {
    let mut desk = six_at_the_desk();
    let refused = |desk: &mut Desk, level| {
        let Tell::Refused(rows, reason) = desk.ask(Ask::Refused { id: "soe".to_owned(), level }) else { panic!() };
        (rows.join("、"), reason)
    };
    let reasons = |desk: &Desk| {
        let layer = unit(desk, "soe").dossier().unwrap().reviews.remove(0);
        layer.refused().map(|(row, reason)| format!("{}{reason}", row.key())).collect::<Vec<_>>()
    };
    assert_eq!(refused(&mut desk, ReviewLevel::District), (String::new(), Some(String::new())));
    assert!(matches!(opine(&mut desk, "soe", &["三星03", "三星04"], "台账缺失"), Tell::Line(_)));
    assert_eq!(refused(&mut desk, ReviewLevel::District), ("三星03、三星04".to_owned(), Some("台账缺失".to_owned())));
    assert_eq!(refused(&mut desk, ReviewLevel::City).0, "", "another level has said nothing");
    // One reason for all is changed for all.
    assert!(matches!(opine(&mut desk, "soe", &["三星03", "三星04"], "没有凭证"), Tell::Line(_)));
    assert_eq!(reasons(&desk), ["g3-03没有凭证", "g3-04没有凭证"]);
    // Said row by row, there are several: they stay, and what is new has its own.
    let mut by_row = unit(&desk, "soe").dossier().unwrap();
    let third = RowId::from_key("g3-03").unwrap();
    by_row.reviews[0].rows.get_mut(&third).unwrap().reason = "名册不全".to_owned();
    assert!(matches!(desk.ask(Ask::Put(text(&by_row))), Tell::Done(1)));
    assert_eq!(refused(&mut desk, ReviewLevel::District), ("三星03、三星04".to_owned(), None));
    let said = opine(&mut desk, "soe", &["三星03", "三星04", "五星01"], "");
    assert!(matches!(said, Tell::Failed(said) if said.contains("请写明不认可的理由")), "a new row needs one");
    assert!(matches!(opine(&mut desk, "soe", &["三星03", "三星04", "五星01"], "未开会"), Tell::Line(_)));
    assert_eq!(reasons(&desk), ["g3-03名册不全", "g3-04没有凭证", "g5-01未开会"]);
    assert!(matches!(opine(&mut desk, "soe", &["三星03", "五星01"], ""), Tell::Line(_)), "nothing new, nothing to say");
    assert_eq!(reasons(&desk), ["g3-03名册不全", "g5-01未开会"]);
}

#[test]
fn a_refused_row_that_the_unit_no_longer_claims_stays_refused_as_another_is_added() {
    let mut desk = six_at_the_desk();
    assert!(matches!(opine(&mut desk, "soe", &["三星03"], "台账缺失"), Tell::Line(_)));
    let mut changed = unit(&desk, "soe").dossier().unwrap();
    let row = RowId::from_key("g3-04").unwrap();
    for clause in row.get().clauses() {
        changed.answers.set(clause, Some(union_star::rating::Answer::NotMet));
    }
    let said = union_star::dossier::Opinion { accepted: false, reason: "台账缺失".to_owned(), seen: None };
    changed.reviews[0].rows.insert(row, said);
    desk.ask(Ask::Put(text(&changed)));
    assert!(matches!(opine(&mut desk, "soe", &["三星03", "三星04", "五星01"], "台账缺失"), Tell::Line(_)));
    assert_eq!(unit(&desk, "soe").opinions, [(ReviewLevel::District, 3)]);
}

#[test]
fn a_window_of_what_is_not_counted_is_a_part_of_it() {
    let mut desk = six_at_the_desk();
    for name in ["a", "b", "c"] {
        desk.unreadable(name);
    }
    let Tell::Problems(total, lines) = desk.ask(Ask::Problems { from: 1, count: 1 }) else { panic!() };
    assert_eq!((total, lines.len(), lines[0].0.as_str(), lines[0].1.as_str()), (3, 1, "b", ""));
    assert!(lines[0].2.contains("浏览器读不出这个文件"));
}

#[test]
fn a_row_of_a_township_is_refused_by_the_name_that_the_desk_offers() {
    let mut desk = six_at_the_desk();
    let of_township = unit(&desk, "township").dossier().unwrap();
    let rating = of_township.rating().unwrap();
    let met = |row: &RowId| rating.row(*row).definite() == Some(union_star::rating::Outcome::Met);
    let row = Table::of_annex(Annex::Two).flat_map(Table::rows).find(met).unwrap();
    let name = union_star::report::row_name(row);
    assert!(matches!(opine(&mut desk, "township", &[&name], "台账缺失"), Tell::Line(_)));
    let layer = unit(&desk, "township").dossier().unwrap().reviews.remove(0);
    assert_eq!(layer.refused().collect::<Vec<_>>(), [(row, "台账缺失")]);
}

#[test]
fn a_row_that_does_not_speak_of_the_union_is_not_refused() {
    let mut desk = six_at_the_desk();
    let public = unit(&desk, "public").clone();
    let is_foreign = |row: &RowId| {
        row.get().table().annex == Annex::One && !row.get().clauses().any(|of| of.get().in_scope(public.profile))
    };
    let foreign = RowId::all().find(is_foreign).unwrap();
    let name = union_star::report::row_name(foreign);
    let said = opine(&mut desk, "public", &[&name], "不属实");
    assert!(matches!(said, Tell::Failed(said) if said == format!("“{name}”这一行不适用于这家单位，请核对行号。")));
    assert_eq!(unit(&desk, "public").reviews, 0);
}
