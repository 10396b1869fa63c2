//! Makes the elements of a page and changes them into those of another one. What is of the same
//! kind in the same place stays, with the focus and the scroll position it has.

use leptos::prelude::document;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Node as Dom;

use super::live::Live;
use super::{Element, Node, TYPED, Text, Value};

/// What stands on the page.
pub(super) enum Drawn {
    Element {
        element: web_sys::Element,
        tag: &'static str,
        attributes: Vec<Attribute>,
        children: Vec<Drawn>,
    },
    Text {
        dom: web_sys::Text,
        text: Text,
    },
    Many(Vec<Drawn>),
    Live(Live),
}

/// An attribute as it was given last. What is live is kept by its effect.
pub(super) struct Attribute {
    name: &'static str,
    value: Option<Text>,
    effect: Option<RenderEffect<()>>,
}

/// A place on the page: in front of the first of `rest`, else of what is behind.
pub(super) struct Before<'a> {
    pub(super) parent: &'a Dom,
    rest: &'a [Drawn],
    then: Behind<'a>,
}

#[derive(Clone, Copy)]
enum Behind<'a> {
    Drawn(&'a Before<'a>),
    Dom(Option<&'a Dom>),
}

impl<'a> Before<'a> {
    /// In front of `next`, or at the end.
    pub(super) fn dom(parent: &'a Dom, next: Option<&'a Dom>) -> Self {
        Self { parent, rest: &[], then: Behind::Dom(next) }
    }

    fn drawn(rest: &'a [Drawn], then: &'a Before<'a>) -> Self {
        Self { parent: then.parent, rest, then: Behind::Drawn(then) }
    }

    pub(super) fn next(&self) -> Option<Dom> {
        self.rest.iter().find_map(Drawn::first).or_else(|| match self.then {
            Behind::Drawn(then) => then.next(),
            Behind::Dom(next) => next.cloned(),
        })
    }

    pub(super) fn insert(&self, dom: &Dom) {
        let inserted = self.parent.insert_before(dom, self.next().as_ref());
        debug_assert!(inserted.is_ok(), "what it is put before stands there");
    }
}

impl Drawn {
    /// The first node of it on the page, if there is any.
    pub(super) fn first(&self) -> Option<Dom> {
        match self {
            Self::Element { element, .. } => Some(element.clone().into()),
            Self::Text { dom, .. } => Some(dom.clone().into()),
            Self::Many(many) => many.iter().find_map(Self::first),
            Self::Live(live) => live.first(),
        }
    }

    /// Calls `then` with each node of it that is no node's child in it, in order.
    pub(super) fn tops(&self, then: &mut dyn FnMut(&Dom)) {
        match self {
            Self::Element { element, .. } => then(element),
            Self::Text { dom, .. } => then(dom),
            Self::Many(many) => many.iter().for_each(|drawn| drawn.tops(then)),
            Self::Live(live) => live.tops(then),
        }
    }

    pub(super) fn remove(&self) {
        self.tops(&mut |dom| {
            if let Some(parent) = dom.parent_node() {
                let _ = parent.remove_child(dom);
            }
        });
    }
}

pub(super) fn draw(node: Node, place: &Before<'_>) -> Drawn {
    match node {
        Node::Element(Element { tag, attributes, children }) => {
            let element = create(tag);
            let attributes = attributes.into_iter();
            let attributes =
                attributes.map(|(name, value)| attribute(&element, name, value, true)).collect();
            let children = draw_all(children, &Before::dom(&element, None));
            place.insert(&element);
            Drawn::Element { element, tag, attributes, children }
        }
        Node::Text(text) => {
            let dom = document().create_text_node(&text);
            place.insert(&dom);
            Drawn::Text { dom, text }
        }
        Node::Many(many) => Drawn::Many(draw_all(many, place)),
        Node::Live(ask) => Drawn::Live(Live::draw(ask, place)),
        Node::List(ask) => Drawn::Live(Live::draw_list(ask, place)),
    }
}

