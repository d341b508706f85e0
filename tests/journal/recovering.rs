//! Which of the records that are found lead to the newest state, and what becomes of the others.

use super::made::{found, newest, spent, state, step, steps, whole};
use super::old_text;
use super::world::{Point, Refusal, write};
use union_star::journal::{self, Entry, Order, Place, Slot, Store, Writer};

const START: Point = (1, 0xa);

/// The same whole state in both stores.
fn start() -> [Entry; 2] {
    [Store::Near, Store::Deep].map(|store| whole(store, Slot::A, START, 2026, &[START]))
}

fn keys(entries: &[&Entry]) -> Vec<(Store, String)> {
    entries.iter().map(|entry| (entry.store, entry.key.clone())).collect()
}

#[test]
fn in_whatever_order_the_stores_are_read_nothing_is_missing_in_the_database_that_is_there() {
    let (step, end) = steps(START, 2030);
    let entries = [start(), step].concat();
    let backwards: Vec<_> = entries.iter().rev().cloned().collect();
    for entries in [entries, backwards] {
        let newest = newest(&entries);
        assert_eq!(newest.point(), end);
        assert!(newest.is_in_both());
        assert_eq!(Writer::<Refusal>::after("x", &newest).orders(), None);
    }
}

/// None of the two was acknowledged: what is longer is what somebody has filled in more of.
#[test]
fn of_two_ways_that_only_local_storage_has_the_longer_opens() {
    for longer in [0, 1] {
        let ways = [2030, 2031].map(|year| step(Store::Near, START, year));
        let (last, end) = step(Store::Near, ways[longer].1, 2032);
        let found = found(&[&start()[..], &ways.clone().map(|(step, _)| step), &[last]].concat());
        assert_eq!(found.newest.unwrap().point(), end);
        let [branch] = &found.branches[..] else { panic!("the other is a branch") };
        assert_eq!(branch.keys, keys(&[&ways[1 - longer].0]));
    }
}

#[test]
fn of_two_texts_of_version_one_the_later_opens_wherever_it_is() {
    for later in [Store::Near, Store::Deep] {
        let old = |store| {
            let (saved, year) = if store == later { (9, 2031) } else { (5, 2030) };
            let text = old_text(saved, &state(year).dossier);
            Entry { store, key: journal::key("x", Place::Old), text }
        };
        let newest = newest(&[old(Store::Near), old(Store::Deep)]);
        assert_eq!(newest.state.dossier.year, 2031, "{later:?}");
    }
}

#[test]
fn a_text_of_version_one_that_was_saved_no_later_than_ours_is_what_ours_began_with() {
    let ours = start();
    for (saved, branches) in [(0, 0), (1, 0), (2, 1)] {
        let text = old_text(saved, &state(2031).dossier);
        let old = Entry { store: Store::Deep, key: journal::key("x", Place::Old), text };
        let found = found(&[&ours[..], &[old]].concat());
        assert_eq!(found.newest.unwrap().state, state(2026));
        assert_eq!(found.branches.len(), branches, "saved at {saved}, ours at 1");
    }
}

/// Local storage has refused for long, or was brought back: what it holds led to what the database holds.
#[test]
fn an_older_state_that_led_to_the_newest_is_no_branch() {
    let (middle, last) = ((65, 0xb), (129, 0xc));
    let older = whole(Store::Near, Slot::A, START, 2026, &[START]);
    let newer = whole(Store::Deep, Slot::A, last, 2031, &[START, middle, last]);
    let read = found(&[older.clone(), newer]);
    assert_eq!((read.newest.unwrap().point(), read.branches), (last, vec![]));
    // Where it did not lead there it is another window's.
    let newer = whole(Store::Deep, Slot::A, last, 2031, &[middle, last]);
    let read = found(&[older.clone(), newer]);
    assert_eq!(read.newest.unwrap().point(), last);
    let [branch] = &read.branches[..] else { panic!("one branch") };
    assert_eq!((&branch.state, &branch.keys), (&state(2026), &keys(&[&older])));
}

