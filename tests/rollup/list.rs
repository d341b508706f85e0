//! The list of units: which it takes and in which order.

use super::six::{one, six_at_the_desk};
use super::{crowd, desk, opine};
use union_star::dossier::ReviewLevel;
use union_star::guideline::{Category, RowId, Star};
use union_star::rating::Outcome;
use union_star::rollup::{Ask, Desk, Filter, Line, Sort, StarFilter, Tell, Unit};

fn lines(desk: &mut Desk, filter: &Filter, sort: Sort) -> Vec<Line> {
    let ask = Ask::Units { filter: filter.clone(), sort, from: 0, count: usize::MAX };
    let Tell::Units(total, lines) = desk.ask(ask) else { panic!() };
    assert_eq!(total, lines.len());
    lines
}

fn ids(desk: &mut Desk, filter: &Filter) -> Vec<String> {
    lines(desk, filter, Sort::Name).into_iter().map(|line| line.id).collect()
}

/// What must hold of a unit.
type Meant = fn(&Unit) -> bool;

/// Each filter alone, with what must hold of the units that it takes.
fn filters() -> Vec<(Filter, Meant)> {
    let none = Filter::default();
    let row = RowId::from_key("g5-04").unwrap();
    vec![
        (Filter { category: Some(Category::Private), ..none.clone() }, |unit| unit.category() == Category::Private),
        (Filter { higher: Some("西湖区总工会".to_owned()), ..none.clone() }, |unit| {
            unit.higher == "西湖区总工会"
        }),
        (Filter { star: StarFilter::Exactly(Star::Four), ..none.clone() }, |unit| unit.star() == Star::Four),
        (Filter { star: StarFilter::AtLeast(Star::Four), ..none.clone() }, |unit| unit.star() >= Star::Four),
        (Filter { near: Some((Star::Five, 2)), ..none.clone() }, |unit| {
            unit.star() == Star::Four && unit.standing().short == Some(2)
        }),
        (Filter { row: Some(row), ..none.clone() }, |unit| {
            unit.standing().rating.row(RowId::from_key("g5-04").unwrap()).definite() == Some(Outcome::NotMet)
        }),
        (Filter { reviewed: Some(true), ..none.clone() }, |unit| unit.reviewed.is_some()),
        (Filter { reviewed: Some(false), ..none.clone() }, |unit| unit.reviewed.is_none()),
        (Filter { query: " 7号  区 ".to_owned(), ..none }, |unit| {
            unit.name.contains("7号") && (unit.name.contains('区') || unit.higher.contains('区'))
        }),
    ]
}

fn reviewed_crowd() -> Desk {
    let mut desk = desk(&crowd(120));
    let filter = Filter { query: "1".to_owned(), ..Filter::default() };
    desk.ask(Ask::Uphold { filter, level: ReviewLevel::Street, body: "某街道".to_owned(), date: String::new() });
    desk
}

#[test]
fn a_filter_takes_those_that_are_meant_and_no_others() {
    let mut desk = reviewed_crowd();
    for (filter, is_meant) in filters() {
        let meant = |unit: &&Unit| unit.is_counted() && is_meant(unit);
        let mut wanted: Vec<String> = desk.units().iter().filter(meant).map(|unit| unit.id.clone()).collect();
        let mut taken = ids(&mut desk, &filter);
        wanted.sort();
        taken.sort();
        assert_eq!(taken, wanted, "{filter:?}");
        let counted = desk.units().iter().filter(|unit| unit.is_counted()).count();
        assert!(!taken.is_empty() && taken.len() < counted, "{filter:?} parts the crowd");
    }
}

#[test]
fn townships_are_listed_where_they_are_asked_for() {
    let mut desk = six_at_the_desk();
    let of = |category| Filter { category, ..Filter::default() };
    assert_eq!(ids(&mut desk, &of(Some(Category::Township))), ["township"]);
    assert_eq!(ids(&mut desk, &of(None)).len(), 5);
}

#[test]
fn a_federation_is_the_same_with_blanks_at_its_ends() {
    let mut dossier = one(Category::Soe);
    dossier.union.higher = " 西湖区总工会 ".to_owned();
    let mut desk = desk(&[dossier]);
    let filter = Filter { higher: Some("西湖区总工会".to_owned()), ..Filter::default() };
    assert_eq!(ids(&mut desk, &filter), ["soe"]);
}

#[test]
fn a_filter_by_star_goes_by_the_star_that_stands() {
    let mut desk = six_at_the_desk();
    let filter = Filter { star: StarFilter::AtLeast(Star::Five), ..Filter::default() };
    assert_eq!(ids(&mut desk, &filter), ["soe"]);
    assert!(matches!(opine(&mut desk, "soe", &["五星01"], "台账缺失"), Tell::Line(_)));
    assert!(ids(&mut desk, &filter).is_empty());
}

