//! What an open dossier does at each word of a store, of another window, of another part of the page.

use super::window::{Window, begun, first};
use super::world::{Shelf, World, finished};
use super::{new_world, opened_twice, opens, two_windows};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use union_star::dossier::Step;
use union_star::journal::{self, Came, Entry, Kept, Missed, Place, Record, Slot};

fn entries(world: &RefCell<World>) -> Vec<Entry> {
    world.borrow().entries("x")
}

fn empty_both(world: &RefCell<World>) {
    world.borrow_mut().near.clear();
    world.borrow_mut().deep.clear();
}

/// Cuts what stands under a key of the deep store.
fn cut_deep(world: &RefCell<World>, place: Place) {
    world.borrow_mut().deep.get_mut(&journal::key("x", place)).expect("it is kept").truncate(40);
}

#[test]
fn what_no_store_can_be_asked_for_is_a_failure_until_one_answers() {
    let world = new_world(0);
    world.borrow_mut().both_are_mute = true;
    let mut window = Window::open(&world, "x", Some((first("x"), Vec::new())));
    window.settle();
    assert_eq!((window.kept(), window.is_refused()), (Some(Kept::Failed("mute")), true));
    assert!(!window.is_read_only());
    window.set_year(2031);
    window.settle();
    assert_eq!((window.kept(), window.dossier().year), (Some(Kept::Failed("mute")), 2031));
    assert_eq!(entries(&world), [], "what may stand there is not written over");
    world.borrow_mut().both_are_mute = false;
    window.retry();
    window.settle();
    assert_eq!((window.kept(), window.is_refused()), (Some(Kept::Saved), false));
    assert_eq!(opens(&world, "x").state.dossier.year, 2031);
}

#[test]
fn where_nothing_is_held_and_no_store_can_be_asked_it_is_told_why_nothing_opens() {
    let world = new_world(0);
    begun(&world, "x");
    world.borrow_mut().both_are_mute = true;
    let mut window = Window::open(&world, "x", None);
    window.settle();
    let [Came::Absent(why)] = &window.came()[..] else { panic!("nothing opens") };
    assert_eq!(**why, Err("mute"));
}

#[test]
fn once_another_part_of_the_page_goes_on_nothing_more_is_written_from_here() {
    let world = new_world(0);
    let mut window = begun(&world, "x");
    window.set_year(2030);
    let next = window.carry().unwrap();
    let before = entries(&world);
    window.settle();
    window.rest();
    window.set_year(2040);
    window.settle();
    assert_eq!(entries(&world), before);
    let mut next = next;
    next.settle();
    assert_eq!((next.kept(), next.dossier().year), (Some(Kept::Saved), 2030));
}

#[test]
fn what_ended_while_the_stores_were_still_asked_writes_nothing() {
    let world = new_world(0);
    let mut window = Window::open(&world, "x", Some((first("x"), Vec::new())));
    let mut next = window.carry().unwrap();
    window.settle();
    assert_eq!(entries(&world), []);
    next.settle();
    assert_eq!((next.kept(), next.state()), (Some(Kept::Saved), Some(opens(&world, "x").state)));
}

#[test]
fn opening_writes_nothing_where_both_stores_hold_all_of_it() {
    let (world, [window, _]) = two_windows(0);
    let (before, point) = (entries(&world), opens(&world, "x").point());
    for carried in [None, Some((window.state().unwrap(), Vec::new()))] {
        let mut opened = Window::open(&world, "x", carried);
        opened.settle();
        assert_eq!((opened.kept(), opened.point(), opened.is_read_only()), (Some(Kept::Saved), point, false));
        assert!(entries(&world) == before, "nothing is written");
    }
}

