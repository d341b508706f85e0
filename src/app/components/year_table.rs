//! 与上年比较: the star of both years, what the rules did, what the union did, row by row.

use super::mark::{MarkKind, mark};
use crate::app::canvas::classes;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::dossier::Previous;
use crate::rating::{Change, Outcome, changes};
use yew::prelude::*;

/// Both years.
pub struct YearTableProps {
    /// The open dossier.
    pub open: Open,
    /// The year before.
    pub previous: Previous,
}

/// Draws the comparison.
pub fn year_table(props: &YearTableProps) -> Html {
    let (dossier, previous) = (&props.open.dossier, &props.previous);
    let (Ok(rating), Ok(profile)) = (&props.open.rating, dossier.profile()) else { return html! {} };
    if profile.annex() != previous.profile.annex() {
        return html! { <p class="note">{ "两年的单位类别不同，用的不是同一个附件，逐行没有可比的。" }</p> };
    }
    let (before, today) = (previous, previous.rated_today());
    let by_rules = previous.changed_by_rules();
    let by_union = changes(profile.annex(), &today, rating);
    let (open, known): (Vec<Change>, Vec<Change>) = by_union.iter().partition(|change| change.to.is_none());
    let (new, known): (Vec<Change>, Vec<Change>) = known.iter().partition(|change| change.from.is_none());
    let applies = |outcome: Option<Outcome>| outcome != Some(Outcome::NotApplicable);
    let (known, turned): (Vec<Change>, Vec<Change>) =
        known.iter().partition(|change| applies(change.from) && applies(change.to));
    let (gained, lost): (Vec<Change>, Vec<Change>) = known.iter().partition(|change| change.is_gain());
    let then = if before.assured == before.attainable {
        before.assured.name().to_owned()
    } else {
        format!("{}，最高可达{}", before.assured.name(), before.attainable.name())
    };
    html! {
        <>
            <p>{ format!("{} 年：{then}；{} 年：{}。", previous.year, dossier.year, words::verdict(rating, "，")) }</p>
            if previous.rules_changed() {
                <p>{ format!("两年之间评定规则有改动。上年的答复按今年的规则是{}，", today.assured.name()) }
                    { format!("其中\u{a0}{}\u{a0}行的结论因规则而变；其余变化是本会今年的情况。", by_rules.len()) }</p>
                { table(dossier.id.as_str(), "因规则而变", &by_rules) }
            }
            if by_union.is_empty() {
                <p class="note">{ "逐行结论与上年相同。" }</p>
            }
            { table(dossier.id.as_str(), "不如上年", &lost) }
            { table(dossier.id.as_str(), "好于上年", &gained) }
            { table(dossier.id.as_str(), "适用与否有变", &turned) }
            { table(dossier.id.as_str(), "上年没有填、今年填了", &new) }
            { table(dossier.id.as_str(), "上年填了、今年还没有填", &open) }
        </>
    }
}

fn table(id: &str, name: &'static str, changes: &[Change]) -> Html {
    if changes.is_empty() {
        return html! {};
    }
    let state = |outcome: Option<Outcome>| {
        let kind = outcome.map_or(MarkKind::Open, |outcome| MarkKind::of(outcome.into()));
        html! { <span class={classes!("state", kind.class())}>{ mark(kind) }{ kind.word() }</span> }
    };
    html! {
        <details class="disclosure" open={changes.len() <= 12}>
            <summary>{ format!("{name}\u{a0}{}\u{a0}行", changes.len()) }</summary>
            <table class="ledger years">
                <thead><tr><th>{ "行" }</th><th>{ "上年" }</th><th>{ "今年" }</th></tr></thead>
                <tbody>{ for changes.iter().map(|change| {
                    let page = Page::Table(change.row.get().table(), Some(change.row));
                    let href = Route::Dossier(id.to_owned(), page).to_string();
                    html! {
                        <tr key={change.row.key()}>
                            <td><a class="link" {href}>{ format!("{} {}", words::row_name(change.row), change.row.get().title) }</a></td>
                            <td>{ state(change.from) }</td><td>{ state(change.to) }</td>
                        </tr>
                    }
                }) }</tbody>
            </table>
        </details>
    }
}
