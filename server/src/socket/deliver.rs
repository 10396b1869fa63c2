//! What the hub says, on its way out: news first, then events by cursor, then what may be lost.

use std::mem;

use hark_protocol::sync::Counted;
use hark_protocol::{CloseCode, RoomId, Seq, ServerFrame};
use tracing::error;

use super::connection::Connection;
use super::link::{Ending, Transport};
use crate::chat;
use crate::hub::{EphemeralKey, News, Next, READ_EVENTS};

/// How often events are read for one delivery. After that commands get their turn.
const READS: usize = 16;

/// How many frames there is always room for on the way to the link.
const FRAMES_KEPT: usize = 4;

impl<T: Transport> Connection<T> {
    /// Says everything that waits.
    pub(super) async fn deliver(&mut self) -> Result<(), Ending> {
        for _ in 0..READS {
            self.take_news().await?;
            let Some(room) = self.mail.dirty.pop() else { break };
            if self.deliver_some(room).await? {
                self.mail.dirty.push(room);
            }
        }
        if !self.mail.dirty.is_empty() {
            self.registration.mailbox().nudge();
        }
        while let Some((key, frame)) = self.mail.ephemeral.pop_front() {
            let (EphemeralKey::Typing(room, _) | EphemeralKey::Here(room)) = key;
            if self.open == Some(room) {
                self.link.feed(frame).await?;
            }
        }
        Ok(())
    }

    /// Handles all news. Whoever subscribes to a room does this before reading it (see
    /// [`crate::hub::Subscription`]).
    pub(super) async fn take_news(&mut self) -> Result<(), Ending> {
        loop {
            self.registration.mailbox().take(&mut self.mail);
            if let Some(code) = self.mail.ending {
                return Err(Ending::Close(code));
            }
            let Some(news) = self.mail.news.pop_front() else { return Ok(()) };
            match news {
                News::Joined(room) => Box::pin(self.joined(room)).await?,
                News::Left(room) => {
                    if self.rooms.remove(&room).is_some() {
                        self.open.take_if(|open| *open == room);
                        self.send(ServerFrame::RoomRemoved { room }).await?;
                        Box::pin(self.tell_threads()).await?;
                    }
                }
                News::Level { room, chosen } => {
                    if self.rooms.contains_key(&room) {
                        self.send(ServerFrame::Level { room, chosen }).await?;
                    }
                }
                News::Thread { room, root } => Box::pin(self.tell_thread(room, root)).await?,
                News::Receipts(room) => Box::pin(self.tell_receipts(room)).await?,
                News::Moderates(moderates) => {
                    self.send(ServerFrame::Moderates(moderates)).await?;
                }
                News::About(about) => self.send(ServerFrame::About(about)).await?,
                News::Read { room, counted } => {
                    if self.rooms.contains_key(&room) {
                        let Counted { read, set_back, unread, mentions, as_of } = counted;
                        let frame =
                            ServerFrame::Read { room, read, set_back, unread, mentions, as_of };
                        self.send(frame).await?;
                    }
                }
            }
        }
    }

    async fn joined(&mut self, room: RoomId) -> Result<(), Ending> {
        if self.rooms.contains_key(&room) {
            return Ok(());
        }
        let summary = match chat::member(&self.app.store, &self.viewer, room).await {
            Ok(member) => self.app.store.room_summary(&member).await.map_err(chat::Refused::from),
            Err(refused) => Err(refused),
        };
        match summary {
            Ok(summary) => {
                self.follow(&summary);
                self.send(ServerFrame::RoomAdded { summary }).await?;
                self.tell_threads().await?;
                self.tell_around().await
            }
            // Removed again; those news come next.
            Err(refused) if !refused.is_fault() => Ok(()),
            Err(refused) => {
                error!(room.id = %room, "A new room could not be read: {refused}");
                Err(Ending::Close(CloseCode::Internal))
            }
        }
    }

    /// Sends some of a room's events. Whether there are more.
    async fn deliver_some(&mut self, room: RoomId) -> Result<bool, Ending> {
        let Some(held) = self.rooms.get(&room) else { return Ok(false) };
        match held.next(&mut self.frames) {
            Next::Nothing | Next::Ended => Ok(false),
            Next::Frames(_) => {
                let more = self.frames.len() == READ_EVENTS;
                let mut frames = mem::take(&mut self.frames);
                for frame in frames.drain(..) {
                    self.link.feed(frame).await?;
                }
                // Room for one busy moment is not kept for all the quiet ones.
                frames.shrink_to(FRAMES_KEPT);
                self.frames = frames;
                Ok(more)
            }
            Next::Behind(head) => Box::pin(self.read_behind(room, head)).await,
        }
    }

    /// Sends some of a room's events from the store. There are more.
    async fn read_behind(&mut self, room: RoomId, head: Seq) -> Result<bool, Ending> {
        let Some(held) = self.rooms.get(&room) else { return Ok(false) };
        let after = held.cursor();
        let read = self.app.store.events_after(room, after, READ_EVENTS as u16);
        let mut events = match read.await {
            Ok(events) => events,
            Err(error) => {
                error!(room.id = %room, "Events could not be read: {error}");
                return Err(Ending::Close(CloseCode::Internal));
            }
        };
        // The viewer was a member up to here; what came later is asked for again.
        events.retain(|event| event.seq <= head);
        if events.first().is_none_or(|first| first.seq != after.next()) {
            error!(room.id = %room, after = %after, "The log has a hole");
            return Err(Ending::Close(CloseCode::Internal));
        }
        self.send_events(room, events).await?;
        Ok(true)
    }
}
