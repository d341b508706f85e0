//! Opinions from the list: who reviews, said once above it; on each line 认可 or 不认可; one sentence for all.

use super::talk::ask;
use crate::app::components::mark::{MarkKind, mark};
use crate::browser;
use crate::dossier::ReviewLevel;
use crate::guideline::{Annex, Category, Table};
use crate::rollup::{Ask, Filter, Line, Opine, Tell};
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

thread_local! {
    /// Who reviewed last, and whether somebody does: a unit is opened, and the list goes on with the same.
    static LAST: RefCell<(Option<Reviewer>, bool)> = const { RefCell::new((None, false)) };
}

/// Who reviews as the list comes.
pub fn last_reviewer() -> Option<Reviewer> {
    LAST.with_borrow(|(last, is_on)| last.clone().filter(|_| *is_on))
}

/// Remembers who reviews; none is nobody for now.
pub fn remember(now: Option<&Reviewer>) {
    LAST.with_borrow_mut(|(last, is_on)| {
        *is_on = now.is_some();
        if let Some(now) = now {
            *last = Some(now.clone());
        }
    });
}

/// Who reviews.
#[derive(Clone, PartialEq)]
pub struct Reviewer {
    /// The level.
    pub level: ReviewLevel,
    /// The body's name.
    pub body: String,
}

/// The line whose rows are being refused, and why the last try did not stand.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// The unit.
    pub id: String,
    /// What was wrong.
    pub wrong: Option<String>,
}

/// What the lines need to take opinions.
#[derive(Clone, PartialEq)]
pub struct Opinions {
    /// Who reviews; none while nobody does.
    pub reviewer: UseStateHandle<Option<Reviewer>>,
    /// The open line.
    pub draft: UseStateHandle<Option<Draft>>,
    /// What was done last.
    pub said: UseStateHandle<Option<String>>,
    /// Takes the changed line.
    pub changed: Callback<Line>,
}

impl Opinions {
    /// Records; the sentence of a failure goes to the open line, or above the list.
    fn record(&self, line: &Line, rows: Vec<String>, reason: String) {
        let Some(Reviewer { level, body }) = (*self.reviewer).clone() else { return };
        let (id, name, before) = (line.id.clone(), line.name.clone(), line.star);
        let all = rows.is_empty();
        let opine = Opine { id: id.clone(), level, body, date: browser::date_text(browser::now()), rows, reason };
        let these = self.clone();
        spawn_local(async move {
            match ask(&Ask::Opine(opine)).await {
                Tell::Line(line) => {
                    let star = if line.star == before {
                        format!("仍为{}", line.star.name())
                    } else {
                        format!("{}变为{}", before.name(), line.star.name())
                    };
                    let what = if all { "认可" } else { "不认可" };
                    these.said.set(Some(format!("{name}：已记“{what}”，{star}。")));
                    these.changed.emit(*line);
                    if !all {
                        these.draft.set(None);
                        browser::focus(&format!("refuse-{id}"));
                    }
                }
                Tell::Failed(wrong) if all => these.said.set(Some(wrong)),
                Tell::Failed(wrong) => these.draft.set(Some(Draft { id, wrong: Some(wrong) })),
                _ => {}
            }
        });
    }

    /// 认可 and 不认可 on a line; nothing while nobody reviews.
    pub fn buttons(&self, line: &Line) -> Html {
        let Some(reviewer) = &*self.reviewer else { return html! {} };
        let refused = line.opinions.iter().find(|(level, _)| *level == reviewer.level).map(|(_, refused)| *refused);
        let accept = {
            let (these, line) = (self.clone(), line.clone());
            Callback::from(move |_: MouseEvent| {
                these.draft.set(None);
                these.record(&line, Vec::new(), String::new());
            })
        };
        let open = self.draft.as_ref().is_some_and(|draft| draft.id == line.id);
        let refuse = {
            let (draft, id) = (self.draft.clone(), line.id.clone());
            Callback::from(move |_: MouseEvent| draft.set((!open).then(|| Draft { id: id.clone(), wrong: None })))
        };
        let class = |chosen: bool, kind: MarkKind| classes!("desk-say", kind.class(), chosen.then_some("is-chosen"));
        let (yes, no) = (refused == Some(0), refused.is_some_and(|rows| rows > 0));
        let count = refused.filter(|rows| *rows > 0).map_or_else(String::new, |rows| format!("\u{a0}{rows}\u{a0}行"));
        html! {
            <span class="desk-line-say">
                <button class={class(yes, MarkKind::Met)} type="button" data-say="accept" aria-pressed={yes.to_string()} aria-label={format!("认可：{}", line.name)} onclick={accept}>
                    if yes { { mark(MarkKind::Met) } }{ "认可" }
                </button>
                <button class={class(no, MarkKind::NotMet)} type="button" data-say="refuse" id={format!("refuse-{}", line.id)} aria-pressed={no.to_string()} aria-expanded={open.to_string()}
                    aria-label={format!("不认可{count}：{}", line.name)} onclick={refuse}>
                    if no { { mark(MarkKind::NotMet) } }{ format!("不认可{count}") }
                </button>
            </span>
        }
    }

