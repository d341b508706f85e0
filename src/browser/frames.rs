//! What is done with the next frame, or once it is painted.

use super::clock::{Timer, after};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// So many milliseconds at most until what waits for a frame is done: a page that nobody sees has none.
const WITHOUT_A_FRAME: u32 = 100;

type Calls = RefCell<Vec<Box<dyn FnOnce()>>>;

thread_local! {
    static WITH_FRAME: Calls = const { RefCell::new(Vec::new()) };
    static ONCE_PAINTED: Calls = const { RefCell::new(Vec::new()) };
    static INSTEAD: Cell<Option<Timer>> = const { Cell::new(None) };
}

/// Does something just before the next frame is painted.
pub fn with_next_frame(call: impl FnOnce() + 'static) {
    if !WITH_FRAME.with(|calls| add(calls, Box::new(call))) {
        return;
    }
    let frame = Closure::once_into_js(do_all);
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(frame.unchecked_ref());
    }
    INSTEAD.set(Some(after(WITHOUT_A_FRAME, do_all)));
}

/// Does something once the next frame is painted.
pub fn once_painted(call: impl FnOnce() + 'static) {
    if ONCE_PAINTED.with(|calls| add(calls, Box::new(call))) {
        with_next_frame(|| {
            let calls = ONCE_PAINTED.take();
            after(0, || calls.into_iter().for_each(|call| call())).forget();
        });
    }
}

/// Adds a call; whether none waited before it.
fn add(calls: &Calls, call: Box<dyn FnOnce()>) -> bool {
    let calls = &mut *calls.borrow_mut();
    calls.push(call);
    calls.len() == 1
}

/// Does all that waits for the frame. What that asks for waits for the next one.
fn do_all() {
    INSTEAD.take();
    WITH_FRAME.take().into_iter().for_each(|call| call());
}
