//! Does it survive? Windows that die at any moment, stores that fail, records that are damaged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

#[path = "journal/made.rs"]
mod made;
#[path = "journal/recovering.rs"]
mod recovering;
#[path = "journal/session.rs"]
mod session;
#[path = "journal/simulation.rs"]
mod simulation;
#[path = "journal/storing.rs"]
mod storing;
#[path = "journal/window.rs"]
mod window;
#[path = "journal/world.rs"]
mod world;
#[path = "journal/writing.rs"]
mod writing;

use simulation::{Weather, damage_all, damage_both, damage_each, gone, live, old_text, slots_of};
use std::cell::RefCell;
use std::rc::Rc;
use union_star::dossier::{Dossier, FileError, History, sample};
use union_star::guideline::Category;
use union_star::journal::{
    self, Damage, DeepResult, Entry, Kept, Newest, Place, Record, STEPS_BETWEEN_STATES, Slot, StateBody, Store, Writer,
};
use window::{Window, begun, first};
use world::{World, parse, write};

fn new_world(seed: u64) -> Rc<RefCell<World>> {
    Rc::new(RefCell::new(World::new(seed)))
}

/// Two windows that show one dossier in the same state.
fn two_windows(seed: u64) -> (Rc<RefCell<World>>, [Window; 2]) {
    let world = new_world(seed);
    begun(&world, "x").fill_in_and_settle();
    let windows = opened_twice(&world);
    (world, windows)
}

/// The same dossier in two windows.
fn opened_twice(world: &Rc<RefCell<World>>) -> [Window; 2] {
    let mut windows = [(); 2].map(|()| Window::open(world, "x", None));
    windows.iter_mut().for_each(Window::settle);
    windows
}

/// A dossier with three edits, and the window that made them.
fn with_edits(seed: u64) -> (Rc<RefCell<World>>, Window) {
    let world = new_world(seed);
    let mut window = begun(&world, "x");
    (0..3).for_each(|_| window.fill_in_and_settle());
    (world, window)
}

/// What opens of a dossier.
fn opens(world: &RefCell<World>, id: &str) -> Newest {
    journal::recover(id, &world.borrow().entries(id), &parse).newest.expect("it opens")
}

/// Sixty lives from a first seed; where every mutant of the code is tried, fewer by `LIVES`.
fn lives(weather: Weather, most: usize, first: u64) {
    let many = std::env::var("LIVES").ok().and_then(|many| many.parse().ok()).unwrap_or(60);
    let mut counted = Vec::new();
    for seed in first..first + many {
        counted.push(std::mem::take(&mut live(seed, 400, most, weather).borrow_mut().counted));
    }
    let edits: u64 = counted.iter().map(|one| one.edits).sum();
    let acknowledged: u64 = counted.iter().map(|one| one.acknowledged).sum();
    assert!(edits > many * 20 && acknowledged > edits / 10, "the windows do something: {edits}, {acknowledged}");
}

#[test]
fn a_window_that_dies_at_any_moment_loses_nothing_that_was_acknowledged() {
    lives(Weather::Fair, 1, 0);
}

#[test]
fn windows_that_race_lose_nothing_that_was_acknowledged() {
    lives(Weather::Fair, 4, 1000);
}

#[test]
fn stores_that_refuse_lose_nothing_that_was_acknowledged() {
    lives(Weather::Refusing, 3, 2000);
}

#[test]
fn any_one_record_or_store_may_be_damaged() {
    let tried = damage_each(7) + damage_each(60);
    assert!(tried > 3_000, "{tried}");
}

#[test]
fn what_is_damaged_in_both_stores_is_told_and_handed_out() {
    (0..100).for_each(|seed| damage_both(seed, false));
}

#[test]
fn what_is_damaged_while_the_page_holds_the_dossier_is_set_aside_before_it_is_written() {
    (0..40).for_each(|seed| damage_both(seed, true));
    (0..20).for_each(damage_all);
}

#[test]
fn a_browser_that_has_lost_its_database_is_told_of_and_what_it_had_elsewhere_opens() {
    let older = (0..60).filter(|seed| gone(*seed)).count();
    assert!((10..60).contains(&older), "some opened an older state, some the newest: {older}");
    assert_eq!(begun(&new_world(0), "x").missed(), None, "what is just begun is not missed");
}

