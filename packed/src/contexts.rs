//! What stands before the next byte, as hashes: each looks up what came after the same.

use crate::model::Bytes;
use crate::place::Place;

/// How many ways to look at what stands before.
pub const ORDERS: usize = 4;

/// One hash for each way.
pub fn contexts(place: &Place, bytes: &Bytes) -> [u32; ORDERS] {
    let last = bytes.last_four();
    let here = place.here();
    if let Some([before, second, third]) = place.before() {
        [
            here,
            hash(here, before),
            // The instructions without their operands.
            hash(!here, (before & 0xff) << 16 | (second & 0xff) << 8 | third & 0xff),
            hash(last & 0xffff, 3),
        ]
    } else {
        // Tables and data: more and more of the bytes.
        [here, hash(here, last & 0xff), hash(here, last & 0xffff), hash(!here, last)]
    }
}

/// Of the last six bytes.
pub fn last_six(bytes: &Bytes) -> u32 {
    hash(hash(1, bytes.last_four()), u32::from(bytes.back(5)) | u32::from(bytes.back(6)) << 8)
}

/// What is looked up by its upper bits.
#[inline(always)]
pub fn hash(first: u32, second: u32) -> u32 {
    let mixed = (first ^ second.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0x9e37_79b1);
    mixed ^ mixed >> 15
}
