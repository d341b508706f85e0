//! Five stars: gold for assured, pale for attainable, dashed grey for out of reach.

use crate::app::html;
use crate::guideline::Star;
use yew::prelude::*;

/// From a star's upper point round to it, and to the next star's.
const ROUND: &str = "l2.6 7 7.4.3-5.8 4.6 2 7.2-6.2-4.1-6.2 4.1 2-7.2-5.8-4.6 7.4-.3zm28 0";

/// Which stars.
#[derive(PartialEq)]
pub struct StarsProps {
    /// Up to here solid.
    pub assured: Star,
    /// Up to here pale.
    pub attainable: Star,
    /// Edge in px.
    pub size: u32,
}

/// The stars alone; the sentence stands beside them. One path for each kind: the desk draws thousands of lines.
pub fn stars(props: &StarsProps) -> Html {
    let (assured, attainable) = (props.assured.number(), props.attainable.number());
    let path = |(class, before, until): (&'static str, u8, u8)| {
        let d = format!("M{} 2.2", 12 + 28 * before) + &ROUND.repeat(usize::from(until - before));
        html! { <path class={class} d={d} /> }
    };
    let kinds = [("is-assured", 0, assured), ("is-attainable", assured, attainable), ("is-out", attainable, 5)];
    html! {
        <svg class="stars" aria-hidden="true" width={(props.size * 17 / 3).to_string()} height={props.size.to_string()} viewBox="0 0 136 24">
            { for kinds.into_iter().map(path) }
        </svg>
    }
}
