//! What the writer has each store do, and what it says of that.

use super::made::{found, newest, spent, state, step, whole};
use super::simulation::{old_text, slots_of};
use super::window::{Window, begun};
use super::world::{Refusal, World, parse, write};
use super::{new_world, opens};
use std::cell::RefCell;
use union_star::dossier::{Action, Step};
use union_star::journal::{
    self, DeepResult, Entry, Kept, Order, Place, Record, SPENT, STEPS_BETWEEN_STATES, Slot, Store, Writer,
};

const STEPS: u16 = STEPS_BETWEEN_STATES as u16;

/// As many steps as make the whole state due, and that.
fn fill_in(window: &mut Window) {
    for year in 0..STEPS {
        window.set_year(2030 + year % 7);
        window.settle();
    }
    window.rest();
    window.settle();
}

fn slot(world: &RefCell<World>, store: Store, slot: Slot) -> Option<Record> {
    let world = world.borrow();
    let kept = if store == Store::Near { &world.near } else { &world.deep };
    kept.get(&journal::key("x", Place::Slot(slot))).map(|text| Record::read(text).unwrap())
}

fn near_alone(world: &RefCell<World>) -> Vec<Entry> {
    world.borrow().entries("x").into_iter().filter(|entry| entry.store == Store::Near).collect()
}

/// A writer of a dossier whose whole state both stores hold at a generation.
fn writer_at(generation: u64) -> Writer<Refusal> {
    let both = [Store::Near, Store::Deep].map(|store| whole(store, Slot::A, (generation, 0xa), 2026, &[]));
    Writer::after("x", &newest(&both))
}

/// A step that the near store takes.
fn take(writer: &mut Writer<Refusal>, year: u16) {
    let action = Action::SetYear(year);
    writer.step(2.0, &Step::Edit(action.clone()), &action, &write);
    writer.near_result(Ok(()));
}

fn step_key(generation: u64) -> String {
    journal::key("x", Place::Step(generation))
}

#[test]
fn the_whole_state_is_due_after_as_many_steps_however_often_the_page_is_opened_in_between() {
    let world = new_world(0);
    begun(&world, "x");
    for year in 1..=STEPS {
        assert_eq!(slot(&world, Store::Deep, Slot::B), None, "after {} steps", year - 1);
        let mut window = Window::open(&world, "x", None);
        window.settle();
        window.set_year(2030 + year % 7);
        window.settle();
        window.rest();
        window.settle();
    }
    let [near, deep] = [Store::Near, Store::Deep].map(|store| slot(&world, store, Slot::B).expect("it is written"));
    assert_eq!((near.generation, deep.generation), (opens(&world, "x").generation, 1 + STEPS_BETWEEN_STATES));
}

/// Local storage has refused since the dossier was begun: what it holds led to what the database holds, also after two
/// whole states and the page opened anew between them.
#[test]
fn a_whole_state_names_all_before_it_also_after_the_page_was_opened_anew() {
    let world = new_world(0);
    let mut window = begun(&world, "x");
    world.borrow_mut().near_fails = true;
    fill_in(&mut window);
    let mut opened = Window::open(&world, "x", None);
    opened.settle();
    fill_in(&mut opened);
    let line = |of: Slot| {
        let body = slot(&world, Store::Deep, of).unwrap().body;
        journal::line_of(&parse(&body).unwrap()).into_iter().map(|(generation, _)| generation).collect::<Vec<_>>()
    };
    // A state's own point follows with the next one.
    assert_eq!((line(Slot::B), line(Slot::A)), (vec![1], vec![1, 1 + STEPS_BETWEEN_STATES]));
    assert_eq!(slot(&world, Store::Near, Slot::A).unwrap().generation, 1);
    let read = found(&world.borrow().entries("x"));
    assert_eq!((read.newest.unwrap().state, read.branches), (opened.state().unwrap(), vec![]));
}