/// The step is forgotten once a copy is kept of where it leads; the whole state, which both lead on from, must stay.
#[test]
fn a_step_that_does_not_follow_from_the_newest_is_a_branch_and_the_state_before_it_is_not() {
    let (ours, end) = steps(START, 2030);
    let (theirs, other) = step(Store::Near, START, 2031);
    let found = found(&[&start()[..], &ours, std::slice::from_ref(&theirs)].concat());
    let newest = found.newest.unwrap();
    assert_eq!(newest.point(), end);
    let [branch] = &found.branches[..] else { panic!("one branch") };
    assert_eq!((branch.state.dossier.year, &branch.keys), (2031, &keys(&[&theirs])));
    assert!(branch.came_through(other.0, other.1) && branch.came_through(START.0, START.1));
    assert!(!branch.came_through(end.0, end.1), "it left another way");
    assert!(newest.came_through(end.0, end.1) && newest.came_through(START.0, START.1));
    assert!(!newest.came_through(other.0, other.1), "nor did the newest come through the branch");
}

/// Another window has written both slots of local storage, on one way: that is one branch, and each of its records
/// is forgotten once, the first last.
#[test]
fn two_whole_states_of_another_window_on_one_way_are_one_branch() {
    let ours = whole(Store::Deep, Slot::A, (200, 0xd), 2040, &[(200, 0xd)]);
    let slot_a = whole(Store::Near, Slot::A, (65, 0xb), 2030, &[]);
    let (first, between) = step(Store::Near, (65, 0xb), 2031);
    let slot_b = whole(Store::Near, Slot::B, between, 2031, &[]);
    let (second, _) = step(Store::Near, between, 2032);
    let entries = [ours, slot_a.clone(), slot_b.clone(), first.clone(), second.clone()];
    let found = found(&entries);
    assert_eq!(found.newest.unwrap().state.dossier.year, 2040);
    let [branch] = &found.branches[..] else { panic!("one branch") };
    assert_eq!(branch.state.dossier.year, 2032);
    assert_eq!(branch.keys, keys(&[&slot_a, &first, &second, &slot_b]));
}

#[test]
fn whole_states_of_two_other_windows_are_two_branches() {
    let ours = whole(Store::Deep, Slot::A, (200, 0xd), 2040, &[(200, 0xd)]);
    let others = [(Slot::A, (65, 0xb), 2030), (Slot::B, (70, 0xc), 2031)]
        .map(|(slot, point, year)| whole(Store::Near, slot, point, year, &[]));
    let found = found(&[&[ours], &others[..]].concat());
    assert_eq!(found.newest.unwrap().state.dossier.year, 2040);
    let branches: Vec<_> = found.branches.iter().map(|branch| branch.state.dossier.year).collect();
    assert_eq!(branches, [2030, 2031]);
    for (branch, other) in found.branches.iter().zip(&others) {
        assert_eq!(branch.keys, keys(&[other]));
    }
}

#[test]
fn a_store_holds_all_of_it_where_it_alone_leads_to_the_newest() {
    let ([near_1, deep_1], middle) = steps(START, 2030);
    let ([near_2, deep_2], end) = steps(middle, 2031);
    let [near_0, deep_0] = start();
    let near = [near_0, near_1, near_2];
    let deep = [deep_0, deep_1, deep_2];
    let read = |entries: &[Entry]| {
        let newest = newest(entries);
        assert_eq!(newest.point(), end);
        newest.is_in_both()
    };
    assert!(read(&[&near[..], &deep].concat()));
    for lost in 0..3 {
        assert!(!read(&[&near[..lost], &near[lost + 1..], &deep].concat()), "{lost} of local storage");
        assert!(!read(&[&near[..], &deep[..lost], &deep[lost + 1..]].concat()), "{lost} of the database");
    }
    // What leads from elsewhere to as many steps does not mislead.
    let (stray, _) = step(Store::Near, (1, 1), 2035);
    assert!(read(&[&near[..], &deep, &[stray]].concat()));
    // A whole state at the end is all that is needed.
    let last = [Store::Near, Store::Deep].map(|store| whole(store, Slot::B, end, 2031, &[START, end]));
    assert!(read(&last));
}

