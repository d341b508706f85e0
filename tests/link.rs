//! Does the short code bring back what it was made from, and is a wrong one refused?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use union_star::dossier::{Dossier, LinkError, digest, from_code, sample, to_code};
use union_star::guideline::{Category, ClauseId, FactId, RateId};
use union_star::rating::{Answer, Percent};

const SUM: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);

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
    long.union.name = "工".repeat(133) + "A";
    assert!(to_code(&long).is_ok(), "400 bytes");
    long.union.name.push('B');
    assert_eq!(to_code(&long), Err(LinkError::TooLong));
    let errors =
        [LinkError::NotACode, LinkError::Damaged, LinkError::Newer, LinkError::OtherGuideline, LinkError::TooLong];
    assert!(errors.iter().all(|error| error.to_string().ends_with('。')));
}

/// The code of these bytes, its sum right.
fn coded(mut content: Vec<u8>) -> String {
    content.extend(SUM.checksum(&content).to_be_bytes());
    URL_SAFE_NO_PAD.encode(content)
}

#[test]
fn a_code_of_a_newer_version_or_of_other_indicators_is_said_to_be_that() {
    let bytes = URL_SAFE_NO_PAD.decode(to_code(&sample(Category::Soe, String::new(), 2026)).unwrap()).unwrap();
    let content = bytes[..bytes.len() - 4].to_vec();
    assert!(from_code(&coded(content.clone())).is_ok());
    let altered = |at: usize, to: u8| {
        let mut altered = content.clone();
        altered[at] = to;
        from_code(&coded(altered))
    };
    assert_eq!(altered(0, content[0] + 1), Err(LinkError::Newer));
    assert!(matches!(altered(0, content[0] - 1), Err(LinkError::Damaged)), "there was none before the first");
    // Which indicators: two bytes of the sum over all their keys.
    let facts = FactId::all().map(FactId::key);
    let keys: String = ClauseId::all().map(ClauseId::key).chain(facts).chain(RateId::all().map(RateId::key)).collect();
    assert_eq!(content[1..3], SUM.checksum(keys.as_bytes()).to_be_bytes()[..2]);
    assert_eq!(altered(1, content[1] ^ 1), Err(LinkError::OtherGuideline));
    assert_eq!(altered(2, content[2] ^ 1), Err(LinkError::OtherGuideline));
    // One byte more or less than what it says.
    assert_eq!(from_code(&coded([content.clone(), vec![0]].concat())), Err(LinkError::Damaged));
    assert_eq!(from_code(&coded(content[..content.len() - 1].to_vec())), Err(LinkError::Damaged));
    assert_eq!(from_code(&coded(Vec::new())), Err(LinkError::NotACode));
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
