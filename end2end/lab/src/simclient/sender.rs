//! A socket that posts under ids of its caller's choice, many at once.

use std::collections::HashMap;
use std::io;

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, List, Posted, Refusal, Reply, RoomId,
    Seq, ServerFrame, Timestamp, VERSION,
};

use super::raw::{Heard, Raw};
use crate::Failure;
use crate::http::Visitor;

/// Commands under way at once: within what a connection may have.
const UNDER_WAY: usize = 8;

/// A message to be posted.
pub type Post = (ClientMessageId, Body);

/// What became of it.
pub type Outcome = (ClientMessageId, Result<Posted, Refusal>);

/// One socket.
pub struct Sender {
    raw: Raw,
    room: RoomId,
    commands: u32,
    /// The server's clock at the welcome.
    pub now: Timestamp,
}

impl Sender {
    /// Opens a socket and waits until it is live.
    pub async fn open(visitor: &Visitor, room: RoomId) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::of("a socket", error);
        let mut raw = Raw::open(visitor.server, None, visitor).await.map_err(failed)?;
        let hello = ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None };
        raw.say(&hello).await.map_err(failed)?;
        let mut now = Timestamp(0);
        loop {
            match raw.hear().await.map_err(failed)? {
                Heard::Frame(ServerFrame::Welcome { now: at, .. }) => now = at,
                Heard::Frame(ServerFrame::Live) => break,
                Heard::Frame(_) => {}
                Heard::Closed(code) => return Err(Failure(format!("closed with {code}"))),
            }
        }
        Ok(Self { raw, room, commands: 0, now })
    }

    /// Posts all of these, some at once. What was answered, up to the end of the connection.
    pub async fn post(&mut self, posts: &[Post]) -> Vec<Outcome> {
        let mut waiting: Vec<Post> = posts.iter().rev().cloned().collect();
        let mut under_way: HashMap<CommandId, Post> = HashMap::new();
        let mut outcomes = Vec::with_capacity(posts.len());
        loop {
            while under_way.len() < UNDER_WAY {
                let Some((id, body)) = waiting.pop() else { break };
                let (room, client_message_id) = (self.room, id);
                let command =
                    Command::Post { room, client_message_id, body: body.clone(), to: None };
                let Ok(number) = self.say(command).await else { return outcomes };
                under_way.insert(number, (id, body));
            }
            if under_way.is_empty() {
                return outcomes;
            }
            let Ok((number, result)) = self.answer().await else { return outcomes };
            let Some((id, body)) = under_way.remove(&number) else { continue };
            match result {
                Ok(Reply::Posted(posted)) => outcomes.push((id, Ok(posted))),
                Ok(
                    Reply::Done
                    | Reply::History(_)
                    | Reply::Versions(_)
                    | Reply::Thread(_)
                    | Reply::ThreadState(_),
                ) => {}
                // Busy: it is asked again.
                Err(refusal) if refusal.retry_after_ms.is_some() => waiting.push((id, body)),
                Err(refusal) => outcomes.push((id, Err(refusal))),
            }
        }
    }

    /// Removes a message.
    pub async fn delete(&mut self, target: Seq) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::of("removing", error);
        let number = self.say(Command::Delete { room: self.room, target }).await.map_err(failed)?;
        loop {
            let (answered, result) = self.answer().await.map_err(failed)?;
            if answered == number {
                return match result {
                    Ok(_) => Ok(()),
                    Err(refusal) => Err(Failure(format!("{target} was not removed: {refusal:?}"))),
                };
            }
        }
    }

    async fn say(&mut self, command: Command) -> io::Result<CommandId> {
        self.commands += 1;
        let id = CommandId(self.commands);
        self.raw.say(&ClientFrame::Command { id, command }).await?;
        Ok(id)
    }

    /// The next answer to a command; what happens in the room meanwhile passes by.
    async fn answer(&mut self) -> io::Result<(CommandId, Result<Reply, Refusal>)> {
        loop {
            match self.raw.hear().await? {
                Heard::Frame(ServerFrame::Reply { id, result }) => return Ok((id, result)),
                Heard::Frame(ServerFrame::Ping) => self.raw.say(&ClientFrame::Pong).await?,
                Heard::Frame(_) => {}
                Heard::Closed(code) => return Err(io::Error::other(format!("closed: {code}"))),
            }
        }
    }
}
