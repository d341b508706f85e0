//! The whole page: the places themselves.

use super::Driven;
use crate::app::html;
use crate::app::inside::Inside;
use crate::app::library::{self, LoadError};
use crate::app::pages::DossierProps;
use crate::app::pages::code::CodePage;
use crate::app::pages::data::DataPage;
use crate::app::pages::guide::Guide;
use crate::app::pages::home::Home;
use crate::app::pages::readings::readings_page;
use crate::app::pages::report::ReportPage;
use crate::app::pages::result::result_page;
use crate::app::pages::review::ReviewPage;
use crate::app::pages::sample::SamplePage;
use crate::app::pages::union::union_page;
use crate::app::pages::versions::VersionsPage;
use crate::app::rehearsal;
use crate::app::route::{Page, Route};
use crate::app::shelf::Shelf;
use crate::app::shown::Notice;
use crate::app::store::Open;
use crate::browser::{self, StorageError};
use crate::dossier::Action;
use crate::journal::{self, Asked, Came, Missed, Session};
use std::cell::RefCell;
use yew::prelude::*;

pub use crate::app::versions::keep as keep_version;

/// Draws a place that belongs to no dossier; or home, where what was asked for is not there.
pub fn place(route: &Route, failure: Option<String>, _carry: &Callback<(), String>) -> Html {
    match route {
        Route::Home | Route::Dossier(..) => html! { <Home lost={false} {failure} /> },
        Route::NotFound => html! { <Home lost={true} {failure} /> },
        Route::Guide(category, row) => html! { <Guide category={*category} row={*row} /> },
        Route::Readings => readings_page(),
        Route::Data => html! { <DataPage /> },
        Route::Code(code) => html! { <CodePage code={code.clone()} /> },
        Route::Sample(category) => html! { <SamplePage category={*category} /> },
        _ => html! {},
    }
}

/// Draws a dossier that is not open: nothing while it is looked for, then home, which says why.
pub fn dossier(route: &Route, failure: Option<String>, carry: &Callback<(), String>) -> Html {
    if failure.is_some() {
        place(route, failure, carry)
    } else {
        html! {}
    }
}

/// Draws a dossier's page.
pub fn page(page: Page, open: &Open, edit: &Callback<Action>, _carry: &Callback<(), String>) -> Html {
    let (open, edit) = (open.clone(), edit.clone());
    match page {
        Page::Union => union_page(&DossierProps { open, edit }),
        Page::Result => result_page(&DossierProps { open, edit }),
        Page::Review => html! { <ReviewPage {open} {edit} /> },
        Page::Report => html! { <ReportPage {open} /> },
        Page::Versions => {
            let key = open.dossier.id.clone();
            html! { <VersionsPage {key} {open} {edit} /> }
        }
        _ => html! {},
    }
}

/// Asks the stores.
pub async fn drive(session: &RefCell<Session<Shelf>>, asked: Asked, told: &dyn Fn(Came<StorageError>)) -> Driven {
    if journal::drive(session, asked, told).await { Driven::Refused } else { Driven::Done }
}

/// What came of reading: what is shown of it, and said.
pub(in crate::app) fn told(inside: &mut Inside, came: Came<StorageError>) {
    match came {
        Came::Absent(why) => {
            inside.shown.failure = Some((*why).map_or_else(LoadError::Storage, library::why_nothing_opens));
            inside.is_drawn = false;
        }
        Came::Opened(missed) => {
            let is_read_only = inside.session.borrow().is_read_only();
            inside.shown.notice = match (is_read_only, missed) {
                (true, _) => Some(Notice::ReadOnly),
                (false, Some(missed)) => Some(Notice::Missed(missed)),
                (false, None) => inside.shown.notice,
            };
            inside.redraw(None);
            if let Some(open) = &inside.shown.open {
                rehearsal::soon(&open.live);
            }
        }
        Came::Gone => {
            inside.shown.notice = Some(Notice::Gone);
            inside.is_drawn = false;
        }
        Came::Copied(first) => {
            inside.shown.notice = Some(Notice::Copied);
            inside.redraw(None);
            library::hold(&first, None);
            browser::rename_in_hash(&first, &inside.id().unwrap_or_default());
        }
        Came::Nothing | Came::Answered | Came::Refused => {}
    }
}

/// What is said of what was kept, and of other windows: title and text.
pub fn notice(notice: Notice) -> Option<(&'static str, &'static str)> {
    Some(match notice {
        Notice::ReadOnly => {
            ("这份档案只能查看", "它由较新的版本保存过。请刷新页面换用新版后再填；在此之前可以导出，内容不会改动。")
        }
        Notice::Copied => (
            "这里的填写另存成了一份副本",
            "这份档案刚在另一个窗口改过。为了两边都不丢，这里接着填的是副本，名称后面有注明；原来那份在“我的档案”里。",
        ),
        Notice::Gone => ("这份档案已在另一个窗口删除", "本机不再存有它。在这里接着填，会重新存下；不要了就关闭本页。"),
        Notice::Missed(Missed::Gone) => (
            "浏览器丢了一部分保存记录",
            "浏览器上次没有正常关闭。已用本机另一份记录打开，最后几分钟填写的内容可能不全，请核对，并导出备份。",
        ),
        Notice::Missed(Missed::Damaged) => (
            "有一部分保存记录损坏了",
            "已打开最后一份完好的内容，请核对最近的填写。损坏的原始内容没有删除，可以在“本机数据”里取出。",
        ),
        Notice::Export => return None,
    })
}
