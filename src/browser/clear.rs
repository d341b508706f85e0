//! Clears everything that this page has kept in this browser.

use super::database;
use super::storage::{self, StorageError};
use js_sys::Reflect;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// All of it: local and session storage, the database, the desk, the files kept for use without a network.
pub async fn clear_all() -> Result<(), StorageError> {
    database::clear_all().await?;
    for (key, _) in storage::entries("union-star/")? {
        storage::remove(&key)?;
    }
    if let Some(session) = web_sys::window().and_then(|window| window.session_storage().ok().flatten()) {
        let _ = session.clear();
    }
    // Where the browser keeps files for us: by name, since the address may be shared with other pages.
    if let Some(caches) = web_sys::window().and_then(|window| Reflect::get(&window, &"caches".into()).ok())
        && let Ok(caches) = caches.dyn_into::<web_sys::CacheStorage>()
        && let Ok(names) = JsFuture::from(caches.keys()).await
    {
        for name in js_sys::Array::from(&names).iter().filter_map(|name| name.as_string()) {
            if name.starts_with("union-star") {
                let _ = JsFuture::from(caches.delete(&name)).await;
            }
        }
    }
    Ok(())
}
