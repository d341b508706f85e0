//! The desk's worker: files in, questions and answers as text, files out. Only in the third Wasm.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DataTransfer, HtmlInputElement};

/// What `desk.js` offers.
fn call(name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let desk = Reflect::get(&js_sys::global(), &"union_star_desk".into())?;
    Reflect::get(&desk, &name.into())?.dyn_into::<Function>()?.call1(&desk, argument)
}

/// How reading goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// So many of so many; of 0 where nobody knows of how many.
    Going(u32, u32),
    /// All read and sorted out, or stopped: so many were left, and of this joined file the rest.
    Settled(u32, String),
    /// The desk is kept in this browser.
    Kept,
    /// It could not be kept.
    NotKept,
    /// It was not kept: another tab has kept another meanwhile.
    Elsewhere,
    /// It is about to be kept.
    Keeping,
    /// A desk of before is kept.
    Before,
    /// It was cleared meanwhile.
    Gone,
    /// There was no file in what was dropped or chosen.
    Nothing,
    /// The worker broke.
    Broken,
}

/// Calls back with how reading goes on.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of files")]
pub fn on_reading(back: impl Fn(Reading) + 'static) {
    let listener = Closure::<dyn Fn(f64, f64, String)>::new(move |read: f64, of: f64, path: String| {
        back(match read as i32 {
            -1 => Reading::Settled(of as u32, path),
            -2 => Reading::Kept,
            -3 => Reading::NotKept,
            -4 => Reading::Before,
            -5 => Reading::Gone,
            -6 => Reading::Broken,
            -7 => Reading::Elsewhere,
            -8 => Reading::Keeping,
            -9 => Reading::Nothing,
            _ => Reading::Going(read as u32, of as u32),
        });
    });
    let _ = call("listen", &listener.into_js_value());
}

/// Reads the files that a field holds, and empties it.
pub fn read_chosen(input: &HtmlInputElement) {
    let _ = call("chosen", input);
}

/// Reads what was dropped, folders with all that is in them.
pub fn read_dropped(transfer: &DataTransfer) {
    let _ = call("dropped", transfer);
}

/// Stops reading.
pub fn stop_reading() {
    let _ = call("cancel", &JsValue::UNDEFINED);
}

/// Goes on with what was left as reading was stopped.
pub fn go_on_reading() {
    let _ = call("goOn", &JsValue::UNDEFINED);
}

/// Opens the desk of before.
pub fn reopen() {
    let _ = call("reopen", &JsValue::UNDEFINED);
}

/// Leaves the desk of before: what is read next takes its place.
pub fn begin_anew() {
    let _ = call("anew", &JsValue::UNDEFINED);
}

/// Clears the desk that is kept in this browser; whether that went well.
pub async fn forget() -> bool {
    answer("forget", "", "text").await.is_some_and(|text| text.is_string())
}

async fn answer(name: &str, argument: &str, part: &str) -> Option<JsValue> {
    let promise: Promise = call(name, &argument.into()).ok()?.dyn_into().ok()?;
    let answer = JsFuture::from(promise).await.ok()?;
    Reflect::get(&answer, &part.into()).ok()
}

/// Asks the worker; none where it broke.
pub async fn ask(text: &str) -> Option<String> {
    answer("ask", text, "text").await?.as_string()
}

/// Has the worker make a file; none where there is nothing to put into it.
pub async fn take(kind: &str) -> Option<Blob> {
    answer("take", kind, "blob").await?.dyn_into().ok()
}
