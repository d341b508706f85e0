//! The dossier file (`*.union-star.json`): reading with the reason and the place, writing with nothing lost.
//!
//! Keys that this version does not know are kept with their place and written back.

use super::file_error::FileError;
use super::layers;
use super::model::{Dossier, Evidence, RowRecord, Union, Unknown};
use super::value::Value;
use super::writer::Writer;
use crate::guideline::{Body, Category, ClauseId, DOCUMENT, FactId, Form, Profile, RateId, RowId};
use crate::rating::{Answer, Answers, Facts, MAX_COUNT, Percent, Rates};
use std::borrow::Cow;

/// What the file's `format` says.
pub const FORMAT: &str = "union-star";
/// The version of the file format that this program writes.
pub const SCHEMA: u16 = 1;
/// The largest file that can be a dossier, in bytes.
pub const LARGEST_FILE: u64 = 8 << 20;

/// Where in the file, from the outside in.
pub(super) type Place<'a> = &'a [&'a str];

pub(super) type Fields<'a> = &'a [(Cow<'a, str>, Value<'a>)];

/// Reads a dossier from a file's JSON.
pub fn decode(value: &Value) -> Result<Dossier, FileError> {
    let Value::Object(fields) = value else { return Err(FileError::NotADossier) };
    if !matches!(value.get("format"), Some(Value::String(format)) if format == FORMAT) {
        return Err(FileError::NotADossier);
    }
    match value.get("schema") {
        Some(Value::Number(schema)) if *schema >= f64::from(SCHEMA) => {
            if *schema > f64::from(SCHEMA) {
                return Err(FileError::NewerSchema(*schema as u32));
            }
        }
        Some(other) => return Err(wrong(&["schema"], other, "格式版本 1")),
        None => return Err(FileError::Missing("schema")),
    }
    match value.get("guideline") {
        Some(Value::String(key)) if key == DOCUMENT.key => {}
        Some(Value::String(key)) => return Err(FileError::OtherGuideline(key.to_string())),
        Some(other) => return Err(wrong(&["guideline"], other, "指引的代号")),
        None => return Err(FileError::Missing("guideline")),
    }
    let mut dossier = Dossier::default();
    for required in ["id", "year", "union"] {
        if value.get(required).is_none() {
            return Err(FileError::Missing(required));
        }
    }
    for (key, value) in fields {
        part(key, value, &mut dossier)?;
    }
    Ok(dossier)
}

/// Reads one of the file's parts.
pub(super) fn part(key: &str, value: &Value, dossier: &mut Dossier) -> Result<(), FileError> {
    match key {
        "format" | "schema" | "guideline" => {}
        // Nothing is written there: as if the key were not.
        "as_of" | "sample" | "facts" | "rates" | "answers" | "typed" | "notes" | "evidence" | "honours" | "plan"
        | "reviews" | "previous"
            if *value == Value::Null => {}
        "id" => dossier.id = text(&["id"], value)?.to_owned(),
        "year" => dossier.year = year(value)?,
        "as_of" => dossier.as_of = text(&["as_of"], value)?.to_owned(),
        "sample" => dossier.sample = flag(&["sample"], value)?,
        "union" => union(object(&["union"], value)?, dossier)?,
        "facts" | "rates" | "answers" => {
            let Dossier { facts, rates, answers, unknown, .. } = dossier;
            let (place, fields) = match key {
                "facts" => ("facts", object(&["facts"], value)?),
                "rates" => ("rates", object(&["rates"], value)?),
                _ => ("answers", object(&["answers"], value)?),
            };
            let keep = &mut |key: &str, value: &Value| keep(unknown, &[place], key, value);
            match place {
                "facts" => facts_into(fields, facts, keep)?,
                "rates" => rates_into(fields, rates, keep)?,
                _ => answers_into(fields, answers, keep)?,
            }
        }
        "typed" => typed(object(&["typed"], value)?, dossier)?,
        "notes" => notes(object(&["notes"], value)?, dossier)?,
        "evidence" => evidence(object(&["evidence"], value)?, dossier)?,
        "honours" => layers::honours(value, dossier)?,
        "plan" => layers::plan(object(&["plan"], value)?, dossier)?,
        "reviews" => layers::reviews(value, dossier)?,
        "previous" => layers::previous(value, dossier)?,
        _ => keep(&mut dossier.unknown, &[], key, value),
    }
    Ok(())
}

pub(super) fn keep(unknown: &mut Unknown, place: &[&'static str], key: &str, value: &Value) {
    unknown.push((place.to_vec(), key.to_owned(), value.to_kept()));
}

pub(super) fn wrong(place: Place<'_>, found: &Value, expected: &'static str) -> FileError {
    const LONGEST: usize = 40;
    let found = match found {
        Value::Null => "空".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) if number.fract() != 0.0 => "小数".to_owned(),
        #[allow(clippy::cast_possible_truncation, reason = "shown to people; saturates")]
        Value::Number(number) => (*number as i64).to_string(),
        Value::String(text) if text.chars().count() > LONGEST => text.chars().take(LONGEST).chain(['…']).collect(),
        Value::String(text) => text.to_string(),
        Value::Array(_) => "一个列表".to_owned(),
        Value::Object(_) => "一组内容".to_owned(),
    };
    FileError::Wrong { place: place.join("."), found, expected }
}

pub(super) fn text<'a>(place: Place<'_>, value: &'a Value<'_>) -> Result<&'a str, FileError> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(wrong(place, other, "一段文字")),
    }
}

