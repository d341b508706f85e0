//! What need not stand in the frame that answers a hand: it is drawn once that frame is painted.
//!
//! One answer changes its row, its table's counts in the rail, the star, and then the map, sums and links round about.
//! These come a frame later, so that the row answers at once.

use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::part::{DrawnProps, Part};
use crate::browser;
use yew::Html;

/// A part that may be drawn a frame later.
#[derive(PartialEq)]
pub struct Deferred {
    /// The part as it is to be.
    pub part: DrawnProps,
}

/// Draws it as it was; once that is painted, as it is to be.
#[component]
fn deferred(props: &Deferred) -> Html {
    let drawn = use_state(|| props.part.clone());
    {
        let drawn = drawn.clone();
        use_effect_with(props.part.clone(), move |part| {
            let part = part.clone();
            // An edit is drawn in a frame's own turn: a timer set there runs once that frame is painted.
            let timer = (*drawn != part).then(|| browser::after(0, move || drawn.set(part)));
            move || drop(timer)
        });
    }
    drawn.node()
}

/// A part, drawn a frame later where it has changed.
pub fn later(part: impl Part) -> Html {
    DrawnProps::new(Deferred { part: DrawnProps::new(part) }).node()
}
