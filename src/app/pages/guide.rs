//! 指引原文: the document's body and the annex of a category, searchable, every row with an address of its own.

use crate::app::canvas::classes;
use crate::app::component;
use crate::app::components::site_header::site_header;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::app::route::Route;
use crate::app::words;
use crate::browser;
use crate::guideline::{BODY, Category, DOCUMENT, RowId, Table};
use yew::prelude::*;

/// Whose words.
#[derive(PartialEq)]
pub struct Guide {
    /// The category.
    pub category: Category,
    /// The row that the address names.
    pub row: Option<RowId>,
}

/// Draws the page.
#[component]
fn guide(props: &Guide) -> Html {
    let search = use_state(String::new);
    let named = search.clone();
    use_effect_with(props.row, move |row| {
        if let Some(row) = *row {
            // The row that the address names is shown, whatever was searched for before.
            named.set(String::new());
            gloo::timers::callback::Timeout::new(0, move || browser::scroll_to(row.key())).forget();
        }
    });
    let on_search = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = browser::typed(&event) {
                search.set(text);
            }
        })
    };
    let wanted = search.trim();
    let category = props.category;
    let found = |row: &RowId| {
        wanted.is_empty() || row.get().text.for_category(category).contains(wanted) || row.get().title.contains(wanted)
    };
    let tables: Vec<(&'static Table, Vec<RowId>)> = Table::of_annex(category.annex())
        .map(|table| (table, table.rows().filter(found).collect::<Vec<_>>()))
        .filter(|(_, rows)| !rows.is_empty())
        .collect();
    let many: usize = tables.iter().map(|(_, rows)| rows.len()).sum();
    html! {
        <>
            { site_header() }
            <main class="wrap narrow guide" id="main">
                <h1>{ DOCUMENT.title }</h1>
                <p class="note">{ format!("{}，{}。录自扫描件，〔〕内为补字或看不清之处；以正式文件为准。", DOCUMENT.issuer, DOCUMENT.number) }
                    <a class="link" href={Route::Readings.to_string()}>{ "本工具口径" }</a></p>
                <p class="filters guide-categories">
                    { for Category::ALL.into_iter().map(|of| html! {
                        <a key={of.key()} class={classes!("filter", (of == category).then_some("is-here"))} aria-current={(of == category).then_some("true")}
                            href={Route::Guide(of, None).to_string()}>{ of.short_name() }</a>
                    }) }
                </p>
                <p><input class="search input" type="search" placeholder="在原文中查找" aria-label="在原文中查找" value={(*search).clone()} oninput={on_search} /></p>
                if !wanted.is_empty() { <p class="note" role="status">{ if many == 0 { "附件里没有找到，换个词试试。".to_owned() } else { format!("附件里有\u{a0}{many}\u{a0}行。") } }</p> }
                <details class="disclosure guide-body" open={wanted.is_empty() && props.row.is_none()}>
                    <summary>{ "正文" }</summary>
                    { for BODY.iter().map(|section| html! {
                        <section key={section.heading}>
                            if !section.heading.is_empty() { <h2 class="guide-heading">{ section.heading }</h2> }
                            { for section.paragraphs.iter().map(|paragraph| html! { <p class="document">{ words::with_tail(paragraph) }</p> }) }
                        </section>
                    }) }
                </details>
                { for tables.into_iter().map(|(table, rows)| html! {
                    <section key={table.key()} class="guide-table">
                        <h2>{ words::table_title(table) }</h2>
                        <ol>{ for rows.into_iter().map(|row| guide_row(category, row, props.row == Some(row))) }</ol>
                    </section>
                }) }
            </main>
        </>
    }
}

fn guide_row(category: Category, id: RowId, here: bool) -> Html {
    let row = id.get();
    let text = row.text.for_category(category);
    html! {
        <li key={row.key} id={row.key} class={classes!("guide-row", here.then_some("is-current"))}>
            <p class="guide-number"><a class="link" href={Route::Guide(category, Some(id)).to_string()} aria-label={words::row_name(id)}>{ format!("{:02}", row.ordinal) }</a>
                <span class="note">{ words::dimension_name(row.dimension) }</span></p>
            <div>
                if text.is_empty() { <p class="note">{ "扫描件中这一类的格子是空的。" }</p> } else { <p class="document">{ words::with_tail(text) }</p> }
                if !row.applies_to.contains(category) { <p class="note">{ "本工具口径：不适用于这一类。" }</p> }
                if let Some(reading) = &row.reading { <p class="note">{ words::with_tail(&words::spaced(&format!("存疑：{}本工具口径：{}", reading.doubt, reading.taken))) }</p> }
            </div>
        </li>
    }
}
