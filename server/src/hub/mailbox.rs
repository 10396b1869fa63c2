//! What one connection is to be told, apart from the events themselves: those it reads from the
//! feeds. A mailbox holds no frames of the log, so a connection that does not read costs little.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use hark_protocol::sync::Counted;
use hark_protocol::{About, Attention, CloseCode, Level, RoomId, Seq, UserId};

use super::outlet::Outlet;
use super::revocation::Revocation;
use crate::panics::lock;
use crate::store::SessionId;

/// News kept for a connection that does not take them: minutes of a busy person's reading. Beyond
/// that the connection is closed and comes back without cursors.
pub(crate) const NEWS_MAX: usize = 256;

/// Ephemeral frames kept for a connection; the oldest go first.
pub(crate) const EPHEMERAL_MAX: usize = 64;

/// Tells connections apart, for as long as the process lives.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct ConnectionId(pub(crate) u64);

/// Where a connection is told what concerns it.
pub(crate) struct Mailbox {
    id: ConnectionId,
    user: UserId,
    session: SessionId,
    /// The person at this connection is not there.
    away: AtomicBool,
    revocation: Revocation,
    /// Where the connection is written to.
    outlet: OnceLock<Arc<Outlet>>,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    mail: Mail,
    /// Something was put in since the connection last looked.
    news: bool,
    /// The connection's task, while it has nothing to do.
    waker: Option<Waker>,
}

/// What waits for a connection.
#[derive(Debug, Default)]
pub(crate) struct Mail {
    /// Close the connection; all else no longer matters.
    pub(crate) ending: Option<CloseCode>,
    /// Handled before any event.
    pub(crate) news: VecDeque<News>,
    /// Rooms with events that were not read.
    pub(crate) dirty: Vec<RoomId>,
    /// Encoded frames that may be dropped.
    pub(crate) ephemeral: VecDeque<(EphemeralKey, Bytes)>,
}

/// Something that is no event of a room.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum News {
    /// The viewer is now a member of this room.
    Joined(RoomId),
    /// The viewer no longer is.
    Left(RoomId),
    /// The viewer's read cursor moved.
    Read { room: RoomId, counted: Counted },
    /// The viewer chose of what to be told.
    Level { room: RoomId, chosen: Option<Level> },
    /// Something about a thread changed for the viewer: what it is now is in the store.
    Thread { room: RoomId, root: Seq },
    /// Somebody says this of themselves now.
    About(About),
    /// In this direct room others have read further.
    Receipts(RoomId),
    /// The viewer may remove what others wrote, or no longer.
    Moderates(bool),
}

/// A later ephemeral frame takes the place of an earlier one with the same key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum EphemeralKey {
    /// Somebody types.
    Typing(RoomId, UserId),
    /// Who is here.
    Here(RoomId),
}

impl Mailbox {
    pub(crate) fn new(id: ConnectionId, user: UserId, session: SessionId) -> Self {
        Self {
            id,
            user,
            session,
            away: AtomicBool::new(false),
            revocation: Revocation::default(),
            outlet: OnceLock::new(),
            waiting: Mutex::default(),
        }
    }

    pub(crate) fn id(&self) -> ConnectionId {
        self.id
    }

    pub(crate) fn user(&self) -> UserId {
        self.user
    }

    pub(crate) fn session(&self) -> SessionId {
        self.session
    }

    /// Whether the person at this connection is there.
    pub(super) fn attention(&self) -> Attention {
        if self.away.load(Ordering::Relaxed) { Attention::Away } else { Attention::Here }
    }

    pub(super) fn set_attention(&self, attention: Attention) {
        self.away.store(attention == Attention::Away, Ordering::Relaxed);
    }

    /// Puts news in. One read cursor takes the place of an older one of the same room, news of a
    /// thread that of older news of it, and what somebody says of themselves that of what they said
    /// before.
    pub(crate) fn tell(&self, news: News) {
        self.put(|mail| {
            if let News::Read { room, .. } = news {
                mail.news.retain(|old| !matches!(old, News::Read { room: of, .. } if *of == room));
            }
            if let News::Thread { .. } | News::Receipts(_) = news {
                mail.news.retain(|old| *old != news);
            }
            if let News::About(about) = &news {
                let same = |old: &News| matches!(old, News::About(old) if old.user == about.user);
                mail.news.retain(|old| !same(old));
            }
            if mail.news.len() < NEWS_MAX {
                mail.news.push_back(news);
            } else {
                mail.ending.get_or_insert(CloseCode::StateChanged);
            }
        });
    }

