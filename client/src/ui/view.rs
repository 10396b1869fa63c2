//! What a page looks like, as a value: elements, text, and closures that are asked again when what
//! they read has changed. `html` writes it to text on the server, `hydrate` takes it over from
//! there in the browser, and `draw` makes and changes elements.
//!
//! Leptos' own views are a type for each place in a page, and each is compiled for building,
//! hydrating and changing: more than a quarter of the module that people wait for. Its signals are
//! used as they are.

mod into;
mod list;
#[cfg(feature = "ssr")]
mod html;
#[cfg(feature = "hydrate")]
mod draw;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod hydrate;

use std::borrow::Cow;

pub use hark_view::view;
#[cfg(feature = "hydrate")]
pub(crate) use hydrate::hydrate_body;
pub use into::{IntoNode, IntoText, IntoValue};
pub use list::{Left, Place, each};

/// The attribute that is a field's value while somebody edits it, which HTML has no word for.
const TYPED: &str = "prop:value";

/// Text of a page.
pub type Text = Cow<'static, str>;

/// A part of a page.
pub enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(Text),
    /// Parts one after the other; nothing where there are none.
    Many(Vec<Node>),
    /// A part that is asked for again when a signal that it read has changed.
    Live(Box<dyn Fn() -> Node>),
    /// Parts that stay what they are while others come and go, as [`each`] makes them.
    List(Box<dyn FnMut() -> Vec<Place>>),
}

/// An element with what is in it.
pub struct Element {
    tag: &'static str,
    attributes: Vec<(&'static str, Value)>,
    children: Vec<Node>,
}

/// The value of an attribute.
pub enum Value {
    /// The attribute is there or not.
    Fixed(Option<Text>),
    /// It is asked for again when a signal that it read has changed.
    Live(Box<dyn Fn() -> Option<Text>>),
}

// Calls of these are what a view is compiled to; inlined, they cost 4 kB of the module.
impl Element {
    /// An element of this tag, with nothing in it.
    #[inline(never)]
    pub fn new(tag: &'static str) -> Self {
        Self { tag, attributes: Vec::new(), children: Vec::new() }
    }

    /// Gives it an attribute that stays.
    #[inline(never)]
    pub fn literal(&mut self, name: &'static str, value: &'static str) {
        self.attribute(name, Value::Fixed(Some(Cow::Borrowed(value))));
    }

    /// Gives it an attribute.
    #[inline(never)]
    pub fn attribute(&mut self, name: &'static str, value: Value) {
        self.attributes.push((name, value));
    }

    /// Puts text into it, behind what is there.
    #[inline(never)]
    pub fn text(&mut self, text: &'static str) {
        self.child(Node::Text(Cow::Borrowed(text)));
    }

    /// Puts a part into it, behind what is there.
    #[inline(never)]
    pub fn child(&mut self, child: Node) {
        self.children.push(child);
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