    /// Which rows and why, under the open line.
    pub fn form(&self, line: &Line) -> Html {
        let Some(draft) = self.draft.as_ref().filter(|draft| draft.id == line.id) else { return html! {} };
        let onsubmit = {
            let (these, line) = (self.clone(), line.clone());
            Callback::from(move |event: SubmitEvent| {
                event.prevent_default();
                let field = |name: &str| browser::typed_in(&event, name).unwrap_or_default();
                let rows = field("[name=rows]");
                let rows: Vec<_> = super::draw::row_names(&rows);
                if rows.is_empty() {
                    let wrong = Some("请写明哪几行不认可，写成“三星03”这样，几行之间用顿号。".to_owned());
                    these.draft.set(Some(Draft { id: line.id.clone(), wrong }));
                } else {
                    these.record(&line, rows, field("[name=reason]"));
                }
            })
        };
        let close = {
            let (draft, id) = (self.draft.clone(), line.id.clone());
            move || {
                draft.set(None);
                browser::focus(&format!("refuse-{id}"));
            }
        };
        let onclick = {
            let close = close.clone();
            Callback::from(move |_: MouseEvent| close())
        };
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close();
            }
        });
        let annex = if line.category == Category::Township { Annex::Two } else { Annex::One };
        let rows = Table::of_annex(annex).flat_map(Table::rows);
        html! {
            <form class="desk-refuse" key={format!("refuse {}", line.id)} {onsubmit} {onkeydown}>
                <label>{ "不认可的行" }<input class="input" name="rows" type="text" id="desk-refuse-rows" list="desk-refuse-names" placeholder="如三星03，几行用顿号" autocomplete="off" /></label>
                <label class="desk-refuse-reason">{ "理由" }<input class="input" name="reason" type="text" maxlength="500" autocomplete="off" /></label>
                <button class="button" type="submit">{ "记为不认可" }</button>
                <button class="link" type="button" {onclick}>{ "取消" }</button>
                if let Some(wrong) = &draft.wrong { <p class="note red" role="alert">{ wrong }</p> }
                <datalist id="desk-refuse-names">{ for rows.map(|row| html! { <option value={crate::report::row_name(row)}>{ row.get().title }</option> }) }</datalist>
            </form>
        }
    }
}

/// Above the list: who reviews, and one opinion for all.
pub fn reviewing(opinions: &Opinions, filter: &Filter, total: usize, done: &Callback<()>) -> Html {
    let reviewer = &opinions.reviewer;
    let toggle = {
        let (reviewer, draft) = (reviewer.clone(), opinions.draft.clone());
        Callback::from(move |event: MouseEvent| {
            // The state says whether it is open, so that the lines know.
            event.prevent_default();
            draft.set(None);
            let before = LAST.with_borrow(|(last, _)| last.clone());
            let somebody = || before.unwrap_or_else(|| Reviewer { level: ReviewLevel::Street, body: String::new() });
            reviewer.set(reviewer.is_none().then(somebody));
        })
    };
    let level = {
        let reviewer = reviewer.clone();
        Callback::from(move |event: Event| {
            if let (Some(level), Some(now)) =
                (browser::typed(&event).and_then(|key| ReviewLevel::from_key(&key)), &*reviewer)
            {
                reviewer.set(Some(Reviewer { level, ..now.clone() }));
            }
        })
    };
    let body = {
        let reviewer = reviewer.clone();
        Callback::from(move |event: InputEvent| {
            if let (Some(body), Some(now)) = (browser::typed(&event), &*reviewer) {
                reviewer.set(Some(Reviewer { body, ..now.clone() }));
            }
        })
    };
    let onsubmit = {
        let (these, filter, done) = (opinions.clone(), filter.clone(), done.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(Reviewer { level, body }) = (*these.reviewer).clone() else { return };
            if body.trim().is_empty() {
                these.said.set(Some("请写明复核单位，再记录。".to_owned()));
                return;
            }
            let (said, filter, done) = (these.said.clone(), filter.clone(), done.clone());
            spawn_local(async move {
                let date = browser::date_text(browser::now());
                said.set(Some(match ask(&Ask::Uphold { filter, level, body: body.trim().to_owned(), date }).await {
                    Tell::Done(count) => format!("已给\u{a0}{count}\u{a0}家记录“认可”。点上面的“退回包”把档案发回去。"),
                    Tell::Failed(reason) => reason,
                    _ => String::new(),
                }));
                done.emit(());
            });
        })
    };
    let now = reviewer.as_ref();
    let chosen = now.map(|now| now.level);
    let levels = ReviewLevel::ALL.into_iter();
    html! {
        <details class="disclosure no-print" open={now.is_some()}>
            <summary onclick={toggle}>{ "给这份名单记录复核意见" }</summary>
            <form class="desk-filters" {onsubmit}>
                <label>{ "级别" }<select class="select" onchange={level}>{ for levels.map(|level| html! { <option value={level.key()} selected={chosen == Some(level)}>{ level.name() }</option> }) }</select></label>
                <label>{ "复核单位" }<input class="input" type="text" autocomplete="off" oninput={body} value={now.map_or_else(String::new, |now| now.body.clone())} /></label>
                <button class="button" type="submit">{ format!("认可这\u{a0}{total}\u{a0}家的自评") }</button>
            </form>
            <p class="note">{ "也可以在名单里逐家记：点“认可”，或点“不认可”写明哪几行、为什么；再点可以改。上下方向键到前后一家。已达到和不适用的行记为认可；一次认可多家时，已有“不认可”的行不动。" }</p>
        </details>
    }
}