/// What the next whole state's orders put where, and what they forget.
fn next_orders(entries: &[Entry]) -> [Vec<Order>; 2] {
    let mut writer = Writer::<Refusal>::after("x", &newest(entries));
    let near = writer.state(&state(2050), &write);
    writer.near_result(Ok(()));
    [near, writer.orders().unwrap()]
}

fn slot_written(orders: &[Order]) -> Vec<Slot> {
    let slot = |order: &Order| match order {
        Order::Add(key, _) | Order::Put(key, _) => match journal::id_of(key) {
            Some((_, Place::Slot(slot))) => Some(slot),
            _ => None,
        },
        Order::Delete(_) => None,
    };
    orders.iter().filter_map(slot).collect()
}

/// Whether the orders forget a place, or leave its key alone.
fn forgets(orders: &[Order], place: Place) -> bool {
    let key = journal::key("x", place);
    orders.contains(&Order::Delete(key.clone())) || orders.contains(&Order::Put(key, journal::SPENT.to_owned()))
}

#[test]
fn each_store_has_its_own_newest_slot_which_is_not_written_over() {
    let last = (65, 0xb);
    let near = whole(Store::Near, Slot::A, START, 2026, &[START]);
    let deep = [(Slot::A, START, 2026), (Slot::B, last, 2030)]
        .map(|(slot, point, year)| whole(Store::Deep, slot, point, year, &[START, last]));
    let [near, deep] = next_orders(&[&[near], &deep[..]].concat());
    // Of local storage neither slot leads to the newest, so both may be written.
    assert_eq!(slot_written(&near).len(), 1);
    assert_eq!(slot_written(&deep), [Slot::A]);
    let near = [(Slot::A, START, 2026), (Slot::B, last, 2030)]
        .map(|(slot, point, year)| whole(Store::Near, slot, point, year, &[START, last]));
    let deep = whole(Store::Deep, Slot::A, last, 2030, &[START, last]);
    let [near, deep] = next_orders(&[&near[..], &[deep]].concat());
    assert_eq!((slot_written(&near), slot_written(&deep)), (vec![Slot::A], vec![Slot::B]));
}

#[test]
fn each_store_forgets_the_steps_that_it_has_itself_and_that_its_older_slot_holds() {
    let ([near_1, _], middle) = steps(START, 2030);
    let ([_, deep_2], end) = steps(middle, 2031);
    let last = [Store::Near, Store::Deep].map(|store| whole(store, Slot::B, end, 2031, &[START, end]));
    let [near, deep] = next_orders(&[&start()[..], &last, &[near_1, deep_2]].concat());
    assert!(forgets(&near, Place::NearStep(middle.0, middle.1)));
    assert!(!forgets(&near, Place::NearStep(end.0, end.1)));
    assert!(forgets(&deep, Place::Step(end.0)));
    assert!(!forgets(&deep, Place::Step(middle.0)));
}

#[test]
fn keys_of_old_steps_stay_taken_for_five_hundred_and_twelve_steps() {
    let last = (600, 0xb);
    let both = [Store::Near, Store::Deep].map(|store| whole(store, Slot::A, last, 2030, &[last]));
    let [near, deep] = next_orders(&[&both[..], &[spent(88), spent(89)]].concat());
    assert!(deep.contains(&Order::Delete(journal::key("x", Place::Step(88)))));
    assert!(!forgets(&deep, Place::Step(89)));
    assert!(!forgets(&near, Place::Step(88)), "local storage has none of them");
}

#[test]
fn a_text_of_version_one_is_forgotten_where_it_is_once_two_states_of_ours_stand() {
    for (at, store) in [Store::Near, Store::Deep].into_iter().enumerate() {
        let old = Entry { store, key: journal::key("x", Place::Old), text: old_text(0, &state(2025).dossier) };
        let orders = next_orders(&[&start()[..], &[old]].concat());
        assert!(forgets(&orders[at], Place::Old));
        assert!(!forgets(&orders[1 - at], Place::Old));
    }
}
