//! One direction of one connection.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::link::{By, Link, Pipe};
use super::replies::Replies;

/// Bytes read at once.
const READ_BYTES: usize = 16 * 1024;

/// Bytes under way at the most. Then the sender has to wait, as for a full network.
const UNDER_WAY_BYTES: usize = 256 * 1024;

/// What was decided for one connection while it lives.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flow {
    pub(super) up: Course,
    pub(super) down: Course,
}

/// What was decided for one direction.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Course {
    /// Cut after so many more bytes.
    pub(super) cut: Option<(u64, By)>,
    /// Cut instead of passing on the next answer to a post.
    pub(super) cut_at_ack: Option<By>,
    /// What comes vanishes.
    pub(super) swallow: bool,
}

/// How a direction ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ended {
    /// The sender closed it.
    Closed,
    /// It came to the place where it was to be cut.
    Cut(By),
    /// That place was an answer to a post.
    CutAtAck(By),
}

/// One direction: its rules, and what is under way.
pub(super) struct Direction {
    link: watch::Receiver<Link>,
    flow: watch::Receiver<Flow>,
    is_up: bool,
    dice: fastrand::Rng,
    under_way: VecDeque<(Instant, Vec<u8>)>,
    bytes_under_way: usize,
    /// Bytes still to go before the cut that was last decided.
    cut: Option<(u64, By)>,
    replies: Replies,
}

impl Direction {
    pub(super) fn up(
        link: watch::Receiver<Link>,
        flow: watch::Receiver<Flow>,
        dice: fastrand::Rng,
    ) -> Self {
        Self::new(link, flow, true, dice)
    }

    pub(super) fn down(
        link: watch::Receiver<Link>,
        flow: watch::Receiver<Flow>,
        dice: fastrand::Rng,
    ) -> Self {
        Self::new(link, flow, false, dice)
    }

    fn new(
        link: watch::Receiver<Link>,
        flow: watch::Receiver<Flow>,
        is_up: bool,
        dice: fastrand::Rng,
    ) -> Self {
        let under_way = VecDeque::new();
        let replies = Replies::default();
        Self { link, flow, is_up, dice, under_way, bytes_under_way: 0, cut: None, replies }
    }

    /// Carries until the sender ends or the cut is reached. Bytes before a cut are passed on.
    pub(super) async fn carry(
        mut self,
        mut from: ReadHalf<'_>,
        mut to: WriteHalf<'_>,
    ) -> io::Result<Ended> {
        let mut buffer = vec![0; READ_BYTES];
        let mut closed = false;
        loop {
            let pipe = self.pipe();
            if closed && self.under_way.is_empty() {
                return Ok(Ended::Closed);
            }
            let read = !closed && !pipe.paused && self.bytes_under_way < UNDER_WAY_BYTES;
            let due = self.under_way.front().map(|(due, _)| *due);
            tokio::select! {
                count = from.read(&mut buffer), if read => match count? {
                    0 => closed = true,
                    count => self.take(&buffer[..count], &pipe),
                },
                () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {
                    let Some((_, bytes)) = self.under_way.pop_front() else { continue };
                    self.bytes_under_way -= bytes.len();
                    if let Some(ended) = self.put(&bytes, &mut to, &pipe).await? {
                        return Ok(ended);
                    }
                }
                changed = self.link.changed() => if changed.is_err() {
                    return Ok(Ended::Cut(By::Rst));
                },
                changed = self.flow.changed() => if changed.is_ok() {
                    self.cut = self.course().cut.or(self.cut);
                },
            }
        }
    }

    /// Lets bytes set out.
    fn take(&mut self, bytes: &[u8], pipe: &Pipe) {
        if pipe.black_hole || self.course().swallow {
            return;
        }
        let jitter = pipe.jitter.mul_f64(self.dice.f64());
        let last = self.under_way.back().map(|(due, _)| *due);
        let due = Instant::now() + pipe.delay + jitter;
        let due = last.map_or(due, |last| last.max(due));
        self.bytes_under_way += bytes.len();
        self.under_way.push_back((due, bytes.to_vec()));
    }

    /// Lets bytes arrive, up to the place of the cut.
    async fn put(
        &mut self,
        bytes: &[u8],
        to: &mut WriteHalf<'_>,
        pipe: &Pipe,
    ) -> io::Result<Option<Ended>> {
        if self.course().swallow {
            return Ok(None);
        }
        let mut bytes = bytes;
        let mut end = None;
        let answered = !self.is_up && self.replies.hold_ack(bytes);
        if let Some(by) = self.course().cut_at_ack.filter(|_| answered) {
            return Ok(Some(Ended::CutAtAck(by)));
        }
        if let Some((left, by)) = self.cut {
            let passed = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
            bytes = &bytes[..passed];
            self.cut = Some((left - passed as u64, by));
            end = (passed as u64 == left).then_some(Ended::Cut(by));
        }
        for piece in bytes.chunks(pipe.grain.unwrap_or(usize::MAX).max(1)) {
            to.write_all(piece).await?;
            if let Some(speed) = pipe.bytes_per_second {
                let takes = Duration::from_secs_f64(piece.len() as f64 / f64::from(speed.max(1)));
                tokio::time::sleep(takes).await;
            }
        }
        Ok(end)
    }

    fn pipe(&self) -> Pipe {
        let link = self.link.borrow();
        if self.is_up { link.up.clone() } else { link.down.clone() }
    }

    fn course(&self) -> Course {
        let flow = self.flow.borrow();
        if self.is_up { flow.up } else { flow.down }
    }
}
