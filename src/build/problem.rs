//! What is wrong with the data: a file, a line, a sentence.

use core::fmt;

/// One problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    file: String,
    line: usize,
    sentence: String,
}

impl Problem {
    /// A problem at a line, from 1.
    pub fn new(file: &str, line: usize, sentence: String) -> Self {
        Self { file: file.to_owned(), line, sentence }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "indicators/{}:{}: {}", self.file, self.line, self.sentence)
    }
}

/// The line, from 1, of a byte offset.
pub fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}
