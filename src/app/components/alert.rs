//! What went wrong or has to be known: a title, a sentence, and what can be done about it.

use crate::app::html;
use yew::prelude::*;

/// How it is said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It has just happened: a screen reader says it at once.
    Alert,
    /// Said once, above the page: a screen reader waits until nothing else is said.
    Notice,
    /// It stands there from the beginning.
    Standing,
}

/// Draws it; without a sentence where there is none.
pub fn alert(tone: Tone, title: &str, sentence: &str, more: Html) -> Html {
    let (class, role) = match tone {
        Tone::Alert => ("alert", Some("alert")),
        Tone::Notice => ("alert notice", Some("status")),
        Tone::Standing => ("alert", None),
    };
    html! {
        <div {class} {role}>
            <p class="alert-title">{ title.to_owned() }</p>
            if !sentence.is_empty() { <p>{ sentence.to_owned() }</p> }
            { more }
        </div>
    }
}
