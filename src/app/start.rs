//! How the page starts and ends in an element of the document.

use super::carry;
use super::root::{App, AppProps};
use super::route::Route;
use crate::browser;
use std::cell::RefCell;
use web_sys::Element;
use yew::{AppHandle, Renderer};

thread_local! {
    static RUNNING: RefCell<Option<AppHandle<App>>> = const { RefCell::new(None) };
}

/// Starts the page in an element, perhaps with what another part of it had open. Home stands there already, as
/// [`prerender`] wrote it.
pub fn start(root: Element, carried: Option<&str>) {
    let route = Route::parse(&browser::hash());
    let is_there = route == Route::Home && root.child_element_count() > 0;
    let (takes_over, carried) = (carried.is_some(), carried.and_then(carry::unpack));
    let renderer = Renderer::with_root_and_props(root, AppProps { route, carried, takes_over });
    let handle = if is_there { renderer.hydrate() } else { renderer.render() };
    RUNNING.with(|running| running.replace(Some(handle)));
}

/// Takes the page away.
pub fn stop() {
    if let Some(handle) = RUNNING.with(RefCell::take) {
        handle.destroy();
    }
}

/// Home as HTML.
#[cfg(feature = "prerender")]
pub fn prerender() -> String {
    let props = AppProps { route: Route::Home, carried: None, takes_over: false };
    futures::executor::block_on(yew::LocalServerRenderer::<App>::with_props(props).render())
}
