//! Local storage: strings under keys. It throws when full, forbidden or absent; here that is a value.

use core::fmt;
use gloo::events::EventListener;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// Why the browser would not keep something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// No storage: private mode, policy, a sandboxed view.
    Unavailable,
    /// The quota is used up.
    Full,
    /// Another window has it: the key is there already, or the database is in use.
    Exists,
    /// A newer version of this page has kept it: it is not written over.
    Newer,
    /// Anything else, by the browser's name for it.
    Refused(String),
}

impl StorageError {
    /// From the browser's exception, by its name.
    pub(super) fn of(error: &JsValue) -> Self {
        let name = error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name).unwrap_or_default();
        match name.as_str() {
            // Firefox has a name of its own.
            "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => Self::Full,
            "ConstraintError" => Self::Exists,
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
            Self::Full => {
                f.write_str("浏览器给本页的空间已满。请先导出备份，再到首页删去不用的档案，到“本机数据”清空回收站。")
            }
            Self::Exists => f.write_str("另一个窗口正在使用本页的数据。请关闭其他窗口，刷新后重试。"),
            Self::Newer => f.write_str("由较新的版本保存，请刷新页面，用新版打开。"),
            Self::Refused(name) => write!(f, "浏览器没有保存成功（{name}）。请先导出备份，再刷新重试。"),
        }
    }
}

fn storage() -> Result<web_sys::Storage, StorageError> {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(StorageError::Unavailable)
}

/// All keys with a prefix, and what is kept under them.
pub fn entries(prefix: &str) -> Result<Vec<(String, String)>, StorageError> {
    let storage = storage()?;
    let length = storage.length().unwrap_or(0);
    let keys: Vec<_> = (0..length).filter_map(|at| storage.key(at).ok().flatten()).collect();
    let ours = keys.into_iter().filter(|key| key.starts_with(prefix));
    Ok(ours.filter_map(|key| storage.get_item(&key).ok().flatten().map(|text| (key, text))).collect())
}

/// Calls back with the key that another window of ours has changed, for as long as the listener is kept.
pub fn on_other_window(call: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "storage", move |event| {
        if let Some(key) = event.dyn_ref::<web_sys::StorageEvent>().and_then(web_sys::StorageEvent::key) {
            call(key);
        }
    }))
}

/// Keeps a text under a key.
pub fn set(key: &str, text: &str) -> Result<(), StorageError> {
    storage()?.set_item(key, text).map_err(|error| StorageError::of(&error))
}

/// Forgets a key.
pub fn remove(key: &str) -> Result<(), StorageError> {
    storage()?.remove_item(key).map_err(|error| StorageError::of(&error))
}

/// Asks the browser not to clear this page's data when the disk is full. Only where it decides that by itself: others
/// would put a question to people who cannot know what is meant.
pub fn ask_to_persist() {
    let asked = || {
        let window = web_sys::window()?;
        Reflect::has(&window, &"chrome".into()).ok().filter(|has| *has)?;
        let storage = Reflect::get(&window.navigator(), &"storage".into()).ok()?;
        let persist: Function = Reflect::get(&storage, &"persist".into()).ok()?.dyn_into().ok()?;
        persist.call0(&storage).ok()?.dyn_into::<js_sys::Promise>().ok()
    };
    if let Some(answer) = asked() {
        // Whatever the answer: nothing can be done about it here.
        wasm_bindgen_futures::spawn_local(async move { drop(wasm_bindgen_futures::JsFuture::from(answer).await) });
    }
}
