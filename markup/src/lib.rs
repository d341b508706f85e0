//! `html!` in Yew's notation, for less Wasm.
//!
//! Yew's own macro writes out, for each tag, how each field of its node is filled: some 250 bytes of Wasm. This one
//! writes one short call per tag, attribute and child on a `Canvas` (`src/app/canvas.rs`), which makes the same nodes:
//! some 20 bytes. A component is a struct of its properties (`src/app/part.rs`).
//!
//! What differs: a list (`{ for … }`, `for … in`, `if`, a vector) is always a node of its own among its neighbours, so
//! that it grows without moving them; what the page does not use (names of tags as expressions, keys of
//! fragments) is refused.

mod component;
mod draw;
mod notation;

use proc_macro::TokenStream;

/// Draws what is written in Yew's notation; its value is `yew::Html`.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    match syn::parse::<notation::Nodes>(input) {
        Ok(nodes) => draw::root(&nodes).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

/// Says how a part of the page is drawn: of a function from a reference to a struct to `yew::Html`, where hooks are
/// called by their names.
#[proc_macro_attribute]
pub fn component(_: TokenStream, function: TokenStream) -> TokenStream {
    match syn::parse(function).and_then(component::component) {
        Ok(part) => part.into(),
        Err(error) => error.into_compile_error().into(),
    }
}
