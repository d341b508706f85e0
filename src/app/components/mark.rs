//! The four marks: √ × ○ —, drawn, each next to its word.

use crate::app::canvas::classes;
use crate::app::html;
use crate::rating::{Outcome, Outcomes};
use yew::prelude::*;

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// 达到
    Met,
    /// 未达到
    NotMet,
    /// 待填
    Open,
    /// 不适用
    NotApplicable,
    /// 不认可, by a review
    Refused,
    /// 有误, of numbers
    Wrong,
}

impl MarkKind {
    /// The mark of a clause or row.
    pub fn of(outcomes: Outcomes) -> Self {
        match outcomes.definite() {
            Some(Outcome::Met) => Self::Met,
            Some(Outcome::NotMet) => Self::NotMet,
            Some(Outcome::NotApplicable) => Self::NotApplicable,
            None => Self::Open,
        }
    }

    /// Its word: people never get a mark alone.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "达到",
            Self::NotMet => "未达到",
            Self::Open => "待填",
            Self::NotApplicable => "不适用",
            Self::Refused => "不认可",
            Self::Wrong => "有误",
        }
    }

    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Met => "is-met",
            Self::NotMet | Self::Refused | Self::Wrong => "is-not-met",
            Self::Open => "is-open",
            Self::NotApplicable => "is-na",
        }
    }
}

/// The mark alone, hidden from screen readers; its word stands beside it.
pub fn mark(kind: MarkKind) -> Html {
    // One path for each, so that a mark changes in place.
    let shape = match kind {
        MarkKind::Met => "M2.5 8.5 6.3 12.3 13.5 4.2",
        MarkKind::NotMet | MarkKind::Refused | MarkKind::Wrong => "M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5",
        MarkKind::Open => "M8 2.8A5.2 5.2 0 0 1 8 13.2 5.2 5.2 0 0 1 8 2.8Z",
        MarkKind::NotApplicable => "M3 8H13",
    };
    html! {
        <svg class={classes!("mark", kind.class())} viewBox="0 0 16 16" aria-hidden="true">
            <path d={shape} />
        </svg>
    }
}
