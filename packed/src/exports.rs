//! What the page calls: src/browser/unpack.js.

#![allow(unsafe_code)]

use crate::coder::Unpacker;
use crate::model::MOST;
use std::sync::{Mutex, MutexGuard, PoisonError};

static UNPACKER: Mutex<Unpacker> = Mutex::new(Unpacker::new());

fn unpacker() -> MutexGuard<'static, Unpacker> {
    UNPACKER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins; where what comes is to be written.
#[unsafe(no_mangle)]
extern "C" fn start() -> *mut u8 {
    unpacker().start().as_mut_ptr()
}

/// How many bytes may be written there.
#[unsafe(no_mangle)]
extern "C" fn room() -> usize {
    MOST
}

/// Where what is unpacked stands.
#[unsafe(no_mangle)]
extern "C" fn bytes() -> *const u8 {
    unpacker().bytes().as_ptr()
}

/// How many bytes are unpacked.
#[unsafe(no_mangle)]
extern "C" fn length() -> usize {
    unpacker().bytes().len()
}

/// Unpacks what has arrived: 0 where more has to come, 1 where all is done, 2 where it was altered.
#[unsafe(no_mangle)]
extern "C" fn go_on(arrived: usize, is_all: bool) -> u32 {
    match unpacker().go_on(arrived, is_all) {
        Ok(done) => u32::from(done),
        Err(_) => 2,
    }
}
