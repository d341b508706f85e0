//! 原文, 存疑, 本工具口径, 判定规则: four lines, never mixed.

use crate::app::html;
use crate::app::route::Route;
use crate::app::view::{ClauseView, RowView};
use crate::app::words;
use std::rc::Rc;
use yew::prelude::*;

/// The row.
#[derive(PartialEq)]
pub struct ReadingPanelProps {
    /// The row.
    pub view: Rc<RowView>,
}

/// Draws the panel.
pub fn reading_panel(props: &ReadingPanelProps) -> Html {
    let view = &props.view;
    let row = view.row.get();
    let original = if view.words().chars().any(|sign| sign == '〔') {
        "上面的宋体字照录扫描件，〔〕内为补字或看不清之处，以正式文件为准。"
    } else if row.legible {
        "上面的宋体字照录扫描件，文字清楚。"
    } else {
        "上面的宋体字照录扫描件，有存疑之处，以正式文件为准。"
    };
    html! {
        <dl class="reading">
            <div><dt>{ "原文" }</dt><dd>{ original }<a class="link" href={Route::Guide(view.category, Some(view.row)).to_string()}>{ "在全文中看" }</a></dd></div>
            if let Some(reading) = &row.reading {
                <div><dt>{ "存疑" }</dt><dd>{ words::spaced(reading.doubt) }</dd></div>
                <div><dt>{ "本工具口径" }</dt><dd>{ words::spaced(reading.taken) }<br />{ "依据：" }{ words::spaced(reading.basis) }</dd></div>
            }
            <div><dt>{ "判定规则" }</dt><dd>{ rule(&view.clauses) }</dd></div>
        </dl>
    }
}

fn rule(clauses: &[ClauseView]) -> String {
    let letters: Vec<_> = clauses.iter().map(|clause| clause.clause.get().letter()).collect();
    let mut sentence = match letters.as_slice() {
        [] => "本类别没有要点。".to_owned(),
        [_] => "本行只有一个要点，它达到即本行达到。".to_owned(),
        _ => format!("{} 共\u{a0}{}\u{a0}个要点中适用的全部达到，本行才算达到。", letters.join("、"), letters.len()),
    };
    let measured: Vec<_> = clauses
        .iter()
        .filter_map(|clause| Some((clause.clause.get().letter(), clause.measure.as_ref()?)))
        .map(|(letter, measure)| format!("{letter} {}", words::threshold(measure)))
        .collect();
    if !measured.is_empty() {
        sentence.push_str(&format!("{}，由基本数据算出。", measured.join("；")));
    }
    sentence
}
