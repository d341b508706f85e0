//! The small rule groups, tried in every combination against the independent rating.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod independent;

use independent::bridge::value;
use independent::cases::profiles;
use independent::rating::{Case, Clause, Guideline, Key, Row, Rule, rate_row, star};
use union_star::dossier::{Dossier, decode};
use union_star::guideline::{Annex, ClauseId, FactId, RateId, RatingIndex, RowId, Star, Table};
use union_star::rating::{Answer, Outcome, Percent, Rating};

fn set<V>(map: &mut std::collections::BTreeMap<Key, V>, key: &str, value: Option<V>) {
    match value {
        Some(value) => _ = map.insert(Key::Owned(key.to_owned()), value),
        None => _ = map.remove(key),
    }
}

/// One case, held by both sides: what is set in one is set in the other.
struct Both {
    case: Case,
    dossier: Dossier,
}

impl Both {
    fn new(profile: &Case) -> Self {
        Self { case: profile.clone(), dossier: decode(&value(profile)).unwrap() }
    }

    fn answer(&mut self, clause: &str, answer: Option<&'static str>) {
        set(&mut self.case.answers, clause, answer.map(Key::Borrowed));
        self.dossier.answers.set(ClauseId::from_key(clause).unwrap(), answer.and_then(Answer::from_key));
    }

    fn fact(&mut self, fact: &str, count: Option<u64>) {
        set(&mut self.case.facts, fact, count);
        self.dossier.facts.set(FactId::from_key(fact).unwrap(), count);
    }

    fn percent(&mut self, rate: &str, hundredths: Option<u16>) {
        set(&mut self.case.rates, rate, hundredths.map(u64::from));
        self.dossier.rates.set(RateId::from_key(rate).unwrap(), hundredths.and_then(Percent::from_hundredths));
    }

    fn agree(&self, guideline: &Guideline, row: &Row) {
        let ours = self.dossier.rating().unwrap().row(RowId::from_key(&row.id).unwrap());
        let ours = ours.definite().map_or("unknown", Outcome::key);
        assert_eq!(ours, rate_row(guideline, row, &self.case).key(), "{}: {:?}", row.id, self.case);
    }
}

/// Every state of the row's clauses that this union may be in, one clause after another.
fn each_state(guideline: &Guideline, row: &Row, both: &mut Both, clauses: &[&Clause]) -> u64 {
    let Some((clause, rest)) = clauses.split_first() else {
        both.agree(guideline, row);
        return 1;
    };
    let mut tried = 0;
    match &clause.rule {
        Rule::Rate { rate, .. } | Rule::RateBySize { rate, .. } => {
            let per = &guideline.rates[rate].per;
            for (percent, whole) in [(Some(10_000), None), (Some(0), None), (None, None), (None, Some(0))] {
                both.percent(rate, percent);
                both.fact(per, whole);
                tried += each_state(guideline, row, both, rest);
            }
            both.percent(rate, None);
            both.fact(per, None);
        }
        Rule::Count { fact, at_least } => {
            for count in [Some(*at_least), Some(at_least - 1), None] {
                both.fact(fact, count);
                tried += each_state(guideline, row, both, rest);
            }
        }
        Rule::Judged => {
            let answers = [None, Some("not_met"), Some("exempt"), Some("met")];
            for answer in answers {
                // Claims that count for nothing are tried on small rows; on the large ones they would only take time.
                if answer == Some("exempt") && !clause.exemptible && row.clauses.len() > 5 {
                    continue;
                }
                both.answer(&clause.id, answer);
                let counts = match &clause.when {
                    Some((_, at_least)) => vec![None, Some(at_least - 1), Some(*at_least)],
                    None => vec![None],
                };
                for count in counts {
                    if let Some((fact, _)) = &clause.when {
                        both.fact(fact, count);
                    }
                    tried += each_state(guideline, row, both, rest);
                }
            }
        }
    }
    tried
}

#[test]
fn every_combination_of_answers_in_every_row_for_every_kind_of_union() {
    let guideline = Guideline::read();
    let mut tried = 0;
    for profile in profiles() {
        let annex = if profile.category == "township" { 2 } else { 1 };
        for row in guideline.rows.iter().filter(|row| row.annex == annex) {
            let speaks = |scope: &Option<Vec<String>>, one: &str| {
                scope.as_ref().is_none_or(|all| all.iter().any(|key| key == one))
            };
            let clauses: Vec<&Clause> = row
                .clauses
                .iter()
                .filter(|clause| speaks(&clause.categories, &profile.category))
                .filter(|clause| profile.body.as_ref().is_none_or(|body| speaks(&clause.bodies, body)))
                .collect();
            tried += each_state(&guideline, row, &mut Both::new(&profile), &clauses);
        }
    }
    println!("{tried} states of rows");
    assert!(tried > 50_000, "{tried}");
}

