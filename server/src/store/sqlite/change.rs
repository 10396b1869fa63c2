//! Editing and removing messages.

use hark_protocol::markup::Mentions;
use hark_protocol::{Body, ClientMessageId, EventKind, Person, ReplyTo, RoomId, Seq, UserId};

use rusqlite::Connection;

use super::Txn;
use super::indexing::take_out;
use super::log::{When, append, encode};
use super::query::{int, one, run, user_id};
use super::{audit, following, mention, pin, reaction, right, thread};
use crate::rights::Right;
use crate::store::{Deed, Membership, StoreError};

/// Replaces the text of one's own message by one that mentions these.
pub(in crate::store) fn edit(
    txn: &mut Txn<'_>,
    author: &Membership,
    target: Seq,
    body: &Body,
    mentions: &Mentions,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, author, Right::Write, When::Writable)?;
    let Sent { author: writer, body: old, to, client_message_id: _ } =
        sent(txn.conn, author.room(), target)?;
    if writer != author.user() {
        return Err(StoreError::Forbidden);
    }
    mention::may(txn, author, mentions)?;
    let old = old.ok_or(StoreError::NotFound)?;
    if old == body.as_str() {
        return Ok(());
    }
    take_out(txn.conn, author.room(), target, &old)?;
    let text = Some(body.clone());
    let kind = match to {
        None => EventKind::MessageEdited { target, body: text },
        Some(to) => EventKind::ReplyEdited { to, target, body: text },
    };
    let seq = append(txn, author.room(), &actor, kind, When::Writable)?;
    run(
        txn.conn,
        "UPDATE timeline SET body = ?3, revision = ?4 WHERE room = ?1 AND seq = ?2",
        (int(author.room().0), int(target.0), body.as_str(), int(seq.0)),
    )?;
    mention::forget(txn, author.room(), target)?;
    mention::put(txn, author.room(), target, mentions)?;
    if let Some(to) = to {
        let thread = (author.room(), to.root);
        following::mentioned(txn, thread, target, mentions)?;
        following::tell(txn, thread, target)?;
    }
    Ok(())
}

/// Removes a message: one's own, or, by whoever looks after what is said, anybody's.
pub(in crate::store) fn delete(
    txn: &mut Txn<'_>,
    by: &Membership,
    target: Seq,
) -> Result<(), StoreError> {
    let mut actor = right::actor(txn, by, Right::Write, When::Writable)?;
    let message = sent(txn.conn, by.room(), target)?;
    if message.author != by.user() {
        actor = right::actor(txn, by, Right::Moderate, When::Writable)?;
    }
    remove(txn, (by.room(), When::Writable), &actor, target, message)
}

/// Removes a message of any room for somebody who may: also from one that is archived.
pub(super) fn moderate(
    txn: &mut Txn<'_>,
    room: RoomId,
    actor: &Person,
    target: Seq,
) -> Result<(), StoreError> {
    let message = sent(txn.conn, room, target)?;
    remove(txn, (room, When::Always), actor, target, message)
}

/// Where a message is a reply.
pub(super) fn place(
    conn: &Connection,
    room: RoomId,
    target: Seq,
) -> Result<Option<ReplyTo>, StoreError> {
    sent(conn, room, target).map(|message| message.to)
}

/// Removes a message, and its text from wherever it stands. One that is gone stays as it is.
fn remove(
    txn: &mut Txn<'_>,
    (room, when): (RoomId, When),
    actor: &Person,
    target: Seq,
    Sent { author, client_message_id, body, to }: Sent,
) -> Result<(), StoreError> {
    let Some(body) = body else { return Ok(()) };
    take_out(txn.conn, room, target, &body)?;
    let kind = match to {
        None => EventKind::MessageDeleted { target, author },
        Some(to) => EventKind::ReplyRemoved { to, target, author },
    };
    let seq = append(txn, room, actor, kind, when)?;
    let moderated = actor.id != author;
    run(
        txn.conn,
        "UPDATE timeline SET body = NULL, revision = ?3, moderated = ?4
         WHERE room = ?1 AND seq = ?2",
        (int(room.0), int(target.0), int(seq.0), moderated),
    )?;
    if moderated {
        let detail = format!("message {target}");
        audit::note(txn, Deed::MessageRemoved, Some(actor.id), Some(author), Some(room), &detail)?;
    }
    reaction::forget(txn, room, target)?;
    pin::forget(txn, room, target)?;
    mention::forget(txn, room, target)?;
    if let Some(to) = to {
        thread::removed(txn, room, to.root, seq)?;
        following::tell(txn, (room, to.root), target)?;
    }
    forget_words(txn, room, target, client_message_id, to)
}

/// Takes the text of a message from the events that posted and changed it.
fn forget_words(
    txn: &Txn<'_>,
    room: RoomId,
    target: Seq,
    client_message_id: ClientMessageId,
    to: Option<ReplyTo>,
) -> Result<(), StoreError> {
    let body = None;
    let (posted, edited) = match to {
        None => (
            EventKind::MessagePosted { client_message_id, body },
            EventKind::MessageEdited { target, body: None },
        ),
        Some(to) => (
            EventKind::ReplyPosted { to, client_message_id, body },
            EventKind::ReplyEdited { to, target, body: None },
        ),
    };
    let (room, target) = (int(room.0), int(target.0));
    run(
        txn.conn,
        "UPDATE event SET payload = ?3 WHERE room = ?1 AND seq = ?2",
        (room, target, encode(&posted)),
    )?;
    run(
        txn.conn,
        "UPDATE event SET payload = ?3 WHERE room = ?1 AND edited = ?2",
        (room, target, encode(&edited)),
    )?;
    Ok(())
}

/// A message as it was sent.
struct Sent {
    author: UserId,
    client_message_id: ClientMessageId,
    body: Option<String>,
    to: Option<ReplyTo>,
}

fn sent(conn: &Connection, room: RoomId, target: Seq) -> Result<Sent, StoreError> {
    one(
        conn,
        "SELECT author, client_message_id, body, root, aside FROM timeline
         WHERE room = ?1 AND seq = ?2 AND author IS NOT NULL",
        (int(room.0), int(target.0)),
        |row| {
            let client_message_id = ClientMessageId(row.get(1)?);
            let (author, to) = (user_id(row, 0)?, thread::to(row, 3)?);
            Ok(Sent { author, client_message_id, body: row.get(2)?, to })
        },
    )?
    .ok_or(StoreError::NotFound)
}
