//! Rates dossier files: one JSON line each.
//!
//! `cargo run --release --example rate -- FILE…` rates files; `-` reads one dossier per line from standard
//! input. A file that cannot be rated gives a line with its error, and the run goes on; the exit code then
//! is 1.
//!
//! With `--unnumbered` before it, `-` names no line by its number: where a file is cut into blocks that are rated
//! apart, a number within the block would say nothing, and the parts put together are what one run gives.

#![allow(missing_docs, reason = "a program, not a library")]

use std::io::{self, BufRead as _, BufWriter, Write};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use union_star::dossier::{Value, verdict};

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(files: Vec<String>) -> io::Result<bool> {
    if files.is_empty() {
        eprintln!("usage: rate FILE… | [--unnumbered] -");
        return Ok(false);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let mut all_rated = true;
    let mut numbered = true;
    for file in files {
        if file == "--unnumbered" {
            numbered = false;
        } else if file == "-" {
            all_rated &= standard_input(&mut out, numbered)?;
        } else {
            let mut line = Vec::new();
            all_rated &= match std::fs::read(&file) {
                Ok(bytes) => rate_one(&file, &bytes, &mut line),
                Err(error) => error_line(&file, &format!("文件读不出来：{error}。"), &mut line),
            };
            out.write_all(&line)?;
        }
    }
    out.flush()?;
    Ok(all_rated)
}

/// Lines in blocks, a thread a core, printed in the order read.
fn standard_input(out: &mut impl Write, numbered: bool) -> io::Result<bool> {
    const BLOCK: usize = 1 << 20;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut input = io::stdin().lock();
    let mut number = 0_usize;
    let mut all_rated = true;
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let (send, blocks) = mpsc::sync_channel::<(usize, Vec<u8>)>(2);
                let (done, results) = mpsc::sync_channel(2);
                scope.spawn(move || {
                    for (first, block) in blocks {
                        if done.send(rate_block(numbered.then_some(first), &block)).is_err() {
                            break;
                        }
                    }
                });
                (send, results)
            })
            .collect();
        let mut pending = std::collections::VecDeque::new();
        let mut next = 0;
        let mut at_end = false;
        while !at_end || !pending.is_empty() {
            while !at_end && pending.len() < threads * 2 {
                let mut block = Vec::with_capacity(BLOCK + (1 << 15));
                let first = number + 1;
                while block.len() < BLOCK {
                    let before = block.len();
                    if input.read_until(b'\n', &mut block)? == 0 {
                        at_end = true;
                        break;
                    }
                    number += usize::from(block.len() > before);
                }
                if !block.is_empty() {
                    let (send, _) = &workers[next % threads];
                    if send.send((first, block)).is_err() {
                        return Err(io::Error::other("a worker stopped"));
                    }
                    pending.push_back(next % threads);
                    next += 1;
                }
            }
            if let Some(worker) = pending.pop_front() {
                let (_, results) = &workers[worker];
                let (lines, rated) = results.recv().map_err(io::Error::other)?;
                out.write_all(&lines)?;
                all_rated &= rated;
            }
        }
        Ok(all_rated)
    })
}

fn rate_block(first: Option<usize>, block: &[u8]) -> (Vec<u8>, bool) {
    let mut lines = Vec::with_capacity(block.len());
    let mut all_rated = true;
    for (at, line) in block.split(|byte| *byte == b'\n').enumerate() {
        if !line.iter().all(u8::is_ascii_whitespace) {
            let name = first.map_or_else(|| "-".to_owned(), |first| format!("-:{}", first + at));
            all_rated &= rate_one(&name, line, &mut lines);
        }
    }
    (lines, all_rated)
}

/// Appends the line of one dossier; whether it could be rated.
fn rate_one(name: &str, bytes: &[u8], line: &mut Vec<u8>) -> bool {
    #[derive(serde::Serialize)]
    struct Line<'a> {
        file: &'a str,
        #[serde(flatten)]
        verdict: &'a union_star::dossier::Verdict,
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match serde_json::from_slice::<Value>(bytes) {
        Err(error) => error_line(name, &format!("不是完整的 JSON（第 {} 行）。", error.line()), line),
        Ok(value) => match verdict(&value) {
            Err(error) => error_line(name, &error.to_string(), line),
            Ok(verdict) => {
                let written = serde_json::to_writer(&mut *line, &Line { file: name, verdict: &verdict });
                line.push(b'\n');
                written.is_ok()
            }
        },
    }
}

fn error_line(name: &str, error: &str, line: &mut Vec<u8>) -> bool {
    #[derive(serde::Serialize)]
    struct Line<'a> {
        file: &'a str,
        error: &'a str,
    }
    let _ = serde_json::to_writer(&mut *line, &Line { file: name, error });
    line.push(b'\n');
    false
}
