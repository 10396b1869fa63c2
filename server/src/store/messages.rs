//! Messages and the log they stand in.

use hark_protocol::markup::Mentions;
use hark_protocol::{
    Body, ClientMessageId, Cursor, Event, HistoryFrom, Page, Posted, Reaction, ReplyTo,
    ResetReason, RoomId, RoomSnapshot, Seq, Timestamp, UserId, Versions,
};

use super::{Author, Membership, Store, StoreError, sqlite};

/// How a reader who was away catches up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Resume {
    /// With what was missed, maybe nothing.
    Events(Vec<Event>),
    /// With a fresh snapshot.
    Reset(ResetReason),
}

impl Store {
    /// Posts a message, as a reply where it is to be one. Where it is shown in the room, its
    /// author's read cursor moves to it. A resend under the same id gets the first answer and tells
    /// nobody, also when the message has been removed since. [`StoreError::NotFound`] where the
    /// author is no member, and where there is nothing to reply to.
    pub async fn post(
        &self,
        author: impl Into<Author>,
        to: Option<ReplyTo>,
        client_message_id: ClientMessageId,
        body: Body,
    ) -> Result<Posted, StoreError> {
        // Read before the writer's turn: it writes for everybody.
        let mentions = Mentions::of(&body);
        let author = author.into();
        self.write(move |txn| {
            sqlite::post::post(txn, author, client_message_id, &body, &mentions, to)
        })
        .await
    }

    /// Replaces the text of one's own message. The same text again changes nothing.
    pub async fn edit(
        &self,
        author: &Membership,
        target: Seq,
        body: Body,
    ) -> Result<(), StoreError> {
        let author = *author;
        let mentions = Mentions::of(&body);
        self.write(move |txn| sqlite::change::edit(txn, &author, target, &body, &mentions)).await
    }

    /// Removes a message, one's own or, by whoever looks after what is said, anybody's: its text is
    /// gone from the database. Twice is as good as once.
    pub async fn delete(&self, by: &Membership, target: Seq) -> Result<(), StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::change::delete(txn, &by, target)).await
    }

    /// Adds a member's reaction to a message that stands. The same again changes nothing.
    /// [`StoreError::LimitExceeded`] beyond [`hark_protocol::Reactions::MAX`] different ones to a
    /// message or [`hark_protocol::Reacted::MAX_PEOPLE`] people with the same.
    pub async fn react(
        &self,
        by: &Membership,
        target: Seq,
        reaction: Reaction,
    ) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::reaction::react(txn, &by, target, &reaction)).await
    }

    /// Takes a member's reaction to a message back. One that is not there changes nothing.
    pub async fn unreact(
        &self,
        by: &Membership,
        target: Seq,
        reaction: Reaction,
    ) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::reaction::unreact(txn, &by, target, &reaction)).await
    }

    /// Pins a message that stands. Twice is as good as once. [`StoreError::LimitExceeded`] beyond
    /// [`hark_protocol::Pins::MAX`].
    pub async fn pin(&self, by: &Membership, target: Seq) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::pin::pin(txn, &by, target)).await
    }

    /// Takes the pin off a message. Where there is none, nothing changes.
    pub async fn unpin(&self, by: &Membership, target: Seq) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::pin::unpin(txn, &by, target)).await
    }

    /// Moves the member's read cursor forward to this event, or to the room's last where that is
    /// earlier. Backward changes nothing, nor does what was read when the cursor had been set back
    /// less often than now.
    pub async fn mark_read(
        &self,
        member: &Membership,
        seq: Seq,
        set_back: u32,
    ) -> Result<(), StoreError> {
        let member = *member;
        self.write_vital(move |txn| sqlite::unread::mark_read(txn, &member, seq, set_back)).await
    }

    /// Sets the member's read cursor to just before this message. [`StoreError::NotFound`] where it
    /// is no message of the room.
    pub async fn mark_unread(&self, member: &Membership, target: Seq) -> Result<(), StoreError> {
        let member = *member;
        self.write_vital(move |txn| sqlite::unread::mark_unread(txn, &member, target)).await
    }

    /// A part of the timeline: at most `limit` rows, and no more than [`Page::MAX_ROWS`]. For a
    /// member, or [`StoreError::NotFound`].
    pub async fn history(
        &self,
        user: UserId,
        room: RoomId,
        from: HistoryFrom,
        limit: u16,
    ) -> Result<Page, StoreError> {
        self.read(|conn| sqlite::page::history(conn, user, room, from, limit))
    }

    /// What a message that stands said before it was changed, and what it says: the newest, or
    /// those before this event.
    pub async fn versions(
        &self,
        member: &Membership,
        target: Seq,
        before: Option<Seq>,
    ) -> Result<Versions, StoreError> {
        self.read(|conn| sqlite::versions::versions(conn, member, target, before))
    }

    /// The first row of the timeline at this moment or after it.
    pub async fn first_since(
        &self,
        member: &Membership,
        moment: Timestamp,
    ) -> Result<Option<Seq>, StoreError> {
        self.read(|conn| sqlite::page::first_since(conn, member, moment))
    }

    /// The room as it stands, read at one moment.
    pub async fn snapshot(&self, member: &Membership) -> Result<RoomSnapshot, StoreError> {
        self.read(|conn| sqlite::summary::snapshot(conn, self.0.epoch, member))
    }

    /// The room as it stands with the rows around this one, read at one moment.
    /// [`StoreError::NotFound`] where this is no row.
    pub async fn snapshot_around(
        &self,
        member: &Membership,
        place: Seq,
    ) -> Result<RoomSnapshot, StoreError> {
        let epoch = self.0.epoch;
        self.read(|conn| sqlite::summary::snapshot_around(conn, epoch, member, place))
    }

    /// What a reader whose timeline stands at this cursor needs. The events given are the ones up
    /// to the head at that moment.
    pub async fn resume(&self, member: &Membership, cursor: Cursor) -> Result<Resume, StoreError> {
        self.read(|conn| sqlite::events::resume(conn, self.0.epoch, member, cursor))
    }

    /// The events after this one, oldest first, at most `limit`.
    pub async fn events_after(
        &self,
        room: RoomId,
        after: Seq,
        limit: u16,
    ) -> Result<Vec<Event>, StoreError> {
        self.read(|conn| sqlite::events::after(conn, room, after, limit))
    }

    /// Where the room's log stands.
    pub async fn head(&self, room: RoomId) -> Result<Cursor, StoreError> {
        self.read(|conn| sqlite::events::head(conn, self.0.epoch, room))
    }
}
