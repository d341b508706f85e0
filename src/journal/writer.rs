//! What is to be written, and what is safely kept: without input or output.

use super::body::{Line, StateBody, StepBody};
use super::place::{Place, Slot, key};
use super::record::{Record, SPENT};
use super::recovery::{Newest, Side};
use crate::dossier::{Action, Step, Value};

/// After how many steps the whole state is due.
pub const STEPS_BETWEEN_STATES: u64 = 64;

/// So many generations the deep store keeps the keys of steps that whole states hold, without their texts: a window
/// that slept must not add a step where others have long gone on.
const GENERATIONS_SPENT: u64 = 512;

/// Something to be done to a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Keep a text under a key that must be free.
    Add(String, String),
    /// Keep a text under a key.
    Put(String, String),
    /// Forget a key.
    Delete(String),
}

/// What became of the orders for the deep store: all of them, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeepResult<E> {
    /// They will survive the browser's end.
    Done,
    /// Another window has added the same generation.
    Exists,
    /// There is no such store in this browser.
    Absent,
    /// None was done: why.
    Failed(E),
}

/// Whether all is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept<E> {
    /// It survives the browser being killed at this instant.
    Saved,
    /// On its way.
    Saving,
    /// It is in this page alone, or would not survive the browser: why.
    Failed(E),
    /// Another window has gone on from the state that we went on from.
    Taken,
}

/// Keeps one dossier.
#[derive(Clone, Debug)]
pub struct Writer<E> {
    id: String,
    generation: u64,
    mark: u32,
    /// The largest generation that any key of the deep store names.
    top: u64,
    /// Where it was found.
    began: (u64, u32),
    /// Steps since the last whole state.
    since: u64,
    must_state: bool,
    line: Line,
    near: Side,
    /// What the near store was told and has not answered yet.
    near_trial: Option<Side>,
    near_failure: Option<E>,
    deep: Side,
    /// Steps that wait in line: generation, mark, text.
    steps: Vec<(u64, u32, String)>,
    /// A whole state that waits in line.
    state: Option<(u64, String)>,
    sent: Option<Sent>,
    deep_failure: Option<E>,
    is_absent: bool,
    is_taken: bool,
}

#[derive(Clone, Debug)]
struct Sent {
    steps: Vec<(u64, u32, String)>,
    state: Option<(u64, String)>,
    then: Side,
}

impl<E: Clone> Writer<E> {
    /// For a dossier that is not kept yet: its first record must be a whole state, past the largest generation that any
    /// key names.
    pub fn new(id: &str, top: u64) -> Self {
        Self {
            id: id.to_owned(),
            generation: 0,
            mark: 0,
            top,
            began: (0, 0),
            since: 0,
            must_state: true,
            line: Line::new(),
            near: Side::default(),
            near_trial: None,
            near_failure: None,
            deep: Side { is_blank: true, ..Side::default() },
            steps: Vec::new(),
            state: None,
            sent: None,
            deep_failure: None,
            is_absent: false,
            is_taken: false,
        }
    }

    /// For a dossier that was found.
    pub fn after(id: &str, newest: &Newest) -> Self {
        let held = |side: &Side| side.newest.map_or(0, |(_, generation)| generation);
        // Past everything that is damaged: its keys stay taken until it is set aside.
        let jumps = newest.top > newest.generation;
        Self {
            generation: newest.generation,
            mark: newest.mark,
            began: newest.point(),
            since: newest.generation - held(&newest.near).min(held(&newest.deep)).min(newest.generation),
            must_state: jumps || newest.is_old(),
            line: newest.line.clone(),
            // Added, not only held by a whole state: whoever is about to add others is told.
            steps: if jumps { Vec::new() } else { newest.missing.clone() },
            near: newest.near.clone(),
            deep: newest.deep.clone(),
            ..Self::new(id, newest.top)
        }
    }

    /// Goes on from what another window has written. Whether the whole state is to be written: what the other has in the
    /// near store alone is not saved yet, here no more than there.
    pub fn follow(&mut self, newest: &Newest) -> bool {
        let is_absent = self.is_absent;
        *self = Self::after(&self.id, newest);
        self.is_absent = is_absent;
        !is_absent && self.steps.is_empty() && !newest.deep.is_whole
    }

    /// Where it stands.
    pub const fn point(&self) -> (u64, u32) {
        (self.generation, self.mark)
    }

