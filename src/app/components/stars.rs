//! Five stars: gold for assured, pale for attainable, dashed grey for out of reach.

use crate::guideline::Star;
use yew::prelude::*;

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

/// The stars alone; the sentence stands beside them.
pub fn stars(props: &StarsProps) -> Html {
    let size = props.size.to_string();
    let star = |star: Star| {
        let class = if star <= props.assured {
            "star is-assured"
        } else if star <= props.attainable {
            "star is-attainable"
        } else {
            "star is-out"
        };
        html! {
            <svg class={class} width={size.clone()} height={size.clone()} viewBox="0 0 24 24">
                <path d="M12 2.2 14.6 9.2 22 9.5 16.2 14.1 18.2 21.3 12 17.2 5.8 21.3 7.8 14.1 2 9.5 9.4 9.2Z" />
            </svg>
        }
    };
    html! { <span class="stars" aria-hidden="true">{ for Star::ALL.into_iter().map(star) }</span> }
}
