//! What people do in their browsers.

use hark_protocol::sync::{Input, OutboxState};
use hark_protocol::{Body, ClientMessageId, Person, Reaction, RoomId, Seq, UserId};

use super::agenda::Due;
use super::claims::Typed;
use super::plan::Deed;
use super::world::{World, note};

/// Tabs open at the same time at the most.
const TABS: usize = 8;

impl World {
    /// Somebody does something.
    pub(crate) fn do_something(&mut self) {
        let deed = self.random.pick(&self.plan.deeds).expect("there is always something to do");
        match deed {
            Deed::Form => return self.post_form(),
            Deed::SignOut => return self.sign_out(),
            Deed::OpenTab if self.tabs.len() < TABS => {
                let browser = self.random.below(self.browsers.len() as u64) as usize;
                return self.open_tab(browser);
            }
            _ => {}
        }
        let tabs: Vec<usize> = (0..self.tabs.len()).filter(|tab| self.is_awake(*tab)).collect();
        let Some(tab) = self.random.pick(&tabs) else { return };
        if self.is_stopped(tab) {
            return self.sign_in(self.tabs[tab].browser);
        }
        match deed {
            Deed::Send => {
                for _ in 0..self.random.pick(&[1, 1, 1, 4]).expect("there are some") {
                    self.type_message(tab);
                }
            }
            Deed::Edit | Deed::Delete => self.change(tab, deed),
            Deed::React => self.react(tab),
            Deed::Pin => self.pin(tab),
            Deed::Thread => self.act_on_thread(tab),
            Deed::MarkRead => self.mark_read(tab),
            Deed::MarkUnread => self.mark_unread(tab),
            Deed::Typing => self.in_room(tab, Input::Typing),
            Deed::OpenRoom => self.open_room(tab),
            Deed::Page => {
                let input = self
                    .random
                    .pick(&[Input::LoadOlder, Input::LoadNewer, |room| Input::JumpToNewest(room)]);
                self.in_room(tab, input.expect("there are three"));
            }
            Deed::Retry | Deed::Discard => self.unpark(tab, deed),
            Deed::Reload => _ = self.load(tab),
            Deed::CloseTab => {
                note!(self, "tab {tab} is closed");
                self.end_page(tab);
            }
            Deed::Sleep => {
                note!(self, "tab {tab} sleeps");
                self.tabs[tab].asleep = true;
                let life = self.life(tab);
                let long = self.random.pick(&[3_000, 30_000, 90_000]).expect("there are three");
                self.soon(long, Due::Rouse(life));
            }
            Deed::Browser => self.browser_says(tab),
            Deed::Form | Deed::SignOut | Deed::OpenTab => {}
        }
    }

    fn is_awake(&self, tab: usize) -> bool {
        self.tabs[tab].client.is_some() && !self.tabs[tab].asleep
    }

    pub(crate) fn user(&self, tab: usize) -> UserId {
        self.template.people[self.browsers[self.tabs[tab].browser].person].id
    }

    /// A number that was not used yet.
    pub(crate) fn next_number(&mut self) -> u64 {
        self.claims.typed.len() as u64 * 1_000 + self.acts
    }

    fn open(&self, tab: usize) -> Option<RoomId> {
        self.tabs[tab].client.as_ref().and_then(|client| client.open())
    }

    fn in_room(&mut self, tab: usize, input: impl FnOnce(RoomId) -> Input) {
        if let Some(room) = self.open(tab) {
            self.give(tab, input(room));
        }
    }

    /// Somebody sends a message off.
    pub(crate) fn type_message(&mut self, tab: usize) {
        let Some(room) = self.open(tab) else { return };
        let number = self.claims.typed.len() as u128 + 1;
        let client_message_id =
            ClientMessageId((u128::from(u64::MAX) << 64 | number).to_be_bytes());
        let told = self.somebody();
        let body = self.text(&format!("Shall we meet at {number}{told}?"));
        note!(self, "tab {tab} types {number} for {room}");
        let author = self.user(tab);
        let typed = Typed { author, room, body: body.clone() };
        self.claims.typed.insert(client_message_id, typed);
        let typed_at = self.wall_clock();
        let to = if self.random.one_in(3) { self.somewhere_to_reply(tab, room) } else { None };
        if let Some(to) = to.filter(|_| self.random.one_in(2)) {
            self.give(tab, Input::OpenThread { root: to.root, near: None });
        }
        self.give(tab, Input::Send { room, body, to, client_message_id, typed_at });
    }

