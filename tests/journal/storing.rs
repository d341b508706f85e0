//! What is set aside, kept and forgotten in the stores, and in which order.

use super::made::{found, state, step};
use super::window::{Window, begun};
use super::world::{Shelf, World, finished};
use super::{new_world, opens, two_windows};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use union_star::journal::{
    self, Came, Damage, Entry, Kept, Missed, Place, Record, SPENT, STEPS_BETWEEN_STATES, Slot, Store,
};

/// All that both stores hold, what was set aside included.
fn everything(world: &RefCell<World>) -> [BTreeMap<String, String>; 2] {
    [world.borrow().near.clone(), world.borrow().deep.clone()]
}

/// What was set aside out of a store, by its key there.
fn aside(world: &RefCell<World>, store: &str) -> Vec<String> {
    let begin = format!("{}{store}/", journal::DAMAGED);
    let of = |key: &String| Some(key.strip_prefix(&begin)?.rsplit_once('~')?.0.to_owned());
    world.borrow().deep.keys().filter_map(of).collect()
}

fn put(world: &RefCell<World>, entry: Entry) {
    let World { near, deep, .. } = &mut *world.borrow_mut();
    if entry.store == Store::Near { near } else { deep }.insert(entry.key, entry.text);
}

fn cut(world: &RefCell<World>, store: Store, key: &str) {
    let World { near, deep, .. } = &mut *world.borrow_mut();
    if store == Store::Near { near } else { deep }.get_mut(key).expect("it is kept").truncate(40);
}

#[test]
fn where_a_newer_version_has_written_nothing_is_set_aside() {
    let (world, _) = two_windows(0);
    let newer = Record::new(2, 0, "{}".to_owned()).write().replace("star/2 2", "star/3 4");
    put(&world, Entry { store: Store::Deep, key: journal::key("x", Place::Step(900)), text: newer });
    cut(&world, Store::Deep, &journal::key("x", Place::Slot(Slot::A)));
    let before = everything(&world);
    let mut opened = Window::open(&world, "x", None);
    opened.settle();
    assert!(opened.is_read_only());
    assert!(everything(&world) == before);
}

#[test]
fn where_nothing_opens_all_of_it_is_handed_out_and_stays_where_it_is() {
    let world = new_world(0);
    begun(&world, "x");
    for store in [Store::Near, Store::Deep] {
        cut(&world, store, &journal::key("x", Place::Slot(Slot::A)));
    }
    let before = everything(&world);
    let mut opened = Window::open(&world, "x", None);
    opened.settle();
    let [Came::Absent(found)] = &opened.came()[..] else { panic!("nothing opens") };
    let found = found.as_ref().as_ref().expect("the stores answer");
    assert!(found.damaged.iter().all(|one| one.why == Damage::Cut));
    assert_eq!(found.damaged.len(), 2);
    assert!(everything(&world) == before);
}

/// A step from before the whole states is in there; one from after them is not.
#[test]
fn what_most_likely_stands_in_the_whole_state_is_set_aside_and_not_said_to_be_missed() {
    for (before, missed) in [((2, 0xbad), None), ((900, 0xbad), Some(Missed::Damaged))] {
        let world = new_world(0);
        let mut window = begun(&world, "x");
        (0..2 * STEPS_BETWEEN_STATES).for_each(|_| window.fill_in_and_settle());
        let (stray, _) = step(Store::Near, before, 2031);
        put(&world, stray.clone());
        let mut opened = Window::open(&world, "x", None);
        opened.settle();
        assert_eq!((opened.kept(), opened.missed()), (Some(Kept::Saved), missed));
        assert!(opened.dossier() == window.dossier());
        assert!(!world.borrow().near.contains_key(&stray.key));
        assert_eq!(aside(&world, "near"), [stray.key]);
    }
}

/// Whoever looks at what was set aside is told out of which store it is.
#[test]
fn a_damaged_record_is_set_aside_before_its_key_is_free_again() {
    for (store, name, other) in [(Store::Near, "near", "deep"), (Store::Deep, "deep", "near")] {
        let world = new_world(0);
        let window = begun(&world, "x");
        let key = journal::key("x", Place::Slot(Slot::A));
        cut(&world, store, &key);
        let mut opened = Window::open(&world, "x", None);
        opened.settle();
        assert_eq!((opened.kept(), opened.missed()), (Some(Kept::Saved), Some(Missed::Damaged)));
        assert_eq!((aside(&world, name), aside(&world, other)), (vec![key], vec![]));
        assert!(opens(&world, "x").is_in_both());
        assert_eq!(opened.dossier(), window.dossier());
    }
}

/// A window that slept must not take the place of a step that was damaged: it would be told that it was first.
#[test]
fn the_key_of_a_damaged_step_stays_taken_in_the_database_and_nowhere_else() {
    let (world, [mut window, _]) = two_windows(0);
    window.set_year(2030);
    window.settle();
    let key = journal::key("x", Place::Step(window.point().0));
    cut(&world, Store::Deep, &key);
    put(&world, Entry { store: Store::Near, key: key.clone(), text: "union-star/2".to_owned() });
    let read = found(&world.borrow().entries("x"));
    assert_eq!(read.damaged.len(), 2);
    assert_eq!(finished(journal::set_aside(&Shelf(Rc::clone(&world)), &read.damaged)), Ok(()));
    assert_eq!(world.borrow().deep.get(&key).map(String::as_str), Some(SPENT));
    assert_eq!(world.borrow().near.get(&key), None);
    assert_eq!((aside(&world, "near"), aside(&world, "deep")), (vec![key.clone()], vec![key]));
}

#[test]
fn what_the_database_refuses_to_keep_is_told_once_and_not_tried_for_ever() {
    let world = new_world(0);
    let shelf = Shelf(Rc::clone(&world));
    world.borrow_mut().deep_fails = true;
    assert_eq!(finished(journal::keep(&shelf, &state(2030), 0)), Kept::Failed("full"));
    world.borrow_mut().deep_fails = false;
    assert_eq!(finished(journal::keep(&shelf, &state(2031), 0)), Kept::Saved);
    assert_eq!(opens(&world, "x").state, state(2031));
}