/// The database has taken a step, but does not answer when it is handed over; local storage has refused that step. What
/// is found then is where the window was opened: it goes on from there, not beside it.
#[test]
fn what_is_handed_over_has_gone_on_from_where_it_was_opened() {
    let world = new_world(0);
    let mut before = begun(&world, "x");
    before.set_year(2029);
    before.settle();
    let mut window = Window::open(&world, "x", None);
    window.settle();
    let opened = window.point();
    world.borrow_mut().near_fails = true;
    window.set_year(2030);
    window.settle();
    assert_eq!(window.kept(), Some(Kept::Saved));
    (world.borrow_mut().near_fails, world.borrow_mut().deep_is_mute) = (false, true);
    assert_eq!(newest(&near_alone(&world)).point(), opened);
    let mut next = window.carry().unwrap();
    next.settle();
    assert_eq!((&*next.dossier().id, next.dossier().year, world.borrow().copies), ("x", 2030, 0));
}

/// One step is saved, the next one is not when it is handed over: it goes on from the saved one, not beside it.
#[test]
fn what_is_handed_over_has_gone_on_from_what_was_saved_last() {
    let world = new_world(0);
    let mut window = begun(&world, "x");
    window.set_year(2030);
    window.settle();
    let saved = opens(&world, "x").point();
    (world.borrow_mut().near_fails, world.borrow_mut().deep_fails) = (true, true);
    window.set_year(2031);
    window.settle();
    (world.borrow_mut().near_fails, world.borrow_mut().deep_fails) = (false, false);
    assert_eq!(opens(&world, "x").point(), saved);
    let mut next = window.carry().unwrap();
    next.settle();
    assert_eq!((next.kept(), &*next.dossier().id, world.borrow().copies), (Some(Kept::Saved), "x", 0));
    assert_eq!(opens(&world, "x").state.dossier.year, 2031);
}

/// Local storage is all there is, refuses a step, and has room again: the whole state makes good for what is missing.
#[test]
fn without_a_database_what_was_refused_is_written_whole_when_it_is_tried_again() {
    for is_edited in [false, true] {
        let world = new_world(0);
        world.borrow_mut().deep_is_absent = true;
        let mut window = begun(&world, "x");
        window.set_year(2030);
        window.settle();
        world.borrow_mut().near_fails = true;
        window.set_year(2031);
        window.settle();
        assert_eq!((window.kept(), window.is_refused()), (Some(Kept::Failed("full")), true));
        world.borrow_mut().near_fails = false;
        if is_edited {
            window.set_year(2032)
        } else {
            window.retry()
        }
        window.settle();
        assert_eq!((window.kept(), window.is_refused()), (Some(Kept::Saved), false));
        assert_eq!(opens(&world, "x").state, window.state().unwrap());
    }
}

/// The same, where it is not known yet that there is no database: a step after a gap leads on from nothing.
#[test]
fn without_a_database_a_step_after_one_that_was_refused_is_not_called_saved() {
    let world = new_world(0);
    let mut window = begun(&world, "x");
    world.borrow_mut().near_fails = true;
    window.set_year(2030);
    (world.borrow_mut().near_fails, world.borrow_mut().deep_is_absent) = (false, true);
    window.set_year(2031);
    assert_eq!(window.kept(), Some(Kept::Saving));
    window.answer_until(|window| window.kept() != Some(Kept::Saving));
    assert_eq!(window.kept(), Some(Kept::Failed("full")));
    window.settle();
    window.retry();
    window.settle();
    assert_eq!(window.kept(), Some(Kept::Saved));
    world.borrow_mut().deep.clear();
    assert_eq!(opens(&world, "x").state, window.state().unwrap());
}

