//! A seeded world: people who write, a network that fails, pages that are loaded anew.

use hark_protocol::sync::{Backoff, Input, Millis, OutboxState, ReadyState, SessionCheck, Status};
use hark_protocol::{
    ClientMessageId, EventKind, Level, RoomId, RoomName, Seq, ServerFrame, Timestamp, Topic, UserId,
};

use super::server::Server;
use super::tab::Tab;

/// Everything there is.
pub(crate) struct World {
    pub(crate) server: Server,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) now: Millis,
    pinged: Millis,
    pub(super) random: Backoff,
    pub(super) typed: u64,
}

impl World {
    /// Ann and Bob with a tab each, Čeněk with two.
    pub(crate) fn new(seed: u64) -> Self {
        let server = Server::new(seed);
        let users = [1, 2, 3, 3].map(UserId);
        let tabs = users.map(|user| Tab::new(server.page(user, RoomId(1)), seed ^ user.0));
        let random = Backoff::new(!seed);
        let mut world = Self { server, tabs: tabs.into(), now: 1_000, pinged: 0, random, typed: 0 };
        for tab in &mut world.tabs {
            tab.give(Input::Start, world.now);
            tab.give(Input::OutboxLoaded(Vec::new()), world.now);
        }
        world
    }

    /// Something happens somewhere.
    pub(crate) fn step(&mut self) {
        let at = self.random.below(self.tabs.len() as u64) as usize;
        match self.random.below(100) {
            0..40 => _ = self.browser_gets(at),
            40..60 => _ = self.server_gets(at),
            60..66 => self.pump(at),
            66..72 => self.tabs[at].store(self.now),
            72..78 => _ = self.opens(at),
            78..81 => _ = self.closes(at),
            81..83 => self.cut(at),
            83..87 => self.pass_time(),
            87..96 => self.act(at),
            96..98 => self.happen(),
            98 => self.browser_says(at),
            _ => {
                if self.random.below(4) == 0 {
                    self.reload(at);
                }
            }
        }
    }

    /// From here on nothing goes wrong, until nothing is on its way any more.
    pub(crate) fn heal(&mut self) {
        self.server.faulty = false;
        // What was lost on the way is noticed by the next event.
        for room in (1..=4).map(RoomId) {
            let topic = Topic::parse("All is well").expect("a good topic");
            self.server.happen(room, UserId(1), EventKind::TopicChanged { topic });
        }
        for tab in &mut self.tabs {
            tab.give(Input::Online, self.now);
            tab.give(Input::Visible, self.now);
        }
        let mut calm = 0;
        for _ in 0..400 {
            self.run_dry();
            let live = self.tabs.iter().all(|tab| tab.client.status() == Status::Live);
            calm = if live { calm + 1 } else { 0 };
            if calm == 12 {
                return;
            }
            self.pass_time();
        }
        let states: Vec<Status> = self.tabs.iter().map(|tab| tab.client.status()).collect();
        panic!("the world does not come to rest: {states:?}");
    }

    fn run_dry(&mut self) {
        for _ in 0..10_000 {
            let mut busy = false;
            for at in 0..self.tabs.len() {
                self.pump(at);
                busy |= self.opens(at);
                busy |= self.closes(at);
                busy |= self.server_gets(at);
                busy |= self.browser_gets(at);
                busy |= !self.tabs[at].storing.is_empty();
                self.tabs[at].store(self.now);
            }
            if !busy {
                return;
            }
        }
        panic!("the world talks without end");
    }

    fn browser_gets(&mut self, at: usize) -> bool {
        let Some((index, connection)) = self.open_socket(at) else { return false };
        let connection = self.server.connections.get_mut(&connection).expect("it is open");
        let Some(bytes) = connection.out.pop_front() else { return false };
        let generation = self.tabs[at].sockets[index].generation;
        self.tabs[at].give(Input::Received(generation, bytes), self.now);
        self.check(at);
        true
    }

