//! The connection's state machine: when to open a socket, when to give one up, how long to wait.
//! Knows nothing of rooms or messages.

mod moves;

use crate::{ClientFrame, CloseCode};

use super::{Backoff, Effect, Generation, Millis, ReadyState, SessionCheck, Status, Stopped};

use moves::stop_reason;

/// The connection's state machine: CONNECTING, OPEN, CLOSING and CLOSED, with the waiting between.
#[derive(Clone, Debug)]
pub struct Connection {
    state: State,
    generation: Generation,
    /// The socket this end has closed and whose end was not told yet, and when to stop waiting
    /// for that.
    closing: Option<(Generation, Millis)>,
    /// When something last came.
    heard: Millis,
    /// After how long a silence the peer is dead.
    silence_ms: u64,
    /// A question is out, to be answered by anything until then.
    probe: Option<Millis>,
    /// The server asked to stay away until then.
    not_before: Millis,
    /// What the server said of the end of this socket before it came.
    told_code: Option<u16>,
    told_wait_ms: Option<u32>,
    offline: bool,
    backoff: Backoff,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Idle,
    Connecting { until: Millis },
    Greeting { until: Millis },
    Resuming,
    Live { since: Millis },
    Waiting { until: Millis, shown: bool },
    Offline,
    Left,
    Stopped(Stopped),
}

impl Connection {
    /// How long a socket may take to open, in milliseconds.
    pub const CONNECT_MS: u64 = 5_000;
    /// How long the server may take to answer hello, in milliseconds.
    pub const HELLO_MS: u64 = 5_000;
    /// How long the server may be silent, in milliseconds: its heartbeat of 25 s and a margin.
    pub const SILENCE_MS: u64 = 35_000;
    /// How long the answer to a ping may take, in milliseconds.
    pub const PROBE_MS: u64 = 5_000;
    /// How long a connection must have been live to count as stable, in milliseconds.
    pub const STABLE_MS: u64 = 30_000;
    /// The longest wait before a try when the network is said to be back, in milliseconds.
    pub const ONLINE_MS: u64 = 1_000;
    /// The longest wait that a server can ask for, in milliseconds: a mistake there must not keep
    /// a page away for days.
    pub const MAX_TOLD_WAIT_MS: u32 = 300_000;
    /// How long the end of a socket that was closed here is waited for, in milliseconds. A dead
    /// network never tells it.
    const CLOSE_MS: u64 = 1_000;
    /// Waits up to this long, in milliseconds, are not worth telling a person.
    const BRIEF_MS: u64 = 1_000;
    /// What a server adds to its heartbeat before a silence means death, in milliseconds.
    const MARGIN_MS: u64 = 10_000;

    /// A connection that was not begun. The seed feeds jitter only.
    pub fn new(seed: u64) -> Self {
        Self {
            state: State::Idle,
            generation: Generation(0),
            closing: None,
            heard: 0,
            silence_ms: Self::SILENCE_MS,
            probe: None,
            not_before: 0,
            told_code: None,
            told_wait_ms: None,
            offline: false,
            backoff: Backoff::new(seed),
        }
    }

    /// What the page says of it.
    pub fn status(&self) -> Status {
        match self.state {
            State::Live { .. } => Status::Live,
            State::Offline => Status::Offline,
            State::Waiting { until, shown: true } => Status::Waiting { until },
            State::Stopped(reason) => Status::Stopped(reason),
            State::Idle
            | State::Connecting { .. }
            | State::Greeting { .. }
            | State::Resuming
            | State::Waiting { shown: false, .. }
            | State::Left => Status::Connecting,
        }
    }

    /// The socket's state.
    pub fn ready_state(&self) -> ReadyState {
        match self.state {
            State::Connecting { .. } => ReadyState::Connecting,
            State::Greeting { .. } | State::Resuming | State::Live { .. } => ReadyState::Open,
            State::Idle
            | State::Waiting { .. }
            | State::Offline
            | State::Left
            | State::Stopped(_) => {
                if self.closing.is_some() {
                    ReadyState::Closing
                } else {
                    ReadyState::Closed
                }
            }
        }
    }

    /// The open socket.
    pub fn socket(&self) -> Option<Generation> {
        (self.ready_state() == ReadyState::Open).then_some(self.generation)
    }

    /// Whether all that was missed has come, so that commands may be sent.
    pub fn is_live(&self) -> bool {
        matches!(self.state, State::Live { .. })
    }

