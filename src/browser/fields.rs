//! What stands in the fields of a form.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

fn value(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return Some(input.value());
    }
    if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        return Some(select.value());
    }
    field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value)
}

/// Whether somebody is in a field that one types into.
pub fn is_typing() -> bool {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    active.is_some_and(|active| {
        active.matches("textarea, input:not([type=radio]):not([type=checkbox])").unwrap_or_default()
    })
}

/// What stands in the field that an event came from.
pub fn typed(event: &Event) -> Option<String> {
    value(event.target()?.dyn_ref()?)
}

/// What stands in a field of the form that an event came from.
pub fn typed_in(event: &Event, selector: &str) -> Option<String> {
    let form: Element = event.target()?.dyn_into().ok()?;
    value(&form.query_selector(selector).ok()??)
}
