//! Does a note hold what should not be printed?

/// Whether a text holds what looks like an identity card number (18 digits, the last perhaps X) or a mobile
/// number (11 digits that begin with 1).
pub fn looks_private(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let identity = word.len() == 18 && digits >= 17 && !word[..17].bytes().any(|byte| !byte.is_ascii_digit());
        let mobile = word.len() == 11 && digits == 11 && word.starts_with('1');
        identity || mobile
    })
}
