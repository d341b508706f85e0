//! What is one step of undo? Typing in one field is, however many keys it took; a decision is one by itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod keys;

use keys::{clause, fact, row};
use serde::Deserialize as _;
use serde_json::json;
use union_star::dossier::{
    Action, Dossier, Entry, Evidence, HeldHonour, History, Opinion, PlanItem, Review, ReviewLevel, Step, Value, sample,
};
use union_star::guideline::{Category, Form, HONOURS, RateId};
use union_star::rating::{Answer, Percent};

/// How many steps of undo the edits make, each of which changes something: in a sample with a plan, two entries of
/// evidence and an opinion.
fn steps(edits: &[Action]) -> usize {
    let mut before = sample(Category::Soe, "x".to_owned(), 2026);
    let opinion = reviews(ReviewLevel::Street, "g3-03", false, "");
    for prepared in [plan("g2-03", "李"), evidence("g2-03", &["甲", "乙"]), opinion] {
        prepared.apply(&mut before);
    }
    let (mut dossier, mut history) = (before.clone(), History::default());
    for edit in edits {
        assert!(history.take(Step::Edit(edit.clone()), 0.0, &mut dossier).is_some(), "{edit:?} changes something");
    }
    let mut steps = 0;
    while history.take(Step::Undo, 0.0, &mut dossier).is_some() {
        steps += 1;
    }
    assert_eq!(dossier, before, "all of it is taken back");
    steps
}

fn named(name: &str) -> Action {
    let mut union = sample(Category::Soe, "x".to_owned(), 2026).union;
    union.name = name.to_owned();
    Action::SetUnion(union)
}

fn count(key: &str, to: u64) -> Action {
    Action::SetFact(fact(key), Entry::Value(to))
}

fn percent(key: &str, to: &str) -> Action {
    Action::SetRate(RateId::from_key(key).unwrap(), Entry::Value(Percent::parse(to).unwrap()))
}

fn plan(key: &str, owner: &str) -> Action {
    Action::SetPlan(row(key), Some(PlanItem { owner: owner.to_owned(), ..PlanItem::default() }))
}

fn evidence(key: &str, names: &[&str]) -> Action {
    let entry = |name: &&str| Evidence { name: (*name).to_owned(), ..Evidence::default() };
    Action::SetEvidence(row(key), names.iter().map(entry).collect())
}

fn reviews(level: ReviewLevel, key: &str, accepted: bool, reason: &str) -> Action {
    let mut review = Review::new(level);
    review.rows.insert(row(key), Opinion { accepted, reason: reason.to_owned(), seen: None });
    Action::SetReviews(vec![review])
}

/// The name, and the federation above.
fn under(name: &str) -> Action {
    let Action::SetUnion(mut union) = named(name) else { panic!("a union") };
    union.higher.push('区');
    Action::SetUnion(union)
}

/// The owner, and a measure.
fn measured(key: &str, owner: &str) -> Action {
    Action::SetPlan(
        row(key),
        Some(PlanItem { owner: owner.to_owned(), measure: "补".to_owned(), ..PlanItem::default() }),
    )
}

/// Two entries, the first of them dated.
fn dated(key: &str) -> Action {
    let entry =
        |name: &str, date: &str| Evidence { name: name.to_owned(), date: date.to_owned(), ..Evidence::default() };
    Action::SetEvidence(row(key), vec![entry("一", "2"), entry("乙", "")])
}

/// An opinion with a reason, and a remark on the whole.
fn remarked(key: &str, reason: &str) -> Action {
    let Action::SetReviews(mut all) = reviews(ReviewLevel::Street, key, false, reason) else { panic!("reviews") };
    all[0].remark.push('好');
    Action::SetReviews(all)
}

