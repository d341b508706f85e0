//! A picture of a few lines of text, for chats: drawn on a canvas, given as an address for an image.

use wasm_bindgen::JsCast as _;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A line of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureLine {
    /// Its parts, each with its colour, set one after another.
    pub parts: Vec<(String, &'static str)>,
    /// Height of its letters in px.
    pub size: f64,
    /// Whether it is bold.
    pub bold: bool,
}

const WIDTH: f64 = 1080.0;
const SIDE: f64 = 80.0;
const FONT: &str = "\"Source Han Serif SC\", \"Noto Serif CJK SC\", SimSun, serif";

/// Draws the lines; a line too wide goes on below. None where the browser draws no canvas.
pub fn picture(lines: &[PictureLine]) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // Once to learn how tall it is, once to draw: setting the height clears the canvas.
    let height = draw(&context, lines, false);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand px")]
    {
        canvas.set_width(WIDTH as u32);
        canvas.set_height(height as u32);
    }
    context.set_fill_style_str("#ffffff");
    context.fill_rect(0.0, 0.0, WIDTH, height);
    draw(&context, lines, true);
    canvas.to_data_url().ok()
}

fn draw(context: &CanvasRenderingContext2d, lines: &[PictureLine], ink: bool) -> f64 {
    let mut y = SIDE;
    for line in lines {
        context.set_font(&format!("{} {}px {FONT}", if line.bold { "bold" } else { "normal" }, line.size));
        let mut x = SIDE;
        y += line.size;
        for (text, colour) in &line.parts {
            context.set_fill_style_str(colour);
            for piece in pieces(text) {
                let wide = context.measure_text(piece).map_or(line.size, |measured| measured.width());
                if x + wide > WIDTH - SIDE && x > SIDE {
                    x = SIDE;
                    y += line.size * 1.6;
                }
                if ink {
                    let _ = context.fill_text(piece, x, y);
                }
                x += wide;
            }
        }
        y += line.size * 0.8;
    }
    y + SIDE
}

/// No word is longer, in letters; what is goes on in the next line.
const LONGEST: usize = 20;

/// What a line may be broken between: each character of Chinese, but within no word, number or digest.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    core::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if first.is_ascii_graphic() {
            rest.find(|c: char| !c.is_ascii_graphic()).unwrap_or(rest.len()).min(LONGEST)
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}
