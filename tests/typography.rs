//! Everything that a person reads: full-width punctuation beside Chinese, no blanks inside Chinese, one form
//! for each term.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use std::path::{Path, PathBuf};

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|of| of == ending) {
            found.push(path);
        }
    }
    found
}

/// The string literals of a Rust source, with their lines. Comments and characters are skipped.
fn literals(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' => line += 1,
            '/' if rest.peek() == Some(&'/') => {
                while rest.peek().is_some_and(|c| *c != '\n') {
                    rest.next();
                }
            }
            '\'' => {
                // A character literal, or a lifetime: which has no closing mark right behind.
                let mut ahead = rest.clone();
                match (ahead.next(), ahead.next()) {
                    (Some('\\'), _) => {
                        rest.next();
                        rest.next();
                        while rest.next().is_some_and(|c| c != '\'') {}
                    }
                    (Some(_), Some('\'')) => {
                        rest.next();
                        rest.next();
                    }
                    _ => {}
                }
            }
            '"' => {
                let start = line;
                let mut text = String::new();
                while let Some(c) = rest.next() {
                    match c {
                        '"' => break,
                        '\\' => match rest.next() {
                            Some('u') => {
                                let code: String =
                                    rest.by_ref().take_while(|c| *c != '}').filter(|c| *c != '{').collect();
                                text.push(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).unwrap_or('?'));
                            }
                            Some('\n') => line += 1,
                            Some('n') => text.push('\n'),
                            Some(c) => text.push(c),
                            None => {}
                        },
                        '\n' => line += 1,
                        c => text.push(c),
                    }
                }
                found.push((start, text));
            }
            _ => {}
        }
    }
    found
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// What is wrong with a text that people read.
fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let characters: Vec<char> = text.chars().collect();
    for pair in characters.windows(2) {
        let half = |c: char| ",;:?!()\"'".contains(c);
        if (is_han(pair[0]) && half(pair[1])) || (half(pair[0]) && is_han(pair[1])) {
            faults.push(format!("half-width {}{}", pair[0], pair[1]));
        }
    }
    for triple in characters.windows(3) {
        if is_han(triple[0]) && triple[1] == ' ' && is_han(triple[2]) && !text.contains("年度") && !text.contains('÷')
        {
            faults.push(format!("blank inside {}{}{}", triple[0], triple[1], triple[2]));
        }
    }
    for (wrong, right) in [
        ("帐户", "账户"),
        ("登陆", "登录"),
        ("其它", "其他"),
        ("系统", "本工具"),
        ("字段", "栏"),
        ("校验", "核对"),
        ("提交", "上报"),
        ("错误代码", "一句话"),
        ("点击", "点"),
        ("...", "……"),
    ] {
        if text.contains(wrong) {
            faults.push(format!("{wrong}: say {right}"));
        }
    }
    faults
}

#[test]
fn what_the_page_and_the_report_say() {
    let mut wrong = Vec::new();
    for path in files(Path::new("src"), "rs") {
        let source = std::fs::read_to_string(&path).unwrap();
        for (line, text) in literals(&source).into_iter().filter(|(_, text)| text.chars().any(is_han)) {
            wrong.extend(faults(&text).into_iter().map(|fault| format!("{}:{line}: {fault}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_guideline_says() {
    let mut wrong = Vec::new();
    for path in files(Path::new("indicators"), "toml") {
        let source = std::fs::read_to_string(&path).unwrap();
        for (number, line) in source.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let Some((_, text)) = line.split_once(" = ") else { continue };
            let text = text.trim().trim_matches('"');
            if text.chars().any(is_han) && !text.starts_with('{') && !text.starts_with('[') {
                wrong.extend(
                    faults(text).into_iter().map(|fault| format!("{}:{}: {fault}", path.display(), number + 1)),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_first_page_and_the_oldest_browsers_are_told() {
    for path in ["index.html", "src/browser/boot.js"] {
        let source = std::fs::read_to_string(path).unwrap();
        for (number, line) in source.lines().enumerate() {
            let words = line.split(['<', '>', '\'', '"']).filter(|piece| piece.chars().any(is_han));
            for piece in words {
                assert_eq!(faults(piece), Vec::<String>::new(), "{path}:{}", number + 1);
            }
        }
    }
}

#[test]
fn the_check_can_fail() {
    for bad in ["达到,未达到", "还差(1)行", "工会 主席", "请登陆后再试", "系统错误"] {
        assert!(!faults(bad).is_empty(), "{bad}");
    }
    assert!(faults("达到 80%，还差 1 人。").is_empty());
    assert_eq!(literals("let a = 'x'; // \"no\"\nlet b = \"是\\u{a0}否\";"), [(2, "是\u{a0}否".to_owned())]);
}
