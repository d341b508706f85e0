//! The page until rows are filled in: the first download.

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::*;

    /// Starts the page in an element that `boot.js` names.
    #[wasm_bindgen]
    pub fn start(root: web_sys::Element, carried: Option<String>, has_moved: bool) {
        union_star::app::start(root, carried.as_deref(), has_moved);
    }

    /// Takes the page away: another part of it has taken over.
    #[wasm_bindgen]
    pub fn stop() {
        union_star::app::stop();
    }
}

fn main() {}
