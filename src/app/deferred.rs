//! What need not stand at once. An answer's row does: it is drawn while the page waits for its frame. Star and rail are drawn
//! with that frame; map, sums and links round about, and the rows below a number that is typed, once it is painted: what
//! the frame has to do stays short.

use crate::app::component;
use crate::app::hooks::{use_once, use_state};
use crate::app::part::{DrawnProps, Part};
use crate::app::store::Open;
use crate::browser;
use std::cell::RefCell;
use std::rc::Rc;
use yew::{Html, hook};

/// What is open, as of the last frame. Another dossier is there at once.
#[hook]
pub fn use_open_of_frame(open: &Open) -> Open {
    use_late(open, is_another_state, browser::with_next_frame)
}

/// What is open; where `waits` says so of what was drawn and is open now, as it was last painted.
#[hook]
pub fn use_open_of_paint(open: &Open, waits: fn(&Open, &Open) -> bool) -> Open {
    use_late(open, move |drawn, now| is_another_state(drawn, now) && waits(drawn, now), browser::once_painted)
}

fn is_another_state(drawn: &Open, now: &Open) -> bool {
    drawn.dossier.id == now.dossier.id && drawn != now
}

/// A part whose changes are drawn once the next frame is painted.
pub fn later(part: impl Part) -> Html {
    DrawnProps::new(Deferred { part: DrawnProps::new(part) }).node()
}

/// A part that is drawn so.
#[derive(PartialEq)]
pub struct Deferred {
    part: DrawnProps,
}

/// Draws it as it was; then, as it is to be.
#[component]
fn deferred(props: &Deferred) -> Html {
    use_late(&props.part, |drawn, now| drawn != now, browser::once_painted).node()
}

/// A value as it was drawn; where it `waits`, drawn again as it is now once `until` calls.
#[hook]
fn use_late<T>(now: &T, waits: impl Fn(&T, &T) -> bool, until: fn(Box<dyn FnOnce()>)) -> T
where
    T: Clone + 'static,
{
    let kept = use_once(|| RefCell::new(Late { drawn: now.clone(), waiting: None }));
    let again = use_state(|| ());
    let late = &mut *kept.borrow_mut();
    if !waits(&late.drawn, now) {
        *late = Late { drawn: now.clone(), waiting: None };
    } else if late.waiting.replace(now.clone()).is_none() {
        let kept = Rc::clone(&kept);
        until(Box::new(move || {
            let late = &mut *kept.borrow_mut();
            if let Some(now) = late.waiting.take() {
                late.drawn = now;
                again.set(());
            }
        }));
    }
    late.drawn.clone()
}

struct Late<T> {
    drawn: T,
    waiting: Option<T>,
}
