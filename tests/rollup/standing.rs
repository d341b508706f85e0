//! How a unit stands after a spot check: the same on the list, in the overview, on its page and in what is taken away.

use super::six::{one, six_at_the_desk};
use super::{desk, opine, text};
use union_star::dossier::Dossier;
use union_star::guideline::{Category, RowId, Star};
use union_star::rating::Outcome;
use union_star::rollup::{Ask, Desk, Export, Filter, Line, Sort, StarFilter, Strata, Tell};

/// All of the frame drawn.
fn drawn(mut desk: Desk) -> Desk {
    desk.ask(Ask::Freeze { percent: 100, strata: Strata::Whole });
    desk.ask(Ask::Draw { seed: "1".to_owned(), origin: String::new(), witnesses: String::new(), date: String::new() });
    desk
}

fn fail(desk: &mut Desk, id: &str, row: &str) -> Tell {
    desk.ask(Ask::Fail { id: id.to_owned(), rows: vec![row.to_owned()], reason: "台账缺失".to_owned() })
}

fn lines(desk: &mut Desk, filter: Filter) -> Vec<Line> {
    let Tell::Units(_, lines) = desk.ask(Ask::Units { filter, sort: Sort::Name, from: 0, count: 100 }) else {
        panic!()
    };
    lines
}

#[test]
fn a_failed_check_is_seen_wherever_the_unit_is() {
    let mut desk = drawn(six_at_the_desk());
    assert!(matches!(fail(&mut desk, "soe", "五星01"), Tell::Done(1)));
    let line = lines(&mut desk, Filter::default()).into_iter().find(|line| line.id == "soe").unwrap();
    assert_eq!((line.own, line.star, line.attainable, line.short), (Star::Five, Star::Four, Star::Four, Some(1)));
    let row = RowId::from_key("g5-01").unwrap();
    assert_eq!(line.lacking[0].0, row);
    let found = |desk: &mut Desk, filter: Filter| lines(desk, filter).iter().any(|line| line.id == "soe");
    assert!(found(&mut desk, Filter { row: Some(row), ..Filter::default() }));
    assert!(found(&mut desk, Filter { near: Some((Star::Five, 1)), ..Filter::default() }));
    assert!(!found(&mut desk, Filter { star: StarFilter::Exactly(Star::Five), ..Filter::default() }));
    let view = desk.overview();
    assert_eq!((view.near[4].one, view.categories[0].stars[4], view.categories[0].attainable[4]), (1, 1, 1));
    let of_row = view.rows.iter().find(|line| line.row == row).unwrap();
    assert_eq!(of_row.by[0], (1, 1), "the row that was not accepted is not met");
    let Tell::Unit(unit) = desk.ask(Ask::Unit("soe".to_owned())) else { panic!() };
    assert_eq!((unit.line, unit.check.unwrap()), (line, (5, desk.record().unwrap().results["soe"].clone())));
    assert!(matches!(desk.ask(Ask::Unchecked("soe".to_owned())), Tell::Done(1)));
    assert_eq!(lines(&mut desk, Filter::default()).iter().find(|line| line.id == "soe").unwrap().star, Star::Five);
    assert!(desk.record().unwrap().results.is_empty(), "to be checked again");
}

#[test]
fn the_lower_of_check_and_later_review_stands() {
    let mut desk = drawn(six_at_the_desk());
    fail(&mut desk, "soe", "五星01");
    let Tell::Line(line) = opine(&mut desk, "soe", &["一星01"], "台账缺失") else { panic!() };
    assert_eq!(line.star, Star::None);
    let Tell::Line(line) = opine(&mut desk, "soe", &[], "") else { panic!() };
    assert_eq!(line.star, Star::Four, "a review that upholds all does not undo the check");
}

#[test]
fn a_file_that_claims_more_does_not_undo_a_check() {
    let mut desk = drawn(six_at_the_desk());
    fail(&mut desk, "soe", "一星01");
    let again = Dossier { as_of: "2026-12-01".to_owned(), id: "begun anew".to_owned(), ..one(Category::Soe) };
    desk.offer("新.json", 9, text(&again).into_bytes());
    desk.settle();
    let unit = desk.units().iter().find(|unit| unit.id == "begun anew").unwrap();
    assert_eq!(unit.star(), Star::None, "by name and federation, under whatever id");
    assert_eq!(unit.standing().rating.row(RowId::from_key("g1-01").unwrap()).definite(), Some(Outcome::NotMet));
    let Tell::Unit(found) = desk.ask(Ask::Unit("soe".to_owned())) else { panic!("the list still leads to it") };
    assert_eq!(found.line.id, "begun anew");
    assert!(matches!(fail(&mut desk, "soe", "五星01"), Tell::Done(1)));
    assert_eq!(desk.record().unwrap().results["soe"].star, 4);
}