/// A name with the numbers in it as numbers.
fn counted(name: &str) -> Vec<(String, Option<u64>)> {
    let mut parts = vec![(String::new(), None)];
    for c in name.chars() {
        let last = parts.last_mut().unwrap();
        match c.to_digit(10) {
            Some(digit) => last.1 = Some(last.1.unwrap_or_default() * 10 + u64::from(digit)),
            None if last.1.is_some() => parts.push((c.to_string(), None)),
            None => last.0.push(c),
        }
    }
    parts
}

#[test]
fn a_name_with_the_smaller_number_stands_first() {
    let names = ["10号", "9号", "09号", "9号院", "9", "100号", "九号", "10号2层", "10号11层", "号"];
    let named = |name: &&str| {
        let mut dossier = union_star::dossier::Dossier { id: (*name).to_owned(), ..one(Category::Soe) };
        (*name).clone_into(&mut dossier.union.name);
        dossier
    };
    let dossiers: Vec<_> = names.iter().map(named).collect();
    let sorted = ids(&mut desk(&dossiers), &Filter::default());
    assert_eq!(sorted, ["9", "9号", "9号院", "09号", "10号", "10号2层", "10号11层", "100号", "九号", "号"]);
}

#[test]
fn a_word_is_found_in_whatever_width_and_in_the_category() {
    let mut desk = desk(&crowd(120));
    let mut found = |query: &str| ids(&mut desk, &Filter { query: query.to_owned(), ..Filter::default() });
    assert!(!found("11号").is_empty());
    assert_eq!(found("１１号"), found("11号"));
    let of_category = found("非公");
    assert!(!of_category.is_empty());
    assert!(of_category.len() < found("").len());
    assert_eq!(found("没有这样的"), Vec::<String>::new());
}

#[test]
fn each_order_is_kept_and_equals_go_by_name() {
    let mut desk = desk(&crowd(120));
    let all = Filter::default();
    let name = |line: &Line| (counted(&line.name), line.id.clone());
    let by_star = lines(&mut desk, &all, Sort::Star);
    assert!(by_star.is_sorted_by_key(|line| (core::cmp::Reverse(line.star), name(line))));
    assert!(lines(&mut desk, &all, Sort::Name).is_sorted_by_key(name));
    assert!(lines(&mut desk, &all, Sort::Higher).is_sorted_by_key(|line| (counted(&line.higher), name(line))));
    let by_effort = lines(&mut desk, &all, Sort::Short);
    let effort = |line: &Line| (line.short.unwrap_or(u8::MAX), line.lacking.first().map(|(_, effort)| effort.clone()));
    assert!(by_effort.is_sorted_by_key(|line| (effort(line), name(line))));
    assert_eq!(by_effort.last().unwrap().short, None, "five stars are short of nothing");
    assert_ne!(by_star[0].id, by_effort[0].id);
}

#[test]
fn a_federation_stands_by_its_name_whatever_blanks_stand_before_it() {
    let of = |id: &str, higher: &str| {
        let mut dossier = union_star::dossier::Dossier { id: id.to_owned(), ..one(Category::Soe) };
        higher.clone_into(&mut dossier.union.higher);
        dossier
    };
    let mut desk = desk(&[of("a", " 二区总工会"), of("b", "一区总工会"), of("c", "三区总工会")]);
    let sorted: Vec<_> = lines(&mut desk, &Filter::default(), Sort::Higher).into_iter().map(|line| line.id).collect();
    assert_eq!(sorted, ["b", "c", "a"]);
}

#[test]
fn two_of_one_name_keep_their_order_by_id() {
    let (mut a, mut b) = (one(Category::Soe), one(Category::Soe));
    (a.id, b.id) = ("b".to_owned(), "a".to_owned());
    b.union.higher = "某某街道总工会".to_owned();
    assert_eq!(ids(&mut desk(&[a, b]), &Filter::default()), ["a", "b"]);
}

#[test]
fn a_window_of_the_list_is_a_part_of_it() {
    let mut desk = desk(&crowd(30));
    let all = ids(&mut desk, &Filter::default());
    let mut window = |from, count| {
        let Tell::Units(total, lines) =
            desk.ask(Ask::Units { filter: Filter::default(), sort: Sort::Name, from, count })
        else {
            panic!()
        };
        assert_eq!(total, all.len());
        lines.into_iter().map(|line| line.id).collect::<Vec<_>>()
    };
    assert_eq!(window(5, 10), all[5..15]);
    assert_eq!(window(0, 1), all[..1]);
    assert!(window(1000, 10).is_empty());
}

#[test]
fn a_line_says_what_stands_and_what_the_unit_said_itself() {
    let mut desk = six_at_the_desk();
    let Tell::Line(line) = opine(&mut desk, "soe", &["五星01", "一星02"], "台账缺失") else { panic!() };
    assert_eq!((line.own, line.star, line.attainable), (Star::Five, Star::None, Star::None));
    assert_eq!(line.opinions, [(ReviewLevel::District, 2)]);
    assert_eq!((line.short, line.lacking.len()), (Some(1), 1));
    assert_eq!(line.category, Category::Soe);
}
