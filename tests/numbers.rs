//! Which numbers is a union asked for, which contradict each other, how many people are missing?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod keys;

use keys::{clause, fact, row};
use union_star::guideline::{Annex, Body, Category, FactId, Form, Profile, RateId};
use union_star::rating::{
    Answer, Answers, Effort, Facts, FactsProgress, Inputs, Measure, Outcome, Percent, Rates, Rating, Ratio,
    Superfluous, Value, contradiction, effort, facts_in_use, facts_progress, lacking, leaves_unknown, measure, rate,
    superfluous, uses_fact,
};

fn profile(category: Category, form: Form) -> Profile {
    Profile::new(Some(category), Some(form), Some(Body::Institution)).unwrap()
}

struct Union {
    profile: Profile,
    facts: Facts,
    rates: Rates,
    answers: Answers,
}

fn union(category: Category, counts: &[(&str, u64)]) -> Union {
    let mut facts = Facts::EMPTY;
    for (key, count) in counts {
        facts.set(fact(key), Some(*count));
    }
    Union { profile: profile(category, Form::Single), facts, rates: Rates::EMPTY, answers: Answers::EMPTY }
}

impl Union {
    fn answering(mut self, key: &str, answer: Answer) -> Self {
        self.answers.set(clause(key), Some(answer));
        self
    }

    fn giving(mut self, key: &str, percent: &str) -> Self {
        self.rates.set(RateId::from_key(key).unwrap(), Percent::parse(percent));
        self
    }

    fn inputs(&self) -> Inputs<'_> {
        Inputs { profile: self.profile, facts: &self.facts, rates: &self.rates, answers: &self.answers }
    }

    fn rating(&self) -> Rating {
        rate(self.inputs())
    }

    fn superfluous(&self, key: &str) -> Option<Superfluous> {
        superfluous(fact(key), self.inputs())
    }

    fn shortfall(&self, key: &str) -> Option<u64> {
        measure(clause(key), self.inputs()).unwrap().shortfall()
    }

    fn effort(&self, key: &str) -> Effort {
        effort(row(key), self.inputs(), &self.rating())
    }
}

fn asked(category: Category, form: Form) -> Vec<&'static str> {
    facts_in_use(profile(category, form)).map(FactId::key).collect()
}

