//! What is held of one room: its summary always, its timeline once it was opened.

mod opened;

use crate::{
    Access, Cursor, Event, EventKind, Level, Page, Person, Pins, Present, RoomSnapshot,
    RoomSummary, Seq, ThreadPage, UserId,
};

use super::Timeline;
use super::unread::{Counted, Unread};
use opened::{Opened, is_of};

/// What became of an event.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Applied {
    /// It was the next one.
    Yes,
    /// It had been applied before.
    Duplicate,
    /// Events before it are missing.
    Gap,
}

/// Which members of the room in view are connected.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Here {
    /// How many of them are there, and not away.
    pub count: u32,
    /// The first of them: those who are there by name, then those who are away.
    pub people: Vec<Present>,
}

/// One room of the viewer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoomState {
    summary: RoomSummary,
    unread: Unread,
    opened: Option<Opened>,
}

impl RoomState {
    /// Threads held at the most. Beyond it the one that was opened longest ago is let go.
    pub const MAX_THREADS: usize = 8;

    /// A room of which only the sidebar knows.
    pub fn from_summary(summary: RoomSummary) -> Self {
        let unread = Unread::new(Counted::of(&summary));
        Self { summary, unread, opened: None }
    }

    /// A room opened.
    pub fn from_snapshot(snapshot: RoomSnapshot) -> Self {
        let RoomSnapshot { summary, member_count, members, rows, older, newer, pins } = snapshot;
        let timeline = Timeline::new(rows.into_vec(), older, newer);
        Self {
            opened: Some(Opened {
                timeline,
                threads: Vec::new(),
                ahead: Seq::ZERO,
                member_count,
                pins,
                members,
            }),
            ..Self::from_summary(summary)
        }
    }

    /// Its name, topic, read cursor and unread count, as of [`RoomState::cursor`].
    pub fn summary(&self) -> &RoomSummary {
        &self.summary
    }

    /// The last event applied.
    pub fn cursor(&self) -> Cursor {
        self.summary.cursor
    }

    /// How many members it has, once it was opened.
    pub fn member_count(&self) -> Option<u32> {
        self.opened.as_ref().map(|opened| opened.member_count)
    }

    /// Its members by id, once it was opened; of very many the first.
    pub fn members(&self) -> &[Person] {
        self.opened.as_ref().map_or(&[], |opened| &opened.members)
    }

    /// Its rows, once it was opened.
    pub fn timeline(&self) -> Option<&Timeline> {
        self.opened.as_ref().map(|opened| &opened.timeline)
    }

    /// Its pinned messages, once it was opened.
    pub fn pins(&self) -> Option<&Pins> {
        self.opened.as_ref().map(|opened| &opened.pins)
    }

    /// One of its threads, by what it hangs on, once it was opened.
    pub fn thread(&self, root: Seq) -> Option<&Timeline> {
        let mut threads = self.opened.iter().flat_map(|opened| &opened.threads);
        threads.find(|thread| is_of(thread, root))
    }

    /// Its rows and those of its threads, as far as they are held.
    pub fn windows(&self) -> impl Iterator<Item = &Timeline> {
        let opened = self.opened.iter();
        opened.flat_map(|opened| [&opened.timeline].into_iter().chain(&opened.threads))
    }

    /// Its rows, or those of one of its threads.
    pub fn window(&self, thread: Option<Seq>) -> Option<&Timeline> {
        match thread {
            None => self.timeline(),
            Some(root) => self.thread(root),
        }
    }

    /// Holds a thread from this page on. Says no, and changes nothing, where the page is older than
    /// what was applied or the room is not opened: ask again.
    #[must_use]
    pub fn put_thread(&mut self, page: ThreadPage) -> bool {
        let cursor = self.cursor().seq;
        let Some(opened) = self.opened.as_mut().filter(|_| page.page.as_of >= cursor) else {
            return false;
        };
        opened.threads.retain(|thread| !is_of(thread, page.root.seq));
        if opened.threads.len() == Self::MAX_THREADS {
            opened.threads.remove(0);
        }
        opened.ahead = opened.ahead.max(page.page.as_of);
        opened.threads.push(Timeline::of_thread(page, cursor));
        true
    }

    /// Takes in an event if it is the next one. `me` is the viewer.
    pub fn apply(&mut self, event: &Event, me: UserId) -> Applied {
        let cursor = &mut self.summary.cursor;
        if event.seq <= cursor.seq {
            return Applied::Duplicate;
        }
        if event.seq != cursor.seq.next() {
            return Applied::Gap;
        }
        cursor.seq = event.seq;
        cursor.tag = event.tag;
        self.apply_to_room(event);
        self.unread.apply(event, me);
        self.count();
        if let Some(opened) = &mut self.opened {
            opened.apply(event);
        }
        Applied::Yes
    }

    /// Takes in what the server counted.
    pub fn told(&mut self, counted: Counted) {
        self.unread.told(counted);
        self.count();
    }

