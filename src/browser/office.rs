//! The second Wasm: fetched on the first call, run in a worker, so that the page answers meanwhile.
//!
//! From a web server the worker's script and the Wasm are files beside the page; in the single file both stand in
//! the page itself.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Document, MessageEvent, Response, Url, Worker};

/// Has the worker make a file: the bytes, or a sentence.
pub async fn make_file(kind: &str, dossier: &impl serde::Serialize) -> Result<Vec<u8>, String> {
    const FAILED: &str = "生成文件的部分没有加载成功。请检查网络后再试，或改用打印、复制全文。";
    const BROKEN: &str = "文件没有生成成功，填写的内容都在。请改用打印、复制全文，或导出档案。";
    let failed = |_: JsValue| FAILED.to_owned();
    let document = web_sys::window().and_then(|window| window.document()).ok_or(FAILED)?;
    let (script, wasm) = parts(&document).await.map_err(failed)?;
    let worker = Worker::new(&script).map_err(failed)?;
    let ask = Object::new();
    let dossier = dossier.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|_| FAILED)?;
    for (key, value) in [("kind", JsValue::from_str(kind)), ("dossier", dossier), ("wasm", wasm.into())] {
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
    let part = |key: &str| Reflect::get(&data, &key.into()).unwrap_or(JsValue::UNDEFINED);
    match part("bytes").dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(bytes.to_vec()),
        Err(_) => Err(part("error").as_string().filter(|said| !said.is_empty()).unwrap_or_else(|| BROKEN.to_owned())),
    }
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

/// Opens the desk's page, from the second Wasm, beside this one.
pub async fn open_desk() -> Result<DeskPage, String> {
    const FAILED: &str = "汇总台没有加载成功，可能是网络中断。请刷新重试；本机的档案没有变动。";
    open_desk_in().await.map_err(|_| FAILED.to_owned())
}

async fn open_desk_in() -> Result<DeskPage, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let (script, wasm) = parts(&document).await?;
    let head = document.head().ok_or(JsValue::NULL)?;
    let global = || Reflect::get(&js_sys::global(), &"union_star_desk".into()).unwrap_or(JsValue::UNDEFINED);
    if global().is_undefined() {
        let style = document.get_element_by_id("app").and_then(|root| root.get_attribute("data-office-style"));
        if let Some(style) = style {
            let link: web_sys::HtmlLinkElement = document.create_element("link")?.dyn_into()?;
            link.set_rel("stylesheet");
            link.set_href(&style);
            head.append_child(&link)?;
        }
        let element: web_sys::HtmlScriptElement = document.create_element("script")?.dyn_into()?;
        element.set_src(&script);
        let loaded = js_sys::Promise::new(&mut |resolve, reject| {
            element.set_onload(Some(&resolve));
            element.set_onerror(Some(&reject));
        });
        head.append_child(&element)?;
        JsFuture::from(loaded).await?;
    }
    // A root of its own, beside the page's: two instances must not see each other's events.
    let place = document.create_element("div")?;
    let body = document.body().ok_or(JsValue::NULL)?;
    body.append_child(&place)?;
    body.set_attribute("data-desk", "")?;
    let open: js_sys::Function = Reflect::get(&global(), &"open".into())?.dyn_into()?;
    let opened: js_sys::Promise = open.call3(&JsValue::UNDEFINED, &wasm.into(), &script.into(), &place)?.dyn_into()?;
    let close = JsFuture::from(opened).await?.dyn_into()?;
    Ok(DeskPage { close, place })
}

/// The address of the worker's script, and the Wasm's bytes.
async fn parts(document: &Document) -> Result<(String, Uint8Array), JsValue> {
    let inlined = |id: &str| document.get_element_by_id(id).and_then(|element| element.text_content());
    if let (Some(script), Some(wasm)) = (inlined("office-script"), inlined("office-wasm")) {
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&script.into()), &kind)?;
        let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, wasm.trim())
            .map_err(|error| JsValue::from_str(&error.to_string()))?;
        return Ok((Url::create_object_url_with_blob(&blob)?, Uint8Array::from(bytes.as_slice())));
    }
    let root = document.get_element_by_id("app").ok_or(JsValue::NULL)?;
    let name = |attribute: &str| root.get_attribute(attribute).ok_or(JsValue::NULL);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let answer: Response = JsFuture::from(window.fetch_with_str(&name("data-office-wasm")?)).await?.dyn_into()?;
    if !answer.ok() {
        return Err(JsValue::NULL);
    }
    let buffer = JsFuture::from(answer.array_buffer()?).await?;
    Ok((name("data-office-script")?, Uint8Array::new(&buffer)))
}