/// Where the window that opens is the only one to know, the whole state goes to where it is missing, and stays where it
/// was: another window that shows it may go on from there.
#[test]
fn opening_gives_each_store_what_only_the_other_holds() {
    for is_near in [true, false] {
        let (world, [mut other, _]) = two_windows(0);
        let point = other.point();
        {
            let World { near, deep, .. } = &mut *world.borrow_mut();
            if is_near { near } else { deep }.clear();
        }
        let mut opened = Window::open(&world, "x", None);
        opened.settle();
        assert_eq!((opened.kept(), opened.point()), (Some(Kept::Saved), point));
        assert!(opens(&world, "x").is_in_both());
        other.set_year(2030);
        other.settle();
        assert_eq!((other.kept(), world.borrow().copies), (Some(Kept::Saved), 0));
        assert_eq!(opens(&world, "x").state.dossier.year, 2030);
    }
}

#[test]
fn a_state_that_was_handed_over_and_overtaken_gives_way_to_what_is_kept() {
    let (world, [mut window, mut other]) = two_windows(0);
    let mut next = window.carry().unwrap();
    other.set_year(2030);
    other.settle();
    let before = entries(&world);
    next.settle();
    assert_eq!((next.kept(), next.dossier().year), (Some(Kept::Saved), 2030));
    assert!(entries(&world) == before, "nothing older is written over it");
    assert_eq!(world.borrow().copies, 0, "it came through what was handed over");
}

#[test]
fn what_was_handed_over_and_filled_in_since_is_newer_than_what_is_kept() {
    let (world, [mut window, _]) = two_windows(0);
    let mut next = window.carry().unwrap();
    next.set_year(2033);
    assert_eq!(next.kept(), Some(Kept::Saving));
    next.settle();
    assert_eq!((next.kept(), next.dossier().year), (Some(Kept::Saved), 2033));
    assert_eq!(opens(&world, "x").state, next.state().unwrap());
    assert_eq!(world.borrow().copies, 0);
}

/// The dossier is the same again, but what can be brought back is not.
#[test]
fn what_was_filled_in_and_taken_back_since_it_was_handed_over_can_be_brought_back() {
    let (world, [mut window, _]) = two_windows(0);
    let mut next = window.carry().unwrap();
    next.set_year(2033);
    next.take(Step::Undo);
    next.settle();
    assert_eq!((next.kept(), next.dossier()), (Some(Kept::Saved), window.dossier()));
    assert!(next.state().unwrap().history.can_redo());
    assert!(opens(&world, "x").state.history.can_redo());
}

#[test]
fn damage_is_said_also_where_the_page_holds_the_dossier() {
    let (world, [mut window, _]) = two_windows(0);
    let next = window.carry();
    cut_deep(&world, Place::Slot(Slot::A));
    let mut next = next.unwrap();
    next.settle();
    assert_eq!((next.kept(), next.missed()), (Some(Kept::Saved), Some(Missed::Damaged)));
    assert_eq!(next.dossier(), window.dossier());
}

#[test]
fn what_the_database_had_not_taken_when_it_was_handed_over_is_not_missed_there() {
    let world = new_world(0);
    world.borrow_mut().deep_fails = true;
    let mut window = begun(&world, "x");
    assert_eq!(window.kept(), Some(Kept::Failed("full")));
    world.borrow_mut().deep_fails = false;
    let mut next = window.carry().unwrap();
    next.settle();
    assert_eq!((next.kept(), next.missed()), (Some(Kept::Saved), None));
}

/// Two windows have each gone on, and the browser ended before the database took any of it: what does not open is kept
/// as a dossier of its own, once.
#[test]
fn what_went_another_way_becomes_a_copy_when_the_dossier_is_opened() {
    let (world, mut windows) = two_windows(0);
    world.borrow_mut().deep_fails = true;
    for (window, year) in windows.iter_mut().zip([2030, 2031]) {
        window.set_year(year);
        window.settle();
    }
    drop(windows);
    world.borrow_mut().deep_fails = false;
    for _ in 0..2 {
        let mut opened = Window::open(&world, "x", None);
        opened.settle();
        assert_eq!((opened.kept(), world.borrow().copies), (Some(Kept::Saved), 1));
        let years = ["x", "x-copy1"].map(|id| opens(&world, id).state.dossier.year);
        assert!(years == [2030, 2031] || years == [2031, 2030], "{years:?}");
        assert_eq!(opened.dossier().year, years[0]);
        let found = journal::recover("x", &entries(&world), &super::parse);
        assert!(found.branches.is_empty() && found.damaged.is_empty());
    }
}

