//! One dossier a line, read in pieces of any size: memory is bounded by the longest line that can be a dossier, or by what
//! a desk can have said in its first line.

use super::joined::{LARGEST_HEAD, is_head};
use crate::dossier::LARGEST_FILE;
use memchr::memchr_iter;

/// Puts lines together from pieces.
#[derive(Debug, Default)]
pub struct Lines {
    rest: Vec<u8>,
    number: usize,
    too_long: bool,
}

/// A line, with its number from 1; none where it was too long.
pub type LineRead<'a> = (usize, Option<&'a [u8]>);

impl Lines {
    /// Hands every line that the piece completes to `each`; blank lines are skipped.
    pub fn feed(&mut self, piece: &[u8], each: &mut dyn FnMut(LineRead<'_>)) {
        let mut from = 0;
        for end in memchr_iter(b'\n', piece) {
            let part = &piece[from..end];
            from = end + 1;
            if self.rest.is_empty() && !self.too_long {
                self.number += 1;
                if !part.trim_ascii().is_empty() {
                    each((self.number, Some(part)));
                }
            } else {
                self.keep(part);
                self.end(each);
            }
        }
        self.keep(&piece[from..]);
    }

    /// The last line, which needs no end.
    pub fn finish(&mut self, each: &mut dyn FnMut(LineRead<'_>)) {
        if self.too_long || !self.rest.is_empty() {
            self.end(each);
        }
    }

    fn keep(&mut self, part: &[u8]) {
        let whole = (self.rest.len() + part.len()) as u64;
        if whole > LARGEST_FILE && (whole > LARGEST_HEAD || !self.is_in_head(part)) {
            self.too_long = true;
            self.rest = Vec::new();
        }
        if !self.too_long {
            self.rest.extend_from_slice(part);
        }
    }

    /// Whether this is the first line and begins as a desk's does.
    fn is_in_head(&self, part: &[u8]) -> bool {
        self.number == 0 && is_head(if self.rest.is_empty() { part } else { &self.rest })
    }

    fn end(&mut self, each: &mut dyn FnMut(LineRead<'_>)) {
        self.number += 1;
        let line = core::mem::take(&mut self.rest);
        if self.too_long {
            each((self.number, None));
        } else if !line.trim_ascii().is_empty() {
            each((self.number, Some(&line)));
        }
        self.too_long = false;
    }
}

/// Whether a file holds one dossier a line rather than one alone: its first line is a whole object, and more
/// follows.
pub fn is_joined(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let Some(end) = start.iter().position(|byte| *byte == b'\n') else { return false };
    let (first, rest) = start.split_at(end);
    first.starts_with(b"{") && first.trim_ascii_end().ends_with(b"}") && rest.trim_ascii_start().starts_with(b"{")
}
