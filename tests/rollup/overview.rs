//! The overview: every number is a count of units, and the parts make up the whole.

use super::six::{one, six};
use super::{crowd, desk, opine};
use union_star::dossier::Dossier;
use union_star::guideline::{Category, Dimension, RowId, Star};
use union_star::rating::Outcome;
use union_star::rollup::{Desk, Overview, RowLine, Tell, Unit};

fn counted(desk: &Desk, is_meant: impl Fn(&Unit) -> bool) -> usize {
    desk.units().iter().filter(|unit| unit.is_counted() && is_meant(unit)).count()
}

fn line(view: &Overview, key: &str) -> RowLine {
    *view.rows.iter().find(|line| line.row.key() == key).unwrap()
}

#[test]
fn each_category_says_where_its_units_stand_and_what_they_can_reach() {
    let desk = desk(&crowd(80));
    let view = desk.overview();
    assert_eq!(view.categories.len(), 5);
    for of in &view.categories {
        for star in [Star::None].into_iter().chain(Star::ALL) {
            let at = usize::from(star.number());
            let is_one = |unit: &Unit| unit.category() == of.category;
            assert_eq!(of.stars[at], counted(&desk, |unit| is_one(unit) && unit.star() == star));
            assert_eq!(of.attainable[at], counted(&desk, |unit| is_one(unit) && unit.own.attainable == star));
        }
    }
    let is_open = |unit: &Unit| RowId::all().any(|row| unit.own.row(row).definite().is_none());
    assert_eq!(view.open, counted(&desk, is_open));
    assert!(view.open > 0);
}

#[test]
fn federations_stand_by_size_and_then_by_name_whatever_blanks_they_were_written_with() {
    let mut dossiers: Vec<Dossier> = (0..6).map(|at| Dossier { id: at.to_string(), ..one(Category::Soe) }).collect();
    for (dossier, higher) in dossiers.iter_mut().zip(["乙", "甲", " 甲", "丙", "甲 ", "丙"]) {
        higher.clone_into(&mut dossier.union.higher);
        dossier.union.name.push_str(&dossier.id);
    }
    let mut desk = desk(&dossiers);
    for id in ["1", "2", "3"] {
        assert!(matches!(opine(&mut desk, id, &[], ""), Tell::Line(_)));
    }
    let lines: Vec<_> =
        desk.overview().highers.into_iter().map(|line| (line.higher, line.stars[5], line.reviewed)).collect();
    let expected = [("甲", 3, 2), ("丙", 2, 1), ("乙", 1, 0)];
    assert_eq!(lines, expected.map(|(higher, units, reviewed)| (higher.to_owned(), units, reviewed)));
}

#[test]
fn what_a_review_changed_is_told_from_star_to_star() {
    let mut dossiers = six();
    dossiers.push(Dossier { id: "another".to_owned(), ..one(Category::Soe) });
    dossiers[6].union.name = "另一家".to_owned();
    let mut desk = desk(&dossiers);
    assert!(matches!(opine(&mut desk, "soe", &["五星01"], "台账缺失"), Tell::Line(_)));
    assert!(matches!(opine(&mut desk, "another", &["一星01"], "台账缺失"), Tell::Line(_)));
    assert!(matches!(opine(&mut desk, "public", &["一星01"], "台账缺失"), Tell::Line(_)));
    assert!(matches!(opine(&mut desk, "regional", &[], ""), Tell::Line(_)));
    let mut expected = [[0; 6]; 6];
    (expected[5][4], expected[5][0], expected[4][0], expected[1][1]) = (1, 1, 1, 1);
    let view = desk.overview();
    assert_eq!(view.reviewed, expected);
    assert_eq!(view.frame, 2, "one of the two and the platform");
}

#[test]
fn those_one_or_two_rows_short_are_counted_by_the_star_ahead() {
    let desk = desk(&crowd(120));
    for near in desk.overview().near {
        let short =
            |rows| counted(&desk, |unit| unit.star().next() == Some(near.star) && unit.standing().short == Some(rows));
        assert_eq!((near.one, near.two), (short(1), short(2)), "{:?}", near.star);
    }
}

