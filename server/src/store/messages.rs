//! Messages and the log they stand in.

use hark_protocol::{
    Body, ClientMessageId, Cursor, Event, HistoryFrom, Page, Posted, ResetReason, RoomId,
    RoomSnapshot, Seq,
};

use super::{Membership, Store, StoreError};

/// How a reader who was away catches up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Resume {
    /// With what was missed, maybe nothing.
    Events(Vec<Event>),
    /// With a fresh snapshot.
    Reset(ResetReason),
}

impl Store {
    /// Posts a message and moves its author's read cursor to it. A resend under the same id gets
    /// the first answer and tells nobody, also when the message has been removed since.
    pub async fn post(
        &self,
        author: &Membership,
        client_message_id: ClientMessageId,
        body: Body,
    ) -> Result<Posted, StoreError> {
        let _ = (author, client_message_id, body);
        todo!()
    }

    /// Replaces the text of one's own message. The same text again changes nothing.
    pub async fn edit(
        &self,
        author: &Membership,
        target: Seq,
        body: Body,
    ) -> Result<(), StoreError> {
        let _ = (author, target, body);
        todo!()
    }

    /// Removes one's own message: its text is gone from the database. Twice is as good as once.
    pub async fn delete(&self, author: &Membership, target: Seq) -> Result<(), StoreError> {
        let _ = (author, target);
        todo!()
    }

    /// Moves the member's read cursor forward to this event, or to the room's last where that is
    /// earlier. Backward changes nothing.
    pub async fn mark_read(&self, member: &Membership, seq: Seq) -> Result<(), StoreError> {
        let _ = (member, seq);
        todo!()
    }

    /// A part of the timeline: at most `limit` rows, and no more than [`Page::MAX_ROWS`].
    pub async fn history(
        &self,
        member: &Membership,
        from: HistoryFrom,
        limit: u16,
    ) -> Result<Page, StoreError> {
        let _ = (member, from, limit);
        todo!()
    }

    /// The room as it stands, read at one moment.
    pub async fn snapshot(&self, member: &Membership) -> Result<RoomSnapshot, StoreError> {
        let _ = member;
        todo!()
    }

    /// What a reader whose timeline stands at this cursor needs. The events given are the ones up
    /// to the head at that moment.
    pub async fn resume(&self, member: &Membership, cursor: Cursor) -> Result<Resume, StoreError> {
        let _ = (member, cursor);
        todo!()
    }

    /// The events after this one, oldest first, at most `limit`.
    pub async fn events_after(
        &self,
        room: RoomId,
        after: Seq,
        limit: u16,
    ) -> Result<Vec<Event>, StoreError> {
        let _ = (room, after, limit);
        todo!()
    }

    /// Where the room's log stands.
    pub async fn head(&self, room: RoomId) -> Result<Cursor, StoreError> {
        let _ = room;
        todo!()
    }
}
