//! The next byte as questions, and the chance of each answer.

use crate::code::Code;
use crate::contexts::{self, ORDERS};
use crate::counter::Counter;
use crate::curve::Curve;
use crate::mixer::Weights;
use crate::place::{self, Place};
use crate::repeat::{self, Repeat};

/// So many bytes can be packed.
pub const MOST: usize = 1 << 19;

/// After the same context, a counter for each beginning of the answers that follow: 64 bytes, a line of a cache.
type Line = [Counter; 32];

const LINES: usize = 1 << 15;

/// Those of the contexts, of what repeats, and a constant one.
const OPINIONS: usize = ORDERS + 2;
const CONSTANT: i32 = 256;

/// Weights for each place, for how much repeats there and for each question.
type Sets = [[[Weights<OPINIONS>; 9]; repeat::CLASSES]; place::KINDS];

pub struct Model {
    bytes: Bytes,
    place: Place,
    curve: Curve,
    repeat: Repeat,
    lines: [[Line; LINES]; ORDERS],
    sets: Sets,
    code: Code,
}

impl Model {
    pub const fn new() -> Self {
        Self {
            bytes: Bytes { all: [0; MOST], length: 0 },
            place: Place::new(),
            curve: Curve::new(),
            repeat: Repeat::new(),
            lines: [[[Counter::NEW; 32]; LINES]; ORDERS],
            code: Code::new(),
            sets: [const { [const { [const { Weights::NEW }; 9] }; repeat::CLASSES] }; place::KINDS],
        }
    }

    /// Forgets everything; these are the frequent bytes of what comes, all classes one after another.
    pub fn start(&mut self, frequent: &[u8]) {
        self.code.start(frequent);
        self.curve.start();
        // The first time all is zero as it is.
        if self.bytes.length == 0 {
            return;
        }
        self.bytes.length = 0;
        self.place = Place::new();
        self.repeat.start();
        self.lines.as_flattened_mut().as_flattened_mut().fill(Counter::NEW);
        self.sets.as_flattened_mut().as_flattened_mut().iter_mut().for_each(Weights::start);
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes.all[..self.bytes.length.min(MOST)]
    }

    /// The answers by which a byte comes next, as far as they are asked for: the first in the highest bit.
    pub fn answers(&self, byte: u8) -> u16 {
        let [first, second] = self.code.answers(self.place.class(), byte);
        u16::from(first) << 11 | u16::from(second) << 7
    }

    /// The next byte comes answer by answer: each is asked for with the chance, of 65,536, that it is a one.
    pub fn next(&mut self, mut answer: impl FnMut(u32) -> bool) {
        let contexts = contexts::contexts(&self.place, &self.bytes);
        let class = self.place.class();
        let foretold = self.code.answers(class, self.repeat.byte(&self.bytes));
        let first = self.ask::<0, 5>(contexts, foretold, &mut answer);
        let byte = self.code.frequent(class, first).unwrap_or_else(|| {
            let after = contexts.map(|context| context.wrapping_add(1 + u32::from(first)));
            first << 4 | self.ask::<1, 4>(after, foretold, &mut answer)
        });
        self.bytes.push(byte);
        self.place.step(byte);
        self.repeat.follow(&self.bytes);
    }

    /// The first or the second answers to so many questions.
    #[inline(always)]
    fn ask<const WHICH: usize, const COUNT: usize>(
        &mut self,
        contexts: [u32; ORDERS],
        foretold: [u8; 2],
        answer: &mut impl FnMut(u32) -> bool,
    ) -> u8 {
        let mut contexts = contexts.iter();
        let mut lines = self.lines.each_mut().map(|lines| {
            let context = contexts.next().copied().unwrap_or_default();
            &mut lines[(contexts::hash(context, 0) >> 16) as usize % LINES]
        });
        let sets = &mut self.sets[self.place.kind()];
        // With a one before them.
        let mut answers = 1;
        for question in 0..COUNT {
            let foretold = foretold[WHICH] >> (COUNT - 1 - question) & 1 == 1;
            let mut opinions = [CONSTANT; OPINIONS];
            for (opinion, line) in opinions.iter_mut().zip(&lines) {
                *opinion = self.curve.odds(line[answers & 31].chance());
            }
            opinions[ORDERS] = self.repeat.opinion(foretold, &self.curve);
            let weights = &mut sets[self.repeat.class()][WHICH * 5 + question];
            let chance = self.curve.chance(weights.mix(&opinions));
            // Never quite certain: what is wrong must not cost without end.
            let one = answer(chance.clamp(32, 65_536 - 32) as u32);
            weights.learn(&opinions, if one { 65_535 } else { 0 } - chance);
            for line in &mut lines {
                line[answers & 31].learn(one);
            }
            self.repeat.learn(foretold == one);
            answers = answers << 1 | usize::from(one);
        }
        (answers - (1 << COUNT)) as u8
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