pub(super) fn flag(place: Place<'_>, value: &Value) -> Result<bool, FileError> {
    match value {
        Value::Bool(flag) => Ok(*flag),
        other => Err(wrong(place, other, "“是”或“否”（true 或 false）")),
    }
}

pub(super) fn object<'a>(place: Place<'_>, value: &'a Value<'a>) -> Result<Fields<'a>, FileError> {
    match value {
        Value::Object(fields) => Ok(fields),
        other => Err(wrong(place, other, "一组内容")),
    }
}

/// A whole number from 0 to `most`.
pub(super) fn whole(value: &Value, most: u64) -> Option<u64> {
    match value {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "checked to be whole and in range"
        )]
        Value::Number(number) if number.fract() == 0.0 && *number >= 0.0 && *number <= most as f64 => {
            Some(*number as u64)
        }
        _ => None,
    }
}

pub(super) fn year(value: &Value) -> Result<u16, FileError> {
    whole(value, 9999)
        .filter(|year| *year >= 2000)
        .and_then(|year| u16::try_from(year).ok())
        .ok_or_else(|| wrong(&["year"], value, "四位数的年度，例如 2026"))
}

fn union(fields: Fields<'_>, dossier: &mut Dossier) -> Result<(), FileError> {
    let Dossier { union: Union { name, category, form, body, higher }, unknown, .. } = dossier;
    for (key, value) in fields {
        match &**key {
            "name" => *name = text(&["union.name"], value)?.to_owned(),
            "higher" if *value == Value::Null => {}
            "higher" => *higher = text(&["union.higher"], value)?.to_owned(),
            "category" => {
                *category = choice(&["union.category"], value, Category::from_key, "六种工会类别的代号之一")?;
            }
            "form" => *form = choice(&["union.form"], value, Form::from_key, "single、joint 或 federation")?,
            "body" => *body = choice(&["union.body"], value, Body::from_key, "organ 或 institution")?,
            _ => keep(unknown, &["union"], key, value),
        }
    }
    // What the category does not ask for is not written again: with it the file would differ from its own dossier.
    (dossier.union.form, dossier.union.body) = dossier.union.asked();
    Ok(())
}

/// One of a few keys; `null` is none.
fn choice<T>(
    place: Place<'_>,
    value: &Value,
    from_key: impl Fn(&str) -> Option<T>,
    expected: &'static str,
) -> Result<Option<T>, FileError> {
    match value {
        Value::Null => Ok(None),
        Value::String(key) => from_key(key).map(Some).ok_or_else(|| wrong(place, value, expected)),
        other => Err(wrong(place, other, expected)),
    }
}

/// Hands over what is not known, to be kept.
pub(super) type KeepUnknown<'a> = &'a mut dyn FnMut(&str, &Value);

