//! Chances and their log odds: adding these is how opinions are mixed.

/// Log odds are whole numbers from here down to the negative, 256 of them for each factor of e.
pub const CERTAIN: i32 = 2047;

/// Chances as 16 bits for each of the log odds, and log odds for each chance of 12 bits.
pub struct Curve {
    chances: [u16; 4096],
    odds: [i16; 4096],
}

impl Curve {
    pub const fn new() -> Self {
        Self { chances: [0; 4096], odds: [0; 4096] }
    }

    /// Fills the tables. Additions, multiplications and divisions are the same on every machine; `exp` is not.
    pub fn start(&mut self) {
        let mut known = 0;
        for odds in -2048..2048_i32 {
            let mut power = 1.0 - f64::from(odds) / (256.0 * 1024.0);
            for _ in 0..10 {
                power *= power;
            }
            let chance = (65536.0 / (1.0 + power)) as u16;
            self.chances[(odds + 2048) as usize & 4095] = chance.max(1);
            while known < 4096 && known * 16 + 8 <= usize::from(chance) {
                self.odds[known] = odds as i16;
                known += 1;
            }
        }
        self.odds[known.min(4095)..].fill(CERTAIN as i16);
    }

    /// The chance of 65,536 that these log odds mean.
    #[inline(always)]
    pub fn chance(&self, odds: i32) -> i32 {
        i32::from(self.chances[(odds + 2048) as usize & 4095])
    }

    /// The log odds of a chance from -2048 to 2047 around one half.
    #[inline(always)]
    pub fn odds(&self, chance: i32) -> i32 {
        i32::from(self.odds[(chance + 2048) as usize & 4095])
    }
}
