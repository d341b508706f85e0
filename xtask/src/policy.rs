//! What the page may run and reach: its own files alone. Written into the page, so that any static server will do.
//!
//! Here stands what every browser knows: 'unsafe-eval', without which the older ones run no Wasm. `boot.js` adds a second
//! policy where the browser knows more words: 'wasm-unsafe-eval' alone, and Trusted Types. Both hold together.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

const EVERYWHERE: &str = "base-uri 'none'; form-action 'none'";

/// For the site. What is in the page itself, so that nothing at the start waits for a second answer, is named by its
/// digest: two short scripts and the first looks.
pub fn of_site(scripts: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' {scripts} 'unsafe-eval'; style-src 'self' {style}; \
         img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; {EVERYWHERE}"
    )
}

/// For the single file, which reaches nothing at all: its scripts and its style by their digests.
pub fn of_single_file(scripts: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src {scripts} blob: 'unsafe-eval'; style-src {style}; \
         img-src data: blob:; connect-src 'none'; worker-src blob:; {EVERYWHERE}"
    )
}

/// The digest of an inline script or style.
pub fn digest(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