/// What another window wrote must not be written over by what was before: the key of the next step must be free, and is
/// so afterwards, unless a step of ours takes it.
#[test]
fn a_whole_state_goes_into_the_database_only_where_nobody_has_gone_on() {
    let next = |writer: &mut Writer<Refusal>, is_then_filled_in: bool| {
        writer.state(&state(2031), &write);
        writer.near_result(Ok(()));
        let (generation, _) = writer.point();
        if is_then_filled_in {
            take(writer, 2032);
        }
        let orders = writer.orders().unwrap();
        let key = step_key(generation + 1);
        let of_key =
            |order: &&Order| matches!(order, Order::Add(of, _) | Order::Put(of, _) | Order::Delete(of) if *of == key);
        let spares = [Order::Add(key.clone(), SPENT.to_owned()), Order::Delete(key.clone())];
        let of_key: Vec<_> = orders.iter().filter(of_key).cloned().collect();
        (of_key == spares, of_key.len(), generation)
    };
    let mut writer = writer_at(7);
    assert_eq!(next(&mut writer, false), (true, 2, 7));
    // Begun anew it takes a key itself, and the next one must be free all the same.
    let mut writer = writer_at(7);
    writer.start_anew();
    assert_eq!(next(&mut writer, false), (true, 2, 8));
    let mut writer = writer_at(7);
    take(&mut writer, 2030);
    assert_eq!(next(&mut writer, false), (true, 2, 8));
    // A step that follows takes that key for good.
    let mut writer = writer_at(7);
    assert_eq!(next(&mut writer, true), (false, 1, 7));
}

/// Added, not only held by a whole state: whoever is about to add another there is told.
#[test]
fn a_step_that_only_local_storage_has_takes_its_key_in_the_database() {
    let both = [Store::Near, Store::Deep].map(|store| whole(store, Slot::A, (7, 0xa), 2026, &[]));
    let (missing, end) = step(Store::Near, (7, 0xa), 2030);
    let mut writer = Writer::<Refusal>::after("x", &newest(&[&both[..], std::slice::from_ref(&missing)].concat()));
    assert_eq!(writer.point(), end);
    assert_eq!(writer.orders(), Some(vec![Order::Add(step_key(8), missing.text)]));
}

/// Version 1 counts no steps: ours must not lead on from whatever an old page saves there meanwhile, and of two windows
/// that open it at once the later is told.
#[test]
fn what_follows_a_text_of_version_one_is_a_whole_state_that_takes_a_key() {
    let world = new_world(0);
    let old = old_text(5, &state(2026).dossier);
    world.borrow_mut().deep.insert(journal::key("x", Place::Old), old);
    let mut window = Window::open(&world, "x", None);
    window.settle();
    assert_eq!((window.kept(), window.point().0), (Some(Kept::Saved), 1));
    assert_eq!(world.borrow().deep.get(&step_key(1)).map(String::as_str), Some(SPENT));
}

#[test]
fn what_begins_anew_takes_a_key_past_all_that_are_taken() {
    let both = [Store::Near, Store::Deep].map(|store| whole(store, Slot::A, (7, 0xa), 2026, &[]));
    let mut writer = Writer::<Refusal>::after("x", &newest(&[&both[..], &[spent(12)]].concat()));
    assert!(writer.must_write_state() && writer.is_due(), "no step may be written where others have gone on");
    writer.state(&state(2031), &write);
    assert_eq!(writer.point().0, 13);
    let orders = writer.orders().unwrap();
    assert_eq!(orders[0], Order::Add(step_key(13), SPENT.to_owned()));
    assert!(!writer.must_write_state() && !writer.is_due());
}

