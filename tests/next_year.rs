//! Is a finished year carried over, and are two years told apart rightly?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use union_star::dossier::{Dossier, HeldHonour, Opinion, PlanItem, Review, ReviewLevel, decode, encode, sample};
use union_star::guideline::{Category, ClauseId, FactId, HONOURS, RULES_DIGEST, RowId, Star};
use union_star::rating::{Answer, Outcome, changes};

fn samples() -> Vec<Dossier> {
    Category::ALL.into_iter().map(|category| sample(category, "last".to_owned(), 2026)).collect()
}

#[test]
fn what_lasts_stays_and_what_is_yearly_is_asked_again() {
    for last in samples() {
        let next = last.carry_over("next".to_owned());
        assert_eq!((next.id.as_str(), next.year, &next.union), ("next", 2027, &last.union));
        assert_eq!(next.sample, last.sample, "an example stays one");
        assert_eq!(next.facts.iter().count(), 0, "every number is of its year");
        for clause in ClauseId::all() {
            let lasts = clause.get().row.get().lasting && clause.get().exempt_if.is_none();
            let kept = if lasts { last.answers.get(clause) } else { None };
            assert_eq!(next.answers.get(clause), kept, "{}", clause.key());
        }
        for row in RowId::all() {
            let kept = if row.get().lasting { last.note(row) } else { "" };
            assert_eq!(next.note(row), kept);
        }
    }
}

#[test]
fn what_a_review_did_not_accept_is_asked_again_and_the_star_of_before_is_the_reviewed_one() {
    let mut last = sample(Category::Soe, "last".to_owned(), 2026);
    let row = RowId::from_key("g1-01").unwrap();
    let lasting: Vec<_> = row.get().clauses().filter(|clause| clause.get().exempt_if.is_none()).collect();
    let kept = |next: &Dossier| lasting.iter().filter(|clause| next.answers.get(**clause).is_some()).count();
    let accepted = last.carry_over("next".to_owned());
    assert_eq!((kept(&accepted), accepted.previous.as_ref().unwrap().assured), (lasting.len(), Star::Five));
    let mut district = Review::new(ReviewLevel::District);
    let said = Opinion { accepted: false, reason: "没有批复".to_owned(), seen: None };
    district.rows.insert(row, said);
    last.reviews.push(district);
    let refused = last.carry_over("next".to_owned());
    let before = refused.previous.as_ref().unwrap();
    assert_eq!((kept(&refused), before.assured, before.rows.get(&row)), (0, Star::None, Some(&Outcome::NotMet)));
}

#[test]
fn no_claim_of_last_year_is_made_for_this_one() {
    for mut last in samples() {
        for clause in ClauseId::all().filter(|clause| clause.get().exempt_if.is_some()) {
            for answer in [Answer::Exempt, Answer::Met] {
                last.answers.set(clause, Some(answer));
                let next = last.carry_over("next".to_owned());
                assert_eq!(next.answers.get(clause), None, "{}: 年内无变更 is said of one year", clause.key());
            }
        }
    }
    // There is one on a row that lasts.
    let of_representative = ClauseId::from_key("g1-03.b").unwrap();
    assert!(of_representative.get().row.get().lasting && of_representative.get().exempt_if.is_some());
}

#[test]
fn the_next_year_knows_which_dossier_it_was_made_from() {
    let next = sample(Category::Private, "last".to_owned(), 2026).carry_over("next".to_owned());
    assert_eq!(next.previous.as_ref().unwrap().id, "last");
    assert_eq!(decode(&encode(&next)).unwrap(), next);
    // Earlier versions did not write it, and what they wrote is written back as it was.
    let mut old = next;
    old.previous.as_mut().unwrap().id.clear();
    assert_eq!(decode(&encode(&old)).unwrap(), old);
    assert_eq!(encode(&old).get("previous").unwrap().get("id"), None);
}

#[test]
fn some_rows_last_and_most_are_yearly() {
    for annex in ["g", "t"] {
        let rows: Vec<_> = RowId::all().filter(|row| row.key().starts_with(annex)).collect();
        let lasting = rows.iter().filter(|row| row.get().lasting).count();
        assert!(lasting >= 5 && lasting * 2 < rows.len(), "{annex}: {lasting} of {}", rows.len());
    }
    // Meetings, rates and campaigns of the year are not lasting; the legal person and the office are.
    for (key, lasting) in [("g1-03", true), ("g3-05", true), ("g2-05", false), ("g3-03", false), ("gi-01", false)] {
        assert_eq!(RowId::from_key(key).unwrap().get().lasting, lasting, "{key}");
    }
}