#[test]
fn a_company_is_asked_for_its_people_ballots_party_and_subordinates() {
    let people = ["employees", "members", "women_members", "real_name_members", "mutual_aid_members"];
    let ballots = ["ballots", "satisfied_with_work", "satisfied_with_chair"];
    let party = ["party_studies"];
    let below = [
        "subordinate_units",
        "subordinate_units_unionised",
        "secondary_unions",
        "secondary_unions_one_star",
        "secondary_unions_two_star",
    ];
    let partners = ["partner_firms", "partner_firms_unionised"];
    let parts = |parts: &[&[&'static str]]| parts.concat();
    assert_eq!(asked(Category::Private, Form::Single), parts(&[&people, &ballots, &party, &below]));
    assert_eq!(asked(Category::Platform, Form::Joint), parts(&[&people, &ballots, &party, &below, &partners]));
    // A federation does not poll members; a regional union is not asked how often the Party studied its work.
    assert_eq!(asked(Category::Soe, Form::Federation), parts(&[&people, &party, &below]));
    assert_eq!(asked(Category::Regional, Form::Federation), parts(&[&people, &below]));
}

#[test]
fn a_township_is_asked_for_what_annex_two_counts_and_for_nothing_of_annex_one() {
    let asked = asked(Category::Township, Form::Single);
    assert_eq!((asked.len(), asked[0], asked[25]), (26, "firms_25plus", "members_satisfied"));
    assert!(!asked.contains(&"employees") && asked.contains(&"party_studies"));
    let township = profile(Category::Township, Form::Single);
    assert!(uses_fact(township, fact("cadres")) && !uses_fact(township, fact("ballots")));
}

#[test]
fn no_secondary_unions_means_that_none_of_their_stars_are_asked() {
    let none = union(Category::Soe, &[("secondary_unions", 0)]);
    let nothing = Some(Superfluous::NothingToCount(fact("secondary_unions")));
    assert_eq!(none.superfluous("secondary_unions_one_star"), nothing);
    assert_eq!(none.superfluous("secondary_unions_two_star"), nothing, "a part of a part");
    assert_eq!(none.superfluous("secondary_unions"), None, "the 0 itself is asked");
    assert_eq!(none.superfluous("subordinate_units_unionised"), None);
    let one = union(Category::Soe, &[("secondary_unions", 1)]);
    assert_eq!(one.superfluous("secondary_unions_one_star"), None);
    let unknown = union(Category::Soe, &[]);
    assert_eq!(unknown.superfluous("secondary_unions_two_star"), None);
}

#[test]
fn where_the_whole_must_not_be_zero_its_parts_are_still_asked_and_the_zero_is_wrong() {
    let none = union(Category::Private, &[("members", 0), ("ballots", 0)]);
    for part in ["real_name_members", "women_members", "satisfied_with_work"] {
        assert_eq!(none.superfluous(part), None, "{part}: a rate or an answer waits for it");
    }
    let wrong = |union: &Union, key: &str| leaves_unknown(fact(key), union.inputs()).map(|rate| rate.get().key);
    assert_eq!(wrong(&none, "members"), Some("real_name"));
    assert_eq!(wrong(&none, "ballots"), Some("satisfaction_work"));
    assert_eq!(wrong(&none, "secondary_unions"), None);
    assert_eq!(facts_progress(none.inputs()).wrong, 2);
    let some = union(Category::Private, &[("members", 1), ("ballots", 1), ("secondary_unions", 0)]);
    assert_eq!(
        (wrong(&some, "members"), wrong(&some, "secondary_unions"), facts_progress(some.inputs()).wrong),
        (None, None, 0)
    );
}

#[test]
fn a_count_is_not_asked_once_all_that_it_decides_is_claimed_not_to_apply() {
    let party = |answer| union(Category::Soe, &[]).answering("g4-04.a", answer).superfluous("party_studies");
    assert_eq!(party(Answer::Exempt), Some(Superfluous::Exempt));
    assert_eq!(party(Answer::Met), None);
    // Annex 2 allows no such claim, and a number that nothing uses is not asked in the first place.
    let township = union(Category::Township, &[]).answering("g4-04.a", Answer::Exempt);
    assert_eq!(township.superfluous("party_studies"), None);
    let township = union(Category::Township, &[]).answering("t3-03.b", Answer::Exempt);
    assert_eq!(township.superfluous("party_studies"), None);
    assert_eq!(union(Category::Township, &[]).superfluous("ballots"), None);
    // A rate is never claimed away: what it counts stays asked.
    let claimed = union(Category::Private, &[]).answering("g3-03.b", Answer::Exempt);
    assert_eq!(claimed.superfluous("real_name_members"), None);
}

#[test]
fn of_the_numbers_asked_those_filled_in_and_those_wrong_are_counted_apart() {
    let progress = |union: &Union| {
        let FactsProgress { asked, filled, wrong } = facts_progress(union.inputs());
        (asked, filled, wrong)
    };
    assert_eq!(progress(&union(Category::Private, &[])), (14, 0, 0));
    let some = union(Category::Private, &[("employees", 10), ("members", 10), ("women_members", 3)]);
    assert_eq!(progress(&some), (14, 3, 0));
    // More members than employees: wrong, and no longer filled in.
    let wrong = union(Category::Private, &[("employees", 10), ("members", 11), ("women_members", 3)]);
    assert_eq!(progress(&wrong), (14, 2, 1));
    // Without subordinates three parts are not asked; the zeros count as filled in.
    let alone = union(Category::Private, &[("subordinate_units", 0), ("secondary_unions", 0)]);
    assert_eq!(progress(&alone), (11, 2, 0));
    let claimed = union(Category::Private, &[]).answering("g4-04.a", Answer::Exempt);
    assert_eq!(progress(&claimed), (13, 0, 0));
}

#[test]
fn a_part_may_equal_its_whole_and_not_exceed_it() {
    let members = fact("members");
    let of =
        |employees, members: u64| union(Category::Private, &[("employees", employees), ("members", members)]).facts;
    assert_eq!(contradiction(members, &of(80, 80)), None);
    assert_eq!(contradiction(members, &of(80, 81)), Some((fact("employees"), 80)));
    assert_eq!(contradiction(fact("employees"), &of(80, 81)), None, "the part is wrong, not the whole");
    assert_eq!(contradiction(members, &union(Category::Private, &[("members", 81)]).facts), None);
}

#[test]
fn a_percentage_stands_for_its_counts_once_every_rate_that_uses_them_has_one() {
    let given = Some(Superfluous::PercentGiven);
    let one = union(Category::Private, &[]).giving("satisfaction_work", "92.5");
    assert_eq!(one.superfluous("satisfied_with_work"), given);
    assert_eq!(one.superfluous("ballots"), None, "the other rate counts them too");
    assert_eq!(facts_progress(one.inputs()).asked, 13);
    let both = one.giving("satisfaction_chair", "95");
    assert_eq!(both.superfluous("ballots"), given);
    assert_eq!((facts_progress(both.inputs()).asked, facts_progress(both.inputs()).filled), (11, 0));
    // 医疗互助按人数分档: the size is asked for itself.
    let by_size = both.giving("mutual_aid", "80");
    assert_eq!((by_size.superfluous("mutual_aid_members"), by_size.superfluous("employees")), (given, None));
}

#[test]
fn a_measured_clause_waits_for_the_number_that_is_missing_and_not_for_one_that_is_there() {
    let waits = |union: &Union, key: &str| lacking(clause(key), union.inputs()).map(FactId::key);
    let named = clause("g3-03.b");
    let (of, per) = ("real_name_members", "members");
    assert_eq!(named.get().facts().map(FactId::key).collect::<Vec<_>>(), [of, per]);
    assert_eq!(waits(&union(Category::Private, &[]), "g3-03.b"), Some(of));
    assert_eq!(waits(&union(Category::Private, &[(of, 7)]), "g3-03.b"), Some(per));
    assert_eq!(waits(&union(Category::Private, &[(of, 7), (per, 8)]), "g3-03.b"), None);
    let given = union(Category::Private, &[]).giving("real_name", "90");
    assert_eq!(waits(&given, "g3-03.b"), None, "a percentage stands for both");
}

#[test]
fn a_percentage_has_at_most_two_decimals_and_is_at_most_a_hundred() {
    let hundredths = |text: &str| Percent::parse(text).map(Percent::hundredths);
    for (text, read) in [
        ("0", 0),
        ("7", 700),
        ("92", 9_200),
        ("92.5", 9_250),
        ("92.50", 9_250),
        ("92.05", 9_205),
        ("0.01", 1),
        ("100", 10_000),
        ("100.00", 10_000),
        ("007", 700),
    ] {
        assert_eq!(hundredths(text), Some(read), "{text}");
    }
    for text in ["", ".", "92.", ".5", "92.505", "100.01", "101", "0100", "-1", "+1", "9e1", "９２", "92,5", "999"] {
        assert_eq!(hundredths(text), None, "{text}");
    }
    assert_eq!(Percent::from_hundredths(10_000).map(Percent::hundredths), Some(10_000));
    assert_eq!(Percent::from_hundredths(10_001), None);
    for text in ["0", "7", "92.5", "92.05", "100", "0.01", "99.99"] {
        assert_eq!(Percent::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn a_rate_is_shown_rounded_down_and_compared_unrounded() {
    let ratio = |of, per| Ratio { of, per };
    assert_eq!(ratio(79_996, 100_000).hundredths(), 7_999, "79.996% never reads 80.00%");
    assert!(!ratio(79_996, 100_000).reaches(80) && ratio(80_000, 100_000).reaches(80));
    assert_eq!((ratio(1, 3).hundredths(), ratio(2, 3).hundredths()), (3_333, 6_666));
    assert_eq!((ratio(0, 7).hundredths(), ratio(7, 7).hundredths()), (0, 10_000));
    // 90% of 49 people is 44.1: 45 people.
    assert_eq!((ratio(0, 49).numerator_for(90), ratio(0, 50).numerator_for(90)), (45, 45));
    assert_eq!((ratio(0, 51).numerator_for(90), ratio(0, 7).numerator_for(100)), (46, 7));
}

#[test]
fn a_shortfall_is_told_in_people_at_the_present_number_of_all() {
    let real_name = |of| union(Category::Private, &[("members", 80), ("real_name_members", of)]).shortfall("g3-03.b");
    assert_eq!((real_name(0), real_name(63), real_name(64), real_name(80)), (Some(64), Some(1), Some(0), Some(0)));
    assert_eq!(union(Category::Private, &[("members", 80)]).shortfall("g3-03.b"), None);
    assert_eq!(union(Category::Private, &[]).giving("real_name", "79").shortfall("g3-03.b"), None, "per cent of what?");
    let studies = |times| union(Category::Township, &[("party_studies", times)]).shortfall("t3-03.b");
    assert_eq!((studies(0), studies(1), studies(2), studies(3)), (Some(2), Some(1), Some(0), Some(0)));
    assert_eq!(union(Category::Township, &[]).shortfall("t3-03.b"), None);
    // How many of the insured are missing depends on the band of the headcount: 90% of 49, 80% of 100, 70% of 101.
    let insured = |employees, of| {
        union(Category::Private, &[("employees", employees), ("mutual_aid_members", of)]).shortfall("g3-13.a")
    };
    assert_eq!((insured(49, 44), insured(100, 79), insured(101, 70)), (Some(1), Some(1), Some(1)));
    assert_eq!((insured(49, 45), insured(100, 80), insured(101, 71)), (Some(0), Some(0), Some(0)));
}

#[test]
fn a_judged_clause_has_no_arithmetic_and_a_measured_one_shows_its_numbers() {
    let union = union(Category::Private, &[("members", 80), ("real_name_members", 81)]);
    assert_eq!(measure(clause("g3-03.a"), union.inputs()), None);
    let shown = |key: &str| measure(clause(key), union.inputs()).unwrap();
    let Measure::Rate { value, at_least, .. } = shown("g3-03.b") else { panic!("a rate") };
    assert_eq!((value, at_least), (Value::Contradiction { of: 81, per: 80 }, Some(80)));
    let Measure::Rate { value, at_least, .. } = shown("g3-13.a") else { panic!("a rate") };
    assert_eq!((value, at_least), (Value::Missing { may_be_nothing: false }, None), "no headcount, no band");
}

#[test]
fn what_is_missing_of_a_rate_may_turn_out_to_be_nothing_only_while_its_whole_is_open() {
    let value = |counts: &[(&str, u64)]| {
        let union = union(Category::Soe, counts);
        match measure(clause("g5-03.a"), union.inputs()) {
            Some(Measure::Rate { value, .. }) => value,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(value(&[]), Value::Missing { may_be_nothing: true });
    assert_eq!(value(&[("subordinate_units_unionised", 1)]), Value::Missing { may_be_nothing: true });
    assert_eq!(value(&[("subordinate_units", 2)]), Value::Missing { may_be_nothing: false });
    assert_eq!(value(&[("subordinate_units", 0)]), Value::NothingToMeasure);
    let ratio = value(&[("subordinate_units", 2), ("subordinate_units_unionised", 2)]);
    assert_eq!(ratio, Value::Ratio(Ratio { of: 2, per: 2 }));
}

#[test]
fn the_people_that_a_row_lacks_are_added_up_and_the_first_number_named() {
    // 会员实名制率 lacks 4 of 64, 入会率 lacks 20 of 100: 24 people, beginning with the real names.
    let counts = [("employees", 125), ("members", 80), ("real_name_members", 60)];
    let row = union(Category::Private, &counts).answering("g3-03.a", Answer::Met);
    assert_eq!(row.effort("g3-03"), Effort::Counted(vec![(24, fact("real_name_members"))]));
    let judged = union(Category::Private, &counts).answering("g3-03.a", Answer::NotMet);
    assert_eq!(judged.effort("g3-03"), Effort::NotMet, "numbers alone do not do");
    let open = union(Category::Private, &[("employees", 80), ("members", 80)]);
    assert_eq!(open.effort("g3-03"), Effort::Open);
    let counted = union(Category::Township, &[("party_studies", 0)]).answering("t3-03.a", Answer::Met);
    assert_eq!(counted.effort("t3-03"), Effort::Counted(vec![(2, fact("party_studies"))]));
    let percent = union(Category::Private, &[("employees", 100), ("members", 80)])
        .answering("g3-03.a", Answer::Met)
        .giving("real_name", "79");
    assert_eq!(percent.effort("g3-03"), Effort::NotMet, "a percentage does not tell how many people");
}

#[test]
fn a_row_that_a_reviewer_rejects_lacks_nothing_that_can_be_counted() {
    let met = union(Category::Private, &[("employees", 100), ("members", 100), ("real_name_members", 100)])
        .answering("g3-03.a", Answer::Met);
    let rejected = met.rating().supposing(Annex::One, [(row("g3-03"), Outcome::NotMet)]);
    assert_eq!(effort(row("g3-03"), met.inputs(), &rejected), Effort::NotMet);
}

#[test]
fn what_lacks_in_different_units_is_told_by_unit_and_what_one_union_settles_once() {
    // 25人以上企业: 15 of 20 with a union, 70 of 100 workers in one; 80 per cent of each is asked.
    let counts = [
        ("firms_25plus", 20),
        ("firms_25plus_with_union", 15),
        ("firms_25plus_workers", 100),
        ("firms_25plus_members", 70),
        ("area_members", 10),
        ("area_real_name_members", 10),
    ];
    let said = ["t3-04.a", "t3-04.d", "t3-04.f"];
    let township =
        said.iter().fold(union(Category::Township, &counts), |so_far, key| so_far.answering(key, Answer::Met));
    assert_eq!(township.effort("t3-04"), Effort::NotMet, "numbers alone do not mend what is not filled in");
    let township = township.answering("t3-04.g", Answer::Met);
    let lacks = vec![(1, fact("firms_25plus_with_union")), (10, fact("firms_25plus_members"))];
    assert_eq!(township.effort("t3-04"), Effort::Counted(lacks), "1 家 and 10 人, never 11 of either");
    // Of ten secondary unions nine are at one star and nine at two: one that rises to two stars settles both.
    let counts = [
        ("subordinate_units", 1),
        ("subordinate_units_unionised", 1),
        ("secondary_unions", 10),
        ("secondary_unions_one_star", 9),
        ("secondary_unions_two_star", 9),
    ];
    let soe = union(Category::Soe, &counts);
    assert_eq!((soe.shortfall("g5-03.b"), soe.shortfall("g5-03.c")), (Some(1), Some(1)));
    assert_eq!(soe.effort("g5-03"), Effort::Counted(vec![(1, fact("secondary_unions_one_star"))]));
}

#[test]
fn the_least_effort_is_that_which_lacks_the_fewest_in_all() {
    let some = |counts: &[u64]| Effort::Counted(counts.iter().map(|count| (*count, fact("members"))).collect());
    let mut all = [Effort::Open, Effort::NotMet, some(&[7]), some(&[1, 5]), some(&[2])];
    all.sort();
    assert_eq!(all, [some(&[2]), some(&[1, 5]), some(&[7]), Effort::NotMet, Effort::Open]);
}
