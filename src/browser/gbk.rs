//! Text of before UTF-8, read by the browser's own tables.

use web_sys::{TextDecoder, TextDecoderOptions};

/// Reads GBK; none where it is not, or where the browser knows no GBK.
pub fn gbk(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options("gbk", &options).ok()?.decode_with_u8_array(bytes).ok()
}
