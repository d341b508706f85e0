//! A second rating, as plain as it can be: written from the guideline's rules and `tests/guideline/indicators.json`,
//! with no code of the engine, no cleverness and no speed. Where it and the engine differ, one of them has misread
//! the rules.
//!
//! Its readings, with the rule they come from:
//! - a clause is met, not met, not applicable, or unknown; unknown clauses are completed one by one, each on its own;
//! - the two counts decide a rate when both are there; a part above its whole makes the rate unknown; a whole of 0
//!   decides before everything else, also before a percentage;
//! - a percentage above 100 is a part above its whole;
//! - an unanswered clause may still be exempt where the guideline allows it, which changes no verdict: what may be met
//!   or not met is unknown already.

use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A key of the file format.
pub type Key = Cow<'static, str>;

/// What a clause or a row may turn out to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Possible {
    pub met: bool,
    pub not_met: bool,
    pub not_applicable: bool,
}

const MET: Possible = Possible { met: true, not_met: false, not_applicable: false };
const NOT_MET: Possible = Possible { met: false, not_met: true, not_applicable: false };
const NOT_APPLICABLE: Possible = Possible { met: false, not_met: false, not_applicable: true };
const OPEN: Possible = Possible { met: true, not_met: true, not_applicable: false };

impl Possible {
    const fn or(self, other: Self) -> Self {
        Self {
            met: self.met || other.met,
            not_met: self.not_met || other.not_met,
            not_applicable: self.not_applicable || other.not_applicable,
        }
    }

