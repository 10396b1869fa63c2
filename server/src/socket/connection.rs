//! One WebSocket from its hello to its close: one task, one `select!`.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::FutureExt;
use hark_protocol::{
    ClientFrame, CloseCode, ErrorCode, Refusal, RoomId, ServerFrame, UnreadThreads,
};
use tokio::time::{Instant, sleep_until, timeout};
use tracing::{debug, error};

use super::dispatch::Writes;
use super::heartbeat::{Beat, Heartbeat};
use super::link::{Ending, Link, Transport};
use super::strikes::Strikes;
use super::turn::Turn;
use crate::app::App;
use crate::hub::{Mail, Registration, Subscription};
use crate::panics::caught;
use crate::rates::{FLOOD_REST_MS, TooFast};
use crate::store::Viewer;

/// Over how long those who are sent away by a restart come back, in milliseconds: a thousand
/// people a second at three thousand.
const COME_BACK_WITHIN_MS: u64 = 3_000;

/// How long a stopping server waits for the answers of one connection's commands.
const LAST_ANSWERS: Duration = Duration::from_secs(2);

/// A WebSocket and everything the server keeps for it.
pub(super) struct Connection<T> {
    pub(super) app: App,
    pub(super) viewer: Viewer,
    pub(super) link: Link<T>,
    /// What the hub has put in, taken out of the mailbox and not yet handled.
    pub(super) mail: Mail,
    /// The viewer's rooms. Dropped before the registration.
    pub(super) rooms: HashMap<RoomId, Subscription>,
    /// The room in view.
    pub(super) open: Option<RoomId>,
    /// What was told last of the threads that the viewer follows.
    pub(super) threads: Option<UnreadThreads>,
    /// Posts, edits and removals under way.
    pub(super) writes: Writes,
    /// Moves of read cursors under way. They do not count against the limit of the others.
    pub(super) marks: Writes,
    /// Room for frames on their way from a feed to the link.
    pub(super) frames: Vec<Bytes>,
    pub(super) registration: Registration,
    heartbeat: Heartbeat,
    strikes: Strikes,
}

impl<T: Transport> Connection<T> {
    pub(super) fn new(app: App, viewer: Viewer, registration: Registration, transport: T) -> Self {
        let link = Link::new(transport);
        if let Some(outlet) = link.outlet() {
            registration.mailbox().open(outlet);
        }
        Self {
            app,
            viewer,
            link,
            mail: Mail::default(),
            rooms: HashMap::new(),
            open: None,
            threads: None,
            writes: Writes::new(),
            marks: Writes::new(),
            frames: Vec::new(),
            registration,
            heartbeat: Heartbeat::new(Instant::now()),
            strikes: Strikes::default(),
        }
    }

    /// Serves the connection until it ends.
    pub(super) async fn run(mut self: Box<Self>) {
        debug!(user.id = %self.viewer.user.id, "A connection opened");
        // What panics in here and is no command's has left this connection in nobody knows which
        // state. It alone ends.
        // Nor does it matter to somebody who may no longer be here what it was doing.
        let mailbox = Arc::clone(self.registration.mailbox());
        let ending = tokio::select! {
            biased;
            code = mailbox.revocation().happens() => Ending::Close(code),
            Err(ending) = caught(self.serve()) => ending,
        };
        mailbox.busy();
        if ending == Ending::Close(CloseCode::Restart) {
            // Whoever does not listen any more is let go all the same.
            let _ = Box::pin(timeout(LAST_ANSWERS, self.say_goodbye())).await;
        }
        debug!(user.id = %self.viewer.user.id, ?ending, "A connection ended");
        // Nobody is here any more while the close frame travels.
        let Self { app, viewer, link, rooms, registration, .. } = *self;
        drop(rooms);
        let seen = async {
            if registration.leave()
                && let Err(error) = app.store.seen(viewer.user.id).await
            {
                debug!("When somebody was here last was not kept: {error}");
            }
        };
        Box::pin(async { tokio::join!(seen, link.end(ending)) }).await;
    }

    async fn serve(&mut self) -> Result<Infallible, Ending> {
        Box::pin(self.greet()).await?;
        self.heartbeat = Heartbeat::new(Instant::now());
        self.look_when_it_ends();
        let mut beat = Box::pin(sleep_until(self.heartbeat.next()));
        // What is told and what the client says take turns, so that neither a busy room nor a
        // client that never stops talking keeps the other waiting.
        let mut delivered = false;
        loop {
            match poll_fn(|context| self.poll_turn(context, beat.as_mut(), delivered)).await {
                Turn::Beat => {
                    Box::pin(self.beat()).await?;
                    beat.as_mut().reset(self.heartbeat.next());
                }
                Turn::Answer(answer) => self.answer(answer).await?,
                Turn::Mail => {
                    self.deliver().await?;
                    delivered = true;
                }
                Turn::Message(message) => {
                    self.on_message(message?).await?;
                    delivered = false;
                }
                Turn::Flush => self.link.flush().await?,
            }
        }
    }

