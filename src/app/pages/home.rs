//! Home: what this is, my dossiers, import, samples, what happens to the data.

use crate::app::canvas::classes;
use crate::app::component;
use crate::app::components::alert::{Tone, alert};
use crate::app::components::dossier_list::{DossierListProps, dossier_list};
use crate::app::components::site_header::site_header;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::app::library::{self, Kept, LoadError};
use crate::app::route::{Page, Route};
use crate::app::words;
use crate::browser::{self, File};
use crate::dossier::{Dossier, LARGEST_FILE};
use crate::guideline::{Category, STAR_RULES, StarRule};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What brought us here.
#[derive(PartialEq)]
pub struct Home {
    /// The address named nothing of ours.
    pub lost: bool,
    /// A dossier could not be opened: the reason.
    pub failure: Option<String>,
}

/// What is on this device.
#[derive(Clone, PartialEq, Default)]
struct Shelf {
    /// Whether it has been read.
    is_read: bool,
    kept: Vec<Kept>,
    unreadable: Vec<(String, LoadError)>,
    failure: Option<String>,
}

impl Shelf {
    async fn read() -> Self {
        match library::list().await {
            Ok((kept, unreadable)) => Self { is_read: true, kept, unreadable, failure: None },
            Err(error) => Self { is_read: true, failure: Some(error.to_string()), ..Self::default() },
        }
    }
}

/// Something that was not done: what, why, and what to do.
#[derive(Clone, PartialEq)]
struct Refused {
    title: String,
    reason: String,
    is_import: bool,
}