    fn server_gets(&mut self, at: usize) -> bool {
        let Some((index, connection)) = self.open_socket(at) else { return false };
        let Some(bytes) = self.tabs[at].sockets[index].to_server.pop_front() else { return false };
        self.server.take_in(connection, &bytes);
        true
    }

    fn pump(&mut self, at: usize) {
        if let Some((_, connection)) = self.open_socket(at) {
            self.server.pump(connection);
        }
    }

    fn open_socket(&self, at: usize) -> Option<(usize, u32)> {
        let mut sockets = self.tabs[at].sockets.iter().enumerate();
        sockets.find_map(|(index, socket)| {
            let open = socket.state == ReadyState::Open;
            open.then_some(socket.connection).flatten().map(|connection| (index, connection))
        })
    }

    /// A socket opens, or cannot be opened.
    fn opens(&mut self, at: usize) -> bool {
        let tab = &mut self.tabs[at];
        for _ in 0..std::mem::take(&mut tab.checks) {
            tab.give(Input::SessionChecked(SessionCheck::SignedIn), self.now);
        }
        let connecting = |socket: &&mut super::tab::Socket| socket.state == ReadyState::Connecting;
        let Some(socket) = tab.sockets.iter_mut().find(connecting) else { return false };
        let generation = socket.generation;
        if self.server.faulty && self.random.below(4) == 0 {
            tab.sockets.retain(|socket| socket.generation != generation);
            tab.give(Input::Closed(generation, 1006), self.now);
        } else {
            socket.state = ReadyState::Open;
            socket.connection = Some(self.server.connect(tab.user));
            tab.give(Input::Opened(generation), self.now);
        }
        true
    }

    /// The browser notices the end of a socket.
    fn closes(&mut self, at: usize) -> bool {
        let tab = &mut self.tabs[at];
        let gone = tab.sockets.iter().position(|socket| {
            let open = matches!(socket.state, ReadyState::Open | ReadyState::Connecting);
            !open || (socket.state == ReadyState::Open && socket.connection.is_none())
        });
        let Some(gone) = gone else { return false };
        let socket = tab.sockets.remove(gone);
        if let Some(connection) = socket.connection {
            // A socket closed in good order still brings over what was sent on it.
            for bytes in &socket.to_server {
                self.server.take_in(connection, bytes);
            }
            self.server.connections.remove(&connection);
        }
        tab.give(Input::Closed(socket.generation, 1006), self.now);
        true
    }

    /// The network cuts a socket off, at any point of the talk and unnoticed at first.
    fn cut(&mut self, at: usize) {
        if let Some((index, connection)) = self.open_socket(at) {
            self.server.connections.remove(&connection);
            self.tabs[at].sockets[index].connection = None;
        }
    }

    fn pass_time(&mut self) {
        let next = self.tabs.iter().filter_map(|tab| tab.wake).min();
        let some_time = self.now + self.random.below(3_000);
        self.now = next.unwrap_or(some_time).clamp(self.now, some_time);
        if self.now >= self.pinged + 25_000 {
            self.pinged = self.now;
            for connection in self.server.connections.values_mut().filter(|one| one.greeted) {
                connection.tell(&ServerFrame::Ping);
            }
        }
        for tab in &mut self.tabs {
            if tab.wake.is_some_and(|wake| wake <= self.now) {
                tab.wake = None;
                tab.give(Input::Wake, self.now);
            }
        }
    }

