//! From chances to bits and back: an arithmetic coder.

use crate::model::{MOST, Model};
use std::sync::{Mutex, PoisonError};

/// Before the bits: how many bytes are packed, and their sum.
const HEADER: usize = 8;

/// No byte takes more: eight bits of which each has a chance of at least 32 of 65,536.
const LONGEST_BYTE: usize = 11;

/// What may come is the numbers from the lowest to the highest; each bit takes its share of them.
struct Range {
    low: u32,
    high: u32,
}

impl Range {
    const ALL: Self = Self { low: 0, high: u32::MAX };

    /// The highest of a one; of a zero is what lies above.
    #[inline(always)]
    fn highest_of_one(&self, chance: u32) -> u32 {
        self.low + ((u64::from(self.high - self.low) * u64::from(chance)) >> 16) as u32
    }

    #[inline(always)]
    fn narrow(&mut self, one: bool, highest_of_one: u32) {
        if one { self.high = highest_of_one } else { self.low = highest_of_one + 1 }
    }

    /// The byte in which all of them begin, which then is settled.
    #[inline(always)]
    fn settled(&mut self) -> Option<u8> {
        let byte = self.high >> 24;
        (byte == self.low >> 24).then(|| {
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
            byte as u8
        })
    }
}

/// Packs; nothing where it is more than [`MOST`].
pub fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    // Too large for a stack.
    static MODEL: Mutex<Model> = Mutex::new(Model::new());
    if bytes.len() > MOST {
        return None;
    }
    let mut model = MODEL.lock().unwrap_or_else(PoisonError::into_inner);
    model.start();
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    packed.extend((bytes.len() as u32).to_be_bytes());
    packed.extend(sum(bytes).to_be_bytes());
    let mut range = Range::ALL;
    for byte in bytes {
        for bit in (0..8).rev() {
            let one = byte >> bit & 1 == 1;
            range.narrow(one, range.highest_of_one(model.chance()));
            while let Some(byte) = range.settled() {
                packed.push(byte);
            }
            model.learn(one);
        }
    }
    packed.extend(range.high.to_be_bytes());
    Some(packed)
}

/// What was unpacked is not what was packed: something on the way has altered it.
#[derive(Debug, PartialEq, Eq)]
pub struct Altered;

/// Unpacks what comes piece by piece.
pub struct Unpacker {
    model: Model,
    /// Room for what comes, and how much of it has been read.
    packed: [u8; MOST],
    read: usize,
    range: Range,
    /// What has been read and is not settled.
    value: u32,
}

impl Unpacker {
    /// One that has to be [started](Self::start): all zero, which takes no room in a Wasm.
    pub const fn new() -> Self {
        Self { model: Model::new(), packed: [0; MOST], read: 0, range: Range { low: 0, high: 0 }, value: 0 }
    }

    /// Begins, or begins anew with something else; where what comes is to be written.
    pub fn start(&mut self) -> &mut [u8; MOST] {
        self.model.start();
        self.read = 0;
        self.packed.fill(0);
        self.packed()
    }

    /// Where what comes is to be written.
    pub fn packed(&mut self) -> &mut [u8; MOST] {
        &mut self.packed
    }

    /// What has been unpacked so far.
    pub fn bytes(&self) -> &[u8] {
        self.model.bytes()
    }

    /// Goes on for at most so many bytes with as much as has come; whether all is unpacked.
    ///
    /// # Errors
    ///
    /// [`Altered`] at the end, where the sum of what was packed is another; and where not even the beginning can be.
    pub fn go_on(&mut self, arrived: usize, is_all: bool, most: usize) -> Result<bool, Altered> {
        let arrived = arrived.min(MOST);
        if self.read == 0 {
            if arrived < HEADER + 4 {
                return if is_all { Err(Altered) } else { Ok(false) };
            }
            self.range = Range::ALL;
            self.read = HEADER;
            for _ in 0..4 {
                self.read_byte();
            }
        }
        let length = self.number(0) as usize;
        if length > MOST {
            return Err(Altered);
        }
        let until = length.min(self.bytes().len() + most);
        while self.bytes().len() < until && (is_all || self.read + LONGEST_BYTE < arrived) {
            for _ in 0..8 {
                let highest = self.range.highest_of_one(self.model.chance());
                let one = self.value <= highest;
                self.range.narrow(one, highest);
                while self.range.settled().is_some() {
                    self.read_byte();
                }
                self.model.learn(one);
            }
        }
        if self.bytes().len() < length {
            return Ok(false);
        }
        if sum(self.bytes()) == self.number(4) { Ok(true) } else { Err(Altered) }
    }

    /// Nothing comes after the end.
    #[inline(always)]
    fn read_byte(&mut self) {
        self.value = self.value << 8 | u32::from(self.packed.get(self.read).copied().unwrap_or_default());
        self.read += 1;
    }

    /// Of the header.
    fn number(&self, at: usize) -> u32 {
        let byte = |at: usize| self.packed.get(at).copied().unwrap_or_default();
        u32::from_be_bytes([byte(at), byte(at + 1), byte(at + 2), byte(at + 3)])
    }
}

impl Default for Unpacker {
    fn default() -> Self {
        Self::new()
    }
}

fn sum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte)))
}