#[test]
fn where_a_newer_version_has_written_no_copies_are_made() {
    let (world, mut windows) = two_windows(0);
    world.borrow_mut().deep_fails = true;
    windows.iter_mut().zip([2030, 2031]).for_each(|(window, year)| window.set_year(year));
    world.borrow_mut().deep_fails = false;
    let newer = Record::new(2, 0, "{}".to_owned()).write().replace("star/2 2", "star/3 4");
    world.borrow_mut().deep.insert(journal::key("x", Place::Step(900)), newer);
    let before = entries(&world);
    let mut opened = Window::open(&world, "x", None);
    opened.settle();
    assert!(opened.is_read_only());
    assert_eq!(world.borrow().copies, 0);
    assert!(entries(&world) == before);
}

#[test]
fn what_another_window_has_saved_is_shown_and_gone_on_from() {
    let (world, [mut first, mut second]) = two_windows(0);
    first.set_year(2030);
    first.settle();
    second.came();
    second.follow();
    second.settle();
    assert!(matches!(second.came()[..], [Came::Opened(None), Came::Nothing]));
    assert_eq!((second.kept(), second.state()), (Some(Kept::Saved), first.state()));
    assert_eq!(second.point(), first.point());
    second.set_year(2031);
    second.settle();
    first.follow();
    first.settle();
    assert_eq!((first.dossier().year, first.point()), (2031, second.point()));
    assert_eq!(world.borrow().copies, 0);
}

/// The database neither takes nor gives; the whole state stands in local storage, which the browser may forget.
#[test]
fn what_another_window_has_in_local_storage_alone_is_shown_and_not_called_saved() {
    let (world, [mut first, mut second]) = two_windows(0);
    world.borrow_mut().deep_fails = true;
    first.set_year(2030);
    first.settle();
    let mut first = first.carry().unwrap();
    first.settle();
    second.follow();
    second.settle();
    assert_eq!(second.dossier().year, 2030);
    for window in [&first, &second] {
        assert_eq!(window.kept(), Some(Kept::Failed("full")));
    }
    world.borrow_mut().deep_fails = false;
    second.retry();
    second.settle();
    assert_eq!(second.kept(), Some(Kept::Saved));
    world.borrow_mut().near.clear();
    assert_eq!(opens(&world, "x").state.dossier.year, 2030);
    first.retry();
    first.settle();
    assert_eq!((first.kept(), first.point()), (Some(Kept::Saved), second.point()));
    assert_eq!(world.borrow().copies, 0);
}

/// Its step is in local storage and on its way to the database.
#[test]
fn a_step_of_another_window_is_followed_as_a_step() {
    let (world, [mut first, mut second]) = two_windows(0);
    let slots =
        || [Slot::A, Slot::B].map(|slot| world.borrow().near.get(&journal::key("x", Place::Slot(slot))).cloned());
    let before = slots();
    first.set_year(2030);
    second.follow();
    second.settle();
    first.settle();
    assert_eq!((first.kept(), second.kept(), second.dossier().year), (Some(Kept::Saved), Some(Kept::Saved), 2030));
    assert_eq!((first.point(), slots()), (second.point(), before));
}

#[test]
fn where_another_window_has_written_nothing_new_nothing_is_shown_anew() {
    let (_, [_, mut second]) = two_windows(0);
    second.came();
    second.follow();
    second.settle();
    assert!(matches!(second.came()[..], [Came::Nothing]));
}

