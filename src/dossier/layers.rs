//! What lies over the answers, in the file: honours, plan, reviews, the year before.

use super::file::{
    Fields, FileError, answers_into, facts_into, flag, keep, object, profile_fields, profile_of, rates_into, text,
    whole, with_kept, wrong, year,
};
use super::model::{Dossier, HeldHonour, PlanItem, Unknown};
use super::previous::Previous;
use super::review::{Opinion, Review, ReviewLevel};
use super::sorted::Sorted;
use super::value::Value;
use crate::guideline::{ClauseId, Honour, RowId, Star};
use crate::rating::{Answers, Facts, Outcome, Rates};

fn items<'a>(place: &str, value: &'a Value) -> Result<&'a [Value], FileError> {
    match value {
        Value::Array(items) => Ok(items),
        other => Err(wrong(place, other, "一个列表")),
    }
}

pub(super) fn honours(value: &Value, dossier: &mut Dossier) -> Result<(), FileError> {
    for item in items("honours", value)? {
        object("honours", item)?;
        let kind = item.get("kind").unwrap_or(&Value::Null);
        let honour = match kind {
            Value::String(key) => Honour::from_key(key),
            _ => None,
        };
        let honour = honour.ok_or_else(|| wrong("honours.kind", kind, "advanced 或 model"))?;
        dossier.honours.push(HeldHonour { honour, year: year(item.get("year").unwrap_or(&Value::Null))? });
    }
    Ok(())
}

pub(super) fn plan(fields: Fields<'_>, dossier: &mut Dossier) -> Result<(), FileError> {
    for (key, value) in fields {
        let Some(row) = RowId::from_key(key) else {
            keep(&mut dossier.unknown, &["plan"], key, value);
            continue;
        };
        let place = format!("plan.{key}");
        let mut item = PlanItem::default();
        for (name, value) in object(&place, value)? {
            let field = match name.as_str() {
                "measure" => &mut item.measure,
                "owner" => &mut item.owner,
                "due" => &mut item.due,
                _ => {
                    keep(&mut dossier.unknown, &["plan", row.key()], name, value);
                    continue;
                }
            };
            text(&format!("{place}.{name}"), value)?.clone_into(field);
        }
        dossier.plan.insert(row, item);
    }
    Ok(())
}

pub(super) fn reviews(value: &Value, dossier: &mut Dossier) -> Result<(), FileError> {
    for item in items("reviews", value)? {
        dossier.reviews.push(review(item)?);
    }
    Ok(())
}

fn review(item: &Value) -> Result<Review, FileError> {
    let fields = object("reviews", item)?;
    let level = item.get("level").unwrap_or(&Value::Null);
    let known = match level {
        Value::String(key) => ReviewLevel::from_key(key),
        _ => None,
    };
    let mut review = Review::new(known.ok_or_else(|| wrong("reviews.level", level, "street、district 或 city"))?);
    for (key, value) in fields {
        match key.as_str() {
            "level" => {}
            "body" => text("reviews.body", value)?.clone_into(&mut review.body),
            "date" => text("reviews.date", value)?.clone_into(&mut review.date),
            "remark" => text("reviews.remark", value)?.clone_into(&mut review.remark),
            "rows" => {
                for (key, value) in object("reviews.rows", value)? {
                    let Some(row) = RowId::from_key(key) else {
                        keep(&mut review.unknown, &["rows"], key, value);
                        continue;
                    };
                    let place = format!("reviews.rows.{key}");
                    review.rows.insert(row, opinion(&place, value)?);
                    for (key, value) in object(&place, value)? {
                        if !matches!(key.as_str(), "accepted" | "reason" | "seen") {
                            keep(&mut review.unknown, &["rows", row.key()], key, value);
                        }
                    }
                }
            }
            "claims" => {
                for (key, value) in object("reviews.claims", value)? {
                    let Some(claim) = ClauseId::from_key(key) else {
                        keep(&mut review.unknown, &["claims"], key, value);
                        continue;
                    };
                    review.claims.insert(claim, flag(&format!("reviews.claims.{key}"), value)?);
                }
            }
            _ => keep(&mut review.unknown, &[], key, value),
        }
    }
    Ok(review)
}

