//! The page's other parts, which `boot.js` fetches when they are asked for.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Calls what `boot.js` offers.
pub(super) fn call(name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let boot = Reflect::get(&js_sys::global(), &"union_star".into())?;
    Reflect::get(&boot, &name.into())?.dyn_into::<Function>()?.call1(&boot, argument)
}

/// The same, where the answer comes later.
pub(super) async fn answer(name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(call(name, argument)?.dyn_into::<Promise>()?).await
}

/// Fetches and starts a part; its exports.
pub(super) async fn load(part: &str) -> Result<JsValue, JsValue> {
    answer("load", &part.into()).await
}

/// Has the whole page ready to take over.
pub async fn later() -> Result<(), String> {
    const FAILED: &str =
        "这一页没有加载成功，可能是网络中断，或网站换了新版本。填写的内容都在；请再试一次，还不行就刷新页面。";
    load("later").await.map(|_| ()).map_err(|_| FAILED.to_owned())
}

/// Hands over to the whole page, which [`later`] made ready, with what is open.
pub fn pass(carried: &str) {
    let _ = call("pass", &carried.into());
}
