//! Word, Excel and the desk: fetched on the first call, run in a worker, so that the page answers meanwhile.

use super::parts;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

/// Has the worker make a file of the object that a dossier's file holds: the bytes, or a sentence.
pub async fn make_file(kind: &str, dossier: JsValue) -> Result<Vec<u8>, String> {
    const FAILED: &str =
        "生成文件的部分没有加载成功，可能是网络中断，或网站换了新版本。请刷新后再试，或改用打印、复制全文。";
    const BROKEN: &str = "文件没有生成成功，填写的内容都在。请改用打印、复制全文，或导出档案。";
    let failed = |_: JsValue| FAILED.to_owned();
    let made = parts::answer("worker", &JsValue::UNDEFINED).await.map_err(failed)?;
    let worker: Worker = part(&made, "worker").dyn_into().map_err(failed)?;
    let ask = Object::new();
    for (key, value) in [("kind", JsValue::from_str(kind)), ("dossier", dossier), ("wasm", part(&made, "wasm"))] {
        Reflect::set(&ask, &key.into(), &value).map_err(failed)?;
    }
    let answer = js_sys::Promise::new(&mut |resolve, reject| {
        worker.set_onmessage(Some(&resolve));
        worker.set_onerror(Some(&reject));
    });
    worker.post_message(&ask).map_err(failed)?;
    let answer = JsFuture::from(answer).await;
    worker.terminate();
    let data = answer.map_err(failed)?.dyn_into::<MessageEvent>().map_err(failed)?.data();
    match part(&data, "bytes").dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(_) => {
            Err(part(&data, "error").as_string().filter(|said| !said.is_empty()).unwrap_or_else(|| BROKEN.to_owned()))
        }
    }
}

fn part(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// The desk's page; dropped, it goes.
#[derive(Debug)]
pub struct DeskPage {
    close: js_sys::Function,
    place: web_sys::Element,
}

impl Drop for DeskPage {
    fn drop(&mut self) {
        let _ = self.close.call0(&JsValue::UNDEFINED);
        if let Some(body) = self.place.parent_element() {
            let _ = body.remove_attribute("data-desk");
        }
        self.place.remove();
    }
}

/// Opens the desk's page, from the third Wasm, beside this one.
pub async fn open_desk() -> Result<DeskPage, String> {
    const FAILED: &str = "汇总台没有加载成功，可能是网络中断，或网站换了新版本。请刷新重试；本机的档案没有变动。";
    open_desk_in().await.map_err(|_| FAILED.to_owned())
}

async fn open_desk_in() -> Result<DeskPage, JsValue> {
    parts::load("office").await?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    // A root of its own, beside the page's: two instances must not see each other's events.
    let place = document.create_element("div")?;
    let body = document.body().ok_or(JsValue::NULL)?;
    body.append_child(&place)?;
    body.set_attribute("data-desk", "")?;
    let desk = Reflect::get(&js_sys::global(), &"union_star_desk".into())?;
    let open: js_sys::Function = Reflect::get(&desk, &"open".into())?.dyn_into()?;
    let opened: js_sys::Promise = open.call1(&desk, &place)?.dyn_into()?;
    let close = JsFuture::from(opened).await?.dyn_into()?;
    Ok(DeskPage { close, place })
}
