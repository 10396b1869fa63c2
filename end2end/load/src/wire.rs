//! RFC 6455 as a client speaks it once the handshake is done: one binary message is one frame. What
//! a server must not send ends the connection.

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;

use hark_protocol::MAX_SERVER_FRAME_BYTES;

/// The opcodes of section 5.2 that occur here.
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

const FINAL: u8 = 0x80;
const RESERVED: u8 = 0x70;
const MASKED: u8 = 0x80;

/// A control frame holds no more (section 5.5).
const CONTROL_BYTES: usize = 125;

/// The code of a close frame that names none (section 7.1.5).
const NO_CODE: u16 = 1005;

/// What a server sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Frame<'a> {
    /// A message.
    Binary(&'a [u8]),
    /// Wants to be answered with the same bytes.
    Ping(&'a [u8]),
    /// Was not asked for, and may come.
    Pong,
    /// The end, with its code.
    Close(u16),
}

/// What a server of ours must not send.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Broken {
    /// A mask, which is for clients.
    Masked,
    /// A message in more than one frame: Hark's are whole.
    Fragmented,
    /// A bit that nothing was agreed on for.
    Reserved,
    /// A kind of frame that does not belong here: text, or one that is not defined.
    Opcode(u8),
    /// More bytes than a frame may have.
    TooBig,
    /// A close frame with half a code.
    HalfACode,
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Masked => out.write_str("a frame came masked"),
            Self::Fragmented => out.write_str("a message came in parts"),
            Self::Reserved => out.write_str("a reserved bit was set"),
            Self::Opcode(opcode) => write!(out, "a frame came with opcode {opcode}"),
            Self::TooBig => out.write_str("a frame was too big"),
            Self::HalfACode => out.write_str("a close frame held half a code"),
        }
    }
}

/// Takes the first frame: what it is, and how many bytes it took. `None`: it is not all there yet.
pub fn take(bytes: &[u8]) -> Result<Option<(Frame<'_>, usize)>, Broken> {
    let [first, second, ..] = *bytes else { return Ok(None) };
    if first & RESERVED != 0 {
        return Err(Broken::Reserved);
    }
    let opcode = first & 0x0f;
    if first & FINAL == 0 || opcode == 0 {
        return Err(Broken::Fragmented);
    }
    if second & MASKED != 0 {
        return Err(Broken::Masked);
    }
    let (start, length) = match second {
        126 => match bytes.get(2..).and_then(<[u8]>::first_chunk) {
            Some(length) => (4, u64::from(u16::from_be_bytes(*length))),
            None => return Ok(None),
        },
        127 => match bytes.get(2..).and_then(<[u8]>::first_chunk) {
            Some(length) => (10, u64::from_be_bytes(*length)),
            None => return Ok(None),
        },
        short => (2, u64::from(short)),
    };
    let most = if opcode < CLOSE { MAX_SERVER_FRAME_BYTES } else { CONTROL_BYTES };
    let length = usize::try_from(length).ok().filter(|length| *length <= most);
    let end = start + length.ok_or(Broken::TooBig)?;
    let Some(payload) = bytes.get(start..end) else { return Ok(None) };
    let frame = match opcode {
        BINARY => Frame::Binary(payload),
        PING => Frame::Ping(payload),
        PONG => Frame::Pong,
        CLOSE => match payload {
            [] => Frame::Close(NO_CODE),
            [_] => return Err(Broken::HalfACode),
            [high, low, ..] => Frame::Close(u16::from_be_bytes([*high, *low])),
        },
        other => return Err(Broken::Opcode(other)),
    };
    Ok(Some((frame, end)))
}

/// Adds a message, masked as a client's must be.
pub fn put_message(out: &mut Vec<u8>, payload: &[u8], mask: [u8; 4]) {
    put(out, BINARY, payload, mask);
}

/// Adds the answer to a ping.
pub fn put_pong(out: &mut Vec<u8>, payload: &[u8], mask: [u8; 4]) {
    put(out, PONG, payload, mask);
}

fn put(out: &mut Vec<u8>, opcode: u8, payload: &[u8], mask: [u8; 4]) {
    out.push(FINAL | opcode);
    match payload.len() {
        short @ 0..126 => out.push(MASKED | short as u8),
        long @ 126..0x1_0000 => {
            out.push(MASKED | 126);
            out.extend((long as u16).to_be_bytes());
        }
        long => {
            out.push(MASKED | 127);
            out.extend((long as u64).to_be_bytes());
        }
    }
    out.extend(mask);
    out.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
}

