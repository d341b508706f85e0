//! The dossiers on this device: listing, loading, saving, deleting with a way back.
//!
//! A dossier is kept under its id as the same JSON that an exported file holds, with the time of saving
//! beside it, twice: in local storage and in IndexedDB; the newest wins. What cannot be read is listed as
//! such and never deleted.

use crate::browser::{self, StorageError, database};
use crate::dossier::{Dossier, FileError, Value, decode, encode};
use std::rc::Rc;

const PREFIX: &str = "union-star/dossier/";
const TRASH: &str = "union-star/trash/";

/// A kept dossier.
#[derive(Clone, PartialEq)]
pub struct Kept {
    /// When it was saved, in milliseconds since 1970.
    pub saved: f64,
    /// The dossier.
    pub dossier: Rc<Dossier>,
}

/// Why something kept cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Not on this device.
    Absent,
    /// The browser would not give it.
    Storage(StorageError),
    /// Not JSON; the line where the browser stopped.
    NotJson(Option<u32>),
    /// JSON, but not a dossier that we can read.
    File(FileError),
}

impl core::fmt::Display for LoadError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Absent => f.write_str("本机没有这份档案。如果有导出的备份，请在首页导入。"),
            Self::Storage(error) => error.fmt(f),
            Self::NotJson(Some(line)) => {
                write!(f, "第\u{a0}{line}\u{a0}行起读不出来，文件可能没有传完整。请让对方重新导出，或换一份备份。")
            }
            Self::NotJson(None) => f.write_str(
                "内容读不出来，文件可能没有传完整，或不是本工具导出的档案。请让对方重新导出，或换一份备份。",
            ),
            Self::File(error) => error.fmt(f),
        }
    }
}

/// Reads a dossier from a file's text.
pub fn read(text: &str) -> Result<Dossier, LoadError> {
    let value: Value = browser::parse(text).map_err(|error| LoadError::NotJson(error.line))?;
    decode(&value).map_err(LoadError::File)
}

/// A file's text for a dossier.
pub fn write(dossier: &Dossier) -> Option<String> {
    browser::stringify(&encode(dossier))
}

/// The name of an exported file: the union and the year, without what file systems refuse.
pub fn file_name(dossier: &Dossier) -> String {
    format!("{}.union-star.json", file_stem(dossier))
}

/// Has a Word or Excel file made and offers it; a sentence where that fails.
pub async fn make(kind: &'static str, dossier: &Dossier) -> Result<(), String> {
    let bytes = browser::make_file(kind, browser::to_js(&encode(dossier))).await?;
    if browser::download_bytes(&format!("{}-星级自评.{kind}", file_stem(dossier)), &bytes) {
        Ok(())
    } else {
        Err("浏览器没有让下载文件，请换一个浏览器，或改用打印、复制全文。".to_owned())
    }
}

fn file_stem(dossier: &Dossier) -> String {
    let name: String =
        dossier.union.name.chars().filter(|c| !c.is_control() && !"\\/:*?\"<>|".contains(*c)).take(60).collect();
    let name = if name.trim().is_empty() { "未命名工会" } else { name.trim() };
    format!("{name}-{}", dossier.year)
}

/// What cannot be read: its id and the reason.
pub type Unreadable = (String, LoadError);

/// Everything on this device, newest first, and what cannot be read.
pub async fn list() -> Result<(Vec<Kept>, Vec<Unreadable>), StorageError> {
    let near = browser::keys(PREFIX);
    let deep = database::keys(PREFIX).await;
    let mut keys = match (near, deep) {
        (Ok(near), Ok(deep)) => [near, deep].concat(),
        (Ok(keys), Err(_)) | (Err(_), Ok(keys)) => keys,
        (Err(error), Err(_)) => return Err(error),
    };
    keys.sort_unstable();
    keys.dedup();
    let mut kept = Vec::new();
    let mut unreadable = Vec::new();
    for key in keys {
        let id = key.strip_prefix(PREFIX).unwrap_or(&key).to_owned();
        match load(&id).await {
            Ok(one) => kept.push(one),
            Err(error) => unreadable.push((id, error)),
        }
    }
    kept.sort_by(|a, b| b.saved.total_cmp(&a.saved));
    Ok((kept, unreadable))
}

