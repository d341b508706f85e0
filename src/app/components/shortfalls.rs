//! What must still be done for a star: the rows that must be met, and those of which some must be.

use super::ladder::table_short;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::view::RowView;
use crate::app::words;
use crate::guideline::{RatingIndex, RowId, Table};
use crate::rating::{Condition, Inputs, Outcome, Rating, Rung, RungState};
use std::rc::Rc;
use yew::prelude::*;

/// For which star.
pub struct ShortfallsProps {
    /// The open dossier.
    pub open: Open,
    /// The star's rung.
    pub rung: Rung,
}

impl PartialEq for ShortfallsProps {
    fn eq(&self, other: &Self) -> bool {
        self.open == other.open && self.rung.rule.star == other.rung.rule.star
    }
}

/// Draws one table for each condition that is not assured.
pub fn shortfalls(props: &ShortfallsProps) -> Html {
    let (Ok(rating), Ok(inputs)) = (&props.open.rating, props.open.dossier.inputs()) else { return html! {} };
    let pending = props.rung.conditions.iter().filter(|condition| condition.state != RungState::Assured);
    let lower: u8 = Table::of_annex(inputs.profile.annex())
        .filter(|table| matches!(table.index, RatingIndex::Basic | RatingIndex::Conformance))
        .map(|table| rating.tally(table).applicable())
        .sum();
    html! {
        <>
            if props.rung.rule.all_of.is_none() {
                <p>{ "必须达到：" }<b>{ "没有" }</b>{ format!("。基本、规范指数\u{a0}{lower}\u{a0}行已全部达到。") }</p>
            }
            { for pending.map(|condition| part(&props.open, inputs, rating, condition)) }
        </>
    }
}

fn part(open: &Open, inputs: Inputs<'_>, rating: &Rc<Rating>, condition: &Condition) -> Html {
    let mut rows: Vec<RowView> =
        condition.deciding.iter().map(|row| RowView::new(&open.dossier, inputs, rating, *row)).collect();
    // Numbers that lack the fewest people first, then what is not met, then what is open.
    rows.sort_by_key(|view| (cost(view), view.row));
    let all = usize::from(condition.missing) == rows.len();
    let lead = if all {
        format!("必须达到下列\u{a0}{}\u{a0}行：", rows.len())
    } else {
        format!("下列\u{a0}{}\u{a0}行中任选\u{a0}{}\u{a0}行：", rows.len(), condition.missing)
    };
    html! {
        <div class="shortfall" key={condition.table.key()}>
            <p>{ lead }</p>
            <table class="ledger">
                <thead><tr><th class="narrow-cell">{ table_short(condition) }</th><th>{ "工作内容" }</th><th>{ "差什么" }</th><th><span class="visually-hidden">{ "操作" }</span></th></tr></thead>
                <tbody>{ for rows.iter().map(|view| line(open, view)) }</tbody>
            </table>
        </div>
    }
}

/// The order of effort: few people first, many later, judged rows after, open rows last.
fn cost(view: &RowView) -> (u8, u64) {
    match view.outcomes.definite() {
        Some(Outcome::NotMet) => {
            let people: Option<u64> = view
                .clauses
                .iter()
                .filter(|clause| clause.outcomes.definite() == Some(Outcome::NotMet))
                .map(|clause| clause.measure.as_ref().and_then(crate::rating::Measure::shortfall))
                .sum();
            people.map_or((1, 0), |people| (0, people))
        }
        _ => (2, 0),
    }
}

/// What a row lacks: every clause that is not met or open.
pub fn lacks(view: &RowView) -> String {
    let several = view.clauses.len() > 1;
    let parts: Vec<_> = view
        .clauses
        .iter()
        .filter_map(|clause| {
            let outcome = clause.outcomes.definite();
            let reason = words::reason(clause.clause, outcome, clause.measure.as_ref());
            let letter = clause.clause.get().letter();
            let bare = reason.strip_prefix(letter).map_or(reason.as_str(), str::trim_start);
            match (&clause.measure, outcome) {
                _ if reason.is_empty() => None,
                (Some(crate::rating::Measure::Rate { rate, .. }), Some(_)) => {
                    Some(format!("{}{bare}", words::bare(rate.get().of)))
                }
                _ if several => Some(reason),
                _ => Some(bare.to_owned()),
            }
        })
        .collect();
    parts.join("；")
}

fn line(open: &Open, view: &RowView) -> Html {
    let row: RowId = view.row;
    let not_met = view.outcomes.definite() == Some(Outcome::NotMet);
    let by_number = cost(view).0 == 0;
    let verb = match (not_met, by_number) {
        (true, true) => "改数字",
        (true, false) => "去看",
        (false, _) => "去填",
    };
    let href = Route::Dossier(open.dossier.id.clone(), Page::Table(row.get().table(), Some(row))).to_string();
    html! {
        <tr key={row.key()}>
            <td>{ format!("{:02}", row.get().ordinal) }</td>
            <td>{ row.get().title }</td>
            <td class={classes!(not_met.then_some("red"), by_number.then_some("is-near"))}>{ lacks(view) }</td>
            <td class="number"><a class="link" {href}>{ verb }<span class="visually-hidden">{ format!("：{}", row.get().title) }</span></a></td>
        </tr>
    }
}
