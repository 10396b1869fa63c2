//! How the server answered what was asked.

use crate::{ClientMessageId, CommandId, Refusal, Reply, RoomId, Seq};

use super::requests::Asked;
use super::{Change, Client, Effect, Problem};

impl Client {
    pub(super) fn replied(&mut self, id: CommandId, result: Result<Reply, Refusal>) {
        let Some(asked) = self.requests.take(id) else { return };
        match asked {
            Asked::Post { id } => self.post_answered(id, &result),
            Asked::History { room, thread, from } => match (result, thread) {
                (Ok(Reply::History(page)), None) => self.loaded(id, room, from, page),
                (Ok(Reply::Thread(page)), Some(_)) => self.thread_loaded(id, room, from, *page),
                (Ok(_), _) => self.misunderstood(),
                (Err(refusal), _) => self.not_loaded(id, room, refusal),
            },
            Asked::Open { room, afresh } => self.open_answered(room, afresh, result.err()),
            Asked::Edit { room, target, body } => {
                if let Err(Refusal { code, .. }) = result {
                    let problem = Problem::Edit { room, target, body, code: Some(code) };
                    self.out.push(Effect::Failed(problem));
                }
            }
            Asked::Delete { room, target } => {
                if let Err(Refusal { code, .. }) = result {
                    let problem = Problem::Delete { room, target, code: Some(code) };
                    self.out.push(Effect::Failed(problem));
                }
            }
            Asked::React { room, target } => {
                if let Err(Refusal { code, .. }) = result {
                    let problem = Problem::React { room, target, code: Some(code) };
                    self.out.push(Effect::Failed(problem));
                }
            }
            Asked::Pin { room, target } => {
                if let Err(Refusal { code, .. }) = result {
                    let problem = Problem::Pin { room, target, code: Some(code) };
                    self.out.push(Effect::Failed(problem));
                }
            }
            Asked::Versions { room, target } => self.versions_answered(room, target, result),
            Asked::MarkRead { room, thread, seq, set_back } => {
                self.read_answered((room, thread), (seq, set_back), result.err());
            }
            Asked::MarkUnread { room, target } => {
                if let Err(Refusal { code, .. }) = result {
                    let problem = Problem::MarkUnread { room, target, code: Some(code) };
                    self.out.push(Effect::Failed(problem));
                }
            }
            Asked::Follow { room, root } => self.follow_answered(room, root, result.err()),
            Asked::ThreadState { room, root } => self.thread_state_answered(room, root, &result),
            Asked::Fill { room } => {
                if let Err(refusal) = result {
                    self.not_filled(room, refusal);
                }
            }
            Asked::Typing => {}
        }
    }

    fn versions_answered(&mut self, room: RoomId, target: Seq, result: Result<Reply, Refusal>) {
        match result {
            Ok(Reply::Versions(versions)) => {
                self.out.push(Effect::Versions { room, target, result: Ok(versions) });
            }
            Ok(
                Reply::Done
                | Reply::Posted(_)
                | Reply::History(_)
                | Reply::Thread(_)
                | Reply::ThreadState(_),
            ) => self.misunderstood(),
            Err(Refusal { code, .. }) => {
                self.out.push(Effect::Versions { room, target, result: Err(Some(code)) });
            }
        }
    }

    fn follow_answered(&mut self, room: RoomId, root: Seq, refusal: Option<Refusal>) {
        if let Some(Refusal { code, .. }) = refusal {
            let problem = Problem::Follow { room, root, code: Some(code) };
            self.out.push(Effect::Failed(problem));
        }
    }

    fn thread_state_answered(&mut self, room: RoomId, root: Seq, result: &Result<Reply, Refusal>) {
        match result {
            Ok(Reply::ThreadState(state)) => self.thread_told(room, root, *state),
            Ok(
                Reply::Done
                | Reply::Posted(_)
                | Reply::History(_)
                | Reply::Versions(_)
                | Reply::Thread(_),
            ) => self.misunderstood(),
            Err(refusal) => self.thread_not_told(room, root, *refusal),
        }
    }

    fn post_answered(&mut self, id: ClientMessageId, result: &Result<Reply, Refusal>) {
        match result {
            Ok(Reply::Posted(posted)) => {
                // It is on the server's disk, so this end's may forget it; it stays on screen as
                // it is until its event is applied, which may have happened already.
                if let Some(room) = self.outbox.posted(id, posted.seq) {
                    self.out.push(Effect::ForgetOutbox(id));
                    self.reached(room);
                }
            }
            Ok(
                Reply::Done
                | Reply::History(_)
                | Reply::Versions(_)
                | Reply::Thread(_)
                | Reply::ThreadState(_),
            ) => self.misunderstood(),
            Err(refusal) => {
                if let Some(item) = self.outbox.refused(id, *refusal, self.now) {
                    self.changed(Change::Room(item.room));
                    self.out.push(Effect::StoreOutbox(item));
                }
            }
        }
    }

    fn open_answered(&mut self, room: RoomId, afresh: bool, refusal: Option<Refusal>) {
        if self.open != Some(room) {
            return;
        }
        match refusal {
            None => {
                let timeline = self.room(room).and_then(|state| state.timeline());
                if afresh && timeline.is_none() {
                    self.misunderstood();
                }
            }
            Some(Refusal { retry_after_ms: Some(wait), .. }) => {
                self.want_open = Some(self.now + u64::from(wait));
            }
            Some(Refusal { code, retry_after_ms: None }) => {
                if self.room(room).is_none_or(|state| state.timeline().is_none()) {
                    self.open = None;
                    self.thread = None;
                }
                self.out.push(Effect::Failed(Problem::Open { room, code }));
            }
        }
    }

    /// The server answered something else than was asked. Beginning again is the way out.
    fn misunderstood(&mut self) {
        self.connection.fail(self.now, &mut self.out);
    }
}
