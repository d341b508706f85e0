//! Opinions weighed by how right they have been.

/// What an opinion weighs before anything has been learnt; 65,536 is one.
const BEFORE: i32 = 20_000;

/// For each opinion how much more it weighs than before; a set of these for each situation.
pub struct Mixer<const OPINIONS: usize, const SETS: usize> {
    weights: [[i32; OPINIONS]; SETS],
    set: usize,
}

impl<const OPINIONS: usize, const SETS: usize> Mixer<OPINIONS, SETS> {
    pub const fn new() -> Self {
        Self { weights: [[0; OPINIONS]; SETS], set: 0 }
    }

    pub fn start(&mut self) {
        self.weights.as_flattened_mut().fill(0);
    }

    /// The log odds that follow from these, in a situation.
    #[inline(always)]
    pub fn mix(&mut self, opinions: &[i32; OPINIONS], set: usize) -> i32 {
        self.set = set % SETS;
        let weighed =
            opinions.iter().zip(&self.weights[self.set]).map(|(opinion, weight)| opinion * ((BEFORE + weight) >> 2));
        (weighed.sum::<i32>() >> 14).clamp(-crate::curve::CERTAIN, crate::curve::CERTAIN)
    }

    /// `error`: what came, less the chance that was given for it, of 65,536.
    #[inline(always)]
    pub fn learn(&mut self, opinions: &[i32; OPINIONS], error: i32) {
        for (weight, opinion) in self.weights[self.set].iter_mut().zip(opinions) {
            *weight += (opinion * ((error * 14) >> 4) + 0x2000) >> 14;
        }
    }
}
