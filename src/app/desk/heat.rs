//! The weakest rows and the dimensions: a heat map whose numbers are always printed.

use super::line::row_number;
use super::place::Place;
use crate::app::html;
use crate::guideline::Category;
use crate::rollup::{Filter, Overview, RowLine};
use yew::prelude::*;

fn cell((not_met, applies): (usize, usize)) -> Html {
    if applies == 0 {
        return html! { <td class="heat number">{ "—" }</td> };
    }
    let percent = not_met * 100 / applies;
    let step = (percent / 10).min(4);
    html! { <td class={format!("heat number is-{step}")}>{ percent }</td> }
}

fn tenth((not_met, applies): (usize, usize)) -> String {
    if applies == 0 {
        return "—".to_owned();
    }
    let tenths = not_met * 1000 / applies;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// 国有（集体）, 非公, 区域（行业）: the column is narrow.
fn short(category: Category) -> &'static str {
    let name = category.name().trim_end_matches("工会");
    ["单位", "企业", "性"].into_iter().fold(name, |name, end| name.strip_suffix(end).unwrap_or(name))
}

/// Draws both tables; the first of these rows.
pub fn heat(view: &Overview, rows: &[&RowLine]) -> Html {
    let head = || html! { { for view.categories.iter().map(|line| html! { <th class="number">{ short(line.category) }</th> }) } };
    html! {
        <>
            <div class="desk-scroll"><table class="ledger desk-heat">
                <thead><tr><th>{ "行" }</th><th>{ "工作内容" }</th>{ head() }<th class="number">{ "合计" }</th></tr></thead>
                <tbody>{ for rows.iter().map(|line| {
                    let row = line.row.get();
                    let href = Place::units(Filter { row: Some(line.row), ..Filter::default() }).to_string();
                    html! {
                        <tr><td class="nowrap">{ row_number(line.row) }</td><th scope="row"><a class="cell" {href}>{ row.title }</a></th>{ for line.by.into_iter().map(cell) }<td class="number">{ tenth(line.all) }</td></tr>
                    }
                }) }</tbody>
            </table></div>
            <p class="note heat-key">
                { for ["不足 10", "10—19", "20—29", "30—39", "40 以上"].into_iter().enumerate().map(|(step, words)| html! { <span><i class={format!("heat is-{step}")}></i>{ words }</span> }) }
                <span>{ "— 不适用" }</span>
            </p>
            <h3>{ "三个维度" }</h3>
            <div class="desk-scroll"><table class="ledger desk-heat">
                <thead><tr><th>{ "维度" }</th>{ head() }<th class="number">{ "合计" }</th></tr></thead>
                <tbody>{ for view.dimensions.iter().map(|line| html! {
                    <tr><th scope="row">{ line.dimension.name() }</th>{ for line.by.into_iter().map(cell) }<td class="number">{ tenth(line.all) }</td></tr>
                }) }</tbody>
            </table></div>
        </>
    }
}
