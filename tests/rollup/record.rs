//! The spot check: what the list holds, how many are drawn of it, which records repeat and which are refused.

use super::six::{one, six, six_at_the_desk};
use super::{crowd, desk, opine, published};
use union_star::dossier::Dossier;
use union_star::guideline::{Category, RowId, Star};
use union_star::rollup::{Ask, Desk, DrawRecord, RecordError, Strata, Tell, draw, list_digest, sample_size};

fn frozen(desk: &Desk, percent: u8, strata: Strata) -> DrawRecord {
    DrawRecord::freeze(2026, desk.units().iter(), percent, strata).unwrap()
}

/// The six, of which three are drawn from; all three drawn.
fn drawn() -> (Desk, DrawRecord) {
    let desk = six_at_the_desk();
    let mut record = frozen(&desk, 100, Strata::Whole);
    record.draw("3 1 4").unwrap();
    (desk, record)
}

/// A record whose text was changed by hand.
fn changed(record: &DrawRecord, change: impl FnOnce(&mut serde_json::Value)) -> Result<DrawRecord, RecordError> {
    let mut value = serde_json::from_str(&record.text()).unwrap();
    change(&mut value);
    DrawRecord::verify(&value.to_string())
}

#[test]
fn the_list_holds_counted_units_of_the_year_from_four_stars_by_id() {
    let mut dossiers = six();
    dossiers.push(Dossier { year: 2025, id: "earlier".to_owned(), ..one(Category::Soe) });
    // Read in an order that is not that of the ids.
    dossiers.reverse();
    let record = frozen(&desk(&dossiers), 5, Strata::Whole);
    let list: Vec<_> = record.list.iter().map(|entry| (entry.id.as_str(), entry.star)).collect();
    assert_eq!(list, [("platform", 4), ("public", 4), ("soe", 5)]);
    let soe = record.entry("soe").unwrap();
    assert_eq!(
        (soe.name.as_str(), soe.higher.as_str()),
        ("杭州某某水务集团有限公司工会委员会", "杭州市产业工会（示例）")
    );
    assert_eq!((record.entry("private"), record.entry("soe ")), (None, None));
    let crowd = frozen(&desk(&crowd(60)), 5, Strata::Whole);
    assert!(crowd.list.len() > 30 && crowd.list.is_sorted_by(|a, b| a.id.as_bytes() < b.id.as_bytes()));
}

#[test]
fn a_list_is_frozen_at_five_to_a_hundred_per_cent() {
    let desk = six_at_the_desk();
    for (percent, is_allowed) in [(0, false), (4, false), (5, true), (100, true), (101, false)] {
        let frozen = DrawRecord::freeze(2026, desk.units().iter(), percent, Strata::Whole);
        assert_eq!(frozen.err(), (!is_allowed).then_some(RecordError::TooFew), "{percent}");
    }
}

#[test]
fn the_digest_tells_units_apart_by_every_field_and_not_by_their_blanks() {
    let list = published();
    let digest = list_digest(&list);
    let changed = |change: fn(&mut union_star::rollup::DrawEntry)| {
        let mut list = published();
        change(&mut list[3]);
        list_digest(&list)
    };
    assert_ne!(changed(|entry| entry.id.push('x')), digest);
    assert_ne!(changed(|entry| entry.star = 5), digest);
    assert_ne!(changed(|entry| entry.higher.push('x')), digest);
    assert_ne!(changed(|entry| entry.name.push('x')), digest);
    assert_eq!(changed(|entry| entry.name.push('\t')), changed(|entry| entry.name.push(' ')));
}

#[test]
fn each_stratum_gives_its_own_share() {
    let list = published();
    let drawn = |percent, strata| draw(&list, "3 1 4 1 5", percent, strata);
    for percent in [5, 20, 33, 100] {
        let of = |strata, is_meant: &dyn Fn(usize) -> bool| {
            drawn(percent, strata).into_iter().filter(|at| is_meant(*at)).count()
        };
        let units = |is_meant: &dyn Fn(usize) -> bool| (0..list.len()).filter(|at| is_meant(*at)).count();
        for star in [4, 5] {
            let is_meant = |at: usize| list[at].star == star;
            assert_eq!(of(Strata::Star, &is_meant), sample_size(units(&is_meant), percent), "{star} at {percent}");
        }
        for higher in ["甲区总工会", "乙区总工会"] {
            let is_meant = |at: usize| list[at].higher == higher;
            assert_eq!(of(Strata::Higher, &is_meant), sample_size(units(&is_meant), percent), "{higher} at {percent}");
        }
        assert_eq!(drawn(percent, Strata::Whole).len(), sample_size(41, percent));
    }
    let mut all = drawn(100, Strata::Whole);
    all.sort_unstable();
    assert_eq!(all, (0..41).collect::<Vec<_>>(), "each unit once");
}