#[test]
fn plan_and_reviews_belong_to_the_year_they_were_made_in() {
    let mut last = sample(Category::Private, "last".to_owned(), 2026);
    last.plan.insert(RowId::from_key("g3-03").unwrap(), PlanItem::default());
    last.reviews.push(Review::new(ReviewLevel::Street));
    last.honours.push(HeldHonour::new(&HONOURS[0], 2024));
    let next = last.carry_over("next".to_owned());
    assert!(next.plan.is_empty() && next.reviews.is_empty());
    assert_eq!(next.honours, last.honours, "an honour is kept");
    assert_eq!((next.id.as_str(), next.sample), ("next", true));
}

#[test]
fn a_copy_has_everything_but_the_id_and_that_of_an_example_is_one() {
    let one = sample(Category::Private, "one".to_owned(), 2026);
    let copy = one.copy_as("other".to_owned());
    assert_eq!(copy, Dossier { id: "other".to_owned(), ..one });
}

#[test]
fn last_year_stands_beside_with_the_star_it_had() {
    for last in samples() {
        let rating = last.rating().unwrap();
        let next = last.carry_over("next".to_owned());
        let previous = next.previous.as_ref().unwrap();
        assert_eq!((previous.year, previous.assured, previous.attainable), (2026, rating.assured, rating.attainable));
        assert_eq!((&previous.facts, &previous.answers), (&last.facts, &last.answers));
        assert!(!previous.rules_changed());
        assert_eq!(previous.rated_today(), rating, "under the same rules the same");
        assert_eq!(decode(&encode(&next)).unwrap(), next);
    }
}

#[test]
fn the_same_answers_again_change_nothing_and_a_worse_year_is_told() {
    let last = sample(Category::Soe, "last".to_owned(), 2026);
    let mut next = last.carry_over("next".to_owned());
    next.facts = last.facts.clone();
    next.answers = last.answers.clone();
    let annex = next.profile().unwrap().annex();
    let before = next.previous.as_ref().unwrap().rated_today();
    assert!(changes(annex, &before, &next.rating().unwrap()).is_empty());

    next.answers.set(ClauseId::from_key("g1-05.a").unwrap(), Some(Answer::NotMet));
    next.facts.set(FactId::from_key("satisfied_with_work").unwrap(), None);
    let after = next.rating().unwrap();
    assert_eq!((before.assured, after.assured), (Star::Five, Star::None));
    let told: Vec<_> =
        changes(annex, &before, &after).iter().map(|change| (change.row.key(), change.to, change.is_gain())).collect();
    let expected = [
        ("g1-05", Some(Outcome::NotMet), false),
        ("g3-07", None, false),
        ("g4-09", None, false),
        ("g5-09", None, false),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_change_of_rules_is_told_apart_from_what_the_union_did() {
    let last = sample(Category::Private, "last".to_owned(), 2026);
    let mut next = last.carry_over("next".to_owned());
    // As if last year's rules had let 三星第03行 pass, and the star with it.
    let row = RowId::from_key("g3-03").unwrap();
    {
        let previous = next.previous.as_mut().unwrap();
        previous.rules = "00000000".to_owned();
        assert_eq!(previous.rows.insert(row, Outcome::Met), Some(Outcome::NotMet));
        previous.assured = Star::Three;
    }
    let next = decode(&encode(&next)).unwrap();
    let previous = next.previous.as_ref().unwrap();
    assert!(previous.rules_changed());
    // By the rules: from three stars to two, on the same answers; by the union: nothing of that row.
    assert_eq!((previous.assured, previous.rated_today().assured), (Star::Three, Star::Two));
    assert_eq!(previous.rated_today().row(row).definite(), Some(Outcome::NotMet));
    let by_rules: Vec<_> = previous.changed_by_rules().iter().map(|change| (change.row, change.is_gain())).collect();
    assert_eq!(by_rules, [(row, false)]);
    assert_ne!(RULES_DIGEST, "00000000");
}

#[test]
fn without_a_profile_the_union_alone_is_carried() {
    let mut last = Dossier { id: "last".to_owned(), year: 2026, ..Dossier::default() };
    "某某工会".clone_into(&mut last.union.name);
    let next = last.carry_over("next".to_owned());
    assert_eq!((next.year, next.union.name.as_str(), next.previous), (2027, "某某工会", None));
}
