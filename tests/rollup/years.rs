//! Two years at one desk: one is shown, and what is done to one leaves the other alone.

use super::six::{one, six};
use super::{crowd, desk, opine, put, text};
use union_star::dossier::{Dossier, ReviewLevel};
use union_star::guideline::{Category, Star};
use union_star::rollup::{Ask, Desk, Export, Filter, Overview, Sort, Strata, Tell};

fn of_year(dossier: &Dossier, year: u16) -> Dossier {
    Dossier { year, ..dossier.clone() }
}

/// The six in 2026, two of them in 2025 too; both years keep their ids.
fn two_years() -> Desk {
    let mut dossiers = six();
    dossiers.extend([of_year(&dossiers[0], 2025), of_year(&dossiers[3], 2025)]);
    desk(&dossiers)
}

fn show(desk: &mut Desk, year: Option<u16>) -> Overview {
    let Tell::Overview(view, ..) = desk.ask(Ask::Overview(year)) else { panic!() };
    *view
}

fn listed(desk: &mut Desk, from: usize) -> (usize, Vec<String>) {
    let ask = Ask::Units { filter: Filter::default(), sort: Sort::Name, from, count: 100 };
    let Tell::Units(total, lines) = desk.ask(ask) else { panic!() };
    (total, lines.into_iter().map(|line| line.id).collect())
}

#[test]
fn the_newest_year_is_shown_and_stays_while_it_has_units() {
    let mut desk = two_years();
    assert_eq!(desk.year(), 2026);
    let view = show(&mut desk, None);
    assert_eq!((view.year, view.counted, &view.years[..]), (2026, 5, &[(2025, 2), (2026, 6)][..]));
    assert_eq!(show(&mut desk, Some(2025)).counted, 2);
    assert_eq!(show(&mut desk, Some(2024)).year, 2025, "a year that nobody handed in is not shown");
    desk.offer("later.json", 0, text(&of_year(&one(Category::Soe), 2027)).into_bytes());
    desk.settle();
    assert_eq!(desk.year(), 2025, "what is shown stays as more arrives");
    assert_eq!(Desk::default().year(), 0);
}

#[test]
fn the_list_the_sheet_and_the_numbers_are_of_the_year_shown() {
    let mut desk = two_years();
    assert_eq!(listed(&mut desk, 0).0, 5);
    assert_eq!(desk.lines().len(), 6, "all that is taken away, townships too");
    show(&mut desk, Some(2025));
    assert_eq!((listed(&mut desk, 0).0, desk.lines().len()), (2, 2));
    assert_eq!(desk.units().len(), 8, "both years stay at the desk");
}

#[test]
fn another_year_is_another_list_and_the_same_year_is_not() {
    let mut desk = two_years();
    let (_, before) = listed(&mut desk, 0);
    show(&mut desk, Some(2025));
    assert_eq!(listed(&mut desk, 1).0, 2, "scrolled on in the other year");
    show(&mut desk, None);
    show(&mut desk, Some(2026));
    assert_eq!(listed(&mut desk, 0), (5, before.clone()));
    show(&mut desk, Some(2026));
    let rename = |dossier: &mut Dossier| dossier.union.name = "一".to_owned();
    let mut first =
        desk.units().iter().find(|unit| unit.year == 2026 && unit.id == before[4]).unwrap().dossier().unwrap();
    rename(&mut first);
    assert!(matches!(put(&mut desk, &first), Tell::Done(1)));
    show(&mut desk, None);
    assert_eq!(listed(&mut desk, 1), (5, before[1..].to_vec()), "no line moves while it is scrolled");
    assert_ne!(listed(&mut desk, 0).1, before);
}

