//! Does the path lead to the star, and is none shorter? What may a reviewer take away?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod keys;

use keys::row;
use proptest::prelude::*;
use union_star::dossier::{Dossier, PlanItem, Union, sample};
use union_star::guideline::{Body, Category, ClauseId, FactId, Form, RowId, Star, Table};
use union_star::rating::{
    Answer, Effort, Outcome, Path, Rating, Rung, RungState, carrying_claims, changes, condition_of, conditions_of,
    effort, explain, half_filled, is_half_filled, margin, path, rate,
};

/// A sample with some answers changed: numbers and scopes stay real.
fn dossiers() -> impl Strategy<Value = Dossier> {
    let answer = prop_oneof![
        60 => Just(Some(Answer::Met)),
        2 => Just(Some(Answer::NotMet)),
        2 => Just(Some(Answer::Exempt)),
        2 => Just(None),
    ];
    (prop::sample::select(Category::ALL.to_vec()), prop::collection::vec(answer, ClauseId::COUNT)).prop_map(
        |(category, answers)| {
            let mut dossier = sample(category, String::new(), 2026);
            for (clause, answer) in ClauseId::all().zip(answers) {
                dossier.answers.set(clause, answer);
            }
            dossier
        },
    )
}

fn followed(path: &Path, rating: &Rating, dossier: &Dossier, backwards: bool) -> Rating {
    let chosen = path.steps.iter().flat_map(|step| {
        let mut rows = step.rows.clone();
        if backwards {
            rows.reverse();
        }
        rows.into_iter().take(usize::from(step.needed)).collect::<Vec<_>>()
    });
    rating.supposing(dossier.profile().unwrap().annex(), chosen.map(|row| (row, Outcome::Met)))
}

/// Whether some set of `size` rows, turned to 达到, reaches the star.
fn some_set_reaches(star: Star, rating: &Rating, dossier: &Dossier, size: usize) -> bool {
    let annex = dossier.profile().unwrap().annex();
    let rows: Vec<RowId> = Table::of_annex(annex).flat_map(Table::rows).collect();
    fn search(rows: &[RowId], size: usize, chosen: &mut Vec<RowId>, reaches: &dyn Fn(&[RowId]) -> bool) -> bool {
        if size == 0 {
            return reaches(chosen);
        }
        (0..rows.len()).any(|at| {
            chosen.push(rows[at]);
            let found = search(&rows[at + 1..], size - 1, chosen, reaches);
            chosen.pop();
            found
        })
    }
    let reaches =
        |chosen: &[RowId]| rating.supposing(annex, chosen.iter().map(|row| (*row, Outcome::Met))).assured >= star;
    search(&rows, size, &mut Vec::new(), &reaches)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn following_the_path_reaches_the_star_whichever_rows_are_chosen(dossier in dossiers()) {
        let inputs = dossier.inputs().unwrap();
        let rating = rate(inputs);
        for star in Star::ALL {
            let path = path(inputs.profile.annex(), &rating, star);
            for backwards in [false, true] {
                prop_assert!(followed(&path, &rating, &dossier, backwards).assured >= star, "{star:?} {path:?}");
            }
            prop_assert_eq!(path.steps.is_empty(), rating.assured >= star);
        }
    }

    #[test]
    fn no_way_is_shorter_than_the_path(dossier in dossiers()) {
        let inputs = dossier.inputs().unwrap();
        let rating = rate(inputs);
        for star in Star::ALL {
            let length = rating.missing_for(star, inputs.profile.annex());
            // Every set of up to two rows of 58 is tried; longer ones are too many.
            if (1..=3).contains(&length) {
                prop_assert!(!some_set_reaches(star, &rating, &dossier, usize::from(length) - 1), "{star:?}");
            }
        }
    }

    #[test]
    fn a_table_keeps_its_condition_through_its_margin_and_not_one_row_more(dossier in dossiers()) {
        let inputs = dossier.inputs().unwrap();
        let annex = inputs.profile.annex();
        let rating = rate(inputs);
        let holds = |rating: &Rating, table: &Table| {
            explain(annex, rating)
                .iter()
                .flat_map(|rung| &rung.conditions)
                .filter(|condition| core::ptr::eq(condition.table, table))
                .all(|condition| condition.state == RungState::Assured)
        };
        for part in margin(inputs.profile, &rating).tables {
            let Some(allowed) = part.margin else {
                prop_assert!(!holds(&rating, part.table));
                continue;
            };
            let met: Vec<RowId> =
                part.table.rows().filter(|row| rating.row(*row).worst() == Outcome::Met).collect();
            let rejected = |count: usize| {
                rating.supposing(annex, met.iter().take(count).map(|row| (*row, Outcome::NotMet)))
            };
            prop_assert!(holds(&rejected(usize::from(allowed)), part.table));
            if usize::from(allowed) < met.len() {
                prop_assert!(!holds(&rejected(usize::from(allowed) + 1), part.table));
            }
        }
    }

    #[test]
    fn a_row_is_key_exactly_if_its_rejection_alone_lowers_the_star(dossier in dossiers()) {
        let inputs = dossier.inputs().unwrap();
        let annex = inputs.profile.annex();
        let rating = rate(inputs);
        let margin = margin(inputs.profile, &rating);
        for row in Table::of_annex(annex).flat_map(Table::rows) {
            let left = rating.supposing(annex, [(row, Outcome::NotMet)]).assured;
            let key = margin.key_rows.iter().find(|(key, _)| *key == row).map(|(_, star)| *star);
            let lowers = left < rating.assured && row.speaks_of(inputs.profile);
            prop_assert_eq!(key, lowers.then_some(left), "{} of those in scope", row.key());
        }
    }

    #[test]
    fn supposing_what_is_known_changes_nothing(dossier in dossiers()) {
        let inputs = dossier.inputs().unwrap();
        let annex = inputs.profile.annex();
        let rating = rate(inputs);
        let known: Vec<_> = Table::of_annex(annex)
            .flat_map(Table::rows)
            .filter_map(|row| Some((row, rating.row(row).definite()?)))
            .collect();
        let same = rating.supposing(annex, known);
        prop_assert!(changes(annex, &rating, &same).is_empty());
        prop_assert_eq!(same, rating);
    }
}

