//! IndexedDB: texts under keys, each write finished only when the browser says that its transaction is
//! complete. Local storage alone is committed seconds later and is lost when the browser is killed.
//!
//! On web-sys directly: a handful of calls, for which a crate would bring more bytes than they take.

use super::storage::StorageError;
use gloo::events::EventListener;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventTarget, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

const NAME: &str = "union-star";
const STORE: &str = "kept";
/// Where the desk's worker keeps its state.
const DESK: &str = "union-star-desk";

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// Something to be done.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// Keep a text under a key that must be free.
    Add(&'a str, &'a str),
    /// Keep a text under a key.
    Put(&'a str, &'a str),
    /// Forget a key.
    Delete(&'a str),
}

/// Does all of it or nothing; returns once the transaction is complete.
pub async fn apply(changes: &[Change<'_>]) -> Result<(), StorageError> {
    let (transaction, store) = begin("readwrite").await?;
    for change in changes {
        let asked = match *change {
            Change::Add(key, text) => store.add_with_key(&text.into(), &key.into()),
            Change::Put(key, text) => store.put_with_key(&text.into(), &key.into()),
            Change::Delete(key) => store.delete(&key.into()),
        };
        if let Err(error) = asked {
            let _ = transaction.abort();
            return Err(StorageError::of(&error));
        }
    }
    complete(&transaction).await
}

/// Forgets everything, the desk's database included.
pub async fn clear_all() -> Result<(), StorageError> {
    let (transaction, store) = begin("readwrite").await?;
    asked(store.clear())?;
    complete(&transaction).await?;
    let request = asked(factory()?.delete_database(DESK))?;
    // Refused where another window has the desk open.
    answer(&request).await.map(drop).map_err(|_| StorageError::Exists)
}

/// All keys with a prefix, in order.
pub async fn keys(prefix: &str) -> Result<Vec<String>, StorageError> {
    let (_, store) = begin("readonly").await?;
    let range = range(prefix)?;
    let request = asked(store.get_all_keys_with_key(&range))?;
    Ok(Array::from(&answer(&request).await?).iter().filter_map(|key| key.as_string()).collect())
}

/// All keys with a prefix, and what is kept under them.
pub async fn entries(prefix: &str) -> Result<Vec<(String, String)>, StorageError> {
    let (_, store) = begin("readonly").await?;
    let range = range(prefix)?;
    // Asked in one transaction, answered in order: listened to before the first answer is waited for.
    let keys = answer(&asked(store.get_all_keys_with_key(&range))?);
    let texts = answer(&asked(store.get_all_with_key(&range))?);
    let (keys, texts) = (Array::from(&keys.await?), Array::from(&texts.await?));
    let pairs = keys.iter().zip(texts.iter());
    Ok(pairs.filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect())
}

fn range(prefix: &str) -> Result<IdbKeyRange, StorageError> {
    asked(IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into()))
}

fn factory() -> Result<IdbFactory, StorageError> {
    web_sys::window().and_then(|window| window.indexed_db().ok().flatten()).ok_or(StorageError::Unavailable)
}

/// What was asked for, or why the browser would not even begin.
fn asked<T>(result: Result<T, JsValue>) -> Result<T, StorageError> {
    result.map_err(|error| StorageError::of(&error))
}

/// Begins a transaction that is on disk when it is complete, where the browser knows that wish.
async fn begin(mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StorageError> {
    match begin_once(mode).await {
        // The connection was closed under us: another is opened.
        Err(StorageError::Refused(name)) if name == "InvalidStateError" => {
            OPEN.with(|open| open.borrow_mut().take());
            begin_once(mode).await
        }
        begun => begun,
    }
}

async fn begin_once(mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StorageError> {
    let database = open().await?;
    let wish = Object::new();
    let transaction = Reflect::set(&wish, &"durability".into(), &"strict".into())
        .and_then(|_| Reflect::get(&database, &"transaction".into()))
        .and_then(|function| function.dyn_into::<Function>())
        .and_then(|function| function.apply(&database, &Array::of3(&STORE.into(), &mode.into(), &wish)))
        .and_then(|transaction| transaction.dyn_into::<IdbTransaction>());
    let transaction = asked(transaction)?;
    let store = asked(transaction.object_store(STORE))?;
    Ok((transaction, store))
}

/// Waits until a transaction is on disk.
async fn complete(transaction: &IdbTransaction) -> Result<(), StorageError> {
    if settled(transaction, "complete", &["abort"]).await {
        return Ok(());
    }
    // Without an error the browser ended it; the database is there all the same.
    Err(transaction
        .error()
        .map_or_else(|| StorageError::Refused("AbortError".to_owned()), |error| StorageError::of(&error)))
}

async fn open() -> Result<IdbDatabase, StorageError> {
    if let Some(database) = OPEN.with(|open| open.borrow().clone()) {
        return Ok(database);
    }
    let request = asked(factory()?.open_with_u32(NAME, 1))?;
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

/// Listens at once; waits when it is asked to.
fn answer(request: &IdbRequest) -> impl Future<Output = Result<JsValue, StorageError>> + use<> {
    let settled = settled(request, "success", &["error", "blocked"]);
    let request = request.clone();
    async move {
        match (settled.await, request.error()) {
            (true, _) => asked(request.result()),
            (false, Ok(Some(error))) => Err(StorageError::of(&error)),
            (false, _) => Err(StorageError::Unavailable),
        }
    }
}

/// Listens for an event at once; then whether it was the good one.
fn settled(target: &EventTarget, good: &str, bad: &[&str]) -> impl Future<Output = bool> + use<> {
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = target.add_event_listener_with_callback(good, &resolve);
        for name in bad {
            let _ = target.add_event_listener_with_callback(name, &reject);
        }
    });
    async move { JsFuture::from(promise).await.is_ok() }
}