/// The stores were read for another window's word, and then something was filled in and saved here.
#[test]
fn what_was_read_before_something_was_saved_here_is_not_shown_after_it() {
    let (world, [_, mut second]) = two_windows(0);
    second.follow();
    second.answer(0);
    second.answer(0);
    second.set_year(2030);
    // The edit's answers come first: it is the second that was asked for.
    for _ in 0..20 {
        if second.tasks.len() > 1 {
            second.answer(1);
        }
    }
    assert_eq!(second.kept(), Some(Kept::Saved));
    second.settle();
    assert_eq!((second.kept(), second.dossier().year), (Some(Kept::Saved), 2030));
    assert_eq!(opens(&world, "x").point(), second.point());
}

/// What stands there after that is as many steps on as what is shown here, but not the same.
#[test]
fn what_another_window_has_deleted_and_kept_otherwise_is_shown() {
    let world = new_world(0);
    let mut window = begun(&world, "x");
    empty_both(&world);
    let mut otherwise = first("x");
    Rc::make_mut(&mut otherwise.dossier).year = 2030;
    assert_eq!(finished(journal::keep(&Shelf(Rc::clone(&world)), &otherwise, 0)), Kept::Saved);
    assert_eq!(opens(&world, "x").generation, window.point().0);
    window.follow();
    window.settle();
    assert_eq!((window.state(), window.point()), (Some(otherwise), opens(&world, "x").point()));
}

/// Both windows of a device without a database, in one state.
fn two_without_a_database() -> (Rc<RefCell<World>>, [Window; 2]) {
    let world = new_world(0);
    world.borrow_mut().deep_is_absent = true;
    begun(&world, "x");
    let windows = opened_twice(&world);
    (world, windows)
}

/// Nobody is asked first, with a database or, where nobody else has written, without one.
#[test]
fn the_whole_state_is_in_local_storage_at_once() {
    for is_absent in [false, true] {
        let world = new_world(0);
        world.borrow_mut().deep_is_absent = is_absent;
        let mut window = begun(&world, "x");
        for year in 2000..2070 {
            window.set_year(year);
            window.settle();
        }
        window.rest();
        let whole = [Slot::A, Slot::B].map(|slot| {
            let key = journal::key("x", Place::Slot(slot));
            Record::read(&world.borrow().near[&key]).unwrap().generation
        });
        assert!(whole.contains(&window.point().0), "{whole:?}");
    }
}

/// Nothing waits for a database that is not there: both show what either has filled in, and go on from there. Each for
/// itself they would write over each other's whole states.
#[test]
fn without_a_database_two_windows_follow_each_other_after_they_have_edited() {
    let (world, mut windows) = two_without_a_database();
    for step in 0..150 {
        let [ours, other] = &mut windows;
        ours.set_year(2000 + step);
        ours.settle();
        ours.rest();
        ours.settle();
        assert_eq!(ours.kept(), Some(Kept::Saved));
        other.follow();
        other.settle();
        assert_eq!(other.state(), ours.state(), "after {step} steps");
        assert_eq!(opens(&world, "x").state, ours.state().unwrap());
        windows.reverse();
    }
}

/// Local storage would not refuse the whole state that comes after a refusal.
#[test]
fn without_a_database_a_window_that_follows_writes_nothing() {
    let (world, [mut first, mut second]) = two_without_a_database();
    for year in [2030, 2031] {
        first.set_year(year);
        first.settle();
        first = first.carry().unwrap();
        first.settle();
        let before = world.borrow().near.clone();
        second.follow();
        second.settle();
        assert_eq!((second.dossier().year, second.kept()), (year, Some(Kept::Saved)));
        assert!(world.borrow().near == before);
    }
}