/// Draws the page.
#[component]
fn home(props: &Home) -> Html {
    // Never the first render from storage: the shelf is read once the page stands.
    let shelf = use_state(Shelf::default);
    // The last one deleted, and its place in the trash.
    let deleted = use_state(|| None::<(Rc<Dossier>, String)>);
    let refused = use_state(|| None::<Refused>);
    let taken = use_state(Vec::<Taken>::new);
    let reread = {
        let shelf = shelf.clone();
        Callback::from(move |()| {
            let shelf = shelf.clone();
            spawn_local(async move { shelf.set(Shelf::read().await) });
        })
    };
    {
        let reread = reread.clone();
        use_effect_with((), move |()| reread.emit(()));
    }
    // Deletes one, or takes that back.
    let change = {
        let (deleted, refused, reread) = (deleted.clone(), refused.clone(), reread.clone());
        move |dossier: Rc<Dossier>, back: Option<String>| {
            let (deleted, refused, reread) = (deleted.clone(), refused.clone(), reread.clone());
            spawn_local(async move {
                let is_back = back.is_some();
                let done = match back {
                    Some(place) => library::restore(&place).await.map(|()| None),
                    None => library::delete(&dossier.id).await.map(Some).map_err(LoadError::Storage),
                };
                refused.set(done.as_ref().err().map(|error| Refused {
                    title: format!("没有{}“{}”", if is_back { "恢复" } else { "删除" }, words::union_name(&dossier)),
                    reason: error.to_string(),
                    is_import: false,
                }));
                if let Ok(place) = done {
                    deleted.set(place.map(|place| (dossier, place)));
                }
                reread.emit(());
                browser::after(100, || browser::focus_lost("undo-delete")).forget();
            });
        }
    };
    let on_delete = {
        let change = change.clone();
        Callback::from(move |dossier| change(dossier, None))
    };
    let take = {
        let (refused, reread, all) = (refused.clone(), reread.clone(), taken.clone());
        Callback::from(move |file: File| {
            let (refused, reread, all) = (refused.clone(), reread.clone(), all.clone());
            spawn_local(async move {
                match import(&file).await {
                    Ok(taken) => match taken.as_slice() {
                        [Taken::Here(id)] => browser::set_hash(&result(id)),
                        _ => {
                            all.set(taken);
                            refused.set(None);
                            reread.emit(());
                        }
                    },
                    Err(reason) => {
                        reread.emit(());
                        let title = format!("没有导入“{}”", file.name());
                        refused.set(Some(Refused { title, reason, is_import: true }));
                        // It may have been chosen further down.
                        browser::scroll_top();
                    }
                }
            });
        })
    };
    {
        // A file that was chosen before the page stood.
        let take = take.clone();
        use_effect_with((), move |()| {
            if let Some(file) = browser::files_of("import-file").into_iter().next() {
                take.emit(file);
            }
        });
    }
    let on_files = Callback::from(move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(file) = input.and_then(|input| browser::chosen_files(&input).into_iter().next()) {
            take.emit(file);
        }
    });
    let beside = taken.iter().filter(|taken| **taken == Taken::Beside).count();
    let empty = shelf.kept.is_empty() && shelf.unreadable.is_empty();
    html! {
        <>
            { site_header() }
            <main class={classes!("wrap", "home", (!shelf.is_read).then_some("is-reading"))} id="main">
                if props.lost {
                    { alert(Tone::Alert, "没有这个页面", "地址可能不完整，已回到首页。", html! {}) }
                }
                if let Some(failure) = &props.failure {
                    { alert(Tone::Alert, "这份档案打不开", failure, html! {}) }
                }
                { refusal(refused.as_ref().filter(|refused| refused.is_import)) }
                <section class="hero">
                    <div class="hero-text">
                        <h1 class="hero-title">{ "本单位工会能定几星，" }<br />{ "还差什么" }</h1>
                        <p class="lead">{ "对照《杭州市基层工会规范化建设工作指引》逐行自评，当场看到星级、缺项和" }<span class="nowrap">{ "下一步，" }</span>{ "最后打印成报告。" }</p>
                        <p class="hero-actions">
                            <a class="button primary" href="#/new">{ "开始自评" }</a>
                            <label class="button" for="import-file">{ "导入档案" }</label>
                            <input class="visually-hidden" id="import-file" type="file" accept=".json,.jsonl,application/json" onchange={on_files} />
                        </p>
                    </div>
                    { star_conditions() }
                </section>
                if let Some(failure) = &shelf.failure {
                    { alert(Tone::Alert, "读不到本机保存的档案", failure, html! {}) }
                }
                <section class="shelf" aria-labelledby="shelf-title">
                    <h2 id="shelf-title">{ "我的档案" }</h2>
                    { refusal(refused.as_ref().filter(|refused| !refused.is_import)) }
                    if beside > 0 {
                        <p class="undo-line" role="status">{ format!("导入的档案中有 {beside} 份与本机的同一份内容不同，已另存在列表最前面，原来的没有改动。请核对后删去不要的。") }</p>
                    }
                    for one in taken.iter() {
                        if let Taken::Reviewed(id, said) = one {
                            <p class="undo-line" role="status">{ said }<a class="link" href={result(id)}>{ "看结果" }</a></p>
                        }
                    }
                    if let Some((dossier, place)) = (*deleted).clone() {
                        <p class="undo-line" role="status">
                            { format!("已删除“{} {}”。", words::union_name(&dossier), dossier.year) }
                            <button class="link" type="button" id="undo-delete" onclick={Callback::from(move |_: MouseEvent| change(dossier.clone(), Some(place.clone())))}>{ "撤销删除" }</button>
                        </p>
                    }
                    if empty {
                        <p class="empty">{ "还没有档案。点“开始自评”新建一份，或导入同事发来的档案；想先看看，可以打开下面的示例。" }</p>
                    } else {
                        { dossier_list(&DossierListProps { kept: shelf.kept.clone(), unreadable: shelf.unreadable.clone(), on_delete, on_change: reread }) }
                    }
                </section>
                <section class="samples" aria-labelledby="samples-title">
                    <h2 id="samples-title">{ "示例" }</h2>
                    <p class="note">{ "六类工会各一份，数字和答复是虚构的。打开后可以随意改，不影响您的档案。" }</p>
                    <ul class="sample-list">{ for Category::ALL.into_iter().map(sample_link) }</ul>
                </section>
                <div class="ways">
                    { way("导入", "打开备份，或同事发来的档案。同一单位可以并存多个年度。", html! { <label class="link" for="import-file">{ "选择文件" }</label> }) }
                    { way("汇总", "供市总、区县总使用：放入档案，看各星占比、差一行的单位，抽查。文件不上传。", html! { <a class="link" href={Route::Desk.to_string()}>{ "打开汇总台" }</a> }) }
                    { way("指引与口径", "逐行原文、存疑之处，以及本工具采用的口径。", html! { <><a class="link" href={Route::Guide(Category::Soe, None).to_string()}>{ "查阅原文" }</a><a class="link" href={Route::Readings.to_string()}>{ "本工具口径" }</a></> }) }
                </div>
                { by_code("") }
                <section class="privacy">
                    <h3>{ "填写的内容去了哪里" }</h3>
                    <p>{ "本工具不设账号、不上传数据；填写内容仅保存在本设备浏览器中，清除缓存或换设备会丢失，请及时导出备份；公用电脑使用后请“清除本机数据”。" }<br /><a class="link" href={Route::Data.to_string()}>{ "备份、回收站、清除本机数据" }</a></p>
                </section>
            </main>
        </>
    }
}

