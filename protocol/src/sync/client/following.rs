//! Threads as the viewer follows them. The server counts and tells; the last word holds, and this
//! end adds nothing to it. What was told on a connection that is gone is asked for again, of the
//! thread in view.

use crate::{Command, Refusal, RoomId, Seq, ThreadState, UnreadThreads};

use super::super::Millis;
use super::requests::Asked;
use super::{Change, Client, Effect, Problem};

/// What was told of threads.
#[derive(Clone, Debug, Default)]
pub(super) struct Following {
    unread: UnreadThreads,
    /// The thread that was told of last is the last one.
    known: Vec<Known>,
}

#[derive(Clone, Debug)]
struct Known {
    room: RoomId,
    root: Seq,
    state: ThreadState,
    /// Told, or asked for, on the connection of now.
    fresh: bool,
    after: Millis,
}

impl Following {
    /// Threads of which it is known what they are to the viewer: more than are held.
    const MAX_KNOWN: usize = 256;

    fn get(&self, room: RoomId, root: Seq) -> Option<&Known> {
        self.known.iter().find(|known| (known.room, known.root) == (room, root))
    }

    fn get_mut(&mut self, room: RoomId, root: Seq) -> Option<&mut Known> {
        self.known.iter_mut().find(|known| (known.room, known.root) == (room, root))
    }

    fn put(&mut self, known: Known) {
        self.known.retain(|old| (old.room, old.root) != (known.room, known.root));
        if self.known.len() == Self::MAX_KNOWN {
            self.known.remove(0);
        }
        self.known.push(known);
    }

    pub(super) fn forget(&mut self, room: RoomId) {
        self.known.retain(|known| known.room != room);
    }

    /// The connection is gone, and with it what it would have told.
    pub(super) fn lost(&mut self) {
        self.known.iter_mut().for_each(|known| known.fresh = false);
    }
}

impl Client {
    /// What the viewer did not see of the threads that they follow.
    pub fn unread_threads(&self) -> UnreadThreads {
        self.following.unread
    }

    /// What this thread is to the viewer, if that is known here.
    pub fn thread_state(&self, room: RoomId, root: Seq) -> Option<ThreadState> {
        self.following.get(room, root).map(|known| known.state)
    }

    /// What the page said, before there was a connection.
    pub(super) fn threads_on_page(
        &mut self,
        unread: UnreadThreads,
        thread: Option<(Seq, ThreadState)>,
    ) {
        self.following.unread = unread;
        if let Some((room, (root, state))) = self.open.zip(thread) {
            self.following.put(Known { room, root, state, fresh: false, after: 0 });
        }
    }

    pub(super) fn threads_told(&mut self, unread: UnreadThreads) {
        self.following.unread = unread;
        self.changed(Change::Rooms);
    }

    /// A page of this thread came, and with it what the thread is.
    pub(super) fn thread_came(&mut self, room: RoomId, root: Seq, state: ThreadState) {
        self.reads.told((room, Some(root)), state.read, 0);
        self.following.put(Known { room, root, state, fresh: true, after: 0 });
        self.changed(Change::Room(room));
    }

    /// Only of threads that were looked at is kept what they are.
    pub(super) fn thread_told(&mut self, room: RoomId, root: Seq, state: ThreadState) {
        if self.following.get(room, root).is_some() || self.is_in_view(room, root) {
            self.thread_came(room, root, state);
        } else {
            self.reads.told((room, Some(root)), state.read, 0);
        }
    }

    /// The person has seen the replies of the thread in view up to here. Of a thread that is not
    /// followed, nothing is kept.
    pub(super) fn mark_thread_read(&mut self, seq: Seq) {
        let Some((room, root)) = self.open.zip(self.thread) else { return };
        let state = self.thread_state(room, root);
        if state.is_some_and(|state| state.followed && seq > state.read) && self.is_member(room) {
            self.reads.want((room, Some(root)), seq, 0);
        }
    }

    /// The server has moved the read cursor of a thread. What is unread by that, it tells.
    pub(super) fn thread_read(&mut self, room: RoomId, root: Seq, seq: Seq) {
        if let Some(known) = self.following.get_mut(room, root) {
            known.state.read = known.state.read.max(seq);
            self.changed(Change::Room(room));
        }
    }

    /// The person chose to follow the thread in view, or not to.
    pub(super) fn choose_thread(&mut self, command: fn(RoomId, Seq) -> Command) {
        let Some((room, root)) = self.open.zip(self.thread) else { return };
        if self.connection.is_live() {
            self.ask(Asked::Follow { room, root }, command(room, root));
        } else {
            self.out.push(Effect::Failed(Problem::Follow { room, root, code: None }));
        }
    }

    /// Asks what the thread in view is, where that was told on another connection. A thread that is
    /// not held comes with it.
    pub(super) fn ask_thread_state(&mut self) {
        let Some((room, root)) = self.open.zip(self.thread) else { return };
        let held = self.room(room).is_some_and(|state| state.thread(root).is_some());
        let now = self.now;
        let due = |known: &&mut Known| !known.fresh && known.after <= now;
        if held
            && self.is_member(room)
            && let Some(known) = self.following.get_mut(room, root).filter(due)
        {
            known.fresh = true;
            self.ask(Asked::ThreadState { room, root }, Command::ThreadState { room, root });
        }
    }

    /// When that is to be asked again.
    pub(super) fn ask_thread_at(&self) -> Option<Millis> {
        let (room, root) = self.open.zip(self.thread)?;
        self.following.get(room, root).filter(|known| !known.fresh).map(|known| known.after)
    }

    pub(super) fn thread_not_told(&mut self, room: RoomId, root: Seq, refusal: Refusal) {
        let now = self.now;
        if let Some(wait) = refusal.retry_after_ms
            && let Some(known) = self.following.get_mut(room, root)
        {
            known.fresh = false;
            known.after = now + u64::from(wait);
        }
    }

    fn is_in_view(&self, room: RoomId, root: Seq) -> bool {
        self.open == Some(room) && self.thread == Some(root)
    }
}
