//! The places that are not in the first download. In the whole page they are drawn; in its first part they are
//! fetched.

#[cfg(not(feature = "later"))]
mod away;
#[cfg(feature = "later")]
mod here;

#[cfg(not(feature = "later"))]
pub use away::{page, place};
#[cfg(feature = "later")]
pub use here::{page, place};
