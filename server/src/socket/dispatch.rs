//! Commands to what `chat` does with them, and the answers back.
//!
//! Reads are answered before anything else happens on the connection, so what they show is never
//! older than what was sent before. Writes wait for the disk beside each other.

use std::task::{Context, Poll};

use futures::future::{BoxFuture, FutureExt};
use futures::stream::{FuturesUnordered, StreamExt};
use hark_protocol::{
    Command, CommandId, Cursor, ErrorCode, HistoryFrom, Limits, Refusal, Reply, RoomId, Seq,
    ServerFrame,
};
use tracing::{error, info};

use super::connection::Connection;
use super::link::{Ending, Transport};
use crate::chat::{self, Refused};
use crate::faults::{self, Place};
use crate::panics::{caught, caught_here};

/// When to ask again after too much at once, in milliseconds.
const RETRY_MS: u32 = 1_000;

/// What a write came to.
pub(super) struct Answer {
    id: CommandId,
    result: Result<Reply, Refused>,
}

/// Commands that wait for the store, up to a limit.
pub(super) struct Writes {
    running: FuturesUnordered<BoxFuture<'static, Answer>>,
    limit: usize,
}

impl<T: Transport> Connection<T> {
    /// Carries a command out, or begins to, unless it comes too fast.
    pub(super) async fn take_up(&mut self, id: CommandId, command: Command) -> Result<(), Ending> {
        match self.is_too_fast_for(&command).await? {
            None => self.dispatch(id, command).await,
            Some(wait) => self.reply(id, Err(Refusal::retry(ErrorCode::RateLimited, wait))).await,
        }
    }

    async fn dispatch(&mut self, id: CommandId, command: Command) -> Result<(), Ending> {
        let (store, viewer) = (self.app.store.clone(), self.viewer.clone());
        let full = match command {
            Command::Open { room, cursor } => return self.open(id, room, cursor).await,
            Command::Fill { room, after } => return self.fill(id, room, after).await,
            Command::Typing { room, thread } => return self.typing(id, room, thread).await,
            Command::History { room, from, limit } => {
                let page = caught(async {
                    faults::in_reading(limit);
                    chat::history(&store, &viewer, room, from, limit).await
                });
                let result = page.await.map(Reply::History);
                return self.answer(Answer { id, result }).await;
            }
            Command::Versions { room, target, before } => {
                let versions = caught(chat::versions(&store, &viewer, room, target, before));
                let result = versions.await.map(Reply::Versions);
                return self.answer(Answer { id, result }).await;
            }
            Command::Thread { room, message, from, limit } => {
                return self.thread(id, (room, message), from, limit).await;
            }
            Command::ThreadState { room, root } => return self.thread_state(id, room, root).await,
            Command::Post { room, client_message_id: key, body, to } => {
                self.writes.begin(id, async move {
                    faults::at(Place::Command, body.as_str());
                    let posted = chat::post(&store, &viewer, room, key, body, to).await?;
                    Ok(Reply::Posted(posted))
                })
            }
            Command::Edit { room, target, body } => self.writes.begin(id, async move {
                chat::edit(&store, &viewer, room, target, body).await.map(done)
            }),
            Command::Delete { room, target } => self.writes.begin(id, async move {
                chat::delete(&store, &viewer, room, target).await.map(done)
            }),
            Command::React { room, target, reaction } => self.writes.begin(id, async move {
                chat::react(&store, &viewer, room, target, reaction).await.map(done)
            }),
            Command::Unreact { room, target, reaction } => self.writes.begin(id, async move {
                chat::unreact(&store, &viewer, room, target, reaction).await.map(done)
            }),
            Command::Pin { room, target } => self
                .writes
                .begin(id, async move { chat::pin(&store, &viewer, room, target).await.map(done) }),
            Command::Unpin { room, target } => self.writes.begin(id, async move {
                chat::unpin(&store, &viewer, room, target).await.map(done)
            }),
            Command::Follow { room, root } => self.writes.begin(id, async move {
                chat::follow_thread(&store, &viewer, room, root).await.map(done)
            }),
            Command::Unfollow { room, root } => self.writes.begin(id, async move {
                chat::unfollow_thread(&store, &viewer, room, root).await.map(done)
            }),
            Command::MarkThreadRead { room, root, seq } => self.marks.begin(id, async move {
                chat::mark_thread_read(&store, &viewer, room, root, seq).await.map(done)
            }),
            Command::MarkRead { room, seq, set_back } => self.marks.begin(id, async move {
                chat::mark_read(&store, &viewer, room, seq, set_back).await.map(done)
            }),
            Command::MarkUnread { room, target } => self.marks.begin(id, async move {
                chat::mark_unread(&store, &viewer, room, target).await.map(done)
            }),
        };
        match full {
            Ok(()) => Ok(()),
            Err(refusal) => self.reply(id, Err(refusal)).await,
        }
    }

