//! Browsers: what a page does for the real client, with a storage that takes its time, sockets, and
//! a clock. Several tabs of one browser share its storage.

use std::collections::{BTreeMap, VecDeque};

use futures::FutureExt;
use hark_protocol::sync::{Client, Effect, Generation, Input, Millis, OutboxItem, Status, Stopped};
use hark_protocol::{ChatPage, ClientMessageId, List, RoomId, ServerFrame, Timestamp};

use super::agenda::{Due, Life};
use super::network::LineId;
use super::world::{World, note};
use crate::{chat, rights};

/// A browser of one person.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Which of the template's people; the token is of their session.
    pub(crate) person: usize,
    pub(crate) token: String,
    pub(crate) storage: BTreeMap<ClientMessageId, OutboxItem>,
}

/// A tab, and the page in it.
pub(crate) struct Tab {
    pub(crate) browser: usize,
    /// Grows with each load, and with the end of the tab.
    pub(crate) life: u32,
    /// `None`: the tab is closed.
    pub(crate) client: Option<Client>,
    /// What storage was asked to do and has not done, in order.
    storing: VecDeque<Storing>,
    stored_at: Millis,
    wake: Option<Millis>,
    pub(crate) connecting: Option<Generation>,
    /// Nothing is delivered to it and no timer runs.
    pub(crate) asleep: bool,
    /// No handshake of it gets anywhere.
    pub(crate) cut_off: bool,
}

#[derive(Debug)]
enum Storing {
    Put(OutboxItem),
    Forget(ClientMessageId),
}

impl World {
    pub(crate) fn open_browsers(&mut self) {
        for (person, tokens) in self.template.tokens.iter().enumerate() {
            for token in tokens {
                let (token, storage) = (token.clone(), BTreeMap::new());
                self.browsers.push(Browser { person, token, storage });
            }
        }
        for _ in 0..self.plan.tabs {
            let browser = self.random.below(self.browsers.len() as u64) as usize;
            self.open_tab(browser);
        }
    }

    pub(crate) fn open_tab(&mut self, browser: usize) {
        self.tabs.push(Tab {
            browser,
            life: 0,
            client: None,
            storing: VecDeque::new(),
            stored_at: 0,
            wake: None,
            connecting: None,
            asleep: false,
            cut_off: false,
        });
        self.load(self.tabs.len() - 1);
    }

    /// Loads the page of this tab, as `GET /rooms/{room}` gives it. Says whether there was one.
    pub(crate) fn load(&mut self, tab: usize) -> bool {
        let Some(page) = self.page(tab) else { return false };
        self.end_page(tab);
        note!(self, "tab {tab} loads {} at {}", page.me.name.as_str(), page.open.summary.room.id);
        let seed = self.random.next();
        let this = &mut self.tabs[tab];
        this.client = Some(Client::new(page, seed));
        let items = self.browsers[this.browser].storage.values().cloned().collect();
        // A browser's storage opens before or after the page has started.
        if self.random.one_in(2) {
            self.give(tab, Input::OutboxLoaded(items));
            self.give(tab, Input::Start);
        } else {
            self.give(tab, Input::Start);
            self.give(tab, Input::OutboxLoaded(items));
        }
        true
    }

    fn page(&mut self, tab: usize) -> Option<ChatPage> {
        let server = self.server.as_ref().filter(|server| !server.is_dead())?;
        let store = server.app.store.clone();
        let token = &self.browsers[self.tabs[tab].browser].token;
        let random = &mut self.random;
        let page = async {
            let viewer = store.viewer(token).await.ok().flatten()?;
            let rooms = chat::room_summaries(&store, &viewer).await.ok()?;
            let ids: Vec<RoomId> = rooms.iter().map(|room| room.room.id).collect();
            let open = chat::snapshot(&store, &viewer, random.pick(&ids)?).await.ok()?;
            let rooms = chat::room_summaries(&store, &viewer).await.ok()?;
            let threads = chat::unread_threads(&store, &viewer).await.ok()?;
            let about = List::first_of(chat::around(&store, &viewer).await.ok()?);
            let (me, moderates, now) = (viewer.user, rights::moderates(viewer.role), store.now());
            Some(ChatPage { me, moderates, rooms, open, thread: None, threads, about, now })
        };
        page.now_or_never().expect("reads do not wait")
    }

    /// The page is gone, with all that was only in memory. What storage was asked for is done as
    /// far as it had begun.
    pub(crate) fn end_page(&mut self, tab: usize) {
        let life = self.life(tab);
        let begun = self.random.below(self.tabs[tab].storing.len() as u64 + 1);
        for _ in 0..begun {
            self.do_stored(tab);
        }
        let this = &mut self.tabs[tab];
        this.life += 1;
        this.client = None;
        this.storing.clear();
        this.wake = None;
        this.connecting = None;
        this.asleep = false;
        let ids: Vec<LineId> =
            self.lines.iter().filter(|(_, line)| line.life == life).map(|(id, _)| *id).collect();
        let torn = self.random.one_in(4);
        for id in ids {
            if torn {
                self.swallow(id, true, true);
            } else {
                self.hang_up(id);
            }
        }
    }

    pub(crate) fn life(&self, tab: usize) -> Life {
        Life { tab, number: self.tabs[tab].life }
    }

    /// Whether this page is still there.
    pub(crate) fn is_alive(&self, life: Life) -> bool {
        let tab = &self.tabs[life.tab];
        tab.life == life.number && tab.client.is_some()
    }

