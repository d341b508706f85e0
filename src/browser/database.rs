//! IndexedDB: texts under keys, each write finished only when the browser says that its transaction is
//! complete. Local storage alone is committed seconds later and is lost when the browser is killed.
//!
//! On web-sys directly: five calls, for which a crate would bring more bytes than they take.

use super::storage::StorageError;
use gloo::events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, EventTarget, IdbDatabase, IdbRequest, IdbTransaction};

const NAME: &str = "union-star";
const STORE: &str = "kept";

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// Keeps a text under a key; returns once the transaction is complete.
pub async fn put(key: &str, text: &str) -> Result<(), StorageError> {
    let transaction = begin("readwrite").await?;
    let store = transaction.object_store(STORE).map_err(|error| refused(&error))?;
    store.put_with_key(&text.into(), &key.into()).map_err(|error| refused(&error))?;
    complete(&transaction).await
}

/// What is kept under a key.
pub async fn get(key: &str) -> Result<Option<String>, StorageError> {
    let transaction = begin("readonly").await?;
    let store = transaction.object_store(STORE).map_err(|error| refused(&error))?;
    let request = store.get(&key.into()).map_err(|error| refused(&error))?;
    Ok(answer(&request).await?.as_string())
}

/// All keys with a prefix.
pub async fn keys(prefix: &str) -> Result<Vec<String>, StorageError> {
    let transaction = begin("readonly").await?;
    let store = transaction.object_store(STORE).map_err(|error| refused(&error))?;
    let request = store.get_all_keys().map_err(|error| refused(&error))?;
    let keys = Array::from(&answer(&request).await?);
    Ok(keys.iter().filter_map(|key| key.as_string()).filter(|key| key.starts_with(prefix)).collect())
}

/// Forgets a key.
pub async fn remove(key: &str) -> Result<(), StorageError> {
    let transaction = begin("readwrite").await?;
    let store = transaction.object_store(STORE).map_err(|error| refused(&error))?;
    store.delete(&key.into()).map_err(|error| refused(&error))?;
    complete(&transaction).await
}

/// Begins a transaction that is on disk when it is complete, where the browser knows that wish.
async fn begin(mode: &str) -> Result<IdbTransaction, StorageError> {
    let database = open().await?;
    let wish = Object::new();
    let transaction = Reflect::set(&wish, &"durability".into(), &"strict".into())
        .and_then(|_| Reflect::get(&database, &"transaction".into()))
        .and_then(|function| function.dyn_into::<Function>())
        .and_then(|function| function.apply(&database, &Array::of3(&STORE.into(), &mode.into(), &wish)))
        .and_then(|transaction| transaction.dyn_into::<IdbTransaction>());
    transaction.map_err(|error| {
        // The connection was closed under us: the next call opens another.
        OPEN.with(|open| open.borrow_mut().take());
        refused(&error)
    })
}

async fn open() -> Result<IdbDatabase, StorageError> {
    if let Some(database) = OPEN.with(|open| open.borrow().clone()) {
        return Ok(database);
    }
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let factory = factory.ok_or(StorageError::Unavailable)?;
    let request = factory.open_with_u32(NAME, 1).map_err(|error| refused(&error))?;
    let upgrade = {
        let request = request.clone();
        EventListener::once(&request.clone(), "upgradeneeded", move |_| {
            if let Some(database) = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok()) {
                let _ = database.create_object_store(STORE);
            }
        })
    };
    let database = answer(&request).await?.dyn_into::<IdbDatabase>().map_err(|_| StorageError::Unavailable)?;
    drop(upgrade);
    let closing = database.clone();
    EventListener::once(&database, "versionchange", move |_| {
        closing.close();
        OPEN.with(|open| open.borrow_mut().take());
    })
    .forget();
    OPEN.with(|open| *open.borrow_mut() = Some(database.clone()));
    Ok(database)
}

async fn answer(request: &IdbRequest) -> Result<JsValue, StorageError> {
    let settled = settled(request, "success", &["error", "blocked"]).await;
    match (settled, request.error()) {
        (true, _) => request.result().map_err(|error| refused(&error)),
        (false, Ok(Some(error))) => Err(refused(&error)),
        (false, _) => Err(StorageError::Unavailable),
    }
}

async fn complete(transaction: &IdbTransaction) -> Result<(), StorageError> {
    if settled(transaction, "complete", &["abort", "error"]).await {
        return Ok(());
    }
    Err(transaction.error().map_or(StorageError::Unavailable, |error| refused(&error)))
}

/// Waits for an event; whether it was the good one.
async fn settled(target: &EventTarget, good: &str, bad: &[&str]) -> bool {
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = target.add_event_listener_with_callback(good, &resolve);
        for name in bad {
            let _ = target.add_event_listener_with_callback(name, &reject);
        }
    });
    JsFuture::from(promise).await.is_ok()
}

fn refused(error: &JsValue) -> StorageError {
    let name = error.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    StorageError::from_name(name)
}
