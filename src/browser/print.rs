//! Printing, and what a page does before it.

use gloo::events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;

/// Opens the dialogue, once called.
pub type Dialogue = Box<dyn FnOnce()>;

type Prepare = Rc<dyn Fn(Dialogue)>;

thread_local! {
    static PREPARE: RefCell<Option<Prepare>> = const { RefCell::new(None) };
}

/// Opens the browser's print dialogue, once the page is prepared for it.
pub fn print() {
    let dialogue = || {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    };
    match PREPARE.with_borrow(Clone::clone) {
        Some(prepare) => prepare(Box::new(dialogue)),
        None => dialogue(),
    }
}

/// For as long as it is kept, the page prepares for paper.
pub struct Printing {
    _listeners: Vec<EventListener>,
}

impl Drop for Printing {
    fn drop(&mut self) {
        PREPARE.with_borrow_mut(|now| *now = None);
    }
}

/// Prepares for paper: `prepare` before the page's own 打印, for as long as it takes; `before` at once where the browser
/// was asked, which waits for nothing; `after` when all is over.
pub fn on_print(
    prepare: impl Fn(Dialogue) + 'static,
    before: impl Fn() + 'static,
    after: impl Fn() + 'static,
) -> Option<Printing> {
    let window = web_sys::window()?;
    PREPARE.with_borrow_mut(|now| *now = Some(Rc::new(prepare)));
    let before = EventListener::new(&window, "beforeprint", move |_| before());
    let after = EventListener::new(&window, "afterprint", move |_| after());
    Some(Printing { _listeners: vec![before, after] })
}
