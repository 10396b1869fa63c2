//! Group 1: text and binary messages of the lengths at which a frame's header changes. 1.x.7 and
//! 1.x.8 send 65,536 bytes, the most there may be, the latter in pieces of 997 bytes.

use crate::frames::script::{Case, Heard};
use crate::frames::wire::{BINARY, Frame, TEXT};

/// What is sent, and in pieces of how many bytes.
const SIZES: [(usize, usize); 8] = [
    (0, usize::MAX),
    (125, usize::MAX),
    (126, usize::MAX),
    (127, usize::MAX),
    (128, usize::MAX),
    (65_535, usize::MAX),
    (65_536, usize::MAX),
    (65_536, 997),
];

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (number, (size, piece)) in (1..).zip(SIZES) {
        let text = vec![b'*'; size];
        let case = Case::new(format!("1.1.{number}"));
        let case = case.in_pieces(&[Frame::new(TEXT, text.clone())], piece);
        cases.push(case.hear_text(text).goes_on());
        let bytes = vec![0xfe; size];
        let case = Case::new(format!("1.2.{number}"));
        let case = case.in_pieces(&[Frame::new(BINARY, bytes.clone())], piece);
        cases.push(case.hear(Heard::Binary(bytes)).goes_on());
    }
    cases
}