#[test]
fn without_a_database_what_another_window_has_kept_is_not_written_over() {
    let (world, [mut refused, mut other]) = two_without_a_database();
    world.borrow_mut().near_fails = true;
    refused.set_year(2030);
    refused.settle();
    assert_eq!((refused.kept(), world.borrow().copies), (Some(Kept::Failed("full")), 0));
    world.borrow_mut().near_fails = false;
    other.set_year(2040);
    other.settle();
    assert_eq!(other.kept(), Some(Kept::Saved));
    refused.set_year(2031);
    refused.settle();
    assert_eq!(refused.kept(), Some(Kept::Saved));
    assert_eq!(opens(&world, "x").state, other.state().unwrap());
    assert_eq!(refused.dossier().id, "x-copy1");
    assert_eq!(opens(&world, "x-copy1").state, refused.state().unwrap());
}

#[test]
fn without_a_database_a_refusal_alone_makes_no_copy() {
    let (world, [mut window, other]) = two_without_a_database();
    drop(other);
    world.borrow_mut().near_fails = true;
    window.set_year(2030);
    window.settle();
    world.borrow_mut().near_fails = false;
    window.retry();
    window.settle();
    assert_eq!((window.kept(), world.borrow().copies), (Some(Kept::Saved), 0));
    assert_eq!(opens(&world, "x").state, window.state().unwrap());
}

/// Steps of two windows stand beside each other; the whole state of one would take away what those of the other follow.
#[test]
fn without_a_database_what_goes_another_way_is_a_dossier_of_its_own_before_the_whole_state_is_written() {
    let (world, [mut first, mut second]) = two_without_a_database();
    second.set_year(2090);
    second.settle();
    let other = second.dossier();
    drop(second);
    for year in 2000..2070 {
        first.set_year(year);
        first.settle();
    }
    first.rest();
    first.settle();
    assert_eq!((first.kept(), world.borrow().copies), (Some(Kept::Saved), 1));
    assert_eq!(opens(&world, "x").state, first.state().unwrap());
    assert_eq!(opens(&world, "x-copy1").state.dossier.year, other.year);
}

#[test]
fn what_waits_here_is_not_given_up_for_what_another_window_has_saved() {
    let (world, [mut first, mut second]) = two_windows(0);
    world.borrow_mut().deep_fails = true;
    second.set_year(2030);
    second.settle();
    world.borrow_mut().deep_fails = false;
    first.set_year(2031);
    first.settle();
    second.follow();
    second.settle();
    assert_eq!(second.dossier().year, 2030);
    second.retry();
    second.settle();
    assert_eq!((second.kept(), &*second.dossier().id, second.dossier().year), (Some(Kept::Saved), "x-copy1", 2030));
    assert_eq!(opens(&world, "x").state.dossier.year, 2031);
    assert_eq!(opens(&world, "x-copy1").state.dossier.year, 2030);
}

/// The first whole state is on its way to the database, which is all there is: that it is not there yet is no deletion.
#[test]
fn what_is_on_its_way_is_not_taken_for_what_another_window_has_deleted() {
    let world = new_world(0);
    world.borrow_mut().near_fails = true;
    let mut window = Window::open(&world, "x", Some((first("x"), Vec::new())));
    window.answer_until(|window| window.kept() == Some(Kept::Saving));
    window.follow();
    window.answer(1);
    window.answer(1);
    window.settle();
    assert_eq!((window.kept(), window.point()), (Some(Kept::Saved), opens(&world, "x").point()));
}

#[test]
fn another_windows_deletion_is_followed_until_something_is_filled_in_here() {
    let (world, [_, mut second]) = two_windows(0);
    empty_both(&world);
    second.came();
    second.follow();
    second.settle();
    assert!(matches!(second.came()[..], [Came::Gone, Came::Nothing]), "it is said");
    second.follow();
    second.settle();
    assert!(matches!(second.came()[..], [Came::Nothing]), "once");
    second.retry();
    second.settle();
    assert_eq!(entries(&world), [], "nothing is written of what was deleted");
    second.set_year(2030);
    second.settle();
    assert_eq!(second.kept(), Some(Kept::Saved));
    assert_eq!(opens(&world, "x").state, second.state().unwrap());
    assert!(opens(&world, "x").is_in_both());
}

