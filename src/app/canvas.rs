//! What `html!` draws on: it makes Yew's nodes, one short call for each tag, attribute and child.

use std::rc::Rc;
use yew::virtual_dom::{
    AttrValue, AttributeOrProperty, Attributes, Key, Listener, Listeners, VList, VNode, VTag, VText,
};
use yew::{Html, NodeRef};

/// A drawing that is being made: the nodes that are finished, and the tags and lists that are still open.
pub struct Canvas {
    nodes: Vec<Html>,
    open: Vec<Open>,
}

/// A tag, or without a name a list, that is not yet closed.
#[derive(Default)]
struct Open {
    name: &'static str,
    fixed: &'static [(&'static str, AttributeOrProperty)],
    names: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    key: Option<Key>,
    reference: Option<NodeRef>,
    value: Option<AttrValue>,
    checked: Option<bool>,
    /// Where its children begin.
    first: usize,
}

impl Default for Canvas {
    // Called, and not copied, wherever something is drawn.
    #[inline(never)]
    fn default() -> Self {
        Self { nodes: Vec::new(), open: Vec::new() }
    }
}

impl Canvas {
    /// Opens a tag whose attributes are known.
    #[inline(never)]
    pub fn open(&mut self, name: &'static str, fixed: &'static [(&'static str, AttributeOrProperty)]) {
        self.open.push(Open { name, fixed, first: self.nodes.len(), ..Open::default() });
    }

    /// Opens a tag; the values of its attributes follow in the order of their names.
    pub fn open_with(&mut self, name: &'static str, names: &'static [&'static str]) {
        let values = Vec::with_capacity(names.len());
        self.open.push(Open { name, names, values, first: self.nodes.len(), ..Open::default() });
    }

    /// Opens a list.
    pub fn list(&mut self) {
        self.open("", &[]);
    }

    /// The next attribute's value; none where it does not stand there.
    pub fn attribute(&mut self, value: impl AttributeValue) {
        self.give(value.value());
    }

    /// The next attribute, which stands there or does not.
    pub fn flag(&mut self, name: &'static str, stands: bool) {
        self.give(stands.then_some(AttrValue::Static(name)));
    }

    #[inline(never)]
    fn give(&mut self, value: Option<AttrValue>) {
        if let Some(open) = self.open.last_mut() {
            open.values.push(value.map(AttributeOrProperty::Attribute));
        }
    }

    /// The next one, which is a property of the element and no attribute.
    #[cfg(feature = "office")]
    pub fn property(&mut self, value: impl Into<wasm_bindgen::JsValue>) {
        if let Some(open) = self.open.last_mut() {
            open.values.push(Some(AttributeOrProperty::Property(value.into())));
        }
    }

    /// The key of the tag.
    pub fn key(&mut self, key: impl Into<Key>) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some(key.into());
        }
    }

    /// Where the tag's element can be found once it stands.
    #[cfg(feature = "office")]
    pub fn reference(&mut self, reference: NodeRef) {
        if let Some(open) = self.open.last_mut() {
            open.reference = Some(reference);
        }
    }

    /// What stands in a field.
    pub fn value(&mut self, value: impl AttributeValue) {
        let value = value.value();
        if let Some(open) = self.open.last_mut() {
            open.value = value;
        }
    }

    /// Whether a box is ticked.
    pub fn checked(&mut self, checked: bool) {
        if let Some(open) = self.open.last_mut() {
            open.checked = Some(checked);
        }
    }

    /// Hears an event.
    pub fn listener(&mut self, listener: Option<Rc<dyn Listener>>) {
        if let Some(open) = self.open.last_mut() {
            open.listeners.reserve_exact(1);
            open.listeners.push(listener);
        }
    }

    /// A text of the program.
    pub fn text(&mut self, text: &'static str) {
        self.written(AttrValue::Static(text));
    }

    fn written(&mut self, text: AttrValue) {
        self.node(VText::new(text).into());
    }

    /// A finished node.
    pub fn node(&mut self, node: Html) {
        self.nodes.push(node);
    }

    /// What can stand in a page.
    pub fn child(&mut self, child: impl Child) {
        child.put(self);
    }

    /// Closes the last tag or list that was opened.
    #[inline(never)]
    pub fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let node = if open.name.is_empty() {
            let children = self.nodes.split_off(open.first);
            VNode::VList(Rc::new(VList::with_children(children, open.key)))
        } else {
            let children = self.since(open.first);
            open.close(children).into()
        };
        self.nodes.push(node);
    }

