//! What must hold for every dossier, tried on random ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use proptest::prelude::*;
use proptest::sample::Index;
use union_star::dossier::{
    Action, Dossier, Entry, Evidence, HeldHonour, Opinion, PlanItem, Review, ReviewLevel, Value, decode, encode, sample,
};
use union_star::guideline::{
    Body, Category, ClauseId, FactId, Form, HONOURS, Profile, RateId, RowId, Rule, Star, Table,
};
use union_star::rating::{Answer, Answers, Facts, Inputs, Outcome, Percent, Rates, Rating, rate};

fn profiles() -> impl Strategy<Value = Profile> {
    (
        prop::sample::select(Category::ALL.to_vec()),
        prop::sample::select(Form::ALL.to_vec()),
        prop::sample::select(Body::ALL.to_vec()),
    )
        .prop_map(|(category, form, body)| Profile::new(Some(category), Some(form), Some(body)).unwrap())
}

/// Mostly met, so that all stars occur.
fn answers() -> impl Strategy<Value = Vec<Option<Answer>>> {
    let answer = prop_oneof![
        30 => Just(Some(Answer::Met)),
        1 => Just(Some(Answer::NotMet)),
        2 => Just(Some(Answer::Exempt)),
        1 => Just(None),
    ];
    prop::collection::vec(answer, ClauseId::COUNT)
}

fn facts() -> impl Strategy<Value = Vec<Option<u64>>> {
    let fact = prop_oneof![20 => (90_u64..=100).prop_map(Some), 2 => (0_u64..=100).prop_map(Some), 1 => Just(None)];
    prop::collection::vec(fact, FactId::COUNT)
}

#[derive(Clone, Debug)]
struct Case {
    profile: Profile,
    facts: Facts,
    answers: Answers,
}

impl Case {
    fn rate(&self) -> Rating {
        rate(self.inputs())
    }

    fn inputs(&self) -> Inputs<'_> {
        Inputs { profile: self.profile, facts: &self.facts, rates: &Rates::EMPTY, answers: &self.answers }
    }

    fn in_scope(&self) -> Vec<ClauseId> {
        ClauseId::all().filter(|clause| clause.get().in_scope(self.profile)).collect()
    }
}

fn cases() -> impl Strategy<Value = Case> {
    (profiles(), facts(), answers()).prop_map(|(profile, numbers, said)| {
        let mut case = Case { profile, facts: Facts::EMPTY, answers: Answers::EMPTY };
        for (fact, number) in FactId::all().zip(numbers) {
            case.facts.set(fact, number);
        }
        for (clause, answer) in ClauseId::all().zip(said) {
            case.answers.set(clause, answer);
        }
        case
    })
}

