//! From everything that is kept of a dossier to the newest state that is whole.

use super::body::{Line, StateBody, StepBody, line_of};
use super::place::{Place, Slot, id_of};
use super::record::{Damage, Record, SPENT};
use super::recovery::{Branch, Damaged, Entry, Newest, Recovery, Side, Store};
use crate::dossier::{FileError, Value};
use std::rc::Rc;

struct Base {
    at: usize,
    store: Store,
    slot: Option<Slot>,
    generation: u64,
    mark: u32,
    state: StateBody,
    line: Line,
}

struct Link {
    at: usize,
    /// The point that it leads on from.
    before: (u64, u32),
    store: Store,
    generation: u64,
    parent: u32,
    mark: u32,
    step: StepBody,
}

/// A walk along the chain from a base: the links, in order.
struct Walk {
    base: usize,
    links: Vec<usize>,
    generation: u64,
    mark: u32,
}

/// Finds the newest whole state among `entries`, which are all of the dossier `id`. `parse` reads JSON.
pub fn recover(id: &str, entries: &[Entry], parse: &dyn Fn(&str) -> Option<Value<'static>>) -> Recovery {
    let mut found = Found { damage: vec![None; entries.len()], ..Found::default() };
    for (at, entry) in entries.iter().enumerate() {
        if let Some((owner, place)) = id_of(&entry.key)
            && owner == id
        {
            found.read(at, entry, place, parse);
        }
    }
    found.settle(entries)
}

#[derive(Default)]
struct Found {
    bases: Vec<Base>,
    /// By the points that they lead on from.
    links: Vec<Link>,
    /// How many follow each of them. Found once: to walk on from each of many forks would take for ever.
    follow: Vec<usize>,
    /// By entry.
    damage: Vec<Option<Damage>>,
    spent: Vec<u64>,
    top: u64,
    reason: Option<FileError>,
}

impl Found {
    fn read(&mut self, at: usize, entry: &Entry, place: Place, parse: &dyn Fn(&str) -> Option<Value<'static>>) {
        if let Place::Step(generation) = place {
            self.top = self.top.max(generation);
            if entry.text == SPENT {
                self.spent.push(generation);
                return;
            }
        }
        if let Err(damage) = self.try_read(at, entry, place, parse) {
            self.damage[at] = Some(damage);
        }
    }

    fn try_read(
        &mut self,
        at: usize,
        entry: &Entry,
        place: Place,
        parse: &dyn Fn(&str) -> Option<Value<'static>>,
    ) -> Result<(), Damage> {
        let store = entry.store;
        let slot = match place {
            Place::Old => {
                let value = parse(&entry.text).ok_or(Damage::Unreadable)?;
                let state = self.state(&value)?;
                self.bases.push(Base { at, store, slot: None, generation: 0, mark: 0, state, line: Line::new() });
                return Ok(());
            }
            Place::Slot(slot) => Some(slot),
            Place::Step(_) | Place::NearStep(..) => None,
        };
        let Record { generation, parent, mark, body } = Record::read(&entry.text)?;
        if store == Store::Deep {
            self.top = self.top.max(generation);
        }
        let is_here = match place {
            Place::Step(stated) => stated == generation,
            Place::NearStep(stated, of) => (stated, of) == (generation, mark),
            _ => true,
        };
        let value = parse(&body).filter(|_| is_here).ok_or(Damage::Unreadable)?;
        if slot.is_some() {
            let state = self.state(&value)?;
            self.bases.push(Base { at, store, slot, generation, mark: parent, state, line: line_of(&value) });
        } else {
            let step = StepBody::decode(&value).ok_or(Damage::Unreadable)?;
            let before = (generation.checked_sub(1).ok_or(Damage::Unreadable)?, parent);
            let place = self.links.partition_point(|link| link.before <= before);
            self.links.insert(place, Link { at, before, store, generation, parent, mark, step });
        }
        Ok(())
    }

    fn state(&mut self, value: &Value) -> Result<StateBody, Damage> {
        StateBody::decode(value).map_err(|reason| {
            let newer = matches!(reason, FileError::NewerSchema(_));
            self.reason = Some(reason);
            if newer { Damage::Newer } else { Damage::Unreadable }
        })
    }

