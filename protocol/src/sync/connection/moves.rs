//! What the browser and the person tell the connection, and its moves from state to state.

use super::*;

impl Connection {
    /// There is a network again.
    pub fn online(&mut self, now: Millis, out: &mut Vec<Effect>) {
        self.offline = false;
        match self.state {
            State::Offline => {
                let wait = self.backoff.below(Self::ONLINE_MS + 1);
                self.try_at(self.not_before.max(now + wait), false);
            }
            State::Waiting { .. } => self.hurry(now),
            State::Resuming | State::Live { .. } => self.probe(now, out),
            State::Idle
            | State::Connecting { .. }
            | State::Greeting { .. }
            | State::Left
            | State::Stopped(_) => {}
        }
    }

    /// There is no network.
    pub fn offline(&mut self, now: Millis, out: &mut Vec<Effect>) {
        self.offline = true;
        match self.state {
            State::Connecting { .. }
            | State::Greeting { .. }
            | State::Resuming
            | State::Live { .. }
            | State::Waiting { .. } => {
                self.close(CloseCode::NoHeartbeat, now, out);
                self.state = State::Offline;
            }
            State::Idle | State::Offline | State::Left | State::Stopped(_) => {}
        }
    }

    /// The page is looked at again.
    pub fn visible(&mut self, now: Millis, out: &mut Vec<Effect>) {
        match self.state {
            State::Left => {
                self.try_at(now, false);
                self.wake(now, out);
            }
            State::Waiting { .. } => self.hurry(now),
            State::Resuming | State::Live { .. } => self.probe(now, out),
            State::Idle
            | State::Connecting { .. }
            | State::Greeting { .. }
            | State::Offline
            | State::Stopped(_) => {}
        }
    }

    /// The page is being left, maybe to be taken out of the back-forward cache later.
    pub fn leaving(&mut self, now: Millis, out: &mut Vec<Effect>) {
        match self.state {
            State::Idle | State::Left | State::Stopped(_) => {}
            State::Connecting { .. }
            | State::Greeting { .. }
            | State::Resuming
            | State::Live { .. }
            | State::Waiting { .. }
            | State::Offline => {
                self.close(CloseCode::Normal, now, out);
                self.state = State::Left;
            }
        }
    }

    /// The person does not want to wait, whatever the browser or the server said.
    pub fn try_now(&mut self, now: Millis, out: &mut Vec<Effect>) {
        if matches!(self.state, State::Waiting { .. } | State::Offline) {
            self.state = State::Waiting { until: now, shown: false };
            self.wake(now, out);
        }
    }

    /// The answer to [`Effect::CheckSession`]. An open socket proves a session by itself.
    pub fn session_checked(&mut self, check: SessionCheck, now: Millis, out: &mut Vec<Effect>) {
        match check {
            SessionCheck::SignedOut => {
                if self.socket().is_none() {
                    self.stop(Stopped::SignedOut, now, out);
                }
            }
            SessionCheck::Later(wait) => {
                self.not_before = now + u64::from(wait.min(Self::MAX_TOLD_WAIT_MS));
                if let State::Waiting { until, .. } = self.state {
                    self.try_at(until.max(self.not_before), true);
                }
            }
            SessionCheck::SignedIn | SessionCheck::Unreachable => {}
        }
    }

    /// Makes no further try.
    pub fn stop(&mut self, reason: Stopped, now: Millis, out: &mut Vec<Effect>) {
        self.close(CloseCode::Normal, now, out);
        if !matches!(self.state, State::Stopped(_)) {
            self.state = State::Stopped(reason);
        }
    }

    pub(super) fn connect(&mut self, now: Millis, out: &mut Vec<Effect>) {
        self.generation = Generation(self.generation.0.wrapping_add(1));
        self.closing = None;
        self.told_code = None;
        self.told_wait_ms = None;
        self.probe = None;
        self.not_before = 0;
        self.state = State::Connecting { until: now + Self::CONNECT_MS };
        out.push(Effect::Connect(self.generation));
    }

    /// Closes the socket if there is one. The caller says what state comes next.
    pub(super) fn close(&mut self, code: CloseCode, now: Millis, out: &mut Vec<Effect>) {
        match self.ready_state() {
            ReadyState::Connecting | ReadyState::Open => {
                out.push(Effect::Close(self.generation, code.code()));
                self.closing = Some((self.generation, now + Self::CLOSE_MS));
            }
            ReadyState::Closing | ReadyState::Closed => {}
        }
    }

    /// The socket is gone: decides when to try again.
    pub(super) fn retry(&mut self, now: Millis) {
        if let State::Live { since } = self.state
            && now >= since + Self::STABLE_MS
        {
            self.backoff.reset();
        }
        let wait = match self.told_wait_ms.take() {
            Some(told) => {
                let wait = u64::from(told.min(Self::MAX_TOLD_WAIT_MS));
                self.not_before = now + wait;
                wait
            }
            None => self.backoff.next_ms(),
        };
        self.try_at(now + wait, wait > Self::BRIEF_MS);
    }

    pub(super) fn try_at(&mut self, until: Millis, shown: bool) {
        self.state = if self.offline { State::Offline } else { State::Waiting { until, shown } };
    }

    /// Brings the next try forward, but not before the time that the server asked for.
    fn hurry(&mut self, now: Millis) {
        let soon = self.not_before.max(now + self.backoff.below(Self::ONLINE_MS + 1));
        if let State::Waiting { until, shown } = self.state {
            self.state = State::Waiting { until: until.min(soon), shown };
        }
    }

    pub(super) fn probe(&mut self, now: Millis, out: &mut Vec<Effect>) {
        if self.probe.is_none() {
            out.push(Effect::Send(self.generation, ClientFrame::Ping.encode()));
            self.probe = Some(now + Self::PROBE_MS);
        }
    }

    /// When the peer is to be taken for dead.
    pub(super) fn silent_at(&self) -> Millis {
        let silent = self.heard + self.silence_ms;
        self.probe.unwrap_or(silent)
    }
}

/// Why to stop after this close code, if it says so.
pub(super) fn stop_reason(code: u16) -> Option<Stopped> {
    if !CloseCode::stops(code) {
        return None;
    }
    Some(match CloseCode::from_code(code) {
        Some(CloseCode::SignIn | CloseCode::SessionEnded) => Stopped::SignedOut,
        Some(CloseCode::Banned) => Stopped::Banned,
        Some(CloseCode::TooOld) => Stopped::TooOld,
        Some(
            CloseCode::Misuse
            | CloseCode::Normal
            | CloseCode::ProtocolError
            | CloseCode::Unsupported
            | CloseCode::BadText
            | CloseCode::Unfinished
            | CloseCode::TooBig
            | CloseCode::Internal
            | CloseCode::Restart
            | CloseCode::Overloaded
            | CloseCode::SlowReader
            | CloseCode::NoHeartbeat
            | CloseCode::StateChanged
            | CloseCode::RateLimited,
        )
        | None => Stopped::Refused(code),
    })
}