#[test]
fn where_another_window_finds_everything_damaged_what_is_shown_here_is_kept_anew() {
    let (world, [_, mut second]) = two_windows(0);
    {
        let World { near, deep, .. } = &mut *world.borrow_mut();
        near.values_mut().chain(deep.values_mut()).for_each(|text| text.truncate(40));
    }
    let shown = second.dossier();
    second.follow();
    second.settle();
    assert_eq!((second.kept(), second.missed()), (Some(Kept::Saved), Some(Missed::Damaged)));
    assert_eq!((second.dossier(), opens(&world, "x").state.dossier), (shown.clone(), shown));
    assert!(world.borrow().deep.keys().any(|key| key.starts_with(journal::DAMAGED)));
}

/// A window that was opened while a step had reached local storage alone gives it to the database; the window that has
/// made it hears that its place is taken, by itself.
#[test]
fn a_step_that_another_window_has_put_into_the_database_for_us_is_ours_all_the_same() {
    let (world, [mut first, _]) = two_windows(0);
    first.set_year(2030);
    let mut opened = Window::open(&world, "x", None);
    opened.settle();
    assert_eq!(opened.point(), first.point());
    first.came();
    first.settle();
    assert_eq!((first.kept(), first.is_refused(), first.dossier().year), (Some(Kept::Saved), false, 2030));
    assert_eq!(world.borrow().copies, 0);
}

/// The database tells that another window was first, but nothing is found of that: it is asked again after a while, not
/// at once for ever.
#[test]
fn a_database_that_takes_and_gives_nothing_back_is_asked_again_after_a_while() {
    let (world, [mut first, mut second]) = two_windows(0);
    world.borrow_mut().near_fails = true;
    first.set_year(2030);
    first.settle();
    (world.borrow_mut().near_fails, world.borrow_mut().deep_is_mute) = (false, true);
    second.set_year(2031);
    second.settle();
    assert_eq!((second.is_refused(), second.dossier().year), (true, 2031));
    assert_ne!(second.kept(), Some(Kept::Saved));
    world.borrow_mut().deep_is_mute = false;
    second.retry();
    second.settle();
    assert_eq!((second.kept(), second.dossier().year), (Some(Kept::Saved), 2031));
    let years = ["x", "x-copy1"].map(|id| opens(&world, id).state.dossier.year);
    assert_eq!(years, [2030, 2031]);
}

/// The first part of the page has no code that reads.
#[test]
fn what_begins_where_nothing_is_read_is_in_local_storage_at_once_and_saved_with_the_database() {
    let world = new_world(0);
    let mut window = Window::first_part(&world, "x");
    assert_eq!(opens(&world, "x").state.dossier, window.dossier(), "before the database has answered");
    assert_eq!(window.kept(), Some(Kept::Saving));
    window.settle();
    assert_eq!(window.kept(), Some(Kept::Saved));
    for year in 2030..2200 {
        window.set_year(year);
        if year % 7 == 0 {
            window.settle();
            window.rest();
        }
    }
    window.settle();
    assert_eq!((window.kept(), window.must_carry(), world.borrow().counted.reads), (Some(Kept::Saved), false, 0));
    world.borrow_mut().near.clear();
    assert_eq!(opens(&world, "x").state, window.state().unwrap(), "what can be taken back too");
}

#[test]
fn where_nothing_is_read_a_refusal_is_tried_again_and_never_called_saved() {
    let world = new_world(0);
    world.borrow_mut().deep_fails = true;
    let mut window = Window::first_part(&world, "x");
    window.settle();
    assert!(matches!(window.kept(), Some(Kept::Failed(_))) && window.is_refused() && !window.must_carry());
    world.borrow_mut().deep_fails = false;
    window.retry();
    window.settle();
    assert_eq!((window.kept(), window.is_refused()), (Some(Kept::Saved), false));
}

