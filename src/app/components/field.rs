//! A labelled text field, and a labelled group of choices with a sentence each.

use crate::app::canvas::classes;
use crate::app::html;
use crate::browser;
use yew::prelude::*;

/// A text field.
#[derive(PartialEq)]
pub struct FieldProps {
    /// Its id.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// A sentence under it; may be empty.
    pub hint: &'static str,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<&'static str>,
    /// It was typed into.
    pub on_text: Callback<String>,
}

/// Draws the field.
pub fn field(props: &FieldProps) -> Html {
    let oninput = {
        let on_text = props.on_text.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = browser::typed(&event) {
                on_text.emit(text);
            }
        })
    };
    let hint = format!("{}-hint", props.id);
    html! {
        <div class={classes!("field", props.error.map(|_| "has-error"))}>
            <label for={props.id}>{ props.label }</label>
            <input class="input" id={props.id} value={props.value.clone()} {oninput} autocomplete="off" maxlength="100"
                aria-describedby={hint.clone()} aria-invalid={props.error.map(|_| "true")} />
            <p class="note" id={hint}>
                if let Some(error) = props.error { <span class="red">{ error }</span> } else { { props.hint } }
            </p>
        </div>
    }
}

/// A group of choices.
#[derive(PartialEq)]
pub struct ChoicesProps {
    /// The group's name.
    pub name: &'static str,
    /// Its legend.
    pub legend: &'static str,
    /// A sentence under the legend; may be empty.
    pub hint: &'static str,
    /// What is wrong.
    pub error: Option<&'static str>,
    /// Key, name, sentence.
    pub options: Vec<(&'static str, &'static str, &'static str)>,
    /// The chosen key.
    pub chosen: Option<&'static str>,
    /// A choice was made.
    pub on_choose: Callback<String>,
}

/// Draws the group.
pub fn choices(props: &ChoicesProps) -> Html {
    let option = |(key, name, sentence): &(&'static str, &'static str, &'static str)| {
        let (key, on_choose) = (*key, props.on_choose.clone());
        let checked = props.chosen == Some(key);
        let onchange = Callback::from(move |_: Event| on_choose.emit(key.to_owned()));
        html! {
            <label class={classes!("option", checked.then_some("is-chosen"))}>
                <input type="radio" name={props.name} value={key} {checked} {onchange} />
                <span class="option-name">{ *name }</span>
                if !sentence.is_empty() { <span class="option-note note">{ *sentence }</span> }
            </label>
        }
    };
    html! {
        <fieldset class={classes!("field", "choices", props.error.map(|_| "has-error"))} id={format!("choices-{}", props.name)} tabindex="-1">
            <legend>{ props.legend }</legend>
            if let Some(error) = props.error {
                <p class="note red">{ error }</p>
            } else if !props.hint.is_empty() {
                <p class="note">{ props.hint }</p>
            }
            <div class={classes!("options", props.options.iter().all(|(_, _, sentence)| sentence.is_empty()).then_some("is-short"))}>
                { for props.options.iter().map(option) }
            </div>
        </fieldset>
    }
}
