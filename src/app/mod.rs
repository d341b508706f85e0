//! The page, drawn with Yew. Shows verdicts; decides nothing.

pub mod carry;
pub mod components;
#[cfg(feature = "office")]
pub mod desk;
mod inside;
mod json;
pub mod keeper;
mod later;
pub mod library;
pub mod pages;
pub mod route;
mod shelf;
pub mod shown;
pub mod store;
mod versions;
pub mod view;
pub mod words;

mod root;
mod start;

pub use json::rate;
pub use root::{App, AppProps};
#[cfg(feature = "prerender")]
pub use start::prerender;
pub use start::{start, stop};
