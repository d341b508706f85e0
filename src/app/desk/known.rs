//! What the page knows of the list: fetched from the worker in blocks, what is looked at first, then the rest, so that
//! scrolling waits for nothing.

use super::place::Listing;
use super::talk::ask;
use crate::rollup::{Ask, Line, Tell};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How many lines are fetched at once: a few milliseconds' work for the page.
const BLOCK: usize = 100;

/// How many lines are drawn at once: what is seen, and as much again around it.
pub const WINDOW: usize = 32;

/// Lines to draw.
#[derive(Clone, PartialEq, Default)]
pub struct Seen {
    /// All lines of the list.
    pub total: usize,
    /// The first that is drawn.
    pub from: usize,
    /// Those drawn.
    pub lines: Vec<Rc<Line>>,
}

/// The list as far as it is known, and where it is looked at.
#[derive(Default)]
pub struct Known {
    blocks: RefCell<Vec<Option<Vec<Rc<Line>>>>>,
    total: Cell<usize>,
    wanted: Cell<usize>,
    /// Grows with every list: what arrives for one of before is dropped.
    turn: Cell<u32>,
    /// The turn whose first block has come.
    begun: Cell<u32>,
}

impl Known {
    /// Looks at another place; its lines, where they are known.
    pub fn look(&self, first: usize) -> Option<Seen> {
        self.wanted.set(first);
        self.seen()
    }

    /// Where it is looked at.
    pub const fn wanted(&self) -> usize {
        self.wanted.get()
    }

    /// The lines looked at, where all are known.
    fn seen(&self) -> Option<Seen> {
        let (total, blocks) = (self.total.get(), self.blocks.borrow());
        let from = self.wanted.get().min(total.saturating_sub(1));
        let line = |at: usize| blocks.get(at / BLOCK)?.as_ref()?.get(at % BLOCK).cloned();
        let lines: Option<Vec<_>> = (from..(from + WINDOW).min(total)).map(line).collect();
        Some(Seen { total, from, lines: lines? })
    }

    /// Puts a changed line in the place of the old one.
    pub fn replace(&self, line: &Rc<Line>) {
        let mut blocks = self.blocks.borrow_mut();
        if let Some(old) = blocks.iter_mut().flatten().flatten().find(|old| old.id == line.id) {
            *old = line.clone();
        }
    }

    /// The block to fetch next: from what is looked at on, then what stands before it.
    fn missing(&self) -> Option<usize> {
        let (blocks, from) = (self.blocks.borrow(), self.wanted.get() / BLOCK);
        let gap = |range: core::ops::Range<usize>| range.into_iter().find(|at| matches!(blocks.get(*at), Some(None)));
        gap(from..blocks.len()).or_else(|| gap(0..from))
    }

    /// Fetches a list, from its first line on: then it is sorted anew. Shows what is looked at as soon as it is known.
    pub async fn fetch(self: Rc<Self>, listing: Listing, show: impl Fn(Seen)) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        let mut shown = None;
        while let Some(block) = self.next() {
            if !self.fetch_block(&listing, block).await || self.turn.get() != turn {
                return;
            }
            if shown != Some(self.wanted.get())
                && let Some(seen) = self.seen()
            {
                shown = Some(self.wanted.get());
                show(seen);
            }
        }
    }

    /// Fetches what is missing of a list of at most so many lines, beside the fetching that goes on.
    pub async fn fetch_rest(&self, listing: &Listing, most: usize) {
        let turn = self.turn.get();
        while let Some(block) = self.next() {
            if !self.fetch_block(listing, block).await || self.turn.get() != turn || self.total.get() > most {
                return;
            }
        }
    }

    /// The block to fetch next, of a list that has begun or not.
    fn next(&self) -> Option<usize> {
        if self.begun.get() == self.turn.get() { self.missing() } else { Some(0) }
    }

    /// Fetches a block; what comes for a list of before is dropped. Whether it came.
    async fn fetch_block(&self, listing: &Listing, block: usize) -> bool {
        let turn = self.turn.get();
        let Listing { filter, sort } = listing.clone();
        let window = Ask::Units { filter, sort, from: block * BLOCK, count: BLOCK };
        let Tell::Units(total, lines) = ask(&window).await else { return false };
        if self.turn.get() != turn {
            return false;
        }
        if self.begun.replace(turn) != turn {
            self.total.set(total);
            *self.blocks.borrow_mut() = vec![None; total.div_ceil(BLOCK)];
        }
        if let Some(place) = self.blocks.borrow_mut().get_mut(block) {
            *place = Some(lines.into_iter().map(Rc::new).collect());
        }
        true
    }

    /// How many lines the list has, and all that are known of it.
    pub fn so_far(&self) -> (usize, Vec<Rc<Line>>) {
        (self.total.get(), self.blocks.borrow().iter().flatten().flatten().cloned().collect())
    }

    /// Nothing more is fetched.
    pub fn stop(&self) {
        self.turn.set(self.turn.get() + 1);
    }
}
