//! Makes our tree of what the Markdown parser tells. Knows how deep and how large a tree may be,
//! and which links are none.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::address::{self, Piece};
use super::{
    Block, CodeBlock, Inline, Link, MAX_DEPTH, MAX_NODES, finish, inlines_text, mention, shield,
};

/// The longest name of a language, in bytes.
const MAX_LANGUAGE: usize = 32;

/// The blocks of a text; none if they are too many.
pub(super) fn blocks(text: &str) -> Option<Vec<Block>> {
    let source = shield::raise(text);
    let frames = vec![Frame::new(Kind::Root)];
    let mut tree = Tree { source: &source, frames, starts: Vec::new(), nodes: 0 };
    let parser = Parser::new_ext(&source, Options::ENABLE_STRIKETHROUGH);
    for (event, range) in parser.into_offset_iter() {
        tree.take(event, range);
        if tree.nodes > MAX_NODES {
            return None;
        }
    }
    let mut root = tree.frames.pop()?;
    root.gather();
    finish::blocks(root.blocks, MAX_NODES - tree.nodes)
}

/// The tree so far.
struct Tree<'a> {
    source: &'a str,
    /// What is open, outermost first: the root, and at most [`MAX_DEPTH`] others with a leaf.
    frames: Vec<Frame>,
    /// What became of each start that the parser told and not yet its end.
    starts: Vec<Start>,
    nodes: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Start {
    /// It has a frame.
    Framed,
    /// It has none, and stood on lines of its own.
    Block,
    /// It has none, and stood in a line.
    Inline,
}

/// What is open, with what it holds so far.
struct Frame {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
}

