//! The whole page: what its first part has, what reads what is kept, and home, result, report, review, the guideline's
//! text. It begins where something is kept, and takes over from the first part once it is asked for.

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::*;

    /// Starts the page in an element that `boot.js` names, perhaps with what the first part had open.
    #[wasm_bindgen]
    pub fn start(root: web_sys::Element, carried: Option<String>, has_moved: bool) {
        union_star::app::start(root, carried.as_deref(), has_moved);
    }
}

fn main() {}
