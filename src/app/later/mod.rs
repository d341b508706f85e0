//! What is not in the first download: the places other than filling in, and everything that is read of what is kept.
//! The whole page has it here; its first part has that fetched.

#[cfg(not(feature = "later"))]
mod away;
#[cfg(feature = "later")]
mod here;

#[cfg(not(feature = "later"))]
pub(super) use away::told;
#[cfg(not(feature = "later"))]
pub use away::{dossier, drive, keep_version, notice, page, place};
#[cfg(feature = "later")]
pub(super) use here::told;
#[cfg(feature = "later")]
pub use here::{dossier, drive, keep_version, notice, page, place};

/// Whether this is the first part of the page, which writes what begins in it and reads nothing.
pub const WRITES_ALONE: bool = cfg!(not(feature = "later"));

/// What was read, as what is there of reviews and of the year before: nothing, of what begins in the first part.
pub fn reads<T>(read: impl FnOnce() -> Option<T>) -> Option<T> {
    if WRITES_ALONE { None } else { read() }
}

/// What came of asking the stores.
pub enum Driven {
    /// Nothing waits.
    Done,
    /// They refuse: to be asked again after a while.
    Refused,
    /// What is kept has to be read, which the whole page does.
    #[cfg_attr(feature = "later", allow(dead_code, reason = "the whole page reads it"))]
    Unread,
}