#[test]
fn what_came_after_the_list_was_frozen_is_counted() {
    let mut desk = six_at_the_desk();
    assert_eq!(desk.overview().unlisted, 0, "no list, nobody off it");
    desk.ask(Ask::Freeze { percent: 5, strata: Strata::Whole });
    let mut later = Dossier { id: "later".to_owned(), ..one(Category::Soe) };
    later.union.name = "后来的工会".to_owned();
    desk.offer("后来.json", 0, text(&later).into_bytes());
    let renewed = Dossier { as_of: "2026-12-01".to_owned(), id: "anew".to_owned(), ..one(Category::Public) };
    desk.offer("重来.json", 0, text(&renewed).into_bytes());
    desk.settle();
    let view = desk.overview();
    assert_eq!((view.frame, view.unlisted, view.drawn), (4, 1, 0), "the same union under another id is listed");
    desk.ask(Ask::Draw { seed: "1".to_owned(), origin: String::new(), witnesses: String::new(), date: String::new() });
    assert_eq!((desk.overview().unlisted, desk.overview().drawn), (1, 1));
}

/// Both years of the six, each drawn from.
fn two_years() -> Desk {
    let mut dossiers = super::six::six();
    dossiers.extend(super::six::six().into_iter().map(|dossier| Dossier { year: 2025, ..dossier }));
    let mut desk = drawn(desk(&dossiers));
    desk.ask(Ask::Overview(Some(2025)));
    assert_eq!(desk.record(), None, "another year is another check");
    drawn(desk)
}

#[test]
fn each_year_has_a_check_of_its_own() {
    let mut desk = two_years();
    fail(&mut desk, "soe", "五星01");
    let stars = |desk: &Desk| -> Vec<(u16, Star)> {
        let mut stars: Vec<_> =
            desk.units().iter().filter(|unit| unit.id == "soe").map(|unit| (unit.year, unit.star())).collect();
        stars.sort();
        stars
    };
    assert_eq!(stars(&desk), [(2025, Star::Four), (2026, Star::Five)]);
    let mut again = Desk::default();
    again.offer("汇总.jsonl", 0, desk.export(Export::Joined).unwrap());
    again.settle();
    assert_eq!(again.records().collect::<Vec<_>>(), desk.records().collect::<Vec<_>>());
    assert_eq!(stars(&again), stars(&desk));
    // A version of before read one record: that of the newest year.
    let joined = String::from_utf8(desk.export(Export::Joined).unwrap()).unwrap();
    let head: serde_json::Value = serde_json::from_str(joined.lines().next().unwrap()).unwrap();
    assert_eq!((&head["record"]["year"], &head["records"][0]["year"]), (&2026.into(), &2025.into()));
    desk.ask(Ask::Discard);
    assert_eq!((desk.record(), desk.records().count()), (None, 1), "the other year's stays");
}

#[test]
fn a_head_of_before_with_one_record_is_read() {
    let desk = drawn(six_at_the_desk());
    let record = serde_json::from_str(&desk.record().unwrap().text()).unwrap();
    let head = serde_json::json!({"format": "union-star-desk", "schema": 1, "name": "某市总工会", "record": null});
    let mut head: serde_json::Map<String, serde_json::Value> = head.as_object().unwrap().clone();
    head.insert("record".to_owned(), record);
    let mut again = Desk::default();
    let joined = format!("{}\n{}\n", serde_json::to_string(&head).unwrap(), text(&one(Category::Soe)));
    again.offer("旧.jsonl", 0, joined.into_bytes());
    again.settle();
    assert_eq!((again.name(), again.record()), ("某市总工会", desk.record()));
}

#[test]
fn another_desk_takes_neither_the_name_nor_the_record() {
    let mut ours = six_at_the_desk();
    ours.ask(Ask::Name("杭州市总工会".to_owned()));
    let ours = drawn(ours);
    let mut theirs = six_at_the_desk();
    theirs.ask(Ask::Name("某区总工会".to_owned()));
    theirs.ask(Ask::Freeze { percent: 50, strata: Strata::Star });
    let joined = theirs.export(Export::Joined).unwrap();
    let mut desk = ours;
    let before = desk.record().cloned();
    desk.offer("某区.jsonl", 0, joined.clone());
    desk.settle();
    assert_eq!((desk.name(), desk.record().cloned()), ("杭州市总工会", before));
    let said: Vec<String> = desk.problems().map(ToString::to_string).collect();
    assert!(
        said.contains(&"这份汇总里另有一份 2026 年的抽查记录，与这里的不同。仍以这里的为准，请核对。".to_owned()),
        "{said:?}"
    );
    assert_eq!(desk.reconciliation().notices, 1);
    let mut empty = Desk::default();
    empty.offer("某区.jsonl", 0, joined);
    empty.settle();
    assert_eq!((empty.name(), empty.record()), ("某区总工会", theirs.record()), "where there is none, theirs counts");
    assert_eq!(empty.reconciliation().notices, 0);
}

#[test]
fn the_record_says_whose_desk_it_is() {
    let mut desk = six_at_the_desk();
    desk.ask(Ask::Name("杭州市总工会".to_owned()));
    desk.ask(Ask::Freeze { percent: 5, strata: Strata::Whole });
    assert_eq!(desk.record().unwrap().desk, "杭州市总工会");
    desk.ask(Ask::Name("杭州市总".to_owned()));
    assert_eq!(desk.record().unwrap().desk, "杭州市总");
}