#[test]
fn what_was_refused_goes_before_what_was_filled_in_meanwhile() {
    let mut writer = writer_at(7);
    take(&mut writer, 2030);
    writer.state(&state(2030), &write);
    writer.near_result(Ok(()));
    let first = writer.orders().unwrap();
    assert_eq!(writer.orders(), None, "one transaction at a time");
    take(&mut writer, 2031);
    assert_eq!(writer.kept(), Kept::Saving);
    writer.result(DeepResult::Failed("full"));
    assert_eq!(writer.kept(), Kept::Failed("full"));
    let again = writer.orders().unwrap();
    let added = |orders: &[Order]| {
        let added = |order: &Order| match order {
            Order::Add(key, text) if text != SPENT => Some(key.clone()),
            _ => None,
        };
        orders.iter().filter_map(added).collect::<Vec<_>>()
    };
    assert_eq!((added(&first), added(&again)), (vec![step_key(8)], vec![step_key(8), step_key(9)]));
    assert_eq!(slots_of(&first), slots_of(&again));
    writer.result(DeepResult::Done);
    assert_eq!((writer.kept(), writer.is_idle()), (Kept::Saved, true));
}

#[test]
fn of_two_whole_states_that_the_database_has_not_taken_the_later_is_written() {
    let mut writer = writer_at(7);
    let text = |orders: &[Order]| {
        let key = journal::key("x", Place::Slot(Slot::B));
        orders.iter().find_map(|order| match order {
            Order::Put(of, text) if *of == key => Record::read(text).ok(),
            _ => None,
        })
    };
    writer.state(&state(2030), &write);
    let first = text(&writer.orders().unwrap()).unwrap();
    take(&mut writer, 2031);
    writer.state(&state(2031), &write);
    writer.result(DeepResult::Failed("full"));
    let later = text(&writer.orders().unwrap()).unwrap();
    assert_eq!((first.generation, later.generation), (7, 8));
}

/// They tell what was filled in here from what another window did, as long as the database has no whole state after
/// them; where there is no database nobody asks.
#[test]
fn local_storage_forgets_steps_once_the_database_holds_them_in_a_whole_state() {
    let forgotten = |orders: &[Order]| orders.iter().filter(|order| matches!(order, Order::Delete(_))).count();
    for answer in [DeepResult::Failed("full"), DeepResult::Done, DeepResult::Absent] {
        let is_held = answer != DeepResult::Failed("full");
        let mut writer = writer_at(7);
        take(&mut writer, 2030);
        let each = [(); 3].map(|()| {
            let near = writer.state(&state(2030), &write);
            writer.near_result(Ok(()));
            take(&mut writer, 2031);
            if writer.orders().is_some() {
                writer.result(answer.clone());
            }
            forgotten(&near)
        });
        // What was taken since the older whole state is in the newer alone.
        assert_eq!(each, if is_held { [0, 1, 1] } else { [0; 3] }, "{answer:?}");
    }
}

/// What did not answer may hold more than was found: what is written there first must not be written over anything. What
/// it has taken since is known.
#[test]
fn a_slot_that_may_hold_something_unknown_is_not_written_over() {
    let mut writer = Writer::<Refusal>::new("x", 0);
    let mut is_added = || {
        writer.state(&state(2030), &write);
        writer.near_result(Ok(()));
        let orders = writer.orders().unwrap();
        writer.result(DeepResult::Done);
        let slot = &slots_of(&orders)[0];
        orders.iter().any(|order| matches!(order, Order::Add(key, _) if key == slot))
    };
    assert_eq!([is_added(), is_added(), is_added()], [true, false, false]);
}

#[test]
fn whoever_was_overtaken_gives_the_database_nothing_more() {
    let mut writer = writer_at(7);
    take(&mut writer, 2030);
    writer.orders().unwrap();
    writer.result(DeepResult::Exists);
    assert_eq!((writer.kept(), writer.orders()), (Kept::Taken, None));
}

#[test]
fn a_database_that_is_not_there_is_asked_once() {
    let mut writer = writer_at(7);
    take(&mut writer, 2030);
    writer.orders().unwrap();
    writer.result(DeepResult::Absent);
    assert_eq!((writer.kept(), writer.is_idle()), (Kept::Saved, true), "local storage has it");
    take(&mut writer, 2031);
    assert_eq!((writer.kept(), writer.orders()), (Kept::Saved, None));
}
