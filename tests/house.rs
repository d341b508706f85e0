//! The arrows of the house, and what the pure rooms must not know.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use std::path::{Path, PathBuf};

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn forbid(room: &str, words: &[&str]) {
    let files = rust_files(Path::new(room));
    assert!(!files.is_empty(), "{room} is empty");
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for word in words {
                assert!(!line.contains(word), "{}:{}: {room} must not know {word}", path.display(), number + 1);
            }
        }
    }
}

const WEB: [&str; 6] = ["web_sys", "js_sys", "wasm_bindgen", "yew", "gloo", "crate::browser"];

#[test]
fn the_pure_rooms_know_no_web() {
    for room in ["src/guideline", "src/rating", "src/dossier", "src/journal", "src/report", "src/rollup"] {
        forbid(room, &WEB);
        forbid(room, &["crate::app", "std::time", "std::fs", "std::env", "println!", "f32"]);
    }
}

#[test]
fn arrows_point_one_way() {
    forbid("src/guideline", &["crate::rating", "crate::dossier", "crate::report", "crate::rollup"]);
    forbid("src/rating", &["crate::dossier", "crate::report", "f64", "format!", "String"]);
    forbid("src/dossier", &["crate::journal", "crate::report", "crate::rollup"]);
    forbid("src/journal", &["crate::guideline", "crate::rating", "crate::report", "crate::rollup"]);
    forbid("src/report", &["crate::rollup", "crate::journal"]);
    let domain =
        ["crate::guideline", "crate::rating", "crate::dossier", "crate::report", "crate::rollup", "crate::app"];
    forbid("src/browser", &domain);
}

#[test]
fn only_the_browser_room_touches_storage_and_the_window() {
    forbid("src/app", &["local_storage", "window()", "js_sys"]);
}

#[test]
fn pages_are_drawn_with_our_notation_and_hooks() {
    // Yew's of the same names come with its prelude, and make the first download a quarter larger.
    let ours = [
        ("html!", "use crate::app::html;"),
        ("#[component]", "use crate::app::component;"),
        ("use_state(", "use_state"),
        ("use_effect_with(", "use_effect_with"),
        ("classes!(", "use crate::app::canvas::classes;"),
    ];
    let mut found = 0;
    for path in rust_files(Path::new("src/app")) {
        let text = std::fs::read_to_string(&path).unwrap();
        if ["canvas.rs", "hooks.rs", "part.rs"].iter().any(|own| path.ends_with(Path::new("src/app").join(own))) {
            continue;
        }
        for (used, import) in ours {
            let is_whole = |at: usize| !text[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_');
            if text.match_indices(used).any(|(at, _)| is_whole(at)) {
                found += 1;
                let hooks = text.lines().filter(|line| line.starts_with("use crate::app::hooks::"));
                let is_there = if import.starts_with("use_") {
                    hooks
                        .flat_map(|line| line.split(|sign: char| !sign.is_alphanumeric() && sign != '_'))
                        .any(|name| name == import)
                } else {
                    text.contains(import)
                };
                assert!(is_there, "{} uses {used} without {import}", path.display());
            }
        }
    }
    assert!(found > 100, "only {found} uses were found");
}

#[test]
fn files_are_small() {
    for path in rust_files(Path::new("src")) {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 460, "{} has {lines} lines: split it", path.display());
    }
}
