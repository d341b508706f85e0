//! 单位信息: who is rated, editable at any time; answers stay when the category changes.

use super::DossierProps;
use crate::app::components::honours::{HonoursProps, honours};
use crate::app::components::union_form::{UnionFormProps, union_form};
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::dossier::Action;
use yew::prelude::*;

/// Draws the page.
pub fn union_page(props: &DossierProps) -> Html {
    let dossier = &props.open.dossier;
    let on_union = props.edit.reform(Action::SetUnion);
    let on_year = props.edit.reform(Action::SetYear);
    let gaps = dossier.profile().err().unwrap_or_default();
    html! {
        <>
            <h1>{ "单位信息" }</h1>
            <p class="note">{ "改类别或建会形式会换一套指标；已填的答复都留着，改回来就在。" }</p>
            { union_form(&UnionFormProps { union: dossier.union.clone(), year: dossier.year, nameless: dossier.union.name.trim().is_empty(), gaps: gaps.clone(), on_union, on_year }) }
            { honours(&HonoursProps { dossier, edit: props.edit.clone() }) }
            if gaps.is_empty() {
                <p class="actions">
                    <a class="button primary" href={Route::Dossier(dossier.id.clone(), Page::Facts(None)).to_string()}>
                        { "下一步：基本数据" }
                    </a>
                </p>
            }
        </>
    }
}
