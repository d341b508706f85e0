//! A page with a dossier open: it drives the session that the page drives.

use super::world::{Dice, Point, Refusal, Shelf, World};
use std::cell::{Cell, RefCell, RefMut};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};
use union_star::dossier::{Action, Dossier, Entry as Field, Step, sample};
use union_star::guideline::{Category, ClauseId, FactId, RowId};
use union_star::journal::{Asked, Came, Carried, Kept, Missed, Session, StateBody, drive, give_all};
use union_star::rating::Answer;

type Task = Pin<Box<dyn Future<Output = ()>>>;

pub struct Window {
    session: Rc<RefCell<Session<Shelf>>>,
    shelf: Shelf,
    /// What the stores are busy with.
    pub tasks: Vec<Task>,
    /// Where it was when it was looked at last.
    seen: Vec<Point>,
    /// What it said, in order.
    came: Rc<RefCell<Vec<Came<Refusal>>>>,
    /// Whether the stores refused when they were asked last.
    is_refused: Rc<Cell<bool>>,
    /// Whether it is the part of the page that writes alone.
    writes_alone: bool,
    /// Whether it must hand over: something kept has to be read.
    must_carry: Rc<Cell<bool>>,
}

/// A first dossier, of which little is filled in: the runs are many.
pub fn first(id: &str) -> StateBody {
    let union = sample(Category::Private, String::new(), 2026).union;
    let dossier = Dossier { id: id.to_owned(), year: 2026, union, ..Dossier::default() };
    StateBody::begun(1.0, Rc::new(dossier))
}

impl Window {
    /// Opens a dossier, perhaps with what the page has held of it.
    pub fn open(world: &Rc<RefCell<World>>, id: &str, carried: Option<Carried>) -> Self {
        let shelf = Shelf(Rc::clone(world));
        let seen = carried.iter().flat_map(|(_, points)| points.clone()).collect();
        let session = Session::new(shelf.clone(), carried);
        Self::looking(session, shelf, seen, id)
    }

    fn looking(session: Session<Shelf>, shelf: Shelf, seen: Vec<Point>, id: &str) -> Self {
        let mut window = Self::with(session, shelf, seen);
        window.ask(Asked::Look(id.to_owned()));
        window
    }

    /// The first part of the page, where a dossier begins.
    pub fn first_part(world: &Rc<RefCell<World>>, id: &str) -> Self {
        let shelf = Shelf(Rc::clone(world));
        let dossier = Rc::unwrap_or_clone(first(id).dossier);
        let session = Session::begun(shelf.clone(), dossier);
        let mut window = Self { writes_alone: true, ..Self::with(session, shelf, Vec::new()) };
        window.note();
        window.ask(Asked::GoOn);
        window
    }

    fn with(session: Session<Shelf>, shelf: Shelf, seen: Vec<Point>) -> Self {
        Self {
            session: Rc::new(RefCell::new(session)),
            shelf,
            tasks: Vec::new(),
            seen,
            came: Rc::default(),
            is_refused: Rc::default(),
            writes_alone: false,
            must_carry: Rc::default(),
        }
    }

    pub fn must_carry(&self) -> bool {
        self.must_carry.get()
    }

