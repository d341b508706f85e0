//! What is said of units at the desk: opinions recorded, counted, returned as files.

use super::six::{one, six_at_the_desk};
use super::{desk, opine, put, text};
use union_star::dossier::{Dossier, Opinion, Review, ReviewLevel};
use union_star::guideline::{Annex, Category, ClauseId, RowId, Star, Table};
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
fn one_opinion_for_all_is_taken_back_where_nothing_came_after_it() {
    let mut desk = six_at_the_desk();
    assert!(matches!(opine(&mut desk, "soe", &["五星01"], "台账缺失"), Tell::Line(_)));
    let before: Vec<_> = desk.units().iter().map(|unit| unit.dossier().unwrap()).collect();
    let uphold = |desk: &mut Desk, date: &str| {
        let (body, date) = ("西湖区总工会".to_owned(), date.to_owned());
        desk.ask(Ask::Uphold { filter: Filter::default(), level: ReviewLevel::District, body, date })
    };
    // Pressed twice, it is one.
    assert!(matches!(uphold(&mut desk, "2026-12-01"), Tell::Upheld(5, 0)));
    assert!(matches!(uphold(&mut desk, "2026-12-02"), Tell::Upheld(5, 0)));
    assert!(matches!(opine(&mut desk, "public", &["五星01"], "台账缺失"), Tell::Line(_)));
    assert!(matches!(desk.ask(Ask::Withdraw), Tell::Withdrawn(4, 1)));
    for (unit, before) in desk.units().iter().zip(before) {
        let now = unit.dossier().unwrap();
        assert_eq!(now == before, unit.id != "public", "{}", unit.id);
        assert_eq!(unit.reviewed.is_some(), ["soe", "public"].contains(&unit.id.as_str()));
    }
    assert!(matches!(desk.ask(Ask::Withdraw), Tell::Withdrawn(0, 0)), "once");
}

