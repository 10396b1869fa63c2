//! How trees become HTML: cases to read, and the sum of five thousand messages.

use hark_protocol::{ClientMessageId, Person, PersonName, Timestamp, UserId};

use super::super::rows::{Delivery, Members};
use super::*;

/// The sum over the HTML of all messages that [`corpus`] makes. It changes when the parser or the
/// elements do: look at what changed before writing the new one here.
const SUM: u64 = 10_710_066_593_680_331_439;

/// How many messages the sum is of.
const MESSAGES: u64 = 5_000;

#[test]
fn trees_become_elements_and_text_nodes() {
    for (text, html) in [
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        (
            "*a* **b** ~~c~~ `<d>`",
            "<p><em>a</em> <strong>b</strong> <del>c</del> <code>&lt;d&gt;</code></p>",
        ),
        ("# a", "<p><strong class=\"body__heading\">a</strong></p>"),
        ("a\nb\n\nc", "<p>a\nb</p><p>c</p>"),
        (
            "> a\n- b\n- c",
            "<blockquote><p>a</p></blockquote><ul><li><p>b</p></li><li><p>c</p></li></ul>",
        ),
        ("7. a", "<ol start=\"7\"><li><p>a</p></li></ol>"),
        (
            "https://a.example/?b&\"c",
            "<p><a class=\"link\" href=\"https://a.example/?b&amp;\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">https://a.example/?b&amp;</a>&quot;c</p>",
        ),
        (
            "@[Bob](2) @room @[Cy <b>](3)",
            "<p><span class=\"mention\" dir=\"auto\">@Bob the 2nd</span> <span class=\"mention\" dir=\"auto\">@room</span> @Cy &lt;b&gt;</p>",
        ),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
    ] {
        assert_eq!(plain(&html_of(text)), html, "{text}");
    }
    let code = html_of("```rust\n<script>\n```");
    assert!(code.contains("data-language=\"rust\""), "{code}");
    assert!(code.contains("<code>&lt;script&gt;</code>"), "{code}");
}

#[test]
fn a_long_message_is_folded_and_says_so() {
    for (text, long) in [
        ("a\n".repeat(FOLDED_LINES - 1) + "a", false),
        ("a\n".repeat(FOLDED_LINES) + "a", true),
        ("word ".repeat(LINE_CHARS * (FOLDED_LINES + 1) / 5), true),
    ] {
        let html = html_of(&text);
        assert_eq!(html.contains("data-long"), long);
        assert_eq!(html.contains("Show more"), long);
    }
}

/// Both ends draw with this code; what it draws is held here.
#[test]
fn five_thousand_messages_look_as_they_did() {
    let mut sum = Fnv::default();
    for seed in 0..MESSAGES {
        let html = html_of(&corpus(seed));
        let tags = html.replace("&lt;", "").replace("&gt;", "");
        assert!(
            !tags.contains("<script") && !tags.contains("javascript:alert\""),
            "{seed}: {html}"
        );
        sum.add(html.as_bytes());
    }
    assert_eq!(sum.0, SUM, "the HTML of the corpus changed");
}

/// A message from a seed: words, marks and pieces that mean something, well and badly put together.
fn corpus(seed: u64) -> String {
    const PIECES: [&str; 48] = [
        "The kettle is on",
        "Is it?",
        "done",
        "snake_case_name",
        "2 * 3",
        "你好",
        "مرحبا",
        "é",
        "a",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "*",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "```rust\n",
        "> ",
        "- ",
        "1. ",
        "7) ",
        "  ",
        "# ",
        "---",
        "[words](https://a.example/b)",
        "[x](javascript:alert(1))",
        "![cat](https://a.example/c.png)",
        "[",
        "](",
        ")",
        "https://a.example/a_b_c",
        "<https://a.example>",
        "<script>alert(1)</script>",
        "<b>",
        "&amp;",
        "&",
        ":tada:",
        ":",
        "\\",
        "[a]: https://b",
        "mailto:a@b",
    ];
    // Knuth's multiplier and a shift: enough to choose pieces, the same on every machine.
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let count = 1 + next() % 24;
    let text: String = (0..count).map(|_| PIECES[next() % PIECES.len()]).collect();
    if text.trim().is_empty() { "Nothing but space.".to_owned() } else { text }
}

fn html_of(text: &str) -> String {
    let message = MessageView {
        spot: None,
        client_message_id: ClientMessageId([1; 16]),
        author: Person { id: UserId(1), name: PersonName::parse("Ann").unwrap(), picture: None },
        mine: true,
        first: true,
        last: false,
        at: Timestamp(0),
        time: String::new(),
        moment: String::new(),
        body: Some(Body::parse(text).unwrap()),
        moderated: false,
        naming: naming(),
        edited: false,
        changeable: false,
        delivery: Delivery::Stored,
        editing: None,
        pinned: None,
        reactions: Default::default(),
        thread: Default::default(),
        problem: None,
        seen: None,
    };
    body(&message).to_html()
}

/// Two people are in the room; the viewer is the first.
fn naming() -> Naming {
    let person =
        |id, name| Person { id: UserId(id), name: PersonName::parse(name).unwrap(), picture: None };
    let known = [person(1, "Ann"), person(2, "Bob the 2nd")];
    let body = Body::parse("@[Ann](1) @[Bob](2)").unwrap();
    Naming::of(Some(&body), Members { known: &known, more: false }, UserId(1))
}

/// What stands in the body, without the marks that hydration needs.
fn plain(html: &str) -> String {
    let inner = html.split_once('>').map_or(html, |(_, inner)| inner);
    inner.trim_end_matches("<!>").trim_end_matches("</div>").replace("<!>", "")
}

/// The hash of Fowler, Noll and Vo.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&[0]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
