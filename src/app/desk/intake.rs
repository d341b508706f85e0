//! Files in: chosen or dropped, with progress and a way to stop.

use super::draw::verify;
use super::talk::Said;
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::use_state;
use crate::app::html;
use crate::browser;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

const UNCLEARED: &str = "没有清除，上次的汇总还存在本机。请刷新页面再试；仍不行，请在浏览器设置里清除本网站的数据。";

/// How reading goes on.
#[derive(PartialEq)]
pub struct Intake {
    /// So many of so many; none where nothing is being read.
    pub reading: Option<(u32, u32)>,
    /// A desk of before is kept in this browser.
    pub before: bool,
    /// It was given up.
    pub leave: Callback<()>,
}

/// 正在读入，3/40。 Where nobody knows of how many, the number alone.
pub fn progress((read, of): (u32, u32)) -> String {
    if of < read || of == 0 {
        format!("正在读入，{read}\u{a0}份。")
    } else {
        format!("正在读入，{read}/{of}。")
    }
}

/// Stops reading.
pub fn stop() -> Callback<MouseEvent> {
    Callback::from(|_: MouseEvent| browser::desk::stop_reading())
}

/// What is dropped anywhere on the desk is read.
pub fn drop_zone() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| {
        event.prevent_default();
        if let Some(transfer) = event.data_transfer() {
            browser::desk::read_dropped(&transfer);
        }
    })
}

/// The two fields, as buttons.
pub fn fields(primary: bool) -> Html {
    let onchange = Callback::from(|event: Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            browser::desk::read_chosen(&input);
        }
    });
    html! {
        <span class="desk-fields">
            <label class={classes!("button", primary.then_some("primary"))} for="desk-folder">{ "选文件夹" }</label>
            <input class="visually-hidden" id="desk-folder" type="file" multiple=true webkitdirectory=true onchange={onchange.clone()} />
            <label class="button" for="desk-files">{ "选文件或 ZIP 压缩包" }</label>
            <input class="visually-hidden" id="desk-files" type="file" multiple=true accept=".json,.jsonl,.zip" {onchange} />
        </span>
    }
}

/// Draws the page before anything is read.
#[component]
fn intake(props: &Intake) -> Html {
    let wrong = use_state(|| false);
    let verified = use_state(|| None::<Said>);
    let forget = {
        let (leave, wrong) = (props.leave.clone(), wrong.clone());
        Callback::from(move |_: MouseEvent| {
            let (leave, wrong) = (leave.clone(), wrong.clone());
            wrong.set(false);
            spawn_local(async move {
                if browser::desk::forget().await {
                    leave.emit(());
                } else {
                    wrong.set(true);
                }
            });
        })
    };
    let anew = {
        let leave = props.leave.clone();
        Callback::from(move |_: MouseEvent| {
            browser::desk::begin_anew();
            leave.emit(());
        })
    };
    html! {
        <section class="desk-intake">
            <h1>{ "把收到的档案拖进来" }</h1>
            <p class="lead">{ "文件夹、ZIP 压缩包，或一行一份的合并文件都可以。星级由本工具当场重算，不采信文件里写的；文件只在本机读取，不上传。" }</p>
            if let Some((read, of)) = props.reading {
                <p class="desk-progress" role="status"><b>{ progress((read, of)) }</b></p>
                if of >= read && of > 0 { <progress max={of.to_string()} value={read.to_string()} aria-label="读入进度" /> }
                <p><button class="button" type="button" onclick={stop()}>{ "停下，先看已读的" }</button></p>
            } else {
                <p class="desk-choose">{ fields(true) }</p>
                if *wrong { <p class="note red" role="alert">{ UNCLEARED }</p> }
                if props.before {
                    <p>{ "本机存有上次的汇总。现在读入的文件会加到上次的汇总里；不要上次的，先点“另开一份”。" }</p>
                    <p class="desk-fields">
                        <button class="button" type="button" onclick={Callback::from(|_: MouseEvent| browser::desk::reopen())}>{ "打开上次的汇总" }</button>
                        <button class="button" type="button" onclick={anew}>{ "另开一份，不要上次的" }</button>
                        <button class="button" type="button" onclick={forget}>{ "清除本机存的汇总" }</button>
                    </p>
                }
                <p class="note">{ "保存成文件的汇总也从这里打开。汇总另存一份在本机浏览器里，公用电脑用完请清除。" }</p>
                { verify(&verified) }
            }
        </section>
    }
}
