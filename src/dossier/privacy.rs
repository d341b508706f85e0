//! Does a note hold what should not be printed?

/// Whether a text holds what looks like an identity card number (18 digits, the last perhaps X) or a mobile
/// number (11 digits that begin with 1).
pub fn looks_private(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
        let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        match word.len() {
            18 => are_digits(&word[..17]),
            11 => word.starts_with('1') && are_digits(word),
            _ => false,
        }
    })
}