fn refusal(refused: Option<&Refused>) -> Html {
    let Some(Refused { title, reason, is_import }) = refused else { return html! {} };
    let another = html! {
        if *is_import {
            <p class="note">{ "本机原有的档案没有变动，这个文件也没有改动。" }</p>
            <p><label class="button primary" for="import-file">{ "另选文件" }</label></p>
        }
    };
    alert(Tone::Alert, title, reason, another)
}

/// The five stars and their conditions, from the data.
fn star_conditions() -> Html {
    let condition = |rule: &StarRule| match (rule.all_of, rule.vitality_percent) {
        (Some(index), _) => html! { { format!("{}全部达到", index.name()) } },
        (None, Some(percent)) => {
            let vitality = format!("{}活力指数达到 {percent}%", rule.star.name());
            match rule.innovation_at_least {
                Some(_) => html! { <>{ vitality }{ "，" }<span class="nowrap">{ "并有创新" }</span></> },
                None => html! { { vitality } },
            }
        }
        (None, None) => html! {},
    };
    html! {
        <table class="ledger conditions">
            <caption class="conditions-title">{ "五个星级" }</caption>
            <thead><tr><th>{ "星级" }</th><th>{ "目标" }</th><th>{ "条件" }</th></tr></thead>
            <tbody>
                { for STAR_RULES.iter().map(|rule| html! {
                    <tr><th scope="row"><b>{ rule.star.name() }</b></th><td class="conditions-aim">{ rule.aim }</td><td>{ condition(rule) }</td></tr>
                }) }
            </tbody>
        </table>
    }
}

/// One of the other ways in.
fn way(title: &'static str, about: &'static str, links: Html) -> Html {
    html! { <section class="way"><h2 class="way-title">{ title }</h2><p class="note">{ about }</p><p class="way-links">{ links }</p></section> }
}

fn sample_link(category: Category) -> Html {
    html! { <li><a class="link" data-sample={category.key()} href={Route::Sample(category).to_string()}>{ category.name() }</a></li> }
}

/// A backup of some thousand dossiers.
const LARGEST_BACKUP: u64 = 256 << 20;

/// What became of an imported dossier.
#[derive(Clone, PartialEq)]
enum Taken {
    /// It is here, under this id.
    Here(String),
    /// Layers of review were added to the one of this id, as the sentence says.
    Reviewed(String, String),
    /// It was put beside another state of it.
    Beside,
}

fn result(id: &str) -> String {
    Route::Dossier(id.to_owned(), Page::Result).to_string()
}