#[test]
fn the_private_sample_lacks_two_of_five_rows_for_three_stars() {
    let dossier = sample(Category::Private, String::new(), 2026);
    let inputs = dossier.inputs().unwrap();
    let path = path(inputs.profile.annex(), &rate(inputs), Star::Three);
    let [step] = path.steps.as_slice() else { panic!("{path:?}") };
    let rows: Vec<_> = step.rows.iter().map(|row| row.key()).collect();
    assert_eq!((step.needed, rows.as_slice()), (2, ["g3-03", "g3-08", "g3-09", "g3-10", "g3-15"].as_slice()));
    assert!(!step.is_forced());
}

#[test]
fn four_stars_include_three_and_ask_for_innovation_once() {
    let dossier = sample(Category::Private, String::new(), 2026);
    let inputs = dossier.inputs().unwrap();
    let rating = rate(inputs);
    let steps = |star| {
        let path = path(inputs.profile.annex(), &rating, star);
        path.steps.iter().map(|step| (step.table.key(), step.needed, step.rows.len())).collect::<Vec<_>>()
    };
    assert_eq!(steps(Star::Four), [("g3", 2, 5), ("g4", 4, 5), ("gi", 1, 4)]);
    assert_eq!(steps(Star::Five), [("g3", 2, 5), ("g4", 4, 5), ("gi", 1, 4), ("g5", 10, 10)]);
    let path = path(inputs.profile.annex(), &rating, Star::Five);
    let forced = path.steps.iter().filter(|step| step.is_forced()).map(|step| step.table.key());
    assert_eq!(forced.collect::<Vec<_>>(), ["g5"], "ten of ten leave no choice, two of five do");
}

#[test]
fn at_two_stars_every_basic_and_conformance_row_is_key() {
    let dossier = sample(Category::Private, String::new(), 2026);
    let inputs = dossier.inputs().unwrap();
    let margin = margin(inputs.profile, &rate(inputs));
    let tables: Vec<_> = margin
        .tables
        .iter()
        .map(|part| (part.table.key(), part.met, part.required, part.margin, part.key_rows, part.falls_to))
        .collect();
    assert_eq!(
        tables,
        [
            ("g1", 5, 5, Some(0), 5, Some(Star::None)),
            ("g2", 7, 7, Some(0), 7, Some(Star::One)),
            ("g3", 11, 13, None, 0, Some(Star::Two)),
        ]
    );
}

#[test]
fn a_claim_carries_the_star_where_the_row_would_fall_without_it() {
    let dossier = sample(Category::Private, String::new(), 2026);
    let inputs = dossier.inputs().unwrap();
    let claims: Vec<_> = carrying_claims(inputs, &rate(inputs)).iter().map(|clause| clause.key()).collect();
    // 三星、四星 and 五星 rows do not carry two stars; the basic row with a claim does.
    assert_eq!(claims, ["g1-03.b"]);
}

#[test]
fn rows_of_other_unions_are_neither_key_nor_counted_as_filled_in() {
    let union = Union {
        category: Some(Category::Public),
        form: Some(Form::Single),
        body: Some(Body::Organ),
        ..Union::default()
    };
    let mut dossier = Dossier { union, ..Dossier::default() };
    let profile = dossier.profile().unwrap();
    let rating = dossier.rating().unwrap();
    assert_eq!(rating.progress(profile), (0, 54), "58 rows, of which four speak of others");
    // All met: five stars, of which no row of others can be taken away.
    for clause in ClauseId::all() {
        dossier.answers.set(clause, Some(Answer::Met));
    }
    for fact in FactId::all() {
        dossier.facts.set(fact, Some(100));
    }
    let rating = dossier.rating().unwrap();
    assert_eq!(rating.assured, Star::Five);
    let margin = margin(profile, &rating);
    assert!(margin.key_rows.iter().all(|(row, _)| row.speaks_of(profile)));
    let five = margin.tables.iter().find(|part| part.table.key() == "g5").unwrap();
    assert_eq!((five.met, five.required, five.key_rows), (12, 12, 12));
}

