//! The one client of the page, and the queue of what happens to it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use hark_protocol::sync::{Change, Client, Input};
use hark_protocol::{Attention, ChatPage, RoomId, Timestamp, UserId};
use js_sys::Function;

use super::announcer::Announcer;
use super::composing::Drafting;
use super::dom;
use super::mentioning::Wide;
use super::outbox_store::OutboxStore;
use super::popover::Opener;
use super::pressing::Pressing;
use super::reaching::Reaching;
use super::reacting::Reacting;
use super::scroll::Scroll;
use super::socket::Socket;
use crate::chat::screen::{Reader, Screen};
use crate::chat::spot::{Side, Spot};
use crate::clock::Zone;

/// The page's client with all that it is connected to. Lives as long as the page.
pub(super) struct Host {
    pub(super) client: RefCell<Client>,
    pub(super) reader: RefCell<Reader>,
    pub(super) screen: Screen,
    pub(super) socket: RefCell<Option<Socket>>,
    pub(super) store: OutboxStore,
    pub(super) scroll: Scroll,
    pub(super) thread_scroll: Scroll,
    pub(super) announcer: RefCell<Announcer>,
    /// The message that the dialog asks about.
    pub(super) deleting: Cell<Option<Spot>>,
    /// What waits for the answer whether so many are to be told.
    pub(super) wide: Cell<Option<Wide>>,
    pub(super) opener: Opener,
    pub(super) reacting: Reacting,
    pub(super) reaching: Reaching,
    pub(super) pressing: Pressing,
    pub(super) press: Function,
    /// The link that a room is being chosen for.
    pub(super) forwarding: RefCell<Option<String>>,
    /// When the page last stopped being live.
    pub(super) trouble_since: Cell<Option<u64>>,
    pub(super) dirty: RefCell<Vec<Change>>,
    pub(super) refresh_asked: Cell<bool>,
    pub(super) wake: Function,
    pub(super) wake_timer: Cell<i32>,
    pub(super) refresh: Function,
    pub(super) tick: Function,
    pub(super) tick_timer: Cell<i32>,
    pub(super) minute: Function,
    /// When something was done on the page.
    pub(super) attended_at: Cell<u64>,
    /// What was said of that.
    pub(super) attention: Cell<Attention>,
    pub(super) drafting: Drafting,
    pub(super) thread_drafting: Drafting,
    /// What is on its way is kept over a reload.
    pub(super) kept: Cell<bool>,
    pub(super) announce: Function,
    inputs: RefCell<VecDeque<Input>>,
    busy: Cell<bool>,
}

impl Host {
    /// The host of a page, which shows it as the server rendered it.
    pub(super) fn new(page: ChatPage, zone: Zone) -> Rc<Self> {
        let (me, now) = (page.me.id, page.now);
        let client = Client::new(page, seed());
        let open = client.open().and_then(|id| client.room(id));
        let mut reader = Reader::of(open, zone, now);
        reader.meet_thread(&client);
        let announcer = Announcer::after(open.map(|room| room.cursor().seq));
        let screen = Screen::new(&client, &reader);
        Rc::new_cyclic(|host: &std::rc::Weak<Self>| {
            let call = |method: fn(&Rc<Self>)| {
                let host = host.clone();
                dom::function(move || {
                    if let Some(host) = host.upgrade() {
                        method(&host);
                    }
                })
            };
            Self {
                client: RefCell::new(client),
                reader: RefCell::new(reader),
                screen,
                socket: RefCell::new(None),
                store: OutboxStore::new(me),
                scroll: Scroll::new(Side::Room),
                thread_scroll: Scroll::new(Side::Thread),
                announcer: RefCell::new(announcer),
                deleting: Cell::new(None),
                wide: Cell::new(None),
                opener: Opener::default(),
                reacting: Reacting::default(),
                reaching: Reaching::default(),
                pressing: Pressing::default(),
                press: call(|host| host.pressed_long()),
                forwarding: RefCell::default(),
                trouble_since: Cell::new(Some(dom::now_ms())),
                dirty: RefCell::default(),
                refresh_asked: Cell::new(false),
                wake: call(|host| host.feed(Input::Wake)),
                wake_timer: Cell::new(0),
                refresh: call(|host| host.refresh_now()),
                tick: call(|host| host.show_status()),
                tick_timer: Cell::new(0),
                minute: call(|host| host.next_minute()),
                attended_at: Cell::new(dom::now_ms()),
                attention: Cell::new(Attention::Here),
                drafting: Drafting::default(),
                thread_drafting: Drafting::default(),
                kept: Cell::new(true),
                announce: call(|host| host.announce_now()),
                inputs: RefCell::default(),
                busy: Cell::new(false),
            }
        })
    }

    /// Lets something happen to the client, and carries out what follows from it. What happens
    /// meanwhile waits its turn.
    pub(super) fn feed(self: &Rc<Self>, input: Input) {
        self.inputs.borrow_mut().push_back(input);
        if self.busy.replace(true) {
            return;
        }
        loop {
            let Some(input) = self.inputs.borrow_mut().pop_front() else { break };
            let effects = self.client.borrow_mut().handle(input, dom::now_ms());
            for effect in effects {
                self.carry_out(effect);
            }
        }
        self.busy.set(false);
    }

    /// The viewer.
    pub(super) fn me(&self) -> UserId {
        self.client.borrow().me().id
    }

    /// The room in view.
    pub(super) fn open_room(&self) -> Option<RoomId> {
        self.client.borrow().open()
    }
}

/// The browser's clock, for show.
pub(super) fn wall_clock() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64)
}

fn seed() -> u64 {
    (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
}
