//! Trees on one line: `p('a ' em('b'))` for a paragraph of `a *b*`.

use hark_protocol::Body;
use hark_protocol::markup::{Block, Inline, Markup, Mention, Whom};

/// The message, read.
pub(crate) fn read(text: &str) -> Markup {
    Markup::of(&Body::parse(text).expect("a message"))
}

/// Each text reads as the tree beside it.
pub(crate) fn reads(cases: &[(&str, &str)]) {
    for (text, tree) in cases {
        assert_eq!(line(&read(text)), *tree, "of {text:?}");
    }
}

/// The tree on one line.
pub(crate) fn line(markup: &Markup) -> String {
    blocks(&markup.blocks)
}

fn blocks(blocks: &[Block]) -> String {
    let lines: Vec<String> = blocks.iter().map(block).collect();
    lines.join(" ")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(words) => format!("p({})", inlines(words)),
        Block::Heading(words) => format!("h({})", inlines(words)),
        Block::Quote(inner) => format!("quote({})", blocks(inner)),
        Block::List(start, items) => {
            let items: Vec<String> =
                items.iter().map(|item| format!("li({})", blocks(item))).collect();
            match start {
                Some(start) => format!("ol{start}({})", items.join(" ")),
                None => format!("ul({})", items.join(" ")),
            }
        }
        Block::Code(code) => {
            format!("code {}({:?})", code.language.as_deref().unwrap_or("-"), code.text)
        }
    }
}

fn inlines(words: &[Inline]) -> String {
    let words: Vec<String> = words.iter().map(inline).collect();
    words.join(" ")
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => format!("'{}'", text.replace('\n', "\\n")),
        Inline::Emphasis(words) => format!("em({})", inlines(words)),
        Inline::Strong(words) => format!("b({})", inlines(words)),
        Inline::Strike(words) => format!("del({})", inlines(words)),
        Inline::Code(text) => format!("`{text}`"),
        Inline::Mention(Mention { whom: Whom::Room, name }) => format!("@{name}"),
        Inline::Mention(Mention { whom: Whom::Person(id), name }) => format!("@{id}({name})"),
        Inline::Link(link) => format!("<{}>({})", link.address, inlines(&link.text)),
    }
}
