//! The shortest way to a star: what must be met, and "r of these s", each with what it lacks; rows are put
//! into the plan from here.

use super::ladder::row_links;
use crate::app::canvas::classes;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::view::RowView;
use crate::app::words;
use crate::dossier::{Action, PlanItem};
use crate::guideline::{RatingIndex, RowId, Star, Table};
use crate::rating::{Effort, Inputs, Outcome, Path, Rating, Step, effort};
use yew::prelude::*;

/// For which star.
pub struct PathStepsProps {
    /// The open dossier.
    pub open: Open,
    /// The way to the star.
    pub path: Path,
    /// Sends an edit.
    pub edit: Callback<Action>,
}

/// Draws one table for each step.
pub fn path_steps(props: &PathStepsProps) -> Html {
    let (Ok(rating), Ok(inputs)) = (&props.open.rating, props.open.dossier.inputs()) else { return html! {} };
    html! {
        <>
            if !props.path.steps.iter().any(Step::is_forced) {
                <p>{ "必须达到：" }<b>{ "没有" }</b>{ already(rating, inputs, props.path.star) }</p>
            }
            { for props.path.steps.iter().map(|step| part(props, inputs, rating, step)) }
        </>
    }
}

/// 。基本、规范指数 12 行已全部达到。
fn already(rating: &Rating, inputs: Inputs<'_>, star: Star) -> String {
    let whole: Vec<&Table> = Table::of_annex(inputs.profile.annex())
        .filter(|table| matches!(table.index, RatingIndex::Basic | RatingIndex::Conformance))
        .filter(|table| table.star.is_some_and(|of| of < star))
        .collect();
    let rows: u8 = whole.iter().map(|table| rating.tally(table).applicable()).sum();
    match whole.len() {
        0 => "。".to_owned(),
        1 => format!("。基本指数\u{a0}{rows}\u{a0}行已全部达到。"),
        _ => format!("。基本、规范指数\u{a0}{rows}\u{a0}行已全部达到。"),
    }
}

fn part(props: &PathStepsProps, inputs: Inputs<'_>, rating: &Rating, step: &Step) -> Html {
    let mut rows: Vec<RowView> =
        step.rows.iter().map(|row| RowView::new(&props.open.dossier, inputs, rating, *row)).collect();
    // Numbers that lack the fewest people first, then what is not met, then what is open.
    rows.sort_by_key(|view| (effort(view.row, inputs, rating), view.row));
    let lead = if step.is_forced() {
        format!("必须达到下列\u{a0}{}\u{a0}行：", rows.len())
    } else {
        format!("下列\u{a0}{}\u{a0}行中任选\u{a0}{}\u{a0}行：", rows.len(), step.needed)
    };
    let short = step.table.star.map_or("创新", Star::name);
    html! {
        <div class="path-step" key={step.table.key()}>
            // On phones, where the table has no head.
            <p><span class="path-of">{ words::table_name(step.table) }{ "，" }</span>{ lead }</p>
            <table class="ledger">
                <thead><tr>
                    <th class="narrow-cell">{ short }</th><th>{ "工作内容" }</th><th>{ "差什么" }</th><th class="plan-cell">{ "整改计划" }</th>
                    <th><span class="visually-hidden">{ "操作" }</span></th>
                </tr></thead>
                <tbody>{ for rows.iter().map(|view| line(props, view, effort(view.row, inputs, rating))) }</tbody>
            </table>
        </div>
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
            let of = match (&clause.measure, outcome) {
                // Where it cannot be told how many people lack, the rate does.
                (Some(measure @ crate::rating::Measure::Rate { rate, .. }), Some(_)) => match measure.shortfall() {
                    Some(_) => words::bare(rate.get().of),
                    None => rate.get().label,
                },
                _ => "",
            };
            let letter = if several { format!("{letter}\u{a0}") } else { String::new() };
            (!reason.is_empty()).then(|| format!("{letter}{of}{bare}"))
        })
        .collect();
    parts.join("；")
}

/// A box to put the row into the plan or take it out. A row with words in its plan is taken out there.
pub fn plan_box(open: &Open, edit: &Callback<Action>, row: RowId) -> Html {
    let planned = open.dossier.plan.contains_key(&row);
    let edit = edit.clone();
    let onchange = Callback::from(move |_: Event| {
        edit.emit(Action::SetPlan(row, if planned { None } else { Some(PlanItem::default()) }));
    });
    html! {
        <label class="tick">
            <input type="checkbox" checked={planned} {onchange} data-plan={row.key()} />
            <span>{ "列入" }<span class="visually-hidden">{ format!("整改计划：{}", row.get().title) }</span></span>
        </label>
    }
}

fn line(props: &PathStepsProps, view: &RowView, effort: Effort) -> Html {
    let row: RowId = view.row;
    let not_met = view.outcomes.definite() == Some(Outcome::NotMet);
    let by_number = matches!(effort, Effort::Counted(..));
    let verb = match (not_met, by_number) {
        (true, true) => "改数字",
        (true, false) => "去看",
        (false, _) => "去填",
    };
    let href = Route::Dossier(props.open.dossier.id.clone(), Page::Table(row.get().table(), Some(row))).to_string();
    html! {
        <tr key={row.key()}>
            <td>{ format!("{:02}", row.get().ordinal) }</td>
            <th scope="row">{ row.get().title }</th>
            <td class={classes!(not_met.then_some("red"), by_number.then_some("is-near"))}>{ lacks(view) }</td>
            <td class="plan-cell">{ plan_box(&props.open, &props.edit, row) }</td>
            <td class="number"><a class="link" {href}>{ verb }<span class="visually-hidden">{ format!("：{}", row.get().title) }</span></a></td>
        </tr>
    }
}

/// 四星下列 5 行中任选 4 行：第 02、05 行. What a star asks for beyond `before`, a sentence a table.
pub fn further(id: &str, path: &Path, before: &Path, rating: &Rating) -> Vec<Html> {
    let known = |step: &&Step| {
        before.steps.iter().any(|known| core::ptr::eq(known.table, step.table) && known.needed >= step.needed)
    };
    path.steps
        .iter()
        .filter(|step| !known(step))
        .map(|step| {
            let table = words::table_name(step.table);
            let many = step.rows.len();
            let all = row_links(id, &step.rows);
            if !step.is_forced() {
                let lead = format!("{table}下列\u{a0}{many}\u{a0}行中任选\u{a0}{}\u{a0}行，即第 ", step.needed);
                return html! { <>{ lead }{ all }{ " 行" }</> };
            }
            let not_met: Vec<RowId> =
                step.rows.iter().copied().filter(|row| rating.row(*row).definite() == Some(Outcome::NotMet)).collect();
            let now = if not_met.is_empty() || not_met.len() == many {
                html! {}
            } else {
                html! { <>{ "，其中第 " }{ row_links(id, &not_met) }{ " 行按现有数据未达到" }</> }
            };
            html! { <>{ format!("{table}须全部达到，还有\u{a0}{many}\u{a0}行：第 ") }{ all }{ " 行" }{ now }</> }
        })
        .collect()
}
