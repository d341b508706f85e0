//! How it is drawn: one call on the canvas for each tag, attribute and child.

use crate::notation::{Attribute, Component, Element, If, Node, Nodes};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Expr, ExprLit, Lit, LitStr};

/// Attributes that stand there or do not. `checked` is a property, which what is drawn decides.
const FLAGS: [&str; 11] = [
    "autofocus",
    "disabled",
    "hidden",
    "inert",
    "multiple",
    "novalidate",
    "open",
    "readonly",
    "reversed",
    "selected",
    "webkitdirectory",
];

/// The whole of a macro.
pub fn root(nodes: &Nodes) -> TokenStream {
    match nodes.0.as_slice() {
        [] => quote!(<::yew::Html as ::core::default::Default>::default()),
        [Node::Component(only)] => {
            let (part, key) = component(only);
            quote!(crate::app::part::node(#part, #key))
        }
        _ => {
            let canvas = canvas();
            let drawn = all(nodes);
            quote!({
                let mut #canvas = <crate::app::canvas::Canvas as ::core::default::Default>::default();
                #drawn
                #canvas.done()
            })
        }
    }
}

/// The canvas's name, which cannot meet those of who draws on it.
fn canvas() -> Ident {
    Ident::new("canvas", Span::mixed_site())
}

fn all(nodes: &Nodes) -> TokenStream {
    nodes.0.iter().map(node).collect()
}

fn node(node: &Node) -> TokenStream {
    let canvas = canvas();
    match node {
        Node::Element(element) => self::element(element),
        Node::Component(component) => {
            let (part, key) = self::component(component);
            quote!(#canvas.node(crate::app::part::node(#part, #key));)
        }
        Node::List(nodes) => list(&all(nodes)),
        Node::Each(of) => list(&quote!(for child in #of { #canvas.child(child); })),
        Node::Value(value) => quote!(#canvas.child(#value);),
        Node::Text(Lit::Str(text)) => quote!(#canvas.text(#text);),
        Node::Text(value) => quote!(#canvas.child(#value);),
        Node::If(choice) => self::choice(choice),
        Node::For(each) => {
            let (pattern, of, body) = (&each.pattern, &each.all, all(&each.body));
            list(&quote!(for #pattern in #of { #body }))
        }
    }
}

fn list(drawn: &TokenStream) -> TokenStream {
    let canvas = canvas();
    quote! {
        #canvas.list();
        #drawn
        #canvas.close();
    }
}

fn choice(choice: &If) -> TokenStream {
    let (condition, then) = (&choice.condition, list(&all(&choice.then)));
    let otherwise = choice.otherwise.as_ref().map_or_else(|| list(&TokenStream::new()), node);
    quote!(if #condition { #then } else { #otherwise })
}

/// The part, and its key.
fn component(component: &Component) -> (TokenStream, TokenStream) {
    let Component { name, properties, children } = component;
    let (keys, properties): (Vec<_>, Vec<_>) = properties.iter().partition(|property| property.name.value() == "key");
    let names = properties.iter().map(|property| Ident::new(&property.name.value(), property.name.span()));
    let values = properties.iter().map(|property| &property.value);
    let children = (!children.0.is_empty()).then(|| root(children)).map(|children| quote!(children: #children));
    let key = keys.first().map_or_else(
        || quote!(::core::option::Option::None),
        |key| {
            let value = &key.value;
            quote!(::core::option::Option::Some(::yew::virtual_dom::Key::from(#value)))
        },
    );
    (quote!(::std::rc::Rc::new(#name { #(#names: #values,)* #children })), key)
}

fn element(element: &Element) -> TokenStream {
    let canvas = canvas();
    let name = &element.name;
    let (own, named): (Vec<_>, Vec<_>) = element.attributes.iter().partition(|attribute| is_own(name, attribute));
    let texts: Option<Vec<_>> = named.iter().map(|attribute| text(attribute)).collect();
    let names = named.iter().map(|attribute| &attribute.name);
    let opened = if let Some(texts) = texts {
        quote!(#canvas.open(#name, &[#((#names, ::yew::virtual_dom::AttributeOrProperty::Static(#texts))),*]);)
    } else {
        let values = named.iter().map(|attribute| {
            let (name, value) = (&attribute.name, &attribute.value);
            if attribute.is_property {
                quote!(#canvas.property(#value);)
            } else if FLAGS.contains(&name.value().as_str()) {
                quote!(#canvas.flag(#name, #value);)
            } else {
                quote!(#canvas.attribute(#value);)
            }
        });
        quote! {
            #canvas.open_with(#name, &[#(#names),*]);
            #(#values)*
        }
    };
    let own = own.into_iter().map(own_of);
    let children = all(&element.children);
    quote! {
        #opened
        #(#own)*
        #children
        #canvas.close();
    }
}

/// Whether it is not an attribute in the page but something of the node.
fn is_own(tag: &LitStr, attribute: &Attribute) -> bool {
    let name = attribute.name.value();
    match name.as_str() {
        "key" | "ref" | "checked" => true,
        "value" => ["input", "textarea"].contains(&tag.value().as_str()),
        _ => name.starts_with("on"),
    }
}

fn own_of(attribute: &Attribute) -> TokenStream {
    let (canvas, value) = (canvas(), &attribute.value);
    match attribute.name.value().as_str() {
        "key" => quote!(#canvas.key(#value);),
        "ref" => quote!(#canvas.reference(#value);),
        "checked" => quote!(#canvas.checked(#value);),
        "value" => quote!(#canvas.value(#value);),
        event => {
            let event = Ident::new(event, attribute.name.span());
            quote_spanned!(attribute.name.span()=> #canvas.listener(::yew::html::#event::Wrapper::__macro_new(#value));)
        }
    }
}

/// A value that is known when the page is built.
fn text(attribute: &Attribute) -> Option<&LitStr> {
    match &attribute.value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if !attribute.is_property => Some(text),
        _ => None,
    }
}
