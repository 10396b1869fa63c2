//! The start of a connection: hello, welcome, what was missed, live. Every connect is a resume.

use std::time::Duration;

use hark_protocol::{
    ClientFrame, CloseCode, Cursor, Event, List, ResetReason, RoomCursor, RoomId, RoomSummary,
    ServerFrame, VERSION,
};
use tokio::time::timeout;
use tracing::{debug, error};

use super::connection::Connection;
use super::heartbeat::PING_EVERY;
use super::link::{Ending, Transport};
use crate::chat::{self, Refused};
use crate::panics::caught;
use crate::rights::moderates;
use crate::store::Resume;

/// How long a client may take to say hello. Ours say it as soon as the socket is open.
const HELLO_DEADLINE: Duration = Duration::from_secs(5);

/// The oldest minor version of the wire that is spoken. Version 1 was never released.
const OLDEST_VERSION: u16 = 2;

struct Hello {
    rooms: List<RoomCursor, { RoomCursor::MAX }>,
    open: Option<RoomId>,
}

impl<T: Transport> Connection<T> {
    /// Brings the client up to date. From here on it has all its rooms up to their cursors.
    pub(super) async fn greet(&mut self) -> Result<(), Ending> {
        let hello = self.hello().await?;
        let summaries = self.follow_rooms().await?;
        // Looked up after the rooms: what these tell of the viewer, like a new name, is not told
        // again as an event.
        self.check_session().await?;
        self.welcome(summaries).await?;
        self.tell_threads().await?;
        let listed = |room| hello.rooms.iter().any(|listed| listed.room == room);
        for (at, RoomCursor { room, cursor }) in hello.rooms.iter().copied().enumerate() {
            if !hello.rooms[..at].iter().any(|earlier| earlier.room == room) {
                self.resume(room, Some(cursor)).await?;
            }
        }
        if let Some(room) = hello.open {
            if !listed(room) {
                self.resume(room, None).await?;
            }
            self.look_at(room);
            self.tell_receipts(room).await?;
        }
        self.send(ServerFrame::Live).await?;
        self.deliver().await
    }

    async fn hello(&mut self) -> Result<Hello, Ending> {
        let first = async {
            loop {
                if let Some(bytes) = self.link.receive().await? {
                    return Ok::<_, Ending>(bytes);
                }
            }
        };
        let first = tokio::select! {
            biased;
            code = self.registration.mailbox().ended() => return Err(Ending::Close(code)),
            first = timeout(HELLO_DEADLINE, first) => first,
        };
        let misuse = Ending::Close(CloseCode::Misuse);
        // A hello that was lost on its way is no misuse: whoever said it is to come back.
        let first = first.map_err(|_| Ending::Close(CloseCode::NoHeartbeat))??;
        match ClientFrame::decode(&first) {
            Ok(ClientFrame::Hello { version, rooms, open }) if version >= OLDEST_VERSION => {
                Ok(Hello { rooms, open })
            }
            Ok(ClientFrame::Hello { .. }) => Err(Ending::Close(CloseCode::TooOld)),
            Ok(
                ClientFrame::Command { .. }
                | ClientFrame::Ping
                | ClientFrame::Pong
                | ClientFrame::Attention(_)
                | ClientFrame::WhoWasHere { .. },
            )
            | Err(_) => Err(misuse),
        }
    }

    /// Follows the viewer's rooms from where their summaries stand. The connection registered
    /// before they were read, so a membership that changes meanwhile is in the mailbox.
    async fn follow_rooms(&mut self) -> Result<Vec<RoomSummary>, Ending> {
        let summaries = chat::room_summaries(&self.app.store, &self.viewer).await;
        let mut summaries = summaries.map_err(|refused| fault(&refused))?;
        summaries.truncate(List::<RoomSummary, 1000>::MAX);
        self.rooms.reserve(summaries.len());
        summaries.iter().for_each(|summary| self.follow(summary));
        Ok(summaries)
    }

    /// Follows a room from where its summary stands.
    pub(super) fn follow(&mut self, summary: &RoomSummary) {
        let (room, cursor) = (summary.room.id, summary.cursor.seq);
        // The old hold is let go first, or it would take the new one's place in the feed with it.
        self.rooms.remove(&room);
        let subscription = self.registration.subscribe(room, cursor);
        self.rooms.insert(room, subscription);
    }

