//! A number: understood where the meaning is plain, refused in a sentence otherwise, never lost.

use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::use_state;
use crate::app::html;
use crate::app::words;
use crate::browser;
use crate::dossier::{Action, Entry, EntryError, parse_count};
use crate::guideline::{FactId, RateId};
use yew::prelude::*;

/// Which number.
#[derive(PartialEq)]
pub struct NumberField {
    /// Which fact.
    pub fact: FactId,
    /// What stands in it.
    pub entry: Entry<u64>,
    /// More than the number that it is a part of: that number's name and count.
    pub exceeds: Option<(FactId, u64)>,
    /// 0, so that this rate cannot be told.
    pub leaves: Option<RateId>,
    /// Last year's number, if the dossier was carried over.
    pub last_year: Option<u64>,
    /// Sends an edit.
    pub edit: Callback<Action>,
}

/// The id of a fact's field.
pub fn field_id(fact: FactId) -> String {
    format!("fact-{}", fact.key())
}

/// The sentence for what is wrong with a number, if anything.
pub fn problem(entry: &Entry<u64>, exceeds: Option<(FactId, u64)>, leaves: Option<RateId>) -> Option<String> {
    match (entry, exceeds) {
        (Entry::Typed(text), _) => Some(parse_count(text).err().unwrap_or(EntryError::NotANumber).to_string()),
        (Entry::Value(_), Some((whole, count))) => {
            Some(format!("多于{}（{}），请核对这两个数。", words::bare(whole), words::count(whole, count)))
        }
        _ => leaves.map(|rate| format!("填 0 时算不出{}，请核对。", rate.get().label)),
    }
}

/// Draws the field.
#[component]
fn number_field(props: &NumberField) -> Html {
    let fact = props.fact;
    let item = fact.get();
    // While the keyboard is in it, the field keeps exactly what was typed.
    let typing = use_state(|| None::<String>);
    let stands = match &props.entry {
        Entry::Empty => String::new(),
        Entry::Value(count) => count.to_string(),
        Entry::Typed(text) => text.clone(),
    };
    let oninput = {
        let (edit, typing) = (props.edit.clone(), typing.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(text) = browser::typed(&event) {
                edit.emit(Action::SetFact(fact, Entry::read(&text, parse_count)));
                typing.set(Some(text));
            }
        })
    };
    let onblur = {
        let typing = typing.clone();
        Callback::from(move |_: FocusEvent| typing.set(None))
    };
    let problem = problem(&props.entry, props.exceeds, props.leaves);
    let id = field_id(fact);
    let note = format!("{id}-note");
    html! {
        <div class={classes!("number-field", problem.is_some().then_some("has-error"))}>
            <div class="number-line">
                <label for={id.clone()}>
                    { item.short }
                    if let Some(count) = props.last_year { <span class="note">{ format!("上年 {}", words::count(fact, count)) }</span> }
                    if !item.hint.is_empty() { <span class="note">{ item.hint }</span> }
                </label>
                <input class="input number" {id} inputmode="numeric" autocomplete="off" value={(*typing).clone().unwrap_or(stands)}
                    {oninput} {onblur} aria-describedby={note.clone()} aria-invalid={problem.is_some().then_some("true")} />
                <span class="unit">{ item.unit }</span>
            </div>
            <p class="number-problem" id={note}>{ problem }</p>
        </div>
    }
}
