//! Frames of RFC 6455, section 5.2, as bytes: those of a client, right or wrong, and the parsing
//! of a server's, which must be right.

use std::ops::Range;

pub(crate) const CONTINUATION: u8 = 0;
pub(crate) const TEXT: u8 = 1;
pub(crate) const BINARY: u8 = 2;
pub(crate) const CLOSE: u8 = 8;
pub(crate) const PING: u8 = 9;
pub(crate) const PONG: u8 = 10;

const FINAL: u8 = 0x80;
const MASKED: u8 = 0x80;
const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// A frame that a client sends.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    first: u8,
    payload: Vec<u8>,
    /// What the frame says its length is, where it lies.
    claimed: Option<u64>,
    is_masked: bool,
    has_long_length: bool,
}

impl Frame {
    /// A whole message, or a control frame.
    pub(crate) fn new(opcode: u8, payload: impl Into<Vec<u8>>) -> Self {
        let payload = payload.into();
        let first = FINAL | opcode;
        Self { first, payload, claimed: None, is_masked: true, has_long_length: false }
    }

    pub(crate) fn close(code: u16, reason: &[u8]) -> Self {
        Self::new(CLOSE, [&code.to_be_bytes(), reason].concat())
    }

    /// More is to follow.
    pub(crate) fn unfinished(mut self) -> Self {
        self.first &= !FINAL;
        self
    }

    /// With these of the three reserved bits, as Autobahn counts them: 1 to 7.
    pub(crate) fn reserved(mut self, bits: u8) -> Self {
        self.first |= bits << 4;
        self
    }

    pub(crate) fn unmasked(mut self) -> Self {
        self.is_masked = false;
        self
    }

    /// With its length in eight bytes, however short.
    pub(crate) fn with_long_length(mut self) -> Self {
        self.has_long_length = true;
        self
    }

    /// Says that it is this long. What is there of it is sent.
    pub(crate) fn claiming(mut self, length: u64) -> Self {
        self.claimed = Some(length);
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let masked = if self.is_masked { MASKED } else { 0 };
        let length = self.claimed.unwrap_or(self.payload.len() as u64);
        let mut bytes = vec![self.first];
        match (u8::try_from(length), u16::try_from(length)) {
            (Ok(short @ ..=125), _) if !self.has_long_length => bytes.push(masked | short),
            (_, Ok(middle)) if !self.has_long_length => {
                bytes.push(masked | 126);
                bytes.extend(middle.to_be_bytes());
            }
            (_, _) => {
                bytes.push(masked | 127);
                bytes.extend(length.to_be_bytes());
            }
        }
        if self.is_masked {
            bytes.extend(MASK);
            let mask = MASK.iter().cycle();
            bytes.extend(self.payload.iter().zip(mask).map(|(byte, mask)| byte ^ mask));
        } else {
            bytes.extend(&self.payload);
        }
        bytes
    }
}

/// A message in fragments of so many bytes, of which the last may be shorter.
pub(crate) fn fragments(opcode: u8, payload: &[u8], size: usize) -> Vec<Frame> {
    let last = payload.len().div_ceil(size).max(1) - 1;
    let part = |(number, part): (usize, &[u8])| {
        let frame = Frame::new(if number == 0 { opcode } else { CONTINUATION }, part);
        if number == last { frame } else { frame.unfinished() }
    };
    payload.chunks(size).enumerate().map(part).collect()
}

/// The first whole frame of a server: its opcode, where its payload stands and where it ends;
/// `None` while it is not whole. A server of ours sends every message in one frame, unmasked and
/// without extensions; anything else is wrong.
pub(crate) fn parse(bytes: &[u8]) -> Result<Option<(u8, Range<usize>)>, String> {
    let [first, second, ..] = *bytes else { return Ok(None) };
    if first & 0xf0 != FINAL || second & MASKED != 0 {
        return Err(format!("the server sent a frame that begins with {first:02x} {second:02x}"));
    }
    let long = |at: usize| {
        bytes
            .get(2..2 + at)
            .map(|length| length.iter().fold(0_u64, |length, byte| length << 8 | u64::from(*byte)))
    };
    let (start, length) = match second {
        126 => (4, long(2)),
        127 => (10, long(8)),
        short => (2, Some(u64::from(short))),
    };
    let Some(length) = length else { return Ok(None) };
    let end = usize::try_from(length).ok().and_then(|length| length.checked_add(start));
    let end = end.ok_or("the server sent a frame longer than memory")?;
    Ok((bytes.len() >= end).then_some((first & 0x0f, start..end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_written_as_the_rfc_shows_them() {
        // Section 5.7 has these.
        let hello = Frame::new(TEXT, "Hello");
        assert_eq!(
            hello.bytes(),
            [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
        );
        assert_eq!(hello.unmasked().bytes(), b"\x81\x05Hello");
        let long = |length: usize| Frame::new(BINARY, vec![0; length]).unmasked().bytes();
        assert_eq!(long(125)[..3], [0x82, 0x7d, 0]);
        assert_eq!(long(256)[..5], [0x82, 0x7e, 1, 0, 0]);
        assert_eq!(long(65_536)[..11], [0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
        let odd = Frame::new(TEXT, "").unfinished().reserved(5).with_long_length().unmasked();
        assert_eq!(odd.bytes(), [0x51, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(Frame::new(BINARY, "").claiming(300).unmasked().bytes(), [0x82, 0x7e, 1, 0x2c]);
        let parts = fragments(TEXT, b"abc", 2);
        let bytes: Vec<_> = parts.into_iter().map(|part| part.unmasked().bytes()).collect();
        assert_eq!(bytes, [&b"\x01\x02ab"[..], b"\x80\x01c"]);
    }

    #[test]
    fn a_server_is_held_to_its_own_frames() {
        assert_eq!(parse(b"\x81\x02Hi\x8a"), Ok(Some((TEXT, 2..4))));
        assert_eq!(parse(b"\x81\x02H"), Ok(None));
        assert_eq!(parse(&[0x82, 126, 1, 0]), Ok(None));
        for wrong in [[0xc1, 0], [0x01, 0], [0x81, 0x80]] {
            assert!(parse(&wrong).is_err(), "{wrong:?}");
        }
    }
}
