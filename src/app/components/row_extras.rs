//! Under a row: 佐证 · 备注 · 原文与口径, each opened by its name.

use super::evidence_list::{EvidenceListProps, evidence_list};
use super::reading_panel::{ReadingPanelProps, reading_panel};
use crate::app::canvas::classes;
use crate::app::component;
use crate::app::hooks::use_state;
use crate::app::html;
use crate::app::view::RowView;
use crate::browser;
use crate::dossier::{Action, looks_private};
use std::rc::Rc;
use yew::prelude::*;

/// What the field takes, as its `maxlength` says: browsers cut what is pasted without a word.
const LONGEST_NOTE: usize = 2000;

/// Which part is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Evidence,
    Note,
    Reading,
}

/// The row.
#[derive(PartialEq)]
pub struct RowExtras {
    /// The row.
    pub view: Rc<RowView>,
    /// Whether its rejection alone lowers the star (关键行).
    pub is_key: bool,
    /// Sends an edit.
    pub edit: Callback<Action>,
}

/// Draws the three names and the open part.
#[component]
fn row_extras(props: &RowExtras) -> Html {
    let open = use_state(|| None::<Part>);
    let view = &props.view;
    let row = view.row;
    let name = |part: Part, text: String| {
        let here = *open == Some(part);
        let open = open.clone();
        let onclick = Callback::from(move |_: MouseEvent| open.set(if here { None } else { Some(part) }));
        html! {
            <button class={classes!("extra", here.then_some("is-open"))} type="button" aria-expanded={here.to_string()} {onclick}>{ text }</button>
        }
    };
    let oninput = {
        let edit = props.edit.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = browser::typed(&event) {
                edit.emit(Action::SetNote(row, text));
            }
        })
    };
    let listed = view.evidence.iter().filter(|entry| !entry.is_blank()).count();
    let evidence = match listed {
        0 => "佐证".to_owned(),
        count => format!("佐证 {count}"),
    };
    let note = if view.note.is_empty() { "备注" } else { "备注 1" };
    let reading = if row.get().reading.is_some() { "存疑与口径" } else { "原文与口径" };
    html! {
        <div class="extras">
            <p class="extra-names">
                { name(Part::Evidence, evidence) }
                { name(Part::Note, note.to_owned()) }
                { name(Part::Reading, reading.to_owned()) }
                // On the same line: an answer makes other rows key rows, and nothing may move under the hand.
                if props.is_key && listed == 0 {
                    <span class="note extra-key">{ "关键行：不认可就会降星，还没有列佐证" }</span>
                }
            </p>
            { match *open {
                Some(Part::Evidence) => evidence_list(&EvidenceListProps { row, evidence: view.evidence.clone(), edit: props.edit.clone() }),
                Some(Part::Note) => html! {
                    <div class="panel">
                        <label class="note" for={format!("note-{}", row.key())}>{ "备注会印在报告上。写做法和数量即可，不必写姓名。" }</label>
                        <textarea class="textarea" id={format!("note-{}", row.key())} rows="3" maxlength={LONGEST_NOTE.to_string()} value={view.note.clone()} {oninput} />
                        if view.note.chars().count() >= LONGEST_NOTE {
                            <p class="note red">{ "备注最多 2000 字，再多的没有收进来。" }</p>
                        }
                        if looks_private(&view.note) {
                            <p class="note red">{ "备注里好像有身份证号或手机号，报告会印出来，建议删去。" }</p>
                        }
                    </div>
                },
                Some(Part::Reading) => reading_panel(&ReadingPanelProps { view: view.clone() }),
                None => html! {},
            } }
        </div>
    }
}