#[test]
fn a_record_is_read_as_it_was_written_and_no_other_way() {
    let record = Record::new(12, 0xbeef, "{\"汉\":1}".to_owned());
    let text = record.write();
    assert!(text.starts_with("union-star/2 12 0000beef 9 "), "{text}");
    assert_eq!(Record::read(&text), Ok(record));
    assert_eq!(Record::read(&text[..text.len() - 1]), Err(Damage::Cut));
    assert_eq!(Record::read(&format!("{text} ")), Err(Damage::Cut));
    assert_eq!(Record::read(&text.replace(" 12 ", " 13 ")), Err(Damage::Altered));
    assert_eq!(Record::read(&text.replace(" 12 ", " +12 ")), Err(Damage::Altered));
    assert_eq!(Record::read(&text.replace("beef", "BEEF")), Err(Damage::Altered));
    assert_eq!(Record::read(&text.replace("star/2", "star/3")), Err(Damage::Altered), "whole by our own rules");
    assert_eq!(Record::read(&text.replace("star/2", "star/3").replace("beef", "beed")), Err(Damage::Newer));
    assert_eq!(Record::read("{}"), Err(Damage::NotARecord));
    assert_eq!(Record::read(&text.replace("star/2", "star/02")), Err(Damage::Altered));
    assert_eq!(Record::read(&text.replace("star/2", "star/1")), Err(Damage::Altered));
    assert_eq!(Record::read(&text.replace('\n', " 0\n")), Err(Damage::Altered));
    // More steps than anybody takes.
    let at = |generation| Record::new(generation, 0, String::new());
    assert_eq!(Record::read(&at((1 << 53) - 1).write()), Ok(at((1 << 53) - 1)));
    assert_eq!(Record::read(&at(1 << 53).write()), Err(Damage::Altered));
}

#[test]
fn each_key_names_its_dossier_and_its_place() {
    for id in ["0a", "a/b", "x%2fy", "", "1/000000000003"] {
        for place in [Place::Slot(Slot::A), Place::Slot(Slot::B), Place::Step(3), Place::NearStep(1 << 50, 0xf)] {
            let key = journal::key(id, place);
            assert_eq!(journal::id_of(&key), Some((id.to_owned(), place)), "{key}");
            assert!(key.starts_with(&journal::prefix(id)));
        }
    }
    assert_eq!(journal::id_of("union-star/dossier/a-b"), Some(("a-b".to_owned(), Place::Old)));
    assert_eq!(journal::id_of("union-star/display"), None);
    // What only resembles a place of ours belongs to the id: version 1 put ids into keys as they came.
    for tail in ["3", "00000000003", "+00000000003", "00000000000x", "000000000003.f", "9007199254740992"] {
        let id = format!("x/{tail}");
        assert_eq!(journal::id_of(&format!("union-star/dossier/{id}")), Some((id, Place::Old)));
    }
    let last = (1 << 53) - 1;
    assert_eq!(journal::id_of(&journal::key("x", Place::Step(last))), Some(("x".to_owned(), Place::Step(last))));
}

/// A draft that version 1 kept opens, and goes on as ours; its text stays until two states of ours stand.
#[test]
fn a_draft_of_version_one_opens_and_goes_on() {
    let world = new_world(1);
    let old = sample(Category::Soe, "old".to_owned(), 2026);
    let mut later = old.clone();
    later.year = 2027;
    let key = "union-star/dossier/old";
    world.borrow_mut().near.insert(key.to_owned(), old_text(5, &old));
    world.borrow_mut().deep.insert(key.to_owned(), old_text(9, &later));
    let mut window = Window::open(&world, "old", None);
    window.settle();
    assert_eq!(window.dossier().year, 2027, "of the two the later one");
    assert!(world.borrow().deep.contains_key(key));
    (0..200).for_each(|_| window.fill_in_and_settle());
    assert!(!world.borrow().deep.contains_key(key));
    assert!(!world.borrow().near.contains_key(key));
    let mut opened = Window::open(&world, "old", None);
    opened.settle();
    assert_eq!(opened.dossier(), window.dossier());
    let world = world.borrow();
    assert!(world.near.len() < 150, "what the slots hold is forgotten");
    assert!(
        world.deep.values().filter(|text| text.as_str() != journal::SPENT).count() < 150,
        "what the slots hold is forgotten"
    );
}

