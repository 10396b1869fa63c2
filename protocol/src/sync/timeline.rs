//! The rows of a room or of a thread that are held, and the one function that turns events into
//! rows.

use crate::{
    Body, ClientMessageId, Event, EventKind, Message, Notice, Page, Reactions, Replies, ReplyTo,
    Row, Seq, ThreadPage, UserId,
};

/// A window of a room's rows, or of a thread's: without gaps, at most [`Timeline::MAX_ROWS`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Timeline {
    /// What the thread hangs on; `None`: these are the room's own rows.
    root: Option<Message>,
    rows: Vec<Row>,
    older: bool,
    newer: bool,
}

impl Timeline {
    /// Rows held at the most. Beyond it the end far from the reader is let go.
    pub const MAX_ROWS: usize = 300;

    /// A window that holds these rows, and whether there are some before and after them.
    pub(super) fn new(rows: Vec<Row>, older: bool, newer: bool) -> Self {
        Self { root: None, rows, older, newer }
    }

    /// A window that holds a part of a thread, in a room whose last event applied is `cursor`.
    pub(super) fn of_thread(ThreadPage { root, page, state: _ }: ThreadPage, cursor: Seq) -> Self {
        let mut thread =
            Self { root: Some(root), rows: Vec::new(), older: page.older, newer: true };
        let joined = thread.append(page, Seq::ZERO, cursor);
        debug_assert!(joined, "anything joins an empty window");
        thread
    }

    /// What the thread hangs on, if this is one.
    pub fn root(&self) -> Option<&Message> {
        self.root.as_ref()
    }

