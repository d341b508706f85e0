//! Windows open, edit, race and die over stores that fail; what was acknowledged opens.

use super::world::{Window, World, begin, parse, write};
use std::rc::Rc;
use union_star::dossier::Dossier;
use union_star::journal::{self, Damage, Kept, Order, Store};

const ID: &str = "0a1b";

/// What may go wrong beside windows and browsers dying at any moment.
#[derive(Clone, Copy, PartialEq)]
pub enum Weather {
    /// Nothing.
    Fair,
    /// Stores are full, forbidden, absent.
    Refusing,
}

/// One life of a device: so many events.
pub fn live(seed: u64, events: usize, most: usize, weather: Weather) -> World {
    let mut world = World::new(seed);
    if weather == Weather::Refusing && world.dice.one_in(4) {
        world.deep_is_absent = true;
    }
    let mut windows = vec![begin(&mut world, ID)];
    windows[0].settle(&mut world);
    for event in 0..events {
        happen(&mut world, &mut windows, most, weather);
        if world.fuse == Some(0) {
            // Whoever was at work is gone, in the middle of it.
            kill(&mut world, &mut windows);
        }
        if world.deep_is_absent {
            windows.truncate(1);
        }
        for window in &windows {
            let known = world.states.get(&(window.id.clone(), window.writer.point()));
            let (dossier, history, _) = known.unwrap_or_else(|| panic!("seed {seed}, event {event}: unknown point"));
            assert!(*dossier == window.state.dossier, "seed {seed}, event {event}: shown is not what was written");
            assert!(*history == window.state.history, "seed {seed}, event {event}: history");
        }
        if event % 5 == 0 {
            check(&world, seed, event, most == 1 && weather == Weather::Fair);
        }
    }
    world
}

fn happen(world: &mut World, windows: &mut Vec<Window>, most: usize, weather: Weather) {
    let which = world.dice.below(windows.len().max(1));
    match world.dice.below(40) {
        0..=17 => windows[which].edit(world),
        18..=28 => windows[which].answer(world),
        29..=30 => windows[which].rest(world),
        31..=32 => windows[which].follow(world),
        33..=34 if windows.len() < most => windows.extend(Window::open(world, ID)),
        35 => world.fuse = world.fuse.or(Some(1)).map(|_| 1 + world.dice.below(6)),
        36 => {
            world.counted.kills += 1;
            kill(world, windows);
        }
        37 if windows.len() > 1 => drop(windows.swap_remove(which)),
        38 if weather == Weather::Refusing => world.near_fails = world.dice.one_in(2),
        39 if weather == Weather::Refusing => world.deep_fails = world.dice.one_in(2),
        _ => {}
    }
}

/// The browser ends; whatever the database was busy with is done, or not.
fn kill(world: &mut World, windows: &mut Vec<Window>) {
    world.fuse = None;
    for window in windows.drain(..) {
        if let Some(orders) = window.flight
            && world.dice.one_in(2)
        {
            let _ = world.deep(&orders);
        }
    }
    if !world.deep_is_absent && world.dice.one_in(2) {
        world.forget_some_of_near();
    }
    let opened = Window::open(world, ID).expect("something opens");
    windows.push(opened);
}

/// What opens now is a state that was, and what was acknowledged led to it.
fn check(world: &World, seed: u64, event: usize, is_calm: bool) {
    for (id, point) in &world.acknowledged {
        let found = journal::recover(id, &world.entries(id), &parse);
        let newest = found.newest.unwrap_or_else(|| panic!("seed {seed}, event {event}: nothing opens"));
        let at = (newest.generation, newest.mark);
        let in_branch = |point: &(u64, u32)| found.branches.iter().any(|branch| branch.came_through(point.0, point.1));
        assert!(
            world.leads_to(id, *point, at) || in_branch(point),
            "seed {seed}, event {event}: {id} acknowledged {point:?}, opens {at:?}"
        );
        let (dossier, history, _) = &world.states[&(id.clone(), at)];
        assert!(*dossier == newest.state.dossier, "seed {seed}, event {event}: a state that never was");
        assert!(*history == newest.state.history, "seed {seed}, event {event}: a history that never was");
        // What nobody was told is saved may be handed out as bytes, where windows race or stores refuse.
        assert!(
            !is_calm || found.damaged.iter().all(|one| one.why == Damage::Stale),
            "seed {seed}, event {event}: {:?}",
            found.damaged
        );
    }
}