#[test]
fn a_seed_is_told_and_blanks_at_its_ends_are_dropped() {
    let (_, record) = drawn();
    let mut again = record.clone();
    for none in ["", " \n"] {
        assert_eq!(again.draw(none), Err(RecordError::NoSeed));
    }
    assert_eq!(again, record, "what is refused changes nothing");
    again.draw(" 3 1 4\n").unwrap();
    assert_eq!(again, record);
}

#[test]
fn another_draw_forgets_what_was_found() {
    let (_, mut record) = drawn();
    record.pass("soe").unwrap();
    record.draw("2").unwrap();
    assert!(record.results.is_empty());
}

#[test]
fn a_record_repeats_at_every_step() {
    let (desk, mut record) = drawn();
    let unseeded = frozen(&desk, 5, Strata::Star);
    assert_eq!(DrawRecord::verify(&unseeded.text()), Ok(unseeded));
    assert_eq!(DrawRecord::verify(&record.text()), Ok(record.clone()));
    record.pass("soe").unwrap();
    assert_eq!(DrawRecord::verify(&record.text()), Ok(record));
}

#[test]
fn a_record_of_another_kind_is_none() {
    let (_, record) = drawn();
    let said = changed(&record, |value| value["format"] = "union-star".into());
    assert_eq!(said, Err(RecordError::NotARecord));
    assert_eq!(DrawRecord::verify("not JSON"), Err(RecordError::NotARecord));
}

#[test]
fn a_list_in_another_order_or_with_another_digest_was_touched() {
    let (_, record) = drawn();
    let turned = changed(&record, |value| value["list"].as_array_mut().unwrap().reverse());
    assert_eq!(turned, Err(RecordError::ListChanged));
    // Out of order, with the digest that the units have in that order.
    let mut list = record.list.clone();
    list.reverse();
    let both = changed(&record, |value| {
        value["digest"] = list_digest(&list).into();
        value["list"].as_array_mut().unwrap().reverse();
    });
    assert_eq!(both, Err(RecordError::ListChanged));
    let digest = changed(&record, |value| value["digest"] = "00".repeat(32).into());
    assert_eq!(digest, Err(RecordError::ListChanged));
}

#[test]
fn a_draw_that_its_seed_does_not_make_was_touched() {
    let (desk, record) = drawn();
    for seed in [" 3 1 4", "3 1 4 ", ""] {
        let said = changed(&record, |value| value["seed"] = seed.into());
        assert_eq!(said, Err(RecordError::DrawDiffers), "{seed:?}");
    }
    let fewer = changed(&record, |value| drop(value["drawn"].as_array_mut().unwrap().pop()));
    assert_eq!(fewer, Err(RecordError::DrawDiffers));
    let unseeded = frozen(&desk, 100, Strata::Whole);
    let chosen = changed(&unseeded, |value| value["drawn"] = vec!["soe"].into());
    assert_eq!(chosen, Err(RecordError::DrawDiffers), "drawn before the seed was told");
}

#[test]
fn a_unit_that_passed_keeps_its_star() {
    let (_, mut record) = drawn();
    assert_eq!(record.pass("soe"), Ok(()));
    let result = &record.results["soe"];
    assert_eq!((result.passed, result.star, result.rows.len()), (true, 5, 0));
}

#[test]
fn only_what_was_drawn_is_checked() {
    let desk = desk(&crowd(60));
    let mut record = frozen(&desk, 5, Strata::Whole);
    record.draw("1").unwrap();
    let row = [RowId::from_key("g1-01").unwrap()];
    for unit in desk.units() {
        let is_drawn = record.drawn.contains(&unit.id);
        assert_eq!(record.clone().pass(&unit.id).is_ok(), is_drawn);
        assert_eq!(record.clone().fail(unit, &row, "").err() == Some(RecordError::NotDrawn), !is_drawn);
    }
}

#[test]
fn a_check_is_failed_by_rows_that_lower_the_star() {
    let (desk, mut record) = drawn();
    let soe = desk.units().iter().find(|unit| unit.id == "soe").unwrap();
    let row = |key| RowId::from_key(key).unwrap();
    assert_eq!(record.fail(soe, &[], "无"), Err(RecordError::NoRows));
    assert_eq!(record.fail(soe, &[row("gi-02")], "无"), Err(RecordError::NotLower), "it was not met anyway");
    assert!(record.results.is_empty());
    assert_eq!(record.fail(soe, &[row("g5-01")], "台账缺失"), Ok(Star::Four));
    let result = &record.results["soe"];
    assert_eq!((result.passed, result.star, result.reason.as_str()), (false, 4, "台账缺失"));
    assert_eq!(result.rows, ["g5-01"]);
    assert_eq!(record.fail(soe, &[row("g1-01"), row("g5-01")], "都缺"), Ok(Star::None), "said anew");
    assert_eq!(record.results.len(), 1);
}

