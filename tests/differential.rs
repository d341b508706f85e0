//! Does a second rating, written from the rules alone, agree with the engine?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod independent;

use independent::bridge::{engine, outcome_of, stars_of, text, value};
use independent::cases::{Source, profiles};
use independent::mutants;
use independent::rating::{Case, Guideline, rate, rate_row};
use std::collections::BTreeMap;

fn compare(source: &Source, case: &Case, name: &dyn Fn() -> String) -> String {
    let rated = rate(&source.guideline, case);
    let (ours, theirs) = (engine(&value(case)), rated.to_json());
    assert!(ours == theirs, "{}\n{}\nengine      {ours}\nindependent {theirs}", name(), text(case));
    ours
}

#[test]
fn a_hundred_thousand_random_dossiers() {
    const COUNT: u64 = 100_000;
    let halves: Vec<_> = (0..2_u64)
        .map(|half| {
            std::thread::spawn(move || {
                let source = Source::new();
                let mut seen = BTreeMap::<String, u64>::new();
                for number in (half..COUNT).step_by(2) {
                    let case = source.random(2026, number);
                    let verdict = compare(&source, &case, &|| format!("number {number}"));
                    *seen.entry(stars_of(&verdict).to_owned()).or_default() += 1;
                }
                seen
            })
        })
        .collect();
    let mut seen = BTreeMap::<String, u64>::new();
    for half in halves {
        for (interval, count) in half.join().unwrap() {
            *seen.entry(interval).or_default() += count;
        }
    }
    // The comparison is worth something only if every star, and every width of the interval, occurs.
    for assured in 0..=5 {
        for attainable in assured..=5 {
            let stars = format!("{{\"assured\":{assured},\"attainable\":{attainable}");
            let count = seen.get(&stars).copied().unwrap_or(0);
            assert!(count >= 50, "only {count} dossiers from {assured} to {attainable} stars: {seen:?}");
        }
    }
}

#[test]
fn the_same_through_the_text_of_a_file() {
    let source = Source::new();
    for number in 0..2_000 {
        let case = source.random(7, number);
        let json = text(&case);
        let theirs = rate(&source.guideline, &Case::read(&json)).to_json();
        assert_eq!(engine(&serde_json::from_str(&json).unwrap()), theirs, "{json}");
    }
}

#[test]
fn the_boundaries_agree_and_would_show_any_change_of_a_clause() {
    let source = Source::new();
    let perfect: Vec<Case> = profiles().iter().map(|profile| source.perfect(profile)).collect();
    let (mut cases, mut changes) = (0, 0);
    let mut unseen = Vec::new();
    for row in &source.guideline.rows {
        let of_annex = perfect.iter().filter(|case| (case.category == "township") == (row.annex == 2));
        let of_annex: Vec<&Case> = of_annex.collect();
        for (at, clause) in row.clauses.iter().enumerate() {
            let at_boundary: Vec<(Case, String)> = of_annex
                .iter()
                .flat_map(|perfect| source.at_clause(perfect, clause))
                .map(|case| {
                    let verdict = compare(&source, &case, &|| clause.id.clone());
                    let outcome = outcome_of(&verdict, &row.id).to_owned();
                    (case, outcome)
                })
                .collect();
            for mutant in mutants::of_clause(&source.guideline, row, at) {
                let mut guideline = source.guideline.clone();
                guideline.rates.extend(mutant.rates);
                changes += 1;
                if !at_boundary.iter().any(|(case, engine)| rate_row(&guideline, &mutant.row, case).key() != engine) {
                    unseen.push(mutant.name);
                }
            }
            cases += at_boundary.len();
        }
    }
    println!("{cases} dossiers at boundaries, {changes} changes of the guideline");
    assert!(cases > 10_000 && changes > 1_900, "{cases} dossiers, {changes} changes");
    // What a further category would be asked, it is asked already: another clause of the row asks the same rate of it
    // at least as high, at every size. No dossier can show it.
    let implied = [
        ("g3-13.b", "soe private platform public"),
        ("g4-11.c", "soe public regional"),
        ("g5-12.b", "soe public regional"),
    ];
    let implied = implied.iter().flat_map(|(clause, categories)| {
        categories.split(' ').map(move |category| format!("{clause}: for {category} or not"))
    });
    assert_eq!(unseen, implied.collect::<Vec<_>>(), "changes that no dossier shows");
}

#[test]
fn the_tables_agree_and_would_show_any_change_of_a_star() {
    let source = Source::new();
    let mut all = Vec::new();
    for profile in profiles() {
        for case in source.at_table(&profile) {
            let verdict = compare(&source, &case, &|| "a table".to_owned());
            all.push((case, stars_of(&verdict).to_owned()));
        }
    }
    let seen =
        |guideline: &Guideline| all.iter().any(|(case, engine)| stars_of(&rate(guideline, case).to_json()) != engine);
    for (name, stars, visible) in mutants::of_stars(&source.guideline.stars, 16) {
        let shown = seen(&Guideline { stars, ..source.guideline.clone() });
        assert_eq!(shown, visible, "{name}");
    }
    let mut unseen = Vec::new();
    // A row that stood in another table: of the vitality tables, and from what must be whole to what need not.
    for at in 0..source.guideline.rows.len() {
        let mut guideline = source.guideline.clone();
        let row = &mut guideline.rows[at];
        match row.index.as_str() {
            "vitality" => row.star = if row.star == 5 { 3 } else { row.star + 1 },
            "basic" => "conformance".clone_into(&mut row.index),
            "conformance" => "basic".clone_into(&mut row.index),
            _ => "basic".clone_into(&mut row.index),
        }
        if !seen(&guideline) {
            unseen.push(guideline.rows[at].id.clone());
        }
    }
    assert_eq!(unseen, Vec::<String>::new(), "rows that could stand in another table");
}
