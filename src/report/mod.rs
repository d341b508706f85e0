//! The self-assessment report as a value: sections, paragraphs, tables. Built from a dossier and its rating;
//! knows nothing of how it is drawn. It decides nothing: verdicts and arithmetic come from the engine.
//!
//! On paper no blanks stand round digits, an open row reads 待填 as on screen, and a fact that is not there 未填.

mod basics;
mod build;
#[cfg(feature = "office")]
mod docx;
mod flow;
#[cfg(feature = "office")]
mod numbers;
mod opinions;
mod rows;
#[cfg(feature = "office")]
pub(crate) mod sheet;
mod split;
mod text;
mod value;
mod verdict;
mod visible;
mod wording;
#[cfg(feature = "office")]
mod xlsx;

pub use build::{build, build_from_code};
#[cfg(feature = "office")]
pub use docx::docx;
pub use flow::{Flow, Head, Heights, Piece, flow, pages};
pub use text::text;
pub use value::{Align, Block, Cell, Column, Extent, Part, Report, Row, Section, Signature, Table};
pub use visible::visible;
pub use wording::{row_name, row_named, standing};
#[cfg(feature = "office")]
pub use xlsx::xlsx;