#[test]
fn typing_in_one_field_is_one_step_of_undo() {
    for edits in [
        [named("甲"), named("甲乙")],
        [Action::SetAsOf("2".to_owned()), Action::SetAsOf("20".to_owned())],
        [count("members", 7), count("members", 77)],
        [percent("satisfaction_work", "7"), percent("satisfaction_work", "71")],
        [Action::SetNote(row("g3-03"), "一".to_owned()), Action::SetNote(row("g3-03"), "一二".to_owned())],
        [plan("g2-03", "王"), plan("g2-03", "王某")],
        [evidence("g2-03", &["一", "乙"]), evidence("g2-03", &["一二", "乙"])],
        [reviews(ReviewLevel::Street, "g3-03", false, "缺"), reviews(ReviewLevel::Street, "g3-03", false, "缺纪要")],
    ] {
        assert_eq!(steps(&edits), 1, "{edits:?}");
    }
}

#[test]
fn two_fields_or_a_decision_are_two_steps_of_undo() {
    let mut another_form = sample(Category::Soe, "x".to_owned(), 2026).union;
    another_form.form = Some(Form::Joint);
    let answer = |to| Action::SetAnswer(clause("g1-03.a"), Some(to));
    for edits in [
        [named("甲"), Action::SetUnion(another_form)],
        [Action::SetYear(2027), Action::SetYear(2028)],
        [count("members", 7), count("employees", 7)],
        [percent("satisfaction_work", "7"), percent("satisfaction_chair", "7")],
        [Action::SetNote(row("g3-03"), "一".to_owned()), Action::SetNote(row("g3-04"), "一".to_owned())],
        [plan("g2-03", "王"), plan("g2-04", "王")],
        [plan("g2-03", "王"), Action::SetPlan(row("g2-03"), None)],
        [evidence("g2-03", &["一", "乙"]), evidence("g2-04", &["一", "乙"])],
        [evidence("g2-03", &["一", "乙"]), evidence("g2-03", &["一", "乙", "丙"])],
        [evidence("g2-03", &["甲"]), evidence("g2-03", &["甲", "丙"])],
        [evidence("g2-03", &["一", "乙"]), evidence("g2-03", &["一", "二"])],
        [evidence("g2-03", &["一", "乙"]), dated("g2-03")],
        [plan("g2-03", "王"), measured("g2-03", "王")],
        [named("甲"), under("甲")],
        [reviews(ReviewLevel::Street, "g3-03", false, "缺"), remarked("g3-03", "缺")],
        [reviews(ReviewLevel::Street, "g3-03", false, "缺"), reviews(ReviewLevel::Street, "g3-03", true, "缺")],
        [reviews(ReviewLevel::Street, "g3-03", false, "缺"), reviews(ReviewLevel::City, "g3-03", false, "缺纪要")],
        [answer(Answer::NotMet), answer(Answer::Exempt)],
        [count("members", 7), Action::SetNote(row("g3-03"), "一".to_owned())],
    ] {
        assert_eq!(steps(&edits), 2, "{edits:?}");
    }
}

#[test]
fn what_can_be_taken_back_is_written_and_read_again() {
    let (mut dossier, mut history) = (sample(Category::Soe, "x".to_owned(), 2026), History::default());
    let honour = HeldHonour::new(&HONOURS[0], 2024);
    let edits = [
        named("甲"),
        Action::SetYear(2027),
        Action::SetAsOf("2027-06-30".to_owned()),
        count("members", 7),
        Action::SetFact(fact("employees"), Entry::Typed("许多".to_owned())),
        percent("satisfaction_work", "7.25"),
        Action::SetAnswer(clause("g1-03.a"), Some(Answer::Exempt)),
        Action::SetNote(row("g3-03"), "一".to_owned()),
        evidence("g3-03", &["一"]),
        Action::SetHonours(vec![honour]),
        plan("g2-03", "王"),
        reviews(ReviewLevel::Street, "g3-03", false, "缺"),
        Action::Replace(Box::new(sample(Category::Private, "y".to_owned(), 2025))),
    ];
    for edit in edits {
        assert_eq!(Action::decode(&edit.encode()), Some(edit.clone()));
        assert!(history.take(Step::Edit(edit), 0.0, &mut dossier).is_some());
        assert_eq!(History::decode(&history.encode()), history);
    }
    history.take(Step::Undo, 0.0, &mut dossier);
    assert!(history.can_redo());
    assert_eq!(History::decode(&history.encode()), history);
}