    /// A person does something.
    fn act(&mut self, at: usize) {
        let tab = &self.tabs[at];
        let room = tab.client.open().unwrap_or(RoomId(1));
        let mine = self.server.logs[&room].messages_of(tab.user);
        let own = mine.get(self.random.below(mine.len() as u64) as usize).copied();
        let reached = self.server.logs[&room].removable_by(tab.user);
        let reached = reached.get(self.random.below(reached.len() as u64) as usize).copied();
        let timeline = tab.client.room(room).and_then(|state| state.timeline());
        let last = timeline.and_then(|timeline| timeline.last()).unwrap_or_default();
        let parked = tab.client.outbox(room).find(|item| item.state != OutboxState::Waiting);
        let parked = parked.map(|item| item.client_message_id);
        let reacts = self.server.logs[&room].somebody_reacts(tab.user, &mut self.random);
        let reply = self.server.logs[&room].somewhere_to_reply(&mut self.random);
        let input = match (self.random.below(32), own, parked) {
            (0, Some(target), _) => Input::Edit { room, target, body: self.body() },
            (1 | 20..22, ..) if let Some(target) = reached => Input::Delete { room, target },
            (2, _, Some(id)) => Input::Retry(id),
            (3, _, Some(id)) => {
                self.tabs[at].excused.insert(id);
                Input::Discard(id)
            }
            (4, ..) => Input::Open(RoomId(1 + self.random.below(3))),
            (5..7, ..) => Input::MarkRead { room, seq: last },
            (7, ..) => Input::MarkRead { room, seq: Seq(self.random.below(last.0 + 1)) },
            (8, ..) => Input::ReadOn(room),
            (24, ..) => {
                Input::MarkUnread { room, target: Seq(last.0 - self.random.below(last.0.min(6))) }
            }
            (9..11, ..) => Input::LoadOlder(room),
            (11, ..) => Input::LoadNewer(room),
            (12, ..) => Input::JumpToNewest(room),
            (13..20 | 30, ..) => reacts.unwrap_or(Input::Typing(room)),
            (22, ..) if let Some(to) = reply => Input::OpenThread { root: to.root, near: None },
            (22, ..) => Input::CloseThread,
            (23, Some(_), _) => Input::LoadOlderReplies,
            (23, None, _) => Input::LoadNewerReplies,
            (24..30, ..) => self.act_on_thread(at, reply),
            _ => {
                self.typed += 1;
                let client_message_id = ClientMessageId(u128::from(self.typed).to_be_bytes());
                let typed_at = Timestamp(1_763_700_000_000 - self.random.below(5_000) as i64);
                Input::Send { room, body: self.body(), to: reply, client_message_id, typed_at }
            }
        };
        self.tabs[at].give(input, self.now);
    }

    /// Something happens on the server that no tab asked for.
    fn happen(&mut self) {
        let user = UserId(2 + self.random.below(2));
        let member = self.server.people[&user].clone();
        let room = RoomId(2 + self.random.below(3));
        let is_member = self.server.logs[&room].members.contains(&user);
        let number = self.random.below(100);
        let name = RoomName::parse(&format!("room {number}")).expect("a good name");
        let level = Level::ALL.get(self.random.below(5) as usize).copied();
        let kind = match self.random.below(8) {
            6.. => return self.server.choose_level(room, user, level),
            0 => return self.server.change_person(user, number as u32),
            1 => EventKind::RoomRenamed { name },
            2 if is_member => EventKind::MemberLeft { member },
            2 | 3 if !is_member => EventKind::MemberJoined { member },
            4 => EventKind::RoomArchived,
            5 => EventKind::SlowModeChanged { seconds: number as u32 },
            _ => EventKind::RoomUnarchived,
        };
        self.server.happen(room, UserId(1), kind);
    }

    fn browser_says(&mut self, at: usize) {
        let input = match self.random.below(6) {
            0 => Input::Offline,
            1 => Input::Leaving,
            2 => Input::Visible,
            3 => Input::TryNow,
            _ => Input::Online,
        };
        self.tabs[at].give(input, self.now);
    }

    fn reload(&mut self, at: usize) {
        for socket in &self.tabs[at].sockets {
            if let Some(connection) = socket.connection {
                self.server.connections.remove(&connection);
            }
        }
        let page = self.server.page(self.tabs[at].user, RoomId(1));
        let seed = self.random.below(u64::MAX);
        self.tabs[at].reload(page, seed, self.now);
    }
}
