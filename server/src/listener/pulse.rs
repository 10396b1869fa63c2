//! What a connection does just now, and since when: from that follows whether it takes too long.
//! Time comes in as a value where it is judged.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use crate::panics::lock;

/// How long somebody who has connected may say nothing. Browsers open connections ahead of their
/// need; they open another when the time comes.
const FIRST_BYTE: Duration = Duration::from_secs(5);

/// How long the head of a request may take from its first byte to its last.
const HEAD: Duration = Duration::from_secs(5);

/// How long a connection is kept for the next request after the last answer.
const IDLE: Duration = Duration::from_secs(30);

/// How long a write may get nowhere.
const WRITE: Duration = Duration::from_secs(20);

/// The doings of one connection.
#[derive(Debug)]
pub(super) struct Pulse(Mutex<State>);

#[derive(Debug)]
struct State {
    phase: Phase,
    since: Instant,
    /// Since when nothing can be written.
    stuck: Option<Instant>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Phase {
    /// Nothing was said yet.
    Silent,
    /// The head of a request has begun.
    Head,
    /// A request is being answered. How long its body may take is the body's.
    Answering,
    /// Between two requests; the answer may still be on its way.
    Idle,
}

impl Pulse {
    pub(super) fn new(now: Instant) -> Self {
        Self(Mutex::new(State { phase: Phase::Silent, since: now, stuck: None }))
    }

    /// Something was read.
    pub(super) fn read(&self) {
        let mut state = lock(&self.0);
        match state.phase {
            Phase::Silent | Phase::Idle => state.enter(Phase::Head),
            Phase::Head | Phase::Answering => {}
        }
    }

    /// A whole head was read.
    pub(super) fn asked(&self) {
        lock(&self.0).enter(Phase::Answering);
    }

    /// The answer is ready to be written.
    pub(super) fn answered(&self) {
        lock(&self.0).enter(Phase::Idle);
    }

    /// Something was written.
    pub(super) fn wrote(&self) {
        let mut state = lock(&self.0);
        state.stuck = None;
        if state.phase == Phase::Idle {
            state.since = Instant::now();
        }
    }

    /// Nothing could be written.
    pub(super) fn could_not_write(&self) {
        lock(&self.0).stuck.get_or_insert_with(Instant::now);
    }

    /// Whether this has taken too long.
    pub(super) fn is_overdue(&self, now: Instant) -> bool {
        let state = lock(&self.0);
        let is_over = |since: Instant, most| now.saturating_duration_since(since) >= most;
        let most = match state.phase {
            Phase::Silent => Some(FIRST_BYTE),
            Phase::Head => Some(HEAD),
            Phase::Answering => None,
            Phase::Idle => Some(IDLE),
        };
        state.stuck.is_some_and(|since| is_over(since, WRITE))
            || most.is_some_and(|most| is_over(state.since, most))
    }
}

impl State {
    fn enter(&mut self, phase: Phase) {
        (self.phase, self.since) = (phase, Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    async fn lasts(pulse: &Pulse) -> Option<u64> {
        for second in 1..=60 {
            advance(Duration::from_secs(1)).await;
            if pulse.is_overdue(Instant::now()) {
                return Some(second);
            }
        }
        None
    }

    #[tokio::test(start_paused = true)]
    async fn each_phase_has_its_time() {
        assert_eq!(lasts(&Pulse::new(Instant::now())).await, Some(5), "silent");
        let pulse = Pulse::new(Instant::now());
        advance(Duration::from_secs(4)).await;
        pulse.read();
        advance(Duration::from_secs(3)).await;
        pulse.read();
        assert_eq!(lasts(&pulse).await, Some(2), "a head that drips");
        pulse.asked();
        pulse.read();
        assert_eq!(lasts(&pulse).await, None, "the answer is ours to give");
        pulse.answered();
        advance(Duration::from_secs(20)).await;
        pulse.wrote();
        assert_eq!(lasts(&pulse).await, Some(30), "kept for the next");
        pulse.answered();
        pulse.read();
        assert_eq!(lasts(&pulse).await, Some(5), "the next head");
    }

    #[tokio::test(start_paused = true)]
    async fn a_write_must_get_somewhere() {
        let pulse = Pulse::new(Instant::now());
        pulse.asked();
        pulse.could_not_write();
        advance(Duration::from_secs(19)).await;
        pulse.wrote();
        pulse.could_not_write();
        advance(Duration::from_secs(5)).await;
        pulse.could_not_write();
        assert_eq!(lasts(&pulse).await, Some(15));
    }
}
