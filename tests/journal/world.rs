//! Two stores that fail as browsers' stores do, and the windows that use them.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use union_star::dossier::{Action, Dossier, Entry as Field, History, Step, Value, sample};
use union_star::guideline::{Category, ClauseId, FactId, RowId};
use union_star::journal::{self, DeepResult, Entry, Kept, Newest, Order, StateBody, Store, Writer};
use union_star::rating::Answer;

/// xorshift64*: a run is repeated by its seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides
    }

    pub fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 0
    }
}

pub fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

pub fn write(value: &Value) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// A name for why a store would not.
pub type Refusal = &'static str;

type Point = (u64, u32);
/// A state that was: the dossier, its history, and the point before.
type Was = (Rc<Dossier>, History, Option<Point>);

/// What the stores hold and how they behave at the moment.
pub struct World {
    pub dice: Dice,
    pub near: BTreeMap<String, String>,
    /// What the near store held before each of its last changes: the browser writes it to disk seconds later.
    near_before: Vec<BTreeMap<String, String>>,
    pub deep: BTreeMap<String, String>,
    pub near_fails: bool,
    pub deep_fails: bool,
    pub deep_is_absent: bool,
    /// Whether the window that is at work dies after so many more operations.
    pub fuse: Option<usize>,
    /// Every state that ever was, by dossier and point, and the point before it.
    pub states: HashMap<(String, Point), Was>,
    /// The newest point that a window was told is saved, by dossier.
    pub acknowledged: HashMap<String, Point>,
    pub copies: u32,
    pub counted: Counted,
}

#[derive(Debug, Default)]
pub struct Counted {
    pub edits: u64,
    pub acknowledged: u64,
    pub kills: u64,
    pub copies: u64,
    pub damaged: u64,
    pub refused: u64,
}

impl World {
    pub fn new(seed: u64) -> Self {
        Self {
            dice: Dice::new(seed),
            near: BTreeMap::new(),
            near_before: Vec::new(),
            deep: BTreeMap::new(),
            near_fails: false,
            deep_fails: false,
            deep_is_absent: false,
            fuse: None,
            states: HashMap::new(),
            acknowledged: HashMap::new(),
            copies: 0,
            counted: Counted::default(),
        }
    }

    /// Whether the window still lives for another operation.
    fn lives(&mut self) -> bool {
        match &mut self.fuse {
            None => true,
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
        }
    }

    /// Near orders in their order, until one is refused.
    pub fn near(&mut self, orders: &[Order]) -> Result<(), Refusal> {
        for order in orders {
            if !self.lives() {
                return Err("dead");
            }
            if self.near_fails && !matches!(order, Order::Delete(_)) {
                self.counted.refused += 1;
                return Err("full");
            }
            self.near_before.push(self.near.clone());
            if self.near_before.len() > 12 {
                self.near_before.remove(0);
            }
            match order {
                Order::Add(key, text) | Order::Put(key, text) => self.near.insert(key.clone(), text.clone()),
                Order::Delete(key) => self.near.remove(key),
            };
        }
        Ok(())
    }

    /// All of the orders, or none.
    pub fn deep(&mut self, orders: &[Order]) -> DeepResult<Refusal> {
        if self.deep_is_absent {
            return DeepResult::Absent;
        }
        if self.deep_fails || !self.lives() {
            self.counted.refused += 1;
            return DeepResult::Failed("full");
        }
        let mut then = self.deep.clone();
        for order in orders {
            match order {
                Order::Add(key, _) if then.contains_key(key) => return DeepResult::Exists,
                Order::Add(key, text) | Order::Put(key, text) => then.insert(key.clone(), text.clone()),
                Order::Delete(key) => then.remove(key),
            };
        }
        self.deep = then;
        DeepResult::Done
    }

    /// The browser ends: the last changes of the near store may be lost.
    pub fn forget_some_of_near(&mut self) {
        let lost = self.dice.below(self.near_before.len() + 1);
        if lost > 0 {
            self.near = self.near_before.swap_remove(self.near_before.len() - lost);
        }
        self.near_before.clear();
    }

    pub fn entries(&self, id: &str) -> Vec<Entry> {
        let all = |store: Store, kept: &BTreeMap<String, String>| {
            let of = kept.iter().filter(|(key, _)| journal::id_of(key).is_some_and(|(owner, _)| owner == id));
            of.map(|(key, text)| Entry { store, key: key.clone(), text: text.clone() }).collect::<Vec<_>>()
        };
        [all(Store::Near, &self.near), all(Store::Deep, &self.deep)].concat()
    }