    /// Something comes from the server to the client.
    pub(crate) fn receive(&mut self, id: LineId, generation: Generation, bytes: Vec<u8>) {
        let tab = self.lines[&id].life.tab;
        let frame = ServerFrame::decode(&bytes).expect("the server's frames can be read");
        note!(self, "tab {tab} gets {}", super::trace::frame(&frame));
        self.heed(id, &frame);
        let before = self.cursors(tab);
        self.give(tab, Input::Received(generation, bytes));
        self.check_steps(tab, &frame, &before);
        self.check_rows(tab, &frame);
    }

    /// Gives a client an input and does what it asks for.
    pub(crate) fn give(&mut self, tab: usize, input: Input) {
        let now = self.now();
        if let Input::Closed(generation, _) = &input {
            let this = &mut self.tabs[tab];
            this.connecting = this.connecting.filter(|connecting| connecting != generation);
        }
        let Some(client) = &mut self.tabs[tab].client else { return };
        let effects = client.handle(input, now);
        for effect in effects {
            self.carry_out(tab, effect);
        }
    }

    fn carry_out(&mut self, tab: usize, effect: Effect) {
        let life = self.life(tab);
        match effect {
            Effect::Connect(generation) => {
                let mine = self.lines.values().filter(|line| line.life == life);
                assert!(mine.into_iter().all(|line| line.closed), "two sockets at once");
                assert!(self.tabs[tab].connecting.is_none(), "two sockets at once");
                self.tabs[tab].connecting = Some(generation);
                self.soon(self.plan.latency, Due::Reach(life, generation));
            }
            Effect::Send(generation, bytes) => {
                let line = self.line_of(life, generation).filter(|id| self.lines[id].open);
                let id = line.expect("sent on a socket that is not open");
                self.said(id, &bytes);
                self.send_up(id, bytes);
            }
            Effect::Close(generation, code) => {
                note!(self, "tab {tab} closes {} with {code}", generation.0);
                let this = &mut self.tabs[tab];
                this.connecting = this.connecting.filter(|connecting| *connecting != generation);
                if let Some(id) = self.line_of(life, generation) {
                    self.hang_up(id);
                }
                // A dead network never tells.
                if !self.random.one_in(4) {
                    self.soon(self.plan.latency, Due::Failed(life, generation));
                }
            }
            Effect::WakeAt(at) => {
                self.tabs[tab].wake = Some(at);
                self.agenda.put(at, Due::Wake(life, at));
            }
            Effect::CheckSession => self.soon(self.plan.latency, Due::Look(life)),
            Effect::StoreOutbox(item) => self.store_later(tab, Storing::Put(item)),
            Effect::ForgetOutbox(id) => self.store_later(tab, Storing::Forget(id)),
            Effect::Tell(_) | Effect::Untell { .. } => {}
            Effect::Changed(_) | Effect::Versions { .. } => {}
            Effect::Failed(problem) => note!(self, "tab {tab} is told {problem:?}"),
        }
    }

    fn line_of(&self, life: Life, generation: Generation) -> Option<LineId> {
        let is = |line: &super::network::Line| line.life == life && line.generation == generation;
        self.lines.iter().find(|(_, line)| is(line)).map(|(id, _)| *id)
    }

    pub(crate) fn wake(&mut self, life: Life, at: Millis) {
        let tab = &mut self.tabs[life.tab];
        if tab.life == life.number && !tab.asleep && tab.wake == Some(at) {
            tab.wake = None;
            self.give(life.tab, Input::Wake);
        }
    }

    /// A tab that slept is looked at again: its timer is late, and its mail comes after that.
    pub(crate) fn rouse(&mut self, life: Life) {
        let tab = &mut self.tabs[life.tab];
        if tab.life != life.number || !std::mem::take(&mut tab.asleep) {
            return;
        }
        note!(self, "tab {} wakes up", life.tab);
        if let Some(at) = self.tabs[life.tab].wake {
            self.agenda.put(self.now(), Due::Wake(life, at));
        }
        self.deliver_late(life);
        self.give(life.tab, Input::Visible);
    }

    fn store_later(&mut self, tab: usize, what: Storing) {
        let now = self.now();
        let wait = 1 + self.random.below(self.plan.storage);
        let life = self.life(tab);
        let this = &mut self.tabs[tab];
        this.storing.push_back(what);
        this.stored_at = this.stored_at.max(now + wait);
        self.agenda.put(this.stored_at, Due::Storage(life));
    }

    /// Storage has done the next thing.
    pub(crate) fn stored(&mut self, life: Life) {
        if self.is_alive(life)
            && let Some(id) = self.do_stored(life.tab)
        {
            self.give(life.tab, Input::OutboxStored(id));
        }
    }

    fn do_stored(&mut self, tab: usize) -> Option<ClientMessageId> {
        let what = self.tabs[tab].storing.pop_front()?;
        let browser = self.tabs[tab].browser;
        let storage = &mut self.browsers[browser].storage;
        match what {
            Storing::Put(item) => {
                let id = item.client_message_id;
                self.claims.kept(tab, &item);
                self.browsers[browser].storage.insert(id, item);
                Some(id)
            }
            Storing::Forget(id) => {
                storage.remove(&id);
                None
            }
        }
    }

    /// Whether its page will not connect any more.
    pub(crate) fn is_stopped(&self, tab: usize) -> bool {
        let client = self.tabs[tab].client.as_ref();
        client.is_some_and(|client| match client.status() {
            Status::Stopped(why) => {
                assert_eq!(why, Stopped::SignedOut, "a page was sent away");
                true
            }
            _ => false,
        })
    }

    /// The browser's clock.
    pub(crate) fn wall_clock(&mut self) -> Timestamp {
        Timestamp(super::disk::BEGIN.0 + self.now() as i64 - self.random.below(3_000) as i64)
    }
}
