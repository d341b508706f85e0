//! From a case to the engine: the JSON value that a file gives, and the verdict as the file format writes it.

use super::rating::{Case, Key};
use std::collections::BTreeMap;
use union_star::dossier::{Value, verdict};

fn pairs<'a>(fields: Vec<(&'a str, Value<'a>)>) -> Value<'a> {
    Value::Object(fields.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

fn object<'a, V>(map: &'a BTreeMap<Key, V>, value: impl Fn(&'a V) -> Value<'a>) -> Value<'a> {
    Value::Object(map.iter().map(|(key, one)| (key.as_ref().into(), value(one))).collect())
}

/// 9250 → `"92.5"`, `"92.50"` in turn: both are percentages of a file.
fn percent(hundredths: u64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) if rest % 10 == 0 && whole % 2 == 0 => format!("{whole}.{}", rest / 10),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}

fn key(key: Option<&Key>) -> Value<'_> {
    key.map_or(Value::Null, |key| Value::from(key.as_ref()))
}

/// The JSON of the case's file.
pub fn value(case: &Case) -> Value<'_> {
    let union = pairs(vec![
        ("name", Value::from("某某单位工会委员会")),
        ("category", Value::from(case.category.as_ref())),
        ("form", key(case.form.as_ref())),
        ("body", key(case.body.as_ref())),
        ("higher", Value::from("西湖区总工会")),
    ]);
    #[allow(clippy::cast_precision_loss, reason = "counts of people")]
    let count = |count: &u64| Value::Number(*count as f64);
    pairs(vec![
        ("format", Value::from("union-star")),
        ("schema", Value::Number(1.0)),
        ("guideline", Value::from("hangzhou-2025")),
        ("id", Value::from("x")),
        ("year", Value::Number(2026.0)),
        ("union", union),
        ("facts", object(&case.facts, count)),
        ("rates", object(&case.rates, |rate| Value::String(percent(*rate).into()))),
        ("answers", object(&case.answers, |answer| Value::from(answer.as_ref()))),
    ])
}

/// The file as text.
pub fn text(case: &Case) -> String {
    serde_json::to_string(&value(case)).unwrap()
}

/// What the engine says of a file, as the file format writes it.
pub fn engine(value: &Value) -> String {
    match verdict(value) {
        Ok(verdict) => serde_json::to_string(&verdict).unwrap(),
        Err(error) => panic!("{error}"),
    }
}

/// The outcome of one row in a verdict.
pub fn outcome_of<'a>(verdict: &'a str, row: &str) -> &'a str {
    let (_, after) = verdict.split_once(&format!("\"{row}\":\"")).unwrap();
    after.split_once('"').unwrap().0
}

/// The two stars of a verdict.
pub fn stars_of(verdict: &str) -> &str {
    verdict.split_once(",\"rows\"").unwrap().0
}
