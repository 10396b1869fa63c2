//! Editing and removing messages.

use hark_protocol::markup::Mentions;
use hark_protocol::{Body, ClientMessageId, EventKind, ReplyTo, RoomId, Seq, UserId};

use super::Txn;
use super::indexing::take_out;
use super::log::{When, append, encode};
use super::query::{int, one, run, user_id};
use super::{following, mention, pin, reaction, right, thread};
use crate::rights::Right;
use crate::store::{Membership, StoreError};

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
        sent(txn, author.room(), target)?;
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

/// Removes one's own message, and its text from wherever it stands.
pub(in crate::store) fn delete(
    txn: &mut Txn<'_>,
    author: &Membership,
    target: Seq,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, author, Right::Write, When::Writable)?;
    let message = sent(txn, author.room(), target)?;
    if message.author != author.user() {
        return Err(StoreError::Forbidden);
    }
    let Some(body) = &message.body else { return Ok(()) };
    take_out(txn.conn, author.room(), target, body)?;
    let kind = match message.to {
        None => EventKind::MessageDeleted { target },
        Some(to) => EventKind::ReplyRemoved { to, target },
    };
    let seq = append(txn, author.room(), &actor, kind, When::Writable)?;
    let (room, target_seq) = (int(author.room().0), int(target.0));
    run(
        txn.conn,
        "UPDATE timeline SET body = NULL, revision = ?3 WHERE room = ?1 AND seq = ?2",
        (room, target_seq, int(seq.0)),
    )?;
    reaction::forget(txn, author.room(), target)?;
    pin::forget(txn, author.room(), target)?;
    mention::forget(txn, author.room(), target)?;
    let client_message_id = message.client_message_id;
    let body = None;
    let (posted, edited) = match message.to {
        None => (
            EventKind::MessagePosted { client_message_id, body },
            EventKind::MessageEdited { target, body: None },
        ),
        Some(to) => {
            thread::removed(txn, author.room(), to.root, seq)?;
            following::tell(txn, (author.room(), to.root), target)?;
            (
                EventKind::ReplyPosted { to, client_message_id, body },
                EventKind::ReplyEdited { to, target, body: None },
            )
        }
    };
    run(
        txn.conn,
        "UPDATE event SET payload = ?3 WHERE room = ?1 AND seq = ?2",
        (room, target_seq, encode(&posted)),
    )?;
    run(
        txn.conn,
        "UPDATE event SET payload = ?3 WHERE room = ?1 AND edited = ?2",
        (room, target_seq, encode(&edited)),
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

fn sent(txn: &Txn<'_>, room: RoomId, target: Seq) -> Result<Sent, StoreError> {
    one(
        txn.conn,
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
