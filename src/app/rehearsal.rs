//! The first key and the first click, rehearsed. A browser compiles what a Wasm calls as it calls it first: under the first
//! key that took three times as long as under the next. So a change is drawn and taken back before anybody makes one,
//! and before the screen shows it. Nothing is kept of it.

use super::live::{Live, Place};
use crate::browser;
use crate::dossier::{Action, Dossier, Entry, parse_count};
use crate::guideline::RowId;
use crate::rating::{Answer, facts_in_use};
use std::rc::Rc;

/// Milliseconds after a dossier has been opened: its page stands, and nobody has found a field yet.
const SOON: u32 = 500;

/// Rehearses once the page stands, unless somebody was quicker.
pub fn soon(live: &Live) {
    let live = live.clone();
    browser::after(SOON, move || {
        if !browser::is_typing() {
            wasm_bindgen_futures::spawn_local(rehearse(live));
        }
    })
    .forget();
}

async fn rehearse(live: Live) {
    let Some((dossier, rating)) = live.now() else { return };
    let row = live.first_row();
    let changed = Rc::new(changed(&dossier, row));
    let Ok(rated) = changed.rating() else { return };
    let tell = || {
        live.tell(Some(Place::Numbers));
        if let Some(row) = row {
            live.tell(Some(Place::Row(row)));
        }
    };
    live.put(&changed, Some(&Rc::new(rated)));
    tell();
    // What was told is drawn before this goes on, and nothing is painted between.
    browser::after_what_waits().await;
    if live.now().is_some_and(|(now, _)| Rc::ptr_eq(&now, &changed)) {
        live.put(&dossier, Some(&rating));
        tell();
    }
}

/// The dossier with other numbers, none of which asks for a word of warning, and another answer in a row.
fn changed(dossier: &Dossier, row: Option<RowId>) -> Dossier {
    let mut changed = dossier.clone();
    let facts = || dossier.profile().into_iter().flat_map(facts_in_use);
    let one = |count: u64| Entry::read(&count.to_string(), parse_count);
    match facts().next().map(|fact| (fact, dossier.facts.get(fact))) {
        Some((fact, Some(count))) => drop(Action::SetFact(fact, one(count + 1)).apply(&mut changed)),
        Some(_) if facts().all(|fact| dossier.facts.get(fact).is_none()) => {
            for fact in facts().take(3) {
                drop(Action::SetFact(fact, one(1)).apply(&mut changed));
            }
        }
        _ => {}
    }
    let judged = row.and_then(|row| row.get().clauses().find(|clause| !clause.get().is_measured()));
    if let Some(clause) = judged {
        let other = if dossier.answers.get(clause) == Some(Answer::Met) { Answer::NotMet } else { Answer::Met };
        drop(Action::SetAnswer(clause, Some(other)).apply(&mut changed));
    }
    changed
}
