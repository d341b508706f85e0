//! # union-star 星级自评
//!
//! Which star does a grassroots union reach under 《杭州市基层工会规范化建设工作指引》, what is missing for
//! the next one, and why. Everything runs in the browser; there is no server.
//!
//! ## The house
//!
//! | room | what it is | what it must not know |
//! |---|---|---|
//! | [`guideline`] | the document as tables, built from `indicators/` | answers, ratings, screens |
//! | [`rating`] | outcome sets, rows, stars, the interval, explanation, path, margin: the only judge | clocks, storage, files, the web |
//! | [`dossier`] | one union, one year: facts, answers, notes, evidence, plan, reviews, the year before; the actions on it; the file | the web |
//! | [`journal`] | how a dossier is kept so that nothing acknowledged is lost: records, slots, the newest whole state | clocks, stores, the web |
//! | [`report`] | the self-assessment report as a value; pages, plain text, and (feature `office`) Word and Excel made of it | the web |
//! | `rollup` (feature `office`) | many dossiers: intake with a reason for each that is not counted, overview, near misses, the draw of the spot check and its record | the web, clocks, storage |
//! | `browser` | storage, files, clipboard, print: bytes and strings in and out | the domain |
//! | `app` | the page, drawn with Yew: shows verdicts, decides nothing | rules |
//!
//! Arrows point one way: `guideline` ← `rating` ← `dossier` ← `report` ← `rollup` ← `app`; `journal` stands on `dossier` alone, `browser` on nothing.
//! All but the last two compile without any web crate; `tests/house.rs` holds the arrows.
//!
//! ## Three Wasms
//!
//! `bin/app` is what an officer needs to begin a dossier and fill in rows: the first download, which stands in the page,
//! packed (the crate `packed`). It writes what begins in it and reads nothing that is kept. `bin/later` is the whole
//! page, the same [`app::App`] with everything that reads what is kept, and home, result, report, review and the
//! guideline's text; it is fetched once one of these is asked for, where another window writes the same dossier, and
//! where there is no database; it takes over with what is open ([`app::carry`]), undo included. Where dossiers are
//! kept it begins at once. Home stands as HTML from the beginning; where there are no dossiers yet, the first part
//! comes before the whole page, for somebody who goes on at once. `bin/office` is fetched when it is asked for: in a
//! worker it writes Word and Excel and keeps the federation's desk (`rollup::Desk`, asked and told in messages); in
//! the page it draws the desk (`app::desk`), in a root of its own beside the first. `bin/engine` is the engine for
//! other pages.
//!
//! Beside them stand scripts in plain ES5: within the page `browser/early.js`, which decides what the first paint must
//! not show, and `browser/unpack.js`, whose worker unpacks the first Wasm while the page comes; `browser/boot.js` starts
//! the page and fetches its parts, `browser/rescue.js` sees that a Wasm has stopped. After the start come
//! `browser/calm.js`, which then gives the drafts out, `browser/roll.js`, which has Chromium begin a new log for its
//! databases, `browser/stay.js`, which holds the page still as its parts change, and `browser/undo.js`, for which
//! Ctrl+Z is 撤销 and Ctrl+Y 重做. `browser/sw.js` keeps the page's files for use without a network,
//! `browser/office.js` is the worker's side of the post and `browser/desk.js` the page's.
//! `bin/prerender` writes home as HTML at build time.
//!
//! ## Drawn in short calls
//!
//! Pages are written in Yew's notation, and `html!` of the crate `markup` writes one short call for each tag, attribute
//! and child on [`app::canvas`]; a component is a struct of its properties ([`app::part`]), and state and effects are
//! [`app::hooks`]: Yew's own, compiled once for all types. That is a quarter of the first download (`docs/size.md`).
//!
//! An edit changes a row or the numbers first, and they draw themselves from what is open now (`app::live`), in the turn of
//! the event. The page is told with the next frame, other rows and what stands round about them once that is painted. The
//! whole page rehearses that before the first key (`app::rehearsal`): a browser compiles what is called first as it is.
//!
//! ## The idea
//!
//! A clause has one of four rules, a scope and perhaps a stated exemption. What is not known is a set of
//! [outcomes](rating::Outcomes); a row folds the sets of its clauses; the worst and the best pick of each
//! row's set give the star that is assured and the star that is still attainable.
//!
//! Everything that asks "what if" goes through [`Rating::supposing`](rating::Rating::supposing): a plan that is
//! carried out, a row that a reviewer does not accept, the margin, the key rows. Last year's dossier keeps what
//! its rows were then; rated again under today's rules it tells the change of rules from the change of deeds.

pub mod dossier;
pub mod guideline;
pub mod journal;
pub mod rating;
pub mod report;
#[cfg(feature = "office")]
pub mod rollup;

#[cfg(feature = "page")]
pub mod app;
#[cfg(feature = "page")]
pub mod browser;
