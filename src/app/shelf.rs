//! Where the journal's orders are carried out: local storage and the database.

use crate::browser::database::{self, Change};
use crate::browser::{self, StorageError};
use crate::journal::{self, Branch, Damage, Damaged, DeepResult, Entry, Order, Recovery, Store, Writer};

/// Where bytes go that could not be used, before their key is written again.
pub const DAMAGED: &str = "union-star/damaged/";

/// All entries with a prefix, of both stores; fails where neither answers.
pub async fn entries(prefix: &str) -> Result<Vec<Entry>, StorageError> {
    let of = |store: Store, pairs: Vec<(String, String)>| {
        pairs.into_iter().map(move |(key, text)| Entry { store, key, text }).collect::<Vec<_>>()
    };
    let near = browser::entries(prefix).map(|pairs| of(Store::Near, pairs));
    let deep = database::entries(prefix).await.map(|pairs| of(Store::Deep, pairs));
    match (near, deep) {
        (Ok(near), Ok(deep)) => Ok([near, deep].concat()),
        (Ok(found), Err(_)) | (Err(_), Ok(found)) => Ok(found),
        (Err(error), Err(_)) => Err(error),
    }
}

/// What is kept of one dossier.
pub async fn of_dossier(id: &str) -> Result<Vec<Entry>, StorageError> {
    let prefix = journal::prefix(id);
    let mut found = entries(&prefix).await?;
    // Version 1 wrote some ids another way.
    let old = journal::key(id, journal::Place::Old);
    if !old.starts_with(&prefix) {
        found.extend(entries(&old).await?);
    }
    found.retain(|entry| journal::id_of(&entry.key).is_some_and(|(owner, _)| owner == id));
    Ok(found)
}

/// Finds the newest state of a dossier.
pub async fn recover(id: &str) -> Result<Recovery, StorageError> {
    Ok(journal::recover(id, &of_dossier(id).await?, &|text| browser::parse(text).ok()))
}

/// The same, with what is damaged set aside first, so that its keys are free; and whether there was any that somebody
/// may miss.
pub async fn recover_whole(id: &str) -> Result<(Recovery, bool), StorageError> {
    let found = recover(id).await?;
    if found.is_newer || found.newest.is_none() || found.damaged.is_empty() {
        return Ok((found, false));
    }
    let is_missed = found.damaged.iter().any(|one| one.why != Damage::Stale);
    let again = if set_aside(&found.damaged).await { recover(id).await? } else { found };
    Ok((again, is_missed))
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

/// The same, as the writer wants to hear of it.
pub async fn deep_result(orders: &[Order]) -> DeepResult<StorageError> {
    match deep(orders).await {
        Ok(()) => DeepResult::Done,
        Err(StorageError::Exists) => DeepResult::Exists,
        Err(StorageError::Unavailable) => DeepResult::Absent,
        Err(error) => DeepResult::Failed(error),
    }
}

/// Writes until nothing waits, or it fails.
pub async fn settle(writer: &mut Writer<StorageError>) {
    while let Some(orders) = writer.orders() {
        let result = deep_result(&orders).await;
        let goes_on = result == DeepResult::Done;
        writer.result(result);
        if !goes_on {
            return;
        }
    }
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

/// Forgets what is kept as a copy now, the last step first: what is left by an end in between follows from something.
pub async fn forget(branch: &Branch) {
    for (store, key) in branch.keys.iter().rev() {
        match store {
            Store::Near => drop(browser::remove(key)),
            Store::Deep => drop(database::apply(&[Change::Delete(key)]).await),
        }
    }
}

/// Sets damaged bytes aside, so that their keys are free again. Whether that went well.
pub async fn set_aside(damaged: &[Damaged]) -> bool {
    let place =
        |entry: &Entry| format!("{DAMAGED}{}/{}", if entry.store == Store::Near { "near" } else { "deep" }, entry.key);
    let ours = || damaged.iter().filter(|one| one.why != Damage::Newer);
    let mut orders: Vec<_> = ours().map(|one| Order::Put(place(&one.entry), one.entry.text.clone())).collect();
    let deep_ones = ours().filter(|one| one.entry.store == Store::Deep);
    orders.extend(deep_ones.map(|one| Order::Delete(one.entry.key.clone())));
    match deep(&orders).await {
        Ok(()) => {}
        Err(StorageError::Unavailable) => {
            // Local storage is all there is.
            if !ours().all(|one| browser::set(&place(&one.entry), &one.entry.text).is_ok()) {
                return false;
            }
        }
        Err(_) => return false,
    }
    ours().filter(|one| one.entry.store == Store::Near).all(|one| browser::remove(&one.entry.key).is_ok())
}
