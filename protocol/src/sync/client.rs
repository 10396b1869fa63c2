//! The whole client: inputs in, effects out.

mod effect;
mod following;
mod gaps;
mod input;
mod loading;
mod people;
mod reading;
mod receive;
mod reply;
mod requests;
mod resume;
mod rooms;
mod settling;
mod showing;
mod telling;
mod writing;

use crate::{ChatPage, ClientFrame, Command, CommandId, Person, RoomId, RoomSummary, Seq};

use super::typing::Typing;
use super::{Connection, Generation, Millis, Outbox, OutboxItem, ReadyState, RoomState, Status};
use following::Following;
use gaps::Gaps;
use loading::Loads;
use people::Around;
use reading::Reads;
use requests::{Asked, Requests};
use rooms::Rooms;
use telling::Tellings;

pub use effect::{Change, Effect, Problem};
pub use input::Input;
pub use telling::{Telling, Why};

/// The client: all that a page holds and does, but for drawing it.
#[derive(Clone, Debug)]
pub struct Client {
    me: Person,
    now: Millis,
    connection: Connection,
    /// The open socket that hello was sent on.
    greeted: Option<Generation>,
    requests: Requests,
    rooms: Rooms,
    open: Option<RoomId>,
    /// The thread of it in view.
    thread: Option<Seq>,
    /// The room the server was told is in view.
    told_open: Option<RoomId>,
    /// A fresh snapshot of the room in view is wanted, not before this time.
    want_open: Option<Millis>,
    gaps: Gaps,
    loads: Loads,
    reads: Reads,
    /// How often the cursor of the room in view was set back, as far as this end knew last.
    shown_set_back: Option<(RoomId, u32)>,
    /// The room in view that is to stay unread.
    kept_unread: Option<RoomId>,
    following: Following,
    outbox: Outbox,
    max_writes: usize,
    typing: Typing,
    tellings: Tellings,
    around: Around,
    /// The time last asked for.
    wake: Option<Millis>,
    out: Vec<Effect>,
    changes: Vec<Change>,
}

impl Client {
    /// A client that goes on from a page. The seed feeds jitter only.
    pub fn new(page: ChatPage, seed: u64) -> Self {
        let open = page.open.summary.room.id;
        let mut rooms = Rooms::new(page.rooms, page.open);
        rooms.moderates = page.moderates;
        rooms.opened(open);
        let thread = page.thread.as_ref().map(|thread| (thread.root.seq, thread.state));
        if let Some((held, thread)) = rooms.get_mut(open).zip(page.thread) {
            // Where it was read before the room, it is asked for like any other.
            _ = held.state.put_thread(thread);
        }
        let mut client = Self {
            me: page.me,
            now: 0,
            connection: Connection::new(seed),
            greeted: None,
            requests: Requests::default(),
            rooms,
            open: Some(open),
            thread: thread.map(|(root, _)| root),
            told_open: None,
            want_open: None,
            gaps: Gaps::default(),
            loads: Loads::default(),
            reads: Reads::default(),
            shown_set_back: None,
            kept_unread: None,
            following: Following::default(),
            outbox: Outbox::default(),
            max_writes: usize::MAX,
            typing: Typing::default(),
            tellings: Tellings::default(),
            around: Around::new(page.about),
            wake: None,
            out: Vec::new(),
            changes: Vec::new(),
        };
        client.threads_on_page(page.threads, thread);
        client
    }

    /// Takes one input in and says what is to be done. `now` never decreases.
    pub fn handle(&mut self, input: Input, now: Millis) -> Vec<Effect> {
        let status = self.status();
        self.now = self.now.max(now);
        self.take_in(input);
        self.keep_unread();
        self.untell_read();
        self.settle();
        if self.status() != status {
            self.changed(Change::Status);
        }
        self.ask_to_be_woken();
        let changes = self.changes.drain(..).map(Effect::Changed);
        self.out.extend(changes);
        std::mem::take(&mut self.out)
    }

    /// The viewer.
    pub fn me(&self) -> &Person {
        &self.me
    }

    /// What the page says of the connection.
    pub fn status(&self) -> Status {
        match self.connection.status() {
            Status::Live if self.slow_at().is_some_and(|at| at <= self.now) => Status::Slow,
            status => status,
        }
    }

    /// The socket's state as this client knows it.
    pub fn ready_state(&self) -> ReadyState {
        self.connection.ready_state()
    }

    /// The viewer's rooms, by name.
    pub fn rooms(&self) -> impl Iterator<Item = &RoomSummary> {
        self.rooms.iter().filter(|held| held.member).map(|held| held.state.summary())
    }

    /// One of the viewer's rooms, or the room that the page was made for.
    pub fn room(&self, room: RoomId) -> Option<&RoomState> {
        self.rooms.get(room).map(|held| &held.state)
    }

    /// Whether the viewer is a member of this room.
    pub fn is_member(&self, room: RoomId) -> bool {
        self.rooms.get(room).is_some_and(|held| held.member)
    }

    /// The room in view.
    pub fn open(&self) -> Option<RoomId> {
        self.open
    }

    /// The thread in view, in the room in view, by what it hangs on.
    pub fn thread(&self) -> Option<Seq> {
        self.thread
    }

