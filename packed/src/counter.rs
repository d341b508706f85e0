//! How often a one came where this counter stands.

/// A chance of 12 bits around one half, and how many have been counted, in one small number. All zero: nothing counted.
#[derive(Clone, Copy)]
pub struct Counter(i16);

/// After so many the newest weighs no less: what a program does changes from one function to the next.
const MEMORY: i16 = 6;

impl Counter {
    pub const NEW: Self = Self(0);

    /// From -2048 to 2047.
    #[inline(always)]
    pub fn chance(self) -> i32 {
        i32::from(self.0 >> 4)
    }

    /// The more have been counted, the less one changes.
    #[inline(always)]
    pub fn learn(&mut self, one: bool) {
        let count = self.0 & 15;
        let target = if one { 2047 } else { -2048 };
        let chance = self.chance() + (((target - self.chance()) * RATES[count as usize] + 0x8000) >> 16);
        self.0 = (chance as i16) << 4 | (count + 1).min(MEMORY);
    }
}

/// Of 65,536.
const RATES: [i32; 16] = {
    let mut rates = [0; 16];
    let mut count = 0;
    while count < 16 {
        rates[count] = 262_144 / (4 * count as i32 + 5);
        count += 1;
    }
    rates
};
