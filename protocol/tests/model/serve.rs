//! How the model server answers what comes from a browser.

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, Cursor, ErrorCode, EventKind, List,
    Posted, Refusal, Reply, ReplyTo, ResetReason, RoomCursor, RoomId, Row, Seq, ServerFrame,
    UserId,
};

use super::following::Choice;
use super::server::Server;

/// Events that a resume brings at the most; beyond them comes a reset.
const MAX_RESUME: u64 = 12;

/// The server refuses this word for good.
pub(crate) const REFUSED: &str = "refused";

type Answer = Result<Reply, Refusal>;

impl Server {
    /// Takes in one frame of this connection.
    pub(crate) fn take_in(&mut self, id: u32, bytes: &[u8]) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let user = connection.user;
        match ClientFrame::decode(bytes).expect("clients send good frames") {
            ClientFrame::Hello { rooms, open, .. } => {
                assert!(!connection.greeted, "hello comes once");
                connection.greeted = true;
                self.hello(id, user, &rooms, open);
            }
            ClientFrame::Command { id: command_id, command } => {
                assert!(connection.greeted, "hello comes first");
                self.answer(id, user, command_id, command);
            }
            ClientFrame::Ping => connection.tell(&ServerFrame::Pong),
            ClientFrame::Pong | ClientFrame::Attention(_) | ClientFrame::WhoWasHere { .. } => {}
        }
    }

    fn hello(
        &mut self,
        id: u32,
        user: UserId,
        rooms: &List<RoomCursor, 100>,
        open: Option<RoomId>,
    ) {
        let welcome = self.welcome(user);
        let mut cursors = Vec::new();
        for summary in self.summaries(user) {
            cursors.push((summary.room.id, summary.cursor.seq));
        }
        let threads = ServerFrame::Threads(self.unread_threads(user));
        let connection = self.connections.get_mut(&id).expect("it is there");
        connection.tell(&welcome);
        connection.tell(&threads);
        connection.cursors.extend(cursors);
        for RoomCursor { room, cursor } in rooms.iter() {
            self.resume(id, user, *room, *cursor);
        }
        if let Some(open) = open.filter(|open| !rooms.iter().any(|named| named.room == *open)) {
            self.reset(id, user, open, ResetReason::Asked);
        }
        self.pump(id);
        self.connections.get_mut(&id).expect("it is there").tell(&ServerFrame::Live);
    }

    fn resume(&mut self, id: u32, user: UserId, room: RoomId, cursor: Cursor) {
        let Some(log) = self.logs.get(&room).filter(|log| log.members.contains(&user)) else {
            return;
        };
        if !log.knows(cursor) {
            self.reset(id, user, room, ResetReason::OtherHistory);
        } else if log.head().0 - cursor.seq.0 > MAX_RESUME {
            self.reset(id, user, room, ResetReason::TooFarBehind);
        } else if let Some(connection) = self.connections.get_mut(&id) {
            connection.cursors.insert(room, cursor.seq);
        }
    }

    fn reset(&mut self, id: u32, user: UserId, room: RoomId, reason: ResetReason) -> bool {
        let Some(log) = self.logs.get(&room).filter(|log| log.members.contains(&user)) else {
            return false;
        };
        let snapshot = log.snapshot(user);
        self.see(match reason {
            ResetReason::Asked => "reset asked for",
            ResetReason::TooFarBehind => "reset after too much",
            ResetReason::OtherHistory => "reset of another history",
        });
        let connection = self.connections.get_mut(&id).expect("it is there");
        connection.cursors.insert(room, snapshot.summary.cursor.seq);
        connection.tell(&ServerFrame::Reset { reason, snapshot });
        true
    }

    /// The reply of a write may overtake its event or come after it.
    fn answer(&mut self, id: u32, user: UserId, command_id: CommandId, command: Command) {
        let is_read = matches!(
            command,
            Command::Open { .. }
                | Command::History { .. }
                | Command::Thread { .. }
                | Command::ThreadState { .. }
                | Command::Fill { .. }
        );
        let result = if self.faulty && self.random.below(10) == 0 {
            self.see("refusal for now");
            let codes = [ErrorCode::Overloaded, ErrorCode::RateLimited];
            let code = codes[self.random.below(2) as usize];
            Err(Refusal::retry(code, self.random.below(2_000) as u32))
        } else {
            self.carry_out(id, user, command)
        };
        if !is_read && self.random.below(2) == 0 {
            self.pump(id);
        }
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.tell(&ServerFrame::Reply { id: command_id, result });
        }
    }

    fn carry_out(&mut self, id: u32, user: UserId, command: Command) -> Answer {
        let room = room_of(&command);
        let is_member = self.logs.get(&room).is_some_and(|log| log.members.contains(&user));
        if !is_member {
            return Err(Refusal::terminal(ErrorCode::NotFound));
        }
        let brings_events = matches!(command, Command::Open { .. } | Command::Fill { .. });
        match command {
            Command::Open { cursor: Some(cursor), .. } => self.resume(id, user, room, cursor),
            Command::Open { cursor: None, .. } => {
                self.reset(id, user, room, ResetReason::Asked);
            }
            Command::Fill { after, .. } => {
                self.see("gap to fill");
                self.resume(id, user, room, after);
            }
            Command::Post { client_message_id, body, to, .. } => {
                return self.post(user, room, (client_message_id, to), body);
            }
            Command::Edit { target, body, .. } => {
                self.own_message(user, room, target)?;
                let edit = self.logs[&room].edit(target, body);
                self.happen(room, user, edit);
            }
            Command::Delete { target, .. } => {
                self.removable(user, room, target)?;
                self.remove(user, room, target);
            }
            Command::React { target, reaction, .. } => {
                self.standing_message(room, target)?;
                self.react(user, room, target, reaction);
            }
            Command::Unreact { target, reaction, .. } => {
                self.standing_message(room, target)?;
                self.unreact(user, room, target, reaction);
            }
            Command::Pin { target, .. } => self.pin(user, room, target)?,
            Command::Unpin { target, .. } => self.unpin(user, room, target),
            // Nobody asks in these worlds: what is answered changes no screen.
            Command::Versions { .. } => return Err(Refusal::terminal(ErrorCode::NotFound)),
            Command::MarkUnread { target, .. } => self.mark_unread(room, user, target)?,
            Command::MarkRead { seq, set_back, .. } => self.mark_read((room, user), seq, set_back),
            Command::Typing { .. } => {}
            Command::History { from, limit, .. } => {
                self.may_run_ahead(id, "page");
                return Ok(Reply::History(self.logs[&room].page(from, usize::from(limit))));
            }
            Command::Thread { message, from, limit, .. } => {
                self.may_run_ahead(id, "page of a thread");
                let page = self.thread_page((user, room), message, from, usize::from(limit));
                let page = page.ok_or(Refusal::terminal(ErrorCode::NotFound))?;
                return Ok(Reply::Thread(Box::new(page)));
            }
            Command::ThreadState { root, .. } => {
                self.see("state of a thread");
                return Ok(Reply::ThreadState(self.thread_state(user, room, root)));
            }
            Command::Follow { root, .. } => self.choose_thread(user, room, root, Choice::Follow),
            Command::Unfollow { root, .. } => self.choose_thread(user, room, root, Choice::Mute),
            Command::MarkThreadRead { root, seq, .. } => {
                self.mark_thread_read(user, room, root, seq);
            }
        }
        if brings_events {
            self.pump(id);
        }
        Ok(Reply::Done)
    }

    /// A page may be ahead of the events that were sent, never behind them.
    fn may_run_ahead(&mut self, id: u32, what: &'static str) {
        self.see(what);
        if self.random.below(2) == 0 {
            self.pump(id);
        }
    }

    fn remove(&mut self, user: UserId, room: RoomId, target: Seq) {
        let removal = self.logs[&room].removal(target);
        if matches!(removal, EventKind::ReplyRemoved { .. }) {
            self.see("reply removed");
        }
        self.happen(room, user, removal);
    }

    fn post(
        &mut self,
        user: UserId,
        room: RoomId,
        (id, to): (ClientMessageId, Option<ReplyTo>),
        body: Body,
    ) -> Answer {
        if body.as_str() == REFUSED {
            self.see("refusal for good");
            return Err(Refusal::terminal(ErrorCode::Forbidden));
        }
        let first = self.logs[&room].posted(user, id);
        let (seq, duplicate) = match first.first() {
            Some((_, Some(stored))) if *stored != body => {
                return Err(Refusal::terminal(ErrorCode::ClientMessageIdConflict));
            }
            Some((seq, _)) => {
                self.see("message sent again");
                (*seq, true)
            }
            None => {
                let body = Some(body);
                let posted = match to {
                    None => EventKind::MessagePosted { client_message_id: id, body },
                    Some(to) => {
                        self.see("reply");
                        EventKind::ReplyPosted { to, client_message_id: id, body }
                    }
                };
                (self.happen(room, user, posted), false)
            }
        };
        let at = self.logs[&room].told(seq).at;
        Ok(Reply::Posted(Posted { seq, at, duplicate }))
    }

    fn own_message(&self, user: UserId, room: RoomId, target: Seq) -> Result<(), Refusal> {
        if self.standing_message(room, target)? == user {
            Ok(())
        } else {
            Err(Refusal::terminal(ErrorCode::Forbidden))
        }
    }

    /// Whether somebody may remove this message.
    fn removable(&mut self, user: UserId, room: RoomId, target: Seq) -> Result<(), Refusal> {
        let author = self.standing_message(room, target)?;
        if !self.logs[&room].removable_by(user).contains(&target) {
            return Err(Refusal::terminal(ErrorCode::Forbidden));
        }
        if author != user {
            self.see("removed by a moderator");
        }
        Ok(())
    }

    /// The author of a message that was not removed.
    pub(super) fn standing_message(&self, room: RoomId, target: Seq) -> Result<UserId, Refusal> {
        let rows = self.logs[&room].all_rows();
        let author = rows.iter().find_map(|row| match row {
            Row::Message(message) if message.seq == target && message.body.is_some() => {
                Some(message.author.id)
            }
            Row::Message(_) | Row::Notice(_) => None,
        });
        author.ok_or(Refusal::terminal(ErrorCode::NotFound))
    }
}

fn room_of(command: &Command) -> RoomId {
    match command {
        Command::Open { room, .. }
        | Command::Post { room, .. }
        | Command::Edit { room, .. }
        | Command::Delete { room, .. }
        | Command::MarkRead { room, .. }
        | Command::MarkUnread { room, .. }
        | Command::Typing { room, .. }
        | Command::History { room, .. }
        | Command::Thread { room, .. }
        | Command::Fill { room, .. }
        | Command::React { room, .. }
        | Command::Unreact { room, .. }
        | Command::Pin { room, .. }
        | Command::Unpin { room, .. }
        | Command::MarkThreadRead { room, .. }
        | Command::Follow { room, .. }
        | Command::Unfollow { room, .. }
        | Command::ThreadState { room, .. }
        | Command::Versions { room, .. } => *room,
    }
}
