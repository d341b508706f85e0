//! What comes in an archive: entry by entry, each counted or named, within bounds.

use super::{crowd, generate, sentences, text, zipped};
use std::io::{Cursor, Write as _};
use union_star::dossier::LARGEST_FILE;
use union_star::rollup::{Archive, Desk, Refusal};
use zip::write::SimpleFileOptions;

fn read(bytes: Vec<u8>) -> Desk {
    let mut desk = Desk::default();
    desk.offer("全部.zip", 0, bytes);
    while desk.step(1) {}
    desk.settle();
    desk
}

/// What becomes of each entry of an archive that may unpack to so many bytes.
fn read_within(most: u64, files: &[(&str, &[u8])]) -> Vec<Result<usize, Refusal>> {
    let mut archive = Archive::open("a.zip", zipped(files), None, most).unwrap();
    core::iter::from_fn(|| archive.next_entry()).map(|entry| entry.bytes.map(|bytes| bytes.len())).collect()
}

/// One file, changed at this time: year, month, day, hour, minute, second.
fn dated([year, month, day, hour, minute, second]: [u16; 6], bytes: &[u8]) -> Vec<u8> {
    let [month, day, hour, minute, second] = [month, day, hour, minute, second].map(|part| part.try_into().unwrap());
    let time = zip::DateTime::from_date_and_time(year, month, day, hour, minute, second).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.json", SimpleFileOptions::default().last_modified_time(time)).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// One file as it is, so that large ones are packed at once.
fn stored(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file(name, options).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn each_entry_is_read_once_and_a_folder_is_none() {
    let dossiers = crowd(3);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_directory("一", SimpleFileOptions::default()).unwrap();
    for dossier in &dossiers {
        zip.start_file(format!("一/{}.json", dossier.id), SimpleFileOptions::default()).unwrap();
        zip.write_all(text(dossier).as_bytes()).unwrap();
    }
    let desk = read(zip.finish().unwrap().into_inner());
    let sums = desk.reconciliation();
    assert_eq!((sums.read, sums.accepted, sums.refused), (3, 3, 0), "{:?}", sentences(&desk));
}

#[test]
fn an_archive_without_entries_is_no_broken_one() {
    let desk = read(zipped(&[]));
    assert_eq!((desk.read(), sentences(&desk)), (0, Vec::new()));
}

#[test]
fn an_entry_with_a_password_is_named_and_the_others_count() {
    let dossiers = crowd(2);
    let mut bytes = zipped(&[("a.json", text(&dossiers[0]).as_bytes()), ("b.json", text(&dossiers[1]).as_bytes())]);
    // The first bit of the flags, which stand so far after each mark of a head: here and in the list at the end.
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).position(|four| four == mark).unwrap();
        bytes[at + flags] |= 1;
    }
    let desk = read(bytes);
    assert_eq!(sentences(&desk), ["全部.zip/a.json：压缩包里的这份文件有密码，请解压后再拖进来。"]);
    assert_eq!(desk.units()[0].source, "全部.zip/b.json");
}

#[test]
fn an_entry_whose_bytes_are_not_those_that_were_packed_is_named() {
    let good = text(&generate::dossier(7, 1));
    let mut bytes = zipped(&[("a.json", good.as_bytes())]);
    bytes[200] ^= 0xff;
    assert!(sentences(&read(bytes))[0].starts_with("全部.zip/a.json：压缩包打不开"));
}

#[test]
fn an_archive_may_unpack_to_so_much_and_no_more() {
    let files: [(&str, &[u8]); 3] = [("a", &[b'a'; 10]), ("b", &[b'b'; 20]), ("c", b"c")];
    assert_eq!(read_within(31, &files), [Ok(10), Ok(20), Ok(1)]);
    assert_eq!(read_within(30, &files), [Ok(10), Ok(20), Err(Refusal::Bomb)]);
    assert_eq!(read_within(29, &files), [Ok(10), Err(Refusal::Bomb)], "nothing after it is read");
    assert_eq!(read_within(9, &files), [Err(Refusal::Bomb)]);
}

#[test]
fn an_archive_within_an_archive_is_named_so_however_large() {
    let mut inner = zipped(&[("a.json", b"{}")]);
    inner.resize(usize::try_from(LARGEST_FILE).unwrap() + 10, 0);
    let desk = read(stored("里面.zip", &inner));
    assert_eq!(sentences(&desk), ["全部.zip/里面.zip：压缩包里还有压缩包，请先解压一层再拖进来。"]);
}

#[test]
fn what_is_refused_has_been_unpacked_all_the_same() {
    let inner = zipped(&[("a.json", b"{}")]);
    let most = inner.len() as u64 + 5;
    let read = |last: &[u8]| read_within(most, &[("a.zip", &inner), ("b", last)]);
    assert_eq!(read(b"12345"), [Err(Refusal::Nested), Ok(5)]);
    assert_eq!(read(b"123456"), [Err(Refusal::Nested), Err(Refusal::Bomb)]);
}

#[test]
fn a_dossier_of_the_largest_size_counts_and_one_byte_more_is_too_large() {
    let good = text(&generate::dossier(7, 1));
    for (size, accepted) in [(LARGEST_FILE, 1), (LARGEST_FILE + 1, 0)] {
        let mut file = good.clone().into_bytes();
        file.resize(size.try_into().unwrap(), b' ');
        let archive = stored("a.json", &file);
        let mut alone = Desk::default();
        alone.offer("a.json", 0, file);
        alone.settle();
        for desk in [read(archive), alone] {
            let sums = desk.reconciliation();
            assert_eq!((sums.accepted, sums.refused), (accepted, 1 - accepted), "{size}: {:?}", sentences(&desk));
        }
    }
}

#[test]
fn the_time_of_an_entry_is_that_of_the_clock_in_hangzhou() {
    let good = text(&generate::dossier(7, 1));
    for (time, millis) in [
        ([1980, 1, 1, 0, 0, 0], 315_504_000_000),
        ([1999, 12, 31, 23, 59, 58], 946_655_998_000),
        ([2024, 2, 29, 23, 0, 0], 1_709_218_800_000),
        ([2024, 3, 1, 7, 30, 0], 1_709_249_400_000),
        ([2026, 11, 24, 16, 30, 58], 1_795_509_058_000),
        ([2027, 1, 31, 0, 1, 2], 1_801_324_862_000),
    ] {
        assert_eq!(read(dated(time, good.as_bytes())).units()[0].modified, millis, "{time:?}");
    }
}

#[test]
fn of_a_version_in_an_archive_and_one_beside_it_the_later_counts() {
    let mut in_archive = generate::dossier(7, 1);
    let beside = text(&in_archive);
    in_archive.rows.clear();
    let noon = 1_795_492_800_000; // 2026-11-24 12:00 in Hangzhou
    for (modified, counted) in [(noon - 1000, "全部.zip/a.json"), (noon + 1000, "旁边.json")] {
        let mut desk = Desk::default();
        desk.offer("全部.zip", 0, dated([2026, 11, 24, 12, 0, 0], text(&in_archive).as_bytes()));
        while desk.step(1) {}
        desk.offer("旁边.json", modified, beside.clone().into_bytes());
        desk.settle();
        assert_eq!(desk.units()[0].source, counted);
    }
}
