//! 曾获荣誉: legacy honours with their year, and the star that the union is reviewed against for them.

use crate::browser;
use crate::dossier::{Action, Dossier, HeldHonour};
use crate::guideline::{HONOURS, Star};
use yew::prelude::*;

/// The dossier.
pub struct HonoursProps<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Sends an edit.
    pub edit: Callback<Action>,
}

/// Draws a line for each honour: held or not, and the year of award.
pub fn honours(props: &HonoursProps<'_>) -> Html {
    let held = &props.dossier.honours;
    html! {
        <fieldset class="field" id="honours">
            <legend>{ "曾获荣誉" }</legend>
            <p class="note">{ "获得过下列荣誉的，上级按相应星级的要求复核；荣誉本身不等于星级。没有就不用填。" }</p>
            <>{ for HONOURS.iter().map(|honour| {
                let year = held.iter().find(|held| held.honour == honour).map(|held| held.year);
                let others: Vec<HeldHonour> = held.iter().copied().filter(|held| held.honour != honour).collect();
                let (edit, kept) = (props.edit.clone(), others.clone());
                let default = props.dossier.year.saturating_sub(1);
                let onchange = Callback::from(move |_: Event| {
                    let mut honours = kept.clone();
                    if year.is_none() {
                        honours.push(HeldHonour { honour, year: default });
                    }
                    edit.emit(Action::SetHonours(honours));
                });
                let edit = props.edit.clone();
                let oninput = Callback::from(move |event: InputEvent| {
                    if let Some(year) = browser::typed(&event).and_then(|text| text.trim().parse().ok()).filter(|year| (1980..=2100).contains(year)) {
                        let mut honours = others.clone();
                        honours.push(HeldHonour { honour, year });
                        edit.emit(Action::SetHonours(honours));
                    }
                });
                html! {
                    <p class="honour" key={honour.key}>
                        <label class="tick"><input type="checkbox" checked={year.is_some()} {onchange} /><span>{ honour.name }</span></label>
                        if let Some(year) = year {
                            <label>{ "获得年度\u{a0}" }<input class="input honour-year" inputmode="numeric" maxlength="4" value={year.to_string()} {oninput} /></label>
                        }
                    </p>
                }
            }) }</>
            if let Some(star) = props.dossier.honour_track() { <p>{ track(held, star) }</p> }
        </fieldset>
    }
}

/// What the honours mean for the review.
fn track(held: &[HeldHonour], star: Star) -> String {
    let early = held.iter().any(|held| held.honour.star == star && held.year < 2020);
    let when = if early { "属于2019年度以前的荣誉，市总用两年时间分批复核。" } else { "" };
    format!("按{}级的要求复核，达不到的按实际情况定星级。{when}", star.name())
}
