//! The weakest rows and the dimensions: a heat map whose numbers are always printed.

use super::place::Place;
use crate::guideline::{Category, Star};
use crate::rollup::{Filter, Overview};
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

/// 国有（集体）, 非公: the column is narrow.
fn short(category: Category) -> &'static str {
    category.name().trim_end_matches("工会").trim_end_matches("单位").trim_end_matches("企业")
}

/// Draws both tables.
pub fn heat(view: &Overview) -> Html {
    let head = || html! { <>{ for view.categories.iter().map(|line| html! { <th class="number">{ short(line.category) }</th> }) }</> };
    html! {
        <>
            <div class="desk-scroll"><table class="ledger desk-heat">
                <thead><tr><th>{ "行" }</th><th>{ "工作内容" }</th>{ head() }<th class="number">{ "合计" }</th></tr></thead>
                <tbody>{ for view.rows.iter().take(10).map(|line| {
                    let row = line.row.get();
                    let href = Place::units(Filter { row: Some(line.row), ..Filter::default() }).to_string();
                    html! {
                        <tr><td class="nowrap">{ format!("{}\u{a0}{:02}", row.table().star.map_or("创新", Star::name), row.ordinal) }</td><th scope="row"><a class="cell" {href}>{ row.title }</a></th><>{ for line.by.into_iter().map(cell) }</><td class="number">{ tenth(line.all) }</td></tr>
                    }
                }) }</tbody>
            </table></div>
            <p class="note heat-key"><i class="heat is-0"></i>{ "不足 10" }<i class="heat is-1"></i>{ "10—19" }<i class="heat is-2"></i>{ "20—29" }<i class="heat is-3"></i>{ "30—39" }<i class="heat is-4"></i>{ "40 以上" }{ "　— 不适用" }</p>
            <h3>{ "三个维度" }</h3>
            <div class="desk-scroll"><table class="ledger desk-heat">
                <thead><tr><th>{ "维度" }</th>{ head() }<th class="number">{ "合计" }</th></tr></thead>
                <tbody>{ for view.dimensions.iter().map(|line| html! {
                    <tr><th scope="row">{ line.dimension.name() }</th><>{ for line.by.into_iter().map(cell) }</><td class="number">{ tenth(line.all) }</td></tr>
                }) }</tbody>
            </table></div>
        </>
    }
}
