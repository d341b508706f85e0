//! Does the engine agree with the rules? Each rule in the domain's words, both sides of every boundary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod keys;

use keys::{clause, fact, row};
use union_star::guideline::{
    Body, Category, ClauseId, FactId, Form, Profile, ProfileGap, RateId, RowId, Rule, Star, Table,
};
use union_star::rating::{
    Answer, Answers, Change, Demand, Facts, Inputs, MAX_COUNT, Outcome, Outcomes, Percent, Rates, Rating, RungState,
    changes, explain, rate,
};

struct Case {
    profile: Profile,
    facts: Facts,
    rates: Rates,
    answers: Answers,
}

fn profile(category: Category) -> Profile {
    let form = (category != Category::Township).then_some(Form::Single);
    let body = (category == Category::Public).then_some(Body::Institution);
    Profile::new(Some(category), form, body).unwrap()
}

impl Case {
    fn empty(profile: Profile) -> Self {
        Self { profile, facts: Facts::EMPTY, rates: Rates::EMPTY, answers: Answers::EMPTY }
    }

    /// Everything judged is met, every rate is 100%, every count ample.
    fn perfect(category: Category) -> Self {
        Self::perfect_as(profile(category))
    }

    fn perfect_as(profile: Profile) -> Self {
        let mut case = Self::empty(profile);
        for id in FactId::all() {
            case.facts.set(id, Some(100));
        }
        for id in ClauseId::all().filter(|id| id.get().in_scope(profile)) {
            if matches!(id.get().rule, Rule::Judged) {
                case.answers.set(id, Some(Answer::Met));
            }
        }
        case
    }

    fn inputs(&self) -> Inputs<'_> {
        Inputs { profile: self.profile, facts: &self.facts, rates: &self.rates, answers: &self.answers }
    }

    fn rate(&self) -> Rating {
        rate(self.inputs())
    }

    fn star(&self) -> (Star, Star) {
        let rating = self.rate();
        (rating.assured, rating.attainable)
    }

    fn with(mut self, key: &str, count: u64) -> Self {
        self.facts.set(fact(key), Some(count));
        self
    }

    fn without(mut self, key: &str) -> Self {
        self.facts.set(fact(key), None);
        self
    }

    fn percent(mut self, key: &str, percent: &str) -> Self {
        self.rates.set(RateId::from_key(key).unwrap(), Some(Percent::parse(percent).unwrap()));
        self
    }

    fn answer(mut self, key: &str, answer: Answer) -> Self {
        self.answers.set(clause(key), Some(answer));
        self
    }

    fn unanswered(mut self, key: &str) -> Self {
        self.answers.set(clause(key), None);
        self
    }

    /// Makes whole rows fail, through their first judged clause.
    fn failing(mut self, rows: impl IntoIterator<Item = RowId>) -> Self {
        for row in rows {
            let judged = row
                .get()
                .clauses()
                .find(|id| id.get().in_scope(self.profile) && matches!(id.get().rule, Rule::Judged))
                .unwrap_or_else(|| panic!("{} has no judged clause", row.key()));
            self.answers.set(judged, Some(Answer::NotMet));
        }
        self
    }

    fn row(&self, key: &str) -> Outcomes {
        self.rate().row(row(key))
    }
}

fn table(key: &str) -> &'static Table {
    Table::from_key(key).unwrap()
}

/// Rows of a table that have a judged clause in scope: those that a test can make fail.
fn judged_rows(key: &str, profile: Profile) -> Vec<RowId> {
    let judged =
        |row: &RowId| row.get().clauses().any(|id| id.get().in_scope(profile) && matches!(id.get().rule, Rule::Judged));
    table(key).rows().filter(judged).collect()
}

#[test]
fn a_union_that_meets_everything_has_five_stars_in_every_category() {
    for category in Category::ALL {
        assert_eq!(Case::perfect(category).star(), (Star::Five, Star::Five), "{category:?}");
    }
}

#[test]
fn an_empty_dossier_assures_nothing_and_rules_nothing_out() {
    for category in Category::ALL {
        assert_eq!(Case::empty(profile(category)).star(), (Star::None, Star::Five), "{category:?}");
    }
}