    /// All of it.
    pub fn done(mut self) -> Html {
        debug_assert!(self.open.is_empty(), "a tag was left open");
        self.since(0)
    }

    /// The nodes since then, as one.
    fn since(&mut self, first: usize) -> Html {
        if self.nodes.len() > first + 1 {
            return VNode::VList(Rc::new(VList::with_children(self.nodes.split_off(first), None)));
        }
        if self.nodes.len() > first { self.nodes.pop().unwrap_or_default() } else { Html::default() }
    }
}

impl Open {
    fn close(self, children: Html) -> VTag {
        let attributes = if self.names.is_empty() {
            Attributes::Static(self.fixed)
        } else {
            Attributes::Dynamic { keys: self.names, values: self.values.into() }
        };
        let listeners =
            if self.listeners.is_empty() { Listeners::None } else { Listeners::Pending(self.listeners.into()) };
        let reference = self.reference.unwrap_or_default();
        match self.name {
            "input" => VTag::__new_input(self.value, self.checked, reference, self.key, attributes, listeners),
            "textarea" => VTag::__new_textarea(self.value, None, reference, self.key, attributes, listeners),
            name => VTag::__new_other(AttrValue::Static(name), reference, self.key, attributes, listeners, children),
        }
    }
}

/// What an attribute can be.
pub trait AttributeValue {
    /// Its text; none where it does not stand there.
    fn value(self) -> Option<AttrValue>;
}

impl AttributeValue for &'static str {
    fn value(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl AttributeValue for String {
    fn value(self) -> Option<AttrValue> {
        Some(self.into())
    }
}

impl AttributeValue for AttrValue {
    fn value(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl<T: AttributeValue> AttributeValue for Option<T> {
    fn value(self) -> Option<AttrValue> {
        self.and_then(AttributeValue::value)
    }
}

/// What can stand in a page.
pub trait Child {
    /// Puts it there.
    fn put(self, canvas: &mut Canvas);
}

impl Child for Html {
    fn put(self, canvas: &mut Canvas) {
        canvas.node(self);
    }
}

impl Child for &'static str {
    fn put(self, canvas: &mut Canvas) {
        canvas.text(self);
    }
}

impl Child for String {
    fn put(self, canvas: &mut Canvas) {
        canvas.written(self.into());
    }
}

impl Child for &String {
    fn put(self, canvas: &mut Canvas) {
        canvas.written(self.clone().into());
    }
}

impl Child for usize {
    fn put(self, canvas: &mut Canvas) {
        self.to_string().put(canvas);
    }
}

impl Child for u8 {
    fn put(self, canvas: &mut Canvas) {
        usize::from(self).put(canvas);
    }
}

impl Child for u16 {
    fn put(self, canvas: &mut Canvas) {
        usize::from(self).put(canvas);
    }
}

impl Child for AttrValue {
    fn put(self, canvas: &mut Canvas) {
        canvas.written(self);
    }
}

impl<T: Child> Child for Option<T> {
    fn put(self, canvas: &mut Canvas) {
        canvas.list();
        if let Some(child) = self {
            child.put(canvas);
        }
        canvas.close();
    }
}

impl<T: Child> Child for Vec<T> {
    fn put(self, canvas: &mut Canvas) {
        canvas.list();
        for child in self {
            child.put(canvas);
        }
        canvas.close();
    }
}

/// The classes of a tag: those that are there, one after the other.
macro_rules! classes {
    ($($class:expr),+) => {
        $crate::app::canvas::joined(&[$(::core::option::Option::<&str>::from($class)),+])
    };
}
pub(crate) use classes;

/// Those that are there, with blanks between; none where nothing is.
pub fn joined(classes: &[Option<&'static str>]) -> Option<AttrValue> {
    let there: Vec<_> = classes.iter().flatten().copied().collect();
    match there.as_slice() {
        [] => None,
        [only] => Some(AttrValue::Static(only)),
        all => Some(all.join(" ").into()),
    }
}