    /// Where it was, as far as is known, and last where it stands.
    pub fn points(&self) -> Line {
        let waiting = || self.sent.iter().flat_map(|sent| &sent.steps).chain(&self.steps);
        let before =
            waiting().next().and_then(|(generation, _, text)| Some((generation - 1, Record::parent_in(text)?)));
        let mut points = self.line.clone();
        points.push(self.began);
        points.extend(before);
        points.extend(waiting().map(|(generation, mark, _)| (*generation, *mark)));
        points.push(self.point());
        points
    }

    /// Whether there is no deep store.
    pub const fn is_absent(&self) -> bool {
        self.is_absent
    }

    /// The same as [`Self::points`], and before them those of all steps that the near store is known to hold.
    pub fn points_and_near_steps(&self) -> Line {
        [self.near.steps.clone(), self.points()].concat()
    }

    /// What is shown did not come about by steps from what is kept: the whole state comes next.
    pub const fn start_anew(&mut self) {
        self.must_state = true;
    }

    /// Whether nothing waits to be written.
    pub const fn is_idle(&self) -> bool {
        self.is_absent || self.steps.is_empty() && self.state.is_none() && self.sent.is_none()
    }

    /// Whether no step may be written before the whole state.
    pub const fn must_write_state(&self) -> bool {
        self.must_state
    }

    /// Whether it is time to write the whole state.
    pub const fn is_due(&self) -> bool {
        self.must_state || self.since >= STEPS_BETWEEN_STATES
    }

    /// A step was taken: what the near store is to do at once. The deep store's part waits in line.
    pub fn step(&mut self, saved: f64, step: &Step, applied: &Action, write: &Write<'_>) -> Vec<Order> {
        let record = Record::new(self.generation + 1, self.mark, write(&StepBody::encode(saved, step, applied)));
        let (generation, mark) = (record.generation, record.mark);
        (self.generation, self.mark) = (generation, mark);
        self.since += 1;
        let text = record.write();
        self.wait(text.clone());
        let mut near = self.near.clone();
        near.steps.push((generation, mark));
        self.near_trial = Some(near);
        vec![Order::Put(key(&self.id, Place::NearStep(generation, mark)), text)]
    }

    /// The newest step's text waits for the deep store; where there is no such store, nothing ever does.
    fn wait(&mut self, text: String) {
        if !self.is_absent {
            self.steps.push((self.generation, self.mark, text));
        }
    }

    /// The whole state, as it is now: what the near store is to do at once, in this order.
    pub fn state(&mut self, state: &StateBody, write: &Write<'_>) -> Vec<Order> {
        let body = write(&state.encode(&self.line));
        if self.must_state {
            // Where no step leads: nobody else's steps may pass for steps from here. Its key is taken all the same: of
            // two windows that do this at once the later is told.
            self.generation = self.generation.max(self.top) + 1;
            self.mark = Record::new(self.generation, self.mark, body.clone()).mark;
            self.must_state = false;
            self.wait(SPENT.to_owned());
        }
        let text = Record::new(self.generation, self.mark, body).write();
        self.since = 0;
        if self.line.last() != Some(&self.point()) {
            self.line.push(self.point());
        }
        // Near steps stay until the deep store has a whole state after them: they tell ours from another window's.
        let deep = if self.is_absent { u64::MAX } else { self.deep.newest.map_or(0, |(_, generation)| generation) };
        let place = |(generation, mark)| Place::NearStep(generation, mark);
        let (orders, near) = shelve(&self.id, &self.near, self.generation, &text, deep, place);
        self.near_trial = Some(Side { is_whole: true, ..near });
        self.state = Some((self.generation, text));
        orders
    }

    /// What became of the orders for the near store.
    pub fn near_result(&mut self, result: Result<(), E>) {
        let Some(then) = self.near_trial.take() else { return };
        match result {
            Ok(()) => {
                // After a gap nothing but a whole state helps.
                self.near_failure = self.near_failure.take().filter(|_| !then.is_whole);
                self.near = then;
            }
            Err(error) => {
                self.near_failure = Some(error);
                self.near.is_whole = false;
                // Where there is nothing but this store, the next edit tries the whole state.
                self.must_state = self.is_absent;
            }
        }
    }