/// Takes the first message of a client, for servers that nothing but this program talks to: where
/// its payload stands, unmasked by now, and how many bytes it took. Frames of control are none.
pub fn take_masked(bytes: &mut [u8]) -> Option<(Range<usize>, usize)> {
    let [_, second, ..] = *bytes else { return None };
    let (at, length) = match second & !MASKED {
        126 => (4, u16::from_be_bytes(*bytes.get(2..)?.first_chunk()?).into()),
        127 => return None,
        short => (2, usize::from(short)),
    };
    let (start, end) = (at + 4, at + 4 + length);
    let mask: [u8; 4] = *bytes.get(at..)?.first_chunk()?;
    let payload = bytes.get_mut(start..end)?;
    payload.iter_mut().zip(mask.iter().cycle()).for_each(|(byte, mask)| *byte ^= mask);
    Some((start..end, end))
}

/// Writes what the system takes; what it does not take is kept.
pub fn send(stream: &mut impl Write, unsent: &mut Vec<u8>) -> io::Result<()> {
    while !unsent.is_empty() {
        match stream.write(unsent) {
            Ok(count) => drop(unsent.drain(..count)),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Adds a message of a server.
pub fn put_unmasked(out: &mut Vec<u8>, payload: &[u8]) {
    out.push(FINAL | BINARY);
    match payload.len() {
        short @ 0..126 => out.push(short as u8),
        long => {
            out.push(126);
            out.extend((long as u16).to_be_bytes());
        }
    }
    out.extend(payload);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of section 5.7.
    #[test]
    fn frames_are_those_of_the_standard() {
        let mut masked = Vec::new();
        put(&mut masked, 1, b"Hello", [0x37, 0xfa, 0x21, 0x3d]);
        let expected = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
        assert_eq!(masked, expected);
        assert_eq!(
            take(&[0x89, 5, b'H', b'e', b'l', b'l', b'o']),
            Ok(Some((Frame::Ping(b"Hello"), 7)))
        );
        let mut long = vec![0x82, 0x7e, 1, 0];
        long.resize(4 + 256, 7);
        assert_eq!(take(&long), Ok(Some((Frame::Binary(&[7; 256]), 260))));
    }

    #[test]
    fn lengths_are_written_in_the_shortest_form() {
        for (length, header) in [(0, 2), (125, 2), (126, 4), (65_535, 4), (65_536, 10)] {
            let mut frame = Vec::new();
            put_message(&mut frame, &vec![0; length], [1, 2, 3, 4]);
            assert_eq!(frame.len(), header + 4 + length);
        }
    }

    #[test]
    fn a_frame_is_taken_when_it_is_whole_and_alone() {
        let bytes = [0x82, 2, 7, 8, 0x88, 2, 0x0f, 0xa1];
        for short in 0..4 {
            assert_eq!(take(&bytes[..short]), Ok(None), "{short} bytes");
        }
        assert_eq!(take(&bytes), Ok(Some((Frame::Binary(&[7, 8]), 4))));
        assert_eq!(take(&bytes[4..]), Ok(Some((Frame::Close(4001), 4))));
        assert_eq!(take(&[0x88, 0]), Ok(Some((Frame::Close(1005), 2))));
    }

    #[test]
    fn what_one_end_puts_the_other_takes() {
        for length in [1, 125, 126, 300] {
            let (payload, mut sent) = (vec![0x5a; length], Vec::new());
            put_message(&mut sent, &payload, [1, 2, 3, 4]);
            let whole = sent.len();
            assert_eq!(take_masked(&mut sent[..whole - 1]), None);
            let (range, end) = take_masked(&mut sent).unwrap();
            assert_eq!((&sent[range], end), (&payload[..], whole));

            let mut answer = Vec::new();
            put_unmasked(&mut answer, &payload);
            assert_eq!(take(&answer), Ok(Some((Frame::Binary(&payload), answer.len()))));
        }
    }

    #[test]
    fn what_a_server_must_not_send_is_refused() {
        assert_eq!(take(&[0x82, 0x82, 0, 0, 0, 0, 1, 1]), Err(Broken::Masked));
        assert_eq!(take(&[0x02, 1, 1]), Err(Broken::Fragmented));
        assert_eq!(take(&[0x80, 1, 1]), Err(Broken::Fragmented));
        assert_eq!(take(&[0xc2, 1, 1]), Err(Broken::Reserved));
        assert_eq!(take(&[0x81, 1, b'a']), Err(Broken::Opcode(1)));
        assert_eq!(take(&[0x83, 1, 1]), Err(Broken::Opcode(3)));
        assert_eq!(take(&[0x88, 1, 1]), Err(Broken::HalfACode));
        assert_eq!(take(&[0x89, 126, 0, 126]), Err(Broken::TooBig));
        assert_eq!(take(&[0x82, 127, 0xff, 0, 0, 0, 0, 0, 0, 0]), Err(Broken::TooBig));
    }
}
