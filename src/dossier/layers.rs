//! What lies over the answers, in the file: honours, plan, reviews, the year before.

use super::file::{
    self, Fields, KeepUnknown, Place, answers_into, facts_into, flag, keep, object, profile_of, rates_into, text,
    whole, wrong, year,
};
use super::file_error::FileError;
use super::model::{Dossier, HeldHonour, PlanItem, Unknown};
use super::previous::Previous;
use super::review::{Opinion, Review, ReviewLevel, sort};
use super::sorted::Sorted;
use super::value::Value;
use super::writer::Writer;
use crate::guideline::{ClauseId, Honour, RowId, Star};
use crate::rating::{Answers, Facts, Outcome, Rates};

fn items<'a>(place: Place<'_>, value: &'a Value<'a>) -> Result<&'a [Value<'a>], FileError> {
    match value {
        Value::Array(items) => Ok(items),
        other => Err(wrong(place, other, "一个列表")),
    }
}

/// Hands over all but what is known.
fn but(fields: Fields<'_>, known: &[&str], keep: KeepUnknown<'_>) {
    for (key, value) in fields.iter().filter(|(key, _)| !known.contains(&&**key)) {
        keep(key, value);
    }
}

pub(super) fn honours(value: &Value, dossier: &mut Dossier) -> Result<(), FileError> {
    for item in items(&["honours"], value)? {
        let fields = object(&["honours"], item)?;
        let kind = item.get("kind").unwrap_or(&Value::Null);
        let honour = match kind {
            Value::String(key) => Honour::from_key(key),
            _ => None,
        };
        let honour = honour.ok_or_else(|| wrong(&["honours.kind"], kind, "advanced 或 model"))?;
        let mut held = HeldHonour::new(honour, year(item.get("year").unwrap_or(&Value::Null))?);
        but(fields, &["kind", "year"], &mut |key, value| held.unknown.push((key.to_owned(), value.to_kept())));
        dossier.honours.push(held);
    }
    Ok(())
}

pub(super) fn plan(fields: Fields<'_>, dossier: &mut Dossier) -> Result<(), FileError> {
    for (key, value) in fields {
        let Some(row) = RowId::from_key(key) else {
            keep(&mut dossier.unknown, &["plan"], key, value);
            continue;
        };
        let place = ["plan", &**key];
        let mut item = PlanItem::default();
        for (name, value) in object(&place, value)? {
            let field = match &**name {
                "measure" => &mut item.measure,
                "owner" => &mut item.owner,
                "due" => &mut item.due,
                _ => {
                    keep(&mut dossier.unknown, &["plan", row.key()], name, value);
                    continue;
                }
            };
            text(&["plan", key, name], value)?.clone_into(field);
        }
        dossier.plan.insert(row, item);
    }
    Ok(())
}

pub(super) fn reviews(value: &Value, dossier: &mut Dossier) -> Result<(), FileError> {
    for item in items(&["reviews"], value)? {
        dossier.reviews.push(review(item)?);
    }
    sort(&mut dossier.reviews);
    Ok(())
}

fn review(item: &Value) -> Result<Review, FileError> {
    let fields = object(&["reviews"], item)?;
    let level = item.get("level").unwrap_or(&Value::Null);
    let known = match level {
        Value::String(key) => ReviewLevel::from_key(key),
        _ => None,
    };
    let mut review = Review::new(known.ok_or_else(|| wrong(&["reviews.level"], level, "street、district 或 city"))?);
    for (key, value) in fields {
        match &**key {
            "level" => {}
            "body" => text(&["reviews.body"], value)?.clone_into(&mut review.body),
            "date" => text(&["reviews.date"], value)?.clone_into(&mut review.date),
            "remark" => text(&["reviews.remark"], value)?.clone_into(&mut review.remark),
            "rows" => {
                for (key, value) in object(&["reviews.rows"], value)? {
                    let Some(row) = RowId::from_key(key) else {
                        keep(&mut review.unknown, &["rows"], key, value);
                        continue;
                    };
                    let place = ["reviews.rows", &**key];
                    review.rows.insert(row, opinion(key, value)?);
                    but(object(&place, value)?, &["accepted", "reason", "seen"], &mut |key, value| {
                        keep(&mut review.unknown, &["rows", row.key()], key, value);
                    });
                }
            }
            "claims" => {
                for (key, value) in object(&["reviews.claims"], value)? {
                    let Some(claim) = ClauseId::from_key(key) else {
                        keep(&mut review.unknown, &["claims"], key, value);
                        continue;
                    };
                    review.claims.insert(claim, flag(&["reviews.claims", key], value)?);
                }
            }
            _ => keep(&mut review.unknown, &[], key, value),
        }
    }
    Ok(review)
}

fn opinion(row: &str, value: &Value) -> Result<Opinion, FileError> {
    object(&["reviews.rows", row], value)?;
    let accepted = flag(&["reviews.rows", row, "accepted"], value.get("accepted").unwrap_or(&Value::Null))?;
    let reason = match value.get("reason") {
        Some(reason) => text(&["reviews.rows", row, "reason"], reason)?.to_owned(),
        None => String::new(),
    };
    let seen = match value.get("seen") {
        Some(seen) => outcome(&["reviews.rows", row, "seen"], seen)?,
        None => None,
    };
    Ok(Opinion { accepted, reason, seen })
}

fn outcome(place: Place<'_>, value: &Value) -> Result<Option<Outcome>, FileError> {
    let known = match value {
        Value::Null => return Ok(None),
        Value::String(key) => Outcome::from_key(key),
        _ => None,
    };
    known.map(Some).ok_or_else(|| wrong(place, value, "met、not_met 或 not_applicable"))
}

