//! Windows open, edit, race and die over stores that fail; what was acknowledged opens.

use super::window::{Window, begun};
use super::world::{World, parse, write};
use std::cell::RefCell;
use std::rc::Rc;
use union_star::dossier::Dossier;
use union_star::journal::{self, Damage, Entry, Kept, Missed, Order, Place, StateBody, Store};

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
pub fn live(seed: u64, events: usize, most: usize, weather: Weather) -> Rc<RefCell<World>> {
    let world = Rc::new(RefCell::new(World::new(seed)));
    if weather == Weather::Refusing && world.borrow_mut().dice.one_in(4) {
        world.borrow_mut().deep_is_absent = true;
    }
    let mut windows = vec![if roll(&world, 2) == 0 { begun(&world, ID) } else { Window::first_part(&world, ID) }];
    // Parts of a page that handed over, and are still answered.
    let mut ended = Vec::new();
    for event in 0..events {
        happen(&world, &mut windows, &mut ended, most, weather);
        // What reads comes at once, later, or not for long.
        if roll(&world, 4) == 0 {
            hand_over(&mut windows, &mut ended);
        }
        if world.borrow().fuse == Some(0) {
            // Whoever was at work is gone, in the middle of it.
            kill(&world, &mut windows, &mut ended);
        }
        if world.borrow().deep_is_absent {
            // Nothing but local storage tells one window of another, and both at once are one too many for it: they
            // follow before anything else happens.
            windows.iter_mut().for_each(Window::settle);
            hand_over(&mut windows, &mut ended);
            windows.iter_mut().for_each(|window| {
                window.follow();
                window.settle();
            });
        }
        for window in windows.iter().filter(|window| window.kept() == Some(Kept::Saved)) {
            let (world, state) = (world.borrow(), window.state().unwrap());
            let known = world.states.get(&(state.dossier.id.clone(), window.point()));
            let (dossier, history, _) = known.unwrap_or_else(|| panic!("seed {seed}, event {event}: unknown point"));
            assert!(*dossier == state.dossier, "seed {seed}, event {event}: shown is not what was written");
            assert!(*history == state.history, "seed {seed}, event {event}: history");
        }
        if event % 5 == 0 {
            let is_calm = most == 1 && weather == Weather::Fair && world.borrow().counted.carried == 0;
            check(&world.borrow(), seed, event, is_calm);
        }
    }
    world
}

/// The whole page goes on where its first part must hand over.
fn hand_over(windows: &mut [Window], ended: &mut Vec<Window>) {
    for window in windows.iter_mut().filter(|window| window.must_carry()) {
        if let Some(next) = window.carry() {
            ended.push(core::mem::replace(window, next));
        }
    }
}

fn roll(world: &RefCell<World>, sides: usize) -> usize {
    world.borrow_mut().dice.below(sides)
}

fn happen(
    world: &Rc<RefCell<World>>,
    windows: &mut Vec<Window>,
    ended: &mut Vec<Window>,
    most: usize,
    weather: Weather,
) {
    let which = roll(world, windows.len());
    match roll(world, 64) {
        0..=17 => windows[which].edit(),
        18..=47 => {
            for _ in 0..=roll(world, 4) {
                let dice = roll(world, 1000);
                windows[which].answer(dice);
            }
        }
        48..=49 => windows[which].rest(),
        50..=51 => windows[which].follow(),
        52..=53 if windows.len() < most => windows.push(Window::open(world, ID, None)),
        54 => {
            let operations = 1 + roll(world, 6);
            world.borrow_mut().fuse = Some(operations);
        }
        55 => {
            world.borrow_mut().counted.kills += 1;
            kill(world, windows, ended);
        }
        56 if windows.len() > 1 => drop(windows.swap_remove(which)),
        57 if weather == Weather::Refusing => {
            let fails = roll(world, 2) == 0;
            world.borrow_mut().near_fails = fails;
        }
        58 if weather == Weather::Refusing => {
            let fails = roll(world, 2) == 0;
            world.borrow_mut().deep_fails = fails;
        }
        59 => windows[which].retry(),
        60 => {
            if let Some(next) = windows[which].carry() {
                ended.push(core::mem::replace(&mut windows[which], next));
            }
        }
        61..=62 if !ended.is_empty() => {
            let (one, dice) = (roll(world, ended.len()), roll(world, 1000));
            ended[one].answer(dice);
            ended.retain(|window| !window.tasks.is_empty());
        }
        _ => {}
    }
}

