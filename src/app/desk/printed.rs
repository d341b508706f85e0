//! The list on paper: a table of all its lines, which is there while the browser prints. On the screen a window of it
//! is drawn, and blank room around.

use super::known::{Known, Seen};
use super::line::{higher, lack, star};
use super::place::Listing;
use super::root::Told;
use super::units::{narrowed_to, sort_name, track_name};
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::browser;
use crate::rollup::{Line, StarFilter};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// So many lines are printed, which is some seventy pages; more is for Excel.
const MOST: usize = 3000;

/// What is printed.
#[derive(Clone, PartialEq)]
pub struct Printed {
    total: usize,
    lines: Vec<Rc<Line>>,
}

fn too_long(total: usize) -> String {
    format!("名单有\u{a0}{total}\u{a0}家，超过\u{a0}{MOST}\u{a0}家的不在这里印全，全部请导出 Excel。")
}

/// What is known of the list; of one that is too long, what is seen.
fn printed(known: &Known, seen: &Seen) -> Printed {
    let (total, lines) = known.so_far();
    if total > MOST { Printed { total, lines: seen.lines.clone() } } else { Printed { total, lines } }
}

/// What is on paper while the browser prints. The page's 打印 waits until the whole list is known; the browser's own
/// printing waits for nothing.
#[hook]
pub fn use_printed(known: &Rc<Known>, listing: &Listing, seen: &Seen, say: &Callback<String>) -> Option<Printed> {
    let now = use_state(|| None);
    {
        let (now, known, say) = (now.clone(), known.clone(), say.clone());
        use_effect_with((listing.clone(), seen.clone()), move |(listing, seen)| {
            let before = {
                let (now, known, seen) = (now.clone(), known.clone(), seen.clone());
                move || now.set(Some(printed(&known, &seen)))
            };
            let prepare = {
                let (before, known, listing, say) = (before.clone(), known.clone(), listing.clone(), say.clone());
                move |dialogue: browser::Dialogue| {
                    let (before, known, listing, say) = (before.clone(), known.clone(), listing.clone(), say.clone());
                    spawn_local(async move {
                        known.fetch_rest(&listing, MOST).await;
                        let (total, _) = known.so_far();
                        if total > MOST {
                            say.emit(too_long(total));
                        }
                        before();
                        browser::with_next_frame(dialogue);
                    });
                }
            };
            let printing = browser::on_print(prepare, before, move || now.set(None));
            move || drop(printing)
        });
    }
    (*now).clone()
}

/// 四星及以上；上级工会“西湖区总工会”；未复核。排序：名称。
fn asked(listing: &Listing) -> String {
    let filter = &listing.filter;
    let mut words = Vec::new();
    words.extend(filter.category.map(|category| category.name().to_owned()));
    words.extend(match filter.star {
        StarFilter::Any => None,
        StarFilter::Exactly(star) => Some(star.name().to_owned()),
        StarFilter::AtLeast(star) => Some(format!("{}及以上", star.name())),
    });
    words.extend(narrowed_to(filter));
    words.extend(filter.higher.as_ref().map(|named| match named.as_str() {
        "" => higher("").to_owned(),
        named => format!("上级工会“{named}”"),
    }));
    words.extend(filter.track.map(track_name));
    words.extend(filter.reviewed.map(|reviewed| if reviewed { "已复核" } else { "未复核" }.to_owned()));
    let query = filter.query.trim();
    words.extend((!query.is_empty()).then(|| format!("名称或上级工会里有“{query}”")));
    if words.is_empty() {
        words.push("全部单位，不含乡镇（街道、园区）工会".to_owned());
    }
    format!("{}。排序：{}。", words.join("；"), sort_name(listing.sort))
}

/// Draws what is printed.
pub fn printed_table(printed: &Printed, listing: &Listing, told: &Told) -> Html {
    let Printed { total, lines } = printed;
    let by = if told.name.is_empty() { String::new() } else { format!("{}，", told.name) };
    let rest = if *total > MOST {
        Some(format!("{}这里只有\u{a0}{}\u{a0}家。", too_long(*total), lines.len()))
    } else if *total > lines.len() {
        Some(format!("这里只有\u{a0}{}\u{a0}家，全部请点页面上的“打印”。", lines.len()))
    } else {
        None
    };
    html! {
        <div class="desk-printed">
            <p>{ format!("{by}{}\u{a0}年。{}", told.overview.year, asked(listing)) }</p>
            if let Some(rest) = rest { <p><b>{ rest }</b></p> }
            <table class="ledger desk-printed-lines">
                <thead><tr><th>{ "工会" }</th><th>{ "上级工会" }</th><th>{ "类别" }</th><th>{ "星级" }</th><th>{ "到下一星还差" }</th></tr></thead>
                <tbody>{ for lines.iter().map(|unit| html! {
                    <tr key={unit.id.clone()}><th scope="row">{ &unit.name }</th><td>{ higher(&unit.higher).to_owned() }</td><td>{ unit.category.name() }</td><td>{ star(unit) }</td><td>{ lack(unit) }</td></tr>
                }) }</tbody>
            </table>
        </div>
    }
}
