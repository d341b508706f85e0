//! 结果与提升: the verdict, why, and what to do next.

use super::DossierProps;
use crate::app::components::dimensions::{DimensionsProps, dimensions};
use crate::app::components::ladder::{LadderProps, ladder};
use crate::app::components::margin_table::{MarginTableProps, margin_table};
use crate::app::components::path_steps::{PathStepsProps, further, path_steps};
use crate::app::components::plan_table::{PlanTableProps, plan_table};
use crate::app::components::review_summary::{ReviewSummaryProps, review_summary};
use crate::app::components::stars::{StarsProps, stars};
use crate::app::components::year_table::{YearTableProps, year_table};
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::guideline::{Annex, Star, Table};
use crate::rating::{Inputs, Rating, explain, half_filled, path};
use std::rc::Rc;
use yew::prelude::*;

/// Draws the page.
pub fn result_page(props: &DossierProps) -> Html {
    let id = &props.open.dossier.id;
    let rating = match &props.open.rating {
        Ok(rating) => rating,
        Err(gaps) => {
            let names: Vec<_> = gaps.iter().map(|gap| gap.name()).collect();
            return html! {
                <>
                    <h1>{ "还不能评定" }</h1>
                    <p class="lead">{ format!("单位信息还缺：{}。指标按这些确定。", names.join("、")) }</p>
                    <p class="actions"><a class="button primary" href={Route::Dossier(id.clone(), Page::Union).to_string()}>{ "补填单位信息" }</a></p>
                </>
            };
        }
    };
    let Ok(inputs) = props.open.dossier.inputs() else { return html! {} };
    let annex = inputs.profile.annex();
    let rungs = Rc::new(explain(annex, rating));
    let next = rating.assured.next();
    let stands = props.open.reviewed().map(|after| &after.rating);
    let is_refused = props.open.reviewed().is_some_and(|after| !after.rejected.is_empty());
    let Rating { assured, attainable, .. } = *stands.unwrap_or(rating);
    html! {
        <div class="result">
            { stars(&StarsProps { assured, attainable, size: 36 }) }
            <h1 class="verdict">{ words::standing(rating, stands, "，") }</h1>
            <p class="verdict-why">
                { left(&props.open) }
                { interval(rating, inputs) }
                if let Some(star) = next {
                    <b class="red nowrap">{ format!("到{}还差\u{a0}{}\u{a0}行。", star.name(), rating.missing_for(star, annex)) }</b>
                }
            </p>
            if annex == Annex::Two {
                <p class="note">{ "附件 2 供参照执行：这是参照星级，不计入统计目标。" }</p>
            }
            { ladder(&LadderProps { id: id.clone(), rungs: rungs.clone(), rating: rating.clone() }) }
            if !props.open.dossier.reviews.is_empty() {
                <section class="result-part">
                    <h2>{ "复核意见" }</h2>
                    { review_summary(&ReviewSummaryProps { open: props.open.clone(), edit: props.edit.clone() }) }
                </section>
            }
            if let Some(star) = next {
                <section class="result-part">
                    <h2>{ format!("到{}还要做什么", star.name()) }</h2>
                    { path_steps(&PathStepsProps { open: props.open.clone(), path: path(annex, rating, star), edit: props.edit.clone() }) }
                    { for above(id, annex, rating, star) }
                </section>
            }
            if next.is_some() || is_refused || !props.open.dossier.plan.is_empty() {
                <section class="result-part">
                    <h2>{ "整改计划" }</h2>
                    { plan_table(&PlanTableProps { open: props.open.clone(), edit: props.edit.clone() }) }
                </section>
            }
            <section class="result-part">
                <h2>{ "复核时会不会降星" }</h2>
                { margin_table(&MarginTableProps { open: props.open.clone() }) }
            </section>
            if let Some(previous) = &props.open.dossier.previous {
                <section class="result-part">
                    <h2>{ "与上年比较" }</h2>
                    { year_table(&YearTableProps { open: props.open.clone(), previous: (**previous).clone() }) }
                </section>
            }
            <section class="result-part">
                <h2>{ "三个维度" }</h2>
                <p class="note">{ format!("只作归类，不设门槛。创新指数\u{a0}{}\u{a0}行不分维度，未计入。", undivided(annex)) }</p>
                { dimensions(&DimensionsProps { annex, rating: rating.clone() }) }
            </section>
            <p class="note closing">{ "自评结果，以上级工会复核认定为准。" }</p>
            <p class="actions"><a class="button primary" href={Route::Dossier(id.clone(), Page::Report).to_string()}>{ "生成自评报告" }</a></p>
        </div>
    }
}

/// How many rows have no dimension: those of the table without a star.
fn undivided(annex: Annex) -> usize {
    Table::of_annex(annex).filter(|table| table.star.is_none()).flat_map(Table::rows).count()
}

/// What a review took away; what follows speaks of the self-assessment.
fn left(open: &Open) -> Option<String> {
    let rejected = open.reviewed()?.rejected.len();
    (rejected > 0).then(|| format!("复核不认可\u{a0}{rejected}\u{a0}行，星级以复核为准；以下按自评说明。"))
}

/// 余下 17 行即使全部未达到，也有二星；全部达到，最高四星。
fn interval(rating: &Rating, inputs: Inputs<'_>) -> String {
    let (filled, all) = rating.progress(inputs.profile);
    let star = |star: Star| if star == Star::None { "未定星".to_owned() } else { star.name().to_owned() };
    match all - filled {
        0 if rating.assured == Star::Five => "各行都已填完，五星的条件全部满足。".to_owned(),
        0 => match half_filled(inputs, rating) {
            0 => "各行都已填完。".to_owned(),
            half => format!("各行都已有结论，其中\u{a0}{half}\u{a0}行还有要点没填。"),
        },
        open if rating.assured == rating.attainable => {
            format!("余下\u{a0}{open}\u{a0}行无论怎样，都是{}。", star(rating.assured))
        }
        open => {
            let worst = match rating.assured {
                Star::None => "仍未定星".to_owned(),
                assured => format!("也有{}", star(assured)),
            };
            format!("余下\u{a0}{open}\u{a0}行即使全部未达到，{worst}；全部达到，最高{}。", star(rating.attainable))
        }
    }
}

/// 再到四星: a paragraph for each star above the next, with what it asks beyond the star below.
fn above(id: &str, annex: Annex, rating: &Rating, star: Star) -> Vec<Html> {
    let mut before = path(annex, rating, star);
    let mut paragraphs = Vec::new();
    for higher in Star::ALL.into_iter().filter(|higher| *higher > star) {
        let way = path(annex, rating, higher);
        let sentences = further(id, &way, &before, rating);
        let lead = format!("，除{}外", before.star.name());
        paragraphs.push(html! {
            <p class="after" key={higher.number()}>
                <b>{ format!("再到{}", higher.name()) }</b>{ lead }
                if sentences.is_empty() { { "没有还差的行。" } } else {
                    { "：" }
                    { for sentences.into_iter().enumerate().map(|(at, sentence)| html! { <>{ if at > 0 { "；" } else { "" } }{ sentence }</> }) }
                    { "。" }
                }
            </p>
        });
        before = way;
    }
    paragraphs
}
