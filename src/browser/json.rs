//! JSON by the browser's own parser, and its objects as values of ours: by hand, which spares the first download the
//! 25 kB of a parser and a deserializer.

use js_sys::{Array, JSON, Object, Reflect};
use std::borrow::Cow;
use wasm_bindgen::{JsCast as _, JsValue};

/// A value that holds JSON. This room does not know whose it is.
pub trait Json: Sized {
    /// A value of what the browser read.
    fn make(of: Shape<'static, Self>) -> Self;
    /// What it holds.
    fn shape(&self) -> Shape<'_, &Self>;
}

/// What JSON can hold.
#[derive(Clone, Debug)]
pub enum Shape<'a, T> {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<T>),
    /// An object, its keys in order.
    Object(Vec<(Cow<'a, str>, T)>),
}

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The line, from 1, where the browser says so.
    pub line: Option<u32>,
}

/// Deeper than anything of ours: what is nested so is not read, since it would not end well.
const DEEPEST: u32 = 100;

/// Reads a text.
pub fn parse<T: Json>(text: &str) -> Result<T, JsonError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = JSON::parse(text).map_err(|error| JsonError { line: line_of(&error, text) })?;
    from_js(&value).ok_or(JsonError { line: None })
}

/// Writes a value. Each answer is written so: an object made for the browser to write took three times as long.
pub fn stringify<T: Json>(value: &T) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write<T: Json>(value: &T, text: &mut String) {
    match value.shape() {
        Shape::Bool(true) => text.push_str("true"),
        Shape::Bool(false) => text.push_str("false"),
        // As the browser writes it.
        Shape::Number(number) if number.is_finite() => {
            text.push_str(&String::from(Object::to_string(&js_sys::Number::from(number))))
        }
        // JSON has no word for infinity.
        Shape::Null | Shape::Number(_) => text.push_str("null"),
        Shape::String(words) => quote(&words, text),
        Shape::Array(items) => {
            text.push('[');
            for (at, item) in items.into_iter().enumerate() {
                next(at, text);
                write(item, text);
            }
            text.push(']');
        }
        Shape::Object(fields) => {
            text.push('{');
            for (at, (key, value)) in fields.into_iter().enumerate() {
                next(at, text);
                quote(&key, text);
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
    }
}

fn next(at: usize, text: &mut String) {
    if at > 0 {
        text.push(',');
    }
}

fn quote(words: &str, text: &mut String) {
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            control if control < ' ' => text.push_str(&format!("\\u{:04x}", u32::from(control))),
            letter => text.push(letter),
        }
    }
    text.push('"');
}

/// A value of an object that the browser holds; none where it is nested too deep.
pub fn from_js<T: Json>(value: &JsValue) -> Option<T> {
    read(value, DEEPEST)
}

fn read<T: Json>(value: &JsValue, deep: u32) -> Option<T> {
    let deep = deep.checked_sub(1)?;
    let shape = if let Some(text) = value.as_string() {
        Shape::String(Cow::Owned(text))
    } else if let Some(number) = value.as_f64() {
        Shape::Number(number)
    } else if let Some(flag) = value.as_bool() {
        Shape::Bool(flag)
    } else if let Some(items) = value.dyn_ref::<Array>() {
        Shape::Array(items.iter().map(|item| read(&item, deep)).collect::<Option<_>>()?)
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let entry = |key: JsValue| Some((Cow::Owned(key.as_string()?), read(&Reflect::get(object, &key).ok()?, deep)?));
        Shape::Object(Object::keys(object).iter().map(entry).collect::<Option<_>>()?)
    } else {
        Shape::Null
    };
    Some(T::make(shape))
}

/// The browser's object for a value.
pub fn to_js<T: Json>(value: &T) -> JsValue {
    match value.shape() {
        Shape::Null => JsValue::NULL,
        Shape::Bool(flag) => flag.into(),
        Shape::Number(number) => number.into(),
        Shape::String(text) => JsValue::from_str(&text),
        Shape::Array(items) => items.into_iter().map(to_js).collect::<Array>().into(),
        Shape::Object(fields) => {
            // Without a prototype: a key called `__proto__` is a key like any other.
            let object = Object::create(JsValue::NULL.unchecked_ref::<Object>());
            for (key, value) in fields {
                let _ = Reflect::set(&object, &JsValue::from_str(&key), &to_js(value));
            }
            object.into()
        }
    }
}

/// Chromium says “at position 123”, Firefox “at line 3 column 5”; others say nothing.
fn line_of(error: &JsValue, text: &str) -> Option<u32> {
    let message = String::from(js_sys::Error::from(error.clone()).message());
    let number_after = |wanted: &str| {
        let mut words = message.split(' ').skip_while(|word| *word != wanted).skip(1);
        let digits = words.next()?.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse::<u32>().ok()
    };
    if let Some(line) = number_after("line") {
        return Some(line);
    }
    let position = usize::try_from(number_after("position")?).ok()?;
    // The position counts UTF-16 units.
    let before = text.encode_utf16().take(position).filter(|unit| *unit == u16::from(b'\n')).count();
    u32::try_from(before + 1).ok()
}