    /// Messages on their way to this room, oldest first. Those not stored yet are not shown.
    pub fn outbox(&self, room: RoomId) -> impl Iterator<Item = &OutboxItem> {
        self.outbox.of_room(room)
    }

    /// Whether anything that was typed is not known to be on the server's disk and on screen.
    pub fn has_unsent(&self) -> bool {
        !self.outbox.is_empty()
    }

    /// Whether anything that was typed is still on its way. What was refused for good is not; also
    /// not in a room that the viewer has left since.
    pub fn is_sending(&self) -> bool {
        self.outbox.is_waiting()
    }

    /// Whether rows before those held are wanted and did not come yet.
    pub fn is_loading_older(&self, room: RoomId) -> bool {
        self.loads.has_older(room, None)
    }

    /// Whether rows after those held are wanted and did not come yet.
    pub fn is_loading_newer(&self, room: RoomId) -> bool {
        self.loads.has_newer(room, None)
    }

    /// Whether replies of the thread in view are wanted that did not come yet.
    pub fn is_loading_thread(&self) -> bool {
        self.open.zip(self.thread).is_some_and(|(room, root)| {
            let thread = Some(root);
            self.loads.has_thread(room, root)
                || self.loads.has_older(room, thread)
                || self.loads.has_newer(room, thread)
        })
    }

    /// Whether a reaction of the viewer to this message was not answered yet.
    pub fn is_reacting(&self, room: RoomId, target: Seq) -> bool {
        self.requests.is_reacting(room, target)
    }

    /// Whether the newest rows of this room are wanted and did not come yet.
    pub fn is_opening(&self, room: RoomId) -> bool {
        self.open == Some(room)
            && (self.want_open.is_some()
                || self.requests.is_opening(room)
                || self.room(room).is_none_or(|state| state.timeline().is_none()))
    }

    fn take_in(&mut self, input: Input) {
        let now = self.now;
        match input {
            Input::Start => self.connection.start(now, &mut self.out),
            Input::Opened(generation) => self.opened(generation),
            Input::Received(generation, bytes) => self.received(generation, &bytes),
            Input::Closed(generation, code) => {
                self.connection.closed(generation, code, now, &mut self.out);
            }
            Input::SessionChecked(check) => {
                self.connection.session_checked(check, now, &mut self.out);
            }
            Input::Wake => self.woken(),
            Input::Online => self.connection.online(now, &mut self.out),
            Input::Offline => self.connection.offline(now, &mut self.out),
            Input::Visible => self.connection.visible(now, &mut self.out),
            Input::Leaving => self.connection.leaving(now, &mut self.out),
            Input::TryNow => self.connection.try_now(now, &mut self.out),
            Input::OutboxLoaded(items) => self.outbox_loaded(items),
            Input::OutboxStored(id) => self.outbox_stored(id),
            Input::Open(room) => self.look_at(room),
            Input::Send { room, body, to, client_message_id, typed_at } => {
                self.send(room, body, to, client_message_id, typed_at);
            }
            Input::Retry(id) => self.retry(id),
            Input::Discard(id) => self.discard(id),
            Input::Edit { room, target, body } => self.edit(room, target, body),
            Input::Delete { room, target } => self.delete(room, target),
            Input::React { room, target, reaction } => {
                self.react(room, target, Command::React { room, target, reaction });
            }
            Input::Unreact { room, target, reaction } => {
                self.react(room, target, Command::Unreact { room, target, reaction });
            }
            Input::Pin { room, target } => self.pin(room, target, Command::Pin { room, target }),
            Input::Unpin { room, target } => {
                self.pin(room, target, Command::Unpin { room, target });
            }
            Input::Versions { room, target, before } => self.versions(room, target, before),
            Input::MarkRead { room, seq } => self.mark_read(room, seq),
            Input::MarkUnread { room, target } => self.mark_unread(room, target),
            Input::ReadOn(room) => self.read_on(room),
            Input::MarkThreadRead(seq) => self.mark_thread_read(seq),
            Input::Follow => self.choose_thread(|room, root| Command::Follow { room, root }),
            Input::Unfollow => self.choose_thread(|room, root| Command::Unfollow { room, root }),
            Input::Typing(room) => self.tell_typing(room, None),
            Input::TypingReply => self.tell_typing_reply(),
            Input::Attention(attention) => self.around.attention = attention,
            Input::WhoWasHere => self.who_was_here(),
            Input::LoadOlder(room) => self.load_older(room, None),
            Input::LoadNewer(room) => self.load_newer(room, None),
            Input::JumpToNewest(room) => self.jump_to_newest(room),
            Input::OpenThread { root, near } => self.open_thread(root, near),
            Input::CloseThread => self.close_thread(),
            Input::LoadOlderReplies => self.load_older_replies(),
            Input::LoadNewerReplies => self.load_newer_replies(),
        }
    }

    fn ask(&mut self, asked: Asked, command: Command) -> CommandId {
        let id = self.requests.add(asked, self.now);
        self.put(&ClientFrame::Command { id, command });
        id
    }

    fn put(&mut self, frame: &ClientFrame) {
        if let Some(socket) = self.connection.socket() {
            self.out.push(Effect::Send(socket, frame.encode()));
        }
    }

    fn changed(&mut self, change: Change) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }
}
