//! The report on A4 sheets, laid out here: what is seen is what is printed, with page numbers and the digest on
//! every sheet in any browser. First everything is drawn once, unseen, at the width of the paper, and measured.

use super::qr::{QrProps, qr};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::browser;
use crate::report::{Align, Column, Flow, Head, Heights, Piece, Report, Row, Signature, flow, pages};
use yew::prelude::*;

/// The report.
#[derive(PartialEq)]
pub struct Paper {
    /// The report.
    pub report: Report,
    /// Smaller type, for meetings.
    pub compact: bool,
    /// The address for the QR; none where there is none to give.
    pub address: Option<String>,
}

/// What a sheet holds, in px at 96 a inch: 225 mm, less a hair for rounding.
const SHEET: f64 = 225.0 / 25.4 * 96.0 - 4.0;
const MEASURE: &str = "paper-measure";

/// Draws the sheets.
#[component]
fn paper(props: &Paper) -> Html {
    let heights = use_state(|| None::<Heights>);
    let flow = use_memo((props.report.clone(), props.address.is_some()), |(report, code)| flow(report, *code));
    {
        let (heights, flow) = (heights.clone(), flow.clone());
        use_effect_with((props.report.clone(), props.compact, props.address.clone()), move |_| {
            heights.set(Some(Heights {
                pieces: browser::heights(MEASURE, "[data-piece]", flow.pieces.len()),
                heads: browser::heights(MEASURE, "[data-head]", flow.tables.len()),
            }));
        });
    }
    use_effect_with((), |()| {
        browser::set_sheets(true);
        || browser::set_sheets(false)
    });
    let sheets = match &*heights {
        Some(heights) => pages(&flow, heights, SHEET),
        None => vec![(0..flow.pieces.len()).collect()],
    };
    let count = sheets.len();
    let class = classes!("paper", props.compact.then_some("is-compact"));
    html! {
        <div {class} lang="zh-CN">
            <div id={MEASURE} class="paper-content paper-measure" aria-hidden="true">
                { for flow.pieces.iter().enumerate().map(|(at, piece)| measured(&flow, at, piece)) }
                { for flow.tables.iter().enumerate().map(|(at, head)| html! {
                    <div data-head={at.to_string()}><table class={table_class(head)}>{ columns(&head.columns) }{ thead(&head.columns) }</table></div>
                }) }
            </div>
            { for sheets.iter().enumerate().map(|(at, sheet)| html! {
                <article key={at} class="sheet" aria-label={format!("第\u{a0}{}\u{a0}页，共\u{a0}{count}\u{a0}页", at + 1)}>
                    <div class="paper-content">{ for runs(&flow, sheet).into_iter().map(|run| draw_run(&flow, run, props.address.as_deref())) }</div>
                    <p class={classes!("sheet-number", (at % 2 == 1).then_some("is-even"))}>{ format!("— {} —", at + 1) }</p>
                    <p class="sheet-digest">{ format!("摘要 {}", props.report.digest) }</p>
                </article>
            }) }
        </div>
    }
}

/// Neighbouring rows of one table are drawn as one table.
fn runs<'a>(flow: &Flow, sheet: &'a [usize]) -> Vec<&'a [usize]> {
    let table = |at: usize| match flow.pieces.get(at) {
        Some(Piece::Row(table, _)) => Some(*table),
        _ => None,
    };
    sheet.chunk_by(|a, b| table(*a).is_some() && table(*a) == table(*b)).collect()
}

fn draw_run(flow: &Flow, run: &[usize], address: Option<&str>) -> Html {
    let pieces = || run.iter().filter_map(|at| flow.pieces.get(*at));
    match pieces().next() {
        Some(Piece::Row(table, _)) => {
            let rows = pieces().filter_map(|piece| match piece {
                Piece::Row(_, row) => Some(row),
                _ => None,
            });
            flow.tables.get(*table).map_or_else(|| html! {}, |head| draw_table(head, rows, true))
        }
        _ => html! { { for pieces().map(|piece| draw_piece(piece, address)) } },
    }
}

/// A piece in a box of its own, as tall as it will be; a row without its table's head.
fn measured(flow: &Flow, at: usize, piece: &Piece) -> Html {
    let inside = match piece {
        Piece::Row(table, row) => {
            flow.tables.get(*table).map_or_else(|| html! {}, |head| draw_table(head, core::iter::once(row), false))
        }
        _ => draw_piece(piece, None),
    };
    html! { <div data-piece={at.to_string()}>{ inside }</div> }
}

fn draw_piece(piece: &Piece, address: Option<&str>) -> Html {
    match piece {
        Piece::Title(lines) => {
            html! { <h1 class="paper-title">{ for lines.iter().map(|line| html! { <span>{ line }</span> }) }</h1> }
        }
        Piece::Remark(text) => html! { <p class="paper-remark">{ text }</p> },
        Piece::Heading(text) => html! { <h2>{ text }</h2> },
        Piece::Subheading(text) => html! { <h3>{ text }</h3> },
        Piece::Text(text) => html! { <p class="paper-text">{ text }</p> },
        Piece::Note(text) => html! { <p class="paper-note">{ text }</p> },
        Piece::Signatures(pair) => html! { <div class="signatures">{ for pair.iter().map(signature) }</div> },
        // Measured without its picture, which has a size of its own.
        Piece::Code => {
            html! { <div class="paper-qr"><div class="qr">{ address.map(|address| qr(&QrProps { text: address.to_owned() })) }</div><p>{ "扫码在手机上看本报告，星级当场重新算出。" }</p></div> }
        }
        Piece::Row(..) => html! {},
    }
}

fn table_class(head: &Head) -> String {
    format!("paper-table is-{}", head.key.split('-').next().unwrap_or_default())
}

fn columns(columns: &[Column]) -> Html {
    html! { <colgroup>{ for columns.iter().map(|column| html! { <col width={format!("{}%", column.width)} /> }) }</colgroup> }
}

fn number(columns: &[Column], at: usize) -> Option<&'static str> {
    columns.get(at).filter(|column| column.align == Align::Right).map(|_| "number")
}

fn thead(columns: &[Column]) -> Html {
    if columns.iter().all(|column| column.name.is_empty()) {
        return html! {};
    }
    html! {
        <thead><tr>{ for columns.iter().enumerate().map(|(at, column)| html! { <th class={classes!(number(columns, at))}>{ column.name }</th> }) }</tr></thead>
    }
}

fn draw_table<'a>(head: &Head, rows: impl Iterator<Item = &'a Row>, headed: bool) -> Html {
    let row = |row: &Row| {
        html! {
            <tr data-row={row.about}>
                { for row.cells.iter().enumerate().map(|(at, cell)| html! {
                    <td class={classes!(number(&head.columns, at))} data-column={head.columns.get(at).map(|column| column.name)}>{ for cell.iter().map(|line| html! { <p>{ line }</p> }) }</td>
                }) }
            </tr>
        }
    };
    html! {
        <table class={table_class(head)}>
            { columns(&head.columns) }
            if headed { { thead(&head.columns) } }
            <tbody>{ for rows.map(row) }</tbody>
        </table>
    }
}

fn signature(block: &Signature) -> Html {
    html! {
        <div class="signature">
            <p>{ block.name }</p>
            <p class="signature-date">
                if block.seal { <span>{ "（盖章）" }</span> }
                <span>{ "年" }</span><span>{ "月" }</span><span>{ "日" }</span>
            </p>
        </div>
    }
}
