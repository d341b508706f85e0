//! The page, drawn with Yew. Shows verdicts; decides nothing.

pub mod carry;
pub mod components;
#[cfg(feature = "office")]
pub mod desk;
mod json;
mod later;
pub mod library;
pub mod pages;
pub mod route;
pub mod store;
pub mod view;
pub mod words;

mod root;
mod start;

pub use json::rate;
pub use root::{App, AppProps};
#[cfg(feature = "prerender")]
pub use start::prerender;
pub use start::{start, stop};
