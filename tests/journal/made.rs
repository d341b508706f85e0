//! Records made by hand: which of them lead where is seen at once.

use super::window::first;
use super::world::{Point, parse, write};
use std::rc::Rc;
use union_star::dossier::{Action, Step};
use union_star::journal::{self, Entry, Newest, Place, Record, Recovery, SPENT, Slot, StateBody, StepBody, Store};

pub fn state(year: u16) -> StateBody {
    let mut state = first("x");
    Rc::make_mut(&mut state.dossier).year = year;
    state
}

/// A whole state in a slot.
pub fn whole(store: Store, slot: Slot, point: Point, year: u16, line: &[Point]) -> Entry {
    let body = write(&state(year).encode(line));
    let text = Record::new(point.0, point.1, body).write();
    Entry { store, key: journal::key("x", Place::Slot(slot)), text }
}

/// A step that sets the year, and where it leads.
pub fn step(store: Store, before: Point, year: u16) -> (Entry, Point) {
    let action = Action::SetYear(year);
    let body = write(&StepBody::encode(2.0, &Step::Edit(action.clone()), &action));
    let record = Record::new(before.0 + 1, before.1, body);
    let place = match store {
        Store::Near => Place::NearStep(record.generation, record.mark),
        Store::Deep => Place::Step(record.generation),
    };
    (Entry { store, key: journal::key("x", place), text: record.write() }, (record.generation, record.mark))
}

/// The same step in both stores.
pub fn steps(before: Point, year: u16) -> ([Entry; 2], Point) {
    let ((near, point), (deep, _)) = (step(Store::Near, before, year), step(Store::Deep, before, year));
    ([near, deep], point)
}

/// The key of a step that whole states hold.
pub fn spent(generation: u64) -> Entry {
    Entry { store: Store::Deep, key: journal::key("x", Place::Step(generation)), text: SPENT.to_owned() }
}

pub fn found(entries: &[Entry]) -> Recovery {
    journal::recover("x", entries, &parse)
}

pub fn newest(entries: &[Entry]) -> Newest {
    found(entries).newest.expect("it opens")
}