#[test]
fn one_basic_row_not_met_means_no_star_at_all() {
    let case = Case::perfect(Category::Private).failing([row("g1-05")]);
    assert_eq!(case.star(), (Star::None, Star::None));
}

#[test]
fn one_conformance_row_not_met_leaves_one_star() {
    let case = Case::perfect(Category::Soe).failing([row("g2-07")]);
    assert_eq!(case.star(), (Star::One, Star::One));
}

/// Rows that may be missing from a table before its star is lost: n − ⌈p·n/100⌉ (rules 三).
fn slack(category: Category) -> [(&'static str, usize, Star); 3] {
    let (three, four) = match category {
        Category::Public | Category::Township => (2, 1),
        _ => (3, 1),
    };
    if category == Category::Township {
        [("t3", three, Star::Two), ("t4", four, Star::Three), ("t5", 0, Star::Four)]
    } else {
        [("g3", three, Star::Two), ("g4", four, Star::Three), ("g5", 0, Star::Four)]
    }
}

#[test]
fn vitality_rows_may_be_missing_up_to_the_slack_and_not_one_more() {
    for category in Category::ALL {
        for (table, slack, fallen_to) in slack(category) {
            let rows = judged_rows(table, profile(category));
            let kept = Case::perfect(category).failing(rows.iter().copied().take(slack));
            assert_eq!(kept.star().0, Star::Five, "{category:?} {table}: {slack} missing");
            let fallen = Case::perfect(category).failing(rows.iter().copied().take(slack + 1));
            assert_eq!(fallen.star().0, fallen_to, "{category:?} {table}: {} missing", slack + 1);
        }
    }
}

#[test]
fn four_stars_need_one_row_of_innovation_and_three_stars_need_none() {
    let case = Case::perfect(Category::Private).failing(table("gi").rows());
    assert_eq!(case.star(), (Star::Three, Star::Three));
    let case = Case::perfect(Category::Private).failing(table("gi").rows().skip(1));
    assert_eq!(case.star(), (Star::Five, Star::Five));
}

#[test]
fn a_higher_star_needs_every_lower_one() {
    // Five-star rows all met, three-star rows below 80%: two stars.
    let rows = judged_rows("g3", profile(Category::Soe));
    let case = Case::perfect(Category::Soe).failing(rows.into_iter().take(4));
    assert_eq!(case.star(), (Star::Two, Star::Two));
}

#[test]
fn a_rate_counts_with_its_exact_fraction_the_threshold_included() {
    // 会员实名制率 ≥ 80%: 64 of 80 is exactly 80%, 63 of 80 is 78.75%.
    let base = || Case::perfect(Category::Private).with("employees", 86).with("members", 80);
    assert_eq!(base().with("real_name_members", 64).row("g3-03").definite(), Some(Outcome::Met));
    assert_eq!(base().with("real_name_members", 63).row("g3-03").definite(), Some(Outcome::NotMet));
    // 79.999…% is not 80%, however large the numbers.
    let large = || Case::perfect(Category::Private).with("employees", MAX_COUNT).with("members", MAX_COUNT);
    let eighty = MAX_COUNT * 80 / 100 + 1;
    assert_eq!(large().with("real_name_members", eighty).row("g3-03").definite(), Some(Outcome::Met));
    assert_eq!(large().with("real_name_members", eighty - 1).row("g3-03").definite(), Some(Outcome::NotMet));
}

#[test]
fn a_percentage_counts_only_where_the_counts_are_not_both_there() {
    let base = || Case::perfect(Category::Private).without("ballots");
    let percents = |work: &str| base().percent("satisfaction_work", work).percent("satisfaction_chair", "100");
    assert_eq!(percents("80").row("g3-07").definite(), Some(Outcome::Met));
    assert_eq!(percents("79.99").row("g3-07").definite(), Some(Outcome::NotMet));
    assert_eq!(percents("79.99").with("ballots", 100).row("g3-07").definite(), Some(Outcome::Met));
}

#[test]
fn more_than_the_whole_makes_the_rate_unknown() {
    let case = Case::perfect(Category::Private).with("satisfied_with_chair", 101);
    assert_eq!(case.row("g3-07").definite(), None);
    let case = case.percent("satisfaction_chair", "99");
    assert_eq!(case.row("g3-07").definite(), None, "the counts are both there: the percentage does not count");
}

#[test]
fn a_denominator_of_zero_decides_before_a_percentage() {
    let none = Case::perfect(Category::Soe)
        .with("subordinate_units", 0)
        .with("secondary_unions", 0)
        .percent("subordinate_unionised", "12")
        .percent("secondary_one_star", "12");
    assert_eq!(none.row("g5-03").definite(), Some(Outcome::NotApplicable));
    let no_members = Case::perfect(Category::Soe).with("members", 0).percent("real_name", "100");
    assert_eq!(no_members.row("g3-03").definite(), Some(Outcome::NotMet), "入会率 0%");
    let no_ballots = Case::perfect(Category::Soe).with("ballots", 0).percent("satisfaction_work", "100");
    assert_eq!(no_ballots.row("g3-07").definite(), None, "no ballots: unknown");
}

#[test]
fn mutual_aid_bands_start_where_the_guideline_says() {
    // 不足50人 90%, 50至100人 80%, 超过100人 70%.
    let met = |employees: u64, insured: u64| {
        Case::perfect(Category::Private)
            .with("employees", employees)
            .with("mutual_aid_members", insured)
            .row("g3-13")
            .definite()
            == Some(Outcome::Met)
    };
    assert!(met(49, 45) && !met(49, 44), "49: 90% is 44.1");
    assert!(met(50, 40) && !met(50, 39), "50: 80%");
    assert!(met(100, 80) && !met(100, 79), "100: 80%");
    assert!(met(101, 71) && !met(101, 70), "101: 70% is 70.7");
    let regional = |employees: u64, insured: u64| {
        Case::perfect(Category::Regional)
            .with("employees", employees)
            .with("mutual_aid_members", insured)
            .row("g3-13")
            .definite()
            == Some(Outcome::Met)
    };
    assert!(regional(49, 40) && !regional(49, 39), "区域: 80% up to 100");
    assert!(regional(100, 80) && !regional(100, 79));
    assert!(regional(101, 71) && !regional(101, 70));
}

#[test]
fn a_percentage_above_every_band_decides_without_the_size() {
    let base = || Case::perfect(Category::Private).without("employees").without("mutual_aid_members");
    assert_eq!(base().percent("mutual_aid", "90").row("g3-13").definite(), Some(Outcome::Met));
    assert_eq!(base().percent("mutual_aid", "89.99").row("g3-13").definite(), None);
    assert_eq!(base().percent("mutual_aid", "69.99").row("g3-13").definite(), Some(Outcome::NotMet));
}

#[test]
fn ten_women_members_need_a_womens_committee_nine_do_not() {
    let base = || Case::perfect(Category::Private).answer("g1-01.b", Answer::NotMet);
    assert_eq!(base().with("women_members", 10).row("g1-01").definite(), Some(Outcome::NotMet));
    assert_eq!(base().with("women_members", 9).row("g1-01").definite(), Some(Outcome::Met));
    assert_eq!(base().without("women_members").row("g1-01").definite(), None);
    let met = Case::perfect(Category::Private).without("women_members");
    assert_eq!(met.row("g1-01").definite(), Some(Outcome::Met), "met or not applicable: the row is met");
}

#[test]
fn party_studies_are_counted_and_may_be_claimed_away() {
    let base = || Case::perfect(Category::Soe);
    assert_eq!(base().with("party_studies", 1).row("g4-04").definite(), Some(Outcome::Met));
    assert_eq!(base().with("party_studies", 0).row("g4-04").definite(), Some(Outcome::NotMet));
    let claimed = base().with("party_studies", 0).answer("g4-04.a", Answer::Exempt);
    assert_eq!(claimed.row("g4-04").definite(), Some(Outcome::Met));
    // 附件2: 不少于2次.
    let town = |times| Case::perfect(Category::Township).with("party_studies", times).row("t3-03").definite();
    assert_eq!(town(2), Some(Outcome::Met));
    assert_eq!(town(1), Some(Outcome::NotMet));
}

#[test]
fn an_answer_on_a_measured_clause_says_nothing() {
    let case = Case::perfect(Category::Private).with("real_name_members", 10).answer("g3-03.b", Answer::Met);
    assert_eq!(case.row("g3-03").definite(), Some(Outcome::NotMet));
}

#[test]
fn only_a_stated_exemption_can_be_claimed() {
    let case = Case::perfect(Category::Private).answer("g1-05.a", Answer::Exempt);
    assert_eq!(case.row("g1-05").definite(), None, "a claim that is not allowed says nothing");
    let case = Case::perfect(Category::Private).answer("g1-03.b", Answer::Exempt);
    assert_eq!(case.row("g1-03").definite(), Some(Outcome::Met));
}

#[test]
fn a_row_whose_clauses_are_all_claimed_away_leaves_both_counts() {
    let mut case = Case::perfect(Category::Private);
    for key in ["g4-04.a", "g4-04.b", "g4-04.c"] {
        case = case.answer(key, Answer::Exempt);
    }
    assert_eq!(case.row("g4-04").definite(), Some(Outcome::NotApplicable));
    let tally = case.rate().tally(table("g4"));
    assert_eq!((tally.met, tally.applicable()), (12, 12));
}

#[test]
fn a_federation_is_not_asked_for_members_satisfaction() {
    let federation = Profile::new(Some(Category::Private), Some(Form::Federation), None).unwrap();
    let case = Case::perfect_as(federation);
    for key in ["g3-07", "g4-09", "g5-09"] {
        assert_eq!(case.row(key).definite(), Some(Outcome::NotApplicable), "{key}");
    }
    let joint = Profile::new(Some(Category::Private), Some(Form::Joint), None).unwrap();
    assert_eq!(Case::perfect_as(joint).row("g3-07").definite(), Some(Outcome::Met));
}

#[test]
fn organs_and_institutions_answer_different_clauses() {
    let organ = Profile::new(Some(Category::Public), Some(Form::Single), Some(Body::Organ)).unwrap();
    let institution = Profile::new(Some(Category::Public), Some(Form::Single), Some(Body::Institution)).unwrap();
    assert!(clause("g3-06.c").get().in_scope(organ) && !clause("g3-06.a").get().in_scope(organ));
    assert!(clause("g3-06.a").get().in_scope(institution) && !clause("g3-06.c").get().in_scope(institution));
    assert!(!clause("g5-08.g").get().in_scope(organ) && clause("g5-08.g").get().in_scope(institution));
}

#[test]
fn an_incomplete_profile_says_what_is_missing() {
    assert_eq!(Profile::new(None, None, None), Err(vec![ProfileGap::Category]));
    assert_eq!(Profile::new(Some(Category::Soe), None, None), Err(vec![ProfileGap::Form]));
    assert_eq!(Profile::new(Some(Category::Public), None, None), Err(vec![ProfileGap::Form, ProfileGap::Body]));
    assert!(Profile::new(Some(Category::Township), None, None).is_ok());
}

#[test]
fn rows_of_the_other_annex_and_of_other_categories_do_not_apply() {
    let case = Case::perfect(Category::Platform);
    assert_eq!(case.row("g4-11").definite(), Some(Outcome::NotApplicable), "the cell is empty for 新业态");
    assert_eq!(case.row("t1-01").definite(), Some(Outcome::NotApplicable));
    assert_eq!(Case::perfect(Category::Regional).row("g4-12").definite(), Some(Outcome::NotApplicable));
}

#[test]
fn the_explanation_shows_the_arithmetic_and_the_rows_that_decide() {
    let missing = [row("g3-08"), row("g3-12"), row("g3-15"), row("g3-16")];
    let case = Case::perfect(Category::Private).failing(missing).unanswered("g4-02.a");
    let rating = case.rate();
    let rungs = explain(case.profile.annex(), &rating);
    let three = &rungs[2];
    assert_eq!(three.rule.star, Star::Three);
    assert_eq!(three.state, RungState::OutOfReach);
    let condition = &three.conditions[0];
    assert_eq!((condition.tally.met, condition.tally.applicable(), condition.required), (12, 16, 13));
    assert_eq!(condition.missing, 1);
    assert_eq!(condition.deciding, missing);
    assert_eq!(rating.missing_for(Star::Three, case.profile.annex()), 1);
    let four = &rungs[3].conditions[0];
    assert_eq!((four.state, four.tally.open), (RungState::Assured, 1), "12 of 13 are enough");
    assert!(four.deciding.is_empty());
    assert!(rungs[..2].iter().all(|rung| rung.state == RungState::Assured));
}

#[test]
fn each_star_asks_for_what_the_guideline_says_and_for_nothing_more() {
    let asked = |category: Category| {
        let case = Case::empty(profile(category));
        explain(case.profile.annex(), &case.rate())
            .iter()
            .map(|rung| rung.conditions.iter().map(|one| (one.table.key(), one.demand)).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    let one_of_annex = |basic, conformance, three, four, five, innovation| {
        vec![
            vec![(basic, Demand::All)],
            vec![(conformance, Demand::All)],
            vec![(three, Demand::Percent(80))],
            vec![(four, Demand::Percent(90)), (innovation, Demand::AtLeast(1))],
            vec![(five, Demand::Percent(95)), (innovation, Demand::AtLeast(1))],
        ]
    };
    assert_eq!(asked(Category::Private), one_of_annex("g1", "g2", "g3", "g4", "g5", "gi"));
    assert_eq!(asked(Category::Township), one_of_annex("t1", "t2", "t3", "t4", "t5", "ti"));
}

#[test]
fn a_condition_holds_can_still_hold_or_cannot() {
    // 80% of 16 rows are 13.
    let three = |not_met: usize, open: usize| {
        let mut case = Case::perfect(Category::Private);
        let rows = judged_rows("g3", case.profile);
        case = case.failing(rows.iter().copied().take(not_met));
        for row in rows.iter().skip(not_met).take(open) {
            for clause in row.get().clauses() {
                case.answers.set(clause, None);
            }
        }
        let condition = explain(case.profile.annex(), &case.rate())[2].conditions[0].clone();
        assert_eq!((condition.required, condition.required_at_worst), (13, 13));
        assert_eq!(condition.deciding.is_empty(), condition.state == RungState::Assured);
        (condition.state, condition.missing, condition.slack, condition.tally.met, condition.tally.open)
    };
    assert_eq!(three(0, 0), (RungState::Assured, 0, 3, 16, 0));
    assert_eq!(three(3, 0), (RungState::Assured, 0, 0, 13, 0));
    assert_eq!(three(1, 2), (RungState::Assured, 0, 0, 13, 2), "whatever the open rows turn out to be");
    assert_eq!(three(4, 0), (RungState::OutOfReach, 1, 0, 12, 0));
    assert_eq!(three(3, 1), (RungState::Attainable, 1, 0, 12, 1), "13 rows if the open one is met");
    assert_eq!(three(4, 1), (RungState::OutOfReach, 2, 0, 11, 1), "12 rows at the best");
    assert_eq!(three(0, 9), (RungState::Attainable, 6, 0, 7, 9));
}

#[test]
fn the_rows_that_differ_are_listed_with_what_they_were_and_are() {
    let before = Case::perfect(Category::Private).failing([row("g2-07")]).unanswered("g3-08.a");
    let after = Case::perfect(Category::Private).failing([row("g3-08")]);
    let change = |key, from, to| Change { row: row(key), from, to };
    assert_eq!(
        changes(before.profile.annex(), &before.rate(), &after.rate()),
        [change("g2-07", Some(Outcome::NotMet), Some(Outcome::Met)), change("g3-08", None, Some(Outcome::NotMet)),]
    );
    assert_eq!(changes(before.profile.annex(), &before.rate(), &before.rate()), []);
}

#[test]
fn what_is_missing_counts_lower_stars_too() {
    let case = Case::perfect(Category::Private).failing([row("g1-05"), row("g2-07")]).failing(table("gi").rows());
    let annex = case.profile.annex();
    let rating = case.rate();
    assert_eq!(rating.missing_for(Star::One, annex), 1);
    assert_eq!(rating.missing_for(Star::Two, annex), 2);
    assert_eq!(rating.missing_for(Star::Three, annex), 2);
    assert_eq!(rating.missing_for(Star::Four, annex), 3, "one row of innovation");
    assert_eq!(rating.missing_for(Star::Five, annex), 3, "the same row serves five stars");
}

#[test]
fn the_union_of_the_pictures_has_two_stars_assured_and_four_attainable() {
    let dossier = union_star::dossier::sample(Category::Private, "x".to_owned(), 2026);
    let rating = dossier.rating().unwrap();
    let profile = dossier.profile().unwrap();
    let annex = profile.annex();
    assert_eq!((rating.assured, rating.attainable), (Star::Two, Star::Four));
    assert_eq!(rating.progress(profile), (41, 58));
    assert_eq!(rating.missing_for(Star::Three, annex), 2);
    let tally = rating.tally(table("g3"));
    assert_eq!((tally.met, tally.not_met, tally.open), (11, 2, 3));
    let tally = rating.tally(table("g4"));
    assert_eq!((tally.met, tally.not_met, tally.open, tally.not_applicable), (7, 1, 4, 1));
    let tally = rating.tally(table("g5"));
    assert_eq!((tally.met, tally.not_met, tally.open, tally.not_applicable), (2, 3, 7, 1));
}

#[test]
fn a_change_is_for_the_better_from_not_met_over_open_and_not_applicable_to_met() {
    let ranks = [Some(Outcome::NotMet), None, Some(Outcome::NotApplicable), Some(Outcome::Met)];
    for (at, from) in ranks.into_iter().enumerate() {
        for (other, to) in ranks.into_iter().enumerate() {
            assert_eq!(Change { row: row("g1-05"), from, to }.is_gain(), other > at, "{from:?} → {to:?}");
        }
    }
}

#[test]
fn the_keys_of_files_name_one_answer_and_one_outcome_each() {
    assert_eq!(["met", "not_met", "exempt"].map(Answer::from_key), Answer::ALL.map(Some));
    assert_eq!(["met", "not_met", "not_applicable"].map(Outcome::from_key), Outcome::ALL.map(Some));
    assert_eq!((Answer::from_key("not_applicable"), Outcome::from_key("exempt")), (None, None));
    assert_eq!(Answer::ALL.map(Answer::key), ["met", "not_met", "exempt"]);
    assert_eq!(Outcome::ALL.map(Outcome::key), ["met", "not_met", "not_applicable"]);
}

/// Rules 四.2 and 四.3, over every pair of what two clauses may turn out to be.
#[test]
fn a_row_of_two_parts_may_be_exactly_what_their_completions_make_of_it() {
    let all = || {
        (1..8_u8).map(|set| {
            let member = |bit: u8, outcome: Outcome| (set & bit != 0).then_some(outcome);
            [member(1, Outcome::Met), member(2, Outcome::NotMet), member(4, Outcome::NotApplicable)]
        })
    };
    let outcomes =
        |set: [Option<Outcome>; 3]| set.into_iter().flatten().map(Outcomes::from).reduce(Outcomes::or).unwrap();
    for one in all() {
        for other in all() {
            let folded = outcomes(one).and(outcomes(other));
            let mut possible = Vec::new();
            for a in one.into_iter().flatten() {
                for b in other.into_iter().flatten() {
                    possible.push(match (a, b) {
                        (Outcome::NotMet, _) | (_, Outcome::NotMet) => Outcome::NotMet,
                        (Outcome::NotApplicable, Outcome::NotApplicable) => Outcome::NotApplicable,
                        _ => Outcome::Met,
                    });
                }
            }
            for outcome in Outcome::ALL {
                assert_eq!(folded.may_be(outcome), possible.contains(&outcome), "{one:?} and {other:?}: {outcome:?}");
            }
            let ranked = [Outcome::NotMet, Outcome::NotApplicable, Outcome::Met];
            let worst = ranked.into_iter().find(|outcome| possible.contains(outcome)).unwrap();
            let best = ranked.into_iter().rev().find(|outcome| possible.contains(outcome)).unwrap();
            assert_eq!((folded.worst(), folded.best()), (worst, best), "{one:?} and {other:?}");
            assert_eq!(folded.definite(), (worst == best).then_some(worst), "{one:?} and {other:?}");
        }
    }
}

#[test]
fn an_outcome_set_names_what_it_holds() {
    assert_eq!(format!("{:?}", Outcomes::OPEN.or(Outcomes::NOT_APPLICABLE)), "{Met, NotMet, NotApplicable}");
    assert_eq!(format!("{:?}", Outcomes::OPEN), "{Met, NotMet}");
    assert_eq!(format!("{:?}", Outcomes::NOT_APPLICABLE), "{NotApplicable}");
}
