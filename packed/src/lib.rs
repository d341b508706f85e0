//! The first Wasm made small for the line: the build packs it, the page unpacks it as it comes.
//!
//! An arithmetic coder whose model knows how a Wasm is written. Brotli takes a byte for a letter; here each bit is
//! foretold from where it stands (which instruction, which of its operands), from the instructions before it, from the
//! bytes before it and from what came after the same bytes earlier, and these opinions are mixed by how right they have
//! been. That is the context mixing of lpaq and zpaq, with a Wasm's instructions in place of words of a text.
//!
//! One model serves both ways, so what unpacks cannot differ from what packed: whole numbers throughout, but for a table
//! of floating-point numbers that every machine computes alike.
//!
//! | | |
//! |---|---|
//! | [`pack`], [`Unpacker`] | the two ways |
//! | `coder` | from chances to bits and back |
//! | `model` | the chance of the next bit |
//! | `place`, `contexts` | where a byte stands in a Wasm, and what that says of it |
//! | `counter`, `curve`, `mixer`, `repeat` | the parts of the model |
//! | `exports` | what the page calls |

mod code;
mod coder;
mod contexts;
mod counter;
mod curve;
#[cfg(target_arch = "wasm32")]
mod exports;
mod mixer;
mod model;
mod place;
mod repeat;

pub use coder::{Altered, Unpacker, pack, sum};
pub use model::MOST;