    async fn welcome(&mut self, summaries: Vec<RoomSummary>) -> Result<(), Ending> {
        self.send(ServerFrame::Welcome {
            version: VERSION,
            me: self.viewer.user.clone(),
            moderates: moderates(self.viewer.role),
            rooms: List::first_of(summaries),
            limits: self.app.pacing.limits(),
            heartbeat_ms: PING_EVERY.as_millis() as u32,
            now: self.app.store.now(),
        })
        .await?;
        self.tell_around().await
    }

    /// Says what people say of themselves. Whoever calls this follows the viewer's rooms already,
    /// so that no later change is missed.
    pub(super) async fn tell_around(&mut self) -> Result<(), Ending> {
        let people = chat::around(&self.app.store, &self.viewer).await;
        let people = people.map_err(|refused| fault(&refused))?;
        self.send(ServerFrame::Everybody(List::first_of(people))).await
    }

    /// Says when a room's members were seen last. Whoever is no member of it is not answered.
    pub(super) async fn who_was_here(&mut self, room: RoomId) -> Result<(), Ending> {
        match caught(chat::seen(&self.app.store, &self.viewer, room)).await {
            Ok(people) => self.send(ServerFrame::Seen { room, people }).await,
            Err(refused) => {
                debug!(room.id = %room, "Who was here was not said: {refused}");
                Ok(())
            }
        }
    }

    /// Says how far the others have read in the direct room in view.
    pub(super) async fn tell_receipts(&mut self, room: RoomId) -> Result<(), Ending> {
        if self.open != Some(room) {
            return Ok(());
        }
        match caught(chat::receipts(&self.app.store, &self.viewer, room)).await {
            Ok(Some(receipts)) => self.send(ServerFrame::Receipts { room, receipts }).await,
            Ok(None) => Ok(()),
            Err(refused) => {
                debug!(room.id = %room, "How far others have read was not said: {refused}");
                Ok(())
            }
        }
    }

    async fn resume(&mut self, room: RoomId, cursor: Option<Cursor>) -> Result<(), Ending> {
        self.take_news().await?;
        if !self.rooms.contains_key(&room) {
            return Ok(());
        }
        match self.catch_up(room, cursor).await? {
            Ok(()) => Ok(()),
            // Removed just now; the news of it are on their way.
            Err(refused) if !refused.is_fault() => Ok(()),
            Err(refused) => Err(fault(&refused)),
        }
    }

    /// Sends what a timeline at this cursor misses, or the room afresh.
    pub(super) async fn catch_up(
        &mut self,
        room: RoomId,
        cursor: Option<Cursor>,
    ) -> Result<Result<(), Refused>, Ending> {
        let (store, viewer) = (&self.app.store, &self.viewer);
        let reason = match cursor {
            None => ResetReason::Asked,
            Some(cursor) => match caught(chat::resume(store, viewer, room, cursor)).await {
                Ok(Resume::Events(events)) => return self.send_events(room, events).await.map(Ok),
                Ok(Resume::Reset(reason)) => reason,
                Err(refused) => return Ok(Err(refused)),
            },
        };
        let snapshot = match caught(chat::snapshot(store, viewer, room)).await {
            Ok(snapshot) => snapshot,
            Err(refused) => return Ok(Err(refused)),
        };
        if let Some(held) = self.rooms.get(&room) {
            held.sent(snapshot.summary.cursor.seq);
        }
        self.send(ServerFrame::Reset { reason, snapshot }).await.map(Ok)
    }

    /// Sends events as they come from the store, and moves the cursor.
    pub(super) async fn send_events(
        &mut self,
        room: RoomId,
        events: Vec<Event>,
    ) -> Result<(), Ending> {
        for event in events {
            if let Some(held) = self.rooms.get(&room) {
                held.sent(event.seq);
            }
            self.send(ServerFrame::Event { room, event }).await?;
        }
        Ok(())
    }

    /// Has this room in view, if it is one of the viewer's, and no other.
    pub(super) fn look_at(&mut self, room: RoomId) {
        if let Some(before) = self.open.take().and_then(|before| self.rooms.get(&before)) {
            before.unwatch();
        }
        if let Some(held) = self.rooms.get(&room) {
            held.watch();
            self.open = Some(room);
        }
    }
}

/// The server is to blame: says so in its log, and ends the connection.
fn fault(refused: &Refused) -> Ending {
    error!("A connection could not be brought up to date: {refused}");
    Ending::Close(CloseCode::Internal)
}
