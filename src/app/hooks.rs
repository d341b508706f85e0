//! What a component keeps and does between two drawings: Yew's hooks, each compiled once for all types.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::Rc;
use yew::UseStateHandle;
use yew::functional::{Hook, HookContext, use_effect_with as yew_effect, use_mut_ref, use_state as yew_state};

/// What a component keeps, as it is now, also for a closure of an earlier drawing.
pub struct State<T> {
    handle: UseStateHandle<Rc<dyn Any>>,
    /// As it was when this was made, so that who compares two of them sees a change between them.
    seen: Rc<dyn Any>,
    of: PhantomData<T>,
}

impl<T: 'static> State<T> {
    /// Keeps another value, and draws again.
    pub fn set(&self, value: T) {
        self.handle.set(Rc::new(value));
    }
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        let handle = self.handle.clone();
        Self { seen: Rc::clone(&handle), handle, of: PhantomData }
    }
}

impl<T: 'static> Deref for State<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self.handle.downcast_ref() {
            Some(value) => value,
            None => unreachable!("what a hook keeps is of one type"),
        }
    }
}

impl<T: PartialEq + 'static> PartialEq for State<T> {
    fn eq(&self, other: &Self) -> bool {
        are_same::<T>(&*self.seen, &*other.seen)
    }
}

/// Keeps a value from drawing to drawing.
pub fn use_state<T: 'static, F: FnOnce() -> T>(first: F) -> impl Hook<Output = State<T>> {
    UseState { first, of: PhantomData }
}

struct UseState<T, F> {
    first: F,
    of: PhantomData<T>,
}

impl<T: 'static, F: FnOnce() -> T> Hook for UseState<T, F> {
    type Output = State<T>;

    fn run(self, context: &mut HookContext) -> State<T> {
        let mut first = Some(self.first);
        let handle = kept(context, &mut || match first.take() {
            Some(first) => Rc::new(first()),
            None => Rc::new(()),
        });
        State { seen: Rc::clone(&handle), handle, of: PhantomData }
    }
}

/// Makes something with the first drawing, and keeps it: the same for as long as the component stands.
pub fn use_once<T: 'static, F: FnOnce() -> T>(first: F) -> impl Hook<Output = Rc<T>> {
    UseOnce(UseState { first, of: PhantomData })
}

struct UseOnce<T, F>(UseState<T, F>);

impl<T: 'static, F: FnOnce() -> T> Hook for UseOnce<T, F> {
    type Output = Rc<T>;

    fn run(self, context: &mut HookContext) -> Rc<T> {
        match self.0.run(context).seen.downcast() {
            Ok(made) => made,
            Err(_) => unreachable!("what a hook keeps is of one type"),
        }
    }
}

#[inline(never)]
fn kept(context: &mut HookContext, first: &mut dyn FnMut() -> Rc<dyn Any>) -> UseStateHandle<Rc<dyn Any>> {
    yew_state(first).run(context)
}

/// What an effect leaves to be done before the next one, or when its component goes: nothing, or a closure.
pub trait Undo: 'static {
    /// It as a closure.
    fn boxed(self) -> Box<dyn FnOnce()>;
}

impl Undo for () {
    fn boxed(self) -> Box<dyn FnOnce()> {
        Box::new(|| ())
    }
}

impl<F: FnOnce() + 'static> Undo for F {
    fn boxed(self) -> Box<dyn FnOnce()> {
        Box::new(self)
    }
}

/// Does something after the drawing whenever what it is of has changed.
pub fn use_effect_with<T, U, F>(of: T, effect: F) -> impl Hook<Output = ()>
where
    T: PartialEq + 'static,
    U: Undo,
    F: FnOnce(&T) -> U + 'static,
{
    UseEffect { of, effect, undo: PhantomData }
}

struct UseEffect<T, F, U> {
    of: T,
    effect: F,
    undo: PhantomData<U>,
}

impl<T: PartialEq + 'static, U: Undo, F: FnOnce(&T) -> U + 'static> Hook for UseEffect<T, F, U> {
    type Output = ();

    fn run(self, context: &mut HookContext) {
        let Self { of, effect, .. } = self;
        let of = Rc::new(of);
        let known = Rc::clone(&of);
        after(context, known, are_same::<T>, Box::new(move || effect(&of).boxed()));
    }
}

type Effect = Box<dyn FnOnce() -> Box<dyn FnOnce()>>;

fn are_same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    one.downcast_ref::<T>() == other.downcast_ref::<T>()
}

#[inline(never)]
fn after(context: &mut HookContext, of: Rc<dyn Any>, are_same: fn(&dyn Any, &dyn Any) -> bool, effect: Effect) {
    let known = use_mut_ref(|| None::<(u32, Rc<dyn Any>)>).run(context);
    let mut known = known.borrow_mut();
    let time = match &*known {
        Some((time, before)) if are_same(&**before, &*of) => *time,
        Some((time, _)) => time.wrapping_add(1),
        None => 0,
    };
    *known = Some((time, of));
    yew_effect(time, move |_: &u32| effect()).run(context);
}
