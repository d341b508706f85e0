//! The report on paper: one value, drawn for the screen and the printer alike.

use crate::report::{Align, Block, Report, Row, Section, Signature, Table};
use yew::prelude::*;

/// The report.
#[derive(PartialEq)]
pub struct PaperProps {
    /// The report.
    pub report: Report,
}

/// Draws the report.
pub fn paper(props: &PaperProps) -> Html {
    let report = &props.report;
    html! {
        <article class="paper" lang="zh-CN">
            <h1 class="paper-title">{ for report.title.iter().map(|line| html! { <span>{ line }</span> }) }</h1>
            { for report.remarks.iter().map(|remark| html! { <p class="paper-remark">{ remark }</p> }) }
            <p class="paper-text">{ &report.opening }</p>
            { for report.sections.iter().map(section) }
            <p class="paper-note">{ &report.closing }</p>
        </article>
    }
}

fn section(section: &Section) -> Html {
    html! {
        <section class="paper-section">
            <h2>{ &section.heading }</h2>
            { for section.blocks.iter().map(block) }
        </section>
    }
}

fn block(block: &Block) -> Html {
    match block {
        Block::Heading(text) => html! { <h3>{ text }</h3> },
        Block::Paragraph(text) => html! { <p class="paper-text">{ text }</p> },
        Block::Note(text) => html! { <p class="paper-note">{ text }</p> },
        Block::Table(table) => draw_table(table),
        Block::Signatures(blocks) => html! { <div class="signatures">{ for blocks.iter().map(signature) }</div> },
    }
}

fn draw_table(table: &Table) -> Html {
    let headed = table.columns.iter().any(|column| !column.name.is_empty());
    let class = |at: usize| table.columns.get(at).filter(|column| column.align == Align::Right).map(|_| "number");
    let row = |row: &Row| {
        html! {
            <tr data-row={row.about}>
                { for row.cells.iter().enumerate().map(|(at, cell)| html! {
                    <td class={classes!(class(at))}>{ for cell.iter().map(|line| html! { <p>{ line }</p> }) }</td>
                }) }
            </tr>
        }
    };
    html! {
        <table class={classes!("paper-table", format!("is-{}", table.key.split('-').next().unwrap_or_default()))}>
            <colgroup>{ for table.columns.iter().map(|column| html! { <col style={format!("width:{}%", column.width)} /> }) }</colgroup>
            if headed {
                <thead><tr>{ for table.columns.iter().enumerate().map(|(at, column)| html! { <th class={classes!(class(at))}>{ column.name }</th> }) }</tr></thead>
            }
            <tbody>{ for table.rows.iter().map(row) }</tbody>
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
