//! Local storage: strings under keys. It throws when full, forbidden or absent; here that is a value.

use core::fmt;
use wasm_bindgen::JsCast as _;

/// Why the browser would not keep something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// No storage: private mode, policy, a sandboxed view.
    Unavailable,
    /// The quota is used up.
    Full,
    /// Anything else, by the browser's name for it.
    Refused(String),
}

impl StorageError {
    /// From the name that the browser gives its exception.
    pub(super) fn from_name(name: String) -> Self {
        match name.as_str() {
            // Firefox has a name of its own.
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => Self::Full,
            "SecurityError" | "" => Self::Unavailable,
            _ => Self::Refused(name),
        }
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable => {
                f.write_str("浏览器不允许本页保存（可能是无痕模式或单位策略）。请随时导出备份，或换用普通窗口。")
            }
            Self::Full => f.write_str("浏览器给本页的空间已满。请先导出备份，再到首页删去不用的档案。"),
            Self::Refused(name) => write!(f, "浏览器没有保存成功（{name}）。请先导出备份，再刷新重试。"),
        }
    }
}

fn storage() -> Result<web_sys::Storage, StorageError> {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(StorageError::Unavailable)
}

/// All keys with a prefix.
pub fn keys(prefix: &str) -> Result<Vec<String>, StorageError> {
    let storage = storage()?;
    let length = storage.length().unwrap_or(0);
    let all = (0..length).filter_map(|at| storage.key(at).ok().flatten());
    Ok(all.filter(|key| key.starts_with(prefix)).collect())
}

/// What is kept under a key.
pub fn get(key: &str) -> Result<Option<String>, StorageError> {
    storage()?.get_item(key).map_err(|error| refused(&error))
}

/// Keeps a text under a key.
pub fn set(key: &str, text: &str) -> Result<(), StorageError> {
    storage()?.set_item(key, text).map_err(|error| refused(&error))
}

/// Forgets a key.
pub fn remove(key: &str) -> Result<(), StorageError> {
    storage()?.remove_item(key).map_err(|error| refused(&error))
}

fn refused(error: &wasm_bindgen::JsValue) -> StorageError {
    let name = error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name).unwrap_or_default();
    StorageError::from_name(name)
}
