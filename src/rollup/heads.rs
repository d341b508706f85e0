//! What joined files say beside their dossiers: whose desk it was, which year was shown, its spot checks.

use super::desk::Desk;
use super::joined::read_head;
use super::problem::{Problem, ProblemKind};
use super::record::DrawRecord;

/// What one of them says.
pub struct HeadRead {
    /// The file.
    pub source: String,
    name: String,
    year: u16,
    records: Vec<DrawRecord>,
    refused: Vec<(String, String)>,
    /// How many inputs were read before it.
    before: usize,
    /// And with it, once it has ended.
    pub with: usize,
}

impl Desk {
    /// What the desk knew that wrote the file. A record is believed only if it repeats.
    pub(super) fn head(&mut self, source: &str, line: &[u8]) {
        self.has_joined = true;
        let said = match read_head(line) {
            Ok(said) => said,
            Err(kind) => return self.notice(source, kind),
        };
        self.files = said.files;
        let (mut records, mut is_whole) = (Vec::new(), true);
        for record in said.records {
            match record {
                Ok(record) => records.push(record),
                Err(error) => {
                    is_whole = false;
                    self.notice(source, ProblemKind::BrokenRecord(error));
                }
            }
        }
        let (source, name, year, before, refused) = (source.to_owned(), said.name, said.year, self.read, said.refused);
        let head = HeadRead { source, name, year, records, refused, before, with: usize::MAX };
        if self.is_own {
            self.is_incomplete &= !is_whole;
            self.adopt(head);
        } else {
            self.heads.push(head);
        }
    }

    fn notice(&mut self, source: &str, kind: ProblemKind) {
        self.notices.push(Problem { source: source.to_owned(), name: String::new(), kind });
    }

    /// Goes on as the desk that wrote the file.
    fn adopt(&mut self, head: HeadRead) {
        if self.name.is_empty() {
            self.name = head.name;
        }
        if self.year == 0 {
            self.year = head.year;
        }
        self.read += head.refused.len();
        for (source, reason) in head.refused {
            self.refuse(Problem { source, name: String::new(), kind: ProblemKind::RefusedBefore(reason) });
        }
        for record in head.records {
            let ours = self.records.entry(record.year).or_insert_with(|| record.clone());
            if !ours.is_that_of(&record) {
                self.notice(&head.source, ProblemKind::OtherRecord { year: record.year });
            }
        }
    }

    /// A joined file alone, at an empty desk, is that desk opened again. Else it is another's: its dossiers count, its
    /// name and its spot checks do not.
    pub(super) fn know_heads(&mut self) {
        let heads = core::mem::take(&mut self.heads);
        let is_empty = self.units.is_empty() && self.name.is_empty() && self.records.is_empty();
        let is_one = heads.len() == 1;
        for head in heads {
            if is_empty && is_one && head.before == 0 && head.with >= self.read {
                self.adopt(head);
                continue;
            }
            for record in head.records {
                let kind = match self.records.get(&record.year) {
                    Some(ours) if ours.is_that_of(&record) => continue,
                    Some(_) => ProblemKind::OtherRecord { year: record.year },
                    None => ProblemKind::AnothersRecord { year: record.year, desk: record.desk },
                };
                self.notice(&head.source, kind);
            }
        }
    }
}