/// The raw text that is kept under an id, for taking away what cannot be read.
pub async fn raw(id: &str) -> Option<String> {
    let key = format!("{PREFIX}{id}");
    match browser::get(&key) {
        Ok(Some(text)) => Some(text),
        _ => database::get(&key).await.ok().flatten(),
    }
}

/// Loads one: of the two copies the newest that can be read.
pub async fn load(id: &str) -> Result<Kept, LoadError> {
    let key = format!("{PREFIX}{id}");
    let near = browser::get(&key).map_err(LoadError::Storage).and_then(|text| open(text.as_deref()));
    let deep = database::get(&key).await.map_err(LoadError::Storage).and_then(|text| open(text.as_deref()));
    match (near, deep) {
        (Ok(near), Ok(deep)) => Ok(if deep.saved > near.saved { deep } else { near }),
        (Ok(kept), Err(_)) | (Err(_), Ok(kept)) => Ok(kept),
        (Err(LoadError::Absent), Err(error)) | (Err(error), Err(_)) => Err(error),
    }
}

fn open(text: Option<&str>) -> Result<Kept, LoadError> {
    let text = text.ok_or(LoadError::Absent)?;
    let record: Value = browser::parse(text).map_err(|error| LoadError::NotJson(error.line))?;
    let saved = match record.get("saved") {
        Some(Value::Number(saved)) => *saved,
        _ => 0.0,
    };
    let dossier = record.get("dossier").ok_or(LoadError::NotJson(None))?;
    let dossier = decode(dossier).map_err(LoadError::File)?;
    Ok(Kept { saved, dossier: Rc::new(dossier) })
}

/// Saves one and says when. Into local storage at once, which survives the tab; into the database, which
/// survives the browser: saved is what both say, or the database alone.
pub async fn save(dossier: &Dossier) -> Result<f64, StorageError> {
    let saved = browser::now();
    let record =
        Value::Object(vec![("saved".to_owned(), Value::Number(saved)), ("dossier".to_owned(), encode(dossier))]);
    let text = browser::stringify(&record).ok_or_else(|| StorageError::Refused("JSON".to_owned()))?;
    keep(&format!("{PREFIX}{}", dossier.id), &text).await?;
    Ok(saved)
}

async fn keep(key: &str, text: &str) -> Result<(), StorageError> {
    let near = browser::set(key, text);
    match (near, database::put(key, text).await) {
        (_, Ok(())) => Ok(()),
        // No database in this browser at all: local storage is all there is.
        (Ok(()), Err(StorageError::Unavailable)) => Ok(()),
        (Ok(()), Err(error)) | (Err(error), Err(_)) => Err(error),
    }
}

/// Deletes one: it moves to where [`restore`] finds it.
pub async fn delete(id: &str) -> Result<(), StorageError> {
    move_record(&format!("{PREFIX}{id}"), &format!("{TRASH}{id}")).await
}

/// Takes a deletion back.
pub async fn restore(id: &str) -> Result<(), StorageError> {
    move_record(&format!("{TRASH}{id}"), &format!("{PREFIX}{id}")).await
}

async fn move_record(from: &str, to: &str) -> Result<(), StorageError> {
    let near = browser::get(from).ok().flatten();
    let deep = database::get(from).await.ok().flatten();
    // Local storage: removed first, since a full store has no room for two.
    if let Some(text) = near {
        browser::remove(from)?;
        if let Err(error) = browser::set(to, &text) {
            let _ = browser::set(from, &text);
            return Err(error);
        }
    }
    if let Some(text) = deep {
        database::put(to, &text).await?;
        database::remove(from).await?;
    }
    Ok(())
}
