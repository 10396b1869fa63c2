//! Whatever happens to a connection, in whatever order.

use hark_protocol::sync::{Backoff, Effect, Generation, ReadyState, SessionCheck, Status};

use super::Link;

/// Lives in one run, and happenings in each.
const LIVES: u64 = 400;
const HAPPENINGS: u32 = 300;

/// The sockets as a browser holds them.
#[derive(Default)]
struct Sockets(Vec<(Generation, ReadyState)>);

#[test]
fn who_is_told_when_to_try_again_does_not_try_before() {
    for seed in 0..50 {
        let mut link = Link::started(seed);
        link.connection.closed(Generation(1), 1006, link.now, &mut link.out);
        link.connection.session_checked(SessionCheck::Later(7_000), link.now, &mut link.out);
        let until = link.now + 7_000;
        assert_eq!(link.connection.status(), Status::Waiting { until });
        link.connection.online(link.now, &mut link.out);
        link.connection.visible(link.now, &mut link.out);
        assert!(link.pass_to_deadline() >= 7_000, "seed {seed}");
        link.connects().expect("it tries");
    }
}

#[test]
fn there_is_one_socket_at_a_time_and_nothing_is_sent_unless_it_is_open() {
    for seed in 0..LIVES {
        let mut random = Backoff::new(seed);
        let mut link = Link::new(!seed);
        let mut sockets = Sockets::default();
        for _ in 0..HAPPENINGS {
            let stopped = matches!(link.connection.status(), Status::Stopped(_));
            happen(&mut link, &mut sockets, &mut random);
            let effects = std::mem::take(&mut link.out);
            assert!(!stopped || effects.is_empty(), "stopped, and yet {effects:?} (seed {seed})");
            sockets.carry_out(effects);
            check(&link, &sockets);
        }
    }
}

fn happen(link: &mut Link, sockets: &mut Sockets, random: &mut Backoff) {
    let (now, out) = (link.now, &mut link.out);
    let any = sockets.0.get(random.below(sockets.0.len() as u64) as usize).copied();
    let generation = any.map_or(Generation(99), |(generation, _)| generation);
    match random.below(24) {
        0 => link.connection.start(now, out),
        1..4 => {
            if sockets.set(generation, ReadyState::Connecting, ReadyState::Open) {
                link.connection.opened(generation, now);
            }
        }
        4 => link.connection.welcomed(25_000),
        5 => link.connection.live(now),
        6..9 => {
            // Stops are rare, so that lives are long.
            let code = [1000, 1006, 1012, 4002][random.below(4) as usize];
            let code = if random.below(40) == 0 { 4500 } else { code };
            sockets.0.retain(|(held, _)| *held != generation);
            link.connection.closed(generation, code, now, out);
        }
        9 => _ = link.connection.heard(generation, now),
        10 => link.connection.online(now, out),
        11 => {
            if random.below(4) == 0 {
                link.connection.offline(now, out);
            }
        }
        12 => link.connection.visible(now, out),
        13 => link.connection.leaving(now, out),
        14 => link.connection.try_now(now, out),
        15 => {
            let signed_out = random.below(60) == 0;
            let check =
                if signed_out { SessionCheck::SignedOut } else { SessionCheck::Unreachable };
            link.connection.session_checked(check, now, out);
        }
        16 => link.connection.told(Some(1012), Some(random.below(9_000) as u32)),
        17 => link.connection.fail(now, out),
        18..21 => link.pass(random.below(2_000)),
        _ => {
            if let Some(deadline) = link.connection.deadline() {
                link.pass(deadline.saturating_sub(link.now));
                let next = link.connection.deadline();
                assert!(next.is_none_or(|next| next > link.now), "it wakes without end");
            }
        }
    }
}

fn check(link: &Link, sockets: &Sockets) {
    let in_use = sockets.in_use();
    match link.connection.ready_state() {
        ReadyState::Connecting => assert_eq!(in_use, Some(ReadyState::Connecting)),
        ReadyState::Open => assert_eq!(in_use, Some(ReadyState::Open)),
        ReadyState::Closing | ReadyState::Closed => assert_eq!(in_use, None),
    }
    if let Status::Waiting { until } = link.connection.status() {
        assert!(until <= link.now + Backoff::MAX_MS, "waits too long");
    }
    let idle = matches!(link.connection.ready_state(), ReadyState::Connecting | ReadyState::Open);
    assert!(!idle || link.connection.deadline().is_some(), "nothing watches the socket");
}

impl Sockets {
    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Connect(generation) => {
                    assert_eq!(self.in_use(), None, "two sockets at once");
                    self.0.push((generation, ReadyState::Connecting));
                }
                Effect::Send(generation, _) => {
                    assert!(self.0.contains(&(generation, ReadyState::Open)), "it is not open");
                }
                Effect::Close(generation, _) => {
                    let socket = self.0.iter_mut().find(|(held, _)| *held == generation);
                    socket.expect("it was opened").1 = ReadyState::Closing;
                }
                Effect::CheckSession => {}
                other => panic!("{other:?} is not for a connection to ask"),
            }
        }
    }

    fn in_use(&self) -> Option<ReadyState> {
        let in_use =
            |state: &ReadyState| matches!(state, ReadyState::Connecting | ReadyState::Open);
        self.0.iter().map(|(_, state)| *state).find(in_use)
    }

    fn set(&mut self, generation: Generation, from: ReadyState, to: ReadyState) -> bool {
        let socket = self.0.iter_mut().find(|socket| **socket == (generation, from));
        socket.map(|socket| socket.1 = to).is_some()
    }
}
