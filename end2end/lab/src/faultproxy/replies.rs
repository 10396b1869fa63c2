//! Looks into what the server sends, to find the answers to posts: the one place where a cut does
//! most harm is between a commit and the word of it.

use hark_protocol::{Reply, ServerFrame};

/// Follows the server's side of a WebSocket (RFC 6455, section 5.2) from its first byte.
#[derive(Debug, Default)]
pub(super) struct Replies {
    held: Vec<u8>,
    upgraded: bool,
    /// The bytes make no sense as a WebSocket: looking on would find nothing.
    lost: bool,
}

impl Replies {
    /// Takes in what comes next. Whether an answer that something was stored ends in it.
    pub(super) fn hold_ack(&mut self, bytes: &[u8]) -> bool {
        if self.lost {
            return false;
        }
        self.held.extend_from_slice(bytes);
        if !self.upgraded {
            let Some(end) = self.held.windows(4).position(|four| four == b"\r\n\r\n") else {
                return false;
            };
            self.lost = !self.held.starts_with(b"HTTP/1.1 101");
            self.upgraded = true;
            self.held.drain(..end + 4);
        }
        let mut found = false;
        while let Some((opcode, payload)) = self.next_frame() {
            found |= opcode == 2 && is_ack(&payload);
        }
        found
    }

    /// Servers do not mask, and this one does not fragment.
    fn next_frame(&mut self) -> Option<(u8, Vec<u8>)> {
        let head = *self.held.first()?;
        let (start, length) = match *self.held.get(1)? {
            126 => (4, u64::from(u16::from_be_bytes(self.held.get(2..4)?.try_into().ok()?))),
            127 => (10, u64::from_be_bytes(self.held.get(2..10)?.try_into().ok()?)),
            short if short < 126 => (2, u64::from(short)),
            _ => {
                self.lost = true;
                return None;
            }
        };
        let end = start + usize::try_from(length).ok()?;
        let payload = self.held.get(start..end)?.to_vec();
        self.held.drain(..end);
        Some((head & 0x0f, payload))
    }
}

fn is_ack(payload: &[u8]) -> bool {
    matches!(
        ServerFrame::decode(payload),
        Ok(ServerFrame::Reply { result: Ok(Reply::Posted(_)), .. })
    )
}

#[cfg(test)]
mod tests {
    use hark_protocol::{CommandId, Posted, Seq, Timestamp};

    use super::*;

    #[test]
    fn an_answer_to_a_post_is_found_however_it_is_cut_into_pieces() {
        let posted = Posted { seq: Seq(7), at: Timestamp(0), duplicate: false };
        let ack = ServerFrame::Reply { id: CommandId(1), result: Ok(Reply::Posted(posted)) };
        let mut stream = b"HTTP/1.1 101 Switching Protocols\r\n\r\n".to_vec();
        for frame in [ServerFrame::Live, ack, ServerFrame::Ping] {
            let payload = frame.encode();
            stream.extend([0x82, payload.len() as u8]);
            stream.extend(payload);
        }
        let last_of_ack = stream.len() - 2 - ServerFrame::Ping.encode().len() - 1;
        for size in [1, 3, 1000] {
            let mut replies = Replies::default();
            let mut at = 0;
            let found: Vec<usize> = stream
                .chunks(size)
                .filter_map(|piece| {
                    let here = at..at + piece.len();
                    at += piece.len();
                    replies.hold_ack(piece).then(|| {
                        assert!(here.contains(&last_of_ack), "pieces of {size}");
                        here.start
                    })
                })
                .collect();
            assert_eq!(found.len(), 1, "pieces of {size}");
        }
    }
}
