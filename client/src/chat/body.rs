//! How the text of a message looks: its tree as elements and text nodes. What the text means is
//! decided by `hark_protocol::markup`.

use hark_protocol::Body;
use hark_protocol::markup::{Block, CodeBlock, Inline, Markup, Mention, Whom};

use super::deed::Deed;
use super::rows::{MessageView, Naming};
use super::versions::mark;
use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Icon, icon};

/// A longer message is folded, in lines of [`LINE_CHARS`]: about a screen of a computer.
const FOLDED_LINES: usize = 40;

/// About what fits into a line, in characters.
const LINE_CHARS: usize = 80;

/// The text of a message, or what stands in its place.
pub(super) fn body(message: &MessageView) -> Node {
    let Some(body) = &message.body else {
        let gone = match message.moderated {
            true => hark_words::message::removed_by_moderator(),
            false => hark_words::message::removed(),
        };
        return view! { <div class="message__body">{gone}</div> };
    };
    let parts = whole(&Markup::of(body), &message.naming, message.edited.then(mark));
    let long = is_long(body);
    view! {
        <div class="message__body" dir="auto" data-long=long.then_some("")>{parts}</div>
        {long.then(more)}
    }
}

/// The text alone.
pub(crate) fn text(body: &Body) -> Vec<Node> {
    whole(&Markup::of(body), &Naming::as_written(), None)
}

fn is_long(body: &Body) -> bool {
    let lines = body.as_str().split('\n').map(|line| 1 + line.chars().count() / LINE_CHARS);
    lines.sum::<usize>() > FOLDED_LINES
}

fn more() -> Node {
    view! {
        <button class="link-button body-more" type="button" aria-expanded="false"
            data-do=Deed::Unfold.word()>
            <span class="body-more__more">{hark_words::message::show_more()}</span>
            <span class="body-more__less">{hark_words::message::show_less()}</span>
        </button>
    }
}

/// The blocks; `tail` stands behind the last words.
fn whole(markup: &Markup, naming: &Naming, tail: Option<Node>) -> Vec<Node> {
    let (last, before) = markup.blocks.split_last().expect("a message has a block");
    let mut views: Vec<Node> = before.iter().map(|part| block(part, naming)).collect();
    if let Block::Paragraph(words) = last {
        views.push(paragraph(words, naming, tail));
    } else {
        views.push(block(last, naming));
        views.extend(tail);
    }
    views
}

fn blocks(blocks: &[Block], naming: &Naming) -> Vec<Node> {
    blocks.iter().map(|part| block(part, naming)).collect()
}

fn block(block: &Block, naming: &Naming) -> Node {
    match block {
        Block::Paragraph(words) => paragraph(words, naming, None),
        Block::Heading(words) => {
            let words = inlines(words, naming);
            view! { <p><strong class="body__heading">{words}</strong></p> }
        }
        Block::Quote(inner) => {
            let inner = blocks(inner, naming);
            view! { <blockquote>{inner}</blockquote> }
        }
        Block::List(start, items) => {
            let items: Vec<Node> = items
                .iter()
                .map(|item| {
                    let item = blocks(item, naming);
                    view! { <li>{item}</li> }
                })
                .collect();
            match start {
                Some(start) => {
                    let start = start.to_string();
                    view! { <ol start=start>{items}</ol> }
                }
                None => view! { <ul>{items}</ul> },
            }
        }
        Block::Code(code) => code_block(code),
    }
}

fn paragraph(words: &[Inline], naming: &Naming, tail: Option<Node>) -> Node {
    let mut words = inlines(words, naming);
    words.extend(tail);
    view! { <p>{words}</p> }
}

/// Code scrolls sideways in itself, so the keyboard has to get there.
fn code_block(code: &CodeBlock) -> Node {
    let CodeBlock { language, text } = code.clone();
    view! {
        <div class="code" dir="ltr" data-language=language>
            <pre tabindex="0" role="group" aria-label=hark_words::message::code()><code>{text}</code></pre>
            <button class="icon-button code__copy" type="button" aria-label=hark_words::message::copy_code()
                title=hark_words::message::copy() data-do=Deed::CopyCode.word()>
                {icon(Icon::Copy)}
            </button>
        </div>
    }
}

fn inlines(words: &[Inline], naming: &Naming) -> Vec<Node> {
    words.iter().map(|word| inline(word, naming)).collect()
}

fn inline(inline: &Inline, naming: &Naming) -> Node {
    match inline {
        Inline::Text(text) => text.clone().into_node(),
        Inline::Emphasis(words) => {
            let words = inlines(words, naming);
            view! { <em>{words}</em> }
        }
        Inline::Strong(words) => {
            let words = inlines(words, naming);
            view! { <strong>{words}</strong> }
        }
        Inline::Strike(words) => {
            let words = inlines(words, naming);
            view! { <del>{words}</del> }
        }
        Inline::Code(text) => {
            let text = text.clone();
            view! { <code>{text}</code> }
        }
        Inline::Link(link) => {
            let (href, words) = (link.address.clone(), inlines(&link.text, naming));
            view! {
                <a class="link" href=href rel="noopener noreferrer nofollow" target="_blank">
                    {words}
                </a>
            }
        }
        Inline::Mention(mention) => self::mention(mention, naming),
    }
}

/// Whoever is not in the room is told nothing, and looks so.
fn mention(Mention { whom, name }: &Mention, naming: &Naming) -> Node {
    let called = match whom {
        Whom::Person(user) => naming.name(*user, name),
        Whom::Room => Some(name.as_str()),
    };
    match called {
        Some(name) => {
            let name = ["@", name].concat();
            view! { <span class="mention" dir="auto">{name}</span> }
        }
        None => ["@", name].concat().into_node(),
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
