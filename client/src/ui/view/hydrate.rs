//! Takes over the elements that the server wrote, in the order in which `html` writes them. What is
//! not as expected is drawn anew, what is left over goes, and the console says so.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use any_spawner::Executor;
use leptos::prelude::{Owner, document};
use wasm_bindgen::JsCast;
use web_sys::Node as Dom;

use super::draw::{Before, Drawn, attribute, draw};
use super::live::Live;
use super::{Element, Node};

/// Brings the first children of the body to life: they are what the server made of this page.
pub(crate) fn hydrate_body(page: impl FnOnce() -> Node) {
    // An error says that it is there already.
    let _ = Executor::init_wasm_bindgen();
    let Some(body) = document().body() else { return };
    let owner = Owner::new();
    let drawn = owner.with(|| hydrate(page(), &Rc::new(Walk::into(&body))));
    // The page stays until it is left.
    std::mem::forget((owner, drawn));
}

/// A walk through the children of an element.
pub(super) struct Walk {
    parent: Dom,
    next: RefCell<Option<Dom>>,
    after_text: Cell<bool>,
}

impl Walk {
    fn into(parent: &Dom) -> Self {
        let next = RefCell::new(parent.first_child());
        Self { parent: parent.clone(), next, after_text: Cell::new(false) }
    }

    /// The next node, if it is of this type.
    fn take<T: JsCast>(&self, of: u16) -> Option<T> {
        let found = self.next.borrow().clone().filter(|next| next.node_type() == of)?;
        self.next.replace(found.next_sibling());
        Some(found.unchecked_into())
    }

    fn draw(&self, node: Node) -> Drawn {
        draw(node, &Before::dom(&self.parent, self.next.borrow().as_ref()))
    }

    fn draw_unexpected(&self, node: Node) -> Drawn {
        complain();
        self.draw(node)
    }

    /// The comment behind what may change.
    pub(super) fn end(&self) -> Dom {
        self.after_text.set(false);
        self.take(Dom::COMMENT_NODE).unwrap_or_else(|| {
            complain();
            let end: Dom = document().create_comment("").into();
            let _ = self.parent.insert_before(&end, self.next.borrow().as_ref());
            end
        })
    }

    fn finish(&self) {
        while let Some(left) = self.next.take() {
            complain();
            self.next.replace(left.next_sibling());
            let _ = self.parent.remove_child(&left);
        }
    }
}

fn complain() {
    web_sys::console::error_1(&"The page is not what the server wrote.".into());
}

pub(super) fn hydrate(node: Node, walk: &Rc<Walk>) -> Drawn {
    match node {
        Node::Element(new) => {
            walk.after_text.set(false);
            match walk.take::<web_sys::Element>(Dom::ELEMENT_NODE) {
                Some(element) => hydrate_element(element, new),
                None => walk.draw_unexpected(Node::Element(new)),
            }
        }
        Node::Text(text) => {
            if walk.after_text.replace(true) {
                walk.end();
                walk.after_text.set(true);
            }
            if text.is_empty() {
                // The server writes nothing for it.
                return walk.draw(Node::Text(text));
            }
            match walk.take(Dom::TEXT_NODE) {
                Some(dom) => Drawn::Text { dom, text },
                None => walk.draw_unexpected(Node::Text(text)),
            }
        }
        Node::Many(many) => Drawn::Many(many.into_iter().map(|node| hydrate(node, walk)).collect()),
        Node::Live(ask) => Drawn::Live(Live::hydrate(ask, walk)),
        Node::List(ask) => Drawn::Live(Live::hydrate_list(ask, walk)),
    }
}

fn hydrate_element(element: web_sys::Element, new: Element) -> Drawn {
    let Element { tag, attributes, children } = new;
    let attributes = attributes.into_iter();
    let attributes =
        attributes.map(|(name, value)| attribute(&element, name, value, false)).collect();
    let walk = Rc::new(Walk::into(&element));
    let children = children.into_iter().map(|node| hydrate(node, &walk)).collect();
    walk.finish();
    Drawn::Element { element, tag, attributes, children }
}
