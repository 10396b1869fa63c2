//! What may be written between the elements of `view!`, and as an attribute of one.

use std::borrow::Cow;

use super::{Node, Text, Value};

/// What can stand in a page.
pub trait IntoNode {
    /// As a part of one.
    fn into_node(self) -> Node;
}

impl IntoNode for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for Text {
    fn into_node(self) -> Node {
        Node::Text(self)
    }
}

impl IntoNode for &'static str {
    fn into_node(self) -> Node {
        Node::Text(Cow::Borrowed(self))
    }
}

impl IntoNode for String {
    fn into_node(self) -> Node {
        Node::Text(Cow::Owned(self))
    }
}

impl<T: IntoNode> IntoNode for Option<T> {
    fn into_node(self) -> Node {
        self.map_or_else(|| Node::Many(Vec::new()), IntoNode::into_node)
    }
}

impl<T: IntoNode> IntoNode for Vec<T> {
    fn into_node(self) -> Node {
        Node::Many(self.into_iter().map(IntoNode::into_node).collect())
    }
}

impl IntoNode for usize {
    fn into_node(self) -> Node {
        self.to_string().into_node()
    }
}

/// Parts one after the other.
macro_rules! parts {
    ($($part:ident)*) => {
        #[expect(non_snake_case, reason = "a part has the name of its type")]
        impl<$($part: IntoNode),*> IntoNode for ($($part,)*) {
            fn into_node(self) -> Node {
                let ($($part,)*) = self;
                Node::Many(vec![$($part.into_node()),*])
            }
        }
    };
}

parts!(A B);
parts!(A B C);
parts!(A B C D);
parts!(A B C D E);
parts!(A B C D E F);

/// Nothing.
impl IntoNode for () {
    fn into_node(self) -> Node {
        Node::Many(Vec::new())
    }
}

impl<T: IntoNode> FromIterator<T> for Node {
    fn from_iter<I: IntoIterator<Item = T>>(parts: I) -> Self {
        Self::Many(parts.into_iter().map(IntoNode::into_node).collect())
    }
}

impl<T: IntoNode, F: Fn() -> T + 'static> IntoNode for F {
    fn into_node(self) -> Node {
        Node::Live(Box::new(move || self().into_node()))
    }
}

/// What an attribute can be.
pub trait IntoValue {
    /// As the value of one.
    fn into_value(self) -> Value;
}

/// What an attribute can be at one time.
pub trait IntoText {
    /// Its text, or nothing where there is no such attribute.
    fn into_text(self) -> Option<Text>;
}

impl IntoText for &'static str {
    fn into_text(self) -> Option<Text> {
        Some(Cow::Borrowed(self))
    }
}

impl IntoText for String {
    fn into_text(self) -> Option<Text> {
        Some(Cow::Owned(self))
    }
}

/// An attribute that is there, without a value, or not.
impl IntoText for bool {
    fn into_text(self) -> Option<Text> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl IntoText for u64 {
    fn into_text(self) -> Option<Text> {
        self.to_string().into_text()
    }
}

impl<T: IntoText> IntoText for Option<T> {
    fn into_text(self) -> Option<Text> {
        self.and_then(IntoText::into_text)
    }
}

macro_rules! fixed {
    ($($of:ty),*) => {$(
        impl IntoValue for $of {
            fn into_value(self) -> Value {
                Value::Fixed(self.into_text())
            }
        }
    )*};
}

fixed!(&'static str, String, bool, u64);

impl<T: IntoText> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        Value::Fixed(self.into_text())
    }
}

impl<T: IntoText, F: Fn() -> T + 'static> IntoValue for F {
    fn into_value(self) -> Value {
        Value::Live(Box::new(move || self().into_text()))
    }
}
