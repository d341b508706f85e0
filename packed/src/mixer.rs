//! Opinions weighed by how right they have been.

use crate::curve::CERTAIN;

/// What an opinion weighs before anything has been learnt; 65,536 is one.
const BEFORE: i32 = 16_384;

/// For each opinion how much more it weighs than before.
pub struct Weights<const OPINIONS: usize>([i32; OPINIONS]);

impl<const OPINIONS: usize> Weights<OPINIONS> {
    pub const NEW: Self = Self([0; OPINIONS]);

    pub fn start(&mut self) {
        self.0 = [0; OPINIONS];
    }

    /// The log odds that follow from these. Weights beyond all measure would say nonsense, the same both ways.
    #[inline(always)]
    pub fn mix(&self, opinions: &[i32; OPINIONS]) -> i32 {
        let weighed =
            opinions.iter().zip(&self.0).map(|(opinion, weight)| opinion.wrapping_mul((BEFORE + weight) >> 2));
        (weighed.fold(0, i32::wrapping_add) >> 14).clamp(-CERTAIN, CERTAIN)
    }

    /// `error`: what came, less the chance that was given for it, of 65,536.
    #[inline(always)]
    pub fn learn(&mut self, opinions: &[i32; OPINIONS], error: i32) {
        for (weight, opinion) in self.0.iter_mut().zip(opinions) {
            *weight += (opinion * (error >> 1) + 0x2000) >> 14;
        }
    }
}
