//! 曾获荣誉: legacy honours with their year, and the star that the union is reviewed against for them.

use crate::app::component;
use crate::app::hooks::use_state;
use crate::app::html;
use crate::browser;
use crate::dossier::{Action, Dossier, HeldHonour, parse_count};
use crate::guideline::{EARLY_HONOURS, EarlyHonours, HONOURS, Star};
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
            { for HONOURS.iter().map(|honour| {
                let year = held.iter().find(|held| held.honour == honour).map(|held| held.year);
                let (edit, kept) = (props.edit.clone(), held.clone());
                let default = props.dossier.year.saturating_sub(1);
                let onchange = Callback::from(move |_: Event| {
                    let mut honours = kept.clone();
                    if year.is_none() {
                        honours.push(HeldHonour::new(honour, default));
                    } else if let Some(at) = honours.iter().position(|held| held.honour == honour) {
                        // The one that is shown: another of the same kind then stands here.
                        honours.remove(at);
                    }
                    edit.emit(Action::SetHonours(honours));
                });
                let (edit, kept) = (props.edit.clone(), held.clone());
                let set = Callback::from(move |year: u16| {
                    let mut honours = kept.clone();
                    // Another of the same kind stays as it is.
                    if let Some(held) = honours.iter_mut().find(|held| held.honour == honour) {
                        held.year = year;
                    }
                    edit.emit(Action::SetHonours(honours));
                });
                let latest = props.dossier.year;
                html! {
                    <p class="honour" key={honour.key}>
                        <label class="tick"><input type="checkbox" checked={year.is_some()} {onchange} /><span>{ honour.name }</span></label>
                        if let Some(year) = year {
                            <HonourYear {year} {latest} {set} />
                        }
                    </p>
                }
            }) }
            if let Some(star) = props.dossier.honour_track() { <p>{ track(held, star) }</p> }
        </fieldset>
    }
}

#[derive(PartialEq)]
struct HonourYear {
    year: u16,
    /// The dossier's year: no honour is later.
    latest: u16,
    set: Callback<u16>,
}

/// The year of award: kept as it is typed, and told where it is not understood.
#[component]
fn honour_year(props: &HonourYear) -> Html {
    let typed = use_state(|| None::<String>);
    let latest = props.latest;
    let read = move |text: &str| {
        let year = parse_count(text).ok().flatten().and_then(|year| u16::try_from(year).ok());
        year.filter(|year| (1980..=latest).contains(year))
    };
    let oninput = {
        let (typed, set) = (typed.clone(), props.set.clone());
        Callback::from(move |event: InputEvent| {
            let Some(text) = browser::typed(&event) else { return };
            if let Some(year) = read(&text) {
                set.emit(year);
            }
            typed.set(Some(text));
        })
    };
    let wrong = typed.as_deref().is_some_and(|text| read(text).is_none());
    html! {
        <>
            <label>{ "获得年度\u{a0}" }<input class="input honour-year" inputmode="numeric" value={(*typed).clone().unwrap_or_else(|| props.year.to_string())} {oninput} aria-invalid={wrong.then_some("true")} /></label>
            if wrong { <span class="note red">{ format!("请填 1980 到 {latest} 之间的年份，现在按 {} 年计。", props.year) }</span> }
        </>
    }
}

/// What the honours mean for the review.
fn track(held: &[HeldHonour], star: Star) -> String {
    let early = held.iter().any(|held| held.honour.star == star && held.is_early());
    let EarlyHonours { until, years } = EARLY_HONOURS;
    let when = if early {
        format!("属于 {until} 年度以前的荣誉，市总用\u{a0}{years}\u{a0}年时间分批复核。")
    } else {
        String::new()
    };
    format!("按{}级的要求复核，达不到的按实际情况定星级。{when}", star.name())
}