#[test]
fn a_whole_state_names_the_points_that_it_came_through() {
    let line = vec![(1, 0xbeef), (65, 1)];
    assert_eq!(journal::line_of(&first("x").encode(&line)), line);
    let damaged = parse(r#"{"line":["1.beef",7,"x","2.zz","3",null]}"#).unwrap();
    assert_eq!(journal::line_of(&damaged), [(1, 0xbeef)]);
    assert_eq!(journal::line_of(&parse("{}").unwrap()), []);
}

#[test]
fn a_record_under_a_key_that_is_not_its_own_is_damaged() {
    let (world, window) = with_edits(9);
    let entries = world.borrow().entries("x");
    let mut tried = Vec::new();
    for at in 0..entries.len() {
        let elsewhere = match journal::id_of(&entries[at].key) {
            Some((_, Place::Step(generation))) if entries[at].text != journal::SPENT => Place::Step(generation + 7),
            Some((_, Place::NearStep(generation, mark))) => Place::NearStep(generation, mark ^ 1),
            _ => continue,
        };
        let mut moved = entries.clone();
        moved[at].key = journal::key("x", elsewhere);
        let found = journal::recover("x", &moved, &parse);
        assert!(
            found.damaged.iter().any(|one| one.entry == moved[at] && one.why == Damage::Unreadable),
            "{elsewhere:?}"
        );
        assert!(found.newest.unwrap().state.dossier == window.dossier(), "the other store has it");
        tried.push(entries[at].store);
    }
    assert!(tried.contains(&Store::Near) && tried.contains(&Store::Deep));
}

/// Two windows have each filled in something from the same state, and the browser ended before the database took any
/// of it: one opens, the other is a branch, in whatever order local storage gives them.
#[test]
fn of_two_ways_from_one_state_none_is_lost_in_whatever_order_they_are_read() {
    for seed in 0..20 {
        let (world, mut windows) = two_windows(seed);
        world.borrow_mut().deep_fails = true;
        windows.iter_mut().for_each(Window::edit_surely);
        let ends = windows.each_ref().map(Window::dossier);
        let entries = world.borrow().entries("x");
        let read = |entries: &[Entry]| {
            let found = journal::recover("x", entries, &parse);
            let newest = found.newest.unwrap();
            assert!(found.damaged.is_empty(), "seed {seed}");
            let branches: Vec<_> = found.branches.into_iter().map(|branch| branch.state.dossier).collect();
            (newest.point(), newest.state.dossier, branches)
        };
        let forwards = read(&entries);
        let (_, opened, branches) = &forwards;
        let at = ends.iter().position(|end| end == opened).expect("one of the two opens");
        assert_eq!(branches.len(), 1, "seed {seed}");
        assert!(branches[0] == ends[1 - at], "seed {seed}: the other is a branch");
        assert_eq!(read(&entries.iter().rev().cloned().collect::<Vec<_>>()), forwards, "seed {seed}");
    }
}

/// A window that others overtook has gone on for longer, up to a whole state in local storage, when the browser ends:
/// what the database has taken is what opens, as it was said to be saved; the longer way is a branch.
#[test]
fn what_was_acknowledged_opens_before_what_is_longer() {
    for seed in 0..10 {
        let (world, mut windows) = two_windows(seed);
        let [first, second] = &mut windows;
        first.edit_surely();
        first.settle();
        assert_eq!(first.kept(), Some(Kept::Saved));
        (0..STEPS_BETWEEN_STATES + 2).for_each(|_| second.edit_surely());
        second.rest();
        let found = journal::recover("x", &world.borrow().entries("x"), &parse);
        let newest = found.newest.unwrap();
        assert!(newest.state.dossier == first.dossier() && newest.point() == first.point(), "seed {seed}");
        assert!(found.branches.iter().any(|branch| branch.state.dossier == second.dossier()), "seed {seed}");
        assert!(second.point().0 > first.point().0);
    }
}

#[test]
fn a_window_alone_leads_one_way_however_many_whole_states_it_writes() {
    let world = new_world(11);
    let mut window = begun(&world, "x");
    for _ in 0..4 * STEPS_BETWEEN_STATES {
        window.fill_in_and_settle();
        let found = journal::recover("x", &world.borrow().entries("x"), &parse);
        assert_eq!((found.branches.len(), found.damaged.len(), found.is_newer), (0, 0, false));
        assert!(found.newest.unwrap().state.dossier == window.dossier());
    }
    assert_eq!(world.borrow().counted.copies, 0);
}

/// A step that leads from nowhere: before what the whole states hold it is missed by nobody, after it perhaps.
#[test]
fn a_step_from_nowhere_is_stale_before_the_whole_states_and_loose_after_them() {
    let world = new_world(12);
    let mut window = begun(&world, "x");
    (0..2 * STEPS_BETWEEN_STATES).for_each(|_| window.fill_in_and_settle());
    let entries = world.borrow().entries("x");
    let body = entries.iter().find_map(|entry| match journal::id_of(&entry.key) {
        Some((_, Place::NearStep(..))) => Record::read(&entry.text).ok(),
        _ => None,
    });
    let body = body.expect("a step").body;
    let why = |generation: u64| {
        let record = Record::new(generation, 0xbad, body.clone());
        let key = journal::key("x", Place::NearStep(generation, record.mark));
        let stray = Entry { store: Store::Near, key, text: record.write() };
        let found = journal::recover("x", &[entries.clone(), vec![stray.clone()]].concat(), &parse);
        assert!(found.newest.unwrap().state.dossier == window.dossier());
        let [one] = found.damaged.as_slice() else { panic!("{} damaged", found.damaged.len()) };
        assert_eq!(one.entry, stray);
        one.why
    };
    assert_eq!(why(2), Damage::Stale);
    assert_eq!(why(window.point().0 + 5), Damage::Loose);
}

#[test]
fn where_nothing_opens_it_is_told_why_and_how_far_the_keys_go() {
    let read = |texts: &[(Place, String)]| {
        let entry = |(place, text): &(Place, String)| Entry {
            store: Store::Deep,
            key: journal::key("x", *place),
            text: text.clone(),
        };
        journal::recover("x", &texts.iter().map(entry).collect::<Vec<_>>(), &parse)
    };
    let lacks = Record::new(7, 0, r#"{"saved":1,"dossier":{"format":"union-star","schema":1}}"#.to_owned()).write();
    let found = read(&[(Place::Slot(Slot::A), lacks), (Place::Step(9), journal::SPENT.to_owned())]);
    assert_eq!((found.newest.is_none(), found.is_newer, found.top), (true, false, 9));
    assert_eq!(found.reason, Some(FileError::Missing("guideline")));
    assert_eq!(found.damaged.len(), 1);
    let newer = Record::new(2, 0, "{}".to_owned()).write().replace("star/2 2", "star/3 4");
    let found = read(&[(Place::Slot(Slot::A), newer)]);
    assert_eq!((found.newest.is_none(), found.is_newer, found.reason), (true, true, None));
}

#[test]
fn the_largest_generation_is_that_of_the_database() {
    let (world, window) = with_edits(9);
    let (last, _) = window.point();
    let top = |of: &dyn Fn(&Entry) -> bool| {
        let entries: Vec<_> = world.borrow().entries("x").into_iter().filter(of).collect();
        journal::recover("x", &entries, &parse).top
    };
    let is_slot = |entry: &Entry| matches!(journal::id_of(&entry.key), Some((_, Place::Slot(_))));
    assert_eq!(top(&|_| true), last);
    assert_eq!(top(&|entry| entry.store == Store::Near), 0, "keys of local storage are taken by nobody");
    assert_eq!(top(&|entry| entry.store == Store::Deep && is_slot(entry)), 1, "the first whole state");
}

/// An older page, still open in another window, saves its own way after ours: that becomes a copy.
#[test]
fn what_an_old_page_saves_beside_ours_becomes_a_copy() {
    let world = new_world(2);
    let window = begun(&world, "x");
    let mut theirs = (*window.dossier()).clone();
    theirs.year = 2031;
    let save = |saved: u64| {
        let World { near, deep, .. } = &mut *world.borrow_mut();
        for kept in [near, deep] {
            kept.insert("union-star/dossier/x".to_owned(), old_text(saved, &theirs));
        }
    };
    let found = || journal::recover("x", &world.borrow().entries("x"), &parse);
    save(99);
    let beside = found();
    assert_eq!(beside.newest.unwrap().state.dossier, window.dossier());
    assert_eq!(beside.branches.len(), 1);
    assert_eq!(beside.branches[0].state.dossier.year, 2031);
    assert_eq!(beside.branches[0].keys.len(), 2);
    // Saved before ours it is what ours began with.
    save(0);
    assert_eq!(found().branches, []);
}

/// A page that is older than what it finds must not write, not even what another part of it had open.
#[test]
fn what_a_newer_version_wrote_is_shown_and_left_alone() {
    let world = new_world(3);
    let mut window = begun(&world, "x");
    window.fill_in_and_settle();
    let ours = journal::recover("x", &world.borrow().entries("x"), &parse);
    assert!(!ours.is_newer);
    let key = journal::key("x", Place::Step(window.point().0 + 1));
    let newer = Record::new(2, 0, "{}".to_owned()).write().replace("star/2 2", "star/3 4");
    world.borrow_mut().deep.insert(key, newer);
    let found = journal::recover("x", &world.borrow().entries("x"), &parse);
    assert!(found.is_newer);
    assert_eq!(found.newest.unwrap().state.dossier, window.dossier());
    let before = world.borrow().entries("x");
    for carried in [None, Some((first("x"), Vec::new()))] {
        let mut opened = Window::open(&world, "x", carried);
        opened.settle();
        assert!(opened.is_read_only());
        opened.fill_in_and_settle();
        assert_eq!(world.borrow().entries("x"), before);
    }
}

/// The slot that holds the newest whole state is never the one that is written.
#[test]
fn the_newest_state_is_never_written_over() {
    let world = new_world(4);
    let mut window = begun(&world, "x");
    let slots = || {
        let world = world.borrow();
        [Slot::A, Slot::B].map(|slot| world.deep.get(&journal::key("x", Place::Slot(slot))).cloned())
    };
    for _ in 0..300 {
        let before = slots();
        let generation = |text: &Option<String>| {
            text.as_ref().and_then(|text| Record::read(text).ok()).map(|record| record.generation)
        };
        let newest = before.iter().max_by_key(|text| generation(text)).cloned().unwrap();
        window.fill_in_and_settle();
        assert!(slots().contains(&newest));
    }
}

/// What another part of the page had open, and no store had taken, goes on; where another window has gone on
/// meanwhile, it does so beside it.
#[test]
fn what_no_store_had_taken_is_gone_on_with_after_it_was_handed_over() {
    for is_raced in [false, true] {
        let world = new_world(5);
        let mut window = begun(&world, "x");
        window.fill_in_and_settle();
        (world.borrow_mut().near_fails, world.borrow_mut().deep_fails) = (true, true);
        window.edit_surely();
        window.settle();
        assert_eq!(window.kept(), Some(Kept::Failed("full")));
        let unkept = window.dossier();
        (world.borrow_mut().near_fails, world.borrow_mut().deep_fails) = (false, false);
        let mut other = Window::open(&world, "x", None);
        other.settle();
        assert_ne!(other.dossier(), unkept);
        if is_raced {
            other.edit_surely();
            other.settle();
            assert_eq!(other.kept(), Some(Kept::Saved));
        }
        let mut next = window.carry().unwrap();
        next.settle();
        assert_eq!(next.kept(), Some(Kept::Saved));
        assert_eq!(next.dossier().id != "x", is_raced, "a dossier of its own");
        let Dossier { answers, rows, .. } = &*next.dossier();
        assert_eq!((answers, rows), (&unkept.answers, &unkept.rows));
        let mut again = Window::open(&world, "x", None);
        again.settle();
        assert_eq!(again.dossier(), if is_raced { other.dossier() } else { unkept });
    }
}

/// A database that is refused while a whole state waits: nothing of it is done twice or in another slot.
#[test]
fn a_refused_transaction_is_given_again_whole() {
    let state = StateBody {
        saved: 1.0,
        dossier: Rc::new(sample(Category::Soe, "x".to_owned(), 2026)),
        history: History::default(),
    };
    let mut writer = Writer::<&str>::new("x", 0);
    let near = writer.state(&state, &write);
    assert_eq!(slots_of(&near), ["union-star/dossier/x/a"]);
    writer.near_result(Ok(()));
    let first = writer.orders().unwrap();
    assert_eq!(writer.kept(), Kept::Saving);
    writer.result(DeepResult::Failed("full"));
    assert_eq!(writer.kept(), Kept::Failed("full"));
    let again = writer.orders().unwrap();
    assert_eq!(first, again);
    writer.result(DeepResult::Done);
    assert_eq!(writer.kept(), Kept::Saved);
    assert_eq!(writer.orders(), None);
    // The next state goes into the other slot, in both stores.
    let near = writer.state(&state, &write);
    writer.near_result(Err("full"));
    assert_eq!(slots_of(&near), ["union-star/dossier/x/b"]);
    assert_eq!(slots_of(&writer.orders().unwrap()), ["union-star/dossier/x/b"]);
    writer.result(DeepResult::Done);
    // The near store refused: its slot a still holds its newest.
    let near = writer.state(&state, &write);
    assert_eq!(slots_of(&near), ["union-star/dossier/x/b"]);
    assert_eq!(slots_of(&writer.orders().unwrap()), ["union-star/dossier/x/a"]);
}

/// Windows that raced for long: at each step the way forks, and it opens all the same, at once.
#[test]
fn many_forks_are_read_at_once() {
    let world = new_world(6);
    let mut window = begun(&world, "x");
    for year in 0..60 {
        let (generation, mark) = window.point();
        let body = format!(
            "{{\"saved\":1,\"step\":\"edit\",\"action\":{{\"set\":\"year\",\"to\":{{\"year\":{}}}}}}}",
            1900 + year
        );
        let other = Record::new(generation + 1, mark, body);
        let key = journal::key("x", Place::NearStep(other.generation, other.mark));
        world.borrow_mut().near.insert(key, other.write());
        window.edit_surely();
    }
    let found = journal::recover("x", &world.borrow().entries("x"), &parse);
    assert_eq!(found.newest.unwrap().state.dossier, window.dossier());
}

#[test]
fn nothing_kept_is_nothing_found() {
    let found = journal::recover("x", &[], &parse);
    assert_eq!(found, journal::Recovery::default());
    let torn = Entry { store: Store::Near, key: "union-star/dossier/x".to_owned(), text: "{\"saved\"".to_owned() };
    let found = journal::recover("x", std::slice::from_ref(&torn), &parse);
    assert_eq!(found.newest, None);
    assert_eq!(found.damaged.len(), 1);
    assert_eq!(found.damaged[0].entry, torn);
}

/// What is kept in `tests/frozen` was written by a release: it opens for ever.
#[test]
fn what_released_versions_kept_opens_for_ever() {
    let frozen = |name: &str| -> Vec<(String, String, String)> {
        serde_json::from_str(&std::fs::read_to_string(format!("tests/frozen/{name}")).unwrap()).unwrap()
    };
    for (name, year, answers, can_undo) in [("storage-1.json", 2026, 68, false), ("storage-2.json", 2027, 68, true)] {
        let kept: Vec<_> = frozen(name);
        let entry = |(store, key, text): &(String, String, String)| Entry {
            store: if store == "near" { Store::Near } else { Store::Deep },
            key: key.clone(),
            text: text.clone(),
        };
        let entries: Vec<_> = kept.iter().map(entry).collect();
        let found = journal::recover("0a1b2c3d", &entries, &parse);
        assert_eq!(found.damaged, [], "{name}");
        let newest = found.newest.unwrap_or_else(|| panic!("{name} does not open"));
        assert_eq!(newest.state.dossier.year, year, "{name}");
        assert_eq!(newest.state.dossier.answers.iter().count(), answers, "{name}");
        assert_eq!(newest.state.history.can_undo(), can_undo, "{name}");
    }
}
