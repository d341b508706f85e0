//! Does it survive? Windows that die at any moment, stores that fail, records that are damaged.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

#[path = "journal/simulation.rs"]
mod simulation;
#[path = "journal/world.rs"]
mod world;

use simulation::{Weather, damage_both, damage_each, keys_of, live, old_text};
use std::rc::Rc;
use union_star::dossier::{History, sample};
use union_star::guideline::Category;
use union_star::journal::{self, Damage, DeepResult, Entry, Kept, Place, Record, Slot, StateBody, Store, Writer};
use world::{Window, World, begin, parse, write};

fn lives(weather: Weather, most: usize, seeds: std::ops::Range<u64>) {
    let mut counted = Vec::new();
    for seed in seeds {
        counted.push(live(seed, 400, most, weather).counted);
    }
    let edits: u64 = counted.iter().map(|one| one.edits).sum();
    let acknowledged: u64 = counted.iter().map(|one| one.acknowledged).sum();
    assert!(edits > 1000 && acknowledged > edits / 10, "the windows do something: {edits}, {acknowledged}");
}

#[test]
fn a_window_that_dies_at_any_moment_loses_nothing_that_was_acknowledged() {
    lives(Weather::Fair, 1, 0..60);
}

#[test]
fn windows_that_race_lose_nothing_that_was_acknowledged() {
    lives(Weather::Fair, 4, 1000..1060);
}

#[test]
fn stores_that_refuse_lose_nothing_that_was_acknowledged() {
    lives(Weather::Refusing, 3, 2000..2060);
}

#[test]
fn any_one_record_or_store_may_be_damaged() {
    let tried = damage_each(7) + damage_each(60);
    assert!(tried > 3_000, "{tried}");
}

#[test]
fn what_is_damaged_in_both_stores_is_told_and_handed_out() {
    (0..100).for_each(damage_both);
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
    assert_eq!(Record::read(&text.replace("star/2", "star/3")), Err(Damage::Newer));
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
    let mut world = World::new(1);
    let old = sample(Category::Soe, "old".to_owned(), 2026);
    let mut later = old.clone();
    later.year = 2027;
    world.near.insert("union-star/dossier/old".to_owned(), old_text(5, &old));
    world.deep.insert("union-star/dossier/old".to_owned(), old_text(9, &later));
    let mut window = Window::open(&mut world, "old").unwrap();
    assert_eq!(window.state.dossier.year, 2027, "of the two the later one");
    window.settle(&mut world);
    assert!(world.deep.contains_key("union-star/dossier/old"));
    let mut dossier = None;
    for _ in 0..200 {
        window.edit(&mut world);
        window.settle(&mut world);
        window.rest(&mut world);
        window.settle(&mut world);
        dossier = Some(window.state.dossier.clone());
    }
    assert!(!world.deep.contains_key("union-star/dossier/old"));
    assert!(!world.near.contains_key("union-star/dossier/old"));
    let opened = Window::open(&mut world, "old").unwrap();
    assert_eq!(Some(opened.state.dossier), dossier);
    assert!(world.near.len() < 150, "what the slots hold is forgotten");
    assert!(
        world.deep.values().filter(|text| text.as_str() != journal::SPENT).count() < 150,
        "what the slots hold is forgotten"
    );
}

/// An older page, still open in another window, saves its own way after ours: that becomes a copy.
#[test]
fn what_an_old_page_saves_beside_ours_becomes_a_copy() {
    let mut world = World::new(2);
    let mut window = begin(&mut world, "x");
    window.settle(&mut world);
    let mut theirs = (*window.state.dossier).clone();
    theirs.year = 2031;
    for kept in [&mut world.near, &mut world.deep] {
        kept.insert("union-star/dossier/x".to_owned(), old_text(99, &theirs));
    }
    let found = journal::recover("x", &world.entries("x"), &parse);
    assert_eq!(found.newest.unwrap().state.dossier, window.state.dossier);
    assert_eq!(found.branches.len(), 1);
    assert_eq!(found.branches[0].state.dossier.year, 2031);
    assert_eq!(found.branches[0].keys.len(), 2);
    // Saved before ours it is what ours began with.
    world.near.insert("union-star/dossier/x".to_owned(), old_text(0, &theirs));
    world.deep.insert("union-star/dossier/x".to_owned(), old_text(0, &theirs));
    assert_eq!(journal::recover("x", &world.entries("x"), &parse).branches, []);
}

/// A page that is older than what it finds must not write.
#[test]
fn what_a_newer_version_wrote_is_shown_and_left_alone() {
    let mut world = World::new(3);
    let mut window = begin(&mut world, "x");
    window.settle(&mut world);
    window.edit(&mut world);
    window.settle(&mut world);
    let ours = journal::recover("x", &world.entries("x"), &parse);
    assert!(!ours.is_newer);
    let key = journal::key("x", Place::Step(window.writer.point().0 + 1));
    let newer = Record::new(2, 0, "{}".to_owned()).write().replace("star/2", "star/3");
    world.deep.insert(key, newer);
    let found = journal::recover("x", &world.entries("x"), &parse);
    assert!(found.is_newer);
    assert_eq!(found.newest.unwrap().state.dossier, window.state.dossier);
}

/// The slot that holds the newest whole state is never the one that is written.
#[test]
fn the_newest_state_is_never_written_over() {
    let mut world = World::new(4);
    let mut window = begin(&mut world, "x");
    window.settle(&mut world);
    let slots =
        |world: &World| [Slot::A, Slot::B].map(|slot| world.deep.get(&journal::key("x", Place::Slot(slot))).cloned());
    for _ in 0..300 {
        let before = slots(&world);
        let generation = |text: &Option<String>| {
            text.as_ref().and_then(|text| Record::read(text).ok()).map(|record| record.generation)
        };
        let newest = before.iter().max_by_key(|text| generation(text)).cloned().unwrap();
        window.edit(&mut world);
        window.rest(&mut world);
        window.settle(&mut world);
        assert!(slots(&world).contains(&newest));
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
    let mut writer = Writer::<&str>::new("x");
    let near = writer.state(&state, &write).unwrap();
    assert_eq!(keys_of(&near), ["union-star/dossier/x/a"]);
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
    let near = writer.state(&state, &write).unwrap();
    writer.near_result(Err("full"));
    assert_eq!(keys_of(&near), ["union-star/dossier/x/b"]);
    assert_eq!(keys_of(&writer.orders().unwrap()), ["union-star/dossier/x/b"]);
    writer.result(DeepResult::Done);
    // The near store refused: its slot a still holds its newest.
    let near = writer.state(&state, &write).unwrap();
    assert_eq!(keys_of(&near), ["union-star/dossier/x/b"]);
    assert_eq!(keys_of(&writer.orders().unwrap()), ["union-star/dossier/x/a"]);
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