#[test]
fn a_step_of_another_version_ends_what_can_be_taken_back_there() {
    for (wrong, why) in [
        (json!({ "set": "year", "of": "", "to": { "year": "often" } }), "not a year"),
        (json!({ "set": "mood", "of": "", "to": {} }), "no such part"),
        (json!({ "set": "answers", "of": "g9-99.z", "to": {} }), "no such clause"),
        (json!({ "set": 1, "of": "", "to": {} }), "not a part"),
        (json!({ "set": "year", "of": "" }), "nothing to set"),
        (json!({ "set": "all", "of": "", "to": {} }), "not a dossier"),
        (json!(["year"]), "not an object"),
    ] {
        let wrong = Value::deserialize(&wrong).unwrap();
        assert_eq!(Action::decode(&wrong), None, "{why}");
        let step = |year| Action::SetYear(year).encode();
        let history = |undo| Value::Object(vec![("undo".into(), Value::Array(undo))]);
        let read = History::decode(&history(vec![step(2024), wrong, step(2025), step(2026)]));
        assert_eq!(read, History::decode(&history(vec![step(2025), step(2026)])), "{why}");
        assert!(read.can_undo());
    }
}

#[test]
fn typing_back_to_what_it_was_leaves_nothing_to_take_back() {
    let before = sample(Category::Soe, "x".to_owned(), 2026);
    let Entry::Value(members) = before.fact(fact("members")) else { panic!("the sample has members") };
    let (mut dossier, mut history) = (before, History::default());
    history.take(Step::Edit(count("members", members * 10)), 0.0, &mut dossier);
    assert!(history.can_undo());
    history.take(Step::Edit(count("members", members)), 0.0, &mut dossier);
    assert!(!history.can_undo());
}

#[test]
fn what_was_taken_back_can_be_done_again_until_something_else_is_done() {
    let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
    let mut history = History::default();
    history.take(Step::Edit(count("members", 7)), 0.0, &mut dossier);
    assert!(!history.can_redo());
    history.take(Step::Undo, 0.0, &mut dossier);
    assert!(history.can_redo() && !history.can_undo());
    history.take(Step::Redo, 0.0, &mut dossier);
    assert_eq!(dossier.fact(fact("members")), Entry::Value(7));
    history.take(Step::Undo, 0.0, &mut dossier);
    history.take(Step::Edit(count("employees", 7)), 0.0, &mut dossier);
    assert!(!history.can_redo());
}

#[test]
fn what_replaces_the_whole_dossier_keeps_its_id() {
    let mut dossier = sample(Category::Soe, "here".to_owned(), 2026);
    let other = sample(Category::Private, "elsewhere".to_owned(), 2025);
    let mut history = History::default();
    history.take(Step::Edit(Action::Replace(Box::new(other.clone()))), 0.0, &mut dossier);
    assert_eq!(dossier, Dossier { id: "here".to_owned(), ..other });
}

#[test]
fn what_is_added_to_a_note_after_a_pause_is_taken_back_alone() {
    use union_star::dossier::PAUSE;
    let note = |text: &str| Step::Edit(Action::SetNote(row("g3-03"), text.to_owned()));
    let before = sample(Category::Soe, "x".to_owned(), 2026);
    let before = before.note(row("g3-03"));
    for (after, left) in [(PAUSE - 1.0, before), (PAUSE, "昨天"), (PAUSE * 1e6, "昨天"), (-1.0, "昨天")] {
        let mut dossier = sample(Category::Soe, "x".to_owned(), 2026);
        let mut history = History::default();
        history.take(note("昨"), 0.0, &mut dossier);
        history.take(note("昨天"), 1.0, &mut dossier);
        history.take(note("昨天今天"), after, &mut dossier);
        history.take(Step::Undo, 1.0, &mut dossier);
        assert_eq!(dossier.note(row("g3-03")), left, "{after} ms later");
    }
}
