//! The page, drawn with Yew. Shows verdicts; decides nothing.

pub mod canvas;
pub mod carry;
pub mod components;
#[cfg(feature = "office")]
pub mod desk;
pub mod hooks;
mod inside;
mod json;
pub mod keeper;
mod later;
pub mod library;
mod live;
pub mod pages;
pub mod part;
#[cfg(feature = "later")]
mod rehearsal;
pub mod route;
mod shelf;
pub mod shown;
pub mod store;
#[cfg(feature = "later")]
mod versions;
pub mod view;
pub mod words;

mod root;
mod start;

pub use json::rate;
pub(crate) use markup::{component, html};
pub use root::App;
#[cfg(feature = "prerender")]
pub use start::prerender;
pub use start::{start, stop};
