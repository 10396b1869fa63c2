//! Group 5: messages in fragments, with control frames between them, and fragments of nothing.

use crate::frames::script::Case;
use crate::frames::wire::{CONTINUATION, Frame, PING, PONG, TEXT};

/// The ways to send: in one piece, frame by frame, byte by byte.
const WAYS: [fn(Case, &[Frame]) -> Case; 3] =
    [Case::send, Case::send_each, |case, frames| case.in_pieces(frames, 1)];

fn begin(text: &str) -> Frame {
    Frame::new(TEXT, text).unfinished()
}

fn more(text: &str) -> Frame {
    Frame::new(CONTINUATION, text).unfinished()
}

fn last(text: &str) -> Frame {
    Frame::new(CONTINUATION, text)
}

fn ping(payload: &str) -> Frame {
    Frame::new(PING, payload)
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (id, opcode) in [("5.1", PING), ("5.2", PONG)] {
        let halves = [Frame::new(opcode, "fragment1").unfinished(), last("fragment2")];
        cases.push(Case::new(id).send(&halves).fails(1002));
    }
    let halves = [begin("fragment1"), last("fragment2")];
    for (number, way) in (3..).zip(WAYS) {
        let case = way(Case::new(format!("5.{number}")), &halves);
        cases.push(case.hear_text("fragment1fragment2").goes_on());
    }
    let with_ping = [begin("fragment1"), ping("ping payload"), last("fragment2")];
    for (number, way) in (6..).zip(WAYS) {
        let case = way(Case::new(format!("5.{number}")), &with_ping);
        cases.push(case.hear_pong("ping payload").hear_text("fragment1fragment2").goes_on());
    }
    let text = || Frame::new(TEXT, "Hello, world!");
    for (first, nothing) in [(9, last("lone")), (12, more("lone"))] {
        for (number, way) in (first..).zip(WAYS) {
            let case = Case::new(format!("5.{number}"));
            cases.push(way(case, &[nothing.clone(), text()]).fails(1002));
        }
    }
    let [first, second] = halves;
    let behind = [first, second, more("fragment3"), Frame::new(TEXT, "fragment4")];
    cases.push(Case::new("5.15").send(&behind).hear_text("fragment1fragment2").fails(1002));
    for (id, nothing) in [("5.16", more("fragment1")), ("5.17", last("fragment1"))] {
        let twice = [nothing, Frame::new(TEXT, "fragment2")];
        cases.push(Case::new(id).send(&twice).send(&twice).fails(1002));
    }
    let both_begin = [begin("fragment1"), Frame::new(TEXT, "fragment2")];
    cases.push(Case::new("5.18").send(&both_begin).fails(1002));
    cases.extend(five_with_pings());
    cases
}

/// The first ping is answered before the rest of the message is sent.
fn five_with_pings() -> Vec<Case> {
    let begun = [begin("fragment1"), more("fragment2"), ping("pongme 1!")];
    let rest = [more("fragment3"), more("fragment4"), ping("pongme 2!"), last("fragment5")];
    let whole = "fragment1fragment2fragment3fragment4fragment5";
    let play = |id: &str, way: fn(Case, &[Frame]) -> Case| {
        let case = way(Case::new(id), &begun).hear_pong("pongme 1!");
        way(case, &rest).hear_pong("pongme 2!").hear_text(whole).goes_on()
    };
    vec![play("5.19", Case::send), play("5.20", WAYS[2])]
}