    /// Whom a message mentions, if anybody.
    fn somebody(&mut self) -> String {
        let person = self.random.below(self.template.people.len() as u64) as usize;
        let Person { id, name, picture: _ } = &self.template.people[person];
        match self.random.below(8) {
            0 => ", @room".to_owned(),
            1..4 => format!(", @[{name}]({id})"),
            _ => String::new(),
        }
    }

    fn text(&self, text: &str) -> Body {
        let length = self.plan.length.max(text.len());
        Body::parse(&format!("{text:.<length$}")).expect("a good text")
    }

    fn change(&mut self, tab: usize, deed: Deed) {
        let Some(room) = self.open(tab) else { return };
        let user = self.user(tab);
        let client = self.tabs[tab].client.as_ref().expect("it is awake");
        let anybody = deed == Deed::Delete && client.moderates(room) && self.random.one_in(2);
        let log = self.logs.rooms.get(&room);
        let mine = log.map(|log| if anybody { log.standing() } else { log.messages_of(user) });
        // Of the last ones more often: those that others may not have seen yet.
        let mine: Vec<Seq> = mine.unwrap_or_default().into_iter().rev().take(4).collect();
        let Some(target) = self.random.pick(&mine) else { return };
        let number = self.next_number();
        let input = if deed == Deed::Delete {
            Input::Delete { room, target }
        } else {
            let told = self.somebody();
            Input::Edit { room, target, body: self.text(&format!("Edited: {number}{told}")) }
        };
        note!(self, "tab {tab}: {deed:?} {room}/{target}");
        self.give(tab, input);
    }

    /// To a message of anybody; now and then what is there already, or taken back where it is not.
    fn react(&mut self, tab: usize) {
        let Some(room) = self.open(tab) else { return };
        let Some(log) = self.logs.rooms.get(&room) else { return };
        let standing: Vec<Seq> = log.standing().into_iter().rev().take(4).collect();
        let Some(target) = self.random.pick(&standing) else { return };
        let reaction = self.random.pick(&["👍", "🎉", "Yes!"]).expect("there are three");
        let reaction = Reaction::parse(reaction).expect("a good reaction");
        let takes_back = self.random.one_in(3);
        note!(self, "tab {tab}: {reaction} {room}/{target}, back: {takes_back}");
        self.give(
            tab,
            if takes_back {
                Input::Unreact { room, target, reaction }
            } else {
                Input::React { room, target, reaction }
            },
        );
    }

    /// A message of anybody, as reactions go.
    fn pin(&mut self, tab: usize) {
        let Some(room) = self.open(tab) else { return };
        let Some(log) = self.logs.rooms.get(&room) else { return };
        let standing: Vec<Seq> = log.standing().into_iter().rev().take(4).collect();
        let Some(target) = self.random.pick(&standing) else { return };
        let takes_off = self.random.one_in(2);
        note!(self, "tab {tab}: pin {room}/{target}, off: {takes_off}");
        let unpin = Input::Unpin { room, target };
        self.give(tab, if takes_off { unpin } else { Input::Pin { room, target } });
    }

    fn open_room(&mut self, tab: usize) {
        let client = self.tabs[tab].client.as_ref().expect("it is awake");
        let rooms: Vec<RoomId> = client.rooms().map(|summary| summary.room.id).collect();
        if let Some(room) = self.random.pick(&rooms) {
            note!(self, "tab {tab} looks at {room}");
            self.give(tab, Input::Open(room));
        }
    }

    fn unpark(&mut self, tab: usize, deed: Deed) {
        let Some(room) = self.open(tab) else { return };
        let client = self.tabs[tab].client.as_ref().expect("it is awake");
        let parked = client.outbox(room).filter(|item| item.state != OutboxState::Waiting);
        let parked: Vec<ClientMessageId> = parked.map(|item| item.client_message_id).collect();
        let Some(id) = self.random.pick(&parked) else { return };
        note!(self, "tab {tab}: {deed:?} {}", super::trace::short(&id.0));
        self.claims.excused.insert(id);
        self.give(tab, if deed == Deed::Retry { Input::Retry(id) } else { Input::Discard(id) });
    }

    fn browser_says(&mut self, tab: usize) {
        let inputs = [Input::Offline, Input::Online, Input::Leaving, Input::Visible, Input::TryNow];
        let input = self.random.pick(&inputs).expect("there are some");
        note!(self, "the browser of tab {tab} says {input:?}");
        self.give(tab, input);
    }
}
