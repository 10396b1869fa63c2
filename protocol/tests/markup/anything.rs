//! Whatever is written: nothing panics, trees stay small, every link is a good one, and every
//! letter is still there to be read.

use hark_protocol::Body;
use hark_protocol::markup::{Block, Inline, MAX_DEPTH, MAX_NODES, Markup};
use proptest::prelude::*;

use crate::links::links;
use crate::tree::line;

/// Marks in every combination, with a few letters.
const MARKS: &str = "[-*_~`>#+=.():!\\[\\]<>&;/\\\\\"'| \t\n\n a1é你]{0,300}";

/// No marks that hide what is in them: not the address of a link, the name of a language, the
/// number of an item or the name of an emoji.
const OPEN_MARKS: &str = "[-*_>#+=.()!<>&;/\\\\\"'| \t\n\n abé你]{0,300}";

/// Pieces that mean something, put together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "> ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "```",
        "```rs\n",
        "~~~",
        "`",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "]",
        "](",
        ")",
        "](https://a.example)",
        "![",
        "](javascript:x)",
        "https://",
        "a",
        "https://a.example/_b_",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "&amp;",
        "# ",
        "---",
        "===",
        ":tada:",
        "@",
        "@[a",
        "](7)",
        "@room",
        ":",
        "\\",
        "[a]: b",
        "word ",
        "\t",
        "|",
        "é",
        "你好",
        "\u{202e}",
        "\u{301}",
    ]);
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn marks_make_good_trees(text in MARKS) {
        good(&text)?;
    }

    #[test]
    fn pieces_make_good_trees(text in pieces()) {
        good(&text)?;
    }

    #[test]
    fn bytes_make_good_trees(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        good(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn every_letter_stays(text in OPEN_MARKS) {
        let Ok(body) = Body::parse(&text) else { return Ok(()) };
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&Markup::of(&body).plain_text()), letters(&text));
    }
}

#[test]
fn what_is_too_deep_is_flat_and_loses_nothing() {
    for (mark, count) in [("> ", 100), ("- ", 100), ("*a ", 400), ("> - ", 60), ("1. > ", 60)] {
        let text = format!("{}end", mark.repeat(count));
        good(&text).expect("a good tree");
        let markup = Markup::of(&Body::parse(&text).expect("a message"));
        assert!(markup.plain_text().ends_with("end"), "{mark}");
    }
}

#[test]
fn what_has_too_many_parts_is_shown_as_typed() {
    let few = "*a* ".repeat(MAX_NODES / 4);
    let many = "*a* ".repeat(MAX_NODES);
    let read = |text: &str| Markup::of(&Body::parse(text).expect("a message"));
    assert!(line(&read(&few)).starts_with("p(em('a')"));
    assert_eq!(read(&many).blocks, [Block::Paragraph(vec![Inline::Text(many.trim().to_owned())])]);
    // Bare addresses count, too.
    let links = "http://a ".repeat(MAX_NODES * 3 / 4);
    assert_eq!(
        read(&links).blocks,
        [Block::Paragraph(vec![Inline::Text(links.trim().to_owned())])]
    );
}

fn good(text: &str) -> Result<(), TestCaseError> {
    let Ok(body) = Body::parse(text) else { return Ok(()) };
    let markup = Markup::of(&body);
    let (mut depth, mut nodes) = (0, 0);
    measure(&markup.blocks, 1, &mut depth, &mut nodes);
    // Beside what is counted: an item, its paragraph, its words, and the words of a bare address.
    prop_assert!(depth <= MAX_DEPTH + 4, "{} deep", depth);
    prop_assert!(nodes <= 2 * MAX_NODES, "{} parts", nodes);
    let plain = markup.plain_text();
    prop_assert!(Body::parse(&plain).is_ok() || plain.len() > Body::MAX_BYTES, "{:?}", plain);
    for link in links(&markup) {
        let address = link.address.to_lowercase();
        let known =
            ["http://", "https://", "mailto:"].iter().any(|known| address.starts_with(known));
        prop_assert!(known, "{}", address);
        prop_assert!(!address.contains(|c: char| c.is_control() || c.is_whitespace()));
        prop_assert!(!link.text.is_empty());
    }
    Ok(())
}

fn measure(blocks: &[Block], at: usize, depth: &mut usize, nodes: &mut usize) {
    *depth = at.max(*depth);
    for block in blocks {
        *nodes += 1;
        match block {
            Block::Paragraph(words) | Block::Heading(words) => {
                measure_words(words, at + 1, depth, nodes);
            }
            Block::Quote(blocks) => measure(blocks, at + 1, depth, nodes),
            Block::List(_, items) => {
                *nodes += items.len();
                items.iter().for_each(|item| measure(item, at + 2, depth, nodes));
            }
            Block::Code(_) => {}
        }
    }
}

fn measure_words(words: &[Inline], at: usize, depth: &mut usize, nodes: &mut usize) {
    *depth = at.max(*depth);
    for inline in words {
        *nodes += 1;
        match inline {
            Inline::Text(_) | Inline::Code(_) | Inline::Mention(_) => {}
            Inline::Emphasis(words) | Inline::Strong(words) | Inline::Strike(words) => {
                measure_words(words, at + 1, depth, nodes);
            }
            Inline::Link(link) => measure_words(&link.text, at + 1, depth, nodes),
        }
    }
}
