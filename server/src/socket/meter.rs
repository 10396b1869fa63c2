//! What a client may send over its WebSocket before anything is understood: so many bytes in a
//! second, so many control frames, and every message to its end. Pure: bytes and time come in as
//! values. It follows the headers of RFC 6455's frames and nothing else; what they mean and
//! whether they may be is judged behind it. Endless empty fragments and a message that drips for
//! minutes are messages to everybody but this.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

/// How long a message may take from its first byte to its last: 64 KiB over a bad line.
pub(super) const FINISH_WITHIN: Duration = Duration::from_secs(10);

/// Seconds' worth of bytes that may come at once: an outbox of somebody who was away.
const BURST_SECONDS: u64 = 8;

/// Control frames in a second. Browsers send none by themselves but answers to pings.
const CONTROLS_PER_SECOND: u32 = 50;

/// The longest header: two bytes, eight of length, four of the mask.
const HEADER_MAX: usize = 14;

/// Why a connection is not read any further.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Cut {
    /// Too many control frames.
    Flood,
    /// A message was begun and did not end in time.
    Unfinished,
}

impl fmt::Display for Cut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Flood => "too many control frames",
            Self::Unfinished => "a message did not end",
        })
    }
}

impl std::error::Error for Cut {}

/// What one connection has sent.
#[derive(Debug)]
pub(super) struct Meter {
    /// Bytes in a second.
    rate: u32,
    /// Bytes that may come now, as of then.
    left: u64,
    counted: Instant,
    /// The header of the frame under way, as far as it came.
    header: [u8; HEADER_MAX],
    header_len: u8,
    /// What is still to come of the frame's payload.
    payload: u64,
    /// A message is under way of which more frames are to come.
    is_fragmented: bool,
    /// Since when a frame or a message is under way.
    begun: Option<Instant>,
    /// Control frames since then.
    controls: u32,
    controls_since: Instant,
}

impl Meter {
    pub(super) fn new(rate: u32, now: Instant) -> Self {
        Self {
            rate: rate.max(1),
            left: u64::from(rate.max(1)) * BURST_SECONDS,
            counted: now,
            header: [0; HEADER_MAX],
            header_len: 0,
            payload: 0,
            is_fragmented: false,
            begun: None,
            controls: 0,
            controls_since: now,
        }
    }

    /// How many bytes may be read now. None: not before then.
    pub(super) fn allowance(&mut self, now: Instant) -> Result<usize, Instant> {
        let most = u64::from(self.rate) * BURST_SECONDS;
        let passed = now.saturating_duration_since(self.counted);
        let earned = passed.as_millis().saturating_mul(u128::from(self.rate)) / 1000;
        let earned = u64::try_from(earned).unwrap_or(u64::MAX);
        if earned > 0 {
            self.left = self.left.saturating_add(earned).min(most);
            self.counted = now;
        }
        if self.left > 0 {
            Ok(usize::try_from(self.left).unwrap_or(usize::MAX))
        } else {
            // Enough for a whole message where there is a lot to come.
            Err(now + Duration::from_millis(50))
        }
    }

    /// Takes note of what was read.
    pub(super) fn take(&mut self, mut bytes: &[u8], now: Instant) -> Result<(), Cut> {
        self.left = self.left.saturating_sub(bytes.len() as u64);
        while !bytes.is_empty() {
            self.begun.get_or_insert(now);
            bytes = if self.payload > 0 { self.skip(bytes) } else { self.read(bytes, now)? };
        }
        match self.due() {
            Some(due) if now >= due => Err(Cut::Unfinished),
            Some(_) | None => Ok(()),
        }
    }

    /// When what is under way must have ended.
    pub(super) fn due(&self) -> Option<Instant> {
        self.begun.map(|begun| begun + FINISH_WITHIN)
    }

