//! A ZIP of dossiers, entry by entry: memory is bounded by the archive itself and one entry, work by the sum of all.

use super::intake::{Refusal, is_left_by_systems, is_office};
use crate::dossier::LARGEST_FILE;
use std::io::{Cursor, Read as _, Write as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// All entries of an archive together may not unpack to more than this.
pub const LARGEST_ARCHIVE: u64 = 4 << 30;

/// Reads a name that is not UTF-8, as programs of before wrote it; none where it cannot.
pub type OldNames = fn(&[u8]) -> Option<String>;

/// An open archive.
pub struct Archive {
    name: String,
    old_names: Option<OldNames>,
    zip: ZipArchive<Cursor<Vec<u8>>>,
    next: usize,
    /// So many bytes may still be unpacked.
    left: u64,
}

/// What an entry gives: where it stands, its time, its bytes or why not.
pub struct Entry {
    /// Archive and path.
    pub source: String,
    /// Milliseconds since 1970; 0 where the archive does not tell.
    pub modified: u64,
    /// The bytes.
    pub bytes: Result<Vec<u8>, Refusal>,
}

impl Archive {
    /// Opens an archive whose entries together may unpack to `most` bytes.
    pub fn open(name: &str, bytes: Vec<u8>, old_names: Option<OldNames>, most: u64) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Archive)?;
        if zip.index_for_name("[Content_Types].xml").is_some() {
            return Err(Refusal::Office);
        }
        Ok(Self { name: name.to_owned(), old_names, zip, next: 0, left: most })
    }

    /// How many entries there are, folders included.
    pub fn entries(&self) -> usize {
        self.zip.len()
    }

    /// How many files are still to be read.
    pub fn left(&self) -> usize {
        let names = (self.next..self.zip.len()).filter_map(|at| self.zip.name_for_index(at)?.ok());
        names.filter(|name| !name.ends_with('/') && !is_left_by_systems(name)).count()
    }

    /// The next entry; none at the end, or where the whole is too large to go on.
    pub fn next_entry(&mut self) -> Option<Entry> {
        while self.next < self.zip.len() {
            let at = self.next;
            self.next += 1;
            let raw = self.zip.by_index_raw(at).map(|file| file.name_raw().to_vec()).unwrap_or_default();
            let source = format!("{}/{}", self.name, self.entry_name(&raw, at));
            if is_left_by_systems(&source) {
                continue;
            }
            let entry = match self.zip.by_index(at) {
                Ok(file) if file.is_dir() => continue,
                Ok(mut file) => {
                    let modified = file.last_modified().map_or(0, |time| millis(&time));
                    let mut bytes = Vec::new();
                    // What the archive says of an entry's size is not trusted: it is cut off where it is too large.
                    let limit = LARGEST_FILE.min(self.left) + 1;
                    let taken = file.by_ref().take(limit).read_to_end(&mut bytes);
                    let read = bytes.len() as u64;
                    let is_bomb = read > self.left;
                    self.left = self.left.saturating_sub(read);
                    let bytes = match taken {
                        Err(_) => Err(Refusal::Archive),
                        Ok(_) if is_bomb => Err(Refusal::Bomb),
                        Ok(_) if is_office(&bytes) => Err(Refusal::Office),
                        Ok(_) if bytes.starts_with(b"PK\x03\x04") => Err(Refusal::Nested),
                        Ok(_) => Ok(bytes),
                    };
                    Entry { source, modified, bytes }
                }
                Err(error) => {
                    let reason = match error {
                        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Locked,
                        _ => Refusal::Archive,
                    };
                    Entry { source, modified: 0, bytes: Err(reason) }
                }
            };
            if matches!(entry.bytes, Err(Refusal::Bomb)) {
                self.next = self.zip.len();
            }
            return Some(entry);
        }
        None
    }

    /// The path within the archive. Older Windows programs write names in the local code page. Where that cannot be
    /// read the file counts all the same, and is told by its position.
    fn entry_name(&self, raw: &[u8], at: usize) -> String {
        let unnamed = || format!("第 {} 份（压缩包用旧编码记文件名，这里显示不了）", at + 1);
        match core::str::from_utf8(raw) {
            Ok(name) => name.to_owned(),
            Err(_) => self.old_names.and_then(|read| read(raw)).unwrap_or_else(unnamed),
        }
    }
}

/// Milliseconds since 1970, as other files tell their time: of two versions of a unit the later counts, also where only
/// one came in an archive. ZIP has the time of the clock on the wall, in Hangzhou eight hours ahead.
fn millis(time: &zip::DateTime) -> u64 {
    let (year, month, day) = (u64::from(time.year()), u64::from(time.month()), u64::from(time.day()));
    // From March on, so that the leap day ends its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 + (month * 153 + 2) / 5 + day - 719_484;
    let minutes = (days * 24 + u64::from(time.hour()) - 8) * 60 + u64::from(time.minute());
    (minutes * 60 + u64::from(time.second())) * 1000
}

/// Packs files into an archive; none where that fails.
pub fn pack(files: impl Iterator<Item = (String, String)>) -> Option<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in files {
        zip.start_file(name, options).ok()?;
        zip.write_all(text.as_bytes()).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
