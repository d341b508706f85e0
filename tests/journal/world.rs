//! Two stores that fail as browsers' stores do.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use union_star::dossier::{Dossier, History, Value};
use union_star::journal::{self, DeepResult, Entry, Order, Store, Stores};

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

pub fn parse(text: &str) -> Option<Value<'static>> {
    serde_json::from_str::<Value>(text).ok().map(|value| value.to_kept())
}

pub fn write(value: &Value) -> String {
    serde_json::to_string(value).unwrap()
}

/// A name for why a store would not.
pub type Refusal = &'static str;

pub type Point = (u64, u32);
/// A state that was: the dossier, its history, and the points before.
type Was = (Rc<Dossier>, History, Vec<Point>);

/// What the stores hold and how they behave at the moment.
pub struct World {
    pub dice: Dice,
    pub near: BTreeMap<String, String>,
    /// What stood under the keys of the near store's last changes: the browser writes it to disk seconds later.
    near_before: Vec<(String, Option<String>)>,
    pub deep: BTreeMap<String, String>,
    pub near_fails: bool,
    pub deep_fails: bool,
    pub deep_is_absent: bool,
    /// Whether the deep store takes what it is given and gives nothing back.
    pub deep_is_mute: bool,
    /// Whether neither store can be read.
    pub both_are_mute: bool,
    /// Whether the window that is at work dies after so many more operations.
    pub fuse: Option<usize>,
    /// Every state that ever was, by dossier and point.
    pub states: HashMap<(String, Point), Was>,
    /// The points that windows were told are saved, by dossier: those that led to another of them left out.
    pub acknowledged: HashMap<String, Vec<Point>>,
    pub copies: u32,
    pub clock: f64,
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
    pub carried: u64,
    /// How often what is kept was read.
    pub reads: u64,
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
            deep_is_mute: false,
            both_are_mute: false,
            fuse: None,
            states: HashMap::new(),
            acknowledged: HashMap::new(),
            copies: 0,
            clock: 1.0,
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
    fn near(&mut self, orders: &[Order]) -> Result<(), Refusal> {
        for order in orders {
            if !self.lives() {
                return Err("dead");
            }
            if self.near_fails && !matches!(order, Order::Delete(_)) {
                self.counted.refused += 1;
                return Err("full");
            }
            let (key, before) = match order {
                Order::Add(key, text) | Order::Put(key, text) => (key, self.near.insert(key.clone(), text.clone())),
                Order::Delete(key) => (key, self.near.remove(key)),
            };
            self.near_before.push((key.clone(), before));
            if self.near_before.len() > 12 {
                self.near_before.remove(0);
            }
        }
        Ok(())
    }

    /// All of the orders, or none.
    fn deep(&mut self, orders: &[Order]) -> DeepResult<Refusal> {
        if self.deep_is_absent {
            return DeepResult::Absent;
        }
        if self.deep_fails || !self.lives() {
            self.counted.refused += 1;
            return DeepResult::Failed("full");
        }
        if orders.iter().any(|order| matches!(order, Order::Add(key, _) if self.deep.contains_key(key))) {
            return DeepResult::Exists;
        }
        for order in orders {
            match order {
                Order::Add(key, text) | Order::Put(key, text) => self.deep.insert(key.clone(), text.clone()),
                Order::Delete(key) => self.deep.remove(key),
            };
        }
        DeepResult::Done
    }

    /// The browser ends: the last changes of the near store may be lost.
    pub fn forget_some_of_near(&mut self) {
        for _ in 0..self.dice.below(self.near_before.len() + 1) {
            match self.near_before.pop() {
                Some((key, Some(text))) => drop(self.near.insert(key, text)),
                Some((key, None)) => drop(self.near.remove(&key)),
                None => {}
            }
        }
        self.near_before.clear();
    }

    fn entries_of(&self, store: Store, id: &str) -> Vec<Entry> {
        let kept = if store == Store::Near { &self.near } else { &self.deep };
        let of = kept.iter().filter(|(key, _)| journal::id_of(key).is_some_and(|(owner, _)| owner == id));
        of.map(|(key, text)| Entry { store, key: key.clone(), text: text.clone() }).collect()
    }

