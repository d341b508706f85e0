//! The parts that pages are made of: one a file, each with a stylesheet of the same name.

pub mod choice;
pub mod dimensions;
pub mod dossier_list;
pub mod evidence_list;
pub mod field;
pub mod frame;
pub mod ladder;
pub mod mark;
pub mod measured;
pub mod number_field;
pub mod paper;
pub mod rail;
pub mod rate_matrix;
pub mod reading_panel;
pub mod row_card;
pub mod row_extras;
pub mod row_map;
pub mod shortfalls;
pub mod site_header;
pub mod star_header;
pub mod stars;
pub mod top_bar;
pub mod union_form;
