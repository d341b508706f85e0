//! An action as JSON, so that what can be taken back survives the page: written as the part of a dossier's file
//! that holds the field, read by the file's own reader.

use super::action::Action;
use super::file::{decode, encode, part};
use super::model::Dossier;
use super::value::Value;
use crate::guideline::{ClauseId, FactId, RateId, RowId};

impl Action {
    /// The parts of the file that hold the field, and the field's key within them.
    fn place(&self) -> (&'static [&'static str], &'static str) {
        match self {
            Self::SetUnion(_) => (&["union"], ""),
            Self::SetYear(_) => (&["year"], ""),
            Self::SetAsOf(_) => (&["as_of"], ""),
            Self::SetFact(fact, _) => (&["facts", "typed"], fact.key()),
            Self::SetRate(rate, _) => (&["rates", "typed"], rate.key()),
            Self::SetAnswer(clause, _) => (&["answers"], clause.key()),
            Self::SetNote(row, _) => (&["notes"], row.key()),
            Self::SetEvidence(row, _) => (&["evidence"], row.key()),
            Self::SetHonours(_) => (&["honours"], ""),
            Self::SetPlan(row, _) => (&["plan"], row.key()),
            Self::SetReviews(_) => (&["reviews"], ""),
            Self::Replace(_) => (&[], ""),
        }
    }

    /// `{ "set": "facts", "of": "employees", "to": { "facts": { "employees": 86 }, "typed": {} } }`
    pub fn encode(&self) -> Value<'static> {
        let (parts, key) = self.place();
        if let Self::Replace(dossier) = self {
            return Value::Object(vec![
                ("set".into(), "all".into()),
                ("of".into(), "".into()),
                ("to".into(), encode(dossier)),
            ]);
        }
        // What a blank file holds once the action is applied to it.
        let mut blank = Dossier::default();
        self.clone().apply(&mut blank);
        let Value::Object(mut fields) = encode(&blank) else { return Value::Null };
        fields.retain(|(name, _)| parts.contains(&&**name));
        let set = parts.first().copied().unwrap_or_default();
        Value::Object(vec![("set".into(), set.into()), ("of".into(), key.into()), ("to".into(), Value::Object(fields))])
    }

    /// Reads what [`Self::encode`] wrote; none where it is of another version, or damaged.
    pub fn decode(value: &Value) -> Option<Self> {
        let text = |key: &str| match value.get(key) {
            Some(Value::String(text)) => Some(&**text),
            _ => None,
        };
        let (set, of) = (text("set")?, text("of")?);
        let Some(Value::Object(fields)) = value.get("to") else { return None };
        if set == "all" {
            return decode(value.get("to")?).ok().map(|dossier| Self::Replace(Box::new(dossier)));
        }
        let mut blank = Dossier::default();
        for (key, value) in fields {
            part(key, value, &mut blank).ok()?;
        }
        Some(match set {
            "union" => Self::SetUnion(blank.union),
            "year" => Self::SetYear(blank.year),
            "as_of" => Self::SetAsOf(blank.as_of),
            "facts" => FactId::from_key(of).map(|fact| Self::SetFact(fact, blank.fact(fact)))?,
            "rates" => RateId::from_key(of).map(|rate| Self::SetRate(rate, blank.percent(rate)))?,
            "answers" => ClauseId::from_key(of).map(|clause| Self::SetAnswer(clause, blank.answers.get(clause)))?,
            "notes" => RowId::from_key(of).map(|row| Self::SetNote(row, blank.note(row).to_owned()))?,
            "evidence" => RowId::from_key(of).map(|row| Self::SetEvidence(row, blank.evidence(row).to_vec()))?,
            "honours" => Self::SetHonours(blank.honours),
            "plan" => RowId::from_key(of).map(|row| Self::SetPlan(row, blank.plan.remove(&row)))?,
            "reviews" => Self::SetReviews(blank.reviews),
            _ => return None,
        })
    }
}
