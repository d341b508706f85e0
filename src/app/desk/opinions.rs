//! Opinions from the list: who reviews, said once above it; on each line 认可 or 不认可; one sentence for all.

use super::drafts::{Change, Draft, Drafts};
use super::talk::ask;
use crate::app::canvas::classes;
use crate::app::components::mark::{MarkKind, mark};
use crate::app::hooks::State;
use crate::app::html;
use crate::browser;
use crate::dossier::ReviewLevel;
use crate::guideline::Table;
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

/// What the lines need to take opinions.
#[derive(Clone, PartialEq)]
pub struct Opinions {
    /// Who reviews; none while nobody does.
    pub reviewer: State<Option<Reviewer>>,
    /// What is open under the lines.
    pub drafts: UseReducerHandle<Drafts>,
    /// What was done last.
    pub said: State<Option<String>>,
    /// Whether that was one opinion for all, which can be taken back.
    pub can_withdraw: State<bool>,
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
        these.can_withdraw.set(false);
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
                        these.drafts.dispatch(Change::Close(id));
                    }
                }
                Tell::Failed(wrong) if all => these.said.set(Some(wrong)),
                Tell::Failed(wrong) => {
                    these.said.set(Some(format!("{name}：没有记下。")));
                    these.drafts.dispatch(Change::Wrong(id, wrong));
                }
                _ => {}
            }
        });
    }

    /// How many rows of a unit the reviewer's level does not accept; none where it says nothing of the unit.
    fn refused(&self, line: &Line) -> Option<u8> {
        let level = self.reviewer.as_ref()?.level;
        line.opinions.iter().find(|(of, _)| *of == level).map(|(_, refused)| *refused)
    }

    /// 认可 and 不认可 on a line; nothing while nobody reviews.
    pub fn buttons(&self, line: &Line) -> Html {
        if self.reviewer.is_none() {
            return html! {};
        }
        let refused = self.refused(line);
        let (yes, no) = (refused == Some(0), refused.is_some_and(|rows| rows > 0));
        let accept = {
            let (these, line) = (self.clone(), line.clone());
            Callback::from(move |_: MouseEvent| {
                if no {
                    these.drafts.dispatch(Change::Ask(line.id.clone()));
                } else {
                    these.drafts.dispatch(Change::Accept(line.id.clone()));
                    these.record(&line, Vec::new(), String::new());
                }
            })
        };
        let open = self.drafts.form(&line.id).is_some();
        let refuse = {
            let (these, id) = (self.clone(), line.id.clone());
            Callback::from(move |_: MouseEvent| {
                if open {
                    these.drafts.dispatch(Change::Close(id.clone()));
                } else {
                    these.open(id.clone());
                }
            })
        };
        let class = |chosen: bool, kind: MarkKind| classes!("desk-say", kind.class(), chosen.then_some("is-chosen"));
        let count = refused.filter(|rows| *rows > 0).map_or_else(String::new, |rows| format!("\u{a0}{rows}\u{a0}行"));
        html! {
            <span class="desk-line-say">
                <button class={class(yes, MarkKind::Met)} type="button" data-say="accept" id={format!("accept-{}", line.id)} aria-pressed={yes.to_string()} aria-label={format!("认可：{}", line.name)} onclick={accept}>
                    if yes { { mark(MarkKind::Met) } }{ "认可" }
                </button>
                <button class={class(no, MarkKind::NotMet)} type="button" data-say="refuse" id={format!("refuse-{}", line.id)} aria-pressed={no.to_string()} aria-expanded={open.to_string()}
                    aria-label={format!("不认可{count}：{}", line.name)} onclick={refuse}>
                    if no { { mark(MarkKind::NotMet) } }{ format!("不认可{count}") }
                </button>
            </span>
        }
    }

    /// Opens the form under a line, filled with what the level refuses already.
    fn open(&self, id: String) {
        let Some(level) = self.reviewer.as_ref().map(|reviewer| reviewer.level) else { return };
        let these = self.clone();
        these.drafts.dispatch(Change::Want(id.clone()));
        spawn_local(async move {
            match ask(&Ask::Refused { id: id.clone(), level }).await {
                Tell::Refused(rows, reason) => {
                    let (rows, has_several) = (rows.join("、"), reason.is_none());
                    let reason = reason.unwrap_or_default();
                    these.drafts.dispatch(Change::Open(Draft { id, rows, reason, has_several, wrong: None }));
                }
                Tell::Failed(wrong) => these.said.set(Some(wrong)),
                _ => {}
            }
        });
    }

    /// What is open under a line.
    pub fn under(&self, line: &Line) -> Html {
        html! { <>{ self.question(line) }{ self.form(line) }</> }
    }

    /// Before refusals and their reasons are withdrawn.
    fn question(&self, line: &Line) -> Html {
        let Some(refused) = self.refused(line).filter(|_| self.drafts.asks(&line.id)) else { return html! {} };
        let withdraw = {
            let (these, line) = (self.clone(), line.clone());
            Callback::from(move |_: MouseEvent| {
                these.drafts.dispatch(Change::Accept(line.id.clone()));
                these.record(&line, Vec::new(), String::new());
            })
        };
        let leave = {
            let (drafts, id) = (self.drafts.clone(), line.id.clone());
            move || drafts.dispatch(Change::Leave(id.clone()))
        };
        let (onclick, onkeydown) = ways_out(leave);
        html! {
            <div class="desk-refuse" role="group" aria-label={format!("认可：{}", line.name)} {onkeydown}>
                <p class="note" role="alert">{ format!("会撤掉不认可的\u{a0}{refused}\u{a0}行和理由。") }</p>
                <button class="button" type="button" onclick={withdraw}>{ "确定撤掉" }</button>
                <button class="link" type="button" id="desk-leave" {onclick}>{ "不撤" }</button>
            </div>
        }
    }

    /// Which rows and why.
    fn form(&self, line: &Line) -> Html {
        let Some(draft) = self.drafts.form(&line.id) else { return html! {} };
        let onsubmit = {
            let (these, line) = (self.clone(), line.clone());
            Callback::from(move |event: SubmitEvent| {
                event.prevent_default();
                let field = |name: &str| browser::typed_in(&event, name).unwrap_or_default();
                let rows: Vec<_> = super::draw::row_names(&field("[name=rows]"));
                if rows.is_empty() {
                    let wrong = "请写明哪几行不认可，写成“三星03”这样，几行之间用顿号。".to_owned();
                    these.drafts.dispatch(Change::Wrong(line.id.clone(), wrong));
                } else {
                    these.record(&line, rows, field("[name=reason]"));
                }
            })
        };
        let typed = |change: fn(String) -> Change| {
            let drafts = self.drafts.clone();
            Callback::from(move |event: InputEvent| {
                if let Some(text) = browser::typed(&event) {
                    drafts.dispatch(change(text));
                }
            })
        };
        let close = {
            let (drafts, id) = (self.drafts.clone(), line.id.clone());
            move || drafts.dispatch(Change::Close(id.clone()))
        };
        let (onclick, onkeydown) = ways_out(close);
        let rows = Table::of_annex(line.category.annex()).flat_map(Table::rows);
        html! {
            <form class="desk-refuse" key={format!("refuse {}", line.id)} {onsubmit} {onkeydown}>
                <label>{ "不认可的行" }<input class="input" name="rows" type="text" id="desk-refuse-rows" list="desk-refuse-names" placeholder="如三星03，几行用顿号" autocomplete="off" value={draft.rows.clone()} oninput={typed(Change::Rows)} /></label>
                <label class="desk-refuse-reason">{ if draft.has_several { "新加的行的理由" } else { "理由" } }<input class="input" name="reason" type="text" maxlength="500" autocomplete="off" value={draft.reason.clone()} oninput={typed(Change::Reason)} /></label>
                <button class="button" type="submit">{ "记为不认可" }</button>
                <button class="link" type="button" {onclick}>{ "取消" }</button>
                if draft.has_several { <p class="note">{ "原有各行的理由不同，照旧不动；要改，请点名称打开，逐行改。" }</p> }
                if let Some(wrong) = &draft.wrong { <p class="note red" role="alert">{ wrong }</p> }
                <datalist id="desk-refuse-names">{ for rows.map(|row| html! { <option value={crate::report::row_name(row)}>{ row.get().title }</option> }) }</datalist>
            </form>
        }
    }
}

