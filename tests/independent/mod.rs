//! The independent rating, and the dossiers on which it is compared with the engine.
//!
//! | file | what it is |
//! |---|---|
//! | `rating.rs` | the rating, from the rules and `tests/guideline/indicators.json`; shares no code with `src/` |
//! | `random.rs` | numbers by seed |
//! | `cases.rs` | random dossiers, and one at every boundary of the guideline |
//! | `mutants.rs` | the guideline with one thing changed: what the dossiers must be able to see |
//! | `bridge.rs` | a dossier as the engine's JSON value and as text, and the engine's verdict on it |

#![allow(dead_code, unreachable_pub, reason = "each program that uses it uses a part")]

pub mod bridge;
pub mod cases;
pub mod mutants;
pub mod random;
pub mod rating;
