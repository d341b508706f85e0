//! Clears everything that this page has kept in this browser.

use super::database;
use super::storage::{self, StorageError};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where rescue.js counts how often the Wasm has stopped.
const STOPS: &str = "union-star/stops";

/// All of it: local and session storage, the database, the desk, the files kept for use without a network.
pub async fn clear_all() -> Result<(), StorageError> {
    // A desk that is open would write itself down again.
    let _ = end_desk();
    // A browser without one of the stores has the other cleared all the same.
    let there = |cleared: Result<(), StorageError>| match cleared {
        Err(StorageError::Unavailable) => Ok(()),
        cleared => cleared,
    };
    let deep = there(database::clear_all().await);
    let near =
        storage::entries("union-star/").and_then(|kept| kept.iter().try_for_each(|(key, _)| storage::remove(key)));
    if let Some(session) = web_sys::window().and_then(|window| window.session_storage().ok().flatten()) {
        let _ = session.remove_item(STOPS);
    }
    let folder = folder();
    // Where the browser keeps files for us: by name, since the address may be shared with other pages.
    if let Some(caches) = web_sys::window().and_then(|window| Reflect::get(&window, &"caches".into()).ok())
        && let Ok(caches) = caches.dyn_into::<web_sys::CacheStorage>()
        && let Ok(names) = JsFuture::from(caches.keys()).await
    {
        for name in js_sys::Array::from(&names).iter().filter_map(|name| name.as_string()) {
            if name.starts_with(&format!("union-star {folder} ")) {
                let _ = JsFuture::from(caches.delete(&name)).await;
            }
        }
    }
    // Without its files a worker of the page would keep it from being kept again.
    let _ = end_service_worker(&folder).await;
    deep.and(there(near))
}

fn end_desk() -> Result<JsValue, JsValue> {
    let desk = Reflect::get(&js_sys::global(), &"union_star_desk".into())?;
    Reflect::get(&desk, &"finish".into())?.dyn_into::<Function>()?.call0(&desk)
}

/// The folder of the page: what its service worker and its files go by. Other pages may live above it.
fn folder() -> String {
    let address = super::page::address().unwrap_or_default();
    let address = address.split('?').next().unwrap_or_default();
    address.rfind('/').and_then(|end| address.get(..=end)).unwrap_or_default().to_owned()
}

async fn end_service_worker(folder: &str) -> Result<(), JsValue> {
    let call = |of: &JsValue, name: &str| -> Result<Promise, JsValue> {
        Reflect::get(of, &name.into())?.dyn_into::<Function>()?.call0(of)?.dyn_into()
    };
    let navigator = web_sys::window().map(|window| window.navigator()).ok_or(JsValue::NULL)?;
    let container = Reflect::get(&navigator, &"serviceWorker".into())?;
    let registration = JsFuture::from(call(&container, "getRegistration")?).await?;
    if Reflect::get(&registration, &"scope".into())?.as_string().as_deref() != Some(folder) {
        return Ok(());
    }
    JsFuture::from(call(&registration, "unregister")?).await.map(|_| ())
}