/// The browser ends; whatever the database was busy with is done, or not.
fn kill(world: &Rc<RefCell<World>>, windows: &mut Vec<Window>, ended: &mut Vec<Window>) {
    world.borrow_mut().fuse = None;
    for window in windows.drain(..).chain(ended.drain(..)) {
        if roll(world, 2) == 0 {
            window.last_of_deep();
        }
    }
    if !world.borrow().deep_is_absent && roll(world, 2) == 0 {
        world.borrow_mut().forget_some_of_near();
    }
    windows.push(Window::open(world, ID, None));
}

/// What opens now is a state that was, and what was acknowledged led to it.
fn check(world: &World, seed: u64, event: usize, is_calm: bool) {
    let copies = event.is_multiple_of(50);
    for (id, points) in world.acknowledged.iter().filter(|(id, _)| copies || *id == ID) {
        let found = journal::recover(id, &world.entries(id), &parse);
        let newest = found.newest.unwrap_or_else(|| panic!("seed {seed}, event {event}: {id}: nothing opens"));
        let at = newest.point();
        let in_branch = |point: &(u64, u32)| found.branches.iter().any(|branch| branch.came_through(point.0, point.1));
        for point in points {
            assert!(
                world.leads_to(id, *point, at) || in_branch(point),
                "seed {seed}, event {event}: {id} acknowledged {point:?}, opens {at:?}"
            );
        }
        let was = world.states.get(&(id.clone(), at));
        let (dossier, history, _) = was.unwrap_or_else(|| panic!("seed {seed}, event {event}: {id} {at:?} never was"));
        assert!(*dossier == newest.state.dossier, "seed {seed}, event {event}: a state that never was");
        assert!(*history == newest.state.history, "seed {seed}, event {event}: a history that never was");
        assert!(!is_calm || found.branches.is_empty(), "seed {seed}, event {event}: a window alone has no copies");
        // What nobody was told is saved may be handed out as bytes, where windows race or stores refuse.
        assert!(
            !is_calm || found.damaged.iter().all(|one| one.why == Damage::Stale),
            "seed {seed}, event {event}: {:?}",
            found.damaged
        );
    }
}

/// A dossier with some life behind it, all of it acknowledged.
pub fn lived(seed: u64) -> (Rc<RefCell<World>>, Rc<Dossier>) {
    let world = Rc::new(RefCell::new(World::new(seed)));
    let mut window = begun(&world, ID);
    (0..(70 + seed % 100)).for_each(|_| window.fill_in_and_settle());
    assert_eq!(window.kept(), Some(Kept::Saved));
    (world, window.dossier())
}

