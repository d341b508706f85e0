//! The star header: the stars, the sentence, what is missing for the next star, how much is filled in.

use super::stars::{StarsProps, stars};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::html;
use crate::app::route::{Page, Route};
use crate::app::store::Open;
use crate::app::words;
use crate::browser;
use crate::rating::{Rating, margin};
use yew::prelude::*;

/// What the header shows.
#[derive(PartialEq)]
pub struct StarHeader {
    /// The open dossier.
    pub open: Open,
    /// Whether it could not be saved: said here too, since the alert scrolls away.
    pub is_unsaved: bool,
    /// Hidden on wide screens, where the page itself says the verdict.
    pub quiet: bool,
    /// Whether the phone's 目录 is open.
    pub drawer: bool,
    /// Opens and closes it.
    pub toggle: Callback<()>,
}

/// Draws the header; on phones it is the dock at the bottom.
#[component]
fn star_header(props: &StarHeader) -> Html {
    let Open { dossier, rating, .. } = &props.open;
    let reviewed = props.open.reviewed();
    let (Ok(rating), Ok(profile)) = (rating, dossier.profile()) else { return html! {} };
    let (filled, all) = rating.progress(profile);
    // What a review left stands in for what the union says of itself.
    let stands = reviewed.map(|after| &after.rating);
    let Rating { assured, attainable, .. } = *stands.unwrap_or(rating);
    let rejected = reviewed.map_or(0, |after| after.rejected.len());
    let next = rating.assured.next();
    let gap = match next {
        _ if rejected > 0 => format!("看\u{a0}{rejected}\u{a0}行复核意见"),
        Some(next) => format!("到{}还差\u{a0}{}\u{a0}行", next.name(), rating.missing_for(next, profile.annex())),
        None => {
            let spare = margin(profile, rating).tables.iter().filter_map(|table| table.margin).min();
            format!("余量\u{a0}{}\u{a0}行，看关键行", spare.unwrap_or_default())
        }
    };
    let is_full = next.is_none() && rejected == 0;
    let result = Route::Dossier(dossier.id.clone(), Page::Result).to_string();
    let toggle = {
        let toggle = props.toggle.clone();
        Callback::from(move |_: MouseEvent| toggle.emit(()))
    };
    html! {
        <section class={classes!("star-header", props.quiet.then_some("is-quiet"))} aria-label="星级">
            <div class="wrap star-line">
                { stars(&StarsProps { assured, attainable, size: 28 }) }
                <p class="star-sentence" role="status">{ words::standing(rating, stands, "\u{a0}· ") }</p>
                if props.is_unsaved {
                    <a class="star-gap" href={result} onclick={Callback::from(|event: MouseEvent| {
                        event.prevent_default();
                        browser::scroll_top();
                    })}>{ "未能保存，看原因" }</a>
                } else {
                    <a class={classes!("star-gap", is_full.then_some("is-full"))} href={result}>{ gap }</a>
                }
                <p class="star-progress">{ "已填 " }<b>{ filled }</b>{ format!("/{all}") }</p>
                <button class="dock-toc" type="button" aria-expanded={props.drawer.to_string()} onclick={toggle}>{ "目录" }</button>
            </div>
            <progress class="star-bar" max={all.to_string()} value={filled.to_string()} aria-hidden="true"></progress>
        </section>
    }
}
