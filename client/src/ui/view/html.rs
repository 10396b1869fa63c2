//! Writes a page as HTML. `hydrate` walks the same way through what browsers make of it.

use super::{Element, Node, Place, Text, Value};

/// Elements that have no end.
const VOID: [&str; 8] = ["br", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Elements in which browsers see no comments.
const PLAIN: [&str; 3] = ["script", "textarea", "title"];

/// Stands between two texts, which would be one, and behind what may change, where the browser
/// puts what comes. Browsers take it for an empty comment.
const MARK: &str = "<!>";

/// Bytes that there is room for from the start: a room's page is about 50 KB, and text that grows
/// is copied again and again.
const ROOM: usize = 64 * 1024;

impl Node {
    /// The page as HTML. What is live is asked once.
    pub fn to_html(self) -> String {
        let html = String::with_capacity(ROOM);
        let mut writer = Writer { html, marks: true, escapes: true, after_text: false };
        writer.node(self);
        writer.html
    }
}

struct Writer {
    html: String,
    marks: bool,
    escapes: bool,
    after_text: bool,
}

impl Writer {
    fn node(&mut self, node: Node) {
        match node {
            Node::Element(element) => self.element(element),
            Node::Text(text) => self.text(&text),
            Node::Many(nodes) => self.nodes(nodes),
            Node::Live(ask) => {
                self.node(ask());
                self.mark();
            }
            Node::List(mut ask) => {
                for place in ask() {
                    if let Place::New(node) = place {
                        self.node(node);
                    }
                }
                self.mark();
            }
        }
    }

    fn nodes(&mut self, nodes: Vec<Node>) {
        for node in nodes {
            self.node(node);
        }
    }

    fn mark(&mut self) {
        self.after_text = false;
        if self.marks {
            self.html.push_str(MARK);
        }
    }

    fn text(&mut self, text: &str) {
        if self.after_text {
            self.mark();
        }
        if self.escapes {
            self.escape(text);
        } else {
            assert!(!text.contains("</"), "a script of ours does not end itself");
            self.html.push_str(text);
        }
        self.after_text = true;
    }

    fn element(&mut self, Element { tag, attributes, children }: Element) {
        self.html.push('<');
        self.html.push_str(tag);
        for (name, value) in attributes {
            self.attribute(name, value);
        }
        self.html.push('>');
        if VOID.contains(&tag) {
            self.after_text = false;
            return;
        }
        self.marks = !PLAIN.contains(&tag);
        self.escapes = tag != "script";
        self.after_text = false;
        self.nodes(children);
        (self.marks, self.escapes) = (true, true);
        self.after_text = false;
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }

    fn attribute(&mut self, name: &'static str, value: Value) {
        let value: Option<Text> = match value {
            Value::Fixed(value) => value,
            Value::Live(ask) => ask(),
        };
        // What is typed into a field is the browser's.
        let Some(value) = value.filter(|_| name != super::TYPED) else { return };
        self.html.push(' ');
        self.html.push_str(name);
        if !value.is_empty() {
            self.html.push_str("=\"");
            self.escape(&value);
            self.html.push('"');
        }
    }

    /// Quotes mean something in attributes only, and may be read so everywhere.
    fn escape(&mut self, text: &str) {
        let mut rest = text;
        // Byte by byte: all four are ASCII, and so never a part of another character.
        let is_special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
        while let Some(at) = rest.as_bytes().iter().position(is_special) {
            self.html.push_str(&rest[..at]);
            self.html.push_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            rest = &rest[at + 1..];
        }
        self.html.push_str(rest);
    }
}
