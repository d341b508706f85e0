//! # union-star 星级自评
//!
//! Which star does a grassroots union reach under 《杭州市基层工会规范化建设工作指引》, what is missing for
//! the next one, and why. Everything runs in the browser; there is no server.
//!
//! ## The house
//!
//! | room | what it is | what it must not know |
//! |---|---|---|
//! | [`guideline`] | the document as static tables, built from `indicators/` | answers, ratings, screens |
//! | [`rating`] | outcome sets, rows, stars, the interval, explanation, path, margin: the only judge | clocks, storage, files, the web |
//! | [`dossier`] | one union, one year: facts, answers, notes, evidence, plan, reviews, the year before; the actions on it; the file | the web |
//! | [`report`] | the self-assessment report as a value | how it is drawn |
//! | `browser` | storage, files, clipboard, print: bytes and strings in and out | the domain |
//! | `app` | the page, drawn with Yew: shows verdicts, decides nothing | rules |
//!
//! Arrows point one way: `guideline` ← `rating` ← `dossier` ← `report` ← `app`; `browser` stands apart.
//! The first four compile without any web crate; `tests/house.rs` holds the arrows.
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
pub mod rating;
pub mod report;
#[cfg(feature = "office")]
pub mod rollup;

#[cfg(feature = "page")]
pub mod app;
#[cfg(feature = "page")]
pub mod browser;
