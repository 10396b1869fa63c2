//! Reactions to messages.

use std::collections::BTreeMap;

use hark_protocol::{
    EventKind, List, Message, Person, Reacted, Reaction, Reactions, RoomId, Row, Seq,
};
use rusqlite::Connection;

use super::Txn;
use super::log::{When, append};
use super::page::Of;
use super::query::{int, number, one, person, run, seq, text};
use super::right;
use crate::rights::Right;
use crate::store::{Membership, StoreError};

/// What one person in one reaction takes on the wire beside the name, in bytes, at most.
const PERSON_BYTES: usize = 12;

/// Adds a member's reaction to a message.
pub(in crate::store) fn react(
    txn: &mut Txn<'_>,
    by: &Membership,
    target: Seq,
    reaction: &Reaction,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, by, Right::Write, When::Writable)?;
    standing(txn.conn, by.room(), target)?;
    let all = held(txn.conn, by, target)?;
    let before = all.iter().find(|held| held.reaction == reaction.as_str());
    match before {
        Some(held) if held.is_mine => return Ok(()),
        Some(held) if held.people >= Reacted::MAX_PEOPLE => return Err(StoreError::LimitExceeded),
        None if all.len() >= Reactions::MAX => return Err(StoreError::LimitExceeded),
        Some(_) | None => {}
    }
    let kind = EventKind::ReactionAdded { target, reaction: reaction.clone() };
    let added = append(txn, by.room(), &actor, kind, When::Writable)?;
    run(
        txn.conn,
        "INSERT INTO reaction (room, target, place, person, seq, reaction)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            int(by.room().0),
            int(target.0),
            int(before.map_or(added, |held| held.place).0),
            int(actor.id.0),
            int(added.0),
            reaction.as_str(),
        ),
    )?;
    changed(txn, by.room(), target, added)
}

/// Takes a member's reaction to a message back.
pub(in crate::store) fn unreact(
    txn: &mut Txn<'_>,
    by: &Membership,
    target: Seq,
    reaction: &Reaction,
) -> Result<(), StoreError> {
    let actor = right::actor(txn, by, Right::Write, When::Writable)?;
    standing(txn.conn, by.room(), target)?;
    let removed = run(
        txn.conn,
        "DELETE FROM reaction WHERE room = ?1 AND target = ?2 AND person = ?3 AND reaction = ?4",
        (int(by.room().0), int(target.0), int(actor.id.0), reaction.as_str()),
    )?;
    if removed == 0 {
        return Ok(());
    }
    let kind = EventKind::ReactionRemoved { target, reaction: reaction.clone() };
    let seq = append(txn, by.room(), &actor, kind, When::Writable)?;
    changed(txn, by.room(), target, seq)
}

/// A message was removed, and all reactions to it go with it.
pub(super) fn forget(txn: &Txn<'_>, room: RoomId, target: Seq) -> Result<(), StoreError> {
    let place = (int(room.0), int(target.0));
    run(txn.conn, "DELETE FROM reaction WHERE room = ?1 AND target = ?2", place)?;
    run(txn.conn, "UPDATE timeline SET reacted = NULL WHERE room = ?1 AND seq = ?2", place)?;
    Ok(())
}

/// Gives the rows of a page their reactions, with one walk along all of them; those of a thread may
/// be far apart, and take a walk each. Says how many bytes they add to each row that has some.
pub(super) fn attach(
    conn: &Connection,
    room: RoomId,
    of: Of,
    rows: &mut [Row],
) -> Result<BTreeMap<Seq, usize>, StoreError> {
    let has_some = |row: &&Row| match row {
        Row::Message(message) => message.reactions.revision != Seq::ZERO,
        Row::Notice(_) => false,
    };
    let reacted = || rows.iter().filter(has_some).map(Row::seq);
    let mut all = BTreeMap::new();
    match (of, reacted().min(), reacted().max()) {
        (_, None, _) | (_, _, None) => return Ok(BTreeMap::new()),
        (Of::Room, Some(first), Some(last)) => all = of_range(conn, room, first, last)?,
        (Of::Thread(_), ..) => {
            for seq in reacted() {
                all.append(&mut of_range(conn, room, seq, seq)?);
            }
        }
    }
    let mut bytes = BTreeMap::new();
    for row in rows {
        if let Row::Message(Message { seq, reactions, .. }) = row
            && let Some(list) = all.remove(seq)
        {
            bytes.insert(*seq, list.iter().map(size).sum());
            reactions.all = List::first_of(list);
        }
    }
    Ok(bytes)
}

/// All reactions to the messages between these two, with themselves.
fn of_range(
    conn: &Connection,
    room: RoomId,
    first: Seq,
    last: Seq,
) -> Result<BTreeMap<Seq, Vec<Reacted>>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT r.target, r.place, r.reaction, p.id, p.name, p.picture
         FROM reaction r JOIN person p ON p.id = r.person
         WHERE r.room = ?1 AND r.target BETWEEN ?2 AND ?3
         ORDER BY r.target, r.place, r.seq",
    )?;
    let mut found = statement.query((int(room.0), int(first.0), int(last.0)))?;
    let mut all: BTreeMap<Seq, Vec<Reacted>> = BTreeMap::new();
    let mut before = None;
    while let Some(row) = found.next()? {
        let (target, place) = (seq(row, 0)?, seq(row, 1)?);
        let list = all.entry(target).or_default();
        let who: Person = person(row, 3)?;
        match list.last_mut() {
            Some(reacted) if before == Some((target, place)) => {
                reacted.people.push(who).map_err(|_| StoreError::Corrupt("too many people"))?;
            }
            Some(_) | None => {
                let reaction = Reaction::parse(text(row, 2)?)
                    .map_err(|_| StoreError::Corrupt("a reaction"))?;
                list.push(Reacted { reaction, people: List::first_of([who]) });
            }
        }
        before = Some((target, place));
    }
    Ok(all)
}

/// A reaction to a message, as it stands before a member adds theirs.
struct Held {
    place: Seq,
    reaction: String,
    people: usize,
    /// The member is among them.
    is_mine: bool,
}

fn held(conn: &Connection, by: &Membership, target: Seq) -> Result<Vec<Held>, StoreError> {
    super::query::all(
        conn,
        "SELECT place, reaction, count(*), max(person = ?3) FROM reaction
         WHERE room = ?1 AND target = ?2 GROUP BY place",
        (int(by.room().0), int(target.0), int(by.user().0)),
        |row| {
            Ok(Held {
                place: seq(row, 0)?,
                reaction: row.get(1)?,
                people: number(row, 2)? as usize,
                is_mine: row.get(3)?,
            })
        },
    )
}

/// Says that this is a message and was not removed.
fn standing(conn: &Connection, room: RoomId, target: Seq) -> Result<(), StoreError> {
    let found = one(
        conn,
        "SELECT 1 FROM timeline WHERE room = ?1 AND seq = ?2 AND body IS NOT NULL",
        (int(room.0), int(target.0)),
        |_| Ok(()),
    )?;
    found.ok_or(StoreError::NotFound)
}

fn changed(txn: &Txn<'_>, room: RoomId, target: Seq, by: Seq) -> Result<(), StoreError> {
    run(
        txn.conn,
        "UPDATE timeline SET reacted = ?3 WHERE room = ?1 AND seq = ?2",
        (int(room.0), int(target.0), int(by.0)),
    )?;
    Ok(())
}

fn size(reacted: &Reacted) -> usize {
    let people = reacted.people.iter().map(|person| person.name.as_str().len() + PERSON_BYTES);
    reacted.reaction.as_str().len() + people.sum::<usize>()
}
