//! Events on their way to those who follow a room: encoded once, and written to a connection that
//! has nothing else to say without waking its task.

use bytes::Bytes;
use hark_protocol::{Seq, ServerFrame};
use tungstenite::protocol::frame::FrameHeader;
use tungstenite::protocol::frame::coding::{Data, OpCode};

/// An encoded frame behind the header that it has on every WebSocket: a server masks nothing
/// (RFC 6455, section 5.1), so that its bytes are the same for everybody.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    bytes: Bytes,
    header: u8,
}

/// Events of one room in a row, or only their numbers where they are no longer at hand.
#[derive(Debug)]
pub(crate) struct Batch {
    /// The event before the first.
    pub(super) before: Seq,
    pub(super) last: Seq,
    frames: Vec<Frame>,
    bytes: Bytes,
}

/// What became of a batch at a [`Socket`](super::Socket).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Wrote {
    /// All of it is on its way.
    Whole,
    /// Some of it is, and the socket keeps the rest for the connection's task to write first.
    Part,
    /// None of it, and nothing happened.
    Nothing,
}

impl Frame {
    /// Encodes a frame.
    pub(super) fn new(frame: &ServerFrame) -> Self {
        let payload = frame.encode();
        let of = FrameHeader { opcode: OpCode::Data(Data::Binary), ..FrameHeader::default() };
        let length = payload.len() as u64;
        let header = of.len(length);
        let mut bytes = Vec::with_capacity(header + payload.len());
        of.format(length, &mut bytes).expect("a vector takes everything");
        bytes.extend(payload);
        // At most ten: two, and eight of length.
        Self { bytes: bytes.into(), header: header as u8 }
    }

    /// Without the header.
    pub(crate) fn payload(&self) -> Bytes {
        self.bytes.slice(usize::from(self.header)..)
    }

    /// In bytes, with the header.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }
}

impl Batch {
    /// The events after this one, up to the last; without their frames where they are gone.
    pub(super) fn new(before: Seq, last: Seq, frames: Vec<Frame>) -> Self {
        let bytes = match &*frames {
            [only] => only.bytes.clone(),
            frames => frames.iter().flat_map(|frame| &frame.bytes).copied().collect(),
        };
        Self { before, last, frames, bytes }
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// As a WebSocket carries it.
    pub(crate) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Of these frames.
    #[cfg(test)]
    pub(crate) fn of(frames: &[ServerFrame]) -> Self {
        Self::new(Seq(0), Seq(frames.len() as u64), frames.iter().map(Frame::new).collect())
    }

    /// One after the other.
    #[cfg(test)]
    pub(crate) fn frames(&self) -> &[Frame] {
        &self.frames
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use hark_protocol::{Body, RoomId};

    use super::super::tests::posted;
    use super::*;

    #[test]
    fn a_frame_is_what_a_websocket_reads() {
        for (letters, header_length) in [(1, 2), (50, 2), (200, 4), (Body::MAX_BYTES, 4)] {
            let event = posted(1, &"x".repeat(letters));
            let event = ServerFrame::Event { room: RoomId(7), event };
            let frame = Frame::new(&event);
            assert_eq!(frame.payload(), event.encode());
            let mut bytes = Cursor::new(&frame.bytes);
            let (header, length) = FrameHeader::parse(&mut bytes).unwrap().unwrap();
            let opcode = OpCode::Data(Data::Binary);
            assert_eq!(header, FrameHeader { opcode, ..FrameHeader::default() });
            assert_eq!(length, frame.payload().len() as u64);
            assert_eq!(frame.len() - frame.payload().len(), header_length, "{letters} letters");
        }
    }
}
