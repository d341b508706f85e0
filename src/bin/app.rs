//! The page: starts Yew, and offers the engine to other pages.

use union_star::app::App;
use wasm_bindgen::prelude::*;

fn main() {
    let root =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"));
    if let Some(root) = root {
        root.set_text_content(None);
        yew::Renderer::<App>::with_root(root).render();
    }
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
pub fn rate(dossier: JsValue) -> Result<JsValue, JsError> {
    let value: union_star::dossier::Value =
        serde_wasm_bindgen::from_value(dossier).map_err(|error| JsError::new(&error.to_string()))?;
    let verdict = union_star::dossier::verdict(&value).map_err(|error| JsError::new(&error.to_string()))?;
    serde::Serialize::serialize(&verdict, &serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| JsError::new(&error.to_string()))
}
