//! A line of the list, and its words: on the screen and on paper the same.

use super::opinions::Opinions;
use super::place::Place;
use super::units::track_name;
use crate::app::canvas::classes;
use crate::app::components::stars::{StarsProps, stars};
use crate::app::html;
use crate::guideline::{RowId, Star};
use crate::rating::Effort;
use crate::rollup::Line;
pub use crate::rollup::higher_name as higher;
use yew::prelude::*;

/// 三星 03: where the row's title stands beside it.
pub fn row_number(row: RowId) -> String {
    let row = row.get();
    format!("{}\u{a0}{:02}", row.table().star.map_or("创新", Star::name), row.ordinal)
}

/// 未定星（自评五星）
pub fn star(unit: &Line) -> String {
    let own = if unit.own == unit.star { String::new() } else { format!("（自评{}）", unit.own.name()) };
    format!("{}{own}", unit.star.name())
}

fn takes(effort: &Effort) -> String {
    match effort {
        Effort::Counted(missing) => {
            let parts = missing.iter().map(|(count, fact)| format!("{count}\u{a0}{}", fact.get().unit));
            format!("差\u{a0}{}", parts.collect::<Vec<_>>().join("、"))
        }
        Effort::NotMet => "未达到".to_owned(),
        Effort::Open => "待填".to_owned(),
    }
}

/// What lacks for the next star. The number comes first: the line may be cut off.
pub fn lack(unit: &Line) -> String {
    let name = |row: RowId| format!("{} {}", row_number(row), row.get().title);
    match (unit.lacking.as_slice(), unit.short, unit.star.next()) {
        ([], Some(short), Some(next)) => format!("到{}还差\u{a0}{short}\u{a0}行", next.name()),
        ([], ..) => String::new(),
        ([(row, effort)], ..) => format!("{}：{}", takes(effort), name(*row)),
        (rows, ..) => {
            let each = rows.iter().map(|(row, effort)| format!("{}（{}）", name(*row), takes(effort)));
            format!("差\u{a0}{}\u{a0}行：{}", rows.len(), each.collect::<Vec<_>>().join("、"))
        }
    }
}

/// Draws a line; `leave` is called as its unit is opened.
pub fn line(unit: &Line, opinions: &Opinions, leave: &Callback<MouseEvent>) -> Html {
    let reviewing = opinions.reviewer.is_some().then_some("is-reviewed");
    let track = unit.track.map_or_else(String::new, |star| format!(" · {}", track_name(star)));
    let of = format!("{} · {}{track}", higher(&unit.higher), unit.category.short_name());
    let (star, lack) = (star(unit), lack(unit));
    html! {
        <div role="listitem" key={unit.id.clone()}>
        <div class={classes!("desk-line", reviewing)}>
            <a class="desk-line-name" href={Place::Unit(unit.id.clone()).to_string()} title={unit.name.clone()} onclick={leave.clone()}>{ &unit.name }</a>
            <span class="desk-line-of" title={of.clone()}>{ of }</span>
            <span class="desk-line-star">{ stars(&StarsProps { assured: unit.star, attainable: unit.attainable, size: 16 }) }{ star }</span>
            <span class="desk-line-short" title={lack.clone()}>{ lack }</span>
            { opinions.buttons(unit) }
        </div>
        { opinions.under(unit) }
        </div>
    }
}