    fn skip<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let count = usize::try_from(self.payload).unwrap_or(usize::MAX).min(bytes.len());
        self.payload -= count as u64;
        if self.payload == 0 {
            self.end_frame();
        }
        &bytes[count..]
    }

    /// A byte of a header.
    fn read<'a>(&mut self, bytes: &'a [u8], now: Instant) -> Result<&'a [u8], Cut> {
        let (byte, rest) = bytes.split_first().expect("there is at least one");
        self.header[usize::from(self.header_len)] = *byte;
        self.header_len += 1;
        let header = &self.header[..usize::from(self.header_len)];
        let Some((payload, whole)) = length(header) else { return Ok(rest) };
        if header.len() < whole {
            return Ok(rest);
        }
        self.payload = payload;
        if is_control(self.header[0]) {
            self.count_control(now)?;
        }
        if payload == 0 {
            self.end_frame();
        }
        Ok(rest)
    }

    fn count_control(&mut self, now: Instant) -> Result<(), Cut> {
        if now.saturating_duration_since(self.controls_since) >= Duration::from_secs(1) {
            (self.controls, self.controls_since) = (0, now);
        }
        self.controls += 1;
        if self.controls > CONTROLS_PER_SECOND { Err(Cut::Flood) } else { Ok(()) }
    }

    fn end_frame(&mut self) {
        let first = self.header[0];
        self.header_len = 0;
        if !is_control(first) {
            self.is_fragmented = first & 0x80 == 0;
        }
        if !self.is_fragmented {
            self.begun = None;
        }
    }
}

fn is_control(first: u8) -> bool {
    first & 0x08 != 0
}

/// How long the payload is and how long the header, if so much of it is known.
fn length(header: &[u8]) -> Option<(u64, usize)> {
    let second = header.get(1)?;
    let mask = if second & 0x80 == 0 { 0 } else { 4 };
    let more = match second & 0x7f {
        126 => 2,
        127 => 8,
        short => return Some((u64::from(short), 2 + mask)),
    };
    let bytes = header.get(2..2 + more)?;
    let payload = bytes.iter().fold(0, |length, byte| length << 8 | u64::from(*byte));
    Some((payload, 2 + more + mask))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: u32 = 1000;

    fn meter() -> (Meter, Instant) {
        let now = Instant::now();
        (Meter::new(RATE, now), now)
    }

    /// A masked frame of zeros.
    fn frame(first: u8, payload: usize) -> Vec<u8> {
        let mut bytes = vec![first];
        match u8::try_from(payload) {
            Ok(short @ ..=125) => bytes.push(0x80 | short),
            _ => {
                bytes.push(0x80 | 126);
                bytes.extend(u16::try_from(payload).unwrap().to_be_bytes());
            }
        }
        bytes.resize(bytes.len() + 4 + payload, 0);
        bytes
    }

    #[test]
    fn a_message_ends_where_its_last_frame_does() {
        for size in [1, 2, 3, 7, 1000] {
            let (mut meter, now) = meter();
            let begin = [frame(0x02, 300), frame(0x89, 5), frame(0x00, 0)].concat();
            for piece in begin.chunks(size) {
                meter.take(piece, now).unwrap();
            }
            assert_eq!(meter.due(), Some(now + FINISH_WITHIN), "more is to come");
            for piece in frame(0x80, 200).chunks(size) {
                meter.take(piece, now).unwrap();
            }
            assert_eq!(meter.due(), None, "in pieces of {size}");
        }
    }

    #[test]
    fn a_message_that_drips_is_cut() {
        let (mut meter, start) = meter();
        let bytes = frame(0x82, 100);
        let mut cut = None;
        for (second, byte) in (0..).zip(&bytes) {
            let now = start + Duration::from_secs(second);
            if meter.take(&[*byte], now).is_err() {
                cut = Some(second);
                break;
            }
        }
        assert_eq!(cut, Some(10));
    }

    #[test]
    fn fragments_without_end_are_cut() {
        let (mut meter, start) = meter();
        meter.take(&frame(0x02, 0), start).unwrap();
        let empty = frame(0x00, 0);
        let cut = (0..)
            .find(|tenth| meter.take(&empty, start + Duration::from_millis(tenth * 100)).is_err());
        assert_eq!(cut, Some(100));
    }

    #[test]
    fn pings_by_the_dozen_are_a_flood() {
        let (mut meter, start) = meter();
        let pings = |count| frame(0x89, 4).repeat(count);
        assert_eq!(meter.take(&pings(50), start), Ok(()));
        let later = start + Duration::from_secs(1);
        assert_eq!(meter.take(&pings(50), later), Ok(()));
        assert_eq!(meter.take(&pings(1), later), Err(Cut::Flood));
    }

    #[test]
    fn so_many_bytes_come_in_a_second_and_more_at_first() {
        let (mut meter, start) = meter();
        assert_eq!(meter.allowance(start), Ok(8 * RATE as usize));
        meter.take(&frame(0x82, 7992), start).unwrap();
        assert!(meter.allowance(start).is_err());
        assert_eq!(meter.allowance(start + Duration::from_millis(500)), Ok(500));
        let much_later = start + Duration::from_secs(1_000_000);
        assert_eq!(meter.allowance(much_later), Ok(8 * RATE as usize));
    }
}
