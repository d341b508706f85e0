//! Whatever stands in a file, no decoder stops the program, and what it accepts can be written and read again.
//!
//! Random damage by seed, from the small corpus in `tests/fuzz-corpus`: the same on every machine. `fuzz/` holds the
//! same for libFuzzer (`docs/proof.md`).

#![cfg(feature = "office")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

#[path = "../fuzz/decoders.rs"]
mod decoders;
#[allow(dead_code, reason = "the other tests use more of it")]
#[path = "independent/random.rs"]
mod random;

use random::Random;
use std::path::Path;

/// How often each file of the corpus is damaged.
const ROUNDS: u64 = 1_500;

const TOKENS: [&[u8]; 24] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"true",
    b"-1",
    b"1e309",
    b"99999999",
    b"100000000",
    b"0.5",
    b"9007199254740993",
    b"\"exempt\"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\n",
    b"\0",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xff\xff\xff\xff",
];

fn corpus(kind: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = std::fs::read_dir(Path::new("tests/fuzz-corpus").join(kind))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{kind}");
    files.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn at(random: &mut Random, length: usize) -> usize {
    usize::try_from(random.below(length as u64 + 1)).unwrap()
}

fn damaged(file: &[u8], others: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=random.below(4) {
        let (from, to) = (at(random, bytes.len()), at(random, bytes.len()));
        let (from, to) = (from.min(to), from.max(to));
        match random.below(8) {
            0 => bytes.truncate(from),
            1 => _ = bytes.drain(from..to.min(from + 40)),
            2 => bytes.extend_from_within(from..to.min(from + 400)),
            3 => _ = bytes.splice(from..from, random.pick(&TOKENS).iter().copied()),
            4 => _ = bytes.splice(from..to.min(from + 8), random.pick(&TOKENS).iter().copied()),
            5 => {
                let other = &others[at(random, others.len() - 1)];
                let (start, end) = (at(random, other.len()), at(random, other.len()));
                _ = bytes.splice(from..from, other[start.min(end)..start.max(end)].iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte = match random.below(4) {
                        0 => *byte ^ (1 << random.below(8)),
                        1 => byte.wrapping_add(1),
                        2 => 0xff,
                        _ => u8::try_from(random.below(256)).unwrap(),
                    };
                }
            }
        }
    }
    bytes
}

fn fuzz(kind: &str, decoder: fn(&[u8])) {
    let files = corpus(kind);
    for (number, file) in (0_u64..).zip(&files) {
        decoder(file);
        // Cut off at every length, as a broken transfer does; in steps for the larger ones.
        for end in (0..file.len()).step_by((file.len() / 500).max(1)) {
            decoder(&file[..end]);
        }
        let mut random = Random::new(number);
        for _ in 0..ROUNDS {
            decoder(&damaged(file, &files, &mut random));
        }
    }
}

#[test]
fn a_dossier() {
    fuzz("dossier", decoders::dossier);
}

#[test]
fn a_joined_file() {
    fuzz("joined", decoders::joined);
}

#[test]
fn an_archive() {
    fuzz("zip", decoders::zip);
}

#[test]
fn a_code() {
    fuzz("link", decoders::link);
}

#[test]
fn what_the_stores_hold() {
    fuzz("storage", decoders::storage);
}

#[test]
fn a_deeply_nested_file_is_refused_and_does_not_exhaust_the_stack() {
    for depth in [100, 1_000, 100_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text = open.repeat(depth) + "0" + &close.repeat(depth);
            decoders::dossier(text.as_bytes());
            decoders::joined(text.as_bytes());
        }
    }
}

#[test]
fn an_archive_that_unpacks_to_much_more_than_it_is_is_cut_off() {
    use std::io::{Cursor, Write as _};
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("a.json", options).unwrap();
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..64 {
        zip.write_all(&spaces).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    let mut desk = union_star::rollup::Desk::default();
    desk.offer("bomb.zip", 1, bytes);
    while desk.step(10) {}
    desk.settle();
    let said: Vec<String> = desk.problems().map(ToString::to_string).collect();
    assert_eq!(said, ["超过 8 MB，不像一份星级自评档案，没有读入。"]);
}
