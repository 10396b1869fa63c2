//! How much reading a message costs, whatever it holds. Alone in its program, since it counts
//! every allocation there is.

use std::alloc::System;

use hark_protocol::Body;
use hark_protocol::markup::Markup;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// All bytes ever asked for while a message is read are at most so many for each of its bytes. The
/// parser keeps 40 bytes for each mark, and its lists are copied when they grow.
const PER_BYTE: usize = 700;

/// A message twice as long may ask for so many times as much. Lists that double make it jump.
const GROWTH: f64 = 3.0;

/// What is known to be hard for parsers of Markdown, again and again.
const PATTERNS: [&str; 44] = [
    "*",
    "_",
    "`",
    "[",
    "]",
    "(",
    ">",
    "- ",
    "<",
    "&",
    "~",
    "![",
    "[a](",
    "*a_",
    "**a ",
    "a**b",
    "> ",
    "- - ",
    "1. ",
    "[](",
    "](",
    "`a``",
    "*_",
    "a*_b",
    "\\",
    "<!--",
    "<?",
    "<![CDATA[",
    "&a;",
    "> - ",
    "  - a\n",
    "> a\n",
    "```\n",
    "[a]: b\n",
    "[a][b]",
    "***x",
    "[*a",
    "# ",
    "http://)",
    "http://a)",
    "http://a](",
    ":a",
    "-\n",
    "> a\nb\n",
];

#[test]
fn no_message_costs_more_than_its_length_is_worth() {
    for pattern in PATTERNS {
        for shape in [repeated, mirrored, staircase] {
            let half = allocated(&shape(pattern, Body::MAX_BYTES / 2));
            let whole = allocated(&shape(pattern, Body::MAX_BYTES));
            assert!(whole <= Body::MAX_BYTES * PER_BYTE, "{pattern:?}: {whole} bytes");
            let growth = whole as f64 / half as f64;
            assert!(growth <= GROWTH, "{pattern:?}: {growth} times as much for twice the length");
        }
    }
}

fn repeated(pattern: &str, bytes: usize) -> String {
    pattern.repeat(bytes / pattern.len())
}

/// As many closed as opened.
fn mirrored(pattern: &str, bytes: usize) -> String {
    let turned = |c| match c {
        '[' => ']',
        '(' => ')',
        '<' => '>',
        c => c,
    };
    let closing: String = pattern.chars().rev().map(turned).collect();
    [repeated(pattern, bytes / 2), repeated(&closing, bytes / 2)].concat()
}

/// Each line further in than the one before it.
fn staircase(pattern: &str, bytes: usize) -> String {
    let mut text = String::new();
    for step in 0.. {
        let line = [" ".repeat(step * 2 % 400).as_str(), pattern, "\n"].concat();
        if text.len() + line.len() > bytes {
            break;
        }
        text.push_str(&line);
    }
    text
}

fn allocated(text: &str) -> usize {
    let body = Body::parse(text).expect("a message");
    let region = Region::new(ALLOCATOR);
    let markup = Markup::of(&body);
    let used = region.change().bytes_allocated;
    drop(markup);
    used
}
