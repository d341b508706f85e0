//! Files in and out.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// A file that the user chose.
pub type File = gloo_file::File;

/// Offers a text as a file to keep. Returns whether the browser took it.
pub fn download(name: &str, text: &str) -> bool {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    Blob::new_with_str_sequence_and_options(&parts, &kind).and_then(|blob| offer(name, &blob)).is_ok()
}

/// Offers bytes as a file to keep, of the kind that office programs open.
pub fn download_bytes(name: &str, bytes: &[u8]) -> bool {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    Blob::new_with_u8_array_sequence_and_options(&parts, &kind).and_then(|blob| offer(name, &blob)).is_ok()
}

/// Offers what the browser holds already as a file to keep.
pub fn download_blob(name: &str, blob: &Blob) -> bool {
    offer(name, blob).is_ok()
}

fn offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    if let Some(body) = document.body() {
        // Firefox clicks only what is in the document.
        body.append_child(&anchor)?;
        anchor.click();
        body.remove_child(&anchor)?;
    }
    // Revoked late: some browsers read the blob after the click has returned.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// The files that a file field holds; empties the field, so that the same file can be chosen again.
pub fn chosen_files(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files().map(gloo_file::FileList::from);
    let files = files.map(|files| files.to_vec()).unwrap_or_default();
    input.set_value("");
    files
}

/// The files that the file field with this id holds.
pub fn files_of(id: &str) -> Vec<File> {
    let field =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    field.and_then(|field| field.dyn_into().ok()).map_or_else(Vec::new, |input| chosen_files(&input))
}

/// Reads a file; none where the browser cannot.
pub async fn read_bytes(file: &File) -> Option<Vec<u8>> {
    gloo_file::futures::read_as_bytes(file).await.ok()
}

/// Reads a file as text; none where the browser cannot.
pub async fn read_text(file: &File) -> Option<String> {
    gloo_file::futures::read_as_text(file).await.ok()
}
