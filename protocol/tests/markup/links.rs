//! What becomes a link, and what never does.

use hark_protocol::markup::{Block, Inline, Link, Markup};

use crate::tree::{read, reads};

#[test]
fn links_lead_where_they_say() {
    reads(&[
        ("[words](https://a.example/b)", "p(<https://a.example/b>('words'))"),
        ("[*a* b](http://a.example \"title\")", "p(<http://a.example>(em('a') ' b'))"),
        ("[write](mailto:ann@example.org)", "p(<mailto:ann@example.org>('write'))"),
        ("[](https://a.example)", "p(<https://a.example>('https://a.example'))"),
        ("[a](https://a.example/?b=1&copy=2)", "p(<https://a.example/?b=1&copy=2>('a'))"),
        ("[a](<https://a.example/b>)", "p(<https://a.example/b>('a'))"),
        ("[https://a.example](https://a.example/)", "p(<https://a.example/>('https://a.example'))"),
        ("![a cat](https://a.example/cat.png)", "p(<https://a.example/cat.png>('a cat'))"),
        ("[![a](https://a.example/i)](https://b.example)", "p(<https://b.example>('a'))"),
        // One that says an address leads to it.
        (
            "[https://bank.example](https://evil.example)",
            "p('[' <https://bank.example>('https://bank.example') '](' \
             <https://evil.example>('https://evil.example') ')')",
        ),
    ]);
}

#[test]
fn bare_addresses_are_links() {
    reads(&[
        (
            "see https://a.example/b, now",
            "p('see ' <https://a.example/b>('https://a.example/b') ', now')",
        ),
        ("<https://a.example>", "p(<https://a.example>('https://a.example'))"),
        ("(https://a.example)", "p('(' <https://a.example>('https://a.example') ')')"),
        ("**https://a.example**", "p(b(<https://a.example>('https://a.example')))"),
        (
            "https://a.example/__init__.py",
            "p(<https://a.example/__init__.py>('https://a.example/__init__.py'))",
        ),
        (
            "https://a.example/*b*/~c~",
            "p(<https://a.example/*b*/~c>('https://a.example/*b*/~c') '~')",
        ),
        (
            "https://a.example/?b=1&copy=2",
            "p(<https://a.example/?b=1&copy=2>('https://a.example/?b=1&copy=2'))",
        ),
        ("_https://a.example/b_", "p(em(<https://a.example/b>('https://a.example/b')))"),
        ("- https://a.example", "ul(li(p(<https://a.example>('https://a.example'))))"),
    ]);
}

#[test]
fn nothing_else_leads_anywhere() {
    for text in [
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](javascript:alert('a@b'))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html,x)",
        "[x](vbscript:x)",
        "[x](/sign-out)",
        "[x](//a.example)",
        "[x](#m-1)",
        "[x]()",
        "[x](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "<ann@example.org>",
        "![x](data:image/png;base64,AAAA)",
        "[x][y]\n\n[y]: https://a",
        "[x]: javascript:alert(1)\n[x]",
        "javascript://a.example/%0aalert(1)",
    ] {
        let markup = read(text);
        let all = links(&markup);
        assert!(all.iter().all(|link| link.address == "https://a"), "{text}: {all:?}");
        assert_eq!(markup.plain_text(), text.replace("\n\n", "\n"), "it is shown as it was typed");
    }
}

/// Every link of a tree, in order.
pub(crate) fn links(markup: &Markup) -> Vec<Link> {
    fn of_block(block: &Block, found: &mut Vec<Link>) {
        match block {
            Block::Paragraph(words) | Block::Heading(words) => {
                words.iter().for_each(|inline| of_inline(inline, found));
            }
            Block::Quote(blocks) => blocks.iter().for_each(|block| of_block(block, found)),
            Block::List(_, items) => {
                items.iter().flatten().for_each(|block| of_block(block, found));
            }
            Block::Code(_) => {}
        }
    }
    fn of_inline(inline: &Inline, found: &mut Vec<Link>) {
        match inline {
            Inline::Text(_) | Inline::Code(_) | Inline::Mention(_) => {}
            Inline::Emphasis(words) | Inline::Strong(words) | Inline::Strike(words) => {
                words.iter().for_each(|inline| of_inline(inline, found));
            }
            Inline::Link(link) => {
                found.push(link.clone());
                link.text.iter().for_each(|inline| of_inline(inline, found));
            }
        }
    }
    let mut found = Vec::new();
    markup.blocks.iter().for_each(|block| of_block(block, &mut found));
    found
}
