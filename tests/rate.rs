//! Does the filter rate what it is given, name what it cannot rate, and go on?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use serde_json::{Value, json};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use union_star::dossier::{encode, sample};
use union_star::guideline::Category;

/// `cargo test` builds the examples beside the tests.
fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    here.parent().unwrap().parent().unwrap().join("examples").join("rate")
}

fn rate(arguments: &[&str], input: &str) -> (Vec<Value>, Option<i32>) {
    let mut child =
        Command::new(program()).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), output.status.code())
}

fn line(category: Category) -> String {
    serde_json::to_string(&encode(&sample(category, "x".to_owned(), 2026))).unwrap()
}

#[test]
fn one_line_for_each_dossier_in_the_order_read() {
    let input: String = Category::ALL.iter().cycle().take(600).map(|category| line(*category) + "\n").collect();
    let (lines, code) = rate(&["-"], &input);
    assert_eq!((lines.len(), code), (600, Some(0)));
    for (number, (line, category)) in (1..).zip(lines.iter().zip(Category::ALL.iter().cycle())) {
        let rating = sample(*category, "x".to_owned(), 2026).rating().unwrap();
        assert_eq!(line["file"], json!(format!("-:{number}")));
        assert_eq!(line["assured"], json!(rating.assured.number()));
        assert_eq!(line["attainable"], json!(rating.attainable.number()));
    }
}

#[test]
fn what_cannot_be_rated_is_named_and_the_run_goes_on() {
    let good = line(Category::Private);
    let input = format!("{good}\n\n{{half\n[]\n{}\n{good}", good.replace("\"private\"", "null"));
    let (lines, code) = rate(&["-"], &input);
    let kinds: Vec<bool> = lines.iter().map(|line| line.get("error").is_some()).collect();
    assert_eq!((kinds, code), (vec![false, true, true, true, false], Some(1)));
    assert!(lines[3]["error"].as_str().unwrap().contains("工会类别"));
    assert_eq!(lines[4]["file"], json!("-:6"), "lines are counted as an editor counts them");
}

#[test]
fn blocks_rated_apart_are_together_what_one_run_gives() {
    let lines: Vec<String> = Category::ALL.iter().cycle().take(50).map(|category| line(*category)).collect();
    let together = rate(&["--unnumbered", "-"], &lines.join("\n")).0;
    let apart = lines.chunks(7).flat_map(|block| rate(&["--unnumbered", "-"], &block.join("\n")).0);
    assert_eq!(apart.collect::<Vec<_>>(), together);
    assert_eq!((together.len(), &together[49]["file"]), (50, &json!("-")));
}

#[test]
fn files_are_rated_by_name_with_or_without_a_byte_order_mark() {
    let folder = std::env::temp_dir().join(format!("union-star-rate-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("某工会.union-star.json");
    std::fs::write(&path, format!("\u{feff}{}", line(Category::Township))).unwrap();
    let absent = folder.join("absent.json");
    let (lines, code) = rate(&[path.to_str().unwrap(), absent.to_str().unwrap()], "");
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(lines[0]["file"], json!(path.to_str().unwrap()));
    assert_eq!(lines[0]["rows"].as_object().unwrap().len(), 56);
    assert!(lines[1].get("error").is_some());
    assert_eq!(code, Some(1));
}
