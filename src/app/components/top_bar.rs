//! The top bar: whose dossier, whether it is saved, undo, more.

use super::alert::{Tone, alert};
use super::display_switch::DisplaySwitch;
use super::save_mark::{SaveMark, Saves};
use crate::app::component;
use crate::app::html;
use crate::app::later;
use crate::app::route::{Page, Route};
use crate::app::shown::Notice;
use crate::app::store::Open;
use crate::app::words;
use crate::guideline::Category;
use crate::journal::Missed;
use yew::prelude::*;

/// What the bar shows: nothing that an answer changes, so that it is not drawn again for one.
#[derive(PartialEq)]
pub struct TopBar {
    /// The dossier's id, for links.
    pub dossier: String,
    /// Whose it is.
    pub name: String,
    /// Of which year.
    pub year: u16,
    /// Of which category.
    pub category: Option<Category>,
    /// Whether it is a sample.
    pub sample: bool,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to do again.
    pub can_redo: bool,
    /// Whether it is saved.
    pub saves: Saves,
    /// Why it is not.
    pub unsaved: Option<String>,
    /// What else is to be said.
    pub notice: Option<Notice>,
    /// What is asked for here.
    pub act: Callback<Act>,
}

/// What can be asked for here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// 撤销
    Undo,
    /// 重做
    Redo,
    /// 导出档案
    Export,
    /// 知道了
    Dismiss,
}

impl TopBar {
    /// Of what is open.
    pub fn new(open: &Open, saves: Saves, unsaved: Option<String>, notice: Option<Notice>, act: Callback<Act>) -> Self {
        let dossier = &open.dossier;
        Self {
            dossier: dossier.id.clone(),
            name: words::union_name(dossier).to_owned(),
            year: dossier.year,
            category: dossier.union.category,
            sample: dossier.sample,
            can_undo: open.can_undo(),
            can_redo: open.can_redo(),
            saves,
            unsaved,
            notice,
            act,
        }
    }
}

/// Draws the bar.
#[component]
fn top_bar(props: &TopBar) -> Html {
    let category = props.category.map_or("", Category::short_name);
    let call = |act: Act| props.act.reform(move |_: MouseEvent| act);
    let union = Route::Dossier(props.dossier.clone(), Page::Union);
    // Said and not done where there is nothing to undo: `disabled` would take the keyboard off the button.
    html! {
        <header class="top">
            <div class="wrap top-line">
                <a class="brand" href="#/" title="回到首页">{ brand_star() }{ "星级自评" }</a>
                <p class="top-union">
                    <a class="top-name" href={union.to_string()}>{ props.name.clone() }</a>
                    <span>{ format!("{} 年", props.year) }</span>
                    <span>{ category }</span>
                    if props.sample { <span class="badge">{ "示例" }</span> }
                </p>
                <div class="top-tools">
                    <SaveMark saves={props.saves.clone()} />
                    <button class="tool" type="button" id="undo" onclick={call(Act::Undo)} aria-disabled={(!props.can_undo).then_some("true")}>{ "撤销" }</button>
                    <details class="more">
                        <summary class="tool">{ "更多" }</summary>
                        <div class="menu">
                            <button type="button" id="redo" onclick={call(Act::Redo)} aria-disabled={(!props.can_redo).then_some("true")}>{ "重做" }</button>
                            <a href={union.to_string()}>{ "单位信息" }</a>
                            <button type="button" onclick={call(Act::Export)}>{ "导出档案" }</button>
                            <a href={Route::Dossier(props.dossier.clone(), Page::Versions).to_string()}>{ "以前的版本" }</a>
                            if let Some(category) = props.category { <a href={Route::Guide(category, None).to_string()}>{ "指引原文" }</a> }
                            <a href="#/">{ "我的档案" }</a>
                            <DisplaySwitch class="" />
                        </div>
                    </details>
                </div>
            </div>
            if let Some(reason) = &props.unsaved {
                <div class="wrap">
                    { alert(Tone::Alert, "刚才的填写没有保存到本机", &format!("{reason}填写内容仍在本页，请不要关闭。"), html! {
                        <p><button class="button primary" type="button" onclick={call(Act::Export)}>{ "导出备份" }</button></p>
                    }) }
                </div>
            } else if let Some(notice) = props.notice {
                <div class="wrap">{ notice_of(notice, &call(Act::Export), &call(Act::Dismiss)) }</div>
            }
        </header>
    }
}

fn notice_of(notice: Notice, export: &Callback<MouseEvent>, dismiss: &Callback<MouseEvent>) -> Html {
    const EXPORT: (&str, &str) = ("建议导出一份备份", "填写的内容都在本机，清理浏览器或换电脑就会丢失。");
    let (title, text) = later::notice(notice).unwrap_or(EXPORT);
    let actions = html! {
        <p class="notice-actions">
            if matches!(notice, Notice::ReadOnly | Notice::Export | Notice::Gone | Notice::Missed(Missed::Gone)) {
                <button class="button" type="button" onclick={export}>{ "导出备份" }</button>
            }
            if notice == Notice::Copied { <a class="button" href="#/">{ "我的档案" }</a> }
            if notice == Notice::Missed(Missed::Damaged) { <a class="button" href={Route::Data.to_string()}>{ "本机数据" }</a> }
            if notice != Notice::ReadOnly {
                <button class="link" type="button" onclick={dismiss}>{ "知道了" }</button>
            }
        </p>
    };
    alert(Tone::Notice, title, text, actions)
}

/// The red star of the brand.
pub fn brand_star() -> Html {
    html! {
        <svg class="brand-star" width="16" height="16" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 1.6 14.9 8.9 22.6 9.4 16.6 14.4 18.6 21.9 12 17.7 5.4 21.9 7.4 14.4 1.4 9.4 9.1 8.9Z" />
        </svg>
    }
}
