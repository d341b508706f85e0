//! A QR code, drawn as one path.

use crate::app::html;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;
use yew::prelude::*;

/// What it says.
#[derive(PartialEq)]
pub struct QrProps {
    /// The text.
    pub text: String,
}

/// Modules on a side that a phone still reads from an ordinary print of 40 mm: 0.4 mm each.
const MOST_MODULES: i32 = 101;

/// Draws the code, or says that there is too much for one.
pub fn qr(props: &QrProps) -> Html {
    let code = QrCode::encode_text(&props.text, QrCodeEcc::Low).ok().filter(|code| code.size() <= MOST_MODULES);
    let Some(code) = code else {
        return html! { <p>{ "内容太多，一个二维码放不下，请用导出的档案。" }</p> };
    };
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let box_of = format!("-4 -4 {0} {0}", code.size() + 8);
    html! {
        <svg viewBox={box_of} role="img" aria-label="二维码" shape-rendering="crispEdges"><path d={path} fill="#000" /></svg>
    }
}
