//! 大字, 高对比: set once, kept for every visit.

use crate::app::component;
use crate::app::hooks::{use_effect_with, use_state};
use crate::app::html;
use crate::browser::{self, Display};
use yew::prelude::*;

/// How the switches look where they stand.
#[derive(PartialEq)]
pub struct DisplaySwitch {
    /// Their class.
    pub class: &'static str,
}

/// Draws both switches.
#[component]
fn display_switch(props: &DisplaySwitch) -> Html {
    let now = use_state(Display::default);
    {
        // Never the first render from storage: the page was drawn before anybody asked.
        let now = now.clone();
        use_effect_with((), move |()| now.set(browser::display()));
    }
    let switch = |name: &'static str, is_on: bool, turn: fn(Display) -> Display| {
        let now = now.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            // As it is now, and not as it was drawn: the other switch may have been pressed just before.
            let to = turn(browser::display());
            browser::set_display(to);
            now.set(to);
        });
        html! { <button class={props.class} type="button" aria-pressed={is_on.to_string()} {onclick}>{ name }</button> }
    };
    html! {
        <>
            { switch("大字", now.large, |now| Display { large: !now.large, ..now }) }
            { switch("高对比", now.contrast, |now| Display { contrast: !now.contrast, ..now }) }
        </>
    }
}
