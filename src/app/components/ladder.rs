//! The ladder: five stars on top, each rung with its condition, arithmetic, verdict and deciding rows.

use super::mark::{MarkKind, mark};
use crate::app::canvas::classes;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::words;
use crate::guideline::RowId;
use crate::rating::{Condition, Demand, Outcome, Rating, Rung, RungState};
use crate::report::standing;
use std::rc::Rc;
use yew::prelude::*;

/// The rungs.
pub struct LadderProps {
    /// The dossier's id, for links.
    pub id: String,
    /// From one star to five.
    pub rungs: Rc<Vec<Rung>>,
    /// The rating.
    pub rating: Rc<Rating>,
}

impl PartialEq for LadderProps {
    fn eq(&self, other: &Self) -> bool {
        self.rating == other.rating
    }
}

/// Draws the ladder.
pub fn ladder(props: &LadderProps) -> Html {
    let next = props.rating.assured.next();
    html! {
        <ol class="ladder double-rule" aria-label="各星的条件" reversed=true>
            { for props.rungs.iter().rev().map(|rung| draw(&props.id, rung, &props.rating, next == Some(rung.rule.star))) }
        </ol>
    }
}

fn draw(id: &str, rung: &Rung, rating: &Rating, is_next: bool) -> Html {
    let missing: u8 = rung.conditions.iter().map(|condition| condition.missing).sum();
    let said = || standing(rung.state).to_owned();
    let (class, kind, verdict) = match rung.state {
        RungState::Assured => ("is-assured", MarkKind::Met, said()),
        RungState::Attainable if is_next && missing > 0 => {
            ("is-attainable", MarkKind::Open, format!("还差\u{a0}{missing}\u{a0}行"))
        }
        RungState::Attainable => ("is-attainable", MarkKind::Open, said()),
        RungState::OutOfReach => ("is-out", MarkKind::NotMet, said()),
    };
    html! {
        <li class={classes!("rung", class, is_next.then_some("is-next"))} key={rung.rule.star.number()}>
            <div class="rung-star"><b>{ rung.rule.star.name() }</b><span class="note">{ rung.rule.aim }</span></div>
            <div class="rung-why">
                <p>{ sentence(rung) }</p>
                { for rung.conditions.iter().map(|condition| html! { <p class="rung-sum">{ arithmetic(condition) }</p> }) }
            </div>
            <div class="rung-verdict">
                <p class={classes!("state", kind.class(), is_next.then_some("red"))}>{ mark(kind) }{ verdict }</p>
                <p class="note">{ deciding(id, rung, rating, is_next) }</p>
            </div>
        </li>
    }
}

/// 三星活力指数达到 80%，并达到二星
fn sentence(rung: &Rung) -> String {
    let star = rung.rule.star;
    let mut parts: Vec<String> = rung
        .conditions
        .iter()
        .map(|condition| match condition.demand {
            Demand::All => format!("{}全部达到", condition.table.index.name()),
            Demand::Percent(percent) => format!("{}活力指数达到 {percent}%", star.name()),
            Demand::AtLeast(rows) => format!("创新指数至少\u{a0}{rows}\u{a0}行"),
        })
        .collect();
    if let Some(below) = star.below() {
        parts.push(format!("并达到{}", below.name()));
    }
    parts.join("，")
}

/// 16 行须 13 行：达到 11，未达到 2，待填 3
fn arithmetic(condition: &Condition) -> String {
    let tally = condition.tally;
    let mut parts = vec![format!("达到\u{a0}{}", tally.met)];
    for (name, count) in [("未达到", tally.not_met), ("待填", tally.open), ("不适用", tally.not_applicable)] {
        if count > 0 {
            parts.push(format!("{name}\u{a0}{count}"));
        }
    }
    let table = if condition.table.star.is_none() { "创新 " } else { "" };
    format!("{table}{}\u{a0}行须\u{a0}{}\u{a0}行：{}", tally.applicable(), condition.required, parts.join("，"))
}

fn deciding(id: &str, rung: &Rung, rating: &Rating, is_next: bool) -> Html {
    if rung.state == RungState::Assured {
        let slack = rung.conditions.iter().map(|condition| condition.slack).min().unwrap_or(0);
        return html! { format!("余量\u{a0}{slack}\u{a0}行") };
    }
    // A rung speaks of its own table, and of innovation by name.
    let not_met = |condition: &&Condition| condition.state == RungState::OutOfReach;
    let not_met: Vec<Html> = rung
        .conditions
        .iter()
        .filter(not_met)
        .enumerate()
        .map(|(at, condition)| {
            let rows = condition.deciding.iter().copied();
            let rows: Vec<RowId> = rows.filter(|row| rating.row(*row).definite() == Some(Outcome::NotMet)).collect();
            let (comma, table) =
                (if at > 0 { "，" } else { "" }, if condition.table.star.is_none() { "创新" } else { "" });
            html! { <>{ format!("{comma}{table}第 ") }{ row_links(id, &rows) }{ " 行未达到" }</> }
        })
        .collect();
    match rung.state {
        RungState::OutOfReach if rung.waits() => html! { "须先达到前一星" },
        RungState::OutOfReach => html! { { for not_met } },
        _ if is_next => html! { "下一步" },
        _ => {
            let missing = rung.conditions.iter().filter(|condition| condition.missing > 0).map(|condition| {
                let table = if condition.table.star.is_none() { "创新" } else { "" };
                format!("{table}还差\u{a0}{}\u{a0}行", condition.missing)
            });
            html! { missing.collect::<Vec<_>>().join("，") }
        }
    }
}

/// 04、09、12: each number leads to its row.
pub fn row_links(id: &str, rows: &[RowId]) -> Html {
    let last = rows.len().saturating_sub(1);
    // The mark stays with the number before it: no line begins with it.
    let link = |(at, row): (usize, &RowId)| {
        let href = Route::Dossier(id.to_owned(), Page::Table(row.get().table(), Some(*row))).to_string();
        let after = if at < last { "、" } else { "" };
        html! { <><span class="nowrap"><a class="number-link" {href} title={row.get().title} aria-label={format!("{} {}", words::row_name(*row), row.get().title)}>{ format!("{:02}", row.get().ordinal) }</a>{ after }</span><wbr /></> }
    };
    html! { { for rows.iter().enumerate().map(link) } }
}
