//! The page until rows are filled in: the first download. Also offers the engine to other pages.

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

    /// Rates a dossier: the whole engine for pages that embed it.
    ///
    /// `dossier` is the object that a `*.union-star.json` file holds. Returns
    /// `{ assured, attainable, rows: { "g1-01": "met" | "not_met" | "not_applicable" | "unknown", … } }`.
    ///
    /// # Errors
    ///
    /// Throws an `Error` with a Chinese sentence where the object is not a dossier or its profile is not
    /// complete.
    #[wasm_bindgen]
    #[allow(clippy::needless_pass_by_value, reason = "as JavaScript hands it over")]
    pub fn rate(dossier: JsValue) -> Result<JsValue, JsError> {
        union_star::app::rate(&dossier).map_err(|error| JsError::new(&error))
    }
}

fn main() {}