#[test]
fn a_check_that_another_desk_has_begun_is_not_taken_for_this_desks() {
    let mut theirs = six_at_the_desk();
    theirs.ask(Ask::Name("某区总工会".to_owned()));
    theirs.ask(Ask::Freeze { percent: 5, strata: Strata::Whole });
    let joined = theirs.export(Export::Joined).unwrap();
    let mut ours = Desk::default();
    ours.ask(Ask::Name("杭州市总工会".to_owned()));
    ours.offer("某区.jsonl", 0, joined.clone());
    ours.settle();
    assert_eq!((ours.name(), ours.record()), ("杭州市总工会", None));
    let said: Vec<String> = ours.problems().map(ToString::to_string).collect();
    assert!(said[0].contains("有“某区总工会”的 2026 年抽查记录，没有用作这里的抽查"), "{said:?}");
    // Nor where two of them come, or one comes with other files, whatever the order.
    let file = text(&Dossier { id: "z".to_owned(), ..one(Category::Private) }).into_bytes();
    let second = desk(&[]).export(Export::Joined).unwrap();
    for files in [[joined.clone(), file.clone()], [file, joined.clone()], [joined.clone(), second]] {
        let mut desk = Desk::default();
        for (at, bytes) in files.into_iter().enumerate() {
            desk.offer(&format!("{at}.jsonl"), 0, bytes);
        }
        desk.settle();
        assert_eq!((desk.name(), desk.record()), ("", None));
        assert_eq!(desk.reconciliation().notices, 1);
    }
    // What this desk has put away is its own, whatever was read before it.
    let mut again = Desk::default();
    again.offer("新.json", 0, text(&one(Category::Private)).into_bytes());
    again.begin_own_lines("上次的汇总", 0);
    again.feed_lines(&joined);
    again.end_lines();
    again.settle();
    assert_eq!((again.name(), again.record()), ("某区总工会", theirs.record()));
}

#[test]
fn once_drawn_a_check_says_whose_it_was_then() {
    let mut desk = drawn(six_at_the_desk());
    desk.ask(Ask::Name("杭州市总".to_owned()));
    assert_eq!((desk.name(), desk.record().unwrap().desk.as_str()), ("杭州市总", ""));
}

#[test]
fn the_year_that_was_shown_is_shown_again() {
    let mut desk = two_years();
    desk.ask(Ask::Overview(Some(2025)));
    let mut again = Desk::default();
    again.offer("汇总.jsonl", 0, desk.export(Export::Joined).unwrap());
    again.settle();
    assert_eq!(again.year(), 2025);
    assert!(again.reconciliation().has_joined, "what was not counted then is not in it");
}

#[test]
fn a_desk_that_was_saved_before_it_was_named_has_the_same_check() {
    let mut desk = six_at_the_desk();
    desk.ask(Ask::Freeze { percent: 5, strata: Strata::Whole });
    let before = desk.export(Export::Joined).unwrap();
    desk.ask(Ask::Name("杭州市总工会".to_owned()));
    desk.offer("起名前.jsonl", 0, before);
    desk.settle();
    assert_eq!(desk.reconciliation().notices, 0);
    assert_eq!(desk.record().unwrap().desk, "杭州市总工会");
}

/// A dossier that counts, though the year before does not open: nobody looks there as thousands are read.
fn that_does_not_open() -> Vec<u8> {
    let last_year = Dossier { year: 2025, ..one(Category::Soe) };
    let mut dossier = one(Category::Soe);
    dossier.previous = last_year.carry_over("soe".to_owned()).previous;
    let mut file: serde_json::Value = serde_json::from_str(&text(&dossier)).unwrap();
    file["previous"]["assured"] = 9.into();
    file.to_string().into_bytes()
}

#[test]
fn a_check_counts_though_the_dossier_does_not_open() {
    let mut desk = Desk::default();
    desk.offer("a.json", 1, that_does_not_open());
    desk.settle();
    assert!(desk.units()[0].dossier().is_err() && desk.units()[0].star() == Star::Five);
    let mut desk = drawn(desk);
    assert!(matches!(fail(&mut desk, "soe", "五星01"), Tell::Done(1)));
    let unit = &desk.units()[0];
    assert_eq!((unit.star(), unit.standing().rating.attainable), (Star::Four, Star::Four));
    let row = RowId::from_key("g5-01").unwrap();
    assert_eq!(unit.standing().rating.row(row).definite(), Some(Outcome::NotMet));
    // One opinion for all says that it was not given here.
    let (level, body) = (union_star::dossier::ReviewLevel::City, "杭州市总工会".to_owned());
    let said = desk.ask(Ask::Uphold { filter: Filter::default(), level, body, date: String::new() });
    assert!(matches!(said, Tell::Upheld(0, 1)), "{said:?}");
}
