//! Groups 9 and 10: long messages, many fragments, many pieces and many messages, up to what Hark
//! reads at most, which is 64 KiB. Longer ones are refused with 1009 before they are sent: of
//! those, only the header and the first 64 KiB go out. Where Autobahn cuts 4 MiB into fragments or
//! 1 MiB into pieces of a size, the 64 KiB are cut into such.

use hark_protocol::MAX_FRAME_BYTES;

use crate::frames::script::{Case, Heard};
use crate::frames::wire::{BINARY, Frame, TEXT, fragments};

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// 9.1 and 9.2: one frame.
const LENGTHS: [usize; 6] = [64 * KIB, 256 * KIB, MIB, 4 * MIB, 8 * MIB, 16 * MIB];
/// 9.3 and 9.4: the size of a fragment.
const FRAGMENTS: [usize; 9] = [64, 256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB, 4 * MIB];
/// 9.5 and 9.6: the size of a piece.
const PIECES: [usize; 6] = [64, 128, 256, 512, KIB, 2 * KIB];
/// 9.7 and 9.8: the length of each of many messages.
const MANY: [usize; 6] = [0, 16, 64, 256, KIB, 4 * KIB];
const MESSAGES: usize = 1_000;

/// 10.1.1: the size of a fragment.
const AUTO_FRAGMENT: usize = 1_300;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (kind, opcode) in [(0, TEXT), (1, BINARY)] {
        let id = |group: usize, number: usize| format!("9.{}.{number}", group + kind);
        for (number, length) in (1..).zip(LENGTHS) {
            cases.push(whole(Case::new(id(1, number)), opcode, length));
        }
        for (number, size) in (1..).zip(FRAGMENTS) {
            let case = Case::new(id(3, number));
            cases.push(if size > MAX_FRAME_BYTES {
                let first = too_long(opcode, size).unfinished();
                case.send(&[first]).fails(1009)
            } else {
                echoed(case.send(&fragments(opcode, &longest(opcode), size)), opcode)
            });
        }
        for (number, size) in (1..).zip(PIECES) {
            let frame = Frame::new(opcode, longest(opcode));
            cases.push(echoed(Case::new(id(5, number)).in_pieces(&[frame], size), opcode));
        }
        for (number, length) in (1..).zip(MANY) {
            let message = vec![b'*'; length];
            let many = (0..MESSAGES).fold(Case::new(id(7, number)), |case, _| {
                let case = case.send(&[Frame::new(opcode, message.clone())]);
                case.hear(heard(opcode, message.clone()))
            });
            cases.push(many.goes_on());
        }
    }
    let fragmented = fragments(TEXT, &longest(TEXT), AUTO_FRAGMENT);
    cases.push(echoed(Case::new("10.1.1").send(&fragmented), TEXT));
    cases
}

fn whole(case: Case, opcode: u8, length: usize) -> Case {
    if length > MAX_FRAME_BYTES {
        case.send(&[too_long(opcode, length)]).fails(1009)
    } else {
        echoed(case.send(&[Frame::new(opcode, longest(opcode))]), opcode)
    }
}

fn too_long(opcode: u8, length: usize) -> Frame {
    Frame::new(opcode, longest(opcode)).claiming(length as u64)
}

fn echoed(case: Case, opcode: u8) -> Case {
    case.hear(heard(opcode, longest(opcode))).goes_on()
}

fn longest(opcode: u8) -> Vec<u8> {
    let byte = if opcode == TEXT { b'*' } else { 0xfe };
    vec![byte; MAX_FRAME_BYTES]
}

fn heard(opcode: u8, payload: Vec<u8>) -> Heard {
    if opcode == TEXT { Heard::Text(payload) } else { Heard::Binary(payload) }
}
