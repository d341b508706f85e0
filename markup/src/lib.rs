//! `html!` in Yew's notation, for less Wasm.
//!
//! Yew's own macro writes out, for each tag, how each field of its node is filled: some 250 bytes of Wasm. This one
//! writes one short call per tag, attribute and child on a `Canvas` (`src/app/canvas.rs`), which makes the same nodes:
//! some 20 bytes. A component is a struct of its properties (`src/app/part.rs`).
//!
//! What differs: a list (`{ for … }`, `for … in`, `if`, a vector) is always a node of its own among its neighbours, so
//! that it grows without moving them; what the page does not use (names of tags as expressions, keys of fragments) is
//! refused.
//!
//! What leaves a body early (`continue`, `break`) leaves a tag open: it does not belong into the notation.

mod component;
mod draw;
mod notation;

use proc_macro::TokenStream;

/// Draws what is written in Yew's notation; its value is `yew::Html`.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    match syn::parse::<notation::Nodes>(input) {
        Ok(nodes) => draw::root(&nodes).into(),
        Err(error) => error.into_compile_error().into(),
    }
}

/// Says how a part of the page is drawn: of a function from a reference to a struct to `yew::Html`, where hooks are
/// called by their names.
#[proc_macro_attribute]
pub fn component(_nothing: TokenStream, function: TokenStream) -> TokenStream {
    match syn::parse(function).and_then(component::component) {
        Ok(part) => part.into(),
        Err(error) => error.into_compile_error().into(),
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "tests")]
mod tests {
    use super::{component, draw, notation};

    /// What is written for some notation, without blanks.
    fn drawn(notation: &str) -> String {
        let nodes = syn::parse_str::<notation::Nodes>(notation).expect("good notation");
        draw::root(&nodes).to_string().replace(' ', "")
    }

    /// Why some notation is refused.
    fn refused(notation: &str) -> String {
        match syn::parse_str::<notation::Nodes>(notation) {
            Ok(_) => panic!("{notation} is taken"),
            Err(error) => error.to_string(),
        }
    }

    fn made(function: &str) -> Result<String, String> {
        let function = syn::parse_str(function).expect("a function");
        component::component(function).map(|part| part.to_string().replace(' ', "")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_tag_is_opened_filled_and_closed() {
        let drawn = drawn("<p class=\"note\">{ words }{ \"。\" }</p>");
        let calls =
            ["canvas.open(\"p\",&[(\"class\",", "canvas.child(words);", "canvas.text(\"。\");", "canvas.close();"];
        let places: Vec<_> =
            calls.iter().map(|call| drawn.find(call).unwrap_or_else(|| panic!("{call}: {drawn}"))).collect();
        assert!(places.is_sorted(), "{drawn}");
    }

    #[test]
    fn attributes_keep_their_order_and_what_is_no_attribute_stands_apart() {
        let drawn = drawn(
            "<input type=\"checkbox\" id={id} disabled={off} checked={on} value={value} key={key} onchange={heard} />",
        );
        assert!(drawn.contains("canvas.open_with(\"input\",&[\"type\",\"id\",\"disabled\"])"), "{drawn}");
        for call in [
            "attribute(\"checkbox\")",
            "attribute(id)",
            "flag(\"disabled\",off)",
            "checked(on)",
            "value(value)",
            "key(key)",
        ] {
            assert!(drawn.contains(&format!("canvas.{call};")), "{call}: {drawn}");
        }
        assert!(drawn.contains("onchange::Wrapper::__macro_new(heard)"), "{drawn}");
    }

    #[test]
    fn a_value_is_an_attribute_of_what_is_no_field() {
        assert!(drawn("<option value={value} />").contains("canvas.open_with(\"option\",&[\"value\"])"));
    }

    #[test]
    fn lists_conditions_and_loops_are_nodes_of_their_own() {
        assert_eq!(drawn("<ul>{ for all }</ul>").matches("canvas.list();").count(), 1);
        assert_eq!(drawn("<ul>for one in all { <li>{ one }</li> }</ul>").matches("canvas.list();").count(), 1);
        // Something or nothing: in both cases a list.
        assert_eq!(drawn("<p>if so { { words } }</p>").matches("canvas.list();").count(), 2);
        assert_eq!(
            drawn("<p>if so { { words } } else if not { \"否\" } else { \"是\" }</p>")
                .matches("canvas.list();")
                .count(),
            3
        );
    }

    #[test]
    fn a_part_is_a_struct_with_what_stands_in_it() {
        let drawn = drawn("<Frame open={open} key={id}><p>{ \"页\" }</p></Frame>");
        assert!(drawn.contains("Frame{open:open,children:"), "{drawn}");
        assert!(drawn.contains("Key::from(id)"), "{drawn}");
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (notation, why) in [
            ("<p>{ words }", "`</p>` is missing"),
            ("<p>{ words }</b>", "`</p>` is missing"),
            ("<p class=\"a\" class=\"b\" />", "`class` is written twice"),
            ("<br>{ words }</br>", "nothing can stand in `br`"),
            ("<p>{}</p>", "nothing stands here"),
        ] {
            assert!(refused(notation).contains(why), "{notation}: {}", refused(notation));
        }
        assert!(syn::parse_str::<notation::Nodes>("</p>").is_err(), "what was not opened");
    }

    #[test]
    fn hooks_are_told_their_component_and_stand_where_every_drawing_comes_by() {
        let part =
            made("fn greeting(props: &Greeting) -> Html { let kept = use_state(|| 0); draw(kept) }").expect("a part");
        assert!(part.contains("impl") && part.contains("part::PartforGreeting"), "{part}");
        assert!(part.contains("Hook::run(use_state(||0),context)"), "{part}");
        for body in
            ["if on { use_state(|| 0); }", "for _ in 0..2 { use_state(|| 0); }", "let late = || use_state(|| 0);"]
        {
            let function = format!("fn greeting(props: &Greeting) -> Html {{ {body} draw() }}");
            assert!(made(&function).is_err_and(|why| why.contains("every drawing")), "{body}");
        }
        assert!(made("pub fn greeting(props: &Greeting) -> Html { draw() }").is_err());
        assert!(made("fn greeting(props: Greeting) -> Html { draw() }").is_err());
        assert!(made("fn greeting() -> Html { draw() }").is_err());
    }
}
