//! A browser tab of the model: sockets, storage and a clock around the real client.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use hark_protocol::sync::{
    Change, Client, Effect, Generation, Input, Millis, OutboxItem, OutboxState, ReadyState,
};
use hark_protocol::{ChatPage, ClientMessageId, RoomId, Seq, UserId};

/// One tab of one person.
pub(crate) struct Tab {
    pub(crate) user: UserId,
    pub(crate) client: Client,
    pub(crate) sockets: Vec<Socket>,
    pub(crate) storage: BTreeMap<ClientMessageId, OutboxItem>,
    /// What storage was asked to do and did not do yet, in order.
    pub(crate) storing: VecDeque<Store>,
    pub(crate) wake: Option<Millis>,
    /// What this page has told its person of.
    told: BTreeSet<(RoomId, Seq)>,
    pub(crate) checks: u32,
    /// What reached storage, in the order it was typed.
    pub(crate) typed: Vec<(RoomId, ClientMessageId)>,
    /// What was refused or given up at some time.
    pub(crate) excused: BTreeSet<ClientMessageId>,
}

/// A socket, as the browser sees it.
pub(crate) struct Socket {
    pub(crate) generation: Generation,
    pub(crate) state: ReadyState,
    /// The server's end; `None`: it is gone, which the browser may not know.
    pub(crate) connection: Option<u32>,
    pub(crate) to_server: VecDeque<Vec<u8>>,
}

pub(crate) enum Store {
    Put(OutboxItem),
    Forget(ClientMessageId),
}

impl Tab {
    pub(crate) fn new(page: ChatPage, seed: u64) -> Self {
        Self {
            user: page.me.id,
            client: Client::new(page, seed),
            sockets: Vec::new(),
            storage: BTreeMap::new(),
            storing: VecDeque::new(),
            wake: None,
            told: BTreeSet::new(),
            checks: 0,
            typed: Vec::new(),
            excused: BTreeSet::new(),
        }
    }

    /// The page is loaded anew. Only storage lives on.
    pub(crate) fn reload(&mut self, page: ChatPage, seed: u64, now: Millis) {
        self.client = Client::new(page, seed);
        self.sockets.clear();
        self.told.clear();
        self.storing.clear();
        self.wake = None;
        self.checks = 0;
        self.give(Input::Start, now);
        self.give(Input::OutboxLoaded(self.storage.values().cloned().collect()), now);
    }

    /// Gives the client an input, does what it asks for, and checks that it keeps its promises.
    pub(crate) fn give(&mut self, input: Input, now: Millis) {
        let shown = format!("{input:?}");
        let before = self.shown();
        let effects = self.client.handle(input, now);
        let mut told = Vec::new();
        for effect in effects {
            match effect {
                Effect::Changed(change) => told.push(change),
                Effect::Connect(_)
                | Effect::Send(..)
                | Effect::Close(..)
                | Effect::WakeAt(_)
                | Effect::CheckSession
                | Effect::StoreOutbox(_)
                | Effect::ForgetOutbox(_)
                | Effect::Failed(_)
                | Effect::Tell(_)
                | Effect::Untell { .. }
                | Effect::Versions { .. } => self.carry_out(effect),
            }
        }
        let after = self.shown();
        for drawn in &after {
            let what = drawn.0;
            let untold = !before.contains(drawn) && !told.contains(&what);
            assert!(!untold, "{what:?} changed untold by {shown}");
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Connect(generation) => {
                let in_use = |socket: &Socket| {
                    matches!(socket.state, ReadyState::Connecting | ReadyState::Open)
                };
                assert!(!self.sockets.iter().any(in_use), "two sockets at once");
                let to_server = VecDeque::new();
                let state = ReadyState::Connecting;
                self.sockets.push(Socket { generation, state, connection: None, to_server });
            }
            Effect::Send(generation, bytes) => {
                let socket = self.socket(generation);
                assert_eq!(socket.state, ReadyState::Open, "sent on a socket that is not open");
                socket.to_server.push_back(bytes);
            }
            Effect::Close(generation, _) => self.socket(generation).state = ReadyState::Closing,
            Effect::WakeAt(at) => self.wake = Some(at),
            Effect::CheckSession => self.checks += 1,
            Effect::StoreOutbox(item) => {
                if item.state != OutboxState::Waiting {
                    self.excused.insert(item.client_message_id);
                }
                self.storing.push_back(Store::Put(item));
            }
            Effect::ForgetOutbox(id) => self.storing.push_back(Store::Forget(id)),
            Effect::Tell(telling) => {
                let twice = self.told.contains(&(telling.room, telling.seq));
                assert!(!twice, "told twice of {}/{}", telling.room, telling.seq);
                self.told.insert((telling.room, telling.seq));
            }
            Effect::Untell { room, seq } => {
                assert!(self.told.contains(&(room, seq)), "{room}/{seq} was not told");
            }
            Effect::Changed(_) | Effect::Failed(_) | Effect::Versions { .. } => {}
        }
    }

    pub(crate) fn store(&mut self, now: Millis) {
        match self.storing.pop_front() {
            Some(Store::Put(item)) => {
                let id = item.client_message_id;
                if !self.typed.iter().any(|(_, typed)| *typed == id) {
                    self.typed.push((item.room, id));
                }
                self.storage.insert(id, item);
                self.give(Input::OutboxStored(id), now);
            }
            Some(Store::Forget(id)) => {
                self.storage.remove(&id);
            }
            None => {}
        }
    }

    pub(crate) fn socket(&mut self, generation: Generation) -> &mut Socket {
        let mut sockets = self.sockets.iter_mut();
        sockets.find(|socket| socket.generation == generation).expect("a socket that was made")
    }

    /// All that a page would draw, by the change that announces it.
    fn shown(&self) -> Vec<(Change, String)> {
        let client = &self.client;
        let mut shown = Vec::new();
        shown.push((Change::Status, format!("{:?}", client.status())));
        let drawn: Vec<_> = client.rooms().map(|summary| (&summary.room, summary.unread)).collect();
        shown.push((Change::Rooms, format!("{drawn:?} {:?}", client.unread_threads())));
        for room in (1..=4).map(RoomId) {
            let state = client.room(room);
            let windows = state.map(|state| state.windows().cloned().collect::<Vec<_>>());
            let outbox: Vec<&OutboxItem> = client.outbox(room).collect();
            let people = state.and_then(|state| state.member_count());
            let thread = client.thread().filter(|_| client.open() == Some(room));
            let loading = (
                client.is_loading_older(room),
                client.is_loading_newer(room),
                thread.map(|root| (client.thread_state(room, root), client.is_loading_thread())),
            );
            if state.is_some() {
                let drawn = format!("{windows:?} {outbox:?} {people:?} {loading:?}");
                shown.push((Change::Room(room), drawn));
            }
            let typing = format!("{:?}", client.typing(room, None));
            shown.push((Change::Typing(room), typing));
            shown.push((Change::Here(room), format!("{:?}", client.here(room))));
        }
        shown
    }
}