    /// Takes in what a new connection begins with. `unconfirmed` is how far this person has read
    /// as far as only this end knows. Where the rest is behind what was told before, the server's
    /// data was put back to an older state, and what was told is of a history that is gone.
    pub fn welcomed(&mut self, summary: &RoomSummary, unconfirmed: Option<Seq>) {
        self.summary.chosen_level = summary.chosen_level;
        let counted = Counted::of(summary);
        let is_unread_again = unconfirmed.is_none() && counted.read < self.unread.read();
        let is_set_forth = counted.set_back < self.unread.set_back();
        if counted.as_of < self.unread.as_of() || is_unread_again || is_set_forth {
            self.unread = Unread::new(counted);
        } else {
            self.unread.told(counted);
        }
        self.count();
    }

    /// The person chose of what to be told.
    pub fn choose_level(&mut self, chosen: Option<Level>) {
        self.summary.chosen_level = chosen;
    }

    /// The person has read up to here. Says whether that moved the read cursor forward.
    pub fn mark_read(&mut self, seq: Seq, me: UserId) -> bool {
        let cursor = self.cursor().seq;
        let seq = seq.min(cursor);
        let forward = seq > self.summary.read;
        if forward {
            let timeline = self.timeline();
            let counted = timeline.and_then(|timeline| timeline.unread_after(seq, cursor, me));
            self.unread.mark(seq, counted, cursor);
            self.count();
        }
        forward
    }

    /// Puts the rows of [`crate::HistoryFrom::Before`] before those held, of the room or of this
    /// thread. Says no, and changes nothing, where the page is older than what was applied or no
    /// longer joins: ask again.
    #[must_use]
    pub fn prepend(&mut self, thread: Option<Seq>, page: Page, before: Seq) -> bool {
        let cursor = self.cursor().seq;
        match self.window_mut(thread) {
            Some(window) if page.as_of >= cursor => window.prepend(page, before),
            Some(_) | None => false,
        }
    }

    /// Puts the rows of [`crate::HistoryFrom::After`] after those held, as
    /// [`RoomState::prepend`] does before them.
    #[must_use]
    pub fn append(&mut self, thread: Option<Seq>, page: Page, after: Seq) -> bool {
        let cursor = self.cursor().seq;
        match self.window_mut(thread) {
            Some(window) if page.as_of >= cursor => window.append(page, after, cursor),
            Some(_) | None => false,
        }
    }

    fn window_mut(&mut self, thread: Option<Seq>) -> Option<&mut Timeline> {
        let opened = self.opened.as_mut()?;
        match thread {
            None => Some(&mut opened.timeline),
            Some(root) => opened.threads.iter_mut().find(|thread| is_of(thread, root)),
        }
    }

    /// The connection is gone. A thread that knows more than the events that came is let go: where
    /// the server's data is put back to an older state, what it knows may never have been.
    /// Says whether there was one.
    pub fn lost(&mut self) -> bool {
        let cursor = self.cursor().seq;
        let Some(opened) = self.opened.as_mut().filter(|opened| opened.ahead > cursor) else {
            return false;
        };
        opened.threads.clear();
        opened.ahead = Seq::ZERO;
        true
    }

    /// Lets the timeline go; the summary stays.
    pub fn let_go(&mut self) {
        self.opened = None;
    }

    fn apply_to_room(&mut self, event: &Event) {
        let room = &mut self.summary.room;
        let Some(kind) = &event.kind else { return };
        match kind {
            EventKind::RoomCreated { name, topic, access } => {
                room.name = name.clone();
                room.topic = topic.clone();
                room.access = *access;
            }
            EventKind::RoomRenamed { name } => room.name = name.clone(),
            EventKind::TopicChanged { topic } => room.topic = topic.clone(),
            EventKind::SlowModeChanged { seconds } => room.slow_seconds = *seconds,
            EventKind::RoomArchived => room.archived_by = Some(event.actor.clone()),
            EventKind::RoomUnarchived => room.archived_by = None,
            EventKind::MemberRenamed { .. } | EventKind::PictureChanged { .. } => {
                let known = room.archived_by.iter_mut().chain(room.people.iter_mut());
                known.for_each(|person| event.renew(person));
            }
            EventKind::DirectStarted { people } => {
                room.access = Access::Direct;
                room.people = people.clone();
            }
            EventKind::MessagePosted { .. }
            | EventKind::MessageEdited { .. }
            | EventKind::ReplyEdited { .. }
            | EventKind::MessageDeleted { .. }
            | EventKind::ReactionAdded { .. }
            | EventKind::ReactionRemoved { .. }
            | EventKind::MessagePinned { .. }
            | EventKind::MessageUnpinned { .. }
            | EventKind::ReplyPosted { .. }
            | EventKind::ReplyRemoved { .. }
            | EventKind::MemberJoined { .. }
            | EventKind::MemberLeft { .. } => {}
        }
    }

    fn count(&mut self) {
        self.summary.read = self.unread.read();
        self.summary.set_back = self.unread.set_back();
        self.summary.unread = self.unread.count();
        self.summary.mentions = self.unread.mentions();
    }
}