#[test]
fn each_row_is_counted_where_it_applies_and_where_it_is_not_met() {
    let desk = desk(&crowd(80));
    let view = desk.overview();
    let categories: Vec<Category> = view.categories.iter().map(|line| line.category).collect();
    for line in &view.rows {
        let outcome = |unit: &Unit| unit.standing().rating.row(line.row).definite();
        let within = |is_one: &dyn Fn(&Unit) -> bool| {
            let not_met = counted(&desk, |unit| is_one(unit) && outcome(unit) == Some(Outcome::NotMet));
            (not_met, counted(&desk, |unit| is_one(unit) && outcome(unit) != Some(Outcome::NotApplicable)))
        };
        assert_eq!(line.all, within(&|_| true));
        for (category, by) in categories.iter().zip(line.by) {
            assert_eq!(by, within(&|unit| unit.category() == *category));
        }
    }
}

#[test]
fn a_dimension_is_the_sum_of_its_rows() {
    let view = desk(&crowd(60)).overview();
    let sum = |pairs: Vec<(usize, usize)>| pairs.iter().fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    assert_eq!(view.dimensions.iter().map(|of| of.dimension).collect::<Vec<_>>(), Dimension::ALL);
    for of in &view.dimensions {
        let rows = || view.rows.iter().filter(|line| line.row.get().dimension == Some(of.dimension));
        assert!(of.all.0 > 0);
        assert_eq!(of.all, sum(rows().map(|line| line.all).collect()));
        for (at, by) in of.by.iter().enumerate() {
            assert_eq!(*by, sum(rows().map(|line| line.by[at]).collect()));
        }
    }
}

#[test]
fn the_weakest_row_is_that_with_the_largest_share() {
    // Two of two, one of two, one of five, then those that all meet, in the order of the guideline.
    let mut dossiers = six();
    dossiers.truncate(2);
    let view = desk(&dossiers).overview();
    let at = |key: &str| view.rows.iter().position(|line| line.row.key() == key).unwrap();
    assert_eq!((line(&view, "gi-02").all, at("gi-02")), ((2, 2), 0));
    assert!(at("gi-02") < at("g3-03") && at("g3-03") < at("g1-01"));
    let view = desk(&crowd(100)).overview();
    for pair in view.rows.windows(2) {
        let [(a, of_a), (b, of_b)] = [pair[0].all, pair[1].all];
        let shares = (a * of_b.max(1)).cmp(&(b * of_a.max(1)));
        assert!(shares.is_gt() || shares.is_eq() && pair[0].row < pair[1].row, "{:?}", pair);
    }
}

#[test]
fn the_aims_ask_for_a_share_rounded_up_and_for_a_number() {
    let mut dossiers: Vec<Dossier> = (0..21).map(|at| Dossier { id: at.to_string(), ..one(Category::Soe) }).collect();
    dossiers.iter_mut().for_each(|dossier| dossier.union.name.push_str(&dossier.id));
    let targets = desk(&dossiers).overview().targets;
    let told: Vec<_> = targets.iter().map(|line| (line.percent, line.needed, line.have)).collect();
    let share = |percent, needed| (Some(percent), needed, 21);
    // 21 of 100 at 95, 90, 80 and 60 per cent: 19.95, 18.9, 16.8 and 12.6.
    assert_eq!(told, [share(95, 20), share(90, 19), share(80, 17), share(60, 13), (None, 1000, 21)]);
}

#[test]
fn townships_that_were_reviewed_are_counted_apart() {
    let mut desk = super::six::six_at_the_desk();
    assert!(matches!(opine(&mut desk, "township", &[], ""), Tell::Line(_)));
    let view = desk.overview();
    assert_eq!((view.reviewed_townships, view.reviewed), (1, [[0; 6]; 6]));
}

#[test]
fn a_unit_whose_star_is_settled_may_still_have_something_open() {
    let mut dossier = one(Category::Private);
    let row = RowId::from_key("gi-04").unwrap();
    row.get().clauses().for_each(|clause| dossier.answers.set(clause, None));
    let desk = desk(&[dossier, one(Category::Soe)]);
    let private = desk.units().iter().find(|unit| unit.id == "private").unwrap();
    assert!(private.own.row(row).definite().is_none());
    assert_eq!(desk.overview().open, 1);
}

#[test]
fn an_aim_is_reached_by_as_many_as_it_asks_for() {
    let target = |have| union_star::rollup::TargetLine { star: Star::Three, percent: Some(80), needed: 4, have };
    let told = |have| (target(have).missing(), target(have).is_reached());
    assert_eq!([0, 3, 4, 5].map(told), [(4, false), (1, false), (0, true), (0, true)]);
}
