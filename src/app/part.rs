//! A part of the page that is drawn anew only when its properties change: Yew's component, compiled once for all parts.
//!
//! A part is a struct of its properties, and `#[component]` on a function says how it is drawn:
//!
//! ```ignore
//! #[derive(PartialEq)]
//! struct Greeting { name: String }
//!
//! #[component]
//! fn greeting(props: &Greeting) -> Html { html! { <p>{ &props.name }</p> } }
//!
//! html! { <Greeting name={name} /> }
//! ```

use std::any::Any;
use std::rc::Rc;
use web_sys::Element;
use yew::functional::{Hook, HookContext};
use yew::virtual_dom::{Key, VComp, VList, VNode};
use yew::{Html, Properties, Renderer, component};

/// A part; `#[component]` makes a struct one.
pub trait Part: Any {
    /// Its name, which tells parts apart that follow each other in one place.
    fn name(&self) -> &'static str;
    /// Whether the other is the same part with the same properties.
    fn is_same(&self, other: &dyn Any) -> bool;
    /// Draws it.
    fn draw(&self, context: &mut HookContext) -> Html;
}

/// What Yew's component is given.
#[derive(Clone, Properties)]
pub struct DrawnProps {
    part: Rc<dyn Part>,
}

impl DrawnProps {
    /// For a part that is the root of a page, or kept.
    pub fn new(part: impl Part) -> Self {
        Self { part: Rc::new(part) }
    }

    /// The part as a node.
    pub fn node(&self) -> Html {
        node(Rc::clone(&self.part), None)
    }
}

/// What draws a part into an element, as the root of a page of its own.
pub fn renderer(root: Element, part: impl Part) -> Renderer<Drawn> {
    Renderer::with_root_and_props(root, DrawnProps::new(part))
}

impl PartialEq for DrawnProps {
    fn eq(&self, other: &Self) -> bool {
        self.part.is_same(&*other.part as &dyn Any)
    }
}

/// Yew's component of every part.
#[component]
pub fn Drawn(props: &DrawnProps) -> Html {
    use_part(&props.part)
}

fn use_part(part: &Rc<dyn Part>) -> impl Hook<Output = Html> {
    Drawing(Rc::clone(part))
}

struct Drawing(Rc<dyn Part>);

impl Hook for Drawing {
    type Output = Html;

    fn run(self, context: &mut HookContext) -> Html {
        self.0.draw(context)
    }
}

/// A part as a node: alone in a list with its name and key, so that another part in the same place, or another of the
/// same kind, does not take over what it keeps.
pub fn node(part: Rc<dyn Part>, key: Option<Key>) -> Html {
    let name = match &key {
        Some(key) => Key::from(format!("{} {key}", part.name())),
        None => Key::from(part.name()),
    };
    let component = VComp::new::<Drawn>(Rc::new(DrawnProps { part }), Some(name));
    VNode::VList(Rc::new(VList::with_children(vec![VNode::VComp(Rc::new(component))], key)))
}
