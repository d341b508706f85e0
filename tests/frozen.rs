//! Does what a release wrote open for ever? `tests/frozen` holds it as it was written; what the stores keep is opened
//! in `tests/journal.rs`.

#![cfg(feature = "office")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod keys;

use keys::row;
use union_star::dossier::{Dossier, Value, decode, encode, from_code, to_code};
use union_star::guideline::{Category, FactId, Star};
use union_star::rollup::{Desk, DrawRecord};

fn frozen(name: &str) -> String {
    std::fs::read_to_string(format!("tests/frozen/{name}")).unwrap()
}

fn read(text: &str) -> Dossier {
    decode(&serde_json::from_str::<Value>(text).unwrap()).unwrap()
}

fn stars(dossier: &Dossier) -> (Star, Star) {
    let rating = dossier.rating().unwrap();
    (rating.assured, rating.attainable)
}

#[test]
fn a_dossiers_file_opens_with_all_that_it_held() {
    let text = frozen("dossier-1.union-star.json");
    let dossier = read(&text);
    assert_eq!((dossier.id.as_str(), dossier.year, dossier.as_of.as_str()), ("0a1b2c3d", 2027, "2027-10-31"));
    assert_eq!(dossier.union.name, "杭州某某针织有限公司工会");
    assert_eq!(dossier.union.category, Some(Category::Private));
    assert_eq!(stars(&dossier), (Star::None, Star::Four));
    assert_eq!(dossier.facts.get(FactId::from_key("employees").unwrap()), Some(86));
    assert_eq!(dossier.typed_facts.get(&FactId::from_key("members").unwrap()).unwrap(), "约 80");
    assert_eq!(dossier.rates.iter().count(), 1);
    assert_eq!(dossier.note(row("g3-03")), "实名制名册每季度更新一次。");
    assert_eq!(dossier.evidence(row("g3-03")).len(), 2);
    assert_eq!(dossier.honours.len(), 1);
    assert_eq!(dossier.plan.get(&row("g3-08")).unwrap().owner, "工会主席");
    let [review] = dossier.reviews.as_slice() else { panic!("one layer") };
    let opinion = review.rows.get(&row("g2-03")).unwrap();
    assert_eq!((opinion.accepted, opinion.reason.as_str()), (false, "会议记录不全"));
    assert_eq!(review.claims.iter().count(), 1);
    let last_year = dossier.previous.as_ref().unwrap();
    assert_eq!((last_year.year, last_year.assured, last_year.attainable), (2026, Star::Two, Star::Four));
    assert_eq!(last_year.rows.iter().count(), 41);
    // Nothing is lost on the way back into a file, keys that only a later version knows included.
    let written: serde_json::Value = serde_json::to_value(encode(&dossier)).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(&text).unwrap());
    assert_eq!(written["later"]["a"][1], 2.5);
}

#[test]
fn a_joined_file_fills_the_desk_with_its_units_and_its_spot_check() {
    let mut desk = Desk::default();
    desk.begin_lines("desk-1.jsonl", 1);
    desk.feed_lines(frozen("desk-1.jsonl").as_bytes());
    desk.end_lines();
    desk.settle();
    assert_eq!(desk.problems().count(), 0);
    assert_eq!(desk.name(), "西湖区总工会");
    let mut units: Vec<_> = desk.units().iter().map(|unit| (unit.id.as_str(), unit.star())).collect();
    units.sort_unstable();
    assert_eq!(
        units,
        [
            ("platform", Star::Four),
            ("private", Star::Two),
            ("public", Star::Four),
            ("regional", Star::One),
            ("soe", Star::Five),
            ("township", Star::Four),
        ]
    );
    let record = desk.record().unwrap();
    // The seed draws what it drew: whoever was there can still check it.
    assert_eq!(DrawRecord::verify(&record.text()).unwrap().drawn, record.drawn);
    assert_eq!((record.seed.as_str(), record.drawn.len()), ("3 5 1", 1));
}

#[test]
fn the_codes_on_paper_and_in_links_open() {
    for (line, category, expected) in [
        (0, Category::Private, (Star::Two, Star::Four)),
        (1, Category::Public, (Star::Four, Star::Four)),
        (2, Category::Township, (Star::Four, Star::Four)),
    ] {
        let codes = frozen("codes-1.txt");
        let code = codes.lines().nth(line).unwrap();
        let dossier = from_code(code).unwrap();
        assert_eq!((dossier.union.category, dossier.year, stars(&dossier)), (Some(category), 2026, expected));
        assert_eq!(to_code(&dossier).as_deref(), Ok(code), "and are made the same again");
    }
}
