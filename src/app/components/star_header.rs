//! The star header: the stars, the sentence, what is missing for the next star, how much is filled in.

use super::stars::{StarsProps, stars};
use crate::app::route::{Page, Route};
use crate::app::words;
use crate::guideline::Profile;
use crate::rating::Rating;
use std::rc::Rc;
use yew::prelude::*;

/// What the header shows.
#[derive(PartialEq)]
pub struct StarHeaderProps {
    /// The dossier's id, for links.
    pub id: String,
    /// The rating.
    pub rating: Rc<Rating>,
    /// The union's profile.
    pub profile: Option<Profile>,
    /// Hidden on wide screens, where the page itself says the verdict.
    pub quiet: bool,
    /// Whether the phone's 目录 is open.
    pub drawer: bool,
    /// Opens and closes it.
    pub toggle: Callback<()>,
}

/// Draws the header; on phones it is the dock at the bottom.
pub fn star_header(props: &StarHeaderProps) -> Html {
    let Some(profile) = props.profile else { return html! {} };
    let rating = &props.rating;
    let (filled, all) = rating.progress(profile);
    let gap = rating.assured.next().map(|next| (next, rating.missing_for(next, profile.annex())));
    let result = Route::Dossier(props.id.clone(), Page::Result).to_string();
    let toggle = {
        let toggle = props.toggle.clone();
        Callback::from(move |_: MouseEvent| toggle.emit(()))
    };
    html! {
        <section class={classes!("star-header", props.quiet.then_some("is-quiet"))} aria-label="星级">
            <div class="wrap star-line">
                { stars(&StarsProps { assured: rating.assured, attainable: rating.attainable, size: 28 }) }
                <p class="star-sentence" role="status">{ words::verdict(rating, " · ") }</p>
                if let Some((next, missing)) = gap {
                    <a class="star-gap" href={result}>
                        { format!("到{}还差\u{a0}{missing}\u{a0}行", next.name()) }
                    </a>
                } else {
                    <a class="star-gap is-full" href={result}>{ "已达五星，看结果" }</a>
                }
                <p class="star-progress">{ "已填 " }<b>{ filled }</b>{ format!("/{all}") }</p>
                <button class="dock-toc" type="button" aria-expanded={props.drawer.to_string()} onclick={toggle}>{ "目录" }</button>
            </div>
            <progress class="star-bar" max={all.to_string()} value={filled.to_string()} aria-hidden="true"></progress>
        </section>
    }
}