#[test]
fn a_check_is_failed_by_rows_that_lower_the_star_that_stands_now_too() {
    let (_, mut record) = drawn();
    let mut desk = six_at_the_desk();
    let key = |key| RowId::from_key(key).unwrap();
    // A review has lowered it since: the same row lowers nothing more.
    opine(&mut desk, "soe", &["五星01"], "台账缺失");
    let soe = desk.units().iter().find(|unit| unit.id == "soe").unwrap();
    assert_eq!(record.fail(soe, &[key("g5-01")], "台账缺失"), Err(RecordError::NotLower));
    assert!(record.fail(soe, &[key("g1-01")], "台账缺失").is_ok());
}

#[test]
fn each_reason_is_a_sentence_of_its_own() {
    use RecordError::{
        BadResults, DrawDiffers, ListChanged, NoReason, NoRows, NoSeed, NotARecord, NotBelowList, NotDrawn, NotLower,
        OutOfScope, TooFew,
    };
    let all = [
        NotARecord,
        ListChanged,
        DrawDiffers,
        TooFew,
        NoSeed,
        NotDrawn,
        NoRows,
        NoReason,
        OutOfScope,
        BadResults,
        NotLower,
        NotBelowList,
    ];
    let said: std::collections::BTreeSet<String> = all.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), all.len());
    assert!(said.iter().all(|sentence| sentence.ends_with('。')), "{said:?}");
}

#[test]
fn the_desk_tells_what_was_frozen_and_drawn_and_what_cannot_be() {
    let mut desk = six_at_the_desk();
    let draw = |seed: &str| Ask::Draw {
        seed: seed.to_owned(),
        origin: "掷骰".to_owned(),
        witnesses: "三人".to_owned(),
        date: "2026-11-24".to_owned(),
    };
    let failed = |said: &Tell, words: &str| matches!(said, Tell::Failed(sentence) if sentence.contains(words));
    assert!(failed(&desk.ask(draw("1")), "还没有冻结名单"));
    assert!(failed(&desk.ask(Ask::Freeze { percent: 4, strata: Strata::Whole }), "不能低于 5%"));
    assert_eq!(desk.record(), None);
    assert!(matches!(desk.ask(Ask::Freeze { percent: 5, strata: Strata::Whole }), Tell::Done(3)));
    assert!(failed(&desk.ask(draw(" ")), "还没有种子"));
    assert!(matches!(desk.ask(draw("1")), Tell::Done(1)));
    let record = desk.record().unwrap();
    assert_eq!([&record.origin, &record.witnesses, &record.date], ["掷骰", "三人", "2026-11-24"]);
    let other = ["soe", "public", "platform"].into_iter().find(|id| record.drawn[0] != *id).unwrap();
    assert!(failed(&desk.ask(Ask::Pass(other.to_owned())), "不在抽中的名单里"));
    let text = desk.export(union_star::rollup::Export::Record).unwrap();
    assert_eq!(DrawRecord::verify(core::str::from_utf8(&text).unwrap()).as_ref(), Ok(desk.record().unwrap()));
}

#[test]
fn every_change_of_a_check_is_to_be_kept_at_once_and_no_other() {
    let mut desk = six_at_the_desk();
    desk.ask(Ask::Name("杭州市总工会".to_owned()));
    opine(&mut desk, "soe", &[], "");
    assert_eq!(desk.checks(), 0);
    let (origin, witnesses, date) = (String::new(), String::new(), String::new());
    let (rows, reason) = (vec!["一星01".to_owned()], "台账缺失".to_owned());
    let asks = [
        Ask::Freeze { percent: 100, strata: Strata::Whole },
        Ask::Draw { seed: "1".to_owned(), origin, witnesses, date },
        Ask::Pass("public".to_owned()),
        Ask::Fail { id: "soe".to_owned(), rows, reason },
        Ask::Unchecked("soe".to_owned()),
        Ask::Discard,
    ];
    for (ask, many) in asks.into_iter().zip(1..) {
        let said = desk.ask(ask);
        assert!(matches!(said, Tell::Done(_)), "{said:?}");
        assert_eq!(desk.checks(), many, "{said:?}");
    }
    desk.ask(Ask::Pass("public".to_owned()));
    assert_eq!(desk.checks(), 6, "what is refused changes nothing");
}

