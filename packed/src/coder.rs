//! From answers to bytes and back: an arithmetic coder.

use crate::code::{self, Frequent};
use crate::model::{MOST, Model};
use std::sync::{Mutex, PoisonError};

/// Before the answers: how many bytes are packed, their sum, and the frequent ones.
const HEADER: usize = 8 + size_of::<Frequent>();

/// No byte takes more: nine answers of eleven bits, each having a chance of at least 32 of 65,536, and the 31 bits that a
/// narrow range may owe.
const LONGEST_BYTE: usize = 17;

/// What may come is the numbers from the lowest to the highest; each answer takes its share of them.
struct Range {
    low: u32,
    high: u32,
}

impl Range {
    const ALL: Self = Self { low: 0, high: u32::MAX };

    /// The highest number of a one; those above are of a zero.
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
    let frequent = code::frequent(bytes);
    model.start(frequent.as_flattened());
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    packed.extend((bytes.len() as u32).to_be_bytes());
    packed.extend(sum(bytes).to_be_bytes());
    packed.extend(frequent.as_flattened());
    let mut range = Range::ALL;
    for byte in bytes {
        let mut answers = model.answers(*byte);
        model.next(|chance| {
            let one = answers & 0x8000 != 0;
            answers <<= 1;
            range.narrow(one, range.highest_of_one(chance));
            while let Some(byte) = range.settled() {
                packed.push(byte);
            }
            one
        });
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
    packed: Packed,
    range: Range,
    /// What has been read and is not settled.
    value: u32,
}

impl Unpacker {
    /// One that has to be [started](Self::start): all zero, which takes no room in a Wasm.
    pub const fn new() -> Self {
        let packed = Packed { bytes: [0; MOST], read: 0 };
        Self { model: Model::new(), packed, range: Range { low: 0, high: 0 }, value: 0 }
    }

    /// Begins, or begins anew with something else; where what comes is to be written.
    pub fn start(&mut self) -> &mut [u8; MOST] {
        self.packed.bytes.fill(0);
        self.packed.read = 0;
        self.room()
    }

    /// Where what comes is to be written.
    pub fn room(&mut self) -> &mut [u8; MOST] {
        &mut self.packed.bytes
    }

    /// What has been unpacked so far.
    pub fn bytes(&self) -> &[u8] {
        if self.packed.read == 0 { &[] } else { self.model.bytes() }
    }

    /// Goes on with as much as has arrived; whether all is unpacked.
    ///
    /// # Errors
    ///
    /// [`Altered`] at the end, where the sum of what was packed is another; at once where it is more than has room.
    pub fn go_on(&mut self, arrived: usize, is_all: bool) -> Result<bool, Altered> {
        let arrived = arrived.min(MOST);
        if self.packed.read == 0 {
            if arrived < HEADER + 4 {
                return if is_all { Err(Altered) } else { Ok(false) };
            }
            self.model.start(&self.packed.bytes[8..HEADER]);
            self.range = Range::ALL;
            self.value = self.packed.number(HEADER);
            self.packed.read = HEADER + 4;
        }
        let length = self.packed.number(0) as usize;
        if length > MOST {
            return Err(Altered);
        }
        while self.bytes().len() < length && (is_all || self.packed.read + LONGEST_BYTE <= arrived) {
            let Self { model, packed, range, value } = self;
            model.next(|chance| {
                let highest = range.highest_of_one(chance);
                let one = *value <= highest;
                range.narrow(one, highest);
                while range.settled().is_some() {
                    *value = *value << 8 | u32::from(packed.next());
                }
                one
            });
        }
        if self.bytes().len() < length {
            return Ok(false);
        }
        if sum(self.bytes()) == self.packed.number(4) { Ok(true) } else { Err(Altered) }
    }
}

impl Default for Unpacker {
    fn default() -> Self {
        Self::new()
    }
}

/// Room for what comes, and how much of it has been read. After its end it is zero.
struct Packed {
    bytes: [u8; MOST],
    read: usize,
}

impl Packed {
    fn next(&mut self) -> u8 {
        self.read += 1;
        self.bytes.get(self.read - 1).copied().unwrap_or_default()
    }

    fn number(&self, at: usize) -> u32 {
        self.bytes.get(at..).and_then(|bytes| bytes.first_chunk()).copied().map_or(0, u32::from_be_bytes)
    }
}

/// By which it is known whether bytes are the same.
pub fn sum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_BYTE, Range};

    /// How many bytes the least likely answers settle, from a range on.
    fn settled(mut range: Range) -> usize {
        let mut bytes = 0;
        for _ in 0..9 {
            range.narrow(true, range.highest_of_one(32));
            while range.settled().is_some() {
                bytes += 1;
            }
            assert!(range.low < range.high, "both answers are left");
        }
        bytes
    }

    #[test]
    fn a_byte_takes_no_more_than_is_waited_for() {
        let narrow = Range { low: 0x7fff_ffff, high: 0x8000_0000 };
        assert_eq!([settled(Range::ALL), settled(narrow)], [12, 15]);
        assert!(settled(Range { low: 0x7fff_ffff, high: 0x8000_0000 }) <= LONGEST_BYTE);
    }
}
