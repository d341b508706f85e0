//! The second Wasm: Word and Excel, loaded on demand in a worker.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::*;

fn main() {}

/// Makes a file of a dossier: `docx` or `xlsx`.
///
/// `dossier` is the object that a `*.union-star.json` file holds.
///
/// # Errors
///
/// Throws an `Error` with a Chinese sentence where the object is not a dossier, its profile is not complete, or
/// the file cannot be written.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn make(kind: &str, dossier: JsValue) -> Result<Vec<u8>, JsError> {
    let error = |text: String| JsError::new(&text);
    let value: union_star::dossier::Value =
        serde_wasm_bindgen::from_value(dossier).map_err(|reason| error(reason.to_string()))?;
    let dossier = union_star::dossier::decode(&value).map_err(|reason| error(reason.to_string()))?;
    let incomplete = || error("单位信息填完后才能生成文件。".to_owned());
    let report = union_star::report::build(&dossier).map_err(|_| incomplete())?;
    let made = match kind {
        "docx" => union_star::report::docx(&report),
        _ => union_star::report::xlsx(&dossier, &report),
    };
    made.ok_or_else(|| error("文件没有生成成功，请改用打印或复制全文。".to_owned()))
}
