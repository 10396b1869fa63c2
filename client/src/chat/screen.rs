//! Everything the chat page shows, as signals, and how it follows from the client. The server
//! fills it once; the browser whenever the client says that something changed.

use hark_protocol::sync::{Client, RoomState};
use hark_protocol::{Access, Person, RoomId, RoomSummary, Seq, ThreadState, Timestamp};
use leptos::prelude::*;

use super::menu::Menu;
use super::people::{self, Card};
use super::pins::{self, PinView};
use super::rows::{self, Changes};
use super::scene::scene;
use super::slot::{Slot, set_rows};
use super::suggest::{Reach, Suggest};
use super::switcher::Switcher;
use super::thread::ThreadScreen;
use super::top::{Top, top};
use super::versions::VersionsView;
use super::words::{self, ConnectionLine, SlowLine};
use crate::clock::Zone;
use crate::words::direct::called;

mod parts;
mod status;

pub use parts::{Jump, Pane};

/// What is the reader's own and not the client's.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Their zone.
    pub zone: Zone,
    /// The time, for `Today`.
    pub now: Timestamp,
    /// The read cursor when the room was opened, if something stood after it.
    pub unread_after: Option<Seq>,
    /// The thread in view, with the same of it, once that is known.
    pub thread_unread_after: Option<(Seq, Option<Seq>)>,
    /// The messages being changed.
    pub changes: Changes,
}

/// What the page shows.
#[derive(Clone, Copy)]
pub struct Screen {
    /// The viewer.
    pub me: RwSignal<Person>,
    /// The sidebar.
    pub rooms: RwSignal<Vec<RoomSummary>>,
    /// The room in view.
    pub room: RwSignal<RoomView>,
    /// What stands above the rows.
    pub top: RwSignal<Top>,
    /// The rows.
    pub slots: RwSignal<Vec<Slot>>,
    /// The thread beside them.
    pub thread: ThreadScreen,
    /// The connection's state in one word.
    pub status: RwSignal<&'static str>,
    /// The line above the timeline.
    pub connection: RwSignal<Option<ConnectionLine>>,
    /// Who types.
    pub typing: RwSignal<String>,
    /// How many are here, if the server has said so.
    pub here: RwSignal<Option<u32>>,
    /// The cards of the room's people.
    pub people: RwSignal<Vec<Card>>,
    /// Whether the panel of who is here is open.
    pub people_shown: RwSignal<bool>,
    /// Where one can go by name, while one is asked.
    pub switcher: RwSignal<Switcher>,
    /// The way to the newest messages.
    pub jump: RwSignal<Jump>,
    /// Which pane is shown where there is room for one.
    pub pane: RwSignal<Pane>,
    /// Whom one may want to name, while a name is typed.
    pub suggest: RwSignal<Suggest>,
    /// Whom the question before everybody is told is about.
    pub wide: RwSignal<Reach>,
    /// What the composer has to say.
    pub composer_note: RwSignal<&'static str>,
    /// What it says of a slow room.
    pub slow: RwSignal<SlowLine>,
    /// Whether the map of the keys was asked for.
    pub keys_shown: RwSignal<bool>,
    /// The message whose menu is open.
    pub menu: RwSignal<Option<Menu>>,
    /// Whose message is to be removed, where it is not the viewer's.
    pub removing: RwSignal<Option<String>>,
    /// Whether the picker of reactions is open.
    pub picking: RwSignal<bool>,
    /// What it has to say.
    pub picker_note: RwSignal<&'static str>,
    /// The pinned messages, the last pinned first.
    pub pins: RwSignal<Vec<PinView>>,
    /// What a message said, while that is looked at.
    pub versions: RwSignal<Option<VersionsView>>,
    /// What is said to those who listen.
    pub announcement: RwSignal<String>,
    /// The id that the form posts under by itself. Only the server makes one: with a script each
    /// message gets its own.
    pub form_id: StoredValue<Option<String>>,
}

/// The room in view.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoomView {
    /// Which.
    pub id: RoomId,
    /// Its name.
    pub name: String,
    /// Its topic, maybe empty.
    pub topic: String,
    /// It is a direct room.
    pub direct: bool,
    /// How many members it has, if that is known.
    pub members: Option<u32>,
    /// What can be done here.
    pub door: Door,
}

/// What the viewer can do in a room.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Door {
    /// Read and write.
    Open,
    /// Read: it was archived by this person.
    Archived(String),
    /// Nothing any more.
    Left,
}

impl Reader {
    /// A reader who opens this room now.
    pub fn of(room: Option<&RoomState>, zone: Zone, now: Timestamp) -> Self {
        let summary = room.map(RoomState::summary);
        let unread_after = summary.filter(|summary| summary.unread > 0).map(|summary| summary.read);
        Self { zone, now, unread_after, thread_unread_after: None, changes: Changes::default() }
    }

