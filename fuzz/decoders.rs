//! What must hold for whatever bytes a decoder is given: shared by the libFuzzer targets and `tests/fuzz.rs`.

use union_star::dossier::{Value, decode, encode, from_code, to_code, verdict};
use union_star::journal::{Entry, Record, Store, Writer, recover};
use union_star::report::{build, text};
use union_star::rollup::{Desk, Export};

/// One dossier's file.
pub fn dossier(bytes: &[u8]) {
    let _ = union_star::rollup::read_unit("a.json", 1, bytes);
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    let rated = verdict(&value);
    let Ok(dossier) = decode(&value) else { return };
    let written = encode(&dossier);
    let json = serde_json::to_string(&written).unwrap();
    let again: Value = serde_json::from_str(&json).unwrap();
    // The order in which keys of different places were kept may differ; what is written may not.
    assert_eq!(decode(&again).map(|again| encode(&again)), Ok(written), "what is written is read again");
    match (rated, verdict(&again)) {
        (Ok(one), Ok(other)) => assert!(one == other, "and rated the same"),
        (one, other) => assert_eq!(one.is_err(), other.is_err()),
    }
    if let Ok(report) = build(&dossier) {
        let _ = text(&report);
    }
    if let Ok(code) = to_code(&dossier) {
        assert!(from_code(&code).is_ok(), "a code that we made is read");
    }
}

fn look(desk: &mut Desk) {
    desk.settle();
    let _ = desk.overview();
    let _ = desk.problems().map(ToString::to_string).collect::<Vec<_>>();
    let _ = desk.export(Export::Csv);
}

/// Many dossiers in one file, one a line, in pieces.
pub fn joined(bytes: &[u8]) {
    let mut whole = Desk::default();
    whole.begin_lines("a.jsonl", 1);
    whole.feed_lines(bytes);
    whole.end_lines();
    look(&mut whole);
    let mut pieces = Desk::default();
    pieces.begin_lines("a.jsonl", 1);
    bytes.chunks(7).for_each(|piece| pieces.feed_lines(piece));
    pieces.end_lines();
    look(&mut pieces);
    assert_eq!(whole.units().len(), pieces.units().len(), "in whatever pieces it comes");
    assert_eq!(whole.problems().count(), pieces.problems().count());
}

/// A ZIP of dossiers.
pub fn zip(bytes: &[u8]) {
    let mut desk = Desk::default();
    desk.offer("a.zip", 1, bytes.to_vec());
    while desk.step(100) {}
    look(&mut desk);
}

/// A code from paper or a link: as text, and as the bytes under a checksum that fits.
pub fn link(bytes: &[u8]) {
    if let Ok(code) = core::str::from_utf8(bytes) {
        read_code(code.trim());
    }
    read_code(&sealed(bytes));
}

fn read_code(code: &str) {
    if let Ok(dossier) = from_code(code) {
        let again = to_code(&dossier).unwrap();
        assert_eq!(from_code(&again), Ok(dossier), "what a code gave can be carried on");
    }
}

/// What the stores hold of a dossier, a line for each entry: the store's letter, the key, the text, with tabs between.
/// Bodies' checksums are put right: otherwise nothing but the checksum would be tried.
pub fn storage(bytes: &[u8]) {
    let Ok(lines) = core::str::from_utf8(bytes) else { return };
    let mut entries = Vec::new();
    for line in lines.lines().take(200) {
        let mut fields = line.splitn(3, '\t');
        let (Some(store), Some(key), Some(text)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let store = if store == "n" { Store::Near } else { Store::Deep };
        let mut head = text.splitn(4, ' ');
        let (generation, parent) = (head.next().map(str::parse), head.next().map(|text| u32::from_str_radix(text, 16)));
        let text = match (generation, parent, head.next(), head.next()) {
            (Some(Ok(generation)), Some(Ok(parent)), Some("sealed"), Some(body)) => {
                Record::new(generation, parent, body.to_owned()).write()
            }
            _ => text.replace("\\n", "\n"),
        };
        entries.push(Entry { store, key: format!("union-star/dossier/x{key}"), text });
    }
    let parse = |text: &str| serde_json::from_str::<Value>(text).ok().map(|value| value.to_kept());
    let found = recover("x", &entries, &parse);
    for damaged in &found.damaged {
        assert!(entries.contains(&damaged.entry), "damaged bytes are handed out as they were");
    }
    if let Some(newest) = found.newest {
        let mut writer = Writer::<()>::after("x", &newest);
        let orders = writer.state(&newest.state, &|value| serde_json::to_string(value).unwrap());
        assert!(!orders.is_empty(), "what opens can be kept again");
    }
}

/// The bytes as a code, its checksum put right: otherwise nothing but the checksum would be tried.
fn sealed(content: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut sum = u32::MAX;
    for byte in content {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    let mut bytes = content.to_vec();
    bytes.extend((!sum).to_be_bytes());
    let mut code = String::new();
    for three in bytes.chunks(3) {
        let word = three.iter().chain([&0, &0]).take(3).fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        for at in 0..=three.len() {
            code.push(char::from(ALPHABET[(word >> (18 - 6 * at) & 63) as usize]));
        }
    }
    code
}