    /// When [`Connection::wake`] is to be called next.
    pub fn deadline(&self) -> Option<Millis> {
        match self.state {
            State::Connecting { until } => Some(until),
            State::Greeting { until } => Some(until.min(self.silent_at())),
            State::Resuming | State::Live { .. } => Some(self.silent_at()),
            State::Waiting { until, .. } => {
                Some(self.closing.map_or(until, |(_, given_up)| until.max(given_up)))
            }
            State::Idle | State::Offline | State::Left | State::Stopped(_) => None,
        }
    }

    /// The page is there.
    pub fn start(&mut self, now: Millis, out: &mut Vec<Effect>) {
        if self.state == State::Idle {
            self.try_at(now, false);
            self.wake(now, out);
        }
    }

    /// The time of [`Connection::deadline`] has come.
    pub fn wake(&mut self, now: Millis, out: &mut Vec<Effect>) {
        match self.state {
            State::Connecting { until } => {
                if now >= until {
                    self.fail(now, out);
                }
            }
            State::Waiting { until, .. } => {
                let free = self.closing.is_none_or(|(_, given_up)| now >= given_up);
                if now >= until && free {
                    self.connect(now, out);
                }
            }
            State::Greeting { until } if now >= until => self.fail(now, out),
            State::Greeting { .. } | State::Resuming | State::Live { .. } => {
                let silent_at = self.silent_at();
                if now < silent_at {
                    return;
                }
                // A page that slept past the moment finds its mail only after this call.
                if self.probe.is_none() && now > silent_at + Self::PROBE_MS {
                    self.probe(now, out);
                } else {
                    self.fail(now, out);
                }
            }
            State::Idle | State::Offline | State::Left | State::Stopped(_) => {}
        }
    }

    /// The socket of this generation is open. Says whether it is the one that was wanted.
    pub fn opened(&mut self, generation: Generation, now: Millis) -> bool {
        let wanted =
            generation == self.generation && matches!(self.state, State::Connecting { .. });
        if wanted {
            self.state = State::Greeting { until: now + Self::HELLO_MS };
            self.heard = now;
            self.silence_ms = Self::SILENCE_MS;
            self.offline = false;
        }
        wanted
    }

    /// Something came on the socket of this generation. Says whether it is the open one.
    pub fn heard(&mut self, generation: Generation, now: Millis) -> bool {
        let ours = self.socket() == Some(generation);
        if ours {
            self.heard = now;
            self.probe = None;
        }
        ours
    }

    /// The server answered hello, and says how often it pings.
    pub fn welcomed(&mut self, heartbeat_ms: u32) {
        if matches!(self.state, State::Greeting { .. }) {
            self.state = State::Resuming;
            self.silence_ms = u64::from(heartbeat_ms) + Self::MARGIN_MS;
        }
    }

    /// All that was missed has come.
    pub fn live(&mut self, now: Millis) {
        if self.state == State::Resuming {
            self.state = State::Live { since: now };
        }
    }

    /// The server said how the socket will end, or how long to stay away, before the end.
    pub fn told(&mut self, code: Option<u16>, wait_ms: Option<u32>) {
        self.told_code = code.or(self.told_code);
        self.told_wait_ms = wait_ms.or(self.told_wait_ms);
    }

    /// The socket of this generation closed, or could not be opened.
    pub fn closed(
        &mut self,
        generation: Generation,
        code: u16,
        now: Millis,
        out: &mut Vec<Effect>,
    ) {
        if self.closing.is_some_and(|(closing, _)| closing == generation) {
            self.closing = None;
            match stop_reason(code) {
                Some(reason) => self.stop(reason, now, out),
                None => self.wake(now, out),
            }
            return;
        }
        if generation != self.generation {
            return;
        }
        match self.state {
            State::Connecting { .. } => {
                out.push(Effect::CheckSession);
                self.retry(now);
            }
            State::Greeting { .. } | State::Resuming | State::Live { .. } => {
                // The code of the close frame gets lost where the network cuts it off.
                let told = self.told_code.and_then(stop_reason);
                match stop_reason(code).or(told) {
                    Some(reason) => self.state = State::Stopped(reason),
                    None => self.retry(now),
                }
            }
            State::Idle
            | State::Waiting { .. }
            | State::Offline
            | State::Left
            | State::Stopped(_) => {}
        }
    }

    /// The peer is dead, or might as well be: close, and try again later.
    pub fn fail(&mut self, now: Millis, out: &mut Vec<Effect>) {
        match self.state {
            State::Connecting { .. } => out.push(Effect::CheckSession),
            State::Greeting { .. } | State::Resuming | State::Live { .. } => {}
            State::Idle
            | State::Waiting { .. }
            | State::Offline
            | State::Left
            | State::Stopped(_) => return,
        }
        self.close(CloseCode::NoHeartbeat, now, out);
        self.retry(now);
    }
}