    /// Typing is told as often as it is and no more; to say it more often is no error.
    async fn is_too_fast_for(&mut self, command: &Command) -> Result<Option<u32>, Ending> {
        let user = self.viewer.user.id;
        match command {
            Command::Typing { .. } => Ok(None),
            Command::Post { room, .. } => match self.is_too_fast().await? {
                None => self.shed(self.app.pacing.post(user, *room)).await,
                wait => Ok(wait),
            },
            Command::Open { .. }
            | Command::Edit { .. }
            | Command::Delete { .. }
            | Command::MarkRead { .. }
            | Command::MarkUnread { .. }
            | Command::History { .. }
            | Command::Thread { .. }
            | Command::ThreadState { .. }
            | Command::MarkThreadRead { .. }
            | Command::Follow { .. }
            | Command::Unfollow { .. }
            | Command::React { .. }
            | Command::Unreact { .. }
            | Command::Pin { .. }
            | Command::Unpin { .. }
            | Command::Versions { .. }
            | Command::Fill { .. } => self.is_too_fast().await,
        }
    }

    async fn open(
        &mut self,
        id: CommandId,
        room: RoomId,
        cursor: Option<Cursor>,
    ) -> Result<(), Ending> {
        let caught_up = self.catch_up(room, cursor).await?;
        if caught_up.is_ok() {
            self.look_at(room);
            self.tell_receipts(room).await?;
        }
        self.answer(Answer { id, result: caught_up.map(done) }).await
    }

    async fn fill(&mut self, id: CommandId, room: RoomId, after: Cursor) -> Result<(), Ending> {
        let filled = self.catch_up(room, Some(after)).await?;
        self.answer(Answer { id, result: filled.map(done) }).await
    }

    async fn thread(
        &mut self,
        id: CommandId,
        (room, message): (RoomId, Seq),
        from: HistoryFrom,
        limit: u16,
    ) -> Result<(), Ending> {
        let page = chat::thread(&self.app.store, &self.viewer, room, message, from, limit);
        let result = caught(page).await.map(|page| Reply::Thread(Box::new(page)));
        self.answer(Answer { id, result }).await
    }

    async fn thread_state(&mut self, id: CommandId, room: RoomId, root: Seq) -> Result<(), Ending> {
        let state = chat::thread_state(&self.app.store, &self.viewer, room, root);
        let result = caught(state).await.map(Reply::ThreadState);
        self.answer(Answer { id, result }).await
    }

    async fn typing(
        &mut self,
        id: CommandId,
        room: RoomId,
        thread: Option<Seq>,
    ) -> Result<(), Ending> {
        // What is told of others is not asked of the store, so that news must go before it.
        self.take_news().await?;
        if !self.rooms.contains_key(&room) {
            return self.reply(id, Err(Refusal::terminal(ErrorCode::NotFound))).await;
        }
        // Others hear of it, but no write asks for the right.
        let (store, viewer) = (&self.app.store, &self.viewer);
        if let Err(refused) = caught(chat::may_write(store, viewer, room)).await {
            return self.answer(Answer { id, result: Err(refused) }).await;
        }
        let told = caught_here(|| self.app.presence.typing(room, thread, &self.viewer.user));
        self.answer(Answer { id, result: told.map(done).map_err(Refused::from) }).await
    }

    /// Answers a command. If the server is to blame for a refusal, its log says so, with what it
    /// takes to find whoever complains: who asked, on which connection, and the command. It says,
    /// too, who was not allowed something (OWASP ASVS 5.0, 16.3.2).
    pub(super) async fn answer(&mut self, answer: Answer) -> Result<(), Ending> {
        let result = answer.result.map_err(|refused| {
            let connection = self.registration.mailbox().id().0;
            let (user, command) = (self.viewer.user.id, answer.id.0);
            if refused.is_fault() {
                error!(user.id = %user, connection, command, "A command failed: {refused}");
            } else if refused.code() == ErrorCode::Forbidden {
                info!(user.id = %user, connection, command, "Not allowed");
            }
            Refusal::from(refused)
        });
        self.reply(answer.id, result).await
    }

    async fn reply(&mut self, id: CommandId, result: Result<Reply, Refusal>) -> Result<(), Ending> {
        self.send(ServerFrame::Reply { id, result }).await
    }
}

impl Writes {
    /// As many at once as [`Limits::commands_in_flight`] says.
    pub(super) fn new() -> Self {
        let limit = Limits::default().commands_in_flight as usize;
        Self { running: FuturesUnordered::new(), limit }
    }

    fn begin(
        &self,
        id: CommandId,
        write: impl Future<Output = Result<Reply, Refused>> + Send + 'static,
    ) -> Result<(), Refusal> {
        if self.running.len() >= self.limit {
            return Err(Refusal::retry(ErrorCode::LimitExceeded, RETRY_MS));
        }
        self.running.push(caught(write).map(move |result| Answer { id, result }).boxed());
        Ok(())
    }

    /// The next one that is done; `None` while there is none under way.
    pub(super) async fn next(&mut self) -> Option<Answer> {
        self.running.next().await
    }

    /// Likewise, for a task that waits for more than this.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Answer>> {
        self.running.poll_next_unpin(context)
    }
}

fn done((): ()) -> Reply {
    Reply::Done
}