fn opinion(place: &str, value: &Value) -> Result<Opinion, FileError> {
    object(place, value)?;
    let accepted = flag(&format!("{place}.accepted"), value.get("accepted").unwrap_or(&Value::Null))?;
    let reason = match value.get("reason") {
        Some(reason) => text(&format!("{place}.reason"), reason)?.to_owned(),
        None => String::new(),
    };
    let seen = match value.get("seen") {
        Some(seen) => outcome(&format!("{place}.seen"), seen)?,
        None => None,
    };
    Ok(Opinion { accepted, reason, seen })
}

fn outcome(place: &str, value: &Value) -> Result<Option<Outcome>, FileError> {
    match value {
        Value::Null => Ok(None),
        Value::String(key) if Outcome::from_key(key).is_some() => Ok(Outcome::from_key(key)),
        other => Err(wrong(place, other, "met、not_met 或 not_applicable")),
    }
}

/// What this version knows of the year before.
const PREVIOUS: [&str; 10] =
    ["year", "guideline", "rules", "union", "facts", "rates", "answers", "assured", "attainable", "rows"];

pub(super) fn previous(value: &Value, dossier: &mut Dossier) -> Result<(), FileError> {
    let mut unknown = Unknown::new();
    for (key, value) in object("previous", value)? {
        if !PREVIOUS.contains(&key.as_str()) {
            keep(&mut unknown, &[], key, value);
        }
    }
    let part = |key: &str| value.get(key).unwrap_or(&Value::Null);
    let string = |key: &str| text(&format!("previous.{key}"), part(key)).map(str::to_owned);
    let (mut facts, mut rates, mut answers) = (Facts::EMPTY, Rates::EMPTY, Answers::EMPTY);
    // Last year's rows may be rows that today's guideline no longer has: they cannot be compared, but are kept.
    let mut kept = |place: &'static str, key: &str, value: &Value| keep(&mut unknown, &[place], key, value);
    facts_into(object("previous.facts", part("facts"))?, &mut facts, &mut |key, value| kept("facts", key, value))?;
    rates_into(object("previous.rates", part("rates"))?, &mut rates, &mut |key, value| kept("rates", key, value))?;
    answers_into(object("previous.answers", part("answers"))?, &mut answers, &mut |key, value| {
        kept("answers", key, value);
    })?;
    let mut rows = Sorted::new();
    for (key, value) in object("previous.rows", part("rows"))? {
        match RowId::from_key(key) {
            None => keep(&mut unknown, &["rows"], key, value),
            Some(row) => {
                if let Some(outcome) = outcome(&format!("previous.rows.{key}"), value)? {
                    rows.insert(row, outcome);
                }
            }
        }
    }
    dossier.previous = Some(Box::new(Previous {
        year: year(part("year"))?,
        guideline: string("guideline")?,
        rules: string("rules")?,
        profile: profile_of("previous.union", part("union"))?,
        facts,
        rates,
        answers,
        assured: star("previous.assured", part("assured"))?,
        attainable: star("previous.attainable", part("attainable"))?,
        rows,
        unknown,
    }));
    Ok(())
}

fn star(place: &str, value: &Value) -> Result<Star, FileError> {
    whole(value, 5)
        .and_then(|number| Star::from_number(u8::try_from(number).ok()?))
        .ok_or_else(|| wrong(place, value, "0 到 5 的星级"))
}

