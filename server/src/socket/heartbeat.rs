//! When to ask whether the other end is there, when to give it up, and when to look at the session
//! again. Pure: time comes in as a value.

use std::time::Duration;

use tokio::time::Instant;

/// How often the server asks, whatever else it sends: well within the minute after which proxies
/// cut connections that are quiet.
pub(super) const PING_EVERY: Duration = Duration::from_secs(25);

/// How long the other end may be silent: it has ten seconds to answer.
pub(super) const SILENCE_MAX: Duration = Duration::from_secs(35);

/// How often the session is looked up at least, in case its end was not told.
pub(super) const SESSION_EVERY: Duration = Duration::from_secs(10);

/// What is due.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Beat {
    /// Nothing was heard for too long.
    Silence,
    /// Ask whether the other end is there.
    Ping,
    /// Look the session up.
    Session,
}

/// The times of one connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heartbeat {
    heard: Instant,
    ping: Instant,
    session: Instant,
}

impl Heartbeat {
    pub(super) fn new(now: Instant) -> Self {
        Self { heard: now, ping: now + PING_EVERY, session: now + SESSION_EVERY }
    }

    /// The other end sent something.
    pub(super) fn heard(&mut self, now: Instant) {
        self.heard = now;
    }

    /// The session runs out after so long: it is looked up then, if not before.
    pub(super) fn session_left(&mut self, now: Instant, left: Duration) {
        self.session = now + left.min(SESSION_EVERY);
    }

    /// When to ask [`Heartbeat::due`] next.
    pub(super) fn next(&self) -> Instant {
        self.ping.min(self.session).min(self.heard + SILENCE_MAX)
    }

    /// What is due now, one at a time.
    pub(super) fn due(&mut self, now: Instant) -> Option<Beat> {
        if now >= self.heard + SILENCE_MAX {
            Some(Beat::Silence)
        } else if now >= self.ping {
            self.ping = now + PING_EVERY;
            Some(Beat::Ping)
        } else if now >= self.session {
            self.session = now + SESSION_EVERY;
            Some(Beat::Session)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_looks_and_gives_up_in_time() {
        let start = Instant::now();
        let second = |seconds| start + Duration::from_secs(seconds);
        let mut heartbeat = Heartbeat::new(start);
        let mut beats = Vec::new();
        while beats.last().is_none_or(|(_, beat)| *beat != Beat::Silence) {
            let now = heartbeat.next();
            while let Some(beat) = heartbeat.due(now) {
                beats.push((now, beat));
                if beat == Beat::Silence {
                    break;
                }
            }
        }
        let expected = [
            (second(10), Beat::Session),
            (second(20), Beat::Session),
            (second(25), Beat::Ping),
            (second(30), Beat::Session),
            (second(35), Beat::Silence),
        ];
        assert_eq!(beats, expected);
    }

    #[test]
    fn a_session_is_looked_up_when_it_runs_out() {
        let start = Instant::now();
        let second = |seconds| start + Duration::from_secs(seconds);
        let mut heartbeat = Heartbeat::new(start);
        heartbeat.session_left(start, Duration::from_secs(3));
        assert_eq!(heartbeat.next(), second(3));
        assert_eq!(heartbeat.due(second(3)), Some(Beat::Session));
        heartbeat.session_left(second(3), Duration::from_hours(1));
        assert_eq!(heartbeat.next(), second(13));
    }

    #[test]
    fn whoever_is_heard_is_kept() {
        let start = Instant::now();
        let mut heartbeat = Heartbeat::new(start);
        for answer in 1..=20 {
            let now = start + PING_EVERY * answer;
            assert_eq!(heartbeat.due(now), Some(Beat::Ping));
            heartbeat.heard(now);
        }
    }
}
