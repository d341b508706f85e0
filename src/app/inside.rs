//! What the keeper holds: the dossier, its writer, and what the page was told of both.

use super::components::save_mark::{SaveState, Saves};
use super::library;
use super::shelf;
use super::shown::Shown;
use super::store::Open;
use crate::browser::{self, StorageError, Timer};
use crate::journal::{Kept, StateBody, Writer};
use yew::Callback;

/// The inside of a [`Keeper`](super::keeper::Keeper).
pub(super) struct Inside {
    pub(super) show: Callback<Shown>,
    pub(super) state: Option<StateBody>,
    pub(super) shown: Shown,
    /// Whether the page shows it.
    pub(super) is_drawn: bool,
    pub(super) saves: Saves,
    pub(super) writer: Option<Writer<StorageError>>,
    /// Whether there were edits that the writer, which was still looked for, does not know.
    pub(super) is_ahead: bool,
    /// Counts what was opened: an answer that comes late is for another.
    pub(super) turn: u32,
    pub(super) edits: u32,
    pub(super) rest: Option<Timer>,
    pub(super) follow: Option<Timer>,
    pub(super) retry: Option<Timer>,
}

impl Inside {
    /// Writes the whole state, as it is now.
    pub(super) fn write_state(&mut self) {
        if let (Some(writer), Some(state)) = (&mut self.writer, &self.state)
            && let Some(orders) = writer.state(state, &browser::stringify)
        {
            writer.near_result(shelf::near(&orders));
        }
    }

    /// The dossier as it is now.
    pub(super) fn redraw(&mut self) {
        if let Some(state) = &self.state {
            let revision = self.shown.open.as_ref().map_or(0, |open| open.revision + 1);
            self.shown.open = Some(Open::new(state.dossier.clone(), &state.history, revision));
            self.shown.failure = None;
            self.is_drawn = false;
        }
    }

    /// Whether it is kept.
    pub(super) fn say(&mut self) {
        if let (Some(state), Some(writer)) = (&self.state, &self.writer) {
            let kept = writer.kept();
            library::hold(&state.dossier.id, matches!(kept, Kept::Failed(_)).then(|| state.dossier.clone()));
            self.put(match kept {
                Kept::Saved => SaveState::Saved(browser::time_text(state.saved)),
                Kept::Saving | Kept::Taken => SaveState::Saving,
                Kept::Failed(error) => SaveState::Failed(error.to_string()),
            });
        } else {
            if self.is_ahead {
                self.saves.tell(SaveState::Saving);
            }
            self.tell();
        }
    }

    pub(super) fn put(&mut self, save: SaveState) {
        let unsaved = match &save {
            SaveState::Failed(reason) => Some(reason.clone()),
            // While it is tried again, what is said stays.
            SaveState::Saving => self.shown.unsaved.clone(),
            SaveState::Idle | SaveState::Saved(_) => None,
        };
        self.is_drawn &= unsaved == self.shown.unsaved;
        self.shown.unsaved = unsaved;
        self.saves.tell(save);
        self.tell();
    }

    /// Has the page drawn, where there is something new: not for each save.
    pub(super) fn tell(&mut self) {
        if !core::mem::replace(&mut self.is_drawn, true) {
            self.show.emit(self.shown.clone());
        }
    }
}
