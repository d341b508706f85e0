//! Dossiers to compare on.

use super::random::Random;
use super::rating::{Case, Clause, Guideline, Key, Row, Rule};
use std::collections::{BTreeMap, HashSet};

const GRASSROOTS: [&str; 4] = ["soe", "private", "platform", "regional"];
const FORMS: [&str; 3] = ["single", "joint", "federation"];
const BODIES: [&str; 2] = ["organ", "institution"];

/// Every kind of union: category, form, body.
pub fn profiles() -> Vec<Case> {
    let case = |category: &'static str, form: Option<&'static str>, body: Option<&'static str>| Case {
        category: Key::Borrowed(category),
        form: form.map(Key::Borrowed),
        body: body.map(Key::Borrowed),
        ..Case::default()
    };
    let mut all = Vec::new();
    for form in FORMS {
        all.extend(GRASSROOTS.map(|category| case(category, Some(form), None)));
        all.extend(BODIES.map(|body| case("public", Some(form), Some(body))));
    }
    all.push(case("township", None, None));
    all
}

/// What the guideline asks of its numbers, and names that live as long as the program.
pub struct Source {
    pub guideline: Guideline,
    profiles: Vec<Case>,
    /// Of each rate: key, part, whole, and every threshold that some clause sets for it.
    rates: Vec<(&'static str, &'static str, &'static str, Vec<u64>)>,
    /// Facts that are no rate's part: decided first.
    roots: Vec<&'static str>,
    clauses: [Vec<Asked>; 2],
}

struct Asked {
    id: &'static str,
    judged: bool,
    exemptible: bool,
}

fn keep(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// The thresholds of a clause that measures this rate.
fn thresholds_of(clause: &Clause, wanted: &str) -> Vec<u64> {
    match &clause.rule {
        Rule::Rate { rate, at_least } if rate == wanted => vec![*at_least],
        Rule::RateBySize { rate, bands, .. } if rate == wanted => bands.iter().map(|band| band.at_least).collect(),
        _ => Vec::new(),
    }
}

impl Source {
    pub fn new() -> Self {
        let guideline = Guideline::read();
        let mut rates: Vec<_> = guideline.rates.iter().collect();
        rates.sort_by_key(|(key, _)| key.as_str());
        let parts: HashSet<&str> = rates.iter().map(|(_, rate)| rate.of.as_str()).collect();
        let mut roots: Vec<&str> =
            rates.iter().map(|(_, rate)| rate.per.as_str()).filter(|per| !parts.contains(per)).collect();
        roots.sort_unstable();
        roots.dedup();
        // A whole that is itself a part (members of employees) is decided before its own parts.
        rates.sort_by_key(|(_, rate)| parts.contains(rate.per.as_str()));
        let rates = rates.iter().map(|(key, rate)| {
            let clauses = guideline.rows.iter().flat_map(|row| &row.clauses);
            (
                keep(key),
                keep(&rate.of),
                keep(&rate.per),
                clauses.flat_map(|clause| thresholds_of(clause, key)).collect(),
            )
        });
        let asked = |annex: u64| {
            let clauses = guideline.rows.iter().filter(|row| row.annex == annex).flat_map(|row| &row.clauses);
            let asked = |clause: &Clause| Asked {
                id: keep(&clause.id),
                judged: matches!(clause.rule, Rule::Judged),
                exemptible: clause.exemptible,
            };
            clauses.map(asked).collect()
        };
        Self {
            rates: rates.collect(),
            roots: roots.into_iter().map(keep).collect(),
            clauses: [asked(1), asked(2)],
            profiles: profiles(),
            guideline,
        }
    }

    /// The random dossier with this number.
    pub fn random(&self, seed: u64, number: u64) -> Case {
        let mut random = Random::new(seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        // The township comes as often as another category does.
        let mut case = if random.below(6) == 0 {
            self.profiles[self.profiles.len() - 1].clone()
        } else {
            self.profiles[usize::try_from(random.below(self.profiles.len() as u64 - 1)).unwrap()].clone()
        };
        // From a record that lacks next to nothing to one that has barely begun, so that all stars occur.
        let failing = random.pick(&[0, 2, 5, 10, 20, 50, 300]);
        let open = random.pick(&[0, 0, 0, 3, 10, 50, 500]);
        let numbers = random.pick(&[Numbers::Good, Numbers::Good, Numbers::AtThresholds, Numbers::Wild]);
        self.numbers(&mut case, &mut random, numbers, open);
        let odd = random.pick(&[0, 0, 5, 50]);
        let annex = usize::from(case.category == "township");
        for asked in &self.clauses[annex] {
            let answer = if random.luck(open) {
                continue;
            } else if random.luck(odd) || (asked.exemptible && random.luck(250)) {
                "exempt"
            } else if random.luck(failing) {
                "not_met"
            } else if asked.judged || random.luck(odd) {
                "met"
            } else {
                continue;
            };
            case.answers.insert(Key::Borrowed(asked.id), Key::Borrowed(answer));
        }
        // An answer of the other annex says nothing here.
        if random.luck(odd) {
            let other = &self.clauses[1 - annex];
            let asked = &other[usize::try_from(random.below(other.len() as u64)).unwrap()];
            case.answers.insert(Key::Borrowed(asked.id), Key::Borrowed("not_met"));
        }
        case
    }

    fn numbers(&self, case: &mut Case, random: &mut Random, numbers: Numbers, open: u64) {
        const SIZES: [u64; 20] =
            [1, 2, 3, 7, 20, 40, 48, 49, 50, 51, 60, 99, 100, 101, 102, 200, 1000, 10_000, 99_999, 99_999_999];
        let absent = match numbers {
            Numbers::Wild => 100,
            _ => open,
        };
        let mut known: BTreeMap<&'static str, u64> = BTreeMap::new();
        for root in &self.roots {
            let zero = matches!(numbers, Numbers::Wild) && random.luck(150);
            known.insert(root, if zero || random.luck(40) { 0 } else { random.pick(&SIZES) });
        }
        for (key, of, per, thresholds) in &self.rates {
            let whole = known.get(per).copied().unwrap_or(0);
            let edge = (random.pick(thresholds) * whole).div_ceil(100);
            let part = match numbers {
                Numbers::Good if random.luck(980) => whole - whole / 50,
                Numbers::Good => edge.saturating_sub(1),
                Numbers::AtThresholds => (edge + random.below(3)).saturating_sub(1),
                Numbers::Wild => match random.below(6) {
                    0 => random.below(whole + 1),
                    1 => whole + 1,
                    2 => 0,
                    3 => whole,
                    _ => (edge + random.below(3)).saturating_sub(1),
                },
            };
            // `members` is the part of one rate and the whole of another; where two rates share a part, the first says.
            known.entry(of).or_insert(part.min(99_999_999));
            if random.luck(absent + 20) {
                let at = random.pick(thresholds) * 100;
                let percent = [at.saturating_sub(1), at, at + 1, 0, 9_999, 10_000, random.below(10_001)];
                let percent = random.pick(&percent).min(10_000);
                case.rates.insert(Key::Borrowed(key), percent);
            }
        }
        known.insert("women_members", random.pick(&[0, 9, 10, 11, 500]));
        known.insert("party_studies", if matches!(numbers, Numbers::Good) { 2 } else { random.below(4) });
        for (fact, count) in known {
            if !random.luck(absent) {
                case.facts.insert(Key::Borrowed(fact), count);
            }
        }
    }

    /// All is well: every clause met, every number at its best, nothing claimed.
    pub fn perfect(&self, profile: &Case) -> Case {
        let mut case = profile.clone();
        for fact in
            self.rates.iter().flat_map(|(_, of, per, _)| [of, per]).copied().chain(["women_members", "party_studies"])
        {
            case.facts.insert(Key::Borrowed(fact), 100);
        }
        for asked in &self.clauses[usize::from(profile.category == "township")] {
            case.answers.insert(Key::Borrowed(asked.id), Key::Borrowed("met"));
        }
        case
    }

    /// At every boundary of one clause; everything else is as in the [perfect](Self::perfect) dossier.
    pub fn at_clause(&self, perfect: &Case, clause: &Clause) -> Vec<Case> {
        let id = Key::Borrowed(self.clauses.iter().flatten().find(|asked| asked.id == clause.id).unwrap().id);
        let mut all = Vec::new();
        let mut with = |change: &dyn Fn(&mut Case)| {
            let mut case = perfect.clone();
            change(&mut case);
            all.push(case);
        };
        for answer in ["not_met", "exempt"] {
            with(&|case| _ = case.answers.insert(id.clone(), Key::Borrowed(answer)));
        }
        with(&|case| _ = case.answers.remove(&id));
        // A claim on a clause that numbers decide, where one of them is not there.
        let numbers = match &clause.rule {
            Rule::Judged => Vec::new(),
            Rule::Count { fact, .. } => vec![fact],
            Rule::Rate { rate, .. } | Rule::RateBySize { rate, .. } => {
                vec![&self.guideline.rates[rate].of, &self.guideline.rates[rate].per]
            }
        };
        for fact in numbers {
            with(&|case| {
                case.answers.insert(id.clone(), Key::Borrowed("exempt"));
                set(&mut case.facts, fact, None);
            });
        }
        if let Some((fact, at_least)) = &clause.when {
            for count in [Some(0), at_least.checked_sub(1), Some(*at_least), Some(at_least + 1), None] {
                for answer in [Some("met"), Some("not_met"), None] {
                    with(&|case| {
                        set(&mut case.facts, fact, count);
                        set(&mut case.answers, &id, answer.map(Key::Borrowed));
                    });
                }
            }
        }
        match &clause.rule {
            Rule::Judged => {}
            Rule::Count { fact, at_least } => {
                for count in [Some(0), at_least.checked_sub(1), Some(*at_least), Some(at_least + 1), None] {
                    with(&|case| set(&mut case.facts, fact, count));
                }
            }
            Rule::Rate { rate, at_least } => {
                let of_rate = &self.guideline.rates[rate];
                for (of, per, percent) in around(*at_least, 100) {
                    with(&|case| {
                        set(&mut case.facts, &of_rate.of, of);
                        set(&mut case.facts, &of_rate.per, per);
                        set(&mut case.rates, rate, percent);
                    });
                }
            }
            Rule::RateBySize { rate, bands, .. } => {
                let of_rate = &self.guideline.rates[rate];
                let mut sizes: Vec<u64> =
                    bands.iter().filter_map(|band| band.up_to).flat_map(|at| [at - 1, at, at + 1, at + 2]).collect();
                sizes.extend([100, 1000]);
                for size in sizes {
                    for band in bands {
                        for (of, per, percent) in around(band.at_least, size) {
                            with(&|case| {
                                set(&mut case.facts, &of_rate.of, of);
                                set(&mut case.facts, &of_rate.per, per);
                                set(&mut case.rates, rate, percent);
                            });
                        }
                    }
                }
            }
        }
        all
    }

    /// More and more rows of one table not met, or not said: from the front, from the back, and each row followed by
    /// the first of the others.
    pub fn at_table(&self, profile: &Case) -> Vec<Case> {
        let perfect = self.perfect(profile);
        let mut all = vec![perfect.clone()];
        let annex = if profile.category == "township" { 2 } else { 1 };
        let rows: Vec<&Row> = self.guideline.rows.iter().filter(|row| row.annex == annex).collect();
        let mut tables: Vec<(&str, u64)> = rows.iter().map(|row| (row.index.as_str(), row.star)).collect();
        tables.dedup();
        for table in tables {
            let of_table: Vec<&Row> =
                rows.iter().copied().filter(|row| (row.index.as_str(), row.star) == table).collect();
            let front = of_table.clone();
            let back: Vec<&Row> = front.iter().rev().copied().collect();
            for (order, answer) in [(&front, Some("not_met")), (&front, None), (&back, Some("not_met")), (&back, None)]
            {
                let mut case = perfect.clone();
                for row in order {
                    self.fail(&mut case, row, answer);
                    all.push(case.clone());
                }
            }
            for row in &of_table {
                let others = of_table.iter().filter(|other| other.id != row.id).take(4);
                let mut case = perfect.clone();
                for row in std::iter::once(row).chain(others) {
                    self.fail(&mut case, row, Some("not_met"));
                    all.push(case.clone());
                }
            }
        }
        all
    }

    /// A row that is not met, or not said: by its answers where it asks for one, otherwise by its numbers.
    fn fail(&self, case: &mut Case, row: &Row, answer: Option<&'static str>) {
        let judged = row.clauses.iter().any(|clause| matches!(clause.rule, Rule::Judged));
        for clause in &row.clauses {
            match &clause.rule {
                Rule::Judged => set(&mut case.answers, &clause.id, answer.map(Key::Borrowed)),
                Rule::Rate { rate, .. } | Rule::RateBySize { rate, .. } if !judged => {
                    set(&mut case.facts, &self.guideline.rates[rate].of, answer.map(|_| 0));
                }
                Rule::Count { fact, .. } if !judged => set(&mut case.facts, fact, answer.map(|_| 0)),
                _ => {}
            }
        }
    }
}

/// How a dossier's numbers are made.
#[derive(Clone, Copy)]
enum Numbers {
    Good,
    AtThresholds,
    Wild,
}

fn set<V>(map: &mut BTreeMap<Key, V>, key: &str, value: Option<V>) {
    match value {
        Some(value) => _ = map.insert(Key::Owned(key.to_owned()), value),
        None => _ = map.remove(key),
    }
}

type Numbered = (Option<u64>, Option<u64>, Option<u64>);

/// Part, whole and percentage on both sides of a threshold, and what is missing or contradicts itself.
fn around(at_least: u64, whole: u64) -> Vec<Numbered> {
    let edge = (at_least * whole).div_ceil(100);
    let mut all = Vec::new();
    for part in [edge.saturating_sub(1), edge, edge + 1] {
        all.push((Some(part), Some(whole), None));
    }
    // A percentage decides alone where a count is missing, and is ignored where both are there.
    for percent in [
        at_least * 100 - 1,
        at_least * 100,
        (at_least * 100 + 1).min(10_000),
        (at_least + 1).min(100) * 100,
        (at_least - 1) * 100,
    ] {
        all.push((None, None, Some(percent)));
        all.push((None, Some(whole), Some(percent)));
        all.push((Some(whole), None, Some(percent)));
        all.push((Some(0), Some(whole), Some(percent)));
        all.push((Some(whole), Some(whole), Some(percent)));
    }
    all.extend([
        (Some(whole + 1), Some(whole), None),
        (Some(whole + 1), Some(whole), Some(10_000)),
        (Some(0), Some(0), None),
        (Some(0), Some(0), Some(10_000)),
        (None, Some(0), Some(10_000)),
        (Some(1), Some(0), None),
        (Some(whole), Some(0), None),
        (Some(0), None, None),
        (Some(whole), None, None),
        (None, Some(whole), None),
        (None, None, None),
        (Some(0), Some(whole), None),
        (Some(whole), Some(whole), None),
    ]);
    all
}
