//! An object of a file, written key by key.

use super::model::Unknown;
use super::value::Value;
use std::borrow::Cow;

/// What is written so far.
#[derive(Default)]
pub struct Writer(Vec<(Cow<'static, str>, Value<'static>)>);

impl Writer {
    /// A key with any value.
    pub fn put(&mut self, key: &'static str, value: Value<'static>) -> &mut Self {
        self.0.push((Cow::Borrowed(key), value));
        self
    }

    /// A key with a text.
    pub fn text(&mut self, key: &'static str, text: &str) -> &mut Self {
        self.put(key, Value::String(Cow::Owned(text.to_owned())))
    }

    /// A key with one of the file's own words, or `null`.
    pub fn optional(&mut self, key: &'static str, word: Option<&'static str>) -> &mut Self {
        self.put(key, word.map_or(Value::Null, Value::from))
    }

    /// A key with a number.
    pub fn number(&mut self, key: &'static str, number: impl Into<f64>) -> &mut Self {
        self.put(key, Value::Number(number.into()))
    }

    fn keep(&mut self, key: &str, value: &Value<'static>) {
        self.0.push((Cow::Owned(key.to_owned()), value.clone()));
    }

    /// What was kept of the object itself, then it is whole.
    pub fn end_with(&mut self, unknown: &[(String, Value<'static>)]) -> Value<'static> {
        for (key, value) in unknown {
            self.keep(key, value);
        }
        Value::Object(core::mem::take(&mut self.0))
    }

    /// What was kept for the place, then the object is whole.
    pub fn end(&mut self, unknown: &Unknown, place: &[&str]) -> Value<'static> {
        for (_, key, value) in unknown.iter().filter(|(known, _, _)| known == place) {
            self.keep(key, value);
        }
        Value::Object(core::mem::take(&mut self.0))
    }
}