    /// Says that a room has events that were not read.
    pub(crate) fn mark(&self, room: RoomId) {
        self.put(|mail| mail.dirty.push(room));
    }

    /// Puts a frame in that may be lost.
    pub(crate) fn hint(&self, key: EphemeralKey, frame: Bytes) {
        self.put(|mail| {
            mail.ephemeral.retain(|(old, _)| *old != key);
            if mail.ephemeral.len() >= EPHEMERAL_MAX {
                mail.ephemeral.pop_front();
            }
            mail.ephemeral.push_back((key, frame));
        });
    }

    /// Asks the connection to close. The first reason stays, but for the end of the session, which
    /// the client must not take for anything else, and a ban, which is the end of every session.
    pub(crate) fn end(&self, code: CloseCode) {
        let revoked = self.revocation.revoke(code);
        self.put(|mail| {
            if mail.ending.is_none() || revoked {
                mail.ending = Some(code);
            }
        });
    }

    /// Whether the viewer may no longer be here.
    pub(crate) fn revocation(&self) -> &Revocation {
        &self.revocation
    }

    /// Has the connection look again although nothing came.
    pub(crate) fn nudge(&self) {
        self.put(|_| {});
    }

    /// Puts something in and wakes the connection, once however much is put in before it looks.
    fn put(&self, change: impl FnOnce(&mut Mail)) {
        let mut waiting = self.waiting();
        change(&mut waiting.mail);
        waiting.news = true;
        // What is published after this is not written before the connection has looked.
        self.busy();
        let waker = waiting.waker.take();
        drop(waiting);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// The connection is written to here. Said once, before it follows a room.
    pub(crate) fn open(&self, outlet: Arc<Outlet>) {
        drop(self.outlet.set(outlet));
    }

    pub(super) fn outlet(&self) -> Option<&Arc<Outlet>> {
        self.outlet.get()
    }

    /// The connection's task goes to sleep. It has written all it had to say; now the hub may
    /// write, unless there is something for the task already.
    pub(crate) fn idle(&self) {
        let waiting = self.waiting();
        if let Some(outlet) = self.outlet()
            && !waiting.news
        {
            outlet.lend();
        }
    }

    /// The connection's task works, or ends: nobody else writes.
    pub(crate) fn busy(&self) {
        if let Some(outlet) = self.outlet() {
            outlet.take_back();
        }
    }

    /// Waits until something was put in. Only one task may wait, the connection's.
    pub(crate) async fn woken(&self) {
        poll_fn(|context| self.poll_woken(context)).await;
    }

    /// Whether something was put in; if not, wakes the task when it is.
    pub(crate) fn poll_woken(&self, context: &Context<'_>) -> Poll<()> {
        let mut waiting = self.waiting();
        if std::mem::take(&mut waiting.news) {
            return Poll::Ready(());
        }
        match &mut waiting.waker {
            Some(waker) => waker.clone_from(context.waker()),
            None => waiting.waker = Some(context.waker().clone()),
        }
        Poll::Pending
    }

    /// Waits until the connection is to close.
    pub(crate) async fn ended(&self) -> CloseCode {
        loop {
            if let Some(code) = self.waiting().mail.ending {
                return code;
            }
            self.woken().await;
        }
    }

    /// Moves what waits into `mail`, which keeps what it still holds.
    pub(crate) fn take(&self, mail: &mut Mail) {
        let waiting = &mut self.waiting().mail;
        mail.ending = waiting.ending;
        mail.news.append(&mut waiting.news);
        mail.dirty.append(&mut waiting.dirty);
        mail.ephemeral.append(&mut waiting.ephemeral);
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        lock(&self.waiting)
    }
}

#[cfg(test)]
mod tests;
