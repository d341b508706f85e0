//! What came after the same bytes before.

use crate::counter::Counter;
use crate::curve::Curve;
use crate::model::Bytes;

/// So many bytes have to be the same, and so many are told apart.
const LEAST: usize = 6;
const MOST: usize = 31;

const HASHES: usize = 1 << 17;

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

    /// Another byte has come; `hash` is of the last six.
    pub fn follow(&mut self, bytes: &Bytes, hash: u32) {
        let last = &mut self.last[(hash >> 15) as usize % HASHES];
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

    /// Whether the next bit is a one, after `seen` of the byte's.
    #[inline(always)]
    fn foretold(&self, bytes: &Bytes, seen: u32) -> Option<bool> {
        (self.same > 0).then(|| bytes.at(self.at) >> (7 - seen) & 1 == 1)
    }

    /// As log odds; none where nothing is foretold.
    #[inline(always)]
    pub fn opinion(&self, bytes: &Bytes, seen: u32, curve: &Curve) -> i32 {
        let trust = curve.odds(self.trust[self.same & MOST].chance());
        match self.foretold(bytes, seen) {
            Some(true) => trust,
            Some(false) => -trust,
            None => 0,
        }
    }

    /// How much is the same, from none to 16.
    pub fn situation(&self) -> usize {
        if self.same == 0 { 0 } else { self.same.min(15) + 1 }
    }

    #[inline(always)]
    pub fn learn(&mut self, bytes: &Bytes, seen: u32, one: bool) {
        if let Some(foretold) = self.foretold(bytes, seen) {
            self.trust[self.same & MOST].learn(foretold == one);
            if foretold != one {
                self.same = 0;
            }
        }
    }
}
