//! An object of a file, written key by key.

use super::model::Unknown;
use super::value::Value;

/// What is written so far.
#[derive(Default)]
pub struct Writer(Vec<(String, Value)>);

impl Writer {
    /// A key with any value.
    pub fn put(&mut self, key: &str, value: Value) -> &mut Self {
        self.0.push((key.to_owned(), value));
        self
    }

    /// A key with a text.
    pub fn text(&mut self, key: &str, text: &str) -> &mut Self {
        self.put(key, text.into())
    }

    /// A key with a text or `null`.
    pub fn optional(&mut self, key: &str, text: Option<&str>) -> &mut Self {
        self.put(key, text.map_or(Value::Null, Value::from))
    }

    /// A key with a number.
    pub fn number(&mut self, key: &str, number: impl Into<f64>) -> &mut Self {
        self.put(key, Value::Number(number.into()))
    }

    /// What was kept for the place, then the object is whole.
    pub fn end(&mut self, unknown: &Unknown, place: &[&str]) -> Value {
        for (_, key, value) in unknown.iter().filter(|(known, _, _)| known == place) {
            self.put(key, value.clone());
        }
        Value::Object(core::mem::take(&mut self.0))
    }
}
