//! The engine for other pages that embed it: the page itself does not fetch this.

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::*;

    /// Rates a dossier.
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