enum Kind {
    Root,
    Paragraph,
    Heading,
    Quote,
    List(Option<u32>),
    Item,
    Code(Option<String>),
    Emphasis,
    Strong,
    Strike,
    Link(String, Range<usize>),
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => match self.starts.pop() {
                Some(Start::Framed) => self.end(),
                Some(Start::Block) => self.top().gather(),
                Some(Start::Inline) | None => {}
            },
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&shield::lift(&text)),
            Event::Code(text) => self.inline(Inline::Code(shield::lift(&text).into_owned())),
            Event::SoftBreak | Event::HardBreak => self.text("\n"),
            // A line across the message says nothing; what was typed might.
            Event::Rule => {
                let typed = shield::lift(self.source[range].trim_end()).into_owned();
                self.top().gather();
                self.text(&typed);
                self.top().gather();
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let deep = self.frames.len() > MAX_DEPTH;
        let kind = match tag {
            Tag::CodeBlock(kind) => return self.start_code(kind),
            // Leaves need their frame at any depth, and items theirs wherever their list has one.
            Tag::Paragraph | Tag::HtmlBlock => return self.open(Kind::Paragraph),
            Tag::Heading { .. } => return self.open(Kind::Heading),
            Tag::Item if matches!(self.top().kind, Kind::List(_)) => return self.open(Kind::Item),
            Tag::BlockQuote(_) => Some(Kind::Quote),
            Tag::List(start) => Some(Kind::List(start.map(|start| start as u32))),
            Tag::Emphasis => Some(Kind::Emphasis),
            Tag::Strong => Some(Kind::Strong),
            Tag::Strikethrough => Some(Kind::Strike),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let linked = self.frames.iter().any(|frame| matches!(frame.kind, Kind::Link(..)));
                let address = shield::lift(&dest_url).into_owned();
                if deep || linked {
                    return self.starts.push(Start::Inline);
                }
                Some(Kind::Link(address, range))
            }
            // None of these others is asked for.
            Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => None,
        };
        match kind {
            Some(kind) if !deep => self.open(kind),
            Some(kind) if kind.is_inline() => self.starts.push(Start::Inline),
            Some(_) | None => {
                self.top().gather();
                self.starts.push(Start::Block);
            }
        }
    }

    /// The word behind the fence is the language. More than a word is the first line of the code,
    /// as in other chats.
    fn start_code(&mut self, kind: CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Indented => CowStr::Borrowed(""),
            CodeBlockKind::Fenced(info) => info,
        };
        let info = shield::lift(info.trim()).into_owned();
        let names = |c: char| c.is_ascii_alphanumeric() || "+#._-".contains(c);
        let is_language = (1..=MAX_LANGUAGE).contains(&info.len()) && info.chars().all(names);
        self.open(Kind::Code(is_language.then(|| info.clone())));
        if !is_language && !info.is_empty() {
            self.text(&info);
            self.text("\n");
        }
    }

    fn open(&mut self, kind: Kind) {
        if !kind.is_inline() {
            self.top().gather();
        }
        self.nodes += 1;
        self.starts.push(Start::Framed);
        self.frames.push(Frame::new(kind));
    }

    fn end(&mut self) {
        let Some(mut frame) = self.frames.pop() else { return };
        frame.gather();
        let block = match frame.kind {
            Kind::Root => return self.frames.push(frame),
            Kind::Paragraph => Block::Paragraph(frame.inlines),
            Kind::Heading => Block::Heading(frame.inlines),
            Kind::Quote => Block::Quote(frame.blocks),
            Kind::List(start) => Block::List(start, frame.items),
            Kind::Item => return self.top().items.push(frame.blocks),
            Kind::Code(language) => {
                let mut text = String::new();
                inlines_text(&frame.inlines, &mut text);
                text.truncate(text.strip_suffix('\n').unwrap_or(&text).len());
                Block::Code(CodeBlock { language, text })
            }
            Kind::Emphasis => return self.inline(Inline::Emphasis(frame.inlines)),
            Kind::Strong => return self.inline(Inline::Strong(frame.inlines)),
            Kind::Strike => return self.inline(Inline::Strike(frame.inlines)),
            Kind::Link(address, range) => return self.link(address, range, frame.inlines),
        };
        self.top().blocks.push(block);
    }

    /// A link that leads nowhere we know, or elsewhere than it says, is the text it was typed as;
    /// one that leads to somebody is a mention.
    fn link(&mut self, address: String, range: Range<usize>, mut text: Vec<Inline>) {
        let mut words = String::new();
        inlines_text(&text, &mut words);
        if let Some(mention) = mention::of_link(&mut self.top().inlines, &address, &words) {
            return self.inline(Inline::Mention(mention));
        }
        let says_so = |piece: &Piece<'_>| match piece {
            Piece::Text(_) => true,
            Piece::Link(link) => link.trim_end_matches('/') == address.trim_end_matches('/'),
        };
        if !address::may_be_followed(&address) || !address::pieces(&words).iter().all(says_so) {
            let typed = shield::lift(&self.source[range]).into_owned();
            return self.text(&typed);
        }
        if words.trim().is_empty() {
            text = vec![Inline::Text(address.clone())];
        }
        self.inline(Inline::Link(Link { address, text }));
    }

    fn inline(&mut self, inline: Inline) {
        self.nodes += 1;
        self.top().inlines.push(inline);
    }

    fn text(&mut self, text: &str) {
        match self.top().inlines.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => self.inline(Inline::Text(text.to_owned())),
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root is never closed")
    }
}

impl Frame {
    fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), inlines: Vec::new(), items: Vec::new() }
    }

    /// Words that stand between blocks, as in a list without blank lines, become a paragraph.
    fn gather(&mut self) {
        let holds_blocks = matches!(self.kind, Kind::Root | Kind::Quote | Kind::Item);
        if holds_blocks && !self.inlines.is_empty() {
            self.blocks.push(Block::Paragraph(std::mem::take(&mut self.inlines)));
        }
    }
}

impl Kind {
    fn is_inline(&self) -> bool {
        match self {
            Self::Emphasis | Self::Strong | Self::Strike | Self::Link(..) => true,
            Self::Root
            | Self::Paragraph
            | Self::Heading
            | Self::Quote
            | Self::List(_)
            | Self::Item
            | Self::Code(_) => false,
        }
    }
}
