//! My dossiers: union, year, category, star, progress, last change, and what can be done with each.

use super::alert::{Tone, alert};
use super::stars::{StarsProps, stars};
use crate::app::html;
use crate::app::library::{self, Kept, LoadError};
use crate::app::route::{Page, Route};
use crate::app::words;
use crate::browser;
use crate::dossier::Dossier;
use crate::guideline::{Category, Star};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What the list shows.
#[derive(PartialEq)]
pub struct DossierListProps {
    /// What can be opened, newest first.
    pub kept: Vec<Kept>,
    /// What cannot be read: id and reason.
    pub unreadable: Vec<(String, LoadError)>,
    /// 删除
    pub on_delete: Callback<Rc<Dossier>>,
    /// Something was added: read again.
    pub on_change: Callback<()>,
}

/// A dossier that cannot be read, and the way to what is kept of it.
pub fn unreadable((id, error): &(String, LoadError)) -> Html {
    let id = id.clone();
    let take = Callback::from(move |_: MouseEvent| {
        let id = id.clone();
        spawn_local(async move {
            if let Some(text) = library::raw(&id).await {
                browser::download(&format!("{id}.json"), &text);
            }
        });
    });
    let more = html! { <p><button class="link" type="button" onclick={take}>{ "取出原始内容" }</button></p> };
    alert(Tone::Standing, "有一份档案读不出来", &format!("{error}它还在本机，没有删除。"), more)
}

/// Draws the list.
pub fn dossier_list(props: &DossierListProps) -> Html {
    html! {
        <>
            { for props.unreadable.iter().map(unreadable) }
            <table class="ledger shelf-table">
                <thead>
                    <tr>
                        <th>{ "单位" }</th><th>{ "年度" }</th><th>{ "类别" }</th><th>{ "星级" }</th>
                        <th class="number">{ "已填" }</th><th>{ "最近修改" }</th><th><span class="visually-hidden">{ "操作" }</span></th>
                    </tr>
                </thead>
                <tbody>
                    { for props.kept.iter().map(|kept| html! {
                        { dossier_line(&DossierLineProps { kept: kept.clone(), carried: carried(kept, &props.kept), on_delete: props.on_delete.clone(), on_change: props.on_change.clone() }) }
                    }) }
                </tbody>
            </table>
        </>
    }
}

/// The id of the dossier of the next year that was made from this one, if it was carried over already. Earlier versions
/// did not write from which: there the name tells.
fn carried(kept: &Kept, all: &[Kept]) -> Option<String> {
    let from = &kept.dossier;
    let is_next = |to: &Dossier| {
        to.previous.as_ref().is_some_and(|last| match last.id.as_str() {
            "" => to.year == from.year + 1 && to.union.name == from.union.name,
            id => id == from.id,
        })
    };
    all.iter().find(|other| is_next(&other.dossier)).map(|other| other.dossier.id.clone())
}

#[derive(PartialEq)]
struct DossierLineProps {
    kept: Kept,
    /// The dossier of the next year that was made from it.
    carried: Option<String>,
    on_delete: Callback<Rc<Dossier>>,
    on_change: Callback<()>,
}

fn dossier_line(props: &DossierLineProps) -> Html {
    let dossier = &props.kept.dossier;
    let rating = dossier.rating();
    let to = |page: Page| Route::Dossier(dossier.id.clone(), page).to_string();
    let reviewed = dossier.reviewed_by_all();
    let stands = reviewed.as_ref().map(|after| &after.rating);
    let (assured, attainable) =
        stands.or(rating.as_ref().ok()).map_or((Star::None, Star::Five), |rating| (rating.assured, rating.attainable));
    let reference = if dossier.union.category == Some(Category::Township) { "（参照）" } else { "" };
    let sentence = rating
        .as_ref()
        .map_or_else(|_| "单位信息未填完".to_owned(), |rating| words::standing(rating, stands, "，") + reference);
    let progress = match (&rating, dossier.profile()) {
        (Ok(rating), Ok(profile)) => Some(rating.progress(profile)),
        _ => None,
    };
    let complete = progress.is_some_and(|(filled, all)| filled == all);
    let go_on = if complete { "查看" } else { "继续填写" };
    let name = words::union_name(dossier);
    let duplicate = {
        let (dossier, on_change) = (dossier.clone(), props.on_change.clone());
        Callback::from(move |_: MouseEvent| {
            let mut copy = dossier.copy_as(browser::random_id());
            copy.union.name.truncate(copy.union.name.trim_end().len());
            copy.union.name.push_str("（副本）");
            let on_change = on_change.clone();
            spawn_local(async move {
                library::begin(copy).await;
                on_change.emit(());
            });
        })
    };
    let carry_over = {
        let (dossier, carried) = (dossier.clone(), props.carried.clone());
        Callback::from(move |_: MouseEvent| {
            // Once is enough: the one that is there is opened.
            if let Some(id) = &carried {
                browser::set_hash(&Route::Dossier(id.clone(), Page::Facts(None)).to_string());
                return;
            }
            let next = dossier.carry_over(browser::random_id());
            spawn_local(async move {
                let place = Route::Dossier(next.id.clone(), Page::Facts(None)).to_string();
                library::begin(next).await;
                browser::set_hash(&place);
            });
        })
    };
    let export = {
        let dossier = dossier.clone();
        Callback::from(move |_: MouseEvent| {
            library::export(&dossier);
        })
    };
    let delete = {
        let (dossier, on_delete) = (dossier.clone(), props.on_delete.clone());
        Callback::from(move |_: MouseEvent| on_delete.emit(dossier.clone()))
    };
    html! {
        <tr>
            <th scope="row" class="shelf-name">
                <a href={to(Page::Result)}>{ name.to_owned() }</a>
                if dossier.sample { <span class="badge">{ "示例" }</span> }
                if let Some(note) = props.kept.note { <span class="note red">{ note }</span> }
            </th>
            <td class="shelf-year">{ dossier.year }</td>
            <td class="shelf-category">{ dossier.union.category.map_or("未选", Category::short_name) }</td>
            <td class="shelf-star">
                { stars(&StarsProps { assured, attainable, size: 18 }) }
                <span class="note">{ sentence }</span>
            </td>
            <td class="number shelf-progress">{ progress.map(|(filled, all)| format!("{filled}/{all}")) }</td>
            <td class="shelf-date">{ browser::day_text(props.kept.saved) }</td>
            <td class="shelf-actions">
                <a class="link" href={to(if complete { Page::Result } else { Page::Facts(None) })} aria-label={format!("{go_on}：{name}")}>{ go_on }</a>
                <details class="more">
                    <summary class="tool">{ "更多" }<span class="visually-hidden">{ format!("：{name}") }</span></summary>
                    <div class="menu">
                        <a href={to(Page::Union)}>{ "改名、改年度" }</a>
                        <button type="button" onclick={carry_over}>{ format!("{} {} 年度", if props.carried.is_some() { "打开" } else { "转入" }, dossier.year + 1) }</button>
                        <button type="button" onclick={duplicate}>{ "复制一份" }</button>
                        <button type="button" onclick={export}>{ "导出档案" }</button>
                        <button type="button" onclick={delete}>{ "删除" }</button>
                    </div>
                </details>
            </td>
        </tr>
    }
}
