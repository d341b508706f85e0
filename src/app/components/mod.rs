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
pub mod choice;
pub mod measured;
pub mod row_card;
pub mod row_extras;
pub mod evidence_list;
pub mod reading_panel;
pub mod row_map;
pub mod number_field;
pub mod rate_matrix;
pub mod ladder;
pub mod shortfalls;
pub mod dimensions;
pub mod paper;
