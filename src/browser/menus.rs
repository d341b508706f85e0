//! Menus are `details.more`: the browser opens them; here they close again on a click or on Escape, and with them the
//! phone's drawer.

use gloo::events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element, Event, HtmlElement, KeyboardEvent};

/// Closes open menus when something else, or an entry of theirs, is clicked, and on Escape; for as long as
/// the listeners are kept.
pub fn close_menus() -> Vec<EventListener> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Vec::new() };
    // Most clicks find no menu open and must not look through the page for one.
    let opened = Rc::new(Cell::new(false));
    let on_toggle = {
        let opened = opened.clone();
        let capture = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&document, "toggle", capture, move |_| opened.set(true))
    };
    let on_click = {
        let (at, opened) = (document.clone(), opened.clone());
        EventListener::new(&document, "click", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            close_drawer(&at, target.as_ref());
            if !opened.get() {
                return;
            }
            let own = target.as_ref().filter(|target| !is_inside(target, ".menu"));
            let own = own.and_then(|target| target.closest("details.more").ok().flatten());
            let menus = open_menus(&at);
            opened.set(!menus.is_empty());
            for menu in menus.iter().filter(|menu| Some(*menu) != own.as_ref()) {
                let _ = menu.remove_attribute("open");
                // A button of the menu goes with it.
                if target.as_ref().is_some_and(|target| menu.contains(Some(target)) && is_inside(target, "button")) {
                    focus_name(menu);
                }
            }
        })
    };
    let on_escape = {
        let at = document.clone();
        EventListener::new(&document, "keydown", move |event: &Event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                close_drawer(&at, None);
                for menu in open_menus(&at) {
                    let _ = menu.remove_attribute("open");
                    focus_name(&menu);
                }
            }
        })
    };
    vec![on_toggle, on_click, on_escape]
}

/// Puts the keyboard on what opens the menu.
fn focus_name(menu: &Element) {
    let name = menu.query_selector("summary").ok().flatten();
    if let Some(name) = name.and_then(|name| name.dyn_into::<HtmlElement>().ok()) {
        let _ = name.focus();
    }
}

fn is_inside(element: &Element, selector: &str) -> bool {
    element.closest(selector).ok().flatten().is_some()
}

/// Closes the phone's 目录, which is a drawer over the page: once this event is done, for its own click is another.
fn close_drawer(document: &Document, target: Option<&Element>) {
    // Found from what has a name: no click may look through the whole page.
    let frame = document.get_element_by_id("main").and_then(|main| main.parent_element());
    let is_open = frame.is_some_and(|frame| frame.class_list().contains("has-drawer"));
    if !is_open || target.is_some_and(|target| is_inside(target, ".dock-toc, .rail")) {
        return;
    }
    let name = document.query_selector(".dock-toc").ok().flatten();
    if let Some(name) = name.and_then(|name| name.dyn_into::<HtmlElement>().ok()) {
        super::clock::after(0, move || name.click()).forget();
    }
}

fn open_menus(document: &Document) -> Vec<Element> {
    let menus = document.get_elements_by_class_name("more");
    let menus = (0..menus.length()).filter_map(|at| menus.get_with_index(at));
    menus.filter(|menu| menu.has_attribute("open")).collect()
}
