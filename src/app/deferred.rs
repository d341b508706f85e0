//! What need not stand at once: the answer's row does; star and rail are drawn with the frame that shows it, and map, sums
//! and links round about once that is painted.
//!
//! So the row's part of the work is done while the page waits for its frame, and what the frame has to do stays short.

use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::part::{DrawnProps, Part};
use crate::browser;
use std::cell::Cell;
use std::rc::Rc;
use yew::Html;

/// When a change is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    WithFrame,
    OncePainted,
}

/// A part whose changes are drawn later.
#[derive(PartialEq)]
pub struct Deferred {
    part: DrawnProps,
    when: When,
}

/// Draws it as it was; then, as it is to be.
#[component]
fn deferred(props: &Deferred) -> Html {
    let drawn = use_state(|| props.part.clone());
    {
        let (drawn, when) = (drawn.clone(), props.when);
        use_effect_with(props.part.clone(), move |part| {
            let change = (*drawn != *part).then(|| part.clone());
            let is_change = change.is_some();
            let waits = Rc::new(Cell::new(change));
            let draw = {
                let waits = Rc::clone(&waits);
                move || waits.take().into_iter().for_each(|part| drawn.set(part))
            };
            match when {
                _ if !is_change => (),
                When::WithFrame => browser::with_next_frame(draw),
                When::OncePainted => browser::once_painted(draw),
            }
            move || waits.set(None)
        });
    }
    drawn.node()
}

/// A part whose changes are drawn with the next frame.
pub fn with_frame(part: impl Part) -> Html {
    deferred_part(part, When::WithFrame)
}

/// A part whose changes are drawn once the next frame is painted.
pub fn later(part: impl Part) -> Html {
    deferred_part(part, When::OncePainted)
}

fn deferred_part(part: impl Part, when: When) -> Html {
    DrawnProps::new(Deferred { part: DrawnProps::new(part), when }).node()
}