    pub fn world(&self) -> RefMut<'_, World> {
        self.shelf.0.borrow_mut()
    }

    /// What is open; none while it is looked for.
    pub fn state(&self) -> Option<StateBody> {
        self.session.borrow().state().cloned()
    }

    pub fn dossier(&self) -> Rc<Dossier> {
        self.state().expect("it is open").dossier
    }

    pub fn kept(&self) -> Option<Kept<Refusal>> {
        self.session.borrow().kept()
    }

    pub fn point(&self) -> Point {
        self.session.borrow().points().pop().unwrap_or_default()
    }

    /// What it said that somebody may miss.
    pub fn missed(&self) -> Option<Missed> {
        let missed = |came: &Came<_>| if let Came::Opened(missed) = came { *missed } else { None };
        self.came.borrow().iter().rev().find_map(missed)
    }

    /// What it has said so far; it is forgotten.
    pub fn came(&self) -> Vec<Came<Refusal>> {
        self.came.take()
    }

    pub fn is_refused(&self) -> bool {
        self.is_refused.get()
    }

    pub fn is_begun(&self) -> bool {
        self.session.borrow().is_begun()
    }

    pub fn is_read_only(&self) -> bool {
        self.session.borrow().is_read_only()
    }

    fn ask(&mut self, asked: Asked) {
        let (session, came, is_refused) =
            (Rc::clone(&self.session), Rc::clone(&self.came), Rc::clone(&self.is_refused));
        if self.writes_alone {
            let must_carry = Rc::clone(&self.must_carry);
            if !matches!(asked, Asked::GoOn) {
                must_carry.set(true);
                return;
            }
            self.tasks.push(Box::pin(async move {
                let given = give_all(&session, &|what| came.borrow_mut().push(what)).await;
                is_refused.set(given == Some(true));
                must_carry.set(must_carry.get() || given.is_none() || session.borrow().is_near_alone());
            }));
            return;
        }
        self.tasks.push(Box::pin(async move {
            is_refused.set(drive(&session, asked, &|what| came.borrow_mut().push(what)).await);
        }));
    }

    /// Remembers what it shows under the point where that is, and what it says of it.
    fn note(&mut self) {
        let session = self.session.borrow();
        let (Some(state), mut points) = (session.state(), session.points()) else { return };
        let Some(point) = points.pop() else { return };
        let id = &state.dossier.id;
        let mut world = self.shelf.0.borrow_mut();
        let before = points.iter().rev().take(8).chain(&self.seen).filter(|other| **other != point).copied();
        let was = || (state.dossier.clone(), state.history.clone(), before.collect());
        world.states.entry((id.clone(), point)).or_insert_with(was);
        // At 0 nothing was written: it was deleted in another window, or the database does not answer.
        if point.0 > 0 && session.kept() == Some(Kept::Saved) && world.fuse != Some(0) {
            world.acknowledge(id, point);
        }
        drop(world);
        drop(session);
        self.seen = vec![point];
    }

    /// One of the stores' answers.
    pub fn answer(&mut self, dice: usize) {
        if self.tasks.is_empty() {
            return;
        }
        let at = dice % self.tasks.len();
        let mut task = self.tasks.remove(at);
        if task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
            self.tasks.insert(at, task);
        }
        self.note();
    }

    /// The window is gone; what it asked for last is done all the same.
    pub fn last_of_deep(mut self) {
        for task in &mut self.tasks {
            let _ = task.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        }
        self.note();
    }

    /// Until the stores have answered all.
    pub fn settle(&mut self) {
        for _ in 0..2_000 {
            self.answer(0);
            if self.tasks.is_empty() {
                return;
            }
        }
        panic!("the stores are asked for ever: {:?}", self.kept());
    }

    /// What it asked for first is answered until something is so.
    pub fn answer_until(&mut self, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..100 {
            if is_so(self) {
                return;
            }
            self.answer(0);
        }
        panic!("it is never so: {:?}", self.kept());
    }

    /// An edit by hand, or taking one back.
    pub fn edit(&mut self) {
        let step = a_step(&mut self.world().dice);
        self.take(step);
    }

    pub fn set_year(&mut self, year: u16) {
        self.take(Step::Edit(Action::SetYear(year)));
    }

    pub fn take(&mut self, step: Step) {
        if self.session.borrow_mut().take(step) {
            self.world().counted.edits += 1;
            self.note();
            self.ask(Asked::GoOn);
        }
    }

    /// An edit that changes something.
    pub fn edit_surely(&mut self) {
        let before = self.point();
        while self.point() == before {
            self.edit();
        }
    }

    pub fn fill_in_and_settle(&mut self) {
        self.edit();
        self.settle();
        self.rest();
        self.settle();
    }

    /// Some time without edits.
    pub fn rest(&mut self) {
        self.session.borrow_mut().rest();
        self.note();
        self.ask(Asked::GoOn);
    }

    /// Some time after a refusal.
    pub fn retry(&mut self) {
        self.ask(Asked::GoOn);
    }

    /// Another window has written.
    pub fn follow(&mut self) {
        self.ask(Asked::Follow);
    }

    /// Another part of the page goes on; this one has ended, but what it asked for is still answered.
    pub fn carry(&mut self) -> Option<Self> {
        let (carried, was_kept) = {
            let mut session = self.session.borrow_mut();
            session.end();
            ((session.state()?.clone(), session.points()), session.kept() == Some(Kept::Saved))
        };
        self.world().counted.carried += 1;
        let (id, seen) = (carried.0.dossier.id.clone(), carried.1.clone());
        let session = Session::handed_over(self.shelf.clone(), carried, was_kept);
        Some(Self::looking(session, self.shelf.clone(), seen, &id))
    }
}

fn a_step(dice: &mut Dice) -> Step {
    let (one, two, three) = (dice.below(1000), dice.below(40), dice.below(10));
    match dice.below(8) {
        0 => Step::Undo,
        1 => Step::Redo,
        2 => Step::Edit(Action::SetNote(RowId::from_key("g1-01").unwrap(), format!("第 {one} 次"))),
        3 => Step::Edit(Action::SetFact(FactId::all().nth(two % FactId::COUNT).unwrap(), Field::Value(one as u64))),
        4 => Step::Edit(Action::SetYear(2020 + u16::try_from(three).unwrap())),
        _ => {
            let answer = [None, Some(Answer::Met), Some(Answer::NotMet)][three % 3];
            Step::Edit(Action::SetAnswer(ClauseId::all().nth(two).unwrap(), answer))
        }
    }
}

/// A dossier that is begun and kept.
pub fn begun(world: &Rc<RefCell<World>>, id: &str) -> Window {
    let mut window = Window::open(world, id, Some((first(id), Vec::new())));
    window.settle();
    window
}