    pub const fn key(self) -> &'static str {
        match (self.met, self.not_met, self.not_applicable) {
            (true, false, false) => "met",
            (false, true, false) => "not_met",
            (false, false, true) => "not_applicable",
            _ => "unknown",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Band {
    pub up_to: Option<u64>,
    pub at_least: u64,
}

#[derive(Clone, Debug)]
pub enum Rule {
    Judged,
    Rate { rate: String, at_least: u64 },
    RateBySize { rate: String, size: String, bands: Vec<Band> },
    Count { fact: String, at_least: u64 },
}

#[derive(Clone, Debug)]
pub struct Clause {
    pub id: String,
    pub rule: Rule,
    /// `None` where the guideline does not limit it.
    pub categories: Option<Vec<String>>,
    pub forms: Option<Vec<String>>,
    pub bodies: Option<Vec<String>>,
    pub when: Option<(String, u64)>,
    pub exemptible: bool,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub id: String,
    pub annex: u64,
    pub index: String,
    pub star: u64,
    pub applies_to: Vec<String>,
    pub clauses: Vec<Clause>,
}

#[derive(Clone, Debug)]
pub struct RateOf {
    pub of: String,
    pub per: String,
    pub zero_is_not_applicable: bool,
}

#[derive(Clone, Debug, Default)]
pub struct StarRule {
    pub star: u64,
    pub all_of: Vec<String>,
    pub vitality_percent: Option<u64>,
    pub innovation_at_least: u64,
}

/// The guideline, as `indicators.json` tells it.
#[derive(Clone, Debug)]
pub struct Guideline {
    pub rows: Vec<Row>,
    pub rates: BTreeMap<String, RateOf>,
    pub stars: Vec<StarRule>,
}

/// One dossier, as its file tells it.
#[derive(Clone, Debug, Default)]
pub struct Case {
    pub category: Key,
    pub form: Option<Key>,
    pub body: Option<Key>,
    pub facts: BTreeMap<Key, u64>,
    /// Hundredths of a per cent.
    pub rates: BTreeMap<Key, u64>,
    pub answers: BTreeMap<Key, Key>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    pub assured: u64,
    pub attainable: u64,
    /// Every row of the union's annex, in the guideline's order.
    pub rows: Vec<(String, Possible)>,
}

impl Rated {
    /// The JSON object that the file format promises, without `file`.
    pub fn to_json(&self) -> String {
        let rows: Vec<String> =
            self.rows.iter().map(|(row, possible)| format!("\"{row}\":\"{}\"", possible.key())).collect();
        format!("{{\"assured\":{},\"attainable\":{},\"rows\":{{{}}}}}", self.assured, self.attainable, rows.join(","))
    }
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn strings(value: &Value) -> Option<Vec<String>> {
    value.as_array().map(|items| items.iter().filter_map(string).collect())
}

impl Guideline {
    pub fn read() -> Self {
        let text = include_str!("../guideline/indicators.json");
        let json: Value = serde_json::from_str(text).unwrap();
        let rates = json["rates"].as_object().unwrap().iter().map(|(key, rate)| {
            let zero = rate["zero_denominator"].as_str().unwrap();
            assert!(["unknown", "not_applicable"].contains(&zero));
            let rate = RateOf {
                of: string(&rate["of"]).unwrap(),
                per: string(&rate["per"]).unwrap(),
                zero_is_not_applicable: zero == "not_applicable",
            };
            (key.clone(), rate)
        });
        let stars = json["stars"].as_array().unwrap().iter().map(|star| StarRule {
            star: star["star"].as_u64().unwrap(),
            all_of: strings(&star["all_of"]).unwrap_or_default(),
            vitality_percent: star["vitality_percent"].as_u64(),
            innovation_at_least: star["innovation_at_least"].as_u64().unwrap_or(0),
        });
        Self {
            rows: json["rows"].as_array().unwrap().iter().map(read_row).collect(),
            rates: rates.collect(),
            stars: stars.collect(),
        }
    }
}

fn read_row(row: &Value) -> Row {
    Row {
        id: string(&row["id"]).unwrap(),
        annex: row["annex"].as_u64().unwrap(),
        index: string(&row["index"]).unwrap(),
        star: row["star"].as_u64().unwrap_or(0),
        applies_to: strings(&row["applies_to"]).unwrap(),
        clauses: row["clauses"].as_array().unwrap().iter().map(read_clause).collect(),
    }
}

fn read_clause(clause: &Value) -> Clause {
    let at_least = |value: &Value| value["at_least"].as_u64().unwrap();
    let rule = match clause["rule"].as_str().unwrap() {
        "judged" => Rule::Judged,
        "rate" => Rule::Rate { rate: string(&clause["rate"]).unwrap(), at_least: at_least(clause) },
        "rate_by_size" => Rule::RateBySize {
            rate: string(&clause["rate"]).unwrap(),
            size: string(&clause["size"]).unwrap(),
            bands: clause["bands"]
                .as_array()
                .unwrap()
                .iter()
                .map(|band| Band { up_to: band["up_to"].as_u64(), at_least: at_least(band) })
                .collect(),
        },
        "count" => Rule::Count { fact: string(&clause["fact"]).unwrap(), at_least: at_least(clause) },
        other => panic!("a rule that the guideline does not have: {other}"),
    };
    Clause {
        id: string(&clause["id"]).unwrap(),
        rule,
        categories: strings(&clause["categories"]),
        forms: strings(&clause["forms"]),
        bodies: strings(&clause["bodies"]),
        when: string(&clause["when"]["fact"]).map(|fact| (fact, at_least(&clause["when"]))),
        exemptible: clause["exempt_if"].is_string(),
    }
}

/// `"92.5"` → 9250.
fn hundredths(text: &str) -> Option<u64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) || decimals.len() > 2 || text.ends_with('.') {
        return None;
    }
    Some(whole.parse::<u64>().ok()? * 100 + format!("{decimals:0<2}").parse::<u64>().ok()?)
}

impl Case {
    pub fn read(json: &str) -> Self {
        let json: Value = serde_json::from_str(json).unwrap();
        let key = |value: &Value| string(value).map(Cow::Owned);
        let entries = |key: &str| {
            let object = json[key].as_object().cloned().unwrap_or_default();
            object.into_iter().map(|(key, value)| (Cow::Owned(key), value))
        };
        Self {
            category: key(&json["union"]["category"]).unwrap(),
            form: key(&json["union"]["form"]),
            body: key(&json["union"]["body"]),
            facts: entries("facts").filter_map(|(fact, value)| Some((fact, value.as_u64()?))).collect(),
            rates: entries("rates").filter_map(|(rate, value)| Some((rate, hundredths(value.as_str()?)?))).collect(),
            answers: entries("answers").filter_map(|(clause, value)| Some((clause, key(&value)?))).collect(),
        }
    }
}

pub fn rate(guideline: &Guideline, case: &Case) -> Rated {
    let annex = if case.category == "township" { 2 } else { 1 };
    let rows: Vec<(&Row, Possible)> = guideline
        .rows
        .iter()
        .filter(|row| row.annex == annex)
        .map(|row| (row, rate_row(guideline, row, case)))
        .collect();
    let picked = |pick: fn(Possible) -> &'static str| {
        star(&guideline.stars, &rows.iter().map(|(row, possible)| (*row, pick(*possible))).collect::<Vec<_>>())
    };
    Rated {
        assured: picked(worst),
        attainable: picked(best),
        rows: rows.into_iter().map(|(row, possible)| (row.id.clone(), possible)).collect(),
    }
}

/// 未达到 < 不适用 < 达到
fn worst(possible: Possible) -> &'static str {
    match possible {
        Possible { not_met: true, .. } => "not_met",
        Possible { not_applicable: true, .. } => "not_applicable",
        _ => "met",
    }
}

/// 达到 > 不适用 > 未达到
fn best(possible: Possible) -> &'static str {
    match possible {
        Possible { met: true, .. } => "met",
        Possible { not_applicable: true, .. } => "not_applicable",
        _ => "not_met",
    }
}