/// What is open is left by its button and by Escape.
fn ways_out(close: impl Fn() + Clone + 'static) -> (Callback<MouseEvent>, Callback<KeyboardEvent>) {
    let by_button = close.clone();
    let by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    (Callback::from(move |_: MouseEvent| by_button()), Callback::from(by_key))
}

/// Above the list: who reviews, and one opinion for all.
pub fn reviewing(opinions: &Opinions, filter: &Filter, total: usize, done: &Callback<()>) -> Html {
    let reviewer = &opinions.reviewer;
    let toggle = {
        let (reviewer, drafts) = (reviewer.clone(), opinions.drafts.clone());
        Callback::from(move |event: MouseEvent| {
            // The state says whether it is open, so that the lines know.
            event.prevent_default();
            drafts.dispatch(Change::CloseAll);
            let before = LAST.with_borrow(|(last, _)| last.clone());
            let somebody = || before.unwrap_or_else(|| Reviewer { level: ReviewLevel::Street, body: String::new() });
            reviewer.set(reviewer.is_none().then(somebody));
        })
    };
    let level = {
        let (reviewer, drafts) = (reviewer.clone(), opinions.drafts.clone());
        Callback::from(move |event: Event| {
            if let (Some(level), Some(now)) =
                (browser::typed(&event).and_then(|key| ReviewLevel::from_key(&key)), &*reviewer)
            {
                // What is open was filled with what the other level said.
                drafts.dispatch(Change::CloseAll);
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
    // So many units are touched by no key that is pressed in a field, and by no click alone.
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    let ask_all = {
        let (these, filter) = (opinions.clone(), filter.clone());
        Callback::from(move |_: MouseEvent| {
            if these.reviewer.as_ref().is_none_or(|now| now.body.trim().is_empty()) {
                these.said.set(Some("请写明复核单位，再记录。".to_owned()));
                return;
            }
            let (these, filter) = (these.clone(), filter.clone());
            spawn_local(async move {
                match ask(&Ask::Count(filter.clone())).await {
                    Tell::Count(count) => these.drafts.dispatch(Change::AskAll(filter, count)),
                    Tell::Failed(reason) => these.said.set(Some(reason)),
                    _ => {}
                }
            });
        })
    };
    let leave_all = {
        let drafts = opinions.drafts.clone();
        Callback::from(move |_: MouseEvent| drafts.dispatch(Change::LeaveAll))
    };
    let accept_all = {
        let (these, filter, done) = (opinions.clone(), filter.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(Reviewer { level, body }) = (*these.reviewer).clone() else { return };
            these.drafts.dispatch(Change::LeaveAll);
            let (these, filter, done) = (these.clone(), filter.clone(), done.clone());
            spawn_local(async move {
                let date = browser::date_text(browser::now());
                let tell = ask(&Ask::Uphold { filter, level, body: body.trim().to_owned(), date }).await;
                these.can_withdraw.set(matches!(tell, Tell::Upheld(count, _) if count > 0));
                these.said.set(Some(match tell {
                    Tell::Upheld(count, left) => upheld(count, left),
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
                <button class="button" type="button" id="desk-accept-all" onclick={ask_all}>{ format!("认可这\u{a0}{total}\u{a0}家的自评") }</button>
            </form>
            if let (Some(count), Some(now)) = (opinions.drafts.asks_all(filter), now) {
                <div class="desk-refuse" role="group" aria-label="认可这份名单">
                    <p class="note" role="alert">{ format!("以“{}”（{}）的名义，给名单里现有的\u{a0}{count}\u{a0}家都记“认可”。", now.body.trim(), now.level.name()) }</p>
                    <button class="button" type="button" onclick={accept_all}>{ "确定认可" }</button>
                    <button class="link" type="button" id="desk-leave-all" onclick={leave_all}>{ "不记" }</button>
                </div>
            }
            <p class="note">{ "也可以在名单里逐家记：点“认可”，或点“不认可”写明哪几行、为什么；再点可以改。上下方向键到前后一家。已达到和不适用的行记为认可；一次认可多家时，已有“不认可”的行不动。不适用的申明不在内，须点名称打开，逐项确认。" }</p>
        </details>
    }
}

/// What was done last, and the way back from one opinion for all.
pub fn done_last(opinions: &Opinions, done: &Callback<()>) -> Html {
    let (these, done) = (opinions.clone(), done.clone());
    let withdraw = Callback::from(move |_: MouseEvent| {
        let (these, done) = (these.clone(), done.clone());
        these.can_withdraw.set(false);
        spawn_local(async move {
            these.said.set(Some(match ask(&Ask::Withdraw).await {
                Tell::Withdrawn(count, left) => withdrawn(count, left),
                Tell::Failed(reason) => reason,
                _ => String::new(),
            }));
            done.emit(());
        });
    });
    html! {
        // Always there: the list does not move when something is said.
        <p class="note desk-said no-print" role="status">
            { opinions.said.as_deref().unwrap_or_default().to_owned() }
            if *opinions.can_withdraw { <button class="link" type="button" id="desk-withdraw" onclick={withdraw}>{ "撤回" }</button> }
        </p>
    }
}

fn withdrawn(count: usize, left: usize) -> String {
    let mut said = format!("已撤回\u{a0}{count}\u{a0}家的“认可”，恢复到记录之前。");
    if left > 0 {
        said.push_str(&format!("另有\u{a0}{left}\u{a0}家后来又有改动，没有撤，请逐家看。"));
    }
    said
}

/// What was done with one opinion for all.
fn upheld(count: usize, left: usize) -> String {
    let mut said = format!("已给\u{a0}{count}\u{a0}家记录“认可”。");
    if left > 0 {
        said.push_str(&format!(
            "另有\u{a0}{left}\u{a0}家没有动：这一级已有别的单位记了“不认可”，或档案打不开，请逐家看。"
        ));
    }
    if count > 0 {
        said.push_str("点上面的“退回包”把档案发回去。");
    }
    said
}
