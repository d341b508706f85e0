//! What is written: tags, components, lists, texts and values.

use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Block, Error, Expr, Ident, Lit, LitStr, Pat, Path, Result, Stmt, Token, braced, token};

/// Tags in which nothing can stand; what is in a `textarea` is its value.
const EMPTY: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "textarea", "track",
    "wbr",
];

/// Nodes beside each other.
pub struct Nodes(pub Vec<Node>);

/// One of them.
pub enum Node {
    /// `<p class="note">…</p>`.
    Element(Element),
    /// `<Frame open={…}>…</Frame>`.
    Component(Component),
    /// `<>…</>`.
    List(Nodes),
    /// `{ for … }`.
    Each(Expr),
    /// `{ … }`.
    Value(Expr),
    /// `"…"`.
    Text(Lit),
    /// `if … { … } else { … }`.
    If(Box<If>),
    /// `for … in … { … }`.
    For(Box<For>),
}

/// A tag.
pub struct Element {
    /// Its name.
    pub name: LitStr,
    /// Its attributes, listeners, key and reference, as they are written.
    pub attributes: Vec<Attribute>,
    /// What stands in it.
    pub children: Nodes,
}

/// `name={value}`, `name="value"`, `{name}` or `~name={value}`.
pub struct Attribute {
    /// Its name.
    pub name: LitStr,
    /// Its value.
    pub value: Expr,
    /// `~name={value}`: a property of the element and no attribute.
    pub is_property: bool,
}

/// A part of the page that is drawn by itself.
pub struct Component {
    /// The struct of its properties.
    pub name: Path,
    /// They, and its key.
    pub properties: Vec<Attribute>,
    /// What stands in it.
    pub children: Nodes,
}

/// A condition; without `else` there may be nothing.
pub struct If {
    /// What is asked.
    pub condition: Expr,
    /// What is drawn then.
    pub then: Nodes,
    /// What is drawn otherwise.
    pub otherwise: Option<Node>,
}

/// A loop.
pub struct For {
    /// Each of them.
    pub pattern: Pat,
    /// All of them.
    pub all: Expr,
    /// What is drawn of each.
    pub body: Nodes,
}

impl Parse for Nodes {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut nodes = Vec::new();
        while !input.is_empty() && !is_end(input) {
            nodes.push(input.parse()?);
        }
        Ok(Self(nodes))
    }
}

/// Whether a closing tag follows.
fn is_end(input: ParseStream) -> bool {
    input.peek(Token![<]) && input.peek2(Token![/])
}

impl Parse for Node {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(Token![<]) {
            tag(input)
        } else if input.peek(token::Brace) {
            block(input)
        } else if input.peek(Token![if]) {
            Ok(Self::If(Box::new(input.parse()?)))
        } else if input.peek(Token![for]) {
            Ok(Self::For(Box::new(input.parse()?)))
        } else if input.peek(Lit) {
            Ok(Self::Text(input.parse()?))
        } else {
            // The whole of a macro may be a bare expression.
            Ok(Self::Value(input.parse()?))
        }
    }
}