#[test]
fn a_list_is_scrolled_by_its_own_filter_and_order() {
    let mut desk = desk(&crowd(30));
    let mut ask = |filter: &Filter, sort, from| {
        let Tell::Units(total, lines) = desk.ask(Ask::Units { filter: filter.clone(), sort, from, count: 100 }) else {
            panic!()
        };
        (total, lines.into_iter().map(|line| line.id).collect::<Vec<_>>())
    };
    let (all, some) = (Filter::default(), Filter { category: Some(Category::Private), ..Filter::default() });
    let (total, by_name) = ask(&all, Sort::Name, 0);
    let (fewer, _) = ask(&some, Sort::Name, 1);
    assert!(fewer < total, "another filter is another list, wherever it was scrolled to");
    let by_star = ask(&all, Sort::Star, 0).1;
    assert_ne!(by_star, by_name);
    assert_eq!(ask(&all, Sort::Name, 1).1, by_name[1..], "so is another order");
}

#[test]
fn what_is_said_of_a_unit_is_said_of_the_year_shown() {
    let mut desk = two_years();
    show(&mut desk, Some(2025));
    assert!(matches!(opine(&mut desk, "soe", &["五星01"], "台账缺失"), Tell::Line(_)));
    assert!(matches!(opine(&mut desk, "private", &[], ""), Tell::Failed(said) if said.contains("名单里没有这个单位")));
    let reviewed: Vec<_> = desk.units().iter().filter(|unit| unit.reviewed.is_some()).map(|unit| unit.year).collect();
    assert_eq!(reviewed, [2025]);
    let Tell::Unit(unit) = desk.ask(Ask::Unit("soe".to_owned())) else { panic!() };
    assert!(unit.text.contains("\"year\":2025") && unit.source == "6.json", "{}", unit.source);
}

#[test]
fn upholding_and_returning_are_of_the_year_shown() {
    let mut desk = two_years();
    let uphold = |desk: &mut Desk| {
        let (body, date) = ("某区总工会".to_owned(), "2026-11-24".to_owned());
        desk.ask(Ask::Uphold { filter: Filter::default(), level: ReviewLevel::District, body, date })
    };
    assert!(matches!(uphold(&mut desk), Tell::Upheld(5, 0)));
    show(&mut desk, Some(2025));
    assert_eq!(desk.export(Export::Reviewed), None, "nothing of this year was reviewed");
    assert!(matches!(uphold(&mut desk), Tell::Upheld(2, 0)));
    let bundle = desk.export(Export::Reviewed).unwrap();
    let mut returned = Desk::default();
    assert_eq!(returned.offer("退回.zip", 0, bundle), 2);
    while returned.step(9) {}
    returned.settle();
    for unit in returned.units() {
        let review = &unit.dossier().unwrap().reviews[0];
        assert_eq!((unit.year, review.body.as_str(), review.date.as_str()), (2025, "某区总工会", "2026-11-24"));
    }
}

#[test]
fn a_spot_check_lowers_the_star_of_its_year_alone_and_only_where_it_was_failed() {
    let mut desk = two_years();
    desk.ask(Ask::Freeze { percent: 100, strata: Strata::Whole });
    desk.ask(Ask::Draw { seed: "1".to_owned(), origin: String::new(), witnesses: String::new(), date: String::new() });
    assert!(matches!(desk.ask(Ask::Pass("public".to_owned())), Tell::Done(1)));
    let (rows, reason) = (vec!["一星01".to_owned()], "台账缺失".to_owned());
    assert!(matches!(desk.ask(Ask::Fail { id: "soe".to_owned(), rows, reason }), Tell::Done(1)));
    let star = |desk: &Desk, id: &str, year| {
        desk.units().iter().find(|unit| unit.id == id && unit.year == year).unwrap().star()
    };
    assert_eq!((star(&desk, "soe", 2026), star(&desk, "soe", 2025)), (Star::None, Star::Five));
    assert_eq!((star(&desk, "public", 2026), star(&desk, "platform", 2026)), (Star::Four, Star::Four));
    let of_soe = |desk: &Desk| desk.lines().iter().find(|line| line.id == "soe").unwrap().star;
    assert_eq!(of_soe(&desk), Star::None);
    show(&mut desk, Some(2025));
    assert_eq!(of_soe(&desk), Star::Five);
    show(&mut desk, Some(2026));
    assert!(matches!(desk.ask(Ask::Discard), Tell::Done(0)));
    assert_eq!((desk.record(), star(&desk, "soe", 2026)), (None, Star::Five));
}
