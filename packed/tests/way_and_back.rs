//! What is packed comes back as it was, in whatever pieces it comes; what was altered on its way does not come.

#![allow(clippy::unwrap_used, reason = "tests")]

use packed::{Altered, MOST, Unpacker, pack};
use proptest::prelude::*;
use std::sync::{Mutex, PoisonError};

/// Unpacks what comes in pieces of a length.
fn unpacked(packed: &[u8], piece: usize) -> Result<Vec<u8>, Altered> {
    // Too large for a stack, and one for all tests.
    static UNPACKER: Mutex<Unpacker> = Mutex::new(Unpacker::new());
    let mut unpacker = UNPACKER.lock().unwrap_or_else(PoisonError::into_inner);
    unpacker.start();
    let mut arrived = 0;
    loop {
        let next = packed.len().min(arrived + piece);
        unpacker.room()[arrived..next].copy_from_slice(&packed[arrived..next]);
        arrived = next;
        let is_all = arrived == packed.len();
        if unpacker.go_on(arrived, is_all)? {
            return Ok(unpacker.bytes().to_vec());
        }
        assert!(!is_all, "it waits for more with everything there");
    }
}

/// Two sections and two functions, written by hand: a Wasm as its format says.
fn wasm() -> Vec<u8> {
    let mut wasm = b"\0asm\x01\0\0\0".to_vec();
    wasm.extend([1, 5, 1, 0x60, 1, 0x7f, 0, 3, 3, 2, 0, 0]);
    // One with a table of branches and numbers of each kind, one that is called by it.
    let first = [
        1, 2, 0x7f, 0x20, 0, 0x41, 0x80, 0x01, 0x6a, 0x21, 1, 0x43, 0, 0, 0x80, 0x3f, 0x1a, 0x44, 0, 0, 0, 0, 0, 0,
        0xf0, 0x3f, 0x1a, 0x02, 0x40, 0x20, 1, 0x0e, 1, 0, 0, 0x0b, 0x20, 1, 0x28, 2, 4, 0x1a, 0x20, 0, 0x10, 1, 0x0b,
    ];
    let second = [0, 0x41, 1, 0x41, 2, 0xfc, 0x0b, 0, 0x0b];
    let mut code = vec![2, first.len() as u8];
    code.extend(first);
    code.push(second.len() as u8);
    code.extend(second);
    wasm.extend([10, code.len() as u8]);
    wasm.extend(code);
    wasm
}

#[test]
fn a_wasm_comes_back_as_it_was() {
    let wasm = wasm().repeat(40);
    let packed = pack(&wasm).unwrap();
    assert!(packed.len() < wasm.len() / 8, "{} of {} bytes", packed.len(), wasm.len());
    assert_eq!(unpacked(&packed, 1000), Ok(wasm));
}

#[test]
fn nothing_comes_back_as_nothing() {
    assert_eq!(unpacked(&pack(&[]).unwrap(), 1), Ok(vec![]));
}

#[test]
fn what_has_no_room_is_not_packed() {
    let most = vec![7; MOST];
    assert_eq!(unpacked(&pack(&most).unwrap(), MOST), Ok(most));
    assert_eq!(pack(&vec![7; MOST + 1]), None);
}

#[test]
fn what_was_cut_does_not_come() {
    let packed = pack(&wasm().repeat(40)).unwrap();
    for length in [0, 3, 11, 12, 40, 59, 60, packed.len() / 2, packed.len() - 5] {
        assert_eq!(unpacked(&packed[..length], 100), Err(Altered), "{length} bytes");
    }
}

#[test]
fn what_says_that_it_is_longer_than_there_is_room_does_not_come() {
    let mut packed = pack(b"what").unwrap();
    packed[0] = 0xff;
    assert_eq!(unpacked(&packed, 100), Err(Altered));
}

proptest! {
    #[test]
    fn anything_comes_back_as_it_was(bytes in prop::collection::vec(any::<u8>(), 0..3000), piece in 1..700_usize) {
        prop_assert_eq!(unpacked(&pack(&bytes).unwrap(), piece), Ok(bytes));
    }

    #[test]
    fn with_one_other_bit_nothing_else_comes(at in 0.0..1.0_f64, bit in 0..8_u8) {
        let mut packed = pack(&wasm().repeat(3)).unwrap();
        let at = (packed.len() as f64 * at) as usize;
        packed[at] ^= 1_u8 << bit;
        // The last bytes only fill up, and not every frequent byte comes.
        let unpacked = unpacked(&packed, 100);
        prop_assert!(unpacked == Err(Altered) || unpacked == Ok(wasm().repeat(3)));
        prop_assert!(unpacked.is_err() || at + 4 >= packed.len() || at < 56);
    }

    #[test]
    fn any_wasm_that_was_damaged_can_be_packed(at in 0.0..1.0_f64, to in any::<u8>()) {
        let mut bytes = wasm();
        let at = (bytes.len() as f64 * at) as usize;
        bytes[at] = to;
        let bytes = bytes.repeat(3);
        prop_assert_eq!(unpacked(&pack(&bytes).unwrap(), 100), Ok(bytes));
    }
}
