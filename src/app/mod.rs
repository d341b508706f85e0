//! The page, drawn with Yew. Shows verdicts; decides nothing.

pub mod components;
#[cfg(feature = "office")]
pub mod desk;
pub mod library;
pub mod pages;
pub mod route;
pub mod store;
pub mod view;
pub mod words;

mod root;

pub use root::App;
