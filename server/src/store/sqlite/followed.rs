//! The list of the threads that somebody follows. What is unread of each is in
//! [`super::following`].

use hark_protocol::{Body, Excerpt, ThreadState, UserId};
use rusqlite::Connection;

use super::following;
use super::member::membership;
use super::query::{all, count, int, person, room_id, seq, time};
use crate::store::{FollowedThread, StoreError, ThreadPlace};

/// Threads on a page: a screen or two.
const THREADS: usize = 20;

/// The newest reply first, from this place on. All that somebody follows are looked at: a
/// thousandth of a second for some hundreds.
pub(in crate::store) fn followed(
    conn: &Connection,
    user: UserId,
    before: Option<ThreadPlace>,
) -> Result<(Vec<FollowedThread>, bool), StoreError> {
    let at = before.map_or(i64::MAX, |place| place.newest_at.0);
    let (room, root) = before.map_or((0, 0), |place| (int(place.room.0), int(place.root.0)));
    let mut threads = all(
        conn,
        "SELECT t.room, t.seq, t.reply_at, t.author, w.name, w.picture,
                t.body, t.replies
         FROM thread_person p
         JOIN member m ON m.room = p.room AND m.person = p.person AND m.present = 1
         JOIN timeline t ON t.room = p.room AND t.seq = p.root
         JOIN person w ON w.id = t.author
         WHERE p.person = ?1 AND p.chosen IS NOT 'mute' AND t.reply_at IS NOT NULL
           AND (t.reply_at, t.room, t.seq) < (?2, ?3, ?4)
         ORDER BY t.reply_at DESC, t.room DESC, t.seq DESC LIMIT ?5",
        (int(user.0), at, room, root, THREADS as i64 + 1),
        |row| {
            let place = ThreadPlace {
                room: room_id(row, 0)?,
                root: seq(row, 1)?,
                newest_at: time(row, 2)?,
            };
            let body = row.get_ref(6)?.as_str_or_null();
            let body = body.map_err(|_| StoreError::Corrupt("no text"))?;
            let body = body.map(Body::parse).transpose();
            let body = body.map_err(|_| StoreError::Corrupt("a message's text"))?;
            Ok(FollowedThread {
                place,
                author: person(row, 3)?,
                text: body.as_ref().map(Excerpt::of),
                replies: count(row, 7)?,
                state: ThreadState::default(),
            })
        },
    )?;
    let more = threads.len() > THREADS;
    threads.truncate(THREADS);
    for thread in &mut threads {
        let member = membership(conn, user, thread.place.room)?;
        thread.state = following::state(conn, &member, thread.place.root)?;
    }
    Ok((threads, more))
}
