//! Does the short code bring back what it was made from, and is a wrong one refused?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use proptest::prelude::*;
use union_star::dossier::{Dossier, LinkError, digest, from_code, sample, to_code};
use union_star::guideline::{Category, ClauseId, FactId, RateId};
use union_star::rating::{Answer, Percent};

/// What a code carries of a dossier.
fn carried(dossier: &Dossier) -> Dossier {
    Dossier { id: String::new(), rows: Default::default(), ..dossier.clone() }
}

#[test]
fn every_sample_comes_back_with_its_star_in_what_one_print_holds() {
    for category in Category::ALL {
        let dossier = sample(category, "x".to_owned(), 2026);
        let code = to_code(&dossier).unwrap();
        assert!(code.len() <= 400, "{} characters", code.len());
        let back = from_code(&code).unwrap();
        assert_eq!(back, carried(&dossier));
        assert_eq!(back.rating().unwrap(), dossier.rating().unwrap());
    }
}

#[test]
fn blanks_from_copying_do_not_matter() {
    let dossier = sample(Category::Soe, "x".to_owned(), 2026);
    let code = to_code(&dossier).unwrap();
    let (a, b) = code.split_at(40);
    assert_eq!(from_code(&format!(" {a}\n{b} ")).unwrap(), carried(&dossier));
}

#[test]
fn one_wrong_character_is_noticed_wherever_it_is() {
    let code = to_code(&sample(Category::Private, "x".to_owned(), 2026)).unwrap();
    for at in 0..code.len() {
        let mut wrong = code.clone().into_bytes();
        wrong[at] = if wrong[at] == b'A' { b'B' } else { b'A' };
        let wrong = String::from_utf8(wrong).unwrap();
        assert!(matches!(from_code(&wrong), Err(LinkError::Damaged | LinkError::NotACode)), "at {at}");
        assert!(from_code(&code[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn foreign_codes_get_a_sentence() {
    for (code, error) in
        [("", LinkError::NotACode), ("你好", LinkError::NotACode), ("AAAAAAAAAAAAAAAA", LinkError::Damaged)]
    {
        assert_eq!(from_code(code), Err(error));
    }
    let mut long = sample(Category::Private, "x".to_owned(), 2026);
    long.union.name = "工".repeat(133);
    assert!(to_code(&long).is_ok(), "399 bytes");
    long.union.name.push('会');
    assert_eq!(to_code(&long), Err(LinkError::TooLong));
}

#[test]
fn the_digest_changes_with_what_is_rated_and_with_nothing_else() {
    let dossier = sample(Category::Private, "x".to_owned(), 2026);
    let mut other = carried(&dossier);
    assert_eq!(digest(&dossier), digest(&other), "notes and evidence are not in it");
    other.facts.set(FactId::from_key("members").unwrap(), Some(81));
    assert_ne!(digest(&dossier), digest(&other));
    assert!(digest(&dossier).len() == 9 && digest(&dossier).as_bytes()[4] == b'-');
}

proptest! {
    #[test]
    fn whatever_is_answered_comes_back(
        category in prop::sample::select(Category::ALL.to_vec()),
        name in "\\PC{0,40}",
        facts in prop::collection::vec(prop::option::of(0_u64..=99_999_999), FactId::COUNT),
        rates in prop::collection::vec(prop::option::of(0_u16..=10_000), RateId::COUNT),
        answers in prop::collection::vec(prop::option::of(0_usize..3), ClauseId::COUNT),
    ) {
        let mut dossier = sample(category, String::new(), 2026);
        dossier.rows.clear();
        dossier.union.name = name;
        for (id, fact) in FactId::all().zip(facts) {
            dossier.facts.set(id, fact);
        }
        for (id, rate) in RateId::all().zip(rates) {
            dossier.rates.set(id, rate.and_then(Percent::from_hundredths));
        }
        let annex = dossier.profile().unwrap().annex();
        for (id, answer) in ClauseId::all().zip(answers) {
            let ours = id.get().row.get().table().annex == annex;
            dossier.answers.set(id, answer.filter(|_| ours).map(|at| Answer::ALL[at]));
        }
        match to_code(&dossier) {
            Ok(code) => prop_assert_eq!(from_code(&code).unwrap(), dossier),
            Err(error) => prop_assert_eq!(error, LinkError::TooLong),
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[A-Za-z0-9_-]{0,600}") {
        let _ = from_code(&text);
    }
}
