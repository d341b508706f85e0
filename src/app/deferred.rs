//! What need not stand at once. An answer's row does: it is drawn while the page waits for its frame. Star and rail are drawn
//! with that frame; map, sums and links round about, and the rows below a number that is typed, once it is painted: what
//! the frame has to do stays short.

use crate::app::component;
use crate::app::hooks::{use_effect_with, use_once, use_state};
use crate::app::part::{DrawnProps, Part};
use crate::app::store::Open;
use crate::browser;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::{Html, hook};

/// What is open, as of the last frame. Another dossier is there at once.
#[hook]
pub fn use_open_of_frame(open: &Open) -> Open {
    use_late_open(open, |drawn, now| drawn != now, browser::with_next_frame)
}

/// What is open; where it `waits` for what was drawn and is open now, as it was last painted.
#[hook]
pub fn use_open_of_paint(open: &Open, waits: fn(&Open, &Open) -> bool) -> Open {
    use_late_open(open, waits, browser::once_painted)
}

#[hook]
fn use_late_open(open: &Open, waits: fn(&Open, &Open) -> bool, until: fn(Box<dyn FnOnce()>)) -> Open {
    let kept = use_once(|| RefCell::new(Late { drawn: open.clone(), waiting: None }));
    let again = use_state(|| ());
    let late = &mut *kept.borrow_mut();
    if late.drawn.dossier.id == open.dossier.id && waits(&late.drawn, open) {
        if late.waiting.replace(open.clone()).is_none() {
            let kept = Rc::clone(&kept);
            until(Box::new(move || {
                if kept.borrow_mut().catch_up() {
                    again.set(());
                }
            }));
        }
    } else {
        *late = Late { drawn: open.clone(), waiting: None };
    }
    late.drawn.clone()
}

struct Late {
    drawn: Open,
    waiting: Option<Open>,
}

impl Late {
    /// Whether something waited.
    fn catch_up(&mut self) -> bool {
        let waiting = self.waiting.take();
        let has_waited = waiting.is_some();
        if let Some(open) = waiting {
            self.drawn = open;
        }
        has_waited
    }
}

/// A part whose changes are drawn once the next frame is painted.
#[derive(PartialEq)]
pub struct Deferred {
    /// The part as it is to be.
    pub part: DrawnProps,
}

/// Draws it as it was; then, as it is to be.
#[component]
fn deferred(props: &Deferred) -> Html {
    let drawn = use_state(|| props.part.clone());
    {
        let drawn = drawn.clone();
        use_effect_with(props.part.clone(), move |part| {
            let waits = Rc::new(Cell::new((*drawn != *part).then(|| part.clone())));
            let undo = Rc::clone(&waits);
            if *drawn != *part {
                browser::once_painted(move || {
                    if let Some(part) = waits.take() {
                        drawn.set(part);
                    }
                });
            }
            move || undo.set(None)
        });
    }
    drawn.node()
}

/// A part whose changes are drawn once the next frame is painted.
pub fn later(part: impl Part) -> Html {
    DrawnProps::new(Deferred { part: DrawnProps::new(part) }).node()
}
