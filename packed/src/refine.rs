//! A chance corrected by what came when it was given before, in the same situation.

use crate::curve::Curve;

const SITUATIONS: usize = 1 << 10;
/// Chances are told apart at so many log odds; between two of them both count.
const STEPS: usize = 33;

/// By how much chances turned out to be more.
pub struct Refine {
    more: [[i32; STEPS]; SITUATIONS],
    situation: usize,
    nearer: usize,
}

impl Refine {
    pub const fn new() -> Self {
        Self { more: [[0; STEPS]; SITUATIONS], situation: 0, nearer: 0 }
    }

    pub fn start(&mut self) {
        self.more.as_flattened_mut().fill(0);
    }

    /// The chance that these log odds have turned out to be.
    #[inline(always)]
    pub fn chance(&mut self, odds: i32, hash: u32, curve: &Curve) -> i32 {
        let steps = odds + 2048;
        let (step, part) = ((steps >> 7) as usize & 31, steps & 127);
        self.situation = (hash >> 16) as usize % SITUATIONS;
        self.nearer = step + usize::from(part >= 64);
        let more = &self.more[self.situation];
        curve.chance(odds) + ((more[step] * (128 - part) + more[step + 1] * part) >> 7)
    }

    /// `error`: what came, less the chance that was given for it.
    #[inline(always)]
    pub fn learn(&mut self, error: i32) {
        let more = &mut self.more[self.situation % SITUATIONS][self.nearer.min(STEPS - 1)];
        *more += (error - *more) >> 6;
    }
}
