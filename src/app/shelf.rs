//! Where the journal's orders are carried out: local storage and the database.

use super::library;
use crate::browser::database::{self, Change};
use crate::browser::{self, StorageError};
use crate::dossier::{Dossier, Value};
use crate::journal::{self, DeepResult, Entry, Order, Store, Stores};

/// All entries with a prefix, of both stores; fails where neither answers.
pub async fn entries(prefix: &str) -> Result<Vec<Entry>, StorageError> {
    Ok(answers(prefix).await?.0)
}

/// The same, and whether the database answered.
async fn answers(prefix: &str) -> Result<(Vec<Entry>, bool), StorageError> {
    let near = near_answers(prefix);
    let deep = database::entries(prefix).await.map(|pairs| of(Store::Deep, pairs));
    match (near, deep) {
        (Ok(near), Ok(deep)) => Ok(([near, deep].concat(), true)),
        (Ok(near), Err(_)) => Ok((near, false)),
        (Err(_), Ok(deep)) => Ok((deep, true)),
        (Err(error), Err(_)) => Err(error),
    }
}

fn near_answers(prefix: &str) -> Result<Vec<Entry>, StorageError> {
    browser::entries(prefix).map(|pairs| of(Store::Near, pairs))
}

fn of(store: Store, pairs: Vec<(String, String)>) -> Vec<Entry> {
    pairs.into_iter().map(|(key, text)| Entry { store, key, text }).collect()
}

fn is_of(entry: &Entry, id: &str) -> bool {
    journal::id_of(&entry.key).is_some_and(|(owner, _)| owner == id)
}

/// What is kept of one dossier.
async fn of_dossier(id: &str) -> Result<(Vec<Entry>, bool), StorageError> {
    let prefix = journal::prefix(id);
    let (mut found, is_deep) = answers(&prefix).await?;
    // Version 1 wrote some ids another way.
    let old = journal::key(id, journal::Place::Old);
    if !old.starts_with(&prefix) {
        found.extend(entries(&old).await?);
    }
    found.retain(|entry| is_of(entry, id));
    Ok((found, is_deep))
}

/// Carries out near orders in their order, until one is refused.
pub fn near(orders: &[Order]) -> Result<(), StorageError> {
    orders.iter().try_for_each(|order| match order {
        Order::Add(key, text) | Order::Put(key, text) => browser::set(key, text),
        Order::Delete(key) => browser::remove(key),
    })
}

/// Carries out deep orders: all or none.
pub async fn deep(orders: &[Order]) -> Result<(), StorageError> {
    let changes: Vec<_> = orders
        .iter()
        .map(|order| match order {
            Order::Add(key, text) => Change::Add(key, text),
            Order::Put(key, text) => Change::Put(key, text),
            Order::Delete(key) => Change::Delete(key),
        })
        .collect();
    database::apply(&changes).await
}

/// Keeps a text that has no journal: in the database, or where there is none in local storage.
pub async fn put(key: &str, text: &str) -> Result<(), StorageError> {
    match database::apply(&[Change::Put(key, text)]).await {
        Err(StorageError::Unavailable) => browser::set(key, text),
        result => result,
    }
}

/// Forgets a key in both stores.
pub async fn remove(key: &str) -> Result<(), StorageError> {
    let near = browser::remove(key);
    match database::apply(&[Change::Delete(key)]).await {
        Err(StorageError::Unavailable) => near,
        result => result,
    }
}

/// The two stores of the browser.
#[derive(Clone)]
pub struct Shelf;

impl Stores for Shelf {
    type Error = StorageError;

    fn near(&self, orders: &[Order]) -> Result<(), StorageError> {
        near(orders)
    }

    async fn deep(&self, orders: &[Order]) -> DeepResult<StorageError> {
        match deep(orders).await {
            Ok(()) => DeepResult::Done,
            Err(StorageError::Exists) => DeepResult::Exists,
            Err(StorageError::Unavailable) => DeepResult::Absent,
            Err(error) => DeepResult::Failed(error),
        }
    }

    async fn entries(&self, id: &str) -> Result<(Vec<Entry>, bool), StorageError> {
        of_dossier(id).await
    }

    fn near_entries(&self, id: &str) -> Result<Vec<Entry>, StorageError> {
        let mut found = near_answers(&journal::prefix(id))?;
        found.retain(|entry| is_of(entry, id));
        Ok(found)
    }

    fn parse(&self, text: &str) -> Option<Value<'static>> {
        browser::parse(text).ok()
    }

    fn write(&self, value: &Value) -> String {
        browser::stringify(value)
    }

    fn now(&self) -> f64 {
        browser::now()
    }

    fn make_copy(&self, dossier: &mut Dossier) {
        library::make_copy(dossier, "（另一窗口的副本）");
    }

    /// The first part reads nothing: the whole page takes over where local storage is alone, as soon as it has come.
    #[cfg(not(feature = "later"))]
    fn has_company(&self, _id: &str, _points: &[(u64, u32)]) -> bool {
        false
    }
}