    async fn on_message(&mut self, message: Option<Bytes>) -> Result<(), Ending> {
        // However much came before the news of it was handled.
        if let Some(code) = self.registration.mailbox().revocation().code() {
            return Err(Ending::Close(code));
        }
        self.heartbeat.heard(Instant::now());
        let Some(bytes) = message else { return Ok(()) };
        match ClientFrame::decode(&bytes) {
            Ok(ClientFrame::Command { id, command }) => {
                Box::pin(self.take_up(id, command)).await?;
            }
            Ok(ClientFrame::Pong) => return Ok(()),
            // What has no answer to say so is dropped without a word.
            Ok(ClientFrame::Ping | ClientFrame::Attention(_) | ClientFrame::WhoWasHere { .. })
                if self.is_too_fast().await?.is_some() =>
            {
                return Ok(());
            }
            Ok(ClientFrame::Ping) => self.send(ServerFrame::Pong).await?,
            Ok(ClientFrame::Attention(attention)) => {
                // However often it is said, it is told once a second.
                if self.registration.attend(attention) {
                    self.app.hub.changes().note_all(self.rooms.keys().copied());
                }
                return Ok(());
            }
            Ok(ClientFrame::WhoWasHere { room }) => Box::pin(self.who_was_here(room)).await?,
            Ok(ClientFrame::Hello { .. }) => self.strike(ErrorCode::BadRequest).await?,
            Err(_) => self.strike(ErrorCode::BadFrame).await?,
        }
        Ok(())
    }

    /// In how many milliseconds the viewer may ask for something again, where they are too fast.
    pub(super) async fn is_too_fast(&mut self) -> Result<Option<u32>, Ending> {
        self.shed(self.app.pacing.command(self.viewer.user.id)).await
    }

    /// Turns a flood into the end of the connection.
    pub(super) async fn shed(&mut self, paced: Result<(), TooFast>) -> Result<Option<u32>, Ending> {
        match paced {
            Ok(()) => Ok(None),
            Err(TooFast::Wait(wait)) => Ok(Some(wait)),
            Err(TooFast::Flood) => {
                let code = CloseCode::RateLimited;
                self.send(ServerFrame::Bye { code: code.code(), after_ms: FLOOD_REST_MS }).await?;
                self.link.flush().await?;
                Err(Ending::Close(code))
            }
        }
    }

    async fn strike(&mut self, code: ErrorCode) -> Result<(), Ending> {
        if self.strikes.strike(Instant::now()) {
            return Err(Ending::Close(CloseCode::Misuse));
        }
        self.send(ServerFrame::Problem(Refusal::terminal(code))).await
    }

    async fn beat(&mut self) -> Result<(), Ending> {
        while let Some(beat) = self.heartbeat.due(Instant::now()) {
            match beat {
                // While a write was stuck, nothing was read: what came meanwhile counts.
                Beat::Silence => match self.link.receive().now_or_never() {
                    Some(message) => self.on_message(message?).await?,
                    None => return Err(Ending::Close(CloseCode::NoHeartbeat)),
                },
                Beat::Ping => self.send(ServerFrame::Ping).await?,
                Beat::Session => self.check_session().await?,
            }
        }
        Ok(())
    }

    /// Looks the viewer up again: the session may have ended, the name may be another.
    pub(super) async fn check_session(&mut self) -> Result<(), Ending> {
        match Box::pin(self.app.store.viewer_again(self.viewer.session)).await {
            Ok(Some(viewer)) => {
                self.viewer = viewer;
                self.look_when_it_ends();
                Ok(())
            }
            Ok(None) => Err(Ending::Close(CloseCode::SessionEnded)),
            Err(error) => {
                error!("The session of a connection could not be looked up: {error}");
                Ok(())
            }
        }
    }

    fn look_when_it_ends(&mut self) {
        let left = self.app.store.session_left(&self.viewer);
        self.heartbeat.session_left(Instant::now(), left);
    }

    /// Answers what is under way and says when to come back.
    async fn say_goodbye(&mut self) -> Result<(), Ending> {
        while let Some(answer) = self.writes.next().await {
            self.answer(answer).await?;
        }
        // Numbers in a row times a prime spread evenly.
        let after_ms = self.registration.mailbox().id().0.wrapping_mul(7919) % COME_BACK_WITHIN_MS;
        let code = CloseCode::Restart.code();
        self.send(ServerFrame::Bye { code, after_ms: after_ms as u32 }).await?;
        self.link.flush().await
    }

    /// Takes a frame to be sent with the next flush.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "one that is lent would be kept, unpacked, for as long as it is sent"
    )]
    pub(super) fn send(
        &mut self,
        frame: ServerFrame,
    ) -> impl Future<Output = Result<(), Ending>> + use<'_, T> {
        self.link.feed(Bytes::from(frame.encode()))
    }
}

/// Serves a connection over what a simulation gives for a socket.
#[cfg(test)]
pub(crate) async fn serve(
    app: App,
    viewer: Viewer,
    registration: Registration,
    inside: impl Transport,
) {
    Box::new(Connection::new(app, viewer, registration, inside)).run().await;
}
