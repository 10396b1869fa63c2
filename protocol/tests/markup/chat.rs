//! Where a chat differs from a document: lines stay lines, HTML is text, nothing disappears.

use crate::tree::{read, reads};

#[test]
fn every_line_break_is_one() {
    reads(&[
        ("a\nb", "p('a\\nb')"),
        ("a  \nb", "p('a\\nb')"),
        ("a\\\nb", "p('a\\nb')"),
        ("a\n\nb", "p('a') p('b')"),
        ("a\n---\nb", "p('a\\n---\\nb')"),
        ("a\n===", "p('a\\n===')"),
        ("***", "p('***')"),
        ("a\n\n* * *\n\nb", "p('a') p('* * *') p('b')"),
    ]);
}

#[test]
fn a_quote_and_a_list_end_with_their_lines() {
    reads(&[
        ("> you said\nI answer", "quote(p('you said')) p('I answer')"),
        ("> you said\n2. I answer", "quote(p('you said')) ol2(li(p('I answer')))"),
        ("- milk\n- bread\nThat is all", "ul(li(p('milk')) li(p('bread'))) p('That is all')"),
        ("- milk\n\n  of goats\nThat is all", "ul(li(p('milk') p('of goats'))) p('That is all')"),
        ("1. a\n> b\nc", "ol1(li(p('a'))) quote(p('b')) p('c')"),
        ("```\nx\n```\nafter", "code -(\"x\") p('after')"),
    ]);
}

#[test]
fn html_is_text() {
    reads(&[
        ("<b>bold</b>", "p('<b>bold</b>')"),
        ("<script>alert(1)</script> *a*", "p('<script>alert(1)</script> ' em('a'))"),
        ("<div>\n*a*\n</div>", "p('<div>\\n' em('a') '\\n</div>')"),
        ("<!-- hidden -->", "p('<!-- hidden -->')"),
        ("<img src=x onerror=alert(1)>", "p('<img src=x onerror=alert(1)>')"),
        ("a < b && b > c <3", "p('a < b && b > c <3')"),
        ("\\<b>", "p('<b>')"),
        ("\\\\<b>", "p('\\<b>')"),
        ("&lt;b&gt; &copy; &#60; & &", "p('&lt;b&gt; &copy; &#60; & &')"),
        ("\\&amp; \\\\&amp; \\\\\\&amp;", "p('&amp; \\&amp; \\&amp;')"),
    ]);
}

#[test]
fn what_would_show_nothing_is_shown_as_typed() {
    for text in ["-", ">", "#", "+", "1.", "```", "> >", "- -", "* *\n*", "[]()", "-\n-", "##"] {
        assert_eq!(read(text).plain_text(), text);
    }
}

#[test]
fn emoji_have_names() {
    reads(&[
        ("done :tada:", "p('done 🎉')"),
        ("*:wave:* `:wave:`", "p(em('👋') ' ' `:wave:`)"),
        (":white_check_mark: :heavy_check_mark:", "p('✅ ✔️')"),
        (
            "see https://a.example/:tada:",
            "p('see ' <https://a.example/:tada>('https://a.example/:tada') ':')",
        ),
        ("[:fire:](https://a.example)", "p(<https://a.example>('🔥'))"),
    ]);
}

#[test]
fn plain_text_is_the_words() {
    for (text, plain) in [
        ("*a* **b** ~~c~~ `d`", "a b c d"),
        ("# Plan\n- one\n- two\n  1. three\n\n> said", "Plan\none\ntwo\nthree\nsaid"),
        ("```rust\nlet a;\n```\nafter", "let a;\nafter"),
        ("[words](https://a.example) :tada:", "words 🎉"),
        ("a\nb\n\nc", "a\nb\nc"),
    ] {
        assert_eq!(read(text).plain_text(), plain, "{text}");
    }
}