#[test]
fn a_row_that_does_not_speak_of_the_union_lowers_no_star() {
    let (desk, mut record) = drawn();
    let public = desk.units().iter().find(|unit| unit.id == "public").unwrap();
    // 三星 of enterprises, and rows of townships.
    let foreign: Vec<RowId> =
        RowId::all().filter(|row| !row.get().clauses().any(|clause| clause.get().in_scope(public.profile))).collect();
    assert!(!foreign.is_empty());
    for row in foreign {
        assert_eq!(record.fail(public, &[row], "无"), Err(RecordError::OutOfScope), "{}", row.key());
    }
    assert_eq!(record.fail(public, &[RowId::from_key("g1-01").unwrap()], " "), Err(RecordError::NoReason));
    assert!(record.results.is_empty());
}

#[test]
fn a_result_that_cannot_be_was_touched() {
    let (desk, mut record) = drawn();
    let soe = desk.units().iter().find(|unit| unit.id == "soe").unwrap();
    record.fail(soe, &[RowId::from_key("g5-01").unwrap()], "台账缺失").unwrap();
    record.pass("public").unwrap();
    assert_eq!(DrawRecord::verify(&record.text()), Ok(record.clone()));
    type Change = fn(&mut serde_json::Value);
    let changes: [(&str, Change); 5] = [
        ("a star that does not fall", |results| results["soe"]["star"] = 5.into()),
        ("no rows", |results| results["soe"]["rows"] = serde_json::json!([])),
        ("a row that there is not", |results| results["soe"]["rows"] = serde_json::json!(["g9-99"])),
        ("a unit that was not drawn", |results| results["stranger"] = results["soe"].clone()),
        ("passed with another star", |results| results["public"]["star"] = 5.into()),
    ];
    for (what, change) in changes {
        let said = changed(&record, |value| change(&mut value["results"]));
        assert_eq!(said, Err(RecordError::BadResults), "{what}");
    }
    let few = changed(&record, |value| value["percent"] = 4.into()).err();
    assert!(matches!(few, Some(RecordError::DrawDiffers | RecordError::TooFew)), "{few:?}");
    let unseeded = changed(&frozen(&desk, 5, Strata::Whole), |value| value["percent"] = 4.into());
    assert_eq!(unseeded, Err(RecordError::TooFew));
}

#[test]
fn rows_are_read_as_the_product_prints_them_one_after_another() {
    use union_star::guideline::Annex;
    use union_star::report::row_named;
    use union_star::rollup::row_names;
    let row = RowId::from_key("g3-03");
    for name in
        ["三星03", "三星 03", "三星第03行", "三星第\u{a0}03\u{a0}行", "三星3", "三星０３", "三星第３行", "g3-03"]
    {
        assert_eq!(
            row_names(name).iter().map(|name| row_named(Annex::One, name)).collect::<Vec<_>>(),
            [row],
            "{name:?}"
        );
    }
    assert_eq!(
        row_names("三星03、五星 04；一星第 01 行 创新2, g1-02"),
        ["三星03", "五星04", "一星第01行", "创新2", "g1-02"]
    );
    assert_eq!(row_names("三星03、04"), ["三星03", "04"]);
    assert_eq!(row_names("三星03 三星第 04 行"), ["三星03", "三星第04行"]);
    assert!(row_names(" 、").is_empty());
    for none in ["三星", "三星99", "三星0", "03", "六星01", "第03行", "三星03第04行"] {
        assert_eq!(row_named(Annex::One, none), None, "{none:?}");
    }
}

#[test]
fn a_row_that_was_named_twice_is_found_once() {
    let (desk, mut record) = drawn();
    let soe = desk.units().iter().find(|unit| unit.id == "soe").unwrap();
    let [first, second] = ["g1-01", "g5-01"].map(|key| RowId::from_key(key).unwrap());
    record.fail(soe, &[second, first, second], "都缺").unwrap();
    assert_eq!(record.results["soe"].rows, ["g1-01", "g5-01"]);
}

#[test]
fn a_federation_is_one_stratum_whatever_blanks_stand_at_its_ends() {
    let mut list = published();
    for entry in list.iter_mut().step_by(4) {
        entry.higher.insert(0, '\u{3000}');
        entry.higher.push(' ');
    }
    // As docs/draw.md's Python draws it.
    let ids: Vec<_> = draw(&list, "3 1 4 1 5", 5, Strata::Higher).into_iter().map(|at| list[at].id.as_str()).collect();
    assert_eq!(ids, ["unit-001", "unit-032", "unit-021"]);
}