/// What this version knows of the year before: all of it is written, and must be there, but for its `id`.
pub const PREVIOUS: [&str; 10] =
    ["year", "guideline", "rules", "union", "facts", "rates", "answers", "assured", "attainable", "rows"];

pub(super) fn previous(value: &Value, dossier: &mut Dossier) -> Result<(), FileError> {
    let mut unknown = Unknown::new();
    but(object(&["previous"], value)?, &PREVIOUS, &mut |key, value| {
        if key != "id" {
            keep(&mut unknown, &[], key, value);
        }
    });
    let part = |key: &str| value.get(key).unwrap_or(&Value::Null);
    let string = |key: &str| text(&["previous", key], part(key)).map(str::to_owned);
    let (mut facts, mut rates, mut answers) = (Facts::EMPTY, Rates::EMPTY, Answers::EMPTY);
    // Last year's rows may be rows that today's guideline no longer has: they cannot be compared, but are kept.
    let mut kept = |place: &'static str, key: &str, value: &Value| keep(&mut unknown, &[place], key, value);
    facts_into(object(&["previous.facts"], part("facts"))?, &mut facts, &mut |key, value| kept("facts", key, value))?;
    rates_into(object(&["previous.rates"], part("rates"))?, &mut rates, &mut |key, value| kept("rates", key, value))?;
    answers_into(object(&["previous.answers"], part("answers"))?, &mut answers, &mut |key, value| {
        kept("answers", key, value);
    })?;
    let mut rows = Sorted::new();
    for (key, value) in object(&["previous.rows"], part("rows"))? {
        match RowId::from_key(key) {
            None => keep(&mut unknown, &["rows"], key, value),
            Some(row) => {
                if let Some(outcome) = outcome(&["previous.rows", key], value)? {
                    rows.insert(row, outcome);
                }
            }
        }
    }
    let union = part("union");
    but(object(&["previous.union"], union)?, &["category", "form", "body"], &mut |key, value| {
        keep(&mut unknown, &["union"], key, value);
    });
    let id = if *part("id") == Value::Null { String::new() } else { string("id")? };
    dossier.previous = Some(Box::new(Previous {
        id,
        year: year(part("year"))?,
        guideline: string("guideline")?,
        rules: string("rules")?,
        profile: profile_of(&["previous.union"], union)?,
        facts,
        rates,
        answers,
        assured: star(&["previous.assured"], part("assured"))?,
        attainable: star(&["previous.attainable"], part("attainable"))?,
        rows,
        unknown,
    }));
    Ok(())
}

fn star(place: Place<'_>, value: &Value) -> Result<Star, FileError> {
    whole(value, 5)
        .and_then(|number| Star::from_number(u8::try_from(number).ok()?))
        .ok_or_else(|| wrong(place, value, "0 到 5 的星级"))
}

/// Writes the keys, in order; none for what is empty.
pub(super) fn encode(dossier: &Dossier, file: &mut Writer) {
    if !dossier.honours.is_empty() {
        let held = dossier.honours.iter().map(|held| {
            let mut fields = Writer::default();
            fields.put("kind", held.honour.key.into()).number("year", held.year).end_with(&held.unknown)
        });
        file.put("honours", Value::Array(held.collect()));
    }
    let mut plan = Writer::default();
    for (row, item) in &dossier.plan {
        let mut fields = Writer::default();
        fields.text("measure", &item.measure).text("owner", &item.owner).text("due", &item.due);
        plan.put(row.key(), fields.end(&dossier.unknown, &["plan", row.key()]));
    }
    let plan = plan.end(&dossier.unknown, &["plan"]);
    if plan != Value::Object(Vec::new()) {
        file.put("plan", plan);
    }
    if !dossier.reviews.is_empty() {
        file.put("reviews", Value::Array(dossier.reviews.iter().map(encode_review).collect()));
    }
    if let Some(previous) = &dossier.previous {
        file.put("previous", encode_previous(previous));
    }
}

fn encode_review(review: &Review) -> Value<'static> {
    let Review { unknown, .. } = review;
    let (mut rows, mut claims) = (Writer::default(), Writer::default());
    for (row, said) in &review.rows {
        let mut opinion = Writer::default();
        opinion.put("accepted", Value::Bool(said.accepted)).text("reason", &said.reason);
        opinion.optional("seen", said.seen.map(Outcome::key));
        rows.put(row.key(), opinion.end(unknown, &["rows", row.key()]));
    }
    for (claim, confirmed) in &review.claims {
        claims.put(claim.key(), Value::Bool(*confirmed));
    }
    let mut fields = Writer::default();
    fields.put("level", review.level.key().into()).text("body", &review.body).text("date", &review.date);
    fields.put("rows", rows.end(unknown, &["rows"])).put("claims", claims.end(unknown, &["claims"]));
    fields.text("remark", &review.remark).end(unknown, &[])
}

fn encode_previous(previous: &Previous) -> Value<'static> {
    let Previous { unknown, profile, .. } = previous;
    let (mut fields, mut union, mut rows) = (Writer::default(), Writer::default(), Writer::default());
    file::profile(&mut union, Some(profile.category()), profile.form(), profile.body());
    for (row, outcome) in &previous.rows {
        rows.put(row.key(), outcome.key().into());
    }
    if !previous.id.is_empty() {
        fields.text("id", &previous.id);
    }
    fields.number("year", previous.year).text("guideline", &previous.guideline).text("rules", &previous.rules);
    fields.put("union", union.end(unknown, &["union"]));
    file::numbers_and_answers(&mut fields, unknown, &previous.facts, &previous.rates, &previous.answers);
    fields.number("assured", previous.assured.number()).number("attainable", previous.attainable.number());
    fields.put("rows", rows.end(unknown, &["rows"])).end(unknown, &[])
}
