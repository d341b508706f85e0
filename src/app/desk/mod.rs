//! 汇总台: the federation's desk. In the third Wasm; its numbers come from the worker.

mod drafts;
mod draw;
mod heat;
mod intake;
mod known;
mod line;
mod opinions;
mod overview;
mod place;
mod printed;
mod problems;
mod root;
mod talk;
mod unit;
mod units;

pub use root::Desk;
