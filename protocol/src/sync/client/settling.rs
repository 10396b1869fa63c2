//! What is sent once an input was taken in, and when to look again without one.

use super::super::Millis;
use super::{Change, Client, Effect};

/// Messages that wait for the server's pace no longer than this, in milliseconds, are not worth
/// telling a person: they see them go one by one.
const SLOW_MS: u64 = 3_000;

impl Client {
    /// Notices that the socket is gone, or sends what may be sent now.
    pub(super) fn settle(&mut self) {
        if self.greeted.is_some() && self.greeted != self.connection.socket() {
            self.lost();
        }
        if self.connection.is_live() {
            self.show();
            self.fill();
            self.post();
            self.ask_thread_state();
            self.tell_reads();
            self.tell_attention();
            self.load();
        }
    }

    pub(super) fn woken(&mut self) {
        self.wake = None;
        self.connection.wake(self.now, &mut self.out);
        if self.requests.deadline().is_some_and(|deadline| deadline <= self.now) {
            self.connection.fail(self.now, &mut self.out);
        }
        self.give_up_gaps();
        if let Some(room) = self.typing.expire(self.now) {
            self.changed(Change::Typing(room));
        }
    }

    /// When it is worth telling that messages wait because they are more than the server takes.
    pub(super) fn slow_at(&self) -> Option<Millis> {
        self.outbox.slowed_since().map(|since| since + SLOW_MS)
    }

    pub(super) fn ask_to_be_woken(&mut self) {
        let mut next = self.typing.deadline();
        let mut earliest = |other: Option<Millis>| {
            next = next.into_iter().chain(other).min();
        };
        earliest(self.connection.deadline());
        earliest(self.requests.deadline());
        if self.connection.is_live() {
            earliest(self.gaps.deadline());
            // What is due of these was sent just now, or waits for a reply rather than for a time.
            let later = |at: &Millis| *at > self.now;
            earliest(self.outbox.deadline().filter(later));
            earliest(self.slow_at().filter(later));
            earliest(self.reads.deadline().filter(later));
            earliest(self.loads.deadline().filter(later));
            earliest(self.want_open.filter(later));
            earliest(self.ask_thread_at().filter(later));
        }
        if let Some(at) = next.filter(|at| self.wake != Some(*at)) {
            self.out.push(Effect::WakeAt(at));
            self.wake = Some(at);
        }
    }
}