/// Imports a file, or a backup of many with one a line.
async fn import(file: &File) -> Result<Vec<Taken>, String> {
    const TOO_LARGE: &str = "文件太大，不像一份星级自评档案。请核对是否选错了文件。";
    if file.size() > LARGEST_BACKUP {
        return Err(TOO_LARGE.to_owned());
    }
    let bytes = browser::read_bytes(file).await.ok_or("浏览器读不出这个文件，请把它存到本机后再选。")?;
    if bytes.is_empty() {
        return Err("文件是空的，可能没有传完。请让对方重新发送。".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        if error.as_bytes().contains(&0) {
            "不是文字文件（可能是照片、Word 或 PDF）。请选本工具导出的档案。"
        } else {
            "文字不是 UTF-8 编码，可能另存成了 GBK。请让对方重新导出，不要用别的程序另存。"
        }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.iter().any(|line| line.len() as u64 > LARGEST_FILE) {
        return Err(TOO_LARGE.to_owned());
    }
    let read = match library::read(text) {
        Err(LoadError::NotJson(_)) if lines.len() > 1 && lines.iter().all(|line| line.starts_with('{')) => {
            let one = |(at, line): (usize, &&str)| {
                library::read(line).map_err(|error| format!("第\u{a0}{}\u{a0}份：{error}", at + 1))
            };
            // All or none: half a backup would look like a whole one.
            lines.iter().enumerate().map(one).collect::<Result<Vec<_>, _>>()?
        }
        read => vec![read.map_err(|error| error.to_string())?],
    };
    let (mut taken, mut here) = (Vec::new(), None);
    for dossier in read {
        match take_in(dossier, &mut here).await {
            Ok(one) => taken.push(one),
            Err(reason) if taken.is_empty() => return Err(reason),
            Err(reason) => {
                return Err(format!("前\u{a0}{}\u{a0}份已经导入，后面的没有：{reason}", taken.len()));
            }
        }
    }
    Ok(taken)
}

/// Under its own id where that is free, under a new one where another state of it is here already. Layers of review go
/// to what is here. All that is here is read once, where a copy may be among it.
async fn take_in(mut dossier: Dossier, all: &mut Option<Vec<Rc<Dossier>>>) -> Result<Taken, String> {
    let here = library::load(&dossier.id).await;
    let is_beside = here.is_ok();
    if let Ok(kept) = &here
        && let Some((merged, levels)) = kept.dossier.with_reviews_of(&dossier)
    {
        if levels.is_empty() {
            return Ok(Taken::Here(merged.id));
        }
        library::save(&merged).await.map_err(|error| error.to_string())?;
        let mut said = format!("“{} {}”加入了复核意见：", words::union_name(&merged), merged.year);
        for (at, level) in levels.into_iter().enumerate() {
            said.push_str(if at > 0 { "；" } else { "" });
            said.push_str(level.name());
        }
        said.push('。');
        return Ok(Taken::Reviewed(merged.id, said));
    }
    // The same file once more is the copy that it was before.
    if is_beside {
        if all.is_none() {
            *all = library::list().await.ok().map(|(kept, _)| kept.into_iter().map(|kept| kept.dossier).collect());
        }
        let is_same = |kept: &&Rc<Dossier>| {
            kept.union == dossier.union && Dossier { id: dossier.id.clone(), ..Dossier::clone(kept) } == dossier
        };
        if let Some(kept) = all.iter().flatten().find(is_same) {
            return Ok(Taken::Here(kept.id.clone()));
        }
    }
    if is_beside || !library::can_stand(&dossier.id) || !matches!(here, Ok(_) | Err(LoadError::Absent)) {
        dossier.id = browser::random_id();
    }
    library::save(&dossier).await.map_err(|error| error.to_string())?;
    let taken = if is_beside { Taken::Beside } else { Taken::Here(dossier.id.clone()) };
    if let Some(all) = all {
        all.push(Rc::new(dossier));
    }
    Ok(taken)
}

/// A field for the code that carries a draft here from another browser; with one that could not be read, to be mended.
pub fn by_code(given: &str) -> Html {
    let open = Callback::from(|event: SubmitEvent| {
        event.prevent_default();
        if let Some(text) = browser::typed_in(&event, "textarea") {
            let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            // A whole link is as good as its code.
            let code = code.split("#/r/").last().unwrap_or_default().to_owned();
            browser::set_hash(&Route::Code(if code.is_empty() { "-".to_owned() } else { code }).to_string());
        }
    });
    html! {
        <details class="disclosure by-code" open={!given.is_empty()}>
            <summary>{ "用备份码导入" }</summary>
            <form onsubmit={open}>
                <label class="note" for="import-code">{ "在另一个浏览器的“自评报告”里点“备份码”，复制后粘贴到这里。" }</label>
                // Without a code nothing is written over one that was pasted before the page stood.
                <textarea class="textarea" id="import-code" rows="3" autocomplete="off" value={(!given.is_empty()).then(|| given.to_owned())} />
                <p><button class="button" type="submit">{ "打开" }</button></p>
            </form>
        </details>
    }
}
