//! The one next useful thing: the next row to fill in, or the result.

use crate::app::component;
use crate::app::html;
use crate::app::words;
use crate::guideline::RowId;
use yew::prelude::*;

/// Where it leads.
#[derive(PartialEq)]
pub struct NextLink {
    /// The address.
    pub href: String,
    /// The next row; none where all are filled in.
    pub row: Option<RowId>,
}

/// Draws the link.
#[component]
fn next_link(props: &NextLink) -> Html {
    let text = match props.row {
        Some(row) => format!("下一处待填：{}", words::row_name(row)),
        None => "看结果".to_owned(),
    };
    html! { <a class="button primary" href={props.href.clone()}>{ text }</a> }
}
