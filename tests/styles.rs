//! The stylesheets keep to what Chromium 67 knows: nothing newer stands there without the older beside it. And every size
//! of text on the screen grows with 大字.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

/// Properties that Chromium 67 does not know and that change the layout. `gap` it knows in grids alone.
const PROPERTIES: [&str; 10] = [
    "gap",
    "row-gap",
    "column-gap",
    "aspect-ratio",
    "inset",
    "text-wrap",
    "text-wrap-style",
    "content-visibility",
    "translate",
    "scale",
];

/// What a value must not hold, unless the same property stands before it with an older value.
const VALUES: [&str; 9] = ["clamp(", "min(", "max(", "color-mix(", "dvh", "svh", "lvh", "fit-content", "oklch("];

/// What a selector must not hold: the browser drops the whole rule.
const SELECTORS: [&str; 4] = [":has(", ":is(", ":where(", "&"];

/// Rules around rules that it does not know.
const AT_RULES: [&str; 4] = ["@layer", "@container", "@scope", "@property"];

/// Whether a value calls a function or names a unit; `minmax(` is not `max(`.
fn holds(value: &str, word: &str) -> bool {
    value.match_indices(word).any(|(at, _)| {
        let before = value[..at].chars().next_back();
        let is_unit = word.ends_with("vh");
        is_unit && before.is_some_and(|c| c.is_ascii_digit()) || !is_unit && !before.is_some_and(char::is_alphabetic)
    })
}

/// What is wrong in a stylesheet, one sentence each.
fn faults(css: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        plain.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    plain.push_str(rest);
    let mut found = Vec::new();
    let mut around: Vec<&str> = Vec::new();
    // A block's text is what stands between a brace and the next one, whichever it is.
    for block in plain.split_inclusive(['{', '}']) {
        if let Some(selector) = block.strip_suffix('{') {
            let selector = selector.rsplit(';').next().unwrap_or_default().trim();
            around.push(selector);
            if selector.starts_with('@') {
                found
                    .extend(AT_RULES.iter().filter(|rule| selector.starts_with(**rule)).map(|rule| (*rule).to_owned()));
                continue;
            }
            found.extend(SELECTORS.iter().filter(|word| selector.contains(**word)).map(|_| selector.to_owned()));
            // Known from 86 on: alone it costs its own rule, in a list the others' too.
            if selector.contains(',') && selector.contains(":focus-visible") {
                found.push(format!("{selector}: give :focus-visible a rule of its own"));
            }
            continue;
        }
        let declarations: Vec<(&str, &str)> = block
            .trim_end_matches('}')
            .split(';')
            .filter_map(|line| line.split_once(':'))
            .map(|(property, value)| (property.trim(), value.trim()))
            .collect();
        let is_paper = around.iter().any(|rule| rule.contains("print"));
        for (at, (property, value)) in declarations.iter().enumerate() {
            if ["font", "font-size"].contains(property) && value.contains("px") && !is_paper {
                found.push(format!("{property}: {value} stays as it is with 大字"));
            }
            let is_asked = |rule: &&str| rule.starts_with("@supports") && rule.contains(&format!("({property}:"));
            if PROPERTIES.contains(property) && !around.iter().any(is_asked) {
                found.push(format!("{property}: {value}"));
            }
            let is_new = |value: &str| VALUES.iter().any(|word| holds(value, word));
            let has_older = declarations[..at].iter().any(|(other, older)| other == property && !is_new(older));
            if is_new(value) && !has_older {
                found.push(format!("{property}: {value}, without an older value before it"));
            }
        }
        around.pop();
    }
    found
}

#[test]
fn the_stylesheets_are_for_chromium_67_and_large_text_too() {
    let mut sheets = 0;
    for entry in std::fs::read_dir("styles").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "css") {
            sheets += 1;
            assert_eq!(faults(&std::fs::read_to_string(&path).unwrap()), Vec::<String>::new(), "{}", path.display());
        }
    }
    assert!(sheets > 0, "no stylesheets");
}

#[test]
fn what_is_wrong_is_found_and_a_fallback_is_taken() {
    for sheet in [
        ".a { display: flex; gap: 8px; }",
        ".a { width: min(100%, 40em); }",
        ".a { width: min(100%, 40em); width: 100%; }",
        ".a { font-size: clamp(1rem, 2vw, 2rem); }",
        ".a { height: 100dvh; }",
        "@media print { .a:has(b) { color: red; } }",
        ":is(.a, .b) { color: red; }",
        ".a { inset: 0; }",
        "@supports (text-wrap: pretty) { .a { text-wrap-style: pretty; } }",
        ".a:focus, .b:focus-visible { color: red; }",
        "@layer base { .a { color: red; } }",
        "@supports (content-visibility: auto) { .a { color: red; } } .b { content-visibility: auto; }",
        ".a { font-size: 14px; }",
        "@media screen and (max-width: 599px) { .a { font: 400 14px/20px serif; } }",
        "@supports (aspect-ratio: 1) { .b { content-visibility: auto; } }",
    ] {
        assert_eq!(faults(sheet).len(), 1, "{sheet}");
    }
    for sheet in [
        ".a { width: 100%; width: min(100%, 40em); }",
        ".a { height: 100vh; height: 100dvh; }",
        ".a { grid-template-columns: minmax(0, 1fr); }",
        "@media (max-width: 599px) { .a { max-width: 10px; box-shadow: inset 0 0 1px red; } }",
        "@supports (content-visibility: auto) { .a { color: red; } .b { content-visibility: auto; } }",
        ".a:focus-visible { color: red; } /* gap: 8px; */",
        ".a { font-size: 0.875rem; line-height: 20px; } .b { font: 400 14pt/20pt serif; }",
        "@media print { .a { font-size: 12px; } }",
    ] {
        assert_eq!(faults(sheet), Vec::<String>::new(), "{sheet}");
    }
}
