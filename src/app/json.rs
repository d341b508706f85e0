//! A dossier's JSON and the browser's, one into the other.

use crate::browser::{self, Json, Shape};
use crate::dossier::{Value, verdict};
use std::borrow::Cow;
use wasm_bindgen::JsValue;

impl Json for Value<'_> {
    fn make(of: Shape<'static, Self>) -> Self {
        match of {
            Shape::Null => Self::Null,
            Shape::Bool(flag) => Self::Bool(flag),
            Shape::Number(number) => Self::Number(number),
            Shape::String(text) => Self::String(text),
            Shape::Array(items) => Self::Array(items),
            Shape::Object(fields) => Self::Object(fields),
        }
    }

    fn shape(&self) -> Shape<'_, &Self> {
        match self {
            Self::Null => Shape::Null,
            Self::Bool(flag) => Shape::Bool(*flag),
            Self::Number(number) => Shape::Number(*number),
            Self::String(text) => Shape::String(Cow::Borrowed(text)),
            Self::Array(items) => Shape::Array(items.iter().collect()),
            Self::Object(fields) => {
                Shape::Object(fields.iter().map(|(key, value)| (Cow::Borrowed(&**key), value)).collect())
            }
        }
    }
}

/// Rates a dossier for a page that embeds the engine: the object that a file holds, and the object of its rating.
///
/// # Errors
///
/// A Chinese sentence where the object is not a dossier or its profile is not complete.
pub fn rate(dossier: &JsValue) -> Result<JsValue, String> {
    let value: Value = browser::from_js(dossier).unwrap_or(Value::Null);
    verdict(&value).map(|verdict| browser::to_js(&verdict.to_value())).map_err(|error| error.to_string())
}
