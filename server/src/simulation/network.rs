//! The network between browsers and the server: messages travel in order, each for a while, until
//! the line is cut or swallows them.

use std::collections::VecDeque;
use std::sync::Arc;

use futures::FutureExt;
use hark_protocol::CloseCode;
use hark_protocol::sync::{Generation, Input, Millis, SessionCheck};
use tokio::task::JoinHandle;
use tungstenite::Message;
use tungstenite::protocol::CloseFrame;

use super::agenda::{Due, Life};
use super::random::Random;
use super::wire::Wire;
use super::world::{World, note};

/// Tells lines apart.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct LineId(pub(crate) u32);

/// What the browser is told of a socket that closed without a code (RFC 6455, 7.1.5).
pub(crate) const ABNORMAL: u16 = 1006;

/// One connection between a browser and the server.
pub(crate) struct Line {
    pub(crate) life: Life,
    pub(crate) generation: Generation,
    pub(crate) wire: Wire,
    /// How often an older state had been put back when it was opened.
    pub(crate) restores: u32,
    pub(super) task: JoinHandle<()>,
    pub(super) up: VecDeque<(Millis, Up)>,
    pub(super) down: VecDeque<(Millis, Down)>,
    /// What the browser sends gets nowhere, and what the server does.
    pub(super) swallows: (bool, bool),
    /// As the browser sees it.
    pub(crate) open: bool,
    /// The browser has closed it, or knows that it is closed.
    pub(crate) closed: bool,
    /// The server's end was seen to be gone.
    pub(super) gone: bool,
    pub(super) random: Random,
}

#[derive(Debug)]
pub(super) enum Up {
    Frame(Vec<u8>),
    Close,
    Cut,
}

#[derive(Debug)]
pub(super) enum Down {
    Frame(Vec<u8>),
    Close(u16),
}

impl World {
    /// A handshake comes to the server.
    pub(crate) fn reach(&mut self, life: Life, generation: Generation) {
        if !self.is_alive(life) || self.tabs[life.tab].connecting != Some(generation) {
            return;
        }
        if self.tabs[life.tab].cut_off {
            // Nobody answers; the client gives up by itself.
            return;
        }
        let room = self.random.between(2, 40) as usize;
        let random = self.random.fork();
        let wire = Wire::new(room, self.plan.hiccup, random, Arc::clone(&self.bell));
        let token = self.browsers[self.tabs[life.tab].browser].token.clone();
        let server = self.server.as_ref().filter(|server| !server.is_dead());
        let Some(task) = server.and_then(|server| server.connect(&token, &wire)) else {
            return self.soon(self.plan.latency, Due::Failed(life, generation));
        };
        self.last_line += 1;
        let id = LineId(self.last_line);
        let line = Line {
            life,
            generation,
            wire,
            restores: self.restores,
            task,
            up: VecDeque::new(),
            down: VecDeque::new(),
            swallows: (false, false),
            open: false,
            closed: false,
            gone: false,
            random: self.random.fork(),
        };
        self.lines.insert(id, line);
        note!(self, "line {} reaches the server for tab {}", id.0, life.tab);
        self.soon(self.plan.latency, Due::Opened(id));
    }

    pub(crate) fn failed_to_open(&mut self, life: Life, generation: Generation) {
        if self.is_alive(life) {
            self.give(life.tab, Input::Closed(generation, ABNORMAL));
        }
    }

    /// The browser's question whether there is a session is answered.
    pub(crate) fn look(&mut self, life: Life) {
        if !self.is_alive(life) {
            return;
        }
        let tab = &self.tabs[life.tab];
        let token = &self.browsers[tab.browser].token;
        let server = self.server.as_ref().filter(|server| !server.is_dead() && !tab.cut_off);
        let found = server.map(|server| {
            server.app.store.viewer(token).now_or_never().expect("reads do not wait")
        });
        let check = match found {
            Some(Ok(Some(_))) => SessionCheck::SignedIn,
            Some(Ok(None)) => SessionCheck::SignedOut,
            Some(Err(_)) | None => SessionCheck::Unreachable,
        };
        self.give(life.tab, Input::SessionChecked(check));
    }

    pub(crate) fn opened(&mut self, id: LineId) {
        let Some(line) = self.lines.get_mut(&id) else { return };
        let (life, generation) = (line.life, line.generation);
        let wanted = self.is_alive(life) && self.tabs[life.tab].connecting == Some(generation);
        if !wanted {
            return self.hang_up(id);
        }
        self.tabs[life.tab].connecting = None;
        let line = self.lines.get_mut(&id).expect("it was there");
        line.open = !line.closed;
        if line.open {
            self.give(life.tab, Input::Opened(generation));
        }
    }

    /// The browser sends on an open line.
    pub(crate) fn send_up(&mut self, id: LineId, bytes: Vec<u8>) {
        self.put_up(id, Up::Frame(bytes));
    }

    /// The browser closes a line in good order.
    pub(crate) fn hang_up(&mut self, id: LineId) {
        if let Some(line) = self.lines.get_mut(&id) {
            line.closed = true;
            line.open = false;
            self.put_up(id, Up::Close);
        }
    }