    /// Whether `point` lies on the way to `end`.
    pub fn leads_to(&self, id: &str, point: Point, end: Point) -> bool {
        let mut at = Some(end);
        while let Some(here) = at {
            if here == point {
                return true;
            }
            at = self.states.get(&(id.to_owned(), here)).and_then(|(_, _, before)| *before);
        }
        false
    }
}

/// A page with a dossier open.
pub struct Window {
    pub id: String,
    pub state: StateBody,
    pub writer: Writer<Refusal>,
    /// What the database is busy with.
    pub flight: Option<Vec<Order>>,
    clock: f64,
}

/// A first dossier.
pub fn begin(world: &mut World, id: &str) -> Window {
    // Little in it: the runs are many.
    let union = sample(Category::Private, String::new(), 2026).union;
    let dossier = Dossier { id: id.to_owned(), year: 2026, union, ..Dossier::default() };
    let state = StateBody { saved: 1.0, dossier: Rc::new(dossier), history: History::default() };
    made(world, id, state, Writer::new(id), None)
}

fn made(world: &mut World, id: &str, state: StateBody, writer: Writer<Refusal>, before: Option<Point>) -> Window {
    let mut window = Window { id: id.to_owned(), clock: state.saved, state, writer, flight: None };
    window.write_state(world, before);
    window
}

impl Window {
    /// What the page does with what it finds. None where nothing can be opened.
    pub fn open(world: &mut World, id: &str) -> Option<Self> {
        let found = journal::recover(id, &world.entries(id), &parse);
        let found = if found.damaged.is_empty() {
            found
        } else {
            set_aside(world, &found.damaged);
            journal::recover(id, &world.entries(id), &parse)
        };
        let newest = found.newest?;
        for branch in found.branches {
            world.copies += 1;
            let copy = format!("{id}-copy{}", world.copies);
            world.counted.copies += 1;
            let mut window = made(world, &copy, branch.state.clone(), Writer::new(&copy), None);
            window.settle(world);
            if window.writer.kept() == Kept::Saved {
                forget(world, branch);
            }
        }
        Some(Self::show(world, id, newest))
    }

    fn show(world: &mut World, id: &str, newest: Newest) -> Self {
        let writer = Writer::after(id, &newest);
        let before = (newest.generation, newest.mark);
        let heals = !newest.is_in_both();
        let mut window =
            Self { id: id.to_owned(), clock: newest.state.saved, state: newest.state, writer, flight: None };
        if heals || window.writer.must_write_state() {
            window.write_state(world, Some(before));
        }
        window
    }

    /// Another window has written: what is there now.
    pub fn follow(&mut self, world: &mut World) {
        if self.flight.is_some() || !self.writer.is_idle() {
            return;
        }
        let found = journal::recover(&self.id, &world.entries(&self.id), &parse);
        if let Some(newest) = found.newest
            && (newest.generation, newest.mark) != self.writer.point()
            && newest.generation >= self.writer.point().0
        {
            self.state = newest.state.clone();
            self.writer = Writer::after(&self.id, &newest);
        }
    }

    fn note(&self, world: &mut World, before: Option<Point>) {
        let key = (self.id.clone(), self.writer.point());
        let state = (self.state.dossier.clone(), self.state.history.clone(), before.filter(|before| *before != key.1));
        world.states.entry(key).or_insert(state);
    }

    fn write_state(&mut self, world: &mut World, before: Option<Point>) {
        let orders = self.writer.state(&self.state, &write).unwrap();
        self.note(world, before);
        let result = world.near(&orders);
        self.writer.near_result(result);
        self.start();
    }

    fn start(&mut self) {
        if self.flight.is_none() {
            self.flight = self.writer.orders();
        }
    }