    /// What the deep store is to do next, all of it or nothing; none while it still does something else, or where
    /// nothing waits.
    pub fn orders(&mut self) -> Option<Vec<Order>> {
        if self.sent.is_some() || self.is_idle() || self.is_absent || self.is_taken {
            return None;
        }
        let (steps, state) = (core::mem::take(&mut self.steps), self.state.take());
        let mut then = self.deep.clone();
        let add = |(generation, _, text): &(u64, u32, String)| {
            Order::Add(key(&self.id, Place::Step(*generation)), text.clone())
        };
        let mut orders: Vec<_> = steps.iter().map(add).collect();
        if let Some((generation, text)) = &state {
            if steps.last().is_none_or(|(last, ..)| last <= generation) {
                // Refused where another window has gone on: what it wrote must not be written over by what was before.
                let next = key(&self.id, Place::Step(generation + 1));
                orders.extend([Order::Add(next.clone(), SPENT.to_owned()), Order::Delete(next)]);
            }
            let (shelved, side) =
                shelve(&self.id, &then, *generation, text, u64::MAX, |(generation, _)| Place::Step(generation));
            orders.extend(shelved);
            then = side;
        }
        then.steps.extend(steps.iter().map(|(generation, mark, _)| (*generation, *mark)));
        self.sent = Some(Sent { steps, state, then });
        Some(orders)
    }

    /// What became of the orders that [`Self::orders`] gave.
    pub fn result(&mut self, result: DeepResult<E>) {
        let Some(sent) = self.sent.take() else { return };
        self.deep_failure = None;
        if matches!(result, DeepResult::Done) {
            self.deep = sent.then;
            return;
        }
        // None of it was done: it goes first next time.
        self.steps.splice(0..0, sent.steps);
        self.state = self.state.take().or(sent.state);
        match result {
            DeepResult::Exists => self.is_taken = true,
            DeepResult::Absent => {
                self.is_absent = true;
                self.must_state = self.near_failure.is_some();
            }
            DeepResult::Failed(error) => self.deep_failure = Some(error),
            DeepResult::Done => {}
        }
    }

    /// Whether all is kept.
    pub fn kept(&self) -> Kept<E> {
        if self.is_taken {
            return Kept::Taken;
        }
        match (&self.deep_failure, &self.near_failure) {
            (_, Some(error)) if self.is_absent => Kept::Failed(error.clone()),
            (_, None) if self.is_absent => Kept::Saved,
            (Some(error), _) => Kept::Failed(error.clone()),
            (None, _) if self.is_idle() => Kept::Saved,
            (None, _) => Kept::Saving,
        }
    }
}

/// Writes JSON.
pub type Write<'a> = dyn Fn(&Value) -> String + 'a;

/// Puts a whole state into the slot that does not hold the newest, and forgets what the slot that does holds already,
/// up to the generation `most`.
fn shelve(
    id: &str,
    side: &Side,
    generation: u64,
    text: &str,
    most: u64,
    place: impl Fn((u64, u32)) -> Place,
) -> (Vec<Order>, Side) {
    let slot = side.newest.map_or(Slot::A, |(slot, _)| slot.other());
    // What did not answer may hold more than was found: then it is not written over.
    let order = if side.is_blank { Order::Add } else { Order::Put };
    let mut orders = vec![order(key(id, Place::Slot(slot)), text.to_owned())];
    let mut then = Side { newest: Some((slot, generation)), is_blank: false, ..side.clone() };
    if let Some((_, older)) = side.newest {
        let (held, rest): (Vec<_>, Vec<_>) =
            then.steps.iter().copied().partition(|(generation, _)| *generation <= older.min(most));
        then.steps = rest;
        for (generation, mark) in held {
            match place((generation, mark)) {
                Place::Step(_) => {
                    orders.push(Order::Put(key(id, Place::Step(generation)), SPENT.to_owned()));
                    then.spent.push(generation);
                }
                near => orders.push(Order::Delete(key(id, near))),
            }
        }
        let (gone, spent) = then.spent.iter().partition(|generation| **generation + GENERATIONS_SPENT <= older);
        then.spent = spent;
        let gone: Vec<u64> = gone;
        orders.extend(gone.into_iter().map(|generation| Order::Delete(key(id, Place::Step(generation)))));
        if side.has_old {
            orders.push(Order::Delete(key(id, Place::Old)));
            then.has_old = false;
        }
    }
    (orders, then)
}
