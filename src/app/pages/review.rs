//! 复核: a federation above says row by row what it accepts, as a layer over the self-assessment.

use crate::app::canvas::classes;
use crate::app::component;
use crate::app::components::field::{ChoicesProps, FieldProps, choices, field};
use crate::app::components::review_row::{ReviewRow, Say, row_said};
use crate::app::hooks::use_state;
use crate::app::html;
use crate::app::library;
use crate::app::store::Open;
use crate::app::words;
use crate::browser;
use crate::dossier::{Action, Dossier, Review, ReviewLevel, Reviewed};
use crate::guideline::{RowId, Table};
use crate::rating::{Rating, is_claimed};
use std::rc::Rc;
use yew::prelude::*;

/// The dossier that is reviewed.
#[derive(PartialEq)]
pub struct ReviewPage {
    /// The open dossier.
    pub open: Open,
    /// Sends an edit.
    pub edit: Callback<Action>,
}

/// Which rows are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Unseen,
    Rejected,
}

/// Writes what was typed into the layer.
type Change = Box<dyn Fn(&mut Review, String)>;

/// Draws the page.
#[component]
fn review_page(props: &ReviewPage) -> Html {
    let dossier = &props.open.dossier;
    let chosen = use_state(|| None::<usize>);
    let filter = use_state(|| Filter::All);
    let shown = use_state(|| RowId::all().collect::<Vec<_>>());
    // What a row says goes into the layers as they are then: the rows need not be told of each change.
    let latest = use_mut_ref(|| None::<(Rc<Dossier>, usize, Callback<Action>)>);
    let now = latest.clone();
    let say = use_callback((), move |say: Say, ()| {
        if let Some((dossier, at, edit)) = now.borrow().clone() {
            let mut reviews = dossier.reviews.clone();
            if let Some(review) = reviews.get_mut(at) {
                say.into_layer(review);
            }
            edit.emit(Action::SetReviews(reviews));
        }
    });
    let (Ok(rating), Ok(inputs)) = (&props.open.rating, dossier.inputs()) else { return html! {} };
    let active = chosen.filter(|at| *at < dossier.reviews.len()).or_else(|| dossier.reviews.len().checked_sub(1));
    // What a filter has left of one layer says nothing of another.
    let show_all = {
        let (filter, shown) = (filter.clone(), shown.clone());
        move || {
            filter.set(Filter::All);
            shown.set(RowId::all().collect());
        }
    };
    let add_next = {
        let all = show_all.clone();
        let free =
            || ReviewLevel::ALL.into_iter().filter(|level| dossier.reviews.iter().all(|review| review.level != *level));
        let highest = dossier.reviews.iter().map(|review| review.level).max();
        let level = free().find(|level| Some(*level) > highest).or_else(|| free().next()).unwrap_or(ReviewLevel::City);
        let (edit, reviews, chosen) = (props.edit.clone(), dossier.reviews.clone(), chosen.clone());
        Callback::from(move |_: MouseEvent| {
            let mut reviews = reviews.clone();
            reviews.push(Review { date: browser::date_text(browser::now()), ..Review::new(level) });
            chosen.set(Some(place(&reviews, level)));
            all();
            edit.emit(Action::SetReviews(reviews));
            // The button is gone: the keyboard goes on where the layer begins.
            browser::after(0, || browser::focus("review-body")).forget();
        })
    };
    let head = html! {
        <>
            <h1>{ "复核" }</h1>
            <p class="note">{ "逐行认可或不认可，写明理由。自评内容不会改动；复核星级由同一套规则在自评之上重算。填完导出档案，发还单位或交给上一级。" }</p>
        </>
    };
    let Some(at) = active else {
        return html! {
            <>
                { head }
                <p class="actions"><button class="button primary" type="button" onclick={add_next}>{ "开始复核" }</button></p>
            </>
        };
    };
    *latest.borrow_mut() = Some((dossier.clone(), at, props.edit.clone()));
    let review = &dossier.reviews[at];
    let change = |apply: Change| {
        let (edit, reviews) = (props.edit.clone(), dossier.reviews.clone());
        Callback::from(move |text: String| {
            let mut reviews = reviews.clone();
            if let Some(review) = reviews.get_mut(at) {
                apply(review, text);
            }
            edit.emit(Action::SetReviews(reviews));
        })
    };
    let rows: Vec<RowId> = Table::of_annex(inputs.profile.annex())
        .flat_map(Table::rows)
        .filter(|row| row.speaks_of(inputs.profile))
        .collect();
    let holds = |of: Filter, row: RowId| match of {
        Filter::All => true,
        Filter::Unseen => !review.rows.contains_key(&row),
        Filter::Rejected => review.rows.get(&row).is_some_and(|said| !said.accepted),
    };
    let filter_button = |of: Filter, name: &'static str| {
        let held: Vec<RowId> = rows.iter().copied().filter(|row| holds(of, *row)).collect();
        let here = *filter == of;
        let label = format!("{name}\u{a0}{}", held.len());
        // What a filter shows is decided when it is chosen: no row disappears under the hand.
        let (filter, shown) = (filter.clone(), shown.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            filter.set(of);
            shown.set(held.clone());
        });
        html! { <button class={classes!("filter", here.then_some("is-here"))} type="button" aria-pressed={here.to_string()} {onclick}>{ label }</button> }
    };
    let accept_rest = {
        let (edit, reviews, rating) = (props.edit.clone(), dossier.reviews.clone(), rating.clone());
        let profile = inputs.profile;
        Callback::from(move |_: MouseEvent| {
            let mut reviews = reviews.clone();
            if let Some(review) = reviews.get_mut(at) {
                review.accept_rest(profile, &rating);
            }
            edit.emit(Action::SetReviews(reviews));
            browser::after(0, browser::focus_page).forget();
        })
    };
    let remove = {
        let (edit, reviews, chosen) = (props.edit.clone(), dossier.reviews.clone(), chosen.clone());
        Callback::from(move |_: MouseEvent| {
            let mut reviews = reviews.clone();
            if at < reviews.len() {
                reviews.remove(at);
            }
            chosen.set(None);
            edit.emit(Action::SetReviews(reviews));
            browser::after(0, browser::focus_page).forget();
        })
    };
    let set_level = {
        let (edit, reviews, chosen) = (props.edit.clone(), dossier.reviews.clone(), chosen.clone());
        Callback::from(move |key: String| {
            let mut reviews = reviews.clone();
            if let (Some(review), Some(level)) = (reviews.get_mut(at), ReviewLevel::from_key(&key)) {
                review.level = level;
                chosen.set(Some(place(&reviews, level)));
                edit.emit(Action::SetReviews(reviews));
            }
        })
    };
    let export = {
        let dossier = dossier.clone();
        Callback::from(move |_: MouseEvent| {
            library::export(&dossier);
        })
    };
    let on_remark = {
        let set = change(Box::new(|review, text| review.remark = text));
        Callback::from(move |event: InputEvent| {
            if let Some(text) = browser::typed(&event) {
                set.emit(text);
            }
        })
    };
    let rest = review.rest(inputs.profile, rating).count();
    // One layer a level: those of the others are taken.
    let is_free = |level: &ReviewLevel| {
        dossier.reviews.iter().enumerate().all(|(number, review)| number == at || review.level != *level)
    };
    // A layer that says something may be another's: to say something of one's own, another one is added.
    let may_be = |level: &ReviewLevel| is_free(level) && (*level == review.level || !review.is_said());
    let levels = ReviewLevel::ALL.into_iter().filter(may_be).map(|level| (level.key(), level.name(), "")).collect();
    let level_hint = if review.is_said() {
        "这一层已有意见，层级不再改。您是另一级的，请点上面的“另加一层”。"
    } else {
        ""
    };
    html! {
        <div class="review">
            { head }
            <div class="filters" role="group" aria-label="各层意见">
                { for dossier.reviews.iter().enumerate().map(|(number, review)| {
                    let (chosen, all) = (chosen.clone(), show_all.clone());
                    let here = number == at;
                    let onclick = Callback::from(move |_: MouseEvent| {
                        chosen.set(Some(number));
                        all();
                    });
                    html! { <button key={number} class={classes!("filter", here.then_some("is-here"))} type="button" aria-pressed={here.to_string()} {onclick}>{ review.level.name() }</button> }
                }) }
                if dossier.reviews.len() < ReviewLevel::ALL.len() {
                    <button class="filter" type="button" onclick={add_next}>{ "另加一层" }</button>
                }
            </div>
            { choices(&ChoicesProps { name: "review-level", legend: "复核层级", hint: level_hint, error: None, options: levels, chosen: Some(review.level.key()), on_choose: set_level }) }
            { field(&FieldProps { id: "review-body", label: "复核单位", hint: "写单位全称。", value: review.body.clone(), error: None, on_text: change(Box::new(|review, text| review.body = text)) }) }
            { field(&FieldProps { id: "review-date", label: "复核日期", hint: "", value: review.date.clone(), error: words::no_day(&review.date), on_text: change(Box::new(|review, text| review.date = text)) }) }
            <p class="review-star" role="status">{ proposed(props, rating, at) }</p>
            <div class="filters">
                { filter_button(Filter::All, "全部") }
                { filter_button(Filter::Unseen, "未看") }
                { filter_button(Filter::Rejected, "不认可") }
                if rest > 0 {
                    <button class="link accept-rest" type="button" onclick={accept_rest}>{ format!("其余\u{a0}{rest}\u{a0}行都认可") }</button>
                }
            </div>
            { for Table::of_annex(inputs.profile.annex()).map(|table| {
                let rows: Vec<RowId> = table.rows().filter(|row| rows.contains(row) && shown.contains(row)).collect();
                html! {
                    if !rows.is_empty() {
                        <section class="review-table" key={table.key()}>
                            <h2>{ words::table_title(table) }</h2>
                            <ul class="review-rows">
                                { for rows.into_iter().map(|row| html! {
                                    <ReviewRow key={row.key()} said={row_said(dossier, inputs, rating, row, at)} say={say.clone()} />
                                }) }
                            </ul>
                        </section>
                    }
                }
            }) }
            <div class="field">
                <label for="review-remark">{ "复核意见" }</label>
                <textarea class="textarea" id="review-remark" rows="3" maxlength="2000" value={review.remark.clone()} oninput={on_remark} />
                <p class="print-only">{ &review.remark }</p>
            </div>
            if let Some(sentence) = lacking(review) { <p class="note red after" role="status">{ sentence }</p> }
            <div class="actions">
                <button class="button primary" type="button" onclick={export}>{ "导出复核后的档案" }</button>
                // Not by one press, and closed again at the next layer.
                <details class="review-remove" key={format!("remove-{at}-{}", dossier.reviews.len())}>
                    <summary class="link">{ "删除这一层意见" }</summary>
                    <button class="button" type="button" onclick={remove}>{ format!("确定删除“{}”的意见", review.level.name()) }</button>
                </details>
            </div>
        </div>
    }
}

