//! 本机数据: a backup of all, what was deleted, what was damaged, and clearing all of it.

use crate::app::component;
use crate::app::components::alert::{Tone, alert};
use crate::app::components::dossier_list::unreadable;
use crate::app::components::site_header::site_header;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::app::library::{self, Kept, LoadError};
use crate::app::shelf;
use crate::app::words;
use crate::browser;
use crate::dossier::Dossier;
use crate::journal;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What there is.
#[derive(Clone, PartialEq, Default)]
struct Found {
    kept: Vec<Kept>,
    unreadable: Vec<(String, LoadError)>,
    /// Place, text, and the dossier where it can be read.
    trash: Vec<(String, String, Option<Rc<Dossier>>)>,
    damaged: Vec<(String, String)>,
    failure: Option<String>,
}

impl Found {
    async fn read() -> Self {
        let (kept, unreadable) = match library::list().await {
            Ok(all) => all,
            Err(error) => return Self { failure: Some(error.to_string()), ..Self::default() },
        };
        let trash = library::deleted().await.unwrap_or_default().into_iter().map(|(place, text)| {
            let dossier = library::read_deleted(&text).map(|state| state.dossier);
            (place, text, dossier)
        });
        let damaged = shelf::entries(journal::DAMAGED).await.unwrap_or_default();
        let damaged = damaged.into_iter().map(|entry| (entry.key, entry.text));
        Self { kept, unreadable, trash: trash.collect(), damaged: damaged.collect(), failure: None }
    }
}

/// The page.
#[derive(PartialEq)]
pub struct DataPage;