/// The keys to write, in order; none for what is empty.
pub(super) fn encode(dossier: &Dossier) -> Vec<(String, Value)> {
    let mut fields = Vec::new();
    let string = |text: &str| Value::String(text.to_owned());
    let key = |key: &str, value: Value| (key.to_owned(), value);
    let number = |number: u16| Value::Number(f64::from(number));
    if !dossier.honours.is_empty() {
        let held = dossier
            .honours
            .iter()
            .map(|held| Value::Object(vec![key("kind", string(held.honour.key)), key("year", number(held.year))]));
        fields.push(key("honours", Value::Array(held.collect())));
    }
    let plan = dossier.plan.iter().map(|(row, item)| {
        let parts = [("measure", &item.measure), ("owner", &item.owner), ("due", &item.due)];
        let parts = parts.map(|(name, text)| key(name, string(text))).to_vec();
        key(row.key(), with_kept(&dossier.unknown, &["plan", row.key()], parts))
    });
    let unknown = dossier.unknown.iter().filter(|(place, _, _)| place == &["plan"]);
    let plan: Vec<_> = plan.chain(unknown.map(|(_, key, value)| (key.clone(), value.clone()))).collect();
    if !plan.is_empty() {
        fields.push(key("plan", Value::Object(plan)));
    }
    if !dossier.reviews.is_empty() {
        fields.push(key("reviews", Value::Array(dossier.reviews.iter().map(encode_review).collect())));
    }
    if let Some(previous) = &dossier.previous {
        fields.push(key("previous", encode_previous(previous)));
    }
    fields
}

fn outcome_value(outcome: Option<Outcome>) -> Value {
    outcome.map_or(Value::Null, |outcome| outcome.key().into())
}

fn encode_review(review: &Review) -> Value {
    let key = |key: &str, value: Value| (key.to_owned(), value);
    let rows = review.rows.iter().map(|(row, said)| {
        let parts = vec![
            key("accepted", Value::Bool(said.accepted)),
            key("reason", said.reason.as_str().into()),
            key("seen", outcome_value(said.seen)),
        ];
        key(row.key(), with_kept(&review.unknown, &["rows", row.key()], parts))
    });
    let claims = review.claims.iter().map(|(claim, confirmed)| key(claim.key(), Value::Bool(*confirmed)));
    let at = |place: &[&str], fields: Vec<(String, Value)>| with_kept(&review.unknown, place, fields);
    let fields = vec![
        key("level", review.level.key().into()),
        key("body", review.body.as_str().into()),
        key("date", review.date.as_str().into()),
        key("rows", at(&["rows"], rows.collect())),
        key("claims", at(&["claims"], claims.collect())),
        key("remark", review.remark.as_str().into()),
    ];
    at(&[], fields)
}

fn encode_previous(previous: &Previous) -> Value {
    let key = |key: &str, value: Value| (key.to_owned(), value);
    let star = |star: Star| Value::Number(f64::from(star.number()));
    #[allow(clippy::cast_precision_loss, reason = "counts are below 10^8")]
    let facts = previous.facts.iter().map(|(fact, count)| key(fact.key(), Value::Number(count as f64)));
    let rates = previous.rates.iter().map(|(rate, percent)| key(rate.key(), Value::String(percent.to_string())));
    let answers = previous.answers.iter().map(|(clause, answer)| key(clause.key(), answer.key().into()));
    let rows = previous.rows.iter().map(|(row, outcome)| key(row.key(), outcome.key().into()));
    let at = |place: &[&str], fields: Vec<(String, Value)>| with_kept(&previous.unknown, place, fields);
    let fields = vec![
        key("year", Value::Number(f64::from(previous.year))),
        key("guideline", previous.guideline.as_str().into()),
        key("rules", previous.rules.as_str().into()),
        key("union", Value::Object(profile_fields(previous.profile))),
        key("facts", at(&["facts"], facts.collect())),
        key("rates", at(&["rates"], rates.collect())),
        key("answers", at(&["answers"], answers.collect())),
        key("assured", star(previous.assured)),
        key("attainable", star(previous.attainable)),
        key("rows", at(&["rows"], rows.collect())),
    ];
    at(&[], fields)
}