/// Every way to complete the open judged clauses of a case whose numbers are all known.
fn completions(case: &Case, open: &[ClauseId]) -> Vec<Case> {
    let mut all = vec![case.clone()];
    for clause in open {
        let mut answers = vec![Answer::Met, Answer::NotMet];
        if clause.get().exempt_if.is_some() {
            answers.push(Answer::Exempt);
        }
        all = all
            .into_iter()
            .flat_map(|case| {
                answers.iter().map(move |answer| {
                    let mut case = case.clone();
                    case.answers.set(*clause, Some(*answer));
                    case
                })
            })
            .collect();
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn assured_is_never_above_attainable(case in cases()) {
        let rating = case.rate();
        prop_assert!(rating.assured <= rating.attainable);
    }

    #[test]
    fn an_improvement_never_lowers_a_star(case in cases(), at in any::<Index>()) {
        let before = case.rate();
        let judged: Vec<_> = case.in_scope().into_iter().filter(|clause| matches!(clause.get().rule, Rule::Judged)).collect();
        let clause = *at.get(&judged);
        prop_assume!(case.answers.get(clause) != Some(Answer::Exempt));
        let mut better = case.clone();
        better.answers.set(clause, Some(Answer::Met));
        let after = better.rate();
        prop_assert!(after.assured >= before.assured);
        // Attainable can only fall where nothing was said and 不适用 could still be claimed, never below assured.
        if case.answers.get(clause).is_some() {
            prop_assert!(after.attainable >= before.attainable);
        }
    }

    #[test]
    fn an_answer_only_narrows_the_interval(case in cases(), at in any::<Index>(), met in any::<bool>()) {
        let open: Vec<_> = case.in_scope().into_iter()
            .filter(|clause| case.answers.get(*clause).is_none() && matches!(clause.get().rule, Rule::Judged)).collect();
        prop_assume!(!open.is_empty());
        let before = case.rate();
        let mut narrower = case.clone();
        narrower.answers.set(*at.get(&open), Some(if met { Answer::Met } else { Answer::NotMet }));
        let after = narrower.rate();
        prop_assert!(after.assured >= before.assured && after.attainable <= before.attainable);
    }

    #[test]
    fn the_interval_equals_brute_force_over_small_open_sets(case in cases(), picks in prop::collection::vec(any::<Index>(), 1..8)) {
        let mut case = case;
        // Known numbers without contradiction and answers everywhere, then a few judged clauses opened again.
        for fact in FactId::all() {
            let known = case.facts.get(fact).unwrap_or(95).max(1);
            case.facts.set(fact, Some(known));
        }
        for _ in 0..3 {
            for fact in FactId::all() {
                if let Some(whole) = fact.get().part_of {
                    case.facts.set(fact, case.facts.get(fact).min(case.facts.get(whole)));
                }
            }
        }
        let in_scope = case.in_scope();
        for clause in &in_scope {
            let allowed = case.answers.get(*clause) != Some(Answer::Exempt) || clause.get().exempt_if.is_some();
            if case.answers.get(*clause).is_none() || !allowed {
                case.answers.set(*clause, Some(Answer::Met));
            }
        }
        let judged: Vec<_> = in_scope.into_iter().filter(|clause| matches!(clause.get().rule, Rule::Judged)).collect();
        let mut open: Vec<ClauseId> = picks.iter().map(|pick| *pick.get(&judged)).collect();
        open.sort_unstable();
        open.dedup();
        for clause in &open {
            case.answers.set(*clause, None);
        }
        let stars: Vec<Star> = completions(&case, &open).iter().map(|complete| {
            let rating = complete.rate();
            assert_eq!(rating.assured, rating.attainable, "a complete dossier has one star");
            rating.assured
        }).collect();
        let rating = case.rate();
        prop_assert_eq!(Some(rating.assured), stars.iter().min().copied());
        prop_assert_eq!(Some(rating.attainable), stars.iter().max().copied());
    }

    #[test]
    fn rows_that_are_missing_for_a_star_bring_it_when_they_are_met(case in cases()) {
        let rating = case.rate();
        let annex = case.profile.annex();
        if let Some(next) = rating.assured.next() {
            prop_assert!(rating.missing_for(next, annex) > 0, "a star that lacks no row would be assured");
        }
        for star in Star::ALL.into_iter().filter(|star| *star <= rating.assured) {
            prop_assert_eq!(rating.missing_for(star, annex), 0);
        }
    }

    #[test]
    fn rejecting_a_row_never_raises_a_star(case in cases(), at in any::<Index>()) {
        let rows: Vec<RowId> = Table::of_annex(case.profile.annex()).flat_map(Table::rows)
            .filter(|row| case.rate().row(*row).definite() == Some(Outcome::Met)).collect();
        prop_assume!(!rows.is_empty());
        let row = *at.get(&rows);
        let judged = row.get().clauses().find(|clause| clause.get().in_scope(case.profile) && matches!(clause.get().rule, Rule::Judged));
        prop_assume!(judged.is_some());
        let mut worse = case.clone();
        worse.answers.set(judged.unwrap(), Some(Answer::NotMet));
        prop_assert!(worse.rate().assured <= case.rate().assured);
    }

    #[test]
    fn a_file_gives_back_what_it_was_given(case in cases(), note in "\\PC{0,40}", category in prop::sample::select(Category::ALL.to_vec())) {
        let mut dossier: Dossier = sample(category, "x".to_owned(), 2026);
        dossier.facts = case.facts;
        dossier.answers = case.answers;
        dossier.union.name = note;
        let text = serde_json::to_string(&encode(&dossier)).unwrap();
        prop_assert_eq!(decode(&serde_json::from_str(&text).unwrap()).unwrap(), dossier);
    }

    #[test]
    fn the_order_of_answers_in_a_file_changes_nothing(case in cases(), seed in any::<u64>()) {
        let mut dossier = sample(Category::Private, "x".to_owned(), 2026);
        dossier.answers = case.answers;
        let Value::Object(mut fields) = encode(&dossier) else { unreachable!() };
        for (key, value) in &mut fields {
            if let (true, Value::Object(answers)) = (key == "answers", value) {
                let length = answers.len().max(1);
                answers.rotate_left(usize::try_from(seed % length as u64).unwrap());
                answers.reverse();
            }
        }
        fields.reverse();
        prop_assert_eq!(decode(&Value::Object(fields)).unwrap().rating(), dossier.rating());
    }
}

/// The lowest and the highest star over every way to complete the open clauses.
fn brute_force(case: &mut Case, open: &[ClauseId], range: &mut (Star, Star)) {
    let Some((clause, rest)) = open.split_first() else {
        let rating = case.rate();
        assert_eq!(rating.assured, rating.attainable, "a complete dossier has one star");
        *range = (range.0.min(rating.assured), range.1.max(rating.assured));
        return;
    };
    let exempt = clause.get().exempt_if.map(|_| Answer::Exempt);
    for answer in [Some(Answer::Met), Some(Answer::NotMet), exempt].into_iter().flatten() {
        case.answers.set(*clause, Some(answer));
        brute_force(case, rest, range);
    }
    case.answers.set(*clause, None);
}

/// Any change that the page can make.
fn actions() -> impl Strategy<Value = Action> {
    let rows = || any::<Index>().prop_map(|at| *at.get(&RowId::all().collect::<Vec<_>>()));
    let words = || "[a-c〇甲\u{202e}\"\\\\]{0,6}";
    let years = || 2000_u16..=2099;
    let facts = any::<Index>().prop_map(|at| *at.get(&FactId::all().collect::<Vec<_>>()));
    let rates = any::<Index>().prop_map(|at| *at.get(&RateId::all().collect::<Vec<_>>()));
    let clauses = any::<Index>().prop_map(|at| *at.get(&ClauseId::all().collect::<Vec<_>>()));
    let answers = prop::option::of(prop::sample::select(Answer::ALL.to_vec()));
    let evidence =
        (words(), words(), words()).prop_map(|(name, date, place)| Evidence { name, date, place, unknown: Vec::new() });
    let item = (words(), words(), words()).prop_map(|(measure, owner, due)| PlanItem { measure, owner, due });
    let honours = prop::collection::vec((0..HONOURS.len(), years()), 0..3)
        .prop_map(|held| held.into_iter().map(|(at, year)| HeldHonour::new(&HONOURS[at], year)).collect());
    let opinion = (rows(), any::<bool>(), words(), prop::option::of(prop::sample::select(Outcome::ALL.to_vec())));
    let review = (prop::sample::select(ReviewLevel::ALL.to_vec()), words(), prop::collection::vec(opinion, 0..3))
        .prop_map(|(level, body, opinions)| {
            let mut review = Review::new(level);
            review.body = body;
            for (row, accepted, reason, seen) in opinions {
                review.rows.insert(row, Opinion { accepted, reason, seen });
            }
            review
        });
    let union = (
        words(),
        prop::option::of(prop::sample::select(Category::ALL.to_vec())),
        prop::option::of(prop::sample::select(Form::ALL.to_vec())),
        prop::option::of(prop::sample::select(Body::ALL.to_vec())),
    )
        .prop_map(|(name, category, form, body)| {
            let mut union = union_star::dossier::Union { name, category, form, body, higher: String::new() };
            // What the category does not ask for goes into no file.
            (union.form, union.body) = union.asked();
            union
        });
    let count = prop_oneof![Just(Entry::Empty), (0_u64..200).prop_map(Entry::Value), "约[0-9]".prop_map(Entry::Typed)];
    let percent = prop_oneof![
        Just(Entry::Empty),
        (0_u16..=10_000).prop_map(|at| Entry::Value(Percent::from_hundredths(at).unwrap())),
        "约[0-9]".prop_map(Entry::Typed)
    ];
    prop_oneof![
        union.prop_map(Action::SetUnion),
        years().prop_map(Action::SetYear),
        words().prop_map(Action::SetAsOf),
        (facts, count).prop_map(|(fact, entry)| Action::SetFact(fact, entry)),
        (rates, percent).prop_map(|(rate, entry)| Action::SetRate(rate, entry)),
        (clauses, answers).prop_map(|(clause, answer)| Action::SetAnswer(clause, answer)),
        (rows(), words()).prop_map(|(row, note)| Action::SetNote(row, note)),
        (rows(), prop::collection::vec(evidence, 0..3)).prop_map(|(row, evidence)| Action::SetEvidence(row, evidence)),
        honours.prop_map(Action::SetHonours),
        (rows(), prop::option::of(item)).prop_map(|(row, item)| Action::SetPlan(row, item)),
        prop::collection::vec(review, 0..3).prop_map(Action::SetReviews),
    ]
}

fn bytes(dossier: &Dossier) -> String {
    serde_json::to_string(&encode(dossier)).unwrap()
}

/// Puts a key that this version does not know into every object of a file; how many.
fn with_unknown(value: &mut Value, depth: usize) -> usize {
    match value {
        Value::Object(fields) => {
            let within: usize = fields.iter_mut().map(|(_, value)| with_unknown(value, depth + 1)).sum();
            fields.push((
                format!("later-{depth}").into(),
                Value::Array(vec![Value::Null, Value::Number(1.5), Value::from("新")]),
            ));
            within + 1
        }
        Value::Array(items) => items.iter_mut().map(|value| with_unknown(value, depth + 1)).sum(),
        _ => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_interval_equals_brute_force_over_twelve_open_clauses(case in cases(), picks in prop::collection::vec(any::<Index>(), 60)) {
        let mut case = case;
        for fact in FactId::all() {
            case.facts.set(fact, Some(case.facts.get(fact).unwrap_or(95).clamp(90, 100)));
        }
        for fact in FactId::all() {
            if let Some(whole) = fact.get().part_of {
                case.facts.set(whole, Some(100));
            }
        }
        let in_scope = case.in_scope();
        for clause in &in_scope {
            if case.answers.get(*clause).is_none_or(|answer| answer == Answer::Exempt && clause.get().exempt_if.is_none()) {
                case.answers.set(*clause, Some(Answer::Met));
            }
        }
        let judged: Vec<_> = in_scope.into_iter().filter(|clause| matches!(clause.get().rule, Rule::Judged)).collect();
        let mut open: Vec<ClauseId> = Vec::new();
        for clause in picks.iter().map(|pick| *pick.get(&judged)) {
            if open.len() < 12 && !open.contains(&clause) {
                open.push(clause);
                case.answers.set(clause, None);
            }
        }
        prop_assert_eq!(open.len(), 12);
        let rating = case.rate();
        let mut range = (Star::Five, Star::None);
        brute_force(&mut case, &open, &mut range);
        prop_assert_eq!((rating.assured, rating.attainable), range);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_and_redo_walk_back_and_forth_to_the_same_bytes(
        category in prop::sample::select(Category::ALL.to_vec()),
        walk in prop::collection::vec(prop_oneof![3 => actions().prop_map(Some), 1 => Just(None)], 1..120),
        turns in prop::collection::vec(any::<bool>(), 0..200),
    ) {
        let mut dossier = sample(category, "x".to_owned(), 2026);
        // The bytes before each step, and the actions that take the steps back and forth.
        let mut states = vec![bytes(&dossier)];
        let (mut undo, mut redo): (Vec<Action>, Vec<Action>) = (Vec::new(), Vec::new());
        for step in walk {
            match step {
                Some(action) => {
                    if let Some(inverse) = action.apply(&mut dossier) {
                        states.truncate(undo.len() + 1);
                        undo.push(inverse);
                        redo.clear();
                        states.push(bytes(&dossier));
                    }
                }
                None => {
                    if let Some(inverse) = undo.pop().and_then(|action| action.apply(&mut dossier)) {
                        redo.push(inverse);
                    }
                }
            }
            prop_assert_eq!(&bytes(&dossier), &states[undo.len()]);
        }
        for forth in turns {
            let (from, to) = if forth { (&mut redo, &mut undo) } else { (&mut undo, &mut redo) };
            if let Some(action) = from.pop() {
                to.push(action.apply(&mut dossier).expect("a step that did something can be taken back"));
            }
            prop_assert_eq!(&bytes(&dossier), &states[undo.len()]);
        }
        while let Some(action) = undo.pop() {
            action.apply(&mut dossier);
        }
        prop_assert_eq!(&bytes(&dossier), &states[0]);
    }

    #[test]
    fn a_file_gives_back_a_whole_record_and_every_key_that_it_does_not_know(
        category in prop::sample::select(Category::ALL.to_vec()),
        steps in prop::collection::vec(actions(), 0..60),
        next_year in any::<bool>(),
    ) {
        let mut dossier = sample(category, "x".to_owned(), 2026);
        if next_year {
            dossier = dossier.carry_over("y".to_owned());
        }
        for action in steps {
            action.apply(&mut dossier);
        }
        let written = encode(&dossier);
        let read = decode(&serde_json::from_str(&bytes(&dossier)).unwrap()).unwrap();
        prop_assert_eq!(&encode(&read), &written);
        prop_assert_eq!(read, dossier.clone());

        let mut later = written;
        let unknown = with_unknown(&mut later, 0);
        prop_assert!(unknown >= 8);
        let kept = bytes(&decode(&later).unwrap());
        prop_assert_eq!(kept.matches("later-").count(), unknown);
    }
}