/// Every record in turn is altered in one byte, cut, or gone, in one store: the newest still opens.
pub fn damage_each(seed: u64) -> usize {
    let (world, dossier) = lived(seed);
    let whole: Vec<_> = world.borrow().entries(ID).into_iter().filter(|entry| entry.text != journal::SPENT).collect();
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
/// `carried`: whether the page holds the dossier all the same.
pub fn damage_both(seed: u64, carried: bool) {
    let (world, dossier) = lived(seed);
    for _ in 0..1 + roll(&world, 4) {
        let mut world = world.borrow_mut();
        let (near, deep) = (world.near.len(), world.deep.len());
        let at = world.dice.below(near + deep);
        let kept = if at < near { world.near.values_mut().nth(at) } else { world.deep.values_mut().nth(at - near) };
        cut(kept.unwrap(), seed);
    }
    let entries = world.borrow().entries(ID);
    let found = journal::recover(ID, &entries, &parse);
    let texts = entries.iter().filter(|entry| entry.text != journal::SPENT).count();
    let Some(newest) = found.newest else {
        assert_eq!(found.damaged.len(), texts, "all of it is handed out");
        return;
    };
    let was = world.borrow().states[&(ID.to_owned(), newest.point())].0.clone();
    assert!(was == newest.state.dossier);
    if newest.state.dossier != dossier {
        assert!(found.damaged.iter().any(|one| one.why != Damage::Stale), "a loss is told");
    }
    goes_on(&world, carried.then_some(StateBody { dossier, ..newest.state }), seed);
    assert_eq!(aside(&world.borrow()).len(), found.damaged.len(), "seed {seed}: each is set aside once");
}

/// Every record of both stores is damaged while the page hands the dossier over: it goes on, and the bytes are set
/// aside before anything is written.
pub fn damage_all(seed: u64) {
    let (world, dossier) = lived(seed);
    {
        let world = &mut *world.borrow_mut();
        let texts = world.near.values_mut().chain(world.deep.values_mut());
        texts.filter(|text| text.as_str() != journal::SPENT).for_each(|text| cut(text, seed));
    }
    let before: Vec<_> = world.borrow().entries(ID).into_iter().filter(|entry| entry.text != journal::SPENT).collect();
    let state = StateBody::begun(1.0, dossier.clone());
    goes_on(&world, Some(state), seed);
    let aside = aside(&world.borrow());
    for Entry { text, .. } in before {
        assert!(aside.contains(&text), "seed {seed}: {text} is gone");
    }
}

/// The browser comes back with an empty database and what of local storage it had written: what opens is a state that
/// was, that it may not be the newest is said, once, and it goes on. Whether it was not.
pub fn gone(seed: u64) -> bool {
    let (world, dossier) = lived(seed);
    world.borrow_mut().deep.clear();
    world.borrow_mut().forget_some_of_near();
    let mut window = Window::open(&world, ID, None);
    window.settle();
    assert_eq!(window.missed(), Some(Missed::Gone), "seed {seed}");
    let was = world.borrow().states[&(ID.to_owned(), window.point())].0.clone();
    assert!(was == window.dossier(), "seed {seed}: a state that never was");
    let is_older = window.dossier() != dossier;
    goes_on(&world, None, seed);
    let mut again = Window::open(&world, ID, None);
    again.settle();
    assert_eq!(again.missed(), None, "seed {seed}: said once");
    // As long as it does not answer, nothing is said of it.
    world.borrow_mut().deep_fails = true;
    let mut silent = Window::open(&world, ID, None);
    silent.settle();
    assert_eq!(silent.missed(), None, "seed {seed}");
    is_older
}

fn cut(text: &mut String, seed: u64) {
    let most = seed as usize % text.len().max(1);
    text.truncate((0..=most).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0));
}

fn aside(world: &World) -> Vec<String> {
    world.deep.iter().filter(|(key, _)| key.starts_with(journal::DAMAGED)).map(|(_, text)| text.clone()).collect()
}

/// It opens, is edited, and opens again.
fn goes_on(world: &Rc<RefCell<World>>, carried: Option<StateBody>, seed: u64) {
    let mut window = Window::open(world, ID, carried.map(|state| (state, Vec::new())));
    window.settle();
    window.edit();
    window.settle();
    assert_eq!(window.kept(), Some(Kept::Saved));
    let id = window.dossier().id.clone();
    let again = journal::recover(&id, &world.borrow().entries(&id), &parse);
    assert!(again.newest.is_some_and(|newest| newest.state.dossier == window.dossier()), "seed {seed}");
    assert!(again.damaged.iter().all(|one| one.why == Damage::Stale), "seed {seed}: set aside once");
}

/// The slots that orders write.
pub fn slots_of(orders: &[Order]) -> Vec<String> {
    let slot = |order: &Order| match order {
        Order::Add(key, _) | Order::Put(key, _) if matches!(journal::id_of(key), Some((_, Place::Slot(_)))) => {
            Some(key.clone())
        }
        _ => None,
    };
    orders.iter().filter_map(slot).collect()
}

/// A text of version 1.
pub fn old_text(saved: u64, dossier: &Dossier) -> String {
    format!("{{\"saved\":{saved},\"dossier\":{}}}", write(&union_star::dossier::encode(dossier)))
}