pub(super) fn facts_into(fields: Fields<'_>, facts: &mut Facts, keep: KeepUnknown<'_>) -> Result<(), FileError> {
    for (key, value) in fields {
        match FactId::from_key(key) {
            None => keep(key, value),
            Some(_) if *value == Value::Null => {}
            Some(fact) => {
                let count =
                    whole(value, MAX_COUNT).ok_or_else(|| wrong(&["facts", key], value, "0 到 99999999 的整数"))?;
                facts.set(fact, Some(count));
            }
        }
    }
    Ok(())
}

pub(super) fn rates_into(fields: Fields<'_>, rates: &mut Rates, keep: KeepUnknown<'_>) -> Result<(), FileError> {
    const EXPECTED: &str = "0 到 100 的百分数，最多两位小数，例如“92.5”";
    for (key, value) in fields {
        match (RateId::from_key(key), value) {
            (None, _) => keep(key, value),
            (Some(_), Value::Null) => {}
            (Some(rate), Value::String(text)) => {
                let percent = Percent::parse(text).ok_or_else(|| wrong(&["rates", key], value, EXPECTED))?;
                rates.set(rate, Some(percent));
            }
            (Some(_), other) => return Err(wrong(&["rates", key], other, EXPECTED)),
        }
    }
    Ok(())
}

pub(super) fn answers_into(fields: Fields<'_>, answers: &mut Answers, keep: KeepUnknown<'_>) -> Result<(), FileError> {
    const EXPECTED: &str = "met（达到）、not_met（未达到）或 exempt（不适用）";
    let mut last = None;
    for (key, value) in fields {
        match ClauseId::from_key_after(last, key) {
            None => keep(key, value),
            Some(clause) => {
                last = Some(clause);
                let place = ["answers", &**key];
                let answer = match value {
                    Value::Null => None,
                    Value::String(answer) => {
                        Some(Answer::from_key(answer).ok_or_else(|| wrong(&place, value, EXPECTED))?)
                    }
                    other => return Err(wrong(&place, other, EXPECTED)),
                };
                answers.set(clause, answer);
            }
        }
    }
    Ok(())
}

/// A complete profile, as `union` holds it.
pub(super) fn profile_of(place: Place<'_>, value: &Value) -> Result<Profile, FileError> {
    let part = |key: &str| value.get(key).unwrap_or(&Value::Null);
    let category = choice(&["union.category"], part("category"), Category::from_key, "六种工会类别的代号之一")?;
    let form = choice(&["union.form"], part("form"), Form::from_key, "single、joint 或 federation")?;
    let body = choice(&["union.body"], part("body"), Body::from_key, "organ 或 institution")?;
    Profile::new(category, form, body).map_err(|_| wrong(place, value, "完整的单位信息"))
}

fn typed(fields: Fields<'_>, dossier: &mut Dossier) -> Result<(), FileError> {
    for (key, value) in fields {
        let text = || text(&["typed", key], value).map(str::to_owned);
        if let Some(fact) = FactId::from_key(key) {
            dossier.typed_facts.insert(fact, text()?);
        } else if let Some(rate) = RateId::from_key(key) {
            dossier.typed_rates.insert(rate, text()?);
        } else {
            keep(&mut dossier.unknown, &["typed"], key, value);
        }
    }
    Ok(())
}

fn record(dossier: &mut Dossier, row: RowId) -> &mut RowRecord {
    dossier.rows.or_insert_with(row, RowRecord::default)
}

fn notes(fields: Fields<'_>, dossier: &mut Dossier) -> Result<(), FileError> {
    for (key, value) in fields {
        match RowId::from_key(key) {
            None => keep(&mut dossier.unknown, &["notes"], key, value),
            Some(row) => {
                let note = text(&["notes", key], value)?;
                if !note.is_empty() {
                    note.clone_into(&mut record(dossier, row).note);
                }
            }
        }
    }
    Ok(())
}

