//! The chance of the next bit.

use crate::contexts::{self, ORDERS};
use crate::counter::Counter;
use crate::curve::Curve;
use crate::mixer::Mixer;
use crate::place::{self, Place};
use crate::refine::Refine;
use crate::repeat::Repeat;

/// So many bytes can be packed.
pub const MOST: usize = 1 << 19;

/// For half a byte after the same context, a counter for each of its beginnings: 32 bytes, half a line of the cache.
type Line = [Counter; 16];

const LINES: usize = 1 << 16;

/// Those of the contexts, of what repeats, and a constant one.
const OPINIONS: usize = ORDERS + 2;

pub struct Model {
    bytes: Bytes,
    place: Place,
    curve: Curve,
    lines: [[Line; LINES]; ORDERS],
    repeat: Repeat,
    by_place: Mixer<OPINIONS, { place::KINDS }>,
    by_repeat: Mixer<OPINIONS, 256>,
    refine: Refine,
    /// Of the byte that is coming: a one before its bits, and how many there are.
    partial: u32,
    seen: u32,
    contexts: [u32; ORDERS],
    /// The lines of the half that is coming.
    open: [usize; ORDERS],
    opinions: [i32; OPINIONS],
    /// The chances that the mixers gave, and both together.
    given: [i32; 3],
}

impl Model {
    pub const fn new() -> Self {
        Self {
            bytes: Bytes { all: [0; MOST], length: 0 },
            place: Place::new(),
            curve: Curve::new(),
            lines: [[[Counter::NEW; 16]; LINES]; ORDERS],
            repeat: Repeat::new(),
            by_place: Mixer::new(),
            by_repeat: Mixer::new(),
            refine: Refine::new(),
            partial: 0,
            seen: 0,
            contexts: [0; ORDERS],
            open: [0; ORDERS],
            opinions: [0; OPINIONS],
            given: [0; 3],
        }
    }

    /// Forgets everything.
    pub fn start(&mut self) {
        self.bytes.length = 0;
        self.place = Place::new();
        self.curve.start();
        self.lines.as_flattened_mut().as_flattened_mut().fill(Counter::NEW);
        self.repeat.start();
        self.by_place.start();
        self.by_repeat.start();
        self.refine.start();
        self.begin();
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes.all[..self.bytes.length.min(MOST)]
    }

    /// Of 65,536, that the next bit is a one.
    #[inline(always)]
    pub fn chance(&mut self) -> u32 {
        let beginning = self.beginning();
        for ((opinion, lines), open) in self.opinions.iter_mut().zip(&self.lines).zip(&self.open) {
            *opinion = self.curve.odds(lines[*open % LINES][beginning].chance());
        }
        self.opinions[ORDERS] = self.repeat.opinion(&self.bytes, self.seen, &self.curve);
        self.opinions[ORDERS + 1] = 256;
        let by_place = self.by_place.mix(&self.opinions, self.place.kind());
        let by_repeat = self.by_repeat.mix(&self.opinions, self.repeat.situation() * 8 + self.seen as usize);
        let odds = (by_place + by_repeat) >> 1;
        self.given = [by_place, by_repeat, odds].map(|odds| self.curve.chance(odds));
        let refined = self.refine.chance(odds, contexts::hash(self.contexts[1], self.partial), &self.curve);
        // Never quite certain: what is wrong must not cost without end.
        ((self.given[2] + refined) >> 1).clamp(32, 65_536 - 32) as u32
    }

    /// The next bit has come.
    #[inline(always)]
    pub fn learn(&mut self, one: bool) {
        let beginning = self.beginning();
        for (lines, open) in self.lines.iter_mut().zip(&self.open) {
            lines[*open % LINES][beginning].learn(one);
        }
        self.repeat.learn(&self.bytes, self.seen, one);
        let target = if one { 65_535 } else { 0 };
        self.by_place.learn(&self.opinions, target - self.given[0]);
        self.by_repeat.learn(&self.opinions, target - self.given[1]);
        self.refine.learn(target - self.given[2]);
        self.partial = self.partial << 1 | u32::from(one);
        self.seen += 1;
        if self.seen == 8 {
            let byte = self.partial as u8;
            self.bytes.push(byte);
            self.place.step(byte);
            self.repeat.follow(&self.bytes, contexts::last_six(&self.bytes));
            self.begin();
        } else if self.seen == 4 {
            self.open();
        }
    }

    fn begin(&mut self) {
        (self.partial, self.seen) = (1, 0);
        self.contexts = contexts::contexts(&self.place, &self.bytes);
        self.open();
    }

    #[inline(always)]
    fn open(&mut self) {
        for (open, context) in self.open.iter_mut().zip(&self.contexts) {
            *open = (contexts::hash(*context, self.partial) >> 16) as usize;
        }
    }

    /// Of the half that is coming, with a one before it.
    #[inline(always)]
    fn beginning(&self) -> usize {
        let seen = self.seen & 3;
        (1 << seen | self.partial & ((1 << seen) - 1)) as usize & 15
    }
}

/// What has come.
pub struct Bytes {
    all: [u8; MOST],
    length: usize,
}

impl Bytes {
    pub fn length(&self) -> usize {
        self.length
    }

    /// Nothing where there is none.
    pub fn at(&self, at: usize) -> u8 {
        self.all.get(at).copied().unwrap_or_default()
    }

    /// The last is the first back; nothing before all of them.
    pub fn back(&self, back: usize) -> u8 {
        self.at(self.length.wrapping_sub(back))
    }

    /// The last in the lowest byte.
    pub fn last_four(&self) -> u32 {
        u32::from_be_bytes([self.back(4), self.back(3), self.back(2), self.back(1)])
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.all.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }
}
