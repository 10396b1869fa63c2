//! A message as it reads: its text without marks, and what is in it besides.

use hark_protocol::Body;
use hark_protocol::markup::{Block, Inline, Link, Markup};

/// What there is to search in a message.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Plain {
    /// What is read.
    pub(super) text: String,
    /// Where its links lead that show other words instead.
    pub(super) addresses: String,
    /// There is a web address in it.
    pub(super) has_link: bool,
    /// There is code in it.
    pub(super) has_code: bool,
}

impl Plain {
    /// Reads a message. A text that is none is taken as it is.
    pub(super) fn of(body: &str) -> Self {
        let Ok(body) = Body::parse(body) else {
            return Self { text: body.to_owned(), ..Self::default() };
        };
        let markup = Markup::of(&body);
        let mut plain = Self { text: markup.plain_text(), ..Self::default() };
        plain.blocks(&markup.blocks);
        plain
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) | Block::Heading(inlines) => self.inlines(inlines),
                Block::Quote(blocks) => self.blocks(blocks),
                Block::List(_, items) => items.iter().for_each(|item| self.blocks(item)),
                Block::Code(_) => self.has_code = true,
            }
        }
    }

    fn link(&mut self, link: &Link) {
        let Link { address, text } = link;
        self.has_link |= address.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("http"));
        if !matches!(text.as_slice(), [Inline::Text(text)] if address.ends_with(text)) {
            self.addresses.push_str(address);
            self.addresses.push('\n');
        }
        self.inlines(text);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(_) | Inline::Mention(_) => {}
                Inline::Code(_) => self.has_code = true,
                Inline::Emphasis(inlines) | Inline::Strong(inlines) | Inline::Strike(inlines) => {
                    self.inlines(inlines);
                }
                Inline::Link(link) => self.link(link),
            }
        }
    }
}
