//! Browsers that people have signed in with before.

use hark_protocol::{Timestamp, UserId};
use rusqlite::Connection;

use super::Txn;
use super::query::{int, number, one, run};
use crate::store::token::token_hash;
use crate::store::{DeviceId, Email, SessionId, Store, StoreError, Token, earlier};

/// The browser with this token, if whoever has this address has signed in there of late.
pub(in crate::store) fn find(
    conn: &Connection,
    token: &str,
    email: &Email,
    now: Timestamp,
) -> Result<Option<DeviceId>, StoreError> {
    one(
        conn,
        "SELECT d.id FROM device d JOIN person p ON p.id = d.person
         WHERE d.token_hash = ?1 AND p.email_key = ?2 AND d.used_at > ?3",
        (token_hash(token), email.key(), forgotten(now)),
        |row| number(row, 0).map(DeviceId),
    )
}

/// Knows a browser by a new token from now on, for everybody who has signed in there before and for
/// this person. Whoever has the old token, planted or not, is nobody to us.
pub(super) fn keep(
    txn: &Txn<'_>,
    user: UserId,
    old: Option<&str>,
    new: &Token,
) -> Result<DeviceId, StoreError> {
    let (conn, user) = (txn.conn, int(user.0));
    let new = token_hash(new.as_str());
    if let Some(old) = old {
        let query = "UPDATE device SET token_hash = ?2 WHERE token_hash = ?1";
        run(conn, query, (token_hash(old), new))?;
    }
    let device = one(
        conn,
        "INSERT INTO device (person, token_hash, used_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (token_hash, person) DO UPDATE SET used_at = excluded.used_at
         RETURNING id",
        (user, new, txn.now.0),
        |row| number(row, 0).map(DeviceId),
    )?
    .ok_or(StoreError::Corrupt("a device without an id"))?;
    run(
        conn,
        "DELETE FROM device WHERE person = ?1 AND (used_at <= ?2 OR id NOT IN
             (SELECT id FROM device WHERE person = ?1 ORDER BY used_at DESC, id DESC LIMIT ?3))",
        (user, forgotten(txn.now), Store::DEVICES_MAX),
    )?;
    Ok(device)
}

/// Knows none of a person's browsers any longer, but for the one that this session is in.
pub(super) fn forget(
    txn: &Txn<'_>,
    user: UserId,
    keep: Option<SessionId>,
) -> Result<(), StoreError> {
    run(
        txn.conn,
        "DELETE FROM device WHERE person = ?1
           AND id IS NOT (SELECT device FROM session WHERE id = ?2)",
        (int(user.0), keep.map_or(0, |session| int(session.0))),
    )?;
    Ok(())
}

fn forgotten(now: Timestamp) -> i64 {
    earlier(now, Store::DEVICE_KNOWN).0
}
