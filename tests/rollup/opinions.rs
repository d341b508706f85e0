//! What is said of units at the desk: opinions recorded, counted, returned as files.

use super::six::{one, six_at_the_desk};
use super::{desk, opine, text};
use union_star::dossier::{Dossier, ReviewLevel};
use union_star::guideline::{Annex, Category, RowId};
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
    assert!(matches!(desk.ask(Ask::Uphold { filter, level: ReviewLevel::District, body, date }), Tell::Done(1)));
    let review = &unit(&desk, "public").dossier().unwrap().reviews[0];
    assert_eq!((review.body.as_str(), review.date.as_str()), ("某区教育工会", "2026-11-24"));
    assert!(review.rows.values().all(|said| said.accepted));
    assert_eq!(desk.units().iter().filter(|unit| unit.reviewed.is_some()).count(), 1);
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
