//! Clears everything that this page has kept in this browser.

use super::database;
use super::storage::{self, StorageError};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

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
    // Without its files a worker of the page would keep it from being kept again.
    let _ = end_service_worker().await;
    deep.and(there(near))
}

fn end_desk() -> Result<JsValue, JsValue> {
    let desk = Reflect::get(&js_sys::global(), &"union_star_desk".into())?;
    Reflect::get(&desk, &"finish".into())?.dyn_into::<Function>()?.call0(&desk)
}

async fn end_service_worker() -> Result<(), JsValue> {
    let call = |of: &JsValue, name: &str| -> Result<Promise, JsValue> {
        Reflect::get(of, &name.into())?.dyn_into::<Function>()?.call0(of)?.dyn_into()
    };
    let navigator = web_sys::window().map(|window| window.navigator()).ok_or(JsValue::NULL)?;
    let container = Reflect::get(&navigator, &"serviceWorker".into())?;
    let registration = JsFuture::from(call(&container, "getRegistration")?).await?;
    JsFuture::from(call(&registration, "unregister")?).await.map(|_| ())
}