/// One number decides the row before its other clauses are filled in.
#[test]
fn a_row_that_one_number_decides_is_half_filled_in_and_numbers_alone_do_not_mend_it() {
    let mut dossier = sample(Category::Private, String::new(), 2026);
    let effort_of = |dossier: &Dossier| {
        let inputs = dossier.inputs().unwrap();
        let rating = rate(inputs);
        let short = RowId::all()
            .find(|row| matches!(effort(*row, inputs, &rating), Effort::Counted(_)) && row.get().clauses().count() > 1);
        (half_filled(inputs, &rating), short)
    };
    let (0, Some(short)) = effort_of(&dossier) else { panic!("the sample lacks numbers in a row of several clauses") };
    let judged = short.get().clauses().find(|clause| !clause.get().is_measured()).unwrap();
    dossier.answers.set(judged, None);
    let inputs = dossier.inputs().unwrap();
    let rating = rate(inputs);
    assert_eq!((half_filled(inputs, &rating), effort(short, inputs, &rating)), (1, Effort::NotMet));
    let open = RowId::all().find(|row| rating.row(*row).definite().is_none() && row.speaks_of(inputs.profile)).unwrap();
    assert!(!is_half_filled(open, inputs, &rating), "a row that is open as a whole is not");
}

#[test]
fn where_no_row_is_met_none_can_be_refused() {
    let dossier = sample(Category::Private, String::new(), 2026);
    let mut dossier = dossier;
    for clause in Table::from_key("gi").unwrap().rows().flat_map(|row| row.get().clauses()) {
        dossier.answers.set(clause, Some(Answer::NotMet));
    }
    for key in ["g3", "g4"] {
        for clause in Table::from_key(key).unwrap().rows().flat_map(|row| row.get().clauses()) {
            dossier.answers.set(clause, Some(Answer::Met));
        }
    }
    for fact in FactId::all() {
        dossier.facts.set(fact, Some(100));
    }
    let inputs = dossier.inputs().unwrap();
    let rating = rate(inputs);
    assert_eq!(rating.assured, Star::Three);
    let margin = margin(inputs.profile, &rating);
    let innovation = margin.tables.iter().find(|part| part.table.key() == "gi").unwrap();
    assert_eq!((innovation.met, innovation.margin, innovation.falls_to), (0, None, None));
}

#[test]
fn a_planned_row_that_does_not_apply_counts_for_nothing() {
    let mut dossier = sample(Category::Private, String::new(), 2026);
    dossier.plan.insert(row("g3-03"), PlanItem::default());
    dossier.plan.insert(row("g3-10"), PlanItem::default());
    // An office union: the tenth row of three stars speaks of others.
    dossier.union.category = Some(Category::Public);
    dossier.union.body = Some(Body::Organ);
    let rating = dossier.rating().unwrap();
    assert_eq!(dossier.planned_rows(&rating).collect::<Vec<_>>(), [row("g3-03")]);
    assert_eq!(dossier.planned_rating().unwrap().row(row("g3-10")), rating.row(row("g3-10")), "stays not applicable");
    assert_eq!(dossier.plan.len(), 2, "kept, for a union that turns back");
}

#[test]
fn of_several_stars_that_ask_for_the_same_rows_the_first_that_lacks_some_counts() {
    let dossier = sample(Category::Soe, String::new(), 2026);
    let annex = dossier.profile().unwrap().annex();
    let mut rungs = explain(annex, &dossier.rating().unwrap());
    let table = Table::of_annex(annex).last().unwrap();
    let asked =
        |rungs: &[Rung]| conditions_of(rungs, table).map(|(star, own)| (star, own.required)).collect::<Vec<_>>();
    assert_eq!(asked(&rungs), [(Star::Four, 1), (Star::Five, 1)], "创新指数 is asked for by both");
    // Should five stars ask for three of them (k5, reading A7): two are met.
    let own = rungs[4].conditions.iter_mut().find(|own| own.table.star.is_none()).unwrap();
    (own.required, own.required_at_worst, own.missing, own.state) = (3, 3, 1, RungState::OutOfReach);
    assert_eq!(asked(&rungs), [(Star::Four, 1), (Star::Five, 3)]);
    let counts = |rungs: &[Rung]| condition_of(rungs, table).map(|own| (own.required, own.missing));
    assert_eq!(counts(&rungs), Some((3, 1)), "four stars hold");
    let own = rungs[3].conditions.iter_mut().find(|own| own.table.star.is_none()).unwrap();
    (own.missing, own.state) = (1, RungState::Attainable);
    assert_eq!(counts(&rungs), Some((1, 1)), "the lower star comes first");
}
