//! What need not stand at once. An answer's row does: it is drawn while the page waits for its frame. Star and rail are drawn
//! with that frame, and map, sums and links round about once it is painted, so that what the frame has to do stays short.

use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::part::{DrawnProps, Part};
use crate::app::store::Open;
use crate::browser;
use std::cell::Cell;
use std::rc::Rc;
use yew::{Html, hook};

/// What is open, as of the last frame. Another dossier is there at once.
#[hook]
pub fn use_open_of_frame(open: &Open) -> Open {
    let drawn = use_state(|| open.clone());
    if *drawn != *open {
        let (drawn, open) = (drawn.clone(), open.clone());
        browser::with_next_frame(move || drawn.set(open));
    }
    if drawn.dossier.id == open.dossier.id { (*drawn).clone() } else { open.clone() }
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
