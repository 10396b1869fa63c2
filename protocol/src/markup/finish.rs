//! The last touch on a tree: bare addresses become links, `@room` a mention, `:names:` emoji, and
//! white space that would stand at the end of a block goes.

use super::address::{self, Piece};
use super::{Block, Inline, Link, emoji, mention};

/// The finished blocks; none if that makes more than so many new parts.
pub(super) fn blocks(blocks: Vec<Block>, spare: usize) -> Option<Vec<Block>> {
    let mut finish = Finish { spare: Some(spare) };
    let blocks = finish.blocks(blocks);
    finish.spare.map(|_| blocks)
}

struct Finish {
    /// How many parts may still be made; none once they were too many.
    spare: Option<usize>,
}

/// Whether text stands in a link. There are no links in links.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Linked {
    No,
    Yes,
}

impl Finish {
    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: Block) -> Block {
        match block {
            Block::Paragraph(inlines) => Block::Paragraph(self.line(inlines)),
            Block::Heading(inlines) => Block::Heading(self.line(inlines)),
            Block::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            Block::List(start, items) => {
                Block::List(start, items.into_iter().map(|item| self.blocks(item)).collect())
            }
            Block::Code(code) => Block::Code(code),
        }
    }

    fn line(&mut self, mut inlines: Vec<Inline>) -> Vec<Inline> {
        if let Some(Inline::Text(last)) = inlines.last_mut() {
            last.truncate(last.trim_end().len());
        }
        self.inlines(inlines, Linked::No)
    }

    fn inlines(&mut self, inlines: Vec<Inline>, linked: Linked) -> Vec<Inline> {
        let mut finished = Vec::with_capacity(inlines.len());
        for inline in inlines {
            finished.push(match inline {
                Inline::Text(text) => {
                    self.text(&text, linked, &mut finished);
                    continue;
                }
                Inline::Emphasis(inlines) => Inline::Emphasis(self.inlines(inlines, linked)),
                Inline::Strong(inlines) => Inline::Strong(self.inlines(inlines, linked)),
                Inline::Strike(inlines) => Inline::Strike(self.inlines(inlines, linked)),
                Inline::Code(text) => Inline::Code(text),
                Inline::Mention(mention) => Inline::Mention(mention),
                Inline::Link(Link { address, text }) => {
                    // An address that is shown is shown as it is, whatever names it holds.
                    let bare = text == [Inline::Text(address.clone())];
                    let text = if bare { text } else { self.inlines(text, Linked::Yes) };
                    Inline::Link(Link { address, text })
                }
            });
        }
        finished
    }

    fn text(&mut self, text: &str, linked: Linked, finished: &mut Vec<Inline>) {
        let pieces = match linked {
            Linked::No => address::pieces(text),
            Linked::Yes => vec![Piece::Text(text)],
        };
        let before = finished.len();
        for piece in pieces {
            match (piece, linked) {
                (Piece::Text(""), _) => {}
                (Piece::Text(text), Linked::No) => mention::split(text, finished, words),
                (Piece::Text(text), Linked::Yes) => finished.push(words(text)),
                (Piece::Link(link), _) => finished.push(Inline::Link(Link {
                    address: link.to_owned(),
                    text: vec![Inline::Text(link.to_owned())],
                })),
            }
        }
        let more = (finished.len() - before).saturating_sub(1);
        self.spare = self.spare.and_then(|spare| spare.checked_sub(more));
    }
}

fn words(text: &str) -> Inline {
    Inline::Text(emoji::in_text(text).into_owned())
}