/// A dossier with some life behind it, all of it acknowledged.
pub fn lived(seed: u64) -> (World, Rc<Dossier>) {
    let mut world = World::new(seed);
    let mut window = begin(&mut world, ID);
    for _ in 0..(70 + seed % 100) {
        window.edit(&mut world);
        window.settle(&mut world);
        window.rest(&mut world);
        window.settle(&mut world);
    }
    assert_eq!(window.writer.kept(), Kept::Saved);
    (world, window.state.dossier)
}

/// Every record in turn is altered in one byte, cut, or gone, in one store: the newest still opens.
pub fn damage_each(seed: u64) -> usize {
    let (world, dossier) = lived(seed);
    let whole: Vec<_> = world.entries(ID).into_iter().filter(|entry| entry.text != journal::SPENT).collect();
    let mut tried = 0;
    for at in 0..whole.len() {
        let text = &whole[at].text;
        let places: Vec<_> = text.char_indices().map(|(place, _)| place).collect();
        let step = if text.len() > 300 { 97 } else { 3 };
        for place in places.into_iter().step_by(step) {
            let mut cut = whole.clone();
            cut[at].text.truncate(place);
            let mut altered = whole.clone();
            let letter = altered[at].text[place..].chars().next().unwrap();
            let other = if letter == '7' { "8" } else { "7" };
            altered[at].text.replace_range(place..place + letter.len_utf8(), other);
            for entries in [cut, altered] {
                tried += 1;
                let found = journal::recover(ID, &entries, &parse);
                assert!(
                    found.newest.is_some_and(|newest| newest.state.dossier == dossier),
                    "{:?} at {place}",
                    entries[at]
                );
                assert!(
                    found.damaged.iter().any(|one| one.entry == entries[at]),
                    "the bytes are not handed out: {:?}",
                    entries[at].key
                );
            }
        }
        let mut gone = whole.clone();
        gone.remove(at);
        assert!(journal::recover(ID, &gone, &parse).newest.is_some_and(|newest| newest.state.dossier == dossier));
    }
    for lost in [Store::Near, Store::Deep] {
        let rest: Vec<_> = whole.iter().filter(|entry| entry.store != lost).cloned().collect();
        assert!(journal::recover(ID, &rest, &parse).newest.is_some_and(|newest| newest.state.dossier == dossier));
    }
    tried
}

/// Damage of both stores at random: what opens is a state that was, and every byte that is not used is handed out.
pub fn damage_both(seed: u64) {
    let (mut world, dossier) = lived(seed);
    for _ in 0..1 + world.dice.below(4) {
        let at = world.dice.below(world.near.len() + world.deep.len());
        let near = world.near.len();
        let kept = if at < near { world.near.values_mut().nth(at) } else { world.deep.values_mut().nth(at - near) };
        let text = kept.unwrap();
        let length = text.len();
        let cut =
            (0..length).rev().find(|place| *place <= seed as usize % length.max(1) && text.is_char_boundary(*place));
        text.truncate(cut.unwrap_or(0));
    }
    let entries = world.entries(ID);
    let found = journal::recover(ID, &entries, &parse);
    let Some(newest) = found.newest else {
        let texts = entries.iter().filter(|entry| entry.text != journal::SPENT).count();
        assert_eq!(found.damaged.len(), texts, "all of it is handed out");
        return;
    };
    let (was, _, _) = &world.states[&(ID.to_owned(), (newest.generation, newest.mark))];
    assert!(*was == newest.state.dossier);
    if newest.state.dossier != dossier {
        assert!(found.damaged.iter().any(|one| one.why != Damage::Stale), "a loss is told");
    }
    // It opens, is edited, and opens again.
    let mut window = Window::open(&mut world, ID).unwrap();
    window.settle(&mut world);
    window.edit(&mut world);
    window.settle(&mut world);
    assert_eq!(window.writer.kept(), Kept::Saved);
    let again = journal::recover(ID, &world.entries(ID), &parse);
    assert!(again.newest.is_some_and(|newest| newest.state.dossier == window.state.dossier), "seed {seed}");
    assert!(again.damaged.iter().all(|one| one.why == Damage::Stale), "seed {seed}: set aside once");
    let aside = world.deep.keys().filter(|key| key.starts_with("union-star/damaged/")).count();
    assert!(aside >= found.damaged.len().min(1), "seed {seed}");
}

/// Orders as text, for tests of what is written.
pub fn keys_of(orders: &[Order]) -> Vec<String> {
    let key = |order: &Order| match order {
        Order::Add(key, _) | Order::Put(key, _) | Order::Delete(key) => key.clone(),
    };
    orders.iter().map(key).collect()
}

/// A text of version 1.
pub fn old_text(saved: u64, dossier: &Dossier) -> String {
    format!("{{\"saved\":{saved},\"dossier\":{}}}", write(&union_star::dossier::encode(dossier)).unwrap())
}
