//! Menus are `details.more`: the browser opens them; here they close again on a click or on Escape.

use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element, Event, HtmlElement, KeyboardEvent};

/// Closes open menus when something else, or an entry of theirs, is clicked, and on Escape; for as long as
/// the listeners are kept.
pub fn close_menus() -> Vec<EventListener> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Vec::new() };
    let on_click = {
        let at = document.clone();
        EventListener::new(&document, "click", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let own = target.as_ref().filter(|target| !is_inside(target, ".menu"));
            let own = own.and_then(|target| target.closest("details.more").ok().flatten());
            for menu in open_menus(&at).filter(|menu| Some(menu) != own.as_ref()) {
                let _ = menu.remove_attribute("open");
            }
        })
    };
    let on_escape = {
        let at = document.clone();
        EventListener::new(&document, "keydown", move |event: &Event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                for menu in open_menus(&at) {
                    let _ = menu.remove_attribute("open");
                    let name = menu.query_selector("summary").ok().flatten();
                    if let Some(name) = name.and_then(|name| name.dyn_into::<HtmlElement>().ok()) {
                        let _ = name.focus();
                    }
                }
            }
        })
    };
    vec![on_click, on_escape]
}

fn is_inside(element: &Element, selector: &str) -> bool {
    element.closest(selector).ok().flatten().is_some()
}

/// By class, since every click asks: the document keeps that list, and goes through all elements for a selector.
fn open_menus(document: &Document) -> impl Iterator<Item = Element> {
    let menus = document.get_elements_by_class_name("more");
    (0..menus.length()).filter_map(move |at| menus.get_with_index(at)).filter(|menu| menu.has_attribute("open"))
}
