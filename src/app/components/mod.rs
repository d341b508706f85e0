//! The parts that pages are made of: one a file, each with a stylesheet of the same name.

pub mod frame;
pub mod mark;
pub mod stars;
pub mod rail;
pub mod star_header;
pub mod top_bar;
pub mod field;
pub mod site_header;
pub mod union_form;
pub mod dossier_list;