fn tag(input: ParseStream) -> Result<Node> {
    input.parse::<Token![<]>()?;
    if input.parse::<Option<Token![>]>>()?.is_some() {
        let children = input.parse()?;
        close(input, None)?;
        return Ok(Node::List(children));
    }
    let starts_large = |name: &Ident| name.to_string().starts_with(char::is_uppercase);
    if input.fork().parse::<Path>().is_ok_and(|path| path.segments.last().is_some_and(|last| starts_large(&last.ident)))
    {
        let name: Path = input.parse()?;
        let (properties, is_closed) = attributes(input)?;
        let children = if is_closed { Nodes(Vec::new()) } else { input.parse()? };
        if !is_closed {
            close(input, Some(&quote!(#name).to_string()))?;
        }
        return Ok(Node::Component(Component { name, properties, children }));
    }
    let name = dashed(input)?;
    let (attributes, is_closed) = attributes(input)?;
    let children = if is_closed { Nodes(Vec::new()) } else { input.parse()? };
    if !is_closed {
        close(input, Some(&name.value()))?;
    }
    if EMPTY.contains(&name.value().as_str()) && !children.0.is_empty() {
        return Err(Error::new(name.span(), format!("nothing can stand in `{}`", name.value())));
    }
    Ok(Node::Element(Element { name, attributes, children }))
}

/// The attributes up to the end of a tag, and whether nothing stands in it.
fn attributes(input: ParseStream) -> Result<(Vec<Attribute>, bool)> {
    let mut attributes = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        let next: Attribute = input.parse()?;
        if attributes.iter().any(|known: &Attribute| known.name.value() == next.name.value()) {
            return Err(Error::new(next.name.span(), format!("`{}` is written twice", next.name.value())));
        }
        attributes.push(next);
    }
    let is_closed = input.parse::<Option<Token![/]>>()?.is_some();
    input.parse::<Token![>]>()?;
    Ok((attributes, is_closed))
}

/// `</name>`, or `</>` without a name.
fn close(input: ParseStream, name: Option<&str>) -> Result<()> {
    let span = input.span();
    let told = || Error::new(span, format!("`</{}>` is missing", name.unwrap_or_default()));
    input.parse::<Token![<]>().map_err(|_| told())?;
    input.parse::<Token![/]>().map_err(|_| told())?;
    let found = if input.peek(Token![>]) {
        None
    } else if name.is_some_and(|name| name.starts_with(char::is_lowercase)) {
        Some(dashed(input)?.value())
    } else {
        let path: Path = input.parse()?;
        Some(quote!(#path).to_string())
    };
    input.parse::<Token![>]>()?;
    if found.as_deref() == name { Ok(()) } else { Err(told()) }
}

/// A name such as `aria-label`, where each part may be a keyword.
fn dashed(input: ParseStream) -> Result<LitStr> {
    let first = input.call(Ident::parse_any)?;
    let mut name = first.to_string();
    while input.parse::<Option<Token![-]>>()?.is_some() {
        name.push('-');
        name.push_str(&input.call(Ident::parse_any)?.to_string());
    }
    Ok(LitStr::new(name.trim_start_matches("r#"), first.span()))
}

impl Parse for Attribute {
    fn parse(input: ParseStream) -> Result<Self> {
        if input.peek(token::Brace) {
            let inner;
            braced!(inner in input);
            let name: Ident = inner.parse()?;
            let value = Expr::Path(syn::ExprPath { attrs: Vec::new(), qself: None, path: name.clone().into() });
            return Ok(Self { name: LitStr::new(&name.to_string(), name.span()), value, is_property: false });
        }
        let is_property = input.parse::<Option<Token![~]>>()?.is_some();
        let name = dashed(input)?;
        input.parse::<Token![=]>()?;
        let value = if input.peek(token::Brace) { in_braces(input)? } else { Expr::Lit(input.parse()?) };
        Ok(Self { name, value, is_property })
    }
}

/// What stands in braces, without them where it is one expression.
fn in_braces(input: ParseStream) -> Result<Expr> {
    let inner;
    let brace = braced!(inner in input);
    within(&inner, brace)
}

fn within(inner: ParseStream, brace_token: token::Brace) -> Result<Expr> {
    let mut stmts = inner.call(Block::parse_within)?;
    match (stmts.pop(), stmts.is_empty()) {
        (Some(Stmt::Expr(only, None)), true) => Ok(only),
        (Some(Stmt::Macro(only)), true) if only.semi_token.is_none() => {
            Ok(Expr::Macro(syn::ExprMacro { attrs: only.attrs, mac: only.mac }))
        }
        (Some(last), _) => {
            stmts.push(last);
            Ok(Expr::Block(syn::ExprBlock { attrs: Vec::new(), label: None, block: Block { brace_token, stmts } }))
        }
        (None, _) => Err(Error::new(brace_token.span.span(), "nothing stands here")),
    }
}

fn block(input: ParseStream) -> Result<Node> {
    let inner;
    let brace = braced!(inner in input);
    if inner.parse::<Option<Token![for]>>()?.is_some() {
        return Ok(Node::Each(inner.parse()?));
    }
    Ok(match within(&inner, brace)? {
        Expr::Lit(text) if matches!(text.lit, Lit::Str(_)) => Node::Text(text.lit),
        value => Node::Value(value),
    })
}

impl Parse for If {
    fn parse(input: ParseStream) -> Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = input.call(Expr::parse_without_eager_brace)?;
        let then = in_body(input)?;
        let otherwise = match input.parse::<Option<Token![else]>>()? {
            None => None,
            Some(_) if input.peek(Token![if]) => Some(Node::If(Box::new(input.parse()?))),
            Some(_) => Some(Node::List(in_body(input)?)),
        };
        Ok(Self { condition, then, otherwise })
    }
}

impl Parse for For {
    fn parse(input: ParseStream) -> Result<Self> {
        input.parse::<Token![for]>()?;
        let pattern = input.call(Pat::parse_multi_with_leading_vert)?;
        input.parse::<Token![in]>()?;
        Ok(Self { pattern, all: input.call(Expr::parse_without_eager_brace)?, body: in_body(input)? })
    }
}

fn in_body(input: ParseStream) -> Result<Nodes> {
    let inner;
    braced!(inner in input);
    let nodes = inner.parse()?;
    if inner.is_empty() { Ok(nodes) } else { Err(inner.error("this tag was not opened")) }
}