    /// The rows, oldest first.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Row> + ExactSizeIterator {
        self.rows.iter()
    }

    /// There are rows before these.
    pub fn has_older(&self) -> bool {
        self.older
    }

    /// There are rows after these: the reader is far from the newest.
    pub fn has_newer(&self) -> bool {
        self.newer
    }

    /// The number of the first row held.
    pub fn first(&self) -> Option<Seq> {
        self.rows.first().map(Row::seq)
    }

    /// The number of the last row held.
    pub fn last(&self) -> Option<Seq> {
        self.rows.last().map(Row::seq)
    }

    /// Takes in the next event of the room. Says whether the window changed.
    ///
    /// What a row already knows is not applied again: a page may be ahead of the events.
    pub fn apply(&mut self, event: &Event) -> bool {
        let Some(kind) = &event.kind else { return false };
        match kind {
            EventKind::MessagePosted { client_message_id, body } => {
                self.push(message(event, *client_message_id, body, None))
            }
            EventKind::ReplyPosted { to, client_message_id, body } => {
                let counted = self.reply(to.root, event.seq, |replies| {
                    replies.add(&event.actor, event.at);
                });
                counted | self.push(message(event, *client_message_id, body, Some(*to)))
            }
            EventKind::MessageEdited { target, body }
            | EventKind::ReplyEdited { target, body, to: _ } => {
                self.revise(*target, event.seq, |message| message.body.clone_from(body))
            }
            EventKind::MessageDeleted { target, author } => {
                self.revise(*target, event.seq, |message| remove(message, event, *author))
            }
            EventKind::ReplyRemoved { to, target, author } => {
                let counted = self.reply(to.root, event.seq, Replies::remove);
                counted | self.revise(*target, event.seq, |reply| remove(reply, event, *author))
            }
            EventKind::ReactionAdded { target, reaction } => {
                self.react(*target, event.seq, |reactions| reactions.add(reaction, &event.actor))
            }
            EventKind::ReactionRemoved { target, reaction } => {
                let actor = event.actor.id;
                self.react(*target, event.seq, |reactions| reactions.remove(reaction, actor))
            }
            EventKind::MemberRenamed { .. } => {
                self.renew(event);
                self.push(notice(event, kind));
                true
            }
            EventKind::PictureChanged { .. } => {
                self.renew(event);
                true
            }
            EventKind::MessagePinned { .. } | EventKind::MessageUnpinned { .. } => false,
            EventKind::RoomCreated { .. }
            | EventKind::MemberJoined { .. }
            | EventKind::MemberLeft { .. }
            | EventKind::RoomRenamed { .. }
            | EventKind::TopicChanged { .. }
            | EventKind::RoomArchived
            | EventKind::RoomUnarchived
            | EventKind::SlowModeChanged { .. }
            | EventKind::DirectStarted { .. } => self.push(notice(event, kind)),
        }
    }

    /// Puts rows before those held and lets the newest go where they become too many. `before` is
    /// what the page was asked for; says no, and changes nothing, where it no longer joins.
    #[must_use]
    pub fn prepend(&mut self, page: Page, before: Seq) -> bool {
        let joins = self.first().is_none_or(|first| first == before)
            && page.rows.last().is_none_or(|row| row.seq() < before);
        if joins {
            self.older = page.older;
            self.rows.splice(0..0, page.rows);
            if self.rows.len() > Self::MAX_ROWS {
                self.rows.truncate(Self::MAX_ROWS);
                self.newer = true;
            }
        }
        joins
    }

    /// Puts rows after those held and lets the oldest go where they become too many. `after` is
    /// what the page was asked for and `cursor` the last event applied: rows beyond that are left
    /// out, for they come as events. Says no, and changes nothing, where the page no longer joins.
    #[must_use]
    pub fn append(&mut self, page: Page, after: Seq, cursor: Seq) -> bool {
        let joins = self.last().is_none_or(|last| last == after)
            && page.rows.first().is_none_or(|row| row.seq() > after);
        if joins {
            let offered = page.rows.len();
            let before = self.rows.len();
            self.rows.extend(page.rows.into_iter().take_while(|row| row.seq() <= cursor));
            let all_taken = self.rows.len() - before == offered;
            self.newer = page.newer && all_taken;
            self.trim_oldest();
        }
        joins
    }

    /// How many messages by others stand after `read` at `cursor`; `None` where the window does
    /// not reach that far.
    pub(super) fn unread_after(&self, read: Seq, cursor: Seq, me: UserId) -> Option<u32> {
        let reaches_back = !self.older || self.first().is_some_and(|first| first <= read.next());
        let counts = |row: &&Row| match row {
            // A deletion that is known here and did not come as an event yet takes one off then.
            Row::Message(message) => {
                message.author.id != me && (message.body.is_some() || message.revision > cursor)
            }
            Row::Notice(_) => false,
        };
        (reaches_back && !self.newer).then(|| {
            let unread = self.rows.iter().rev().take_while(|row| row.seq() > read).filter(counts);
            unread.count() as u32
        })
    }

    fn push(&mut self, row: Row) -> bool {
        if !self.takes(&row) || self.newer || self.last().is_some_and(|last| last >= row.seq()) {
            return false;
        }
        self.rows.push(row);
        self.trim_oldest();
        true
    }

    /// Whether this is a row of what the window shows.
    fn takes(&self, row: &Row) -> bool {
        let to = match row {
            Row::Message(message) => message.to,
            Row::Notice(_) => None,
        };
        match &self.root {
            None => to.is_none_or(|to| to.in_room),
            Some(root) => to.is_some_and(|to| to.root == root.seq),
        }
    }

    fn revise(&mut self, target: Seq, revision: Seq, change: impl FnOnce(&mut Message)) -> bool {
        match self.message_mut(target) {
            Some(message) if message.revision < revision => {
                change(message);
                message.revision = revision;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Changes the reactions to a message that still stands.
    fn react(&mut self, target: Seq, revision: Seq, change: impl FnOnce(&mut Reactions)) -> bool {
        match self.message_mut(target) {
            Some(message) if message.body.is_some() && message.reactions.revision < revision => {
                change(&mut message.reactions);
                message.reactions.revision = revision;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Changes what a message says of the replies to it, also one that was removed.
    fn reply(&mut self, root: Seq, revision: Seq, change: impl FnOnce(&mut Replies)) -> bool {
        match self.message_mut(root) {
            Some(message) if message.replies.revision < revision => {
                change(&mut message.replies);
                message.replies.revision = revision;
                true
            }
            Some(_) | None => false,
        }
    }

    fn message_mut(&mut self, seq: Seq) -> Option<&mut Message> {
        match &mut self.root {
            Some(root) if root.seq == seq => Some(root),
            Some(_) | None => match self.rows.binary_search_by_key(&seq, Row::seq) {
                Ok(at) => self.rows[at].message_mut(),
                Err(_) => None,
            },
        }
    }

    fn renew(&mut self, event: &Event) {
        let rows = self.rows.iter_mut().filter_map(Row::message_mut);
        for message in self.root.iter_mut().chain(rows) {
            event.renew(&mut message.author);
            message.reactions.renew(event);
            message.replies.renew(event);
        }
    }

    fn trim_oldest(&mut self) {
        let over = self.rows.len().saturating_sub(Self::MAX_ROWS);
        if over > 0 {
            self.rows.drain(..over);
            self.older = true;
        }
    }
}

fn message(
    event: &Event,
    client_message_id: ClientMessageId,
    body: &Option<Body>,
    to: Option<ReplyTo>,
) -> Row {
    Row::Message(Message {
        seq: event.seq,
        at: event.at,
        author: event.actor.clone(),
        client_message_id,
        body: body.clone(),
        moderated: false,
        revision: event.seq,
        reactions: Reactions::default(),
        to,
        replies: Replies::default(),
    })
}

fn remove(message: &mut Message, event: &Event, author: UserId) {
    message.body = None;
    message.moderated = event.actor.id != author;
    message.reactions = Reactions::default();
}

fn notice(event: &Event, kind: &EventKind) -> Row {
    Row::Notice(Notice {
        seq: event.seq,
        at: event.at,
        actor: event.actor.clone(),
        kind: kind.clone(),
    })
}
