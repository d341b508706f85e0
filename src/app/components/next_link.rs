//! The one next useful thing: the next row to fill in, or the result.

use crate::app::html;
use crate::app::words;
use crate::guideline::RowId;
use yew::prelude::*;

/// The link to the next row; to the result, where all are filled in.
pub fn next_link(href: String, row: Option<RowId>) -> Html {
    let text = match row {
        Some(row) => format!("下一处待填：{}", words::row_name(row)),
        None => "看结果".to_owned(),
    };
    html! { <a class="button primary" {href}>{ text }</a> }
}