/// Draws it.
#[component]
fn data_page(_: &DataPage) -> Html {
    let found = use_state(|| None::<Found>);
    let said = use_state(|| None::<String>);
    let sure = use_state(|| false);
    let read = {
        let found = found.clone();
        Callback::from(move |()| {
            let found = found.clone();
            spawn_local(async move { found.set(Some(Found::read().await)) });
        })
    };
    {
        let read = read.clone();
        use_effect_with((), move |()| read.emit(()));
    }
    // Does something, says what came of it, reads again.
    let act = {
        let (said, read, sure) = (said.clone(), read.clone(), sure.clone());
        move |act: Act| {
            let (said, read, sure) = (said.clone(), read.clone(), sure.clone());
            Callback::from(move |_: MouseEvent| {
                let (said, read, act) = (said.clone(), read.clone(), act.clone());
                // What was asked is answered.
                sure.set(false);
                spawn_local(async move {
                    said.set(Some(act.done().await));
                    read.emit(());
                    // What was pressed may be gone, once it is drawn.
                    browser::after(100, browser::focus_page).forget();
                });
            })
        }
    };
    let Some(all) = &*found else {
        return html! { <>{ site_header() }<main class="wrap narrow" id="main"><p class="note" role="status">{ "正在读取……" }</p></main></> };
    };
    let backup = {
        let kept = all.kept.clone();
        Callback::from(move |_: MouseEvent| {
            let lines: Vec<_> = kept.iter().map(|one| library::write(&one.dossier)).collect();
            browser::download(
                &format!("星级自评-全部档案-{}.jsonl", browser::date_text(browser::now())),
                &(lines.join("\n") + "\n"),
            );
        })
    };
    let warning = match all.unreadable.len() {
        0 => "还要用的档案，请先导出。".to_owned(),
        lost => format!(
            "还要用的档案，请先导出。读不出来的\u{a0}{lost}\u{a0}份也会清除，它们不在导出的文件里，请先在上面取出原始内容。"
        ),
    };
    let ask = {
        let sure = sure.clone();
        Callback::from(move |_: MouseEvent| {
            sure.set(!*sure);
            browser::after(0, || browser::focus("clear-title")).forget();
        })
    };
    let trash_line = |(place, text, dossier): &(String, String, Option<Rc<Dossier>>)| {
        let name = dossier.as_ref().map_or_else(
            || "读不出来的档案".to_owned(),
            |dossier| {
                let name = words::union_name(dossier);
                format!("{name} {}\u{a0}年", dossier.year)
            },
        );
        let of = |action: &str| format!("{action}：{name}");
        let text = text.clone();
        let file = format!("{}.txt", place.replace('/', "-"));
        let take = Callback::from(move |_: MouseEvent| {
            browser::download(&file, &text);
        });
        html! {
            <li class="kept-line" key={place.clone()}>
                <span class="kept-name">{ &name }{ library::deleted_at(place).map(|at| html! { <span class="note">{ format!("{}删除", browser::day_text(at)) }</span> }) }</span>
                <span class="kept-actions">
                    if dossier.is_some() {
                        <button class="button" type="button" aria-label={of("恢复")} onclick={act(Act::Restore(place.clone()))}>{ "恢复" }</button>
                    } else {
                        <button class="button" type="button" aria-label={of("取出原始内容")} onclick={take}>{ "取出原始内容" }</button>
                    }
                    // What nothing brings back is not done by one press.
                    <details class="kept-discard">
                        <summary class="link red" aria-label={of("彻底删除")}>{ "彻底删除" }</summary>
                        <button class="button" type="button" aria-label={of("确定彻底删除")} onclick={act(Act::Discard(place.clone()))}>{ "确定彻底删除" }</button>
                    </details>
                </span>
            </li>
        }
    };
    let damaged = {
        let text: String = all.damaged.iter().map(|(key, text)| format!("{key}\n{text}\n")).collect();
        Callback::from(move |_: MouseEvent| {
            browser::download("损坏的记录.txt", &text);
        })
    };
    html! {
        <>
            { site_header() }
            <main class="wrap narrow kept-page" id="main">
                <h1>{ "本机数据" }</h1>
                <p class="lead">{ "档案只在这台设备的这个浏览器里。换电脑、清理浏览器之前，请先备份。" }</p>
                if let Some(failure) = &all.failure {
                    { alert(Tone::Alert, "读不到本机保存的档案", failure, html! {}) }
                }
                if let Some(said) = &*said { <p class="undo-line" role="status">{ said }</p> }
                <section aria-labelledby="backup-title">
                    <h2 id="backup-title">{ "备份" }</h2>
                    { for all.unreadable.iter().map(unreadable) }
                    if all.kept.is_empty() {
                        if all.unreadable.is_empty() { <p class="empty">{ "本机没有档案。" }</p> }
                    } else {
                        <p>{ format!("本机有 {} 份档案。备份是一个文件，每行一份，可以在首页导入，汇总台也能读。", all.kept.len()) }</p>
                        <p><button class="button primary" type="button" onclick={backup.clone()}>{ "导出全部档案" }</button></p>
                    }
                </section>
                <section aria-labelledby="trash-title">
                    <h2 id="trash-title">{ "回收站" }</h2>
                    if all.trash.is_empty() {
                        <p class="empty">{ "回收站是空的。删除的档案会先放在这里。" }</p>
                    } else {
                        <ul class="kept-list">{ for all.trash.iter().map(trash_line) }</ul>
                    }
                </section>
                if !all.damaged.is_empty() {
                    <section aria-labelledby="damaged-title">
                        <h2 id="damaged-title">{ "损坏的记录" }</h2>
                        <p>{ format!("有 {} 条保存记录读不出来或接不上，已移到一边，没有删除。", all.damaged.len()) }</p>
                        <p class="kept-actions">
                            <button class="button" type="button" onclick={damaged}>{ "取出原始内容" }</button>
                            <button class="link red" type="button" onclick={act(Act::DiscardDamaged)}>{ "删除这些记录" }</button>
                        </p>
                    </section>
                }
                <section aria-labelledby="clear-title">
                    <h2 id="clear-title" tabindex="-1">{ "清除本机数据" }</h2>
                    <p>{ "清除本工具在这个浏览器里存下的全部内容：档案、回收站、以前的版本、汇总台和显示设置。公用电脑用完后请清除。" }</p>
                    if *sure {
                        { alert(Tone::Alert, "清除后不能恢复", &warning, html! {
                            <p class="kept-actions">
                                if !all.kept.is_empty() { <button class="button primary" type="button" onclick={backup}>{ "先导出全部档案" }</button> }
                                <button class="button red" type="button" onclick={act(Act::Clear)}>{ "确认清除" }</button>
                                <button class="link" type="button" onclick={ask}>{ "不清除" }</button>
                            </p>
                        }) }
                    } else {
                        <p><button class="button" type="button" onclick={ask}>{ "清除本机数据" }</button></p>
                    }
                </section>
            </main>
        </>
    }
}

#[derive(Clone)]
enum Act {
    Restore(String),
    Discard(String),
    DiscardDamaged,
    Clear,
}

impl Act {
    async fn done(self) -> String {
        let result = match self {
            Self::Restore(place) => {
                return match library::restore(&place).await {
                    Ok(()) => "已恢复，可以在首页打开。".to_owned(),
                    Err(error) => error.to_string(),
                };
            }
            Self::Discard(place) => library::discard(&place).await.map(|()| "已彻底删除。"),
            Self::DiscardDamaged => discard_damaged().await.map(|()| "已删除损坏的记录。"),
            Self::Clear => browser::clear_all().await.map(|()| "已清除。这个浏览器里不再有本工具的内容。"),
        };
        result.map_or_else(|error| error.to_string(), str::to_owned)
    }
}

async fn discard_damaged() -> Result<(), browser::StorageError> {
    for entry in shelf::entries(journal::DAMAGED).await? {
        shelf::remove(&entry.key).await?;
    }
    Ok(())
}
