//! Threads, and what they are to those who follow them. Replies are posted like every message.

use std::fmt;

use hark_protocol::{
    Excerpt, HistoryFrom, Person, RoomId, Seq, ThreadPage, ThreadState, Timestamp, UnreadThreads,
    UserId,
};

use super::{Membership, Store, StoreError, sqlite};
use sqlite::following::Choice;

/// A thread that somebody follows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FollowedThread {
    /// Which, and where in the list.
    pub place: ThreadPlace,
    /// Who wrote what it hangs on.
    pub author: Person,
    /// How that begins; `None`: it was removed.
    pub text: Option<Excerpt>,
    /// How many replies stand.
    pub replies: u32,
    /// What it is to who follows.
    pub state: ThreadState,
}

/// A place in the list of threads, which has the newest reply first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ThreadPlace {
    /// When the newest reply came.
    pub newest_at: Timestamp,
    /// Where the thread is.
    pub room: RoomId,
    /// What it hangs on.
    pub root: Seq,
}

impl ThreadPlace {
    /// What [`ThreadPlace`] writes, in an address.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut next = || parts.next()?.parse::<u64>().ok();
        let (at, room, root) = (next()?, next()?, next()?);
        let newest_at = Timestamp(i64::try_from(at).ok()?);
        Some(Self { newest_at, room: RoomId(room), root: Seq(root) })
    }
}

impl fmt::Display for ThreadPlace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}-{}", self.newest_at.0, self.room, self.root)
    }
}

impl Store {
    /// A part of the thread that this message is the root of, or a reply in: at most `limit`
    /// replies, and no more than [`hark_protocol::Page::MAX_ROWS`].
    pub async fn thread(
        &self,
        member: &Membership,
        message: Seq,
        from: HistoryFrom,
        limit: u16,
    ) -> Result<ThreadPage, StoreError> {
        self.read(|conn| sqlite::thread::thread(conn, member, message, from, limit))
    }

    /// What the thread that hangs on this message is to the member.
    pub async fn thread_state(
        &self,
        member: &Membership,
        root: Seq,
    ) -> Result<ThreadState, StoreError> {
        self.read(|conn| sqlite::following::state(conn, member, root))
    }

    /// What this person did not see of all threads that they follow.
    pub async fn unread_threads(&self, user: UserId) -> Result<UnreadThreads, StoreError> {
        self.read(|conn| sqlite::following::unread(conn, user))
    }

    /// The threads that this person follows, from this place on or the first, and whether there are
    /// more.
    pub async fn followed_threads(
        &self,
        user: UserId,
        before: Option<ThreadPlace>,
    ) -> Result<(Vec<FollowedThread>, bool), StoreError> {
        self.read(|conn| sqlite::followed::followed(conn, user, before))
    }

    /// Moves the member's read cursor in a thread that they follow forward to this event, or to
    /// the room's last where that is earlier. Backward changes nothing, nor where they do not
    /// follow.
    pub async fn mark_thread_read(
        &self,
        member: &Membership,
        root: Seq,
        seq: Seq,
    ) -> Result<(), StoreError> {
        let member = *member;
        self.write_vital(move |txn| sqlite::following::mark_read(txn, &member, root, seq)).await
    }

    /// The member follows this thread for good, from its newest reply on.
    pub async fn follow_thread(&self, member: &Membership, root: Seq) -> Result<(), StoreError> {
        let member = *member;
        self.write(move |txn| sqlite::following::choose(txn, &member, root, Choice::Follow)).await
    }

    /// The member does not follow this thread, for good.
    pub async fn unfollow_thread(&self, member: &Membership, root: Seq) -> Result<(), StoreError> {
        let member = *member;
        self.write(move |txn| sqlite::following::choose(txn, &member, root, Choice::Mute)).await
    }
}
