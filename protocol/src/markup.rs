//! What a message says, as a tree: the one parser that page, server, search and announcements
//! share. How it looks is left to the client.
//!
//! It is Markdown as people write it in a chat, read by `pulldown-cmark` after `shield` has
//! taken from it what a chat does without. Every line break stays one. HTML, images and addresses
//! other than `http`, `https` and `mailto` are shown as the text they are. A quote or a list ends
//! where its lines end. Nothing that was written is lost from sight.

mod shield;
mod build;
mod finish;
mod address;
mod emoji;
mod mention;

use crate::Body;

pub use mention::{Mention, Mentions, Whom, readable, typed, written};

/// The deepest that quotes, lists and emphasis stand in each other, not counting an item and the
/// words in it; what is deeper stands in the last of them. More cannot be told apart by eye, and
/// browsers lay it out ever slower.
pub const MAX_DEPTH: usize = 16;

/// The most parts a message may have; one of more is shown as it was typed. A page of fifty such
/// messages is as much as a phone can lay out at once.
pub const MAX_NODES: usize = 2_000;

/// A message, read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Markup {
    /// Its parts, from the top. There is at least one.
    pub blocks: Vec<Block>,
}

/// A part that stands on lines of its own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Block {
    /// Words.
    Paragraph(Vec<Inline>),
    /// Words over others; a chat has no levels of them.
    Heading(Vec<Inline>),
    /// What somebody else said.
    Quote(Vec<Block>),
    /// Items, each of blocks; numbered from this number on, or with dots.
    List(Option<u32>, Vec<Vec<Block>>),
    /// Lines to be kept as they are.
    Code(CodeBlock),
}

/// Lines to be kept as they are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CodeBlock {
    /// In which language, as it was written: at most 32 letters, digits and `+#._-`.
    pub language: Option<String>,
    /// The lines, without the last line feed.
    pub text: String,
}

/// A part that stands in a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Inline {
    /// Text; each line feed in it is a line break to be seen.
    Text(String),
    /// `*so*` or `_so_`.
    Emphasis(Vec<Inline>),
    /// `**so**` or `__so__`.
    Strong(Vec<Inline>),
    /// `~~so~~`.
    Strike(Vec<Inline>),
    /// `` `so` ``.
    Code(String),
    /// A way to somewhere else.
    Link(Link),
    /// `@[Ann](7)` or `@room`: who is told of the message.
    Mention(Mention),
}

/// A way to somewhere else.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Link {
    /// Where: begins with `http://`, `https://` or `mailto:`, in any case.
    pub address: String,
    /// What is shown of it. Holds no links.
    pub text: Vec<Inline>,
}

/// Whether a link may lead there: to a page or to a letter, never to a script.
pub fn is_address(address: &str) -> bool {
    address::may_be_followed(address)
}

impl Markup {
    /// Reads a message. Never fails: what means nothing is text.
    pub fn of(body: &Body) -> Self {
        let whole = || vec![Block::Paragraph(vec![Inline::Text(body.as_str().to_owned())])];
        if is_plain(body.as_str()) {
            return Self { blocks: whole() };
        }
        let read = build::blocks(body.as_str()).map(|blocks| Self { blocks });
        // A lone `>` or `-` is an empty quote or list to Markdown. Here it is what was said.
        let shown = read.filter(|markup| !crate::text::is_blank(&markup.plain_text()));
        shown.unwrap_or_else(|| Self { blocks: whole() })
    }

    /// The words alone, for search, announcements and what quotes a message: what can be read,
    /// without the marks, each block on lines of its own.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        blocks_text(&self.blocks, &mut text);
        text
    }
}

/// Whether this is a line in which nothing can be a mark, as most of what people write. The parser
/// would say the same, in ten times the time.
fn is_plain(text: &str) -> bool {
    let begins = text.starts_with(char::is_alphabetic);
    let of_words = |byte: u8| !byte.is_ascii() || byte.is_ascii_alphanumeric();
    let is_sign = |byte: u8| b" ,.;?!'\"()/-+=%$".contains(&byte);
    begins && text.bytes().all(|byte| of_words(byte) || is_sign(byte)) && text.trim_end() == text
}

fn blocks_text(blocks: &[Block], text: &mut String) {
    for block in blocks {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        match block {
            Block::Paragraph(inlines) | Block::Heading(inlines) => inlines_text(inlines, text),
            Block::Quote(blocks) => blocks_text(blocks, text),
            Block::List(_, items) => {
                for item in items {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    blocks_text(item, text);
                }
            }
            Block::Code(code) => text.push_str(&code.text),
        }
    }
}

fn inlines_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Emphasis(inlines) | Inline::Strong(inlines) | Inline::Strike(inlines) => {
                inlines_text(inlines, text);
            }
            Inline::Link(link) => inlines_text(&link.text, text),
            Inline::Mention(mention) => {
                text.push('@');
                text.push_str(&mention.name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines of the signs that mean something somewhere, of words, and of what is between scripts.
    fn line() -> impl Strategy<Value = String> {
        let marks = "[*_~`<>&:@#|!\\[\\]\\\\\n\t]";
        let plain = "[a-z0-9 ,.;?!'\"()/+=%$-]{1,4}";
        let others = "[é漢\u{a0}\u{200b}\u{202e}\u{2028}…’]";
        let words =
            "(www\\.a\\.b|--|==|1\\. a|1\\) a|- a|\\+ a|&amp;|@room|http://a|_a_|<b>|:tada:)";
        let part = prop_oneof![8 => plain, 3 => words, 2 => others, 1 => marks];
        prop::collection::vec(part, 1..8).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn a_plain_line_is_what_the_parser_says_it_is(text in line()) {
            if is_plain(&text) {
                let whole = vec![Block::Paragraph(vec![Inline::Text(text.clone())])];
                prop_assert_eq!(build::blocks(&text), Some(whole));
            }
        }
    }

    #[test]
    fn most_lines_are_plain() {
        for text in ["No.", "It's at half past 9, isn't it?", "Zítra (asi) - ne 10 %!", "好的。"]
        {
            assert!(is_plain(text), "{text}");
        }
        for text in ["1. a", "- a", "a\nb", "a ", "*a*", "@room", ":tada:", "a_b_", "http://a"] {
            assert!(!is_plain(text), "{text}");
        }
    }
}