    /// The thread in view may be another, or be known only now: where its line stands is settled
    /// once.
    pub fn meet_thread(&mut self, client: &Client) {
        let Some((room, root)) = client.open().zip(client.thread()) else {
            self.thread_unread_after = None;
            return;
        };
        if self.thread_unread_after.is_none_or(|(met, _)| met != root) {
            let state = client.thread_state(room, root);
            let unread = |state: ThreadState| (state.unread > 0).then_some(state.read);
            self.thread_unread_after = state.map(|state| (root, unread(state)));
        }
    }

    /// What came to the thread in view while nobody looked is marked as new.
    pub fn look_at_thread_again(&mut self, client: &Client) {
        let before = self.thread_unread_after.take();
        self.meet_thread(client);
        if let (Some((_, read @ None)), Some((_, line))) = (&mut self.thread_unread_after, before) {
            *read = line;
        }
    }

    /// A moment as this reader names it: `Today at 14:05`.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        words::moment(self.zone.local(at), self.zone.local(self.now).day)
    }
}

impl Screen {
    /// The screen of a page as it was made.
    pub fn new(client: &Client, reader: &Reader) -> Self {
        let screen = Self {
            me: RwSignal::new(client.me().clone()),
            rooms: RwSignal::new(Vec::new()),
            room: RwSignal::new(RoomView {
                id: RoomId(0),
                name: String::new(),
                topic: String::new(),
                direct: false,
                members: None,
                door: Door::Left,
            }),
            top: RwSignal::new(Top::Empty),
            slots: RwSignal::new(Vec::new()),
            thread: ThreadScreen::new(),
            status: RwSignal::new("connecting"),
            connection: RwSignal::new(None),
            typing: RwSignal::new(String::new()),
            here: RwSignal::new(None),
            people: RwSignal::new(Vec::new()),
            people_shown: RwSignal::new(false),
            switcher: RwSignal::new(Switcher::default()),
            jump: RwSignal::new(Jump::Hidden),
            pane: RwSignal::new(client.thread().map_or(Pane::Room, |_| Pane::Thread)),
            suggest: RwSignal::new(Suggest::default()),
            wide: RwSignal::new(Reach::Room),
            composer_note: RwSignal::new(""),
            slow: RwSignal::new(SlowLine::default()),
            keys_shown: RwSignal::new(false),
            menu: RwSignal::new(None),
            removing: RwSignal::new(None),
            picking: RwSignal::new(false),
            picker_note: RwSignal::new(""),
            pins: RwSignal::new(Vec::new()),
            versions: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            form_id: StoredValue::new(None),
        };
        screen.show_rooms(client);
        screen.show_room(client, reader);
        screen.show_slow(client, 0);
        screen
    }

    /// Shows the viewer's rooms and name anew.
    pub fn show_rooms(&self, client: &Client) {
        update(self.me, client.me().clone());
        update(self.rooms, client.rooms().cloned().collect());
        update(self.thread.unread, client.unread_threads());
    }

    /// Shows the room in view and its rows anew.
    pub fn show_room(&self, client: &Client, reader: &Reader) {
        let Some(room) = client.open().and_then(|id| client.room(id)) else {
            self.show_room_left();
            return;
        };
        update(self.room, room_view(client, room, reader));
        update(self.top, top(room, client.me().id));
        update(self.pins, pins::views(room, reader));
        set_rows(self.slots, rows::rows(&scene(client, room, reader)));
        self.thread.show(client, room, reader);
    }

    /// Shows that the viewer may no longer see the room that was in view.
    fn show_room_left(&self) {
        let mut view = self.room.get_untracked();
        view.door = Door::Left;
        update(self.room, view);
        update(self.top, Top::Empty);
        update(self.pins, Vec::new());
        set_rows(self.slots, Vec::new());
        self.thread.close();
    }

    /// Shows who types anew.
    pub fn show_typing(&self, client: &Client) {
        let Some(open) = client.open() else { return };
        update(self.typing, words::typing(&client.typing(open, None)));
        self.thread.show_typing(client);
    }

    /// Shows who is here and what people say of themselves anew.
    pub fn show_people(&self, client: &Client, reader: &Reader) {
        let Some(room) = client.open().and_then(|id| client.room(id)) else { return };
        let here = client.here(room.summary().room.id);
        update(self.here, here.map(|here| here.count));
        update(self.people, people::cards(client, reader, room));
        update(self.room, room_view(client, room, reader));
    }
}

/// Sets a signal only when that changes something on the screen.
pub fn update<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

fn room_view(client: &Client, state: &RoomState, reader: &Reader) -> RoomView {
    let room = &state.summary().room;
    RoomView {
        id: room.id,
        name: called(room, client.me().id),
        direct: room.access == Access::Direct,
        // A direct room has no topic of its own.
        topic: people::of_other(client, reader, state)
            .unwrap_or_else(|| room.topic.as_str().to_owned()),
        members: state.member_count(),
        door: match &room.archived_by {
            Some(person) => Door::Archived(person.name.as_str().to_owned()),
            None if client.is_member(room.id) => Door::Open,
            None => Door::Left,
        },
    }
}
