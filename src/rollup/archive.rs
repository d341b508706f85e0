//! A ZIP of dossiers, entry by entry: memory is bounded by one entry, work by the sum of all.

use super::intake::Refusal;
use crate::dossier::LARGEST_FILE;
use std::io::{Cursor, Read as _, Write as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// All entries together may not unpack to more than this.
const LARGEST_ARCHIVE: u64 = 4 << 30;

/// Reads a name that is not UTF-8, as programs of before wrote it; none where it cannot.
pub type OldNames = fn(&[u8]) -> Option<String>;

/// An open archive.
pub struct Archive {
    name: String,
    old_names: Option<OldNames>,
    zip: ZipArchive<Cursor<Vec<u8>>>,
    next: usize,
    unpacked: u64,
}

/// What an entry gives: where it stands, its time, its bytes or why not.
pub struct Entry {
    /// Archive and path.
    pub source: String,
    /// Milliseconds since 1970, as far as ZIP tells.
    pub modified: u64,
    /// The bytes.
    pub bytes: Result<Vec<u8>, Refusal>,
}

impl Archive {
    /// Opens an archive.
    pub fn open(name: &str, bytes: Vec<u8>, old_names: Option<OldNames>) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Archive)?;
        Ok(Self { name: name.to_owned(), old_names, zip, next: 0, unpacked: 0 })
    }

    /// How many entries there are, folders included.
    pub fn len(&self) -> usize {
        self.zip.len()
    }

    /// The next entry; none at the end, or where the whole is too large to go on.
    pub fn next_entry(&mut self) -> Option<Entry> {
        while self.next < self.zip.len() {
            let at = self.next;
            self.next += 1;
            let allowed = LARGEST_ARCHIVE.saturating_sub(self.unpacked);
            let mut read = 0;
            let raw = self.zip.by_index_raw(at).map(|file| file.name_raw().to_vec()).unwrap_or_default();
            let source = format!("{}/{}", self.name, self.entry_name(&raw, at));
            let entry = match self.zip.by_index(at) {
                Ok(file) if file.is_dir() => continue,
                Ok(mut file) => {
                    let modified = file.last_modified().map_or(0, |time| millis(&time));
                    let mut bytes = Vec::new();
                    // What the archive says of an entry's size is not trusted: it is cut off at the limit.
                    let limit = LARGEST_FILE.min(allowed) + 1;
                    let taken = file.by_ref().take(limit).read_to_end(&mut bytes);
                    read = bytes.len() as u64;
                    let bytes = match taken {
                        Err(_) => Err(Refusal::Archive),
                        Ok(_) if read > allowed => Err(Refusal::Bomb),
                        Ok(_) if read > LARGEST_FILE => Err(Refusal::TooLarge),
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
            self.unpacked += read;
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

/// Local time taken as it is: it only orders versions of the same unit.
fn millis(time: &zip::DateTime) -> u64 {
    let days = (u64::from(time.year()) - 1970) * 372 + u64::from(time.month()) * 31 + u64::from(time.day());
    ((days * 24 + u64::from(time.hour())) * 60 + u64::from(time.minute())) * 60_000 + u64::from(time.second()) * 1000
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
