//! The top bar: whose dossier, whether it is saved, undo, more.

use super::display_switch::DisplaySwitch;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use yew::prelude::*;

/// Whether the dossier is saved on this device.
#[derive(Clone, PartialEq, Debug)]
pub enum SaveState {
    /// Nothing to save yet.
    Idle,
    /// On its way.
    Saving,
    /// Saved, at this time of day: it survives the browser being closed or killed.
    Saved(String),
    /// Not saved: why, and what to do.
    Failed(String),
}

/// What the bar shows.
#[derive(PartialEq)]
pub struct TopBarProps {
    /// The open dossier.
    pub open: Open,
    /// Whether it is saved.
    pub save: SaveState,
    /// 撤销
    pub undo: Callback<()>,
    /// 重做
    pub redo: Callback<()>,
    /// 导出档案
    pub export: Callback<()>,
}

/// Draws the bar.
pub fn top_bar(props: &TopBarProps) -> Html {
    let dossier = &props.open.dossier;
    let name = if dossier.union.name.is_empty() { "未命名工会" } else { dossier.union.name.as_str() };
    let category = dossier.union.category.map_or("", crate::guideline::Category::short_name);
    let call = |callback: &Callback<()>| {
        let callback = callback.clone();
        Callback::from(move |_: MouseEvent| callback.emit(()))
    };
    let save = match &props.save {
        SaveState::Idle => html! {},
        SaveState::Saving => html! { <span>{ "正在保存" }</span> },
        SaveState::Saved(time) => html! { <span>{ format!("已保存 {time}") }</span> },
        SaveState::Failed(_) => html! { <span class="red">{ "未能保存" }</span> },
    };
    let union = Route::Dossier(dossier.id.clone(), Page::Union);
    html! {
        <header class="top">
            <div class="wrap top-line">
                <a class="brand" href="#/" title="回到首页">{ brand_star() }{ "星级自评" }</a>
                <p class="top-union">
                    <a class="top-name" href={union.to_string()}>{ name }</a>
                    <span>{ format!("{} 年", dossier.year) }</span>
                    <span>{ category }</span>
                    if dossier.sample { <span class="badge">{ "示例" }</span> }
                </p>
                <div class="top-tools">
                    <span class="top-save" role="status">{ save }</span>
                    <button class="tool" type="button" onclick={call(&props.undo)} disabled={!props.open.can_undo()}>{ "撤销" }</button>
                    <details class="more">
                        <summary class="tool">{ "更多" }</summary>
                        <div class="menu">
                            <button type="button" onclick={call(&props.redo)} disabled={!props.open.can_redo()}>{ "重做" }</button>
                            <a href={union.to_string()}>{ "单位信息" }</a>
                            <button type="button" onclick={call(&props.export)}>{ "导出档案" }</button>
                            if let Some(category) = dossier.union.category { <a href={Route::Guide(category, None).to_string()}>{ "指引原文" }</a> }
                            <a href="#/">{ "我的档案" }</a>
                            <DisplaySwitch class="" />
                        </div>
                    </details>
                </div>
            </div>
            if let SaveState::Failed(reason) = &props.save {
                <div class="wrap"><div class="alert" role="alert">
                    <p class="alert-title">{ "刚才的填写没有保存到本机" }</p>
                    <p>{ format!("{reason}填写内容仍在本页，请不要关闭。") }</p>
                    <p><button class="button primary" type="button" onclick={call(&props.export)}>{ "导出备份" }</button></p>
                </div></div>
            }
        </header>
    }
}

/// The red star of the brand.
pub fn brand_star() -> Html {
    html! {
        <svg class="brand-star" width="16" height="16" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M12 1.6 14.9 8.9 22.6 9.4 16.6 14.4 18.6 21.9 12 17.7 5.4 21.9 7.4 14.4 1.4 9.4 9.1 8.9Z" />
        </svg>
    }
}
