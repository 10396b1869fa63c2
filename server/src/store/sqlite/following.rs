//! Who follows which thread, how far they have read it, and what they did not see by that.
//!
//! Whoever takes part follows, unless they chose otherwise. What is told is only that something
//! changed and for whom: what it is to them is read where it is sent.

use hark_protocol::markup::Mentions;
use hark_protocol::{RoomId, Seq, ThreadState, UnreadThreads, UserId};
use rusqlite::Connection;

use super::Txn;
use super::member::still;
use super::query::{all, count, int, one, run, seq, user_id};
use super::thread::root_of;
use crate::store::{Membership, StoreError, Told};

/// What somebody chooses of a thread, for good.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::store) enum Choice {
    Follow,
    Mute,
}

/// The replies of thread `p` that its person did not see, as rows `t`. Left to itself, SQLite walks
/// all of the room from the cursor on: 40 times as long in a room of 2,500 messages.
macro_rules! unread_replies {
    () => {
        " FROM timeline t INDEXED BY timeline_thread
          WHERE t.room = p.room AND t.root = p.root AND t.seq > p.read AND t.body IS NOT NULL "
    };
}

/// Whether reply `t` mentions the person of `p`.
macro_rules! is_mention {
    () => {
        " EXISTS (SELECT 1 FROM mention n
                  WHERE n.room = t.room AND n.person IN (p.person, 0) AND n.seq = t.seq) "
    };
}

/// A reply was posted here. Its author has seen it; all others who follow have news.
pub(super) fn replied(
    txn: &mut Txn<'_>,
    (room, root): (RoomId, Seq),
    reply: Seq,
    author: UserId,
) -> Result<(), StoreError> {
    let ids = (int(room.0), int(root.0));
    // Who wrote the root takes part from the first reply on.
    run(
        txn.conn,
        "INSERT OR IGNORE INTO thread_person (room, root, person)
         SELECT room, seq, author FROM timeline WHERE room = ?1 AND seq = ?2",
        ids,
    )?;
    run(
        txn.conn,
        "INSERT INTO thread_person (room, root, person, replied, read) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT (room, root, person) DO UPDATE
         SET replied = excluded.replied, read = excluded.read, news = 0",
        (ids.0, ids.1, int(author.0), int(reply.0)),
    )?;
    run(
        txn.conn,
        "UPDATE thread_person SET news = 1
         WHERE room = ?1 AND root = ?2 AND person <> ?3 AND news = 0",
        (ids.0, ids.1, int(author.0)),
    )?;
    Ok(())
}

/// The text of now of a reply mentions these: those who are members take part from here on. Its
/// author does already. Whoever mentions everybody speaks to those who follow.
pub(super) fn mentioned(
    txn: &mut Txn<'_>,
    (room, root): (RoomId, Seq),
    reply: Seq,
    mentions: &Mentions,
) -> Result<(), StoreError> {
    for person in &mentions.people {
        run(
            txn.conn,
            "INSERT OR IGNORE INTO thread_person (room, root, person, read, news)
             SELECT m.room, ?2, m.person, ?4 - 1, 1 FROM member m
             WHERE m.room = ?1 AND m.person = ?3 AND m.present = 1",
            (int(room.0), int(root.0), int(person.0), int(reply.0)),
        )?;
    }
    Ok(())
}

/// Tells those who follow that this reply came, changed or went: those who have not seen it, and
/// its author, whose cursor moves with it.
pub(super) fn tell(
    txn: &mut Txn<'_>,
    (room, root): (RoomId, Seq),
    reply: Seq,
) -> Result<(), StoreError> {
    let people = all(
        txn.conn,
        "SELECT person FROM thread_person
         WHERE room = ?1 AND root = ?2
           AND (read < ?3 AND chosen IS NOT 'mute' OR replied = ?3)",
        (int(room.0), int(root.0), int(reply.0)),
        |row| user_id(row, 0),
    )?;
    if !people.is_empty() {
        txn.tell(Told::Thread { room, root, people });
    }
    Ok(())
}

/// Moves the read cursor of who follows forward, no further than the room's last event.
pub(in crate::store) fn mark_read(
    txn: &mut Txn<'_>,
    member: &Membership,
    root: Seq,
    to: Seq,
) -> Result<(), StoreError> {
    still(txn.conn, member)?;
    let (room, person) = (int(member.room().0), int(member.user().0));
    let moved = run(
        txn.conn,
        "UPDATE thread_person SET read = min(?4, (SELECT head FROM room WHERE id = ?1))
         WHERE room = ?1 AND root = ?2 AND person = ?3 AND chosen IS NOT 'mute'
           AND read < min(?4, (SELECT head FROM room WHERE id = ?1))",
        (room, int(root.0), person, int(to.0)),
    )?;
    if moved > 0 {
        run(
            txn.conn,
            concat!(
                "UPDATE thread_person AS p SET news = EXISTS (SELECT 1 ",
                unread_replies!(),
                ") WHERE p.room = ?1 AND p.root = ?2 AND p.person = ?3"
            ),
            (room, int(root.0), person),
        )?;
        tell_one(txn, member, root);
    }
    Ok(())
}

