//! How the page starts and ends in an element of the document.

use super::carry;
use super::later;
use super::part::{self, Drawn};
use super::root::App;
use super::route::Route;
use crate::browser;
use std::cell::RefCell;
use web_sys::Element;
use yew::AppHandle;

thread_local! {
    static RUNNING: RefCell<Option<AppHandle<Drawn>>> = const { RefCell::new(None) };
}

/// Starts the page in an element, perhaps with what another part of it had open. Home stands there already, as
/// `prerender` wrote it, and somebody may have gone on from it.
pub fn start(root: Element, carried: Option<&str>, has_moved: bool) {
    let route = Route::parse(&browser::hash());
    let takes_over = carried.is_some();
    // Nothing comes before the first part.
    let carried = later::reads(|| carry::unpack(carried?));
    #[cfg(feature = "later")]
    let is_there = route == Route::Home && root.child_element_count() > 0;
    let renderer = part::renderer(root, App { route, carried, takes_over, has_moved });
    #[cfg(feature = "later")]
    let handle = if is_there { renderer.hydrate() } else { renderer.render() };
    #[cfg(not(feature = "later"))]
    let handle = renderer.render();
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
    let home = App { route: Route::Home, carried: None, takes_over: false, has_moved: false };
    futures::executor::block_on(yew::LocalServerRenderer::<Drawn>::with_props(part::DrawnProps::new(home)).render())
}
