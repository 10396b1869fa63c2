//! Things to say that nobody would: what browsers say, changed at random, and frames that are none.

use std::path::Path;

use fastrand::Rng;
use hark_protocol::{ClientFrame, MAX_FRAME_BYTES};

use crate::Failure;
use crate::frames::wire::{self, Frame};

/// What browsers say, one of each kind: the vectors by which the wire is held to its bytes.
const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../protocol/tests/golden/v1/client");

/// Changes to one thing that is said, at the most.
const CHANGES: usize = 4;
/// How often a piece is repeated, at the most.
const REPEATS: usize = 64;
/// Once in so often something is longer than a frame may be.
const TOO_LONG: u32 = 2_000;

/// What is changed.
#[derive(Clone, Debug)]
pub(super) struct Sayings(Vec<Vec<u8>>);

impl Sayings {
    pub(super) fn read() -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::of("the vectors", error);
        let mut files = Vec::new();
        for file in std::fs::read_dir(Path::new(VECTORS)).map_err(failed)? {
            files.push(file.map_err(failed)?.path());
        }
        // The same order on each machine, or a seed would not be one.
        files.sort();
        let mut sayings = Vec::new();
        for file in files {
            let text = std::fs::read_to_string(&file).map_err(failed)?;
            let digits: String = text.split_whitespace().collect();
            let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16);
            let bytes: Result<Vec<u8>, _> = (0..digits.len()).step_by(2).map(byte).collect();
            sayings.push(bytes.map_err(|error| Failure::of("a vector", error))?);
        }
        if sayings.is_empty() {
            Err(Failure("there are no vectors".into()))
        } else {
            Ok(Self(sayings))
        }
    }

    fn any(&self, dice: &mut Rng) -> &[u8] {
        &self.0[dice.usize(..self.0.len())]
    }

    /// Something that a browser might say, if it were broken: half of the time such that it can be
    /// read all the same, or hardly anything would get past the decoder.
    pub(super) fn broken(&self, dice: &mut Rng) -> Vec<u8> {
        let is_readable = dice.bool();
        loop {
            let bytes = self.changed(dice);
            if !is_readable || ClientFrame::decode(&bytes).is_ok() {
                return bytes;
            }
        }
    }

    fn changed(&self, dice: &mut Rng) -> Vec<u8> {
        let mut bytes = self.any(dice).to_vec();
        for _ in 0..dice.usize(1..=CHANGES) {
            self.change(&mut bytes, dice);
        }
        if dice.u32(..TOO_LONG) == 0 {
            bytes.resize(MAX_FRAME_BYTES + dice.usize(..3), 0);
        }
        bytes.truncate(MAX_FRAME_BYTES + 2);
        bytes
    }

    fn change(&self, bytes: &mut Vec<u8>, dice: &mut Rng) {
        let at = dice.usize(..=bytes.len());
        let end = dice.usize(at..=bytes.len());
        match dice.u8(..8) {
            0 => flip(bytes, dice),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, number(dice))),
            // What stood there may have been the length of what follows.
            3 => drop(bytes.splice(at..end.min(at + 1), number(dice))),
            4 => {
                let other = self.any(dice);
                let from = dice.usize(..=other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            5 => {
                let piece = bytes[at..end].repeat(dice.usize(..REPEATS));
                drop(bytes.splice(at..at, piece));
            }
            6 => drop(bytes.drain(at..end)),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = [0, 1, 0x7f, 0x80, 0xff][dice.usize(..5)];
                }
            }
        }
    }

    /// The bytes of some frames of RFC 6455, most of which are wrong in something, and how many.
    pub(super) fn broken_frames(&self, dice: &mut Rng) -> (Vec<u8>, u64) {
        let count = dice.usize(1..8);
        let mut bytes = Vec::new();
        for _ in 0..count {
            bytes.extend(self.frame(dice).bytes());
        }
        for _ in 0..dice.usize(..3) {
            self.change(&mut bytes, dice);
        }
        (bytes, count as u64)
    }

    fn frame(&self, dice: &mut Rng) -> Frame {
        let opcodes = [wire::CONTINUATION, wire::TEXT, wire::BINARY, wire::PING, wire::PONG];
        let opcode = match dice.u8(..10) {
            0 => dice.u8(..16),
            1 => wire::CLOSE,
            2..=5 => wire::BINARY,
            _ => opcodes[dice.usize(..opcodes.len())],
        };
        let mut frame = Frame::new(opcode, self.broken(dice));
        if dice.u8(..8) == 0 {
            frame = frame.unfinished();
        }
        if dice.u8(..12) == 0 {
            frame = frame.reserved(dice.u8(1..8));
        }
        if dice.u8(..16) == 0 {
            frame = frame.unmasked();
        }
        if dice.u8(..12) == 0 {
            frame = frame.with_long_length();
        }
        if dice.u8(..12) == 0 {
            frame = frame.claiming(dice.u64(..) >> dice.u32(..64));
        }
        frame
    }
}

fn flip(bytes: &mut [u8], dice: &mut Rng) {
    if !bytes.is_empty() {
        let at = dice.usize(..bytes.len());
        bytes[at] ^= 1 << dice.u8(..8);
    }
}

/// Any number as postcard writes one, or what goes on for too long to be one.
fn number(dice: &mut Rng) -> Vec<u8> {
    let mut number = dice.u64(..) >> dice.u32(..64);
    let mut bytes = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            break;
        }
        bytes.push(low | 0x80);
    }
    if dice.u8(..16) == 0 {
        bytes = vec![0xff; dice.usize(1..20)];
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_of_all_kinds_and_the_same_for_one_seed() {
        let sayings = Sayings::read().unwrap();
        assert!(sayings.0.iter().all(|bytes| ClientFrame::decode(bytes).is_ok()));
        let said = |seed| {
            let mut dice = Rng::with_seed(seed);
            (0..1_000).map(|_| sayings.broken(&mut dice)).collect::<Vec<_>>()
        };
        assert_eq!(said(1), said(1));
        assert_ne!(said(1), said(2));
        let good = said(1).iter().filter(|bytes| ClientFrame::decode(bytes).is_ok()).count();
        assert!((500..800).contains(&good), "{good} of a thousand can be read");
    }
}