#[test]
fn a_review_that_was_begun_says_how_many_rows_it_has_left() {
    let mut dossier = one(Category::Soe);
    let row = RowId::from_key("g1-01").unwrap();
    let met = dossier.rating().unwrap().row(row).definite();
    let mut review = Review::new(ReviewLevel::District);
    review.rows.insert(row, Opinion { accepted: true, reason: String::new(), seen: met });
    let all = Review::new(ReviewLevel::District).rest(dossier.profile().unwrap(), &dossier.rating().unwrap()).count();
    dossier.reviews = vec![review];
    let mut desk = desk(&[dossier]);
    assert_eq!(desk.units()[0].unseen, all - 1);
    let (body, date) = ("西湖区总工会".to_owned(), String::new());
    desk.ask(Ask::Uphold { filter: Filter::default(), level: ReviewLevel::District, body, date });
    assert_eq!(desk.units()[0].unseen, 0);
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
    assert!(matches!(put(&mut desk, &by_row), Tell::Done(1)));
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
    put(&mut desk, &changed);
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

/// The state enterprise with a claim on which its fifth star hangs, refused by a district.
fn with_a_refused_claim() -> (Desk, RowId) {
    let mut dossier = one(Category::Soe);
    let profile = dossier.profile().unwrap();
    let claim = ClauseId::all().find(|claim| {
        let clause = claim.get();
        clause.exempt_if.is_some() && clause.in_scope(profile) && clause.row.get().table().star == Some(Star::Five)
    });
    let claim = claim.unwrap();
    dossier.answers.set(claim, Some(union_star::rating::Answer::Exempt));
    let mut review = Review { body: "西湖区总工会".to_owned(), ..Review::new(ReviewLevel::District) };
    review.claims.insert(claim, false);
    dossier.reviews.push(review);
    (desk(&[dossier]), claim.get().row)
}

#[test]
fn a_refused_claim_is_seen_and_can_be_taken_back_from_the_list() {
    let (mut desk, row) = with_a_refused_claim();
    assert_eq!(
        (unit(&desk, "soe").star(), &unit(&desk, "soe").opinions[..]),
        (Star::Four, &[(ReviewLevel::District, 1)][..])
    );
    let Tell::Refused(rows, reason) = desk.ask(Ask::Refused { id: "soe".to_owned(), level: ReviewLevel::District })
    else {
        panic!()
    };
    assert_eq!((rows.as_slice(), reason), (&[union_star::report::row_name(row)][..], Some(String::new())));
    let Tell::Line(line) = opine(&mut desk, "soe", &[], "") else { panic!() };
    assert_eq!((line.star, &line.opinions[..]), (Star::Five, &[(ReviewLevel::District, 0)][..]));
}

#[test]
fn a_claim_that_one_body_has_refused_does_not_read_as_anothers() {
    let (mut desk, _) = with_a_refused_claim();
    let uphold = |desk: &mut Desk, body: &str| {
        let (body, date) = (body.to_owned(), "2026-12-01".to_owned());
        desk.ask(Ask::Uphold { filter: Filter::default(), level: ReviewLevel::District, body, date })
    };
    assert!(matches!(uphold(&mut desk, "另一区总工会"), Tell::Upheld(0, 1)));
    assert_eq!(unit(&desk, "soe").dossier().unwrap().reviews[0].body, "西湖区总工会");
    assert!(matches!(uphold(&mut desk, "西湖区总工会"), Tell::Upheld(1, 0)));
}

#[test]
fn a_layer_that_was_begun_and_says_nothing_is_no_review() {
    let begun = Review { body: "西湖区总工会".to_owned(), ..Review::new(ReviewLevel::District) };
    let dossier = Dossier { reviews: vec![begun.clone()], ..one(Category::Soe) };
    let mut desk = desk(core::slice::from_ref(&dossier));
    let soe = unit(&desk, "soe");
    assert_eq!((soe.reviewed, soe.reviews, soe.opinions.len()), (None, 0, 0));
    assert_eq!(desk.overview().highers[0].reviewed, 0);
    assert_eq!(desk.export(Export::Reviewed), None);
    // What an older version of the file was told takes its place.
    let mut older = Dossier { as_of: "2026-01-01".to_owned(), reviews: vec![begun], ..dossier };
    older.uphold(&Review { body: "上城区总工会".to_owned(), ..Review::new(ReviewLevel::District) });
    desk.offer("旧.json", 1, text(&older).into_bytes());
    desk.settle();
    let reviews = unit(&desk, "soe").dossier().unwrap().reviews;
    assert_eq!((reviews.len(), reviews[0].body.as_str()), (1, "上城区总工会"));
}

#[test]
fn what_is_put_back_takes_the_place_of_what_was_seen_and_of_nothing_else() {
    let mut desk = six_at_the_desk();
    let Tell::Unit(seen) = desk.ask(Ask::Unit("soe".to_owned())) else { panic!() };
    let mut taken = unit(&desk, "soe").dossier().unwrap();
    taken.uphold(&Review { body: "某街道总工会".to_owned(), ..Review::new(ReviewLevel::Street) });
    assert!(matches!(opine(&mut desk, "soe", &["五星01"], "台账缺失"), Tell::Line(_)));
    let (revision, before) = (desk.revision(), unit(&desk, "soe").dossier().unwrap());
    let said = desk.ask(Ask::Put { text: text(&taken), seen: seen.seen });
    assert!(matches!(&said, Tell::Failed(said) if said.contains("刚变过")), "{said:?}");
    assert_eq!((desk.revision(), unit(&desk, "soe").dossier().unwrap()), (revision, before));
    // A newer file that came meanwhile is not written over either.
    let newer = Dossier { as_of: "2026-12-01".to_owned(), ..one(Category::Public) };
    let Tell::Unit(seen) = desk.ask(Ask::Unit("public".to_owned())) else { panic!() };
    desk.offer("新.json", 9, text(&newer).into_bytes());
    desk.settle();
    let taken = one(Category::Public);
    assert!(matches!(desk.ask(Ask::Put { text: text(&taken), seen: seen.seen }), Tell::Failed(_)));
    assert_eq!(unit(&desk, "public").source, "新.json");
    assert!(matches!(put(&mut desk, &taken), Tell::Done(1)));
}

#[test]
fn two_files_of_one_name_in_the_bundle_get_a_number() {
    let dossiers = ["12345678-a", "12345678-b", "12345678-C"].map(|id| {
        let mut dossier = Dossier { id: id.to_owned(), ..one(Category::Soe) };
        dossier.union.higher = format!("{id}的上级工会");
        dossier
    });
    let mut desk = desk(&dossiers);
    for id in ["12345678-a", "12345678-b", "12345678-C"] {
        assert!(matches!(opine(&mut desk, id, &[], ""), Tell::Line(_)));
    }
    let bundle = desk.export(Export::Reviewed).unwrap();
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bundle)).unwrap();
    let mut names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    names.sort();
    let name = &dossiers[0].union.name;
    let numbered = ["-2", "-3", ""].map(|number| format!("{name}-2026-12345678{number}.union-star.json"));
    assert_eq!(names, numbered);
}