/// Nobody is told of what another window has in the database alone but by its refusal.
#[test]
fn where_nothing_is_read_another_window_is_met_by_whoever_takes_over_and_one_copy_is_made() {
    let world = new_world(0);
    let mut window = Window::first_part(&world, "x");
    window.settle();
    let mut other = Window::open(&world, "x", None);
    other.settle();
    other.set_year(2031);
    other.settle();
    window.set_year(2030);
    window.settle();
    assert!(window.must_carry() && window.kept() != Some(Kept::Saved));
    window.set_year(2029);
    window.settle();
    let mut next = window.carry().unwrap();
    next.settle();
    let dossiers = || {
        let world = world.borrow();
        let ids = world.near.keys().chain(world.deep.keys()).filter_map(|key| journal::id_of(key));
        ids.map(|(id, _)| id).collect::<BTreeSet<_>>().len()
    };
    assert_eq!((next.kept(), dossiers()), (Some(Kept::Saved), 2));
    assert_eq!(["x", "x-copy1"].map(|id| opens(&world, id).state.dossier.year), [2031, 2029]);
    let mut again = Window::open(&world, "x", None);
    again.settle();
    assert_eq!(dossiers(), 2, "nothing of it is found another time");
}

#[test]
fn where_nothing_is_read_what_another_window_has_written_and_no_database_are_reasons_to_hand_over() {
    let world = new_world(0);
    let mut window = Window::first_part(&world, "x");
    window.settle();
    assert!(!window.must_carry());
    window.follow();
    assert!(window.must_carry());
    let world = new_world(0);
    world.borrow_mut().deep_is_absent = true;
    let mut window = Window::first_part(&world, "x");
    window.settle();
    assert!(window.must_carry());
    let mut next = window.carry().unwrap();
    next.settle();
    assert_eq!((next.kept(), world.borrow().copies), (Some(Kept::Saved), 0));
}

#[test]
fn what_another_window_deleted_before_it_was_handed_over_stays_deleted_until_something_is_filled_in() {
    let world = new_world(0);
    let mut window = Window::first_part(&world, "x");
    window.settle();
    empty_both(&world);
    window.follow();
    assert!(window.must_carry());
    let mut next = window.carry().unwrap();
    next.settle();
    assert!(matches!(&next.came()[..], [Came::Gone, ..]));
    assert_eq!(entries(&world), [], "it does not come back by itself");
    next.set_year(2030);
    next.settle();
    assert_eq!((next.kept(), opens(&world, "x").state.dossier.year), (Some(Kept::Saved), 2030));
}

#[test]
fn what_was_not_kept_when_it_was_handed_over_or_is_damaged_or_cannot_be_looked_for_is_no_deletion() {
    // Not kept: the database had not answered.
    let world = new_world(0);
    let mut window = Window::first_part(&world, "x");
    let mut next = window.carry().unwrap();
    empty_both(&world);
    next.settle();
    assert_eq!(next.kept(), Some(Kept::Saved));
    assert_eq!(opens(&world, "x").state.dossier, next.dossier());
    // The database does not answer at the moment.
    let world = new_world(0);
    let mut window = Window::first_part(&world, "x");
    window.settle();
    world.borrow_mut().near.clear();
    world.borrow_mut().deep_is_mute = true;
    let mut next = window.carry().unwrap();
    next.settle();
    assert!(!next.came().iter().any(|came| matches!(came, Came::Gone)));
}

#[test]
fn a_window_that_has_followed_another_has_a_state_from_before() {
    let world = new_world(0);
    let mut window = Window::first_part(&world, "x");
    window.settle();
    assert!(window.is_begun());
    let mut next = window.carry().unwrap();
    next.settle();
    assert!(!next.is_begun());
}
