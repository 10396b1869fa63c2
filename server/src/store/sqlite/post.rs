//! Posting: the path that has to be short.

use hark_protocol::markup::Mentions;
use hark_protocol::{Body, ClientMessageId, EventKind, Person, Posted, ReplyTo, Seq};
use sha2::{Digest as _, Sha256};

use super::log::{Adds, Place, When, store, take_place};
use super::mention;
use super::query::{int, one, person as read_person, run, seq, time};
use super::{Txn, following, receipt, right, slow, thread};
use crate::faults;
use crate::rights::Right;
use crate::store::{Author, Membership, StoreError};

/// Posts a message, which mentions these, as a reply where it is to be one. What is shown in the
/// room moves its author's read cursor to it. A message that is there already is answered as the
/// first time.
pub(in crate::store) fn post(
    txn: &mut Txn<'_>,
    author: Author,
    client_message_id: ClientMessageId,
    body: &Body,
    mentions: &Mentions,
    to: Option<ReplyTo>,
) -> Result<Posted, StoreError> {
    let standing = right::standing_in(txn.conn, author.user, author.room)?;
    // Whoever may no longer write is still told of what they have written.
    right::allow(standing, Right::Read)?;
    let author = &Membership::new(author.user, author.room);
    let check = check(client_message_id, body, to);
    if let Some((posted, first_check)) = sent_before(txn, author, client_message_id)? {
        return if first_check == check {
            Ok(posted)
        } else {
            Err(StoreError::ClientMessageIdConflict)
        };
    }
    right::allow(standing, Right::Write)?;
    mention::may(txn, author, mentions)?;
    slow::may(txn, author)?;
    let to = to.map(|to| thread::place(txn.conn, author.room(), to)).transpose()?;
    let text = Some(body.clone());
    let kind = match to {
        None => EventKind::MessagePosted { client_message_id, body: text },
        Some(to) => EventKind::ReplyPosted { to, client_message_id, body: text },
    };
    let shown = kind.is_row();
    let place = take_place(txn, author.room(), Adds::of(&kind), When::Writable)?;
    let person = if shown {
        read_up_to(txn, author, place.seq)?
    } else {
        slow::posted(txn, author)?;
        right::actor(txn, author, Right::Write, When::Writable)?
    };
    store(txn, &place, &person, kind)?;
    show(txn, &place, author, &Sent { client_message_id, check, body, to })?;
    mention::put(txn, place.room, place.seq, mentions)?;
    if let Some(to) = to {
        let thread = (place.room, to.root);
        thread::replied(txn, &place, to.root)?;
        following::replied(txn, thread, place.seq, person.id)?;
        following::mentioned(txn, thread, place.seq, mentions)?;
        following::tell(txn, thread, place.seq)?;
    }
    if shown {
        receipt::moved(txn, author)?;
    }
    faults::at(faults::Place::Store, body.as_str());
    Ok(Posted { seq: place.seq, at: place.at, duplicate: false })
}

fn sent_before(
    txn: &Txn<'_>,
    author: &Membership,
    client_message_id: ClientMessageId,
) -> Result<Option<(Posted, i64)>, StoreError> {
    one(
        txn.conn,
        "SELECT seq, at, body_check FROM timeline
         WHERE author = ?1 AND room = ?2 AND client_message_id = ?3",
        (int(author.user().0), int(author.room().0), client_message_id.0),
        |row| {
            let posted = Posted { seq: seq(row, 0)?, at: time(row, 1)?, duplicate: true };
            Ok((posted, row.get(2)?))
        },
    )
}

/// One's own messages are never unread. Says who the author is, and that they
/// are still a member.
fn read_up_to(txn: &Txn<'_>, author: &Membership, place: Seq) -> Result<Person, StoreError> {
    one(
        txn.conn,
        "UPDATE member SET read = ?3, posted_at = ?4 WHERE room = ?1 AND person = ?2 AND present = 1
         RETURNING person, (SELECT name FROM person WHERE id = ?2),
                   (SELECT picture FROM person WHERE id = ?2)",
        (int(author.room().0), int(author.user().0), int(place.0), txn.now.0),
        |row| read_person(row, 0),
    )?
    .ok_or(StoreError::NotFound)
}

struct Sent<'a> {
    client_message_id: ClientMessageId,
    check: i64,
    body: &'a Body,
    to: Option<ReplyTo>,
}

fn show(
    txn: &Txn<'_>,
    place: &Place,
    author: &Membership,
    sent: &Sent<'_>,
) -> Result<(), StoreError> {
    run(
        txn.conn,
        "INSERT INTO timeline
             (room, seq, at, messages, author, client_message_id, body_check, body, revision,
              root, aside)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?2, ?9, ?10)",
        (
            int(place.room.0),
            int(place.seq.0),
            place.at.0,
            int(place.messages),
            int(author.user().0),
            sent.client_message_id.0,
            sent.check,
            sent.body.as_str(),
            sent.to.map(|to| int(to.root.0)),
            sent.to.is_some_and(|to| !to.in_room),
        ),
    )?;
    Ok(())
}

/// Tells whether a resend brings the same text to the same place. The id goes in, so that equal
/// texts do not show.
fn check(client_message_id: ClientMessageId, body: &Body, to: Option<ReplyTo>) -> i64 {
    let mut hash = Sha256::new();
    hash.update(client_message_id.0);
    if let Some(ReplyTo { root, in_room }) = to {
        hash.update(root.0.to_be_bytes());
        hash.update([u8::from(in_room)]);
    }
    hash.update(body.as_str());
    let bytes: [u8; 32] = hash.finalize().into();
    let (first, _) = bytes.split_first_chunk().expect("32 bytes are more than 8");
    i64::from_be_bytes(*first)
}
