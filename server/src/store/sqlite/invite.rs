//! Invites: links by which people come in.

use std::time::Duration;

use hark_protocol::{Timestamp, UserId};
use rusqlite::{Connection, Row};

use super::query::{all, count, int, number, one, person as read_person, run, time};
use super::{Txn, audit, person, right};
use crate::rights::Right;
use crate::store::token::token_hash;
use crate::store::{
    Deed, Invite, InviteId, Mandate, NewPerson, StoreError, Token, Welcomed, later,
};

macro_rules! invite_query {
    ($condition:literal) => {
        concat!(
            "SELECT i.id, p.id, p.name, p.picture, i.created_at, i.expires_at, i.uses_left
             FROM invite i JOIN person p ON p.id = i.created_by
             WHERE i.uses_left > 0 AND i.expires_at > ?1 ",
            $condition
        )
    };
}

/// Stores an invite.
pub(in crate::store) fn create(
    txn: &Txn<'_>,
    by: UserId,
    token: &Token,
    uses: u32,
    valid: Duration,
) -> Result<(), StoreError> {
    right::on_server(txn.conn, by, Right::Invite)?;
    run(
        txn.conn,
        "INSERT INTO invite (token_hash, created_by, created_at, expires_at, uses_left)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (token_hash(token.as_str()), int(by.0), txn.now.0, later(txn.now, valid).0, uses),
    )?;
    audit::note(txn, Deed::InviteMade, Some(by), None, None, &format!("{uses}"))
}

/// The invite with this token, if it still works.
pub(in crate::store) fn find(
    conn: &Connection,
    token: &str,
    now: Timestamp,
) -> Result<Option<Invite>, StoreError> {
    one(conn, invite_query!("AND i.token_hash = ?2"), (now.0, token_hash(token)), invite)
}

/// The invites that still work, newest first.
pub(in crate::store) fn list(
    conn: &Connection,
    by: &Mandate,
    now: Timestamp,
) -> Result<Vec<Invite>, StoreError> {
    right::holds(conn, by, Right::Invite)?;
    all(conn, invite_query!("ORDER BY i.id DESC"), [now.0], invite)
}

/// Ends an invite.
pub(in crate::store) fn revoke(
    txn: &Txn<'_>,
    by: &Mandate,
    invite: InviteId,
) -> Result<(), StoreError> {
    right::holds(txn.conn, by, Right::Invite)?;
    match run(txn.conn, "DELETE FROM invite WHERE id = ?1", [int(invite.0)])? {
        0 => Ok(()),
        _ => audit::note(txn, Deed::InviteRevoked, Some(by.user()), None, None, ""),
    }
}

/// Makes a person by this invite. Where that fails, the invite is as it was.
pub(in crate::store) fn accept(
    txn: &mut Txn<'_>,
    token: &str,
    new: &NewPerson,
) -> Result<Welcomed, StoreError> {
    let used = run(
        txn.conn,
        "UPDATE invite SET uses_left = uses_left - 1
         WHERE token_hash = ?1 AND uses_left > 0 AND expires_at > ?2",
        (token_hash(token), txn.now.0),
    )?;
    if used == 0 {
        return Err(StoreError::TokenInvalid);
    }
    let welcomed = person::welcome(txn, new)?;
    audit::note(txn, Deed::InviteUsed, Some(welcomed.person.id), None, None, "")?;
    Ok(welcomed)
}

fn invite(row: &Row<'_>) -> Result<Invite, StoreError> {
    Ok(Invite {
        id: InviteId(number(row, 0)?),
        created_by: read_person(row, 1)?,
        created_at: time(row, 4)?,
        expires_at: time(row, 5)?,
        uses_left: count(row, 6)?,
    })
}
