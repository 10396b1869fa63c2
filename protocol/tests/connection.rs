//! The connection's state machine: one socket at a time, waits within bounds, and an end to trying.

use hark_protocol::CloseCode;
use hark_protocol::sync::{
    Backoff, Connection, Effect, Generation, Millis, ReadyState, SessionCheck, Status, Stopped,
};

#[path = "connection/chance.rs"]
mod chance;

/// A connection with its clock and what it asked for.
struct Link {
    connection: Connection,
    now: Millis,
    out: Vec<Effect>,
}

impl Link {
    fn new(seed: u64) -> Self {
        Self { connection: Connection::new(seed), now: 10_000, out: Vec::new() }
    }

    fn started(seed: u64) -> Self {
        let mut link = Self::new(seed);
        link.connection.start(link.now, &mut link.out);
        link
    }

    fn live(seed: u64) -> Self {
        let mut link = Self::started(seed);
        link.goes_live();
        link
    }

    /// The socket that was asked for opens, and the server brings it up to date.
    fn goes_live(&mut self) {
        let generation = self.connects().expect("a socket was asked for");
        assert!(self.connection.opened(generation, self.now));
        self.connection.welcomed(25_000);
        self.connection.live(self.now);
        assert_eq!(self.connection.status(), Status::Live);
    }

    fn generation(&self) -> Generation {
        self.connection.socket().expect("it is open")
    }

    fn cut(&mut self, code: u16) {
        let generation = self.generation();
        self.connection.closed(generation, code, self.now, &mut self.out);
    }

    fn pass(&mut self, time: u64) {
        self.now += time;
        self.connection.wake(self.now, &mut self.out);
    }

    /// Goes to the next moment at which anything happens by itself.
    fn pass_to_deadline(&mut self) -> u64 {
        let wait = self.connection.deadline().expect("something is waited for") - self.now;
        self.pass(wait);
        wait
    }

    fn connects(&mut self) -> Option<Generation> {
        let effects = std::mem::take(&mut self.out);
        effects.into_iter().find_map(|effect| match effect {
            Effect::Connect(generation) => Some(generation),
            _ => None,
        })
    }

    fn closes(&self) -> Option<u16> {
        self.out.iter().find_map(|effect| match effect {
            Effect::Close(_, code) => Some(*code),
            _ => None,
        })
    }
}

#[test]
fn states_go_by_the_names_of_the_standard() {
    let mut link = Link::new(1);
    assert_eq!(link.connection.ready_state(), ReadyState::Closed);
    link.connection.start(link.now, &mut link.out);
    assert_eq!(link.connection.ready_state(), ReadyState::Connecting);
    link.goes_live();
    assert_eq!(link.connection.ready_state(), ReadyState::Open);
    link.pass(Connection::SILENCE_MS);
    assert_eq!(link.connection.ready_state(), ReadyState::Closing);
    link.connection.closed(Generation(1), 1006, link.now, &mut link.out);
    assert_eq!(link.connection.ready_state(), ReadyState::Closed);
}

#[test]
fn waits_double_up_to_half_a_minute_with_full_jitter() {
    let mut longest = [0; 9];
    for seed in 0..300 {
        let mut link = Link::live(seed);
        link.cut(1006);
        for (tries, longest) in longest.iter_mut().enumerate() {
            let wait = link.pass_to_deadline();
            let limit = Backoff::MAX_MS.min(Backoff::BASE_MS << tries);
            assert!(wait <= limit, "{wait} ms before try {tries}");
            *longest = wait.max(*longest);
            let generation = link.connects().expect("the wait is over");
            link.connection.closed(generation, 1006, link.now, &mut link.out);
            assert!(link.out.contains(&Effect::CheckSession), "the server is asked why");
        }
    }
    // The whole range is used, so that many clients do not come back at once.
    let limits = (0..9).map(|tries| Backoff::MAX_MS.min(Backoff::BASE_MS << tries));
    assert!(longest.iter().zip(limits).all(|(longest, limit)| *longest > limit * 9 / 10));
}

#[test]
fn only_a_stable_connection_makes_the_next_wait_short_again() {
    for (live_for, longest) in [(29_000, 4_000), (30_000, 500)] {
        let waits = (0..200).map(|seed| {
            let mut link = Link::live(seed);
            for _ in 0..3 {
                link.cut(1006);
                link.pass_to_deadline();
                link.goes_live();
            }
            link.now += live_for;
            link.cut(1006);
            link.pass_to_deadline()
        });
        let most = waits.max().expect("some waits");
        assert!(most <= longest && most > longest * 9 / 10, "{most} ms after {live_for} ms");
    }
}

#[test]
fn the_server_says_how_long_to_stay_away() {
    let mut link = Link::live(1);
    link.connection.told(Some(CloseCode::Restart.code()), Some(7_000));
    link.cut(CloseCode::Restart.code());
    assert_eq!(link.connection.status(), Status::Waiting { until: link.now + 7_000 });
    link.connection.online(link.now, &mut link.out);
    assert_eq!(link.connection.status(), Status::Waiting { until: link.now + 7_000 });
    link.connection.try_now(link.now, &mut link.out);
    assert!(link.connects().is_some(), "a person may ask all the same");

    let mut link = Link::live(1);
    link.connection.told(None, Some(u32::MAX));
    link.cut(CloseCode::Overloaded.code());
    let until = link.now + u64::from(Connection::MAX_TOLD_WAIT_MS);
    assert_eq!(link.connection.status(), Status::Waiting { until });
}

