//! The only room that touches the browser: bytes and strings in and out, no domain.
//!
//! Everything a browser can refuse comes back as a value, never as a trap.

#[cfg(feature = "later")]
mod clear;
mod clipboard;
mod clock;
pub mod database;
#[cfg(feature = "office")]
pub mod desk;
mod display;
mod fields;
mod files;
mod frames;
#[cfg(feature = "office")]
mod gbk;
mod json;
#[cfg(all(target_family = "wasm", not(feature = "office")))]
mod memory;
mod menus;
mod office;
mod page;
mod parts;
mod picture;
mod print;
mod random;
mod storage;

#[cfg(feature = "later")]
pub use clear::clear_all;
pub use clipboard::copy;
#[cfg(feature = "later")]
pub use clock::after_what_waits;
pub use clock::{Timer, after, date_text, day_text, now, this_year, time_text, whole_now};
pub use display::{Display, display, set_display};
pub use fields::{is_typing, typed, typed_in};
pub use files::{File, chosen_files, download, download_blob, download_bytes, files_of, read_bytes, read_text};
pub use frames::{once_painted, with_next_frame};
#[cfg(feature = "office")]
pub use gbk::gbk;
pub use json::{Json, JsonError, Shape, from_js, parse, stringify, to_js};
pub use menus::close_menus;
pub use office::{DeskPage, make_file, open_desk};
pub use page::{
    address, decoded, encoded, focus, focus_beside, focus_lost, focus_page, hash, heights, is_in_app, is_narrow,
    on_hash_change, on_resize, rename_in_hash, replace_hash, rewrite_hash, scroll_to, scroll_top, set_hash, set_sheets,
    set_title, show_tab,
};
pub use parts::{later, pass};
pub use picture::{PictureLine, picture};
pub use print::{Dialogue, Printing, on_print, print};
pub use random::random_id;
pub use storage::{StorageError, ask_to_persist, entries, on_other_window, remove, set};
