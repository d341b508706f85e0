//! How far a table is: what is asked of it, what is reached, what is missing.

use crate::app::html;
use crate::app::store::Open;
use crate::guideline::Table;
use crate::rating::{Demand, Inputs, Rating, Rung, condition_of, conditions_of};
use yew::prelude::*;

/// 16 行中须达到 13 行。已达到 11 行，还差 2 行；未达到 2 行，待填 3 行。
///
/// Nothing where no star asks anything of the table.
pub fn table_sum(table: &Table, rungs: &[Rung], rating: &Rating, inputs: Inputs<'_>, open: &Open) -> Html {
    let Some(condition) = condition_of(rungs, table) else { return html! {} };
    let tally = rating.tally(table);
    let all = tally.applicable();
    let asked = match condition.demand {
        Demand::All => format!("{all}\u{a0}行须全部达到"),
        Demand::Percent(_) => format!("{all}\u{a0}行中须达到\u{a0}{}\u{a0}行", condition.required),
        // Of stars that ask for different numbers those are named that ask for what counts next.
        Demand::AtLeast(least) => {
            let alike = conditions_of(rungs, table).filter(|(_, own)| own.required == least);
            let alike: Vec<_> = alike.map(|(star, _)| star.name()).collect();
            format!("{}须至少达到\u{a0}{least}\u{a0}行", alike.join("、"))
        }
    };
    let spoken = table.rows().filter(|row| row.speaks_of(inputs.profile)).count();
    let aside = match spoken.saturating_sub(usize::from(all)) {
        0 => String::new(),
        exempt => format!("（另\u{a0}{exempt}\u{a0}行不适用）"),
    };
    let reached = match condition.missing {
        0 => format!("已达到\u{a0}{}\u{a0}行，够了", tally.met),
        missing => format!("已达到\u{a0}{}\u{a0}行，还差\u{a0}{missing}\u{a0}行", tally.met),
    };
    let rest = match (tally.not_met, tally.open) {
        (0, 0) => "。".to_owned(),
        (not_met, 0) => format!("；未达到\u{a0}{not_met}\u{a0}行。"),
        (0, open) => format!("；待填\u{a0}{open}\u{a0}行。"),
        (not_met, open) => format!("；未达到\u{a0}{not_met}\u{a0}行，待填\u{a0}{open}\u{a0}行。"),
    };
    // The counts are the union's own.
    let rejected = open.reviewed().into_iter().flat_map(|after| &after.rejected);
    let refused = match rejected.filter(|row| core::ptr::eq(row.get().table(), table)).count() {
        0 => String::new(),
        many => format!("复核不认可\u{a0}{many}\u{a0}行。"),
    };
    html! { <p class="table-sum">{ asked }{ aside }{ "。" }<b>{ reached }</b>{ rest }<b class="red">{ refused }</b></p> }
}
