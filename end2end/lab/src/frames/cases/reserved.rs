//! Groups 3 and 4: bits and opcodes that mean nothing yet. What came before them is answered,
//! what comes behind them is not.

use crate::frames::script::Case;
use crate::frames::wire::{BINARY, CLOSE, Frame, PING, TEXT};

const HELLO: &str = "Hello, world!";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = bits();
    for (group, first) in [("4.1", 3), ("4.2", 11)] {
        cases.extend(opcodes(group, first));
    }
    cases
}

fn bits() -> Vec<Case> {
    let text = || Frame::new(TEXT, HELLO);
    let ping = || Frame::new(PING, "");
    let between = |bits| [text(), text().reserved(bits), ping()];
    let fails = |case: Case| case.hear_text(HELLO).fails(1002);
    vec![
        Case::new("3.1").send(&[text().reserved(1)]).fails(1002),
        fails(Case::new("3.2").send(&between(2))),
        fails(Case::new("3.3").send_each(&between(3))),
        fails(Case::new("3.4").in_pieces(&between(4), 1)),
        Case::new("3.5").send(&[Frame::new(BINARY, [0, 0xff, 0xfe]).reserved(5)]).fails(1002),
        Case::new("3.6").send(&[Frame::new(PING, HELLO).reserved(6)]).fails(1002),
        Case::new("3.7").send(&[Frame::new(CLOSE, []).reserved(7)]).fails(1002),
    ]
}

/// Five opcodes: alone, with a payload, and thrice between a text and a ping.
fn opcodes(group: &str, first: u8) -> Vec<Case> {
    let text = || Frame::new(TEXT, HELLO);
    let ping = || Frame::new(PING, "");
    let id = |number| format!("{group}.{number}");
    let empty = |opcode| Frame::new(opcode, "");
    let filled = |opcode| Frame::new(opcode, "reserved opcode payload");
    let fails = |case: Case| case.hear_text(HELLO).fails(1002);
    vec![
        Case::new(id(1)).send(&[empty(first)]).fails(1002),
        Case::new(id(2)).send(&[filled(first + 1)]).fails(1002),
        fails(Case::new(id(3)).send(&[text(), empty(first + 2), ping()])),
        fails(Case::new(id(4)).send_each(&[text(), filled(first + 3), ping()])),
        fails(Case::new(id(5)).in_pieces(&[text(), filled(first + 4), ping()], 1)),
    ]
}