fn evidence(fields: Fields<'_>, dossier: &mut Dossier) -> Result<(), FileError> {
    for (key, value) in fields {
        let Some(row) = RowId::from_key(key) else {
            keep(&mut dossier.unknown, &["evidence"], key, value);
            continue;
        };
        let place = ["evidence", &**key];
        let Value::Array(items) = value else { return Err(wrong(&place, value, "一个列表")) };
        let entries = items.iter().map(|item| one_evidence(row.key(), item)).collect::<Result<Vec<_>, _>>()?;
        if !entries.is_empty() {
            record(dossier, row).evidence = entries;
        }
    }
    Ok(())
}

fn one_evidence(row: &str, item: &Value) -> Result<Evidence, FileError> {
    let mut evidence = Evidence::default();
    for (key, value) in object(&["evidence", row], item)? {
        let field = match &**key {
            "name" => &mut evidence.name,
            "date" => &mut evidence.date,
            "place" => &mut evidence.place,
            _ => {
                evidence.unknown.push((key.to_string(), value.to_kept()));
                continue;
            }
        };
        text(&["evidence", row, key], value)?.clone_into(field);
    }
    Ok(evidence)
}

/// Writes a dossier as a file's JSON: keys in a fixed order, what this version does not know at the end of
/// its place.
pub fn encode(dossier: &Dossier) -> Value<'static> {
    let unknown = &dossier.unknown;
    let mut file = Writer::default();
    file.put("format", FORMAT.into()).number("schema", SCHEMA).put("guideline", DOCUMENT.key.into());
    file.text("id", &dossier.id).number("year", dossier.year);
    if dossier.sample {
        file.put("sample", Value::Bool(true));
    }
    if !dossier.as_of.is_empty() {
        file.text("as_of", &dossier.as_of);
    }
    let (mut union, mut typed) = (Writer::default(), Writer::default());
    let (form, body) = dossier.union.asked();
    union.text("name", &dossier.union.name);
    profile(&mut union, dossier.union.category, form, body);
    union.text("higher", &dossier.union.higher);
    for (fact, text) in &dossier.typed_facts {
        typed.text(fact.key(), text);
    }
    for (rate, text) in &dossier.typed_rates {
        typed.text(rate.key(), text);
    }
    let (mut notes, mut evidence) = (Writer::default(), Writer::default());
    for (row, record) in &dossier.rows {
        if !record.note.is_empty() {
            notes.text(row.key(), &record.note);
        }
        if !record.evidence.is_empty() {
            evidence.put(row.key(), Value::Array(record.evidence.iter().map(piece).collect()));
        }
    }
    file.put("union", union.end(unknown, &["union"]));
    numbers_and_answers(&mut file, unknown, &dossier.facts, &dossier.rates, &dossier.answers);
    file.put("typed", typed.end(unknown, &["typed"]));
    file.put("notes", notes.end(unknown, &["notes"]));
    file.put("evidence", evidence.end(unknown, &["evidence"]));
    layers::encode(dossier, &mut file);
    file.end(unknown, &[])
}

/// What scope depends on, as `union` holds it.
pub(super) fn profile(union: &mut Writer, category: Option<Category>, form: Option<Form>, body: Option<Body>) {
    union.optional("category", category.map(Category::key));
    union.optional("form", form.map(Form::key)).optional("body", body.map(Body::key));
}

/// What a rating depends on beside the profile.
pub(super) fn numbers_and_answers(
    file: &mut Writer,
    unknown: &Unknown,
    facts: &Facts,
    rates: &Rates,
    answers: &Answers,
) {
    let mut part = Writer::default();
    for (fact, count) in facts.iter() {
        #[allow(clippy::cast_precision_loss, reason = "counts are below 10^8")]
        part.number(fact.key(), count as f64);
    }
    file.put("facts", part.end(unknown, &["facts"]));
    for (rate, percent) in rates.iter() {
        part.text(rate.key(), &percent.to_string());
    }
    file.put("rates", part.end(unknown, &["rates"]));
    for (clause, answer) in answers.iter() {
        part.put(clause.key(), answer.key().into());
    }
    file.put("answers", part.end(unknown, &["answers"]));
}

fn piece(entry: &Evidence) -> Value<'static> {
    let mut piece = Writer::default();
    piece.text("name", &entry.name).text("date", &entry.date).text("place", &entry.place).end_with(&entry.unknown)
}