    pub fn entries(&self, id: &str) -> Vec<Entry> {
        [self.entries_of(Store::Near, id), self.entries_of(Store::Deep, id)].concat()
    }

    /// Whether `point` lies on the way to `end`.
    pub fn leads_to(&self, id: &str, point: Point, end: Point) -> bool {
        let (mut open, mut seen) = (vec![end], Vec::new());
        while let Some(here) = open.pop() {
            if here == point {
                return true;
            }
            if here.0 > point.0 && !seen.contains(&here) {
                seen.push(here);
                open.extend(self.states.get(&(id.to_owned(), here)).iter().flat_map(|(_, _, before)| before));
            }
        }
        false
    }

    /// A window says that this is saved.
    pub fn acknowledge(&mut self, id: &str, point: Point) {
        let told = self.acknowledged.get(id).cloned().unwrap_or_default();
        if told.contains(&point) {
            return;
        }
        self.counted.acknowledged += 1;
        let mut told: Vec<_> = told.into_iter().filter(|other| !self.leads_to(id, *other, point)).collect();
        told.push(point);
        self.acknowledged.insert(id.to_owned(), told);
    }
}

/// The way to the stores: each operation takes a while to begin, and another while to be told of. In between, other
/// windows do what they do.
#[derive(Clone)]
pub struct Shelf(pub Rc<RefCell<World>>);

/// Until it is polled again.
async fn a_while() {
    let mut is_over = false;
    std::future::poll_fn(|_| if std::mem::replace(&mut is_over, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// What comes of something that the stores are asked for, with nobody else about.
pub fn finished<T>(asked: impl Future<Output = T>) -> T {
    let mut asked = std::pin::pin!(asked);
    for _ in 0..1_000 {
        if let Poll::Ready(came) = asked.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return came;
        }
    }
    panic!("the stores are asked for ever");
}

impl Stores for Shelf {
    type Error = Refusal;

    fn near(&self, orders: &[Order]) -> Result<(), Refusal> {
        self.0.borrow_mut().near(orders)
    }

    async fn deep(&self, orders: &[Order]) -> DeepResult<Refusal> {
        a_while().await;
        let result = self.0.borrow_mut().deep(orders);
        let aside =
            orders.iter().filter(|order| matches!(order, Order::Put(key, _) if key.starts_with(journal::DAMAGED)));
        self.0.borrow_mut().counted.damaged += aside.count() as u64;
        a_while().await;
        result
    }

    async fn entries(&self, id: &str) -> Result<(Vec<Entry>, bool), Refusal> {
        self.0.borrow_mut().counted.reads += 1;
        let near = self.0.borrow().entries_of(Store::Near, id);
        a_while().await;
        // A database that does not answer at the moment is taken for one that is not there.
        let answers = {
            let world = self.0.borrow();
            !world.deep_fails && !world.deep_is_absent && !world.deep_is_mute
        };
        let deep = if answers { self.0.borrow().entries_of(Store::Deep, id) } else { Vec::new() };
        a_while().await;
        if self.0.borrow().both_are_mute {
            return Err("mute");
        }
        Ok(([near, deep].concat(), answers))
    }

    fn near_entries(&self, id: &str) -> Result<Vec<Entry>, Refusal> {
        Ok(self.0.borrow().entries_of(Store::Near, id))
    }

    fn parse(&self, text: &str) -> Option<Value<'static>> {
        parse(text)
    }

    fn write(&self, value: &Value) -> String {
        write(value)
    }

    fn now(&self) -> f64 {
        let mut world = self.0.borrow_mut();
        world.clock += 1.0;
        world.clock
    }

    fn make_copy(&self, dossier: &mut Dossier) {
        let mut world = self.0.borrow_mut();
        world.copies += 1;
        world.counted.copies += 1;
        dossier.id = format!("{}-copy{}", dossier.id, world.copies);
    }
}