#[test]
fn every_headcount_and_every_number_of_participants_of_the_tiers() {
    let guideline = Guideline::read();
    let row = guideline.rows.iter().find(|row| row.id == "g3-13").unwrap();
    for category in ["private", "regional"] {
        let profile = profiles().into_iter().find(|profile| profile.category == category).unwrap();
        let mut both = Both::new(&profile);
        for employees in (0..=110).map(Some).chain([None]) {
            both.fact("employees", employees);
            for members in (0..=employees.unwrap_or(110) + 1).map(Some).chain([None]) {
                both.fact("mutual_aid_members", members);
                both.agree(&guideline, row);
            }
            both.fact("mutual_aid_members", None);
            for at in [7_000_u16, 8_000, 9_000] {
                for percent in at - 2..=at + 2 {
                    both.percent("mutual_aid", Some(percent));
                    both.agree(&guideline, row);
                }
            }
            both.percent("mutual_aid", None);
        }
    }
}

#[test]
fn every_hundredth_of_a_per_cent_around_every_threshold() {
    let guideline = Guideline::read();
    for profile in profiles() {
        let annex = if profile.category == "township" { 2 } else { 1 };
        for row in guideline.rows.iter().filter(|row| row.annex == annex) {
            let mut both = Both::new(&profile);
            for clause in &row.clauses {
                both.answer(&clause.id, Some("met"));
                if let Rule::Rate { rate, .. } = &clause.rule {
                    both.percent(rate, Some(10_000));
                }
            }
            for clause in &row.clauses {
                let Rule::Rate { rate, at_least } = &clause.rule else { continue };
                let at = u16::try_from(at_least * 100).unwrap();
                for percent in (at - 101..=at + 101).filter(|percent| *percent <= 10_000) {
                    both.percent(rate, Some(percent));
                    both.agree(&guideline, row);
                }
                both.percent(rate, Some(10_000));
            }
        }
    }
}

/// The rating in which of each table so many rows apply, the first `met` of them met.
fn supposed(all: &Rating, annex: Annex, tables: &[(&'static Table, u64, u64)]) -> Rating {
    let rows = tables.iter().flat_map(|(table, applicable, met)| {
        (0_u64..).zip(table.rows()).map(move |(at, row)| {
            let outcome = match at {
                at if at < *met => Outcome::Met,
                at if at < *applicable => Outcome::NotMet,
                _ => Outcome::NotApplicable,
            };
            (row, outcome)
        })
    });
    all.supposing(annex, rows)
}

fn expected(guideline: &Guideline, annex: u64, tables: &[(&'static Table, u64, u64)]) -> u64 {
    let mut rows = Vec::new();
    for (table, applicable, met) in tables {
        let key = match table.index {
            RatingIndex::Basic => "basic",
            RatingIndex::Conformance => "conformance",
            RatingIndex::Vitality => "vitality",
            RatingIndex::Innovation => "innovation",
        };
        let number = table.star.map_or(0, |star: Star| u64::from(star.number()));
        let of_table = guideline.rows.iter().filter(|row| row.annex == annex && row.index == key && row.star == number);
        for (at, row) in (0_u64..).zip(of_table) {
            let outcome = match at {
                at if at < *met => "met",
                at if at < *applicable => "not_met",
                _ => "not_applicable",
            };
            rows.push((row, outcome));
        }
    }
    star(&guideline.stars, &rows)
}

#[test]
fn every_number_of_rows_that_the_tables_can_hold() {
    let guideline = Guideline::read();
    let mut tried = 0;
    for (annex, number, profile) in [(Annex::One, 1, &profiles()[0]), (Annex::Two, 2, &profiles()[18])] {
        let all = decode(&value(profile)).unwrap().rating().unwrap();
        let full: Vec<(&'static Table, u64, u64)> = Table::of_annex(annex)
            .map(|table| (table, table.rows().count() as u64, table.rows().count() as u64))
            .collect();
        let mut agree = |tables: &[(&'static Table, u64, u64)]| {
            tried += 1;
            let stars = u64::from(supposed(&all, annex, tables).assured.number());
            assert_eq!(
                stars,
                expected(&guideline, number, tables),
                "annex {number}: {:?}",
                tables.iter().map(|(table, n, m)| (table.index, table.star, n, m)).collect::<Vec<_>>()
            );
        };
        // Each table alone: every number of rows that apply, every number that are met.
        for at in 0..full.len() {
            for applicable in 0..=full[at].1 {
                for met in 0..=applicable {
                    let mut tables = full.clone();
                    tables[at] = (full[at].0, applicable, met);
                    agree(&tables);
                }
            }
        }
        // All tables at once, around what they ask: none, one or two below all, and the vitality tables at every number.
        let mut tables = full.clone();
        let vitality: Vec<usize> = (0..full.len()).filter(|at| full[*at].0.index == RatingIndex::Vitality).collect();
        let innovation = full.len() - 1;
        for three in full[vitality[0]].1.saturating_sub(5)..=full[vitality[0]].1 {
            for four in full[vitality[1]].1.saturating_sub(4)..=full[vitality[1]].1 {
                for five in full[vitality[2]].1.saturating_sub(3)..=full[vitality[2]].1 {
                    for innovations in 0..=full[innovation].1 {
                        for whole in 0..4 {
                            tables[0].2 = full[0].1 - (whole & 1);
                            tables[1].2 = full[1].1 - (whole >> 1);
                            tables[vitality[0]].2 = three;
                            tables[vitality[1]].2 = four;
                            tables[vitality[2]].2 = five;
                            tables[innovation].2 = innovations;
                            agree(&tables);
                        }
                    }
                }
            }
        }
    }
    println!("{tried} combinations of tables");
    assert!(tried > 5_000, "{tried}");
}