    /// The steps from a point.
    fn children(&self, point: (u64, u32)) -> impl Iterator<Item = usize> + '_ {
        let first = self.links.partition_point(|link| link.before < point);
        (first..self.links.len()).take_while(move |&link| self.links[link].before == point)
    }

    /// Of the steps from a point, those with different marks; in the deep store first, then by length.
    fn next(&self, point: (u64, u32)) -> Vec<usize> {
        let mut next: Vec<usize> = Vec::new();
        for link in self.children(point) {
            match next.iter_mut().find(|other| self.links[**other].mark == self.links[link].mark) {
                Some(other) if self.links[link].store == Store::Deep => *other = link,
                Some(_) => {}
                None => next.push(link),
            }
        }
        if next.len() > 1 {
            let rank = |link: &usize| {
                let Link { store, mark, .. } = &self.links[*link];
                (*store == Store::Near, core::cmp::Reverse(self.follow[*link]), *mark)
            };
            // Two, hardly ever three: the least comes first each time.
            let mut ranked: Vec<_> = next.iter().map(|link| (rank(link), *link)).collect();
            next.clear();
            while let Some(least) = (0..ranked.len()).min_by_key(|&at| ranked[at].0) {
                next.push(ranked.remove(least).1);
            }
        }
        next
    }

    fn walk(&self, mut point: (u64, u32)) -> Vec<usize> {
        let mut links = Vec::new();
        while let Some(&link) = self.next(point).first() {
            links.push(link);
            point = self.point(link);
        }
        links
    }

    fn walk_from(&self, base: usize) -> Walk {
        let Base { generation, mark, .. } = self.bases[base];
        let links = self.walk((generation, mark));
        let (generation, mark) = links.last().map_or((generation, mark), |&link| self.point(link));
        Walk { base, links, generation, mark }
    }

    fn point(&self, link: usize) -> (u64, u32) {
        (self.links[link].generation, self.links[link].mark)
    }

    /// The newest point that the deep store leads to by itself: what was acknowledged.
    fn deep_end(&self) -> Option<(u64, u32)> {
        let bases = self.bases.iter().filter(|base| base.store == Store::Deep && base.slot.is_some());
        let ends = bases.map(|base| {
            let mut point = (base.generation, base.mark);
            let is_deep = |link: &usize| self.links[*link].store == Store::Deep;
            while let Some(link) = self.children(point).find(is_deep) {
                point = self.point(link);
            }
            (point, base.generation)
        });
        ends.max_by_key(|((generation, _), base)| (*generation, *base)).map(|(point, _)| point)
    }

    fn settle(mut self, entries: &[Entry]) -> Recovery {
        self.follow = vec![0; self.links.len()];
        // What follows stands after what it follows.
        for link in (0..self.links.len()).rev() {
            self.follow[link] = self.next(self.point(link)).first().map_or(0, |&next| self.follow[next] + 1);
        }
        let walks: Vec<_> = (0..self.bases.len()).map(|base| self.walk_from(base)).collect();
        let acknowledged = self.deep_end();
        let rank = |walk: &Walk| {
            let base = &self.bases[walk.base];
            let through = acknowledged.is_none_or(|point| {
                (base.generation, base.mark) == point || walk.links.iter().any(|&link| self.point(link) == point)
            });
            (base.slot.is_some() || !walk.links.is_empty(), through, walk.generation, base.generation)
        };
        // Texts of version 1 have no generations: the later one counts.
        let saved = |walk: &Walk| self.bases[walk.base].state.saved;
        let best = walks.iter().max_by(|a, b| {
            let (rank_a, rank_b) = (rank(a), rank(b));
            if rank_a.0 || rank_b.0 { rank_a.cmp(&rank_b) } else { saved(a).total_cmp(&saved(b)) }
        });
        let Some(best) = best else { return self.nothing(entries) };

        // All that lies on a way to the same end.
        let end = (best.generation, best.mark);
        let mut on_way: Vec<(u64, u32)> = Vec::new();
        for walk in walks.iter().filter(|walk| (walk.generation, walk.mark) == end) {
            let base = &self.bases[walk.base];
            put((base.generation, base.mark), &mut on_way);
            walk.links.iter().for_each(|&link| put(self.point(link), &mut on_way));
        }
        let walked: Vec<u32> = walks.iter().flat_map(|walk| &walk.links).map(|&link| self.links[link].mark).collect();

        let state = self.replay(best.base, &best.links);
        let line = self.line(best, &on_way);
        let mut branches = self.branches(&walks, &on_way, &line, entries);
        if self.bases[best.base].slot.is_some() {
            self.add_old_pages(&state, &mut branches, entries);
        }
        let in_branch = |at: usize| {
            branches.iter().any(|branch: &Branch| branch.keys.contains(&(entries[at].store, entries[at].key.clone())))
        };
        let oldest_base = self.bases[best.base].generation;
        let mut damage = core::mem::take(&mut self.damage);
        for link in &self.links {
            let is_used = on_way.contains(&(link.generation, link.mark)) || in_branch(link.at);
            if !is_used && !walked.contains(&link.mark) {
                damage[link.at] = Some(if link.generation <= oldest_base { Damage::Stale } else { Damage::Loose });
            }
        }
        let newest = Newest {
            generation: best.generation,
            mark: best.mark,
            top: self.top.max(best.generation),
            near: self.side(Store::Near, end, &on_way),
            deep: Side {
                is_blank: entries.iter().all(|entry| entry.store == Store::Near),
                ..self.side(Store::Deep, end, &on_way)
            },
            line,
            missing: self.missing(best, entries),
            points: on_way,
            state,
        };
        Recovery {
            newest: Some(newest),
            branches,
            is_newer: damage.contains(&Some(Damage::Newer)),
            damaged: damaged(&damage, entries),
            top: self.top,
            reason: self.reason,
        }
    }

    fn nothing(self, entries: &[Entry]) -> Recovery {
        let mut damage = self.damage;
        self.links.iter().for_each(|link| damage[link.at] = Some(Damage::Loose));
        Recovery {
            is_newer: damage.contains(&Some(Damage::Newer)),
            damaged: damaged(&damage, entries),
            top: self.top,
            reason: self.reason,
            ..Recovery::default()
        }
    }

    /// The steps that the deep store does not hold, and whose keys are free there.
    fn missing(&self, best: &Walk, entries: &[Entry]) -> Vec<(u64, u32, String)> {
        let links = best.links.iter().map(|&link| &self.links[link]);
        let near = links.filter(|link| link.store == Store::Near && !self.spent.contains(&link.generation));
        near.map(|link| (link.generation, link.mark, entries[link.at].text.clone())).collect()
    }

    /// The whole states that led to the newest one.
    fn line(&self, best: &Walk, on_way: &[(u64, u32)]) -> Line {
        let mut line = self.bases[best.base].line.clone();
        let bases = self.bases.iter().filter(|base| base.slot.is_some()).map(|base| (base.generation, base.mark));
        bases.filter(|point| on_way.contains(point)).for_each(|point| put(point, &mut line));
        line
    }

    /// Where the newest state came through a point, and a step leaves it another way, that step leads to a branch; so
    /// does a whole state that did not lead to the newest.
    fn branches(&self, walks: &[Walk], on_way: &[(u64, u32)], line: &[(u64, u32)], entries: &[Entry]) -> Vec<Branch> {
        let key = |at: usize| (entries[at].store, entries[at].key.clone());
        let mut branches: Vec<Branch> = Vec::new();
        let mut add = |base: usize, before: Vec<usize>, rest: &[usize]| {
            let end = rest
                .last()
                .or(before.last())
                .map_or_else(|| (self.bases[base].generation, self.bases[base].mark), |&link| self.point(link));
            let mut points: Vec<_> = rest.iter().map(|&link| self.point(link)).collect();
            let steps = self.links.iter().filter(|link| points.contains(&(link.generation, link.mark)));
            let mut keys: Vec<_> = steps.map(|link| key(link.at)).collect();
            points.extend([end, (self.bases[base].generation, self.bases[base].mark)]);
            let is_off = !on_way.contains(&(self.bases[base].generation, self.bases[base].mark));
            if is_off {
                keys.insert(0, key(self.bases[base].at));
            }
            match branches.iter_mut().find(|branch| is_off && branch.came_through(end.0, end.1)) {
                Some(branch) => {
                    keys.retain(|key| !branch.keys.contains(key));
                    branch.keys.extend(keys);
                    branch.points.extend(points);
                }
                None => {
                    let state = self.replay(base, &[before, rest.to_vec()].concat());
                    branches.push(Branch { state, keys, points });
                }
            }
        };
        for &point in on_way {
            for first in self.next(point) {
                let next = self.point(first);
                if on_way.contains(&next) {
                    continue;
                }
                let Some((base, before)) = self.way_to(point) else { continue };
                add(base, before, &[vec![first], self.walk(next)].concat());
            }
        }
        for walk in walks {
            let base = &self.bases[walk.base];
            let point = (base.generation, base.mark);
            if base.slot.is_some() && !on_way.contains(&point) && !line.contains(&point) {
                add(walk.base, Vec::new(), &walk.links);
            }
        }
        branches
    }

    /// A text of version 1 that was saved after all we have is a branch too: a page of before is still open somewhere.
    fn add_old_pages(&self, newest: &StateBody, branches: &mut Vec<Branch>, entries: &[Entry]) {
        let is_later = |base: &&Base| {
            base.slot.is_none() && base.state.saved > newest.saved && base.state.dossier != newest.dossier
        };
        for base in self.bases.iter().filter(is_later) {
            let key = (entries[base.at].store, entries[base.at].key.clone());
            match branches.iter_mut().find(|branch| branch.state == base.state) {
                Some(branch) => branch.keys.push(key),
                None => branches.push(Branch { state: base.state.clone(), keys: vec![key], points: Vec::new() }),
            }
        }
    }

    /// A base and the links from it that lead to a point.
    fn way_to(&self, point: (u64, u32)) -> Option<(usize, Vec<usize>)> {
        (0..self.bases.len()).find_map(|base| {
            let from = (self.bases[base].generation, self.bases[base].mark);
            let links = self.walk(from);
            let at = |&link: &usize| self.point(link) == point;
            match links.iter().position(at) {
                Some(last) => Some((base, links[..=last].to_vec())),
                None => (from == point).then(|| (base, Vec::new())),
            }
        })
    }

    fn replay(&self, base: usize, links: &[usize]) -> StateBody {
        let StateBody { mut saved, dossier, mut history } = self.bases[base].state.clone();
        let mut dossier = Rc::unwrap_or_clone(dossier);
        for &link in links {
            let step = &self.links[link].step;
            history.take(step.step.clone(), step.saved - saved, &mut dossier);
            saved = step.saved;
        }
        StateBody { saved, dossier: Rc::new(dossier), history }
    }

    fn side(&self, store: Store, end: (u64, u32), on_way: &[(u64, u32)]) -> Side {
        let here = |base: &&Base| base.store == store && on_way.contains(&(base.generation, base.mark));
        let newest = self.bases.iter().filter(here).filter_map(|base| Some((base.slot?, base.generation, base.mark)));
        let newest = newest.max_by_key(|(_, generation, _)| *generation);
        let steps: Vec<_> = self.links.iter().filter(|link| link.store == store).collect();
        // Alone it leads to the end.
        let mut point = newest.map(|(_, generation, mark)| (generation, mark));
        while let Some((generation, mark)) = point
            && (generation, mark) != end
        {
            let next = steps.iter().find(|link| link.generation == generation + 1 && link.parent == mark);
            point = next.map(|link| (link.generation, link.mark)).filter(|next| on_way.contains(next));
        }
        Side {
            newest: newest.map(|(slot, generation, _)| (slot, generation)),
            steps: steps.iter().map(|link| (link.generation, link.mark)).collect(),
            spent: if store == Store::Deep { self.spent.clone() } else { Vec::new() },
            is_blank: false,
            has_old: self.bases.iter().any(|base| base.store == store && base.slot.is_none()),
            is_whole: point.is_some(),
        }
    }
}

/// Puts a point into its place, once.
fn put(point: (u64, u32), into: &mut Vec<(u64, u32)>) {
    if let Err(place) = into.binary_search(&point) {
        into.insert(place, point);
    }
}

fn damaged(damage: &[Option<Damage>], entries: &[Entry]) -> Vec<Damaged> {
    let found = damage.iter().zip(entries);
    found.filter_map(|(why, entry)| why.map(|why| Damaged { entry: entry.clone(), why })).collect()
}
