//! The window: its address, its title, where it is scrolled to.

use gloo::events::EventListener;
use wasm_bindgen::JsCast as _;

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// The address's hash, with its `#`; empty where there is none.
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to a hash.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to a hash in place of the one that is shown: going back leads to what was before.
pub fn replace_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(hash);
    }
}

/// Puts one word of the address's hash in place of another: going back leads to what was before.
pub fn rename_in_hash(from: &str, to: &str) {
    let hash = hash();
    let words: Vec<_> = hash.split('/').map(|word| if word == from { to } else { word }).collect();
    replace_hash(&words.join("/"));
}

/// Writes a hash in place of the one that is shown, and nobody is told: for what is shown already.
pub fn rewrite_hash(hash: &str) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(hash));
    }
}

/// Any text as it may stand in an address, between whatever parts it.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// The text of it; none where it is none.
pub fn decoded(part: &str) -> Option<String> {
    js_sys::decode_uri_component(part).ok().map(String::from)
}

/// Calls back with the new hash, for as long as the listener is kept.
pub fn on_hash_change(call: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| call(hash())))
}

/// The window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Says, for the looks of what is printed, whether sheets of a report are shown.
pub fn set_sheets(shown: bool) {
    let Some(body) = document().and_then(|document| document.body()) else { return };
    let _ = if shown { body.set_attribute("data-sheets", "") } else { body.remove_attribute("data-sheets") };
}

/// Whether the window is as narrow as a phone, as the looks have it: below 600 px, more where the browser's type is large.
pub fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 37.4375em)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Calls back whenever the window's size changes, for as long as the listener is kept.
pub fn on_resize(call: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "resize", move |_| call()))
}

/// Scrolls to the top.
pub fn scroll_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Scrolls the element with this id to the top of what is seen.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.scroll_into_view();
    }
}

/// Scrolls the line of tabs until the one that is open is seen; the page stays where it is.
pub fn show_tab() {
    let tab = document().and_then(|document| document.query_selector(".rail .is-here").ok().flatten());
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok())
        && let Ok(Some(line)) = tab.closest(".rail")
    {
        line.set_scroll_left(tab.offset_left() - 240);
    }
}

/// Puts the keyboard on the element with this id.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether nothing on the page has the keyboard: what was pressed may be gone.
fn is_lost() -> bool {
    let holder = document().and_then(|document| document.active_element());
    holder.is_none_or(|holder| holder.tag_name() == "BODY")
}

/// Puts the keyboard on the element with this id, unless something on the page has it.
pub fn focus_lost(id: &str) {
    if is_lost() {
        focus(id);
    }
}

/// Puts the keyboard on the page's content, unless something on the page has it.
pub fn focus_page() {
    if !is_lost() {
        return;
    }
    let main = document().and_then(|document| document.get_element_by_id("main"));
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = main.set_attribute("tabindex", "-1");
        // Where the page is scrolled to is another's business.
        let still = web_sys::FocusOptions::new();
        still.set_prevent_scroll(true);
        let _ = main.focus_with_options(&still);
    }
}

/// Puts the keyboard on the like button of the line after (or before) the one that a key was pressed in: buttons are
/// alike by their `data-say`. Nothing where the key was pressed elsewhere.
pub fn focus_beside(event: &web_sys::KeyboardEvent, line: &str, after: bool) {
    let Some(button) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
    let Some(say) = button.get_attribute("data-say") else { return };
    event.prevent_default();
    let mut at = button.closest(line).ok().flatten();
    while let Some(element) = at {
        at = if after { element.next_element_sibling() } else { element.previous_element_sibling() };
        let like = at.as_ref().and_then(|at| at.query_selector(&format!("[data-say={say}]")).ok().flatten());
        if let Some(like) = like.and_then(|like| like.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = like.focus();
            return;
        }
    }
}

/// The page's address without its hash; none for a page from a disk, which nobody else can open.
pub fn address() -> Option<String> {
    let href = web_sys::window()?.location().href().ok()?;
    href.starts_with("http").then(|| href.split('#').next().unwrap_or_default().to_owned())
}

/// The heights in px of what a selector finds within an element, in the order of the document; 0 for those that
/// are not there.
pub fn heights(within: &str, selector: &str, count: usize) -> Vec<f64> {
    let found = document().and_then(|document| document.get_element_by_id(within)?.query_selector_all(selector).ok());
    (0..count)
        .map(|at| {
            let node = found.as_ref().and_then(|found| found.get(u32::try_from(at).ok()?));
            let element = node.and_then(|node| node.dyn_into::<web_sys::Element>().ok());
            element.map_or(0.0, |element| element.get_bounding_client_rect().height())
        })
        .collect()
}

/// Whether the page stands inside another program (WeChat, DingTalk, a mini browser) where printing and downloads
/// are missing or dropped in silence: by what is missing first, by name for those that only pretend.
pub fn is_in_app() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let can_print = js_sys::Reflect::get(&window, &"print".into()).is_ok_and(|print| print.is_function());
    let agent = window.navigator().user_agent().unwrap_or_default();
    !can_print || ["MicroMessenger", "DingTalk", "wxwork", "AlipayClient"].iter().any(|name| agent.contains(name))
}
