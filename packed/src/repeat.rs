//! What came after the same bytes before.

use crate::contexts;
use crate::counter::Counter;
use crate::curve::Curve;
use crate::model::Bytes;

/// So many bytes have to be the same, and so many are told apart.
const LEAST: usize = 6;
const MOST: usize = 31;

const HASHES: usize = 1 << 17;

/// How many classes of how much is the same.
pub const CLASSES: usize = 4;

pub struct Repeat {
    /// Where the same six bytes came last: the byte after them.
    last: [u32; HASHES],
    /// The byte that is foretold, and how many before it were the same: none where nothing is.
    at: usize,
    same: usize,
    trust: [Counter; MOST + 1],
}

impl Repeat {
    pub const fn new() -> Self {
        Self { last: [0; HASHES], at: 0, same: 0, trust: [Counter::NEW; MOST + 1] }
    }

    pub fn start(&mut self) {
        self.last.fill(0);
        self.same = 0;
        self.trust.fill(Counter::NEW);
    }

    /// Another byte has come.
    pub fn follow(&mut self, bytes: &Bytes) {
        let last = &mut self.last[(contexts::last_six(bytes) >> 15) as usize % HASHES];
        if self.same > 0 {
            self.same = (self.same + 1).min(MOST);
            self.at += 1;
        } else {
            self.at = *last as usize;
            let back = bytes.length() - self.at;
            let same = (1..=MOST.min(self.at)).take_while(|n| bytes.back(back + n) == bytes.back(*n)).count();
            self.same = if same < LEAST { 0 } else { same };
        }
        *last = bytes.length() as u32;
    }

    /// The byte that is foretold.
    pub fn byte(&self, bytes: &Bytes) -> u8 {
        bytes.at(self.at)
    }

    /// As log odds of a one, where that is foretold or a zero; none where nothing is.
    #[inline(always)]
    pub fn opinion(&self, foretold: bool, curve: &Curve) -> i32 {
        let trust = curve.odds(self.trust[self.same & MOST].chance());
        match (self.same, foretold) {
            (0, _) => 0,
            (_, true) => trust,
            (_, false) => -trust,
        }
    }

    /// How much is the same: nothing, little, more, much.
    pub fn class(&self) -> usize {
        usize::from(self.same > 0) + usize::from(self.same > 8) + usize::from(self.same > 15)
    }

    #[inline(always)]
    pub fn learn(&mut self, is_right: bool) {
        if self.same > 0 {
            self.trust[self.same & MOST].learn(is_right);
            if !is_right {
                self.same = 0;
            }
        }
    }
}
