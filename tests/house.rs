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
fn the_page_asks_for_no_small_letters() {
    // The table for it is left out of its Wasm: see `drop_case_table` in `xtask/src/wasm.rs`.
    for room in ["src/guideline", "src/rating", "src/dossier", "src/journal", "src/report", "src/browser", "src/app"] {
        forbid(room, &["to_lowercase", "to_uppercase"]);
    }
}

#[test]
fn files_are_small() {
    for path in rust_files(Path::new("src")) {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 460, "{} has {lines} lines: split it", path.display());
    }
}

/// Where a `{` of `html!` that is opened at `from` is closed.
fn closing(text: &str, from: usize) -> usize {
    let (mut depth, mut in_words, mut escaped) = (0, false, false);
    for (at, sign) in text[from..].char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' if in_words => escaped = true,
            '"' => in_words = !in_words,
            '{' if !in_words => depth += 1,
            '}' if !in_words => {
                depth -= 1;
                if depth == 0 {
                    return from + at;
                }
            }
            _ => {}
        }
    }
    panic!("not closed: {}", &text[from..]);
}

/// Yew flattens a list into the children beside it. When it grows, they no longer stand where they stood, and all of them
/// are taken away and made anew: with their focus, their scrolling, what is being typed.
#[test]
fn a_list_stands_alone_in_its_element() {
    let mut lists = 0;
    for path in rust_files(Path::new("src/app")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, _) in text.match_indices("{ for ") {
            lists += 1;
            let (before, after) = (text[..at].trim_end(), text[closing(&text, at) + 1..].trim_start());
            let opens = before.rfind('<').is_some_and(|tag| !before[tag..].starts_with("</"));
            assert!(
                before.ends_with('>')
                    && !before.ends_with("/>")
                    && !before.ends_with("->")
                    && opens
                    && after.starts_with("</"),
                "{}: {} is not alone in its element; put <> and </> around it",
                path.display(),
                &text[at..].lines().next().unwrap()
            );
        }
    }
    assert!(lists > 50, "only {lists} lists were found");
}
