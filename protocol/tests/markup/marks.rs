//! The marks themselves, with cases of CommonMark and of GitHub's extensions that hold in a chat.

use crate::tree::reads;

#[test]
fn emphasis() {
    reads(&[
        ("plain words", "p('plain words')"),
        ("*a* and _b_", "p(em('a') ' and ' em('b'))"),
        ("**a** and __b__", "p(b('a') ' and ' b('b'))"),
        ("***both***", "p(em(b('both')))"),
        ("*a **b** c*", "p(em('a ' b('b') ' c'))"),
        ("a * b * c", "p('a * b * c')"),
        ("snake_case_name and __init__", "p('snake_case_name and ' b('init'))"),
        ("2 * 3 * 4 = 24", "p('2 * 3 * 4 = 24')"),
        ("**foo bar **", "p('**foo bar **')"),
        ("a*\"foo\"*", "p('a*\"foo\"*')"),
        ("*unclosed", "p('*unclosed')"),
        ("\\*not so\\*", "p('*not so*')"),
        ("~~gone~~ and ~this~", "p(del('gone') ' and ' del('this'))"),
        ("~5 and ~6", "p('~5 and ~6')"),
        ("**a\nb**", "p(b('a\\nb'))"),
        ("**你好**", "p(b('你好'))"),
        ("*مرحبا*", "p(em('مرحبا'))"),
    ]);
}

#[test]
fn code_in_a_line() {
    reads(&[
        ("run `ls -l` now", "p('run ' `ls -l` ' now')"),
        ("`` a`b ``", "p(`a`b`)"),
        ("`*a* <b> &amp; :tada: https://a.example`", "p(`*a* <b> &amp; :tada: https://a.example`)"),
        ("`unclosed", "p('`unclosed')"),
        ("*a `*` b*", "p(em('a ' `*` ' b'))"),
    ]);
}

#[test]
fn code_on_lines_of_its_own() {
    reads(&[
        ("```rust\nfn main() {}\n```", "code rust(\"fn main() {}\")"),
        ("```\na\n\n  b\n```\nafter", "code -(\"a\\n\\n  b\") p('after')"),
        ("before\n~~~ c++\nx\n~~~", "p('before') code c++(\"x\")"),
        (
            "```\n*a* <b> &amp; :tada:\n[a]: b\n---\n```",
            "code -(\"*a* <b> &amp; :tada:\\n[a]: b\\n---\")",
        ),
        (
            "```\n> not a quote\nmore\n- no item\nend\n```",
            "code -(\"> not a quote\\nmore\\n- no item\\nend\")",
        ),
        ("````\n```\n````", "code -(\"```\")"),
        ("```\nnever closed", "code -(\"never closed\")"),
        // As people of other chats write it.
        ("```let a = 1;\nlet b = 2;\n```", "code -(\"let a = 1;\\nlet b = 2;\")"),
        ("```one line```", "p(`one line`)"),
        ("a\n\n    indented\n    code", "p('a') code -(\"indented\\ncode\")"),
        ("```<script>\n1\n```", "code -(\"<script>\\n1\")"),
    ]);
}

#[test]
fn quotes() {
    reads(&[
        ("> a", "quote(p('a'))"),
        ("> a\n> b", "quote(p('a\\nb'))"),
        ("> a\n>\n> b", "quote(p('a') p('b'))"),
        ("> > a", "quote(quote(p('a')))"),
        ("> ```\n> x\n> ```\nend", "quote(code -(\"x\")) p('end')"),
        ("> ```\n> x\nend", "quote(code -(\"x\")) p('end')"),
        ("> - a\n> - b", "quote(ul(li(p('a')) li(p('b'))))"),
        ("a > b", "p('a > b')"),
    ]);
}

#[test]
fn lists() {
    reads(&[
        ("- a\n- b", "ul(li(p('a')) li(p('b')))"),
        ("* a\n+ b", "ul(li(p('a'))) ul(li(p('b')))"),
        ("3. a\n4. b", "ol3(li(p('a')) li(p('b')))"),
        ("1) a", "ol1(li(p('a')))"),
        ("- a\n  - b\n    - c\n- d", "ul(li(p('a') ul(li(p('b') ul(li(p('c')))))) li(p('d')))"),
        ("- a\n\n- b", "ul(li(p('a')) li(p('b')))"),
        ("- a\n  more", "ul(li(p('a\\nmore')))"),
        ("- a\n\n  b", "ul(li(p('a') p('b')))"),
        ("- ```\n  x\n  ```\n- > q", "ul(li(code -(\"x\")) li(quote(p('q'))))"),
        ("tasks:\n- [ ] one\n- [x] two", "p('tasks:') ul(li(p('[ ] one')) li(p('[x] two')))"),
        ("-1 is less", "p('-1 is less')"),
        ("It was\n1986. Yes", "p('It was\\n1986. Yes')"),
    ]);
}

#[test]
fn headings() {
    reads(&[
        ("# Plan\nfirst", "h('Plan') p('first')"),
        ("###### Small #", "h('Small')"),
        ("#general is a room", "p('#general is a room')"),
        ("# **a** b", "h(b('a') ' b')"),
    ]);
}