    /// An edit by hand, or taking one back.
    pub fn edit(&mut self, world: &mut World) {
        world.counted.edits += 1;
        let (one, two, three) = (world.dice.below(1000), world.dice.below(40), world.dice.below(10));
        let step = match world.dice.below(8) {
            0 => Step::Undo,
            1 => Step::Redo,
            2 => Step::Edit(Action::SetNote(RowId::from_key("g1-01").unwrap(), format!("第 {one} 次"))),
            3 => Step::Edit(Action::SetFact(FactId::all().nth(two % FactId::COUNT).unwrap(), Field::Value(one as u64))),
            4 => Step::Edit(Action::SetYear(2020 + u16::try_from(three).unwrap())),
            _ => {
                let answer = [None, Some(Answer::Met), Some(Answer::NotMet)][three % 3];
                Step::Edit(Action::SetAnswer(ClauseId::all().nth(two).unwrap(), answer))
            }
        };
        let StateBody { dossier, history, saved } = &mut self.state;
        let Some(applied) = history.take(step.clone(), Rc::make_mut(dossier)) else { return };
        self.clock += 1.0;
        *saved = self.clock;
        let before = self.writer.point();
        if self.writer.must_write_state() {
            self.write_state(world, Some(before));
            return;
        }
        let orders = self.writer.step(self.clock, &step, &applied, &write).unwrap();
        self.note(world, Some(before));
        let result = world.near(&orders);
        self.writer.near_result(result);
        self.start();
    }

    /// Some time without edits.
    pub fn rest(&mut self, world: &mut World) {
        if self.writer.is_due() {
            let before = self.writer.point();
            self.write_state(world, Some(before));
        }
        self.start();
    }

    /// The database answers.
    pub fn answer(&mut self, world: &mut World) {
        if let Some(orders) = self.flight.take() {
            let result = world.deep(&orders);
            self.writer.result(result);
            match self.writer.kept() {
                Kept::Failed(_) => {}
                Kept::Taken => self.taken(world),
                Kept::Saved | Kept::Saving => self.start(),
            }
        }
        if self.writer.kept() == Kept::Saved && world.fuse != Some(0) {
            world.counted.acknowledged += 1;
            world.acknowledged.insert(self.id.clone(), self.writer.point());
        }
    }

    /// What is here becomes a copy, unless it was ours that was there already.
    fn taken(&mut self, world: &mut World) {
        let found = journal::recover(&self.id, &world.entries(&self.id), &parse);
        let (generation, mark) = self.writer.point();
        if let Some(newest) = found.newest
            && newest.came_through(generation, mark)
        {
            *self = Self::show(world, &self.id, newest);
            return;
        }
        world.copies += 1;
        world.counted.copies += 1;
        let copy = format!("{}-copy{}", self.id, world.copies);
        let id = self.id.clone();
        *self = made(world, &copy, self.state.clone(), Writer::new(&copy), None);
        // Only once the copy is safe.
        self.settle(world);
        if self.writer.kept() == Kept::Saved {
            let found = journal::recover(&id, &world.entries(&id), &parse);
            let ours = found.branches.into_iter().filter(|branch| branch.came_through(generation, mark));
            ours.for_each(|branch| forget(world, branch));
        }
    }

    /// Until the database has answered all.
    pub fn settle(&mut self, world: &mut World) {
        for _ in 0..4 {
            self.start();
            if let Some(orders) = self.flight.take() {
                let result = world.deep(&orders);
                self.writer.result(result);
            }
        }
        if self.writer.kept() == Kept::Saved && world.fuse != Some(0) {
            world.acknowledged.insert(self.id.clone(), self.writer.point());
        }
    }
}

/// A branch that is kept as a copy. The last first: what is left by a death in between still follows from something.
fn forget(world: &mut World, branch: journal::Branch) {
    for (store, key) in branch.keys.into_iter().rev() {
        match store {
            Store::Near => drop(world.near(&[Order::Delete(key)])),
            Store::Deep => drop(world.deep(&[Order::Delete(key)])),
        }
    }
}

/// Damaged bytes go elsewhere, then their keys are free again.
fn set_aside(world: &mut World, damaged: &[journal::Damaged]) {
    world.counted.damaged += damaged.len() as u64;
    let place = |entry: &Entry| format!("union-star/damaged/{:?}/{}", entry.store, entry.key);
    let mut orders: Vec<_> = damaged.iter().map(|one| Order::Put(place(&one.entry), one.entry.text.clone())).collect();
    orders.extend(
        damaged.iter().filter(|one| one.entry.store == Store::Deep).map(|one| Order::Delete(one.entry.key.clone())),
    );
    if world.deep(&orders) == DeepResult::Done {
        for one in damaged.iter().filter(|one| one.entry.store == Store::Near) {
            let _ = world.near(&[Order::Delete(one.entry.key.clone())]);
        }
    }
}
