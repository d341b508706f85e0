//! What is done with the next frame, or once it is painted.

use super::clock::after;
use std::cell::RefCell;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// So many milliseconds at most until what waits for a frame is done: a page that nobody sees has none.
const WITHOUT_A_FRAME: u32 = 100;

type Calls = RefCell<Vec<Box<dyn FnOnce()>>>;

thread_local! {
    static WITH_IT: Calls = const { RefCell::new(Vec::new()) };
    static ONCE_PAINTED: Calls = const { RefCell::new(Vec::new()) };
}

/// Does something just before the next frame is painted.
pub fn with_next_frame(call: impl FnOnce() + 'static) {
    if !WITH_IT.with(|calls| is_first(calls, Box::new(call))) {
        return;
    }
    let frame = Closure::once_into_js(|| WITH_IT.with(run));
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(frame.unchecked_ref());
    }
    after(WITHOUT_A_FRAME, || WITH_IT.with(run)).forget();
}

/// Does something once the next frame is painted.
pub fn once_painted(call: impl FnOnce() + 'static) {
    if ONCE_PAINTED.with(|calls| is_first(calls, Box::new(call))) {
        with_next_frame(|| {
            after(0, || ONCE_PAINTED.with(run)).forget();
        });
    }
}

/// Adds a call; whether none waited before it.
fn is_first(calls: &Calls, call: Box<dyn FnOnce()>) -> bool {
    let calls = &mut *calls.borrow_mut();
    calls.push(call);
    calls.len() == 1
}

/// Does all that wait. What they ask for waits for the next time.
fn run(calls: &Calls) {
    for call in calls.take() {
        call();
    }
}
