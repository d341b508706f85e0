//! Whether the dossier is saved: redrawn by itself, since it changes twice with every edit.

use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::{use_effect_with, use_once, use_state};
use crate::app::html;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use yew::prelude::*;

/// Whether the dossier is saved on this device.
#[derive(Clone, PartialEq, Debug)]
pub enum SaveState {
    /// Nothing to save yet.
    Idle,
    /// On its way.
    Saving,
    /// Saved, at this time of day: it survives the browser being closed or killed.
    Saved(String),
    /// Not saved: why, and what to do.
    Failed(String),
}

/// Carries the state from the keeper to the mark, past everything in between; clones are the same one.
#[derive(Clone)]
pub struct Saves(Rc<RefCell<Line>>);

struct Line {
    state: SaveState,
    listener: Option<Callback<SaveState>>,
}

impl PartialEq for Saves {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Saves {
    /// With a first state.
    pub fn new(state: SaveState) -> Self {
        Self(Rc::new(RefCell::new(Line { state, listener: None })))
    }

    /// As it is now.
    pub fn state(&self) -> SaveState {
        self.0.borrow().state.clone()
    }

    /// Tells another state.
    pub fn tell(&self, state: SaveState) {
        let listener = {
            let mut line = self.0.borrow_mut();
            if line.state == state {
                return;
            }
            line.state = state.clone();
            line.listener.clone()
        };
        if let Some(listener) = listener {
            listener.emit(state);
        }
    }
}

/// What the mark listens to.
#[derive(PartialEq)]
pub struct SaveMark {
    /// The line from the keeper.
    pub saves: Saves,
}

/// Draws the mark.
#[component]
fn save_mark(props: &SaveMark) -> Html {
    let state = use_state(|| props.saves.state());
    {
        let state = state.clone();
        use_effect_with(props.saves.clone(), move |saves| {
            // It may have changed before anybody listened.
            state.set(saves.state());
            saves.0.borrow_mut().listener = Some(Callback::from(move |to| state.set(to)));
            let saves = saves.clone();
            move || saves.0.borrow_mut().listener = None
        });
    }
    // Said aloud as it changes for good, and not with every letter.
    let aloud = use_once(|| Cell::new(""));
    match &*state {
        SaveState::Saved(_) => aloud.set("已保存"),
        SaveState::Failed(_) => aloud.set("未能保存"),
        SaveState::Idle | SaveState::Saving => {}
    }
    html! {
        <>
            <span class="top-save" aria-hidden="true">
                <span class={classes!("top-said", matches!(*state, SaveState::Failed(_)).then_some("red"))}>
                    { match &*state {
                        SaveState::Idle => String::new(),
                        SaveState::Saving => "正在保存".to_owned(),
                        SaveState::Saved(time) => format!("已保存 {time}"),
                        SaveState::Failed(_) => "未能保存".to_owned(),
                    } }
                </span>
            </span>
            <span class="visually-hidden" role="status">{ aloud.get() }</span>
        </>
    }
}