    pub(super) fn put_up(&mut self, id: LineId, what: Up) {
        let (now, latency) = (self.now(), self.plan.latency);
        if let Some(line) = self.lines.get_mut(&id).filter(|line| !line.swallows.0) {
            let last = line.up.back().map_or(0, |(at, _)| *at);
            let at = last.max(now + 1 + line.random.below(latency));
            line.up.push_back((at, what));
            self.agenda.put(at, Due::Up(id));
        }
    }

    pub(super) fn put_down(&mut self, id: LineId, what: Down) {
        let (now, latency) = (self.now(), self.plan.latency);
        if let Some(line) = self.lines.get_mut(&id).filter(|line| !line.swallows.1) {
            let last = line.down.back().map_or(0, |(at, _)| *at);
            let at = last.max(now + 1 + line.random.below(latency));
            line.down.push_back((at, what));
            self.agenda.put(at, Due::Down(id));
        }
    }

    /// Something comes to the server.
    pub(crate) fn up(&mut self, id: LineId) {
        let now = self.now();
        let Some(line) = self.lines.get_mut(&id) else { return };
        while let Some((_, what)) = line.up.pop_front_if(|(at, _)| *at <= now) {
            match what {
                Up::Frame(bytes) => line.wire.come(Message::Binary(bytes.into())),
                Up::Close => line.wire.come(Message::Close(None)),
                Up::Cut => line.wire.cut(),
            }
        }
    }

    /// Something comes to the browser.
    pub(crate) fn down(&mut self, id: LineId) {
        let now = self.now();
        loop {
            let Some(line) = self.lines.get_mut(&id) else { return };
            let life = line.life;
            if self.tabs[life.tab].life == life.number && self.tabs[life.tab].asleep {
                return;
            }
            let Some((_, what)) = line.down.pop_front_if(|(at, _)| *at <= now) else { break };
            match what {
                Down::Frame(bytes) => {
                    line.wire.arrived();
                    let (open, generation) = (line.open, line.generation);
                    if open && self.is_alive(life) {
                        self.receive(id, generation, bytes);
                    }
                }
                Down::Close(code) => {
                    let generation = line.generation;
                    let told = !std::mem::replace(&mut line.closed, true);
                    line.open = false;
                    self.put_up(id, Up::Close);
                    let fault = [CloseCode::Internal.code(), CloseCode::Unsupported.code()];
                    assert!(!fault.contains(&code), "the server gave a connection up with {code}");
                    if told && self.is_alive(life) {
                        note!(self, "line {} of tab {} ends with {code}", id.0, life.tab);
                        self.give(life.tab, Input::Closed(generation, code));
                    }
                }
            }
        }
    }

    pub(crate) fn writable(&mut self, id: LineId) {
        if let Some(line) = self.lines.get(&id) {
            line.wire.writable();
        }
    }

    /// Takes what the server's connections have sent, and sees which are gone.
    pub(crate) fn collect_lines(&mut self) {
        let ids: Vec<LineId> = self.lines.keys().copied().collect();
        for id in ids {
            let line = self.lines.get_mut(&id).expect("it is one of these");
            for message in line.wire.take_sent() {
                match message {
                    Message::Binary(bytes) => self.put_down(id, Down::Frame(bytes.into())),
                    Message::Close(close) => {
                        let code = close.map_or(1005, |CloseFrame { code, .. }| code.into());
                        assert_ne!(code, CloseCode::Internal.code(), "a connection panicked");
                        self.put_down(id, Down::Close(code));
                    }
                    other => panic!("the server sent {other:?}"),
                }
            }
            let line = self.lines.get_mut(&id).expect("it is one of these");
            if line.wire.take_busy() {
                let wait = if line.random.one_in(60) { 11_000 } else { 1 + line.random.below(40) };
                self.agenda.put(self.now() + wait, Due::Writable(id));
            }
            let line = self.lines.get_mut(&id).expect("it is one of these");
            if line.wire.is_dropped() && !line.gone {
                line.gone = true;
                let task = (&mut line.task).now_or_never();
                let panicked = task.is_some_and(|end| end.is_err_and(|error| error.is_panic()));
                assert!(!panicked, "a connection panicked");
                if !line.closed {
                    self.put_down(id, Down::Close(ABNORMAL));
                }
            }
        }
        let is_over = |line: &Line| line.gone && line.closed && line.up.is_empty();
        self.lines.retain(|_, line| !is_over(line));
    }

    /// A tab is there again: what waited for it comes.
    pub(crate) fn deliver_late(&mut self, life: Life) {
        let now = self.now();
        for (id, line) in &self.lines {
            if line.life == life {
                self.agenda.put(now + 1, Due::Down(*id));
            }
        }
    }

    /// Whether a connection of this page goes all the way to the server.
    pub(crate) fn is_served(&self, life: Life) -> bool {
        let serves = |line: &Line| line.open && !line.gone && line.swallows == (false, false);
        self.lines.values().any(|line| line.life == life && serves(line))
    }

    /// Whether nothing travels or waits to.
    pub(crate) fn is_quiet(&self) -> bool {
        let is_quiet = |line: &Line| line.up.is_empty() && line.down.is_empty();
        self.lines.values().all(|line| is_quiet(line) && !line.wire.is_busy())
    }
}