/// Where the one layer of a level stands: the layers stand from the lowest level up.
fn place(reviews: &[Review], level: ReviewLevel) -> usize {
    reviews.iter().filter(|review| review.level < level).count()
}

/// What a layer that goes back to the unit should say yet.
fn lacking(review: &Review) -> Option<String> {
    let unsaid = review.rows.values().filter(|said| !said.accepted && said.reason.trim().is_empty()).count();
    let mut parts = Vec::new();
    if review.body.trim().is_empty() {
        parts.push("还没有写明复核单位".to_owned());
    }
    if unsaid > 0 {
        parts.push(format!("有\u{a0}{unsaid}\u{a0}行不认可还没有写理由，单位要照着改"));
    }
    (!parts.is_empty()).then(|| format!("{}。", parts.join("；")))
}

/// 自评已确保二星；复核后一星，比自评低。
fn proposed(props: &ReviewPage, rating: &Rating, at: usize) -> Html {
    let dossier = &props.open.dossier;
    let (Ok(Reviewed { rating: after, rejected }), Ok(inputs)) = (dossier.reviewed(at + 1), dossier.inputs()) else {
        return html! {};
    };
    let claims = crate::guideline::ClauseId::all().filter(|id| is_claimed(*id, inputs));
    let waiting = claims.filter(|id| dossier.confirmed(*id, at + 1).is_none()).count();
    let names: Vec<_> = rejected.iter().map(|row| words::row_name(*row)).collect();
    html! {
        <>
            { format!("{}。", words::verdict(rating, "，")) }
            <b class={classes!((after.assured < rating.assured).then_some("red"))}>{ format!("复核后：{}。", words::star_interval(&after, "，")) }</b>
            if !names.is_empty() { { format!("不认可：{}。", names.join("、")) } }
            if waiting > 0 { <span class="note">{ format!("还有\u{a0}{waiting}\u{a0}项不适用的申明没有确认。") }</span> }
        </>
    }
}