/// The highest star such that it and every star below it are reached.
pub fn star(rules: &[StarRule], rows: &[(&Row, &str)]) -> u64 {
    let mut reached = 0;
    for rule in rules {
        let count = |index: &str, star: Option<u64>, what: &[&str]| {
            let of_it = |row: &Row| row.index == index && star.is_none_or(|star| row.star == star);
            rows.iter().filter(|(row, outcome)| of_it(row) && what.contains(outcome)).count() as u64
        };
        let all_met = rule.all_of.iter().all(|index| count(index, None, &["not_met"]) == 0);
        let enough_vitality = rule.vitality_percent.is_none_or(|percent| {
            let met = count("vitality", Some(rule.star), &["met"]);
            let applicable = count("vitality", Some(rule.star), &["met", "not_met"]);
            vitality_reached(met, applicable, percent)
        });
        let enough_innovation = count("innovation", None, &["met"]) >= rule.innovation_at_least;
        if !(all_met && enough_vitality && enough_innovation) {
            break;
        }
        reached = rule.star;
    }
    reached
}

/// 100·m ≥ p·n; a table without an applicable row is satisfied.
pub const fn vitality_reached(met: u64, applicable: u64, percent: u64) -> bool {
    100 * met >= percent * applicable
}

/// One row of the union's annex.
pub fn rate_row(guideline: &Guideline, row: &Row, case: &Case) -> Possible {
    if !row.applies_to.iter().any(|category| *category == case.category) {
        return NOT_APPLICABLE;
    }
    // The row of no clause is not applicable; each clause turns what is possible so far into what is possible then.
    let mut so_far = NOT_APPLICABLE;
    for clause in &row.clauses {
        let next = rate_clause(guideline, clause, case);
        so_far = Possible {
            not_met: so_far.not_met || next.not_met,
            met: (so_far.met && (next.met || next.not_applicable)) || (so_far.not_applicable && next.met),
            not_applicable: so_far.not_applicable && next.not_applicable,
        };
    }
    so_far
}

fn rate_clause(guideline: &Guideline, clause: &Clause, case: &Case) -> Possible {
    let allows =
        |scope: &Option<Vec<String>>, value: &str| scope.as_ref().is_none_or(|all| all.iter().any(|one| one == value));
    if !allows(&clause.categories, &case.category) {
        return NOT_APPLICABLE;
    }
    if case.category != "township" && !allows(&clause.forms, case.form.as_deref().unwrap()) {
        return NOT_APPLICABLE;
    }
    if case.category == "public" && !allows(&clause.bodies, case.body.as_deref().unwrap()) {
        return NOT_APPLICABLE;
    }
    let outcome = outcome(guideline, clause, case);
    match &clause.when {
        None => outcome,
        Some((fact, at_least)) => match case.facts.get(fact.as_str()) {
            Some(count) if count >= at_least => outcome,
            Some(_) => NOT_APPLICABLE,
            None => outcome.or(NOT_APPLICABLE),
        },
    }
}

fn outcome(guideline: &Guideline, clause: &Clause, case: &Case) -> Possible {
    let answer = case.answers.get(clause.id.as_str()).map(Cow::as_ref);
    if clause.exemptible && answer == Some("exempt") {
        return NOT_APPLICABLE;
    }
    match &clause.rule {
        Rule::Judged => match answer {
            Some("met") => MET,
            Some("not_met") => NOT_MET,
            _ => OPEN,
        },
        Rule::Count { fact, at_least } => match case.facts.get(fact.as_str()) {
            Some(count) if count >= at_least => MET,
            Some(_) => NOT_MET,
            None => OPEN,
        },
        Rule::Rate { rate, at_least } => measured(&guideline.rates[rate], rate, &[*at_least], case),
        Rule::RateBySize { rate, size, bands } => {
            let fits = |band: &&Band, size: u64| band.up_to.is_none_or(|up_to| size <= up_to);
            let thresholds: Vec<u64> = match case.facts.get(size.as_str()) {
                Some(size) => {
                    bands.iter().find(|band| fits(band, *size)).map(|band| band.at_least).into_iter().collect()
                }
                None => bands.iter().map(|band| band.at_least).collect(),
            };
            measured(&guideline.rates[rate], rate, &thresholds, case)
        }
    }
}

/// A rate against each threshold that may be the one.
fn measured(rate: &RateOf, key: &str, thresholds: &[u64], case: &Case) -> Possible {
    let (of, per) = (case.facts.get(rate.of.as_str()), case.facts.get(rate.per.as_str()));
    let unknown = if rate.zero_is_not_applicable && per.is_none() { OPEN.or(NOT_APPLICABLE) } else { OPEN };
    if per == Some(&0) {
        return if rate.zero_is_not_applicable { NOT_APPLICABLE } else { OPEN };
    }
    let (part, whole) = match (of, per, case.rates.get(key)) {
        (Some(of), Some(per), _) => (u128::from(*of), u128::from(*per)),
        (_, _, Some(percent)) => (u128::from(*percent), 10_000),
        _ => return unknown,
    };
    if part > whole {
        return unknown;
    }
    let mut possible = Possible { met: false, not_met: false, not_applicable: false };
    for threshold in thresholds {
        possible = possible.or(if part * 100 >= whole * u128::from(*threshold) { MET } else { NOT_MET });
    }
    possible
}
