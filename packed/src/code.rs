//! A byte as few answers: first whether it is a frequent one.
//!
//! Of eight bits for each byte most would be asked for in vain: nine instructions of ten are one of sixteen. So the
//! first answer is whether it is one of these, four more say which; of another byte four give the first half, and four
//! the second.

use crate::place::{self, Place};

/// How many bytes of each class are frequent.
const FREQUENT: usize = 16;

/// The frequent bytes of each class, in the order of their values: bytes that are alike have answers that are.
pub type Frequent = [[u8; FREQUENT]; place::CLASSES];

pub struct Code {
    frequent: Frequent,
    /// For each byte the first five answers.
    first: [[u8; 256]; place::CLASSES],
}

impl Code {
    pub const fn new() -> Self {
        Self { frequent: [[0; FREQUENT]; place::CLASSES], first: [[0; 256]; place::CLASSES] }
    }

    /// The frequent bytes of all classes, one after another.
    pub fn start(&mut self, frequent: &[u8]) {
        for (to, from) in self.frequent.as_flattened_mut().iter_mut().zip(frequent) {
            *to = *from;
        }
        for (first, frequent) in self.first.iter_mut().zip(&self.frequent) {
            for (byte, answers) in first.iter_mut().enumerate() {
                *answers = byte as u8 >> 4;
            }
            for (which, byte) in frequent.iter().enumerate() {
                first[usize::from(*byte)] = 0x10 | which as u8;
            }
        }
    }

    /// A byte's answers: five, and four more, which only another than a frequent one needs.
    pub fn answers(&self, class: usize, byte: u8) -> [u8; 2] {
        [self.first[class][usize::from(byte)], byte & 15]
    }

    /// The frequent byte that five answers mean.
    pub fn frequent(&self, class: usize, answers: u8) -> Option<u8> {
        (answers & 0x10 != 0).then(|| self.frequent[class][usize::from(answers & 15)])
    }
}

/// The most frequent bytes of each class.
pub fn frequent(bytes: &[u8]) -> Frequent {
    let mut counts = [[0_u32; 256]; place::CLASSES];
    let mut place = Place::new();
    for byte in bytes {
        counts[place.class()][usize::from(*byte)] += 1;
        place.step(*byte);
    }
    counts.map(|counts| {
        let mut order: Vec<u8> = (0..=255).collect();
        order.sort_by_key(|byte| core::cmp::Reverse(counts[usize::from(*byte)]));
        let mut frequent = [0; FREQUENT];
        frequent.copy_from_slice(&order[..FREQUENT]);
        frequent.sort_unstable();
        frequent
    })
}
