//! How a dossier is kept so that nothing acknowledged is lost: a log of steps and two slots for whole states, in two
//! stores (near: local storage, at once; deep: the database, which survives the browser's end).
//!
//! - Each edit is a [`Record`] of its own, never written over. It names the mark of the record before it, so that a
//!   chain of steps cannot be mixed up with another window's.
//! - Now and then the whole state is written into the slot that does not hold the newest; steps that the older slot
//!   already holds are then deleted. Whichever slot, step or store is damaged, the other still leads to the newest.
//! - [`recover`] reads everything there is and finds the newest state that is whole; what it cannot use comes back as
//!   [`Damaged`], with its bytes.
//! - [`Writer`] says what is to be written and what is safely kept. It does no input or output.
//! - [`Session`] is an open dossier: it has orders carried out, goes on after each answer, makes copies of what raced.
//!   The page and the tests drive the same one, over [`Stores`] of their own, and those of the tests fail.
//!
//! The deep store refuses to add a key that is there already. Two windows that edit the same state therefore cannot
//! both go on: the later one is told, and its edits become a copy.

mod body;
mod place;
mod record;
mod recover;
mod recovery;
mod session;
mod stores;
mod writer;

pub use body::{Line, StateBody, StepBody, line_of};
pub use place::{Place, Slot, escaped, id_of, key, prefix};
pub use record::{Damage, Record, SPENT};
pub use recover::recover;
pub use recovery::{Branch, Damaged, Entry, Newest, Recovery, Store};
pub use session::{Asked, Came, Carried, Session, drive, give_all};
pub use stores::{DAMAGED, Missed, Stores, find, keep, set_aside, settle};
pub use writer::{DeepResult, Kept, Order, STEPS_BETWEEN_STATES, Write, Writer};