fn draw_all(nodes: Vec<Node>, place: &Before<'_>) -> Vec<Drawn> {
    nodes.into_iter().map(|node| draw(node, place)).collect()
}

fn create(tag: &str) -> web_sys::Element {
    let made = match tag {
        "svg" | "path" => document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag),
        _ => document().create_element(tag),
    };
    made.expect("the names of the elements are ours")
}

/// Makes what stands in a place into something else.
pub(super) fn change(drawn: &mut Drawn, node: Node, place: &Before<'_>) {
    match (&mut *drawn, node) {
        (Drawn::Text { dom, text }, Node::Text(new)) => {
            if *text != new {
                dom.set_data(&new);
                *text = new;
            }
        }
        (Drawn::Element { element, tag, attributes, children }, Node::Element(new))
            if *tag == new.tag && have_same_names(attributes, &new) =>
        {
            for (old, (name, value)) in attributes.iter_mut().zip(new.attributes) {
                change_attribute(element, old, name, value);
            }
            change_all(children, new.children, &Before::dom(element, None));
        }
        (Drawn::Many(old), Node::Many(new)) => change_all(old, new, place),
        (Drawn::Live(live), Node::Live(ask)) => live.change(ask),
        (_, node) => {
            let new = draw(node, place);
            std::mem::replace(drawn, new).remove();
        }
    }
}

fn have_same_names(old: &[Attribute], new: &Element) -> bool {
    let new = new.attributes.iter().map(|(name, _)| *name);
    old.iter().map(|attribute| attribute.name).eq(new)
}

fn change_all(drawn: &mut Vec<Drawn>, nodes: Vec<Node>, place: &Before<'_>) {
    for surplus in drawn.drain(nodes.len().min(drawn.len())..) {
        surplus.remove();
    }
    let mut nodes = nodes.into_iter();
    for at in 0..drawn.len() {
        let (before, rest) = drawn.split_at_mut(at + 1);
        if let (Some(old), Some(node)) = (before.last_mut(), nodes.next()) {
            change(old, node, &Before::drawn(rest, place));
        }
    }
    drawn.extend(nodes.map(|node| draw(node, place)));
}

/// Gives an element an attribute; what is not new, the server has written.
pub(super) fn attribute(
    element: &web_sys::Element,
    name: &'static str,
    value: Value,
    is_new: bool,
) -> Attribute {
    match value {
        Value::Fixed(value) => {
            if is_new && value.is_some() {
                set(element, name, value.as_deref());
            }
            Attribute { name, value, effect: None }
        }
        Value::Live(ask) => {
            let element = element.clone();
            let mut last = None;
            let mut is_written = !is_new;
            let effect = RenderEffect::new(move |_| {
                let new = ask();
                if !std::mem::take(&mut is_written) && last.as_ref() != Some(&new) {
                    set(&element, name, new.as_deref());
                }
                last = Some(new);
            });
            Attribute { name, value: None, effect: Some(effect) }
        }
    }
}

fn change_attribute(
    element: &web_sys::Element,
    old: &mut Attribute,
    name: &'static str,
    value: Value,
) {
    match value {
        Value::Fixed(value) if old.effect.is_none() => {
            if old.value != value {
                set(element, name, value.as_deref());
                old.value = value;
            }
        }
        Value::Fixed(value) => {
            set(element, name, value.as_deref());
            *old = Attribute { name, value, effect: None };
        }
        live @ Value::Live(_) => *old = attribute(element, name, live, true),
    }
}

fn set(element: &web_sys::Element, name: &str, value: Option<&str>) {
    if name == TYPED {
        let value = JsValue::from(value.unwrap_or_default());
        let _ = js_sys::Reflect::set(element.unchecked_ref(), &JsValue::from("value"), &value);
        return;
    }
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