#[test]
fn codes_from_4500_on_end_it() {
    for (code, reason) in [
        (CloseCode::SignIn.code(), Stopped::SignedOut),
        (CloseCode::SessionEnded.code(), Stopped::SignedOut),
        (CloseCode::Banned.code(), Stopped::Banned),
        (CloseCode::TooOld.code(), Stopped::TooOld),
        (CloseCode::Misuse.code(), Stopped::Refused(4505)),
        (4999, Stopped::Refused(4999)),
    ] {
        let mut link = Link::live(1);
        link.cut(code);
        assert_eq!(link.connection.status(), Status::Stopped(reason));
        link.out.clear();
        link.connection.online(link.now, &mut link.out);
        link.connection.visible(link.now, &mut link.out);
        link.connection.try_now(link.now, &mut link.out);
        link.pass(1_000_000);
        assert_eq!(link.connection.deadline(), None);
        assert!(link.out.is_empty(), "{:?} after {code}", link.out);
    }
    for code in [1000, 1001, 1006, 1012, 4000, 4004, 4008, 4499] {
        let mut link = Link::live(1);
        link.cut(code);
        assert!(link.connection.deadline().is_some(), "{code} is no end");
    }
    // The close frame got lost, but the server had said goodbye.
    let mut link = Link::live(1);
    link.connection.told(Some(CloseCode::Banned.code()), Some(0));
    link.cut(1006);
    assert_eq!(link.connection.status(), Status::Stopped(Stopped::Banned));
}

#[test]
fn a_silent_server_is_left() {
    let mut link = Link::live(1);
    link.pass(Connection::SILENCE_MS - 1);
    assert!(link.connection.is_live());
    assert!(link.connection.heard(link.generation(), link.now));
    link.pass(Connection::SILENCE_MS - 1);
    assert!(link.connection.is_live());
    link.pass(1);
    assert_eq!(link.closes(), Some(CloseCode::NoHeartbeat.code()));
    assert!(!link.connection.heard(Generation(1), link.now), "what comes late is ignored");
}

#[test]
fn a_page_that_slept_asks_before_it_gives_up() {
    let mut link = Link::live(1);
    link.pass(600_000);
    assert!(matches!(link.out.last(), Some(Effect::Send(..))), "a ping");
    assert!(link.connection.is_live());
    assert_eq!(link.pass_to_deadline(), Connection::PROBE_MS);
    assert!(!link.connection.is_live());
}

#[test]
fn a_page_that_is_looked_at_again_wants_a_sign_of_life() {
    for answered in [true, false] {
        let mut link = Link::live(1);
        link.connection.visible(link.now, &mut link.out);
        link.connection.online(link.now, &mut link.out);
        let pings = link.out.iter().filter(|effect| matches!(effect, Effect::Send(..))).count();
        assert_eq!(pings, 1, "one question is enough");
        if answered {
            link.connection.heard(link.generation(), link.now);
        }
        link.pass(Connection::PROBE_MS);
        assert_eq!(link.connection.is_live(), answered);
    }
}

#[test]
fn neither_opening_nor_greeting_takes_for_ever() {
    let mut link = Link::started(1);
    assert_eq!(link.pass_to_deadline(), Connection::CONNECT_MS);
    assert!(link.closes().is_some() && link.out.contains(&Effect::CheckSession));

    let mut link = Link::started(1);
    assert!(link.connection.opened(Generation(1), link.now));
    assert_eq!(link.pass_to_deadline(), Connection::HELLO_MS);
    assert!(link.closes().is_some());
}

#[test]
fn without_a_session_no_socket_is_tried() {
    for check in [SessionCheck::SignedOut, SessionCheck::SignedIn, SessionCheck::Unreachable] {
        let mut link = Link::started(1);
        link.connection.closed(Generation(1), 1006, link.now, &mut link.out);
        link.connection.session_checked(check, link.now, &mut link.out);
        let stopped = link.connection.status() == Status::Stopped(Stopped::SignedOut);
        assert_eq!(stopped, check == SessionCheck::SignedOut);
        assert_eq!(link.connection.deadline().is_none(), stopped);
    }
    let mut link = Link::live(1);
    link.connection.session_checked(SessionCheck::SignedOut, link.now, &mut link.out);
    assert!(link.connection.is_live(), "an old answer; the open socket proves better");
}

#[test]
fn offline_means_waiting_for_the_network() {
    for seed in 0..50 {
        let mut link = Link::live(seed);
        link.connection.offline(link.now, &mut link.out);
        assert_eq!(link.connection.status(), Status::Offline);
        assert!(link.closes().is_some());
        assert_eq!(link.connection.deadline(), None, "no tries");
        link.connection.visible(link.now, &mut link.out);
        link.connection.closed(Generation(1), 1006, link.now, &mut link.out);
        assert_eq!(link.connection.status(), Status::Offline);
        link.connection.online(link.now, &mut link.out);
        assert!(link.pass_to_deadline() <= Connection::ONLINE_MS);
        link.goes_live();
    }
}

#[test]
fn a_page_that_is_left_comes_back_only_when_it_is_seen() {
    let mut link = Link::live(1);
    link.connection.leaving(link.now, &mut link.out);
    assert_eq!(link.closes(), Some(CloseCode::Normal.code()));
    link.connection.closed(Generation(1), 1000, link.now, &mut link.out);
    link.connection.online(link.now, &mut link.out);
    link.pass(1_000_000);
    assert!(link.connects().is_none());
    link.connection.visible(link.now, &mut link.out);
    link.goes_live();
}

#[test]
fn the_end_of_a_closed_socket_is_waited_for_but_not_long() {
    let mut link = Link::live(1);
    link.connection.leaving(link.now, &mut link.out);
    link.connection.visible(link.now, &mut link.out);
    assert!(link.connects().is_none(), "the old socket is still closing");
    assert_eq!(link.connection.ready_state(), ReadyState::Closing);
    assert!(link.pass_to_deadline() <= 1_000);
    link.goes_live();
}