/// Keeps what a member chose. Whoever begins to follow has nothing unread.
pub(in crate::store) fn choose(
    txn: &mut Txn<'_>,
    member: &Membership,
    root: Seq,
    choice: Choice,
) -> Result<(), StoreError> {
    still(txn.conn, member)?;
    let root = root_of(txn.conn, member.room(), root)?;
    let ids = (int(member.room().0), int(root.0), int(member.user().0));
    let followed = one(
        txn.conn,
        "SELECT chosen IS NOT 'mute' FROM thread_person
         WHERE room = ?1 AND root = ?2 AND person = ?3",
        ids,
        |row| Ok(row.get::<_, bool>(0)?),
    )?;
    let word = match choice {
        Choice::Follow => "follow",
        Choice::Mute => "mute",
    };
    run(
        txn.conn,
        "INSERT INTO thread_person (room, root, person, chosen) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (room, root, person) DO UPDATE SET chosen = excluded.chosen",
        (ids.0, ids.1, ids.2, word),
    )?;
    if choice == Choice::Follow && followed != Some(true) {
        run(
            txn.conn,
            "UPDATE thread_person AS p SET news = 0, read = max(p.read, coalesce(
                 (SELECT max(t.seq) FROM timeline t WHERE t.room = p.room AND t.root = p.root), 0))
             WHERE p.room = ?1 AND p.root = ?2 AND p.person = ?3",
            ids,
        )?;
    }
    tell_one(txn, member, root);
    Ok(())
}

/// What was said while somebody was away is not unread when they come back.
pub(super) fn returned(
    txn: &Txn<'_>,
    room: RoomId,
    person: UserId,
    at: Seq,
) -> Result<(), StoreError> {
    run(
        txn.conn,
        "UPDATE thread_person SET read = max(read, ?3), news = 0 WHERE room = ?1 AND person = ?2",
        (int(room.0), int(person.0), int(at.0)),
    )?;
    Ok(())
}

/// What the thread of this message is to the member.
pub(in crate::store) fn state(
    conn: &Connection,
    member: &Membership,
    root: Seq,
) -> Result<ThreadState, StoreError> {
    still(conn, member)?;
    let found = one(
        conn,
        concat!(
            "SELECT p.chosen IS NOT 'mute', p.read,
                    (SELECT count(*) FROM (SELECT 1 ",
            unread_replies!(),
            " LIMIT ?4)),
                    (SELECT coalesce(sum(mentions), 0) FROM (SELECT ",
            is_mention!(),
            " AS mentions ",
            unread_replies!(),
            " ORDER BY t.seq LIMIT ?4))
             FROM thread_person p WHERE p.room = ?1 AND p.root = ?2 AND p.person = ?3"
        ),
        (
            int(member.room().0),
            int(root.0),
            int(member.user().0),
            i64::from(ThreadState::MAX_UNREAD),
        ),
        |row| {
            let followed: bool = row.get(0)?;
            let state = ThreadState {
                followed,
                read: seq(row, 1)?,
                unread: count(row, 2)?,
                mentions: count(row, 3)?,
            };
            Ok(if followed {
                state
            } else {
                ThreadState { read: state.read, ..Default::default() }
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// What this person did not see of all threads that they follow.
pub(in crate::store) fn unread(
    conn: &Connection,
    person: UserId,
) -> Result<UnreadThreads, StoreError> {
    let unread = one(
        conn,
        concat!(
            "SELECT count(*), coalesce(sum(mentions), 0) FROM (
                 SELECT EXISTS (SELECT 1 ",
            unread_replies!(),
            " AND ",
            is_mention!(),
            ") AS mentions
                 FROM thread_person p
                 JOIN member m ON m.room = p.room AND m.person = p.person AND m.present = 1
                 WHERE p.person = ?1 AND p.news = 1 AND p.chosen IS NOT 'mute'
                   AND EXISTS (SELECT 1 ",
            unread_replies!(),
            ") LIMIT ?2)"
        ),
        (int(person.0), i64::from(UnreadThreads::MAX)),
        |row| Ok(UnreadThreads { threads: count(row, 0)?, mentions: count(row, 1)? }),
    )?;
    Ok(unread.unwrap_or_default())
}

fn tell_one(txn: &mut Txn<'_>, member: &Membership, root: Seq) {
    txn.tell(Told::Thread { room: member.room(), root, people: vec![member.user()] });
}
