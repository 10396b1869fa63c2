//! Passkeys.

use hark_protocol::{Timestamp, UserId};
use rusqlite::{Connection, Row};

use super::query::{all, int, number, one, run, text, time, user_id};
use super::{Txn, audit};
use crate::store::{Deed, NewPasskey, PasskeyId, Store, StoreError, StoredPasskey};

/// The columns that [`stored`] reads.
macro_rules! columns {
    () => {
        "SELECT id, person, credential, handle, name, key, created_at, used_at FROM passkey "
    };
}

/// A person's, the newest first.
pub(in crate::store) fn list(
    conn: &Connection,
    user: UserId,
) -> Result<Vec<StoredPasskey>, StoreError> {
    let query = concat!(columns!(), "WHERE person = ?1 ORDER BY id DESC");
    all(conn, query, [int(user.0)], stored)
}

/// The one that a device calls this.
pub(in crate::store) fn find(
    conn: &Connection,
    credential: &[u8],
) -> Result<Option<StoredPasskey>, StoreError> {
    one(conn, concat!(columns!(), "WHERE credential = ?1"), [credential], stored)
}

/// Keeps a new one. [`StoreError::Forbidden`] if there is one already that a device calls the same.
pub(in crate::store) fn add(
    txn: &Txn<'_>,
    user: UserId,
    new: &NewPasskey,
) -> Result<(), StoreError> {
    if find(txn.conn, &new.credential)?.is_some() {
        return Err(StoreError::Forbidden);
    }
    if list(txn.conn, user)?.len() >= Store::PASSKEYS_MAX {
        return Err(StoreError::LimitExceeded);
    }
    run(
        txn.conn,
        "INSERT INTO passkey (person, credential, handle, name, key, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (int(user.0), &new.credential, new.handle, &new.name, &new.key, txn.now.0),
    )?;
    audit::note(txn, Deed::PasskeyAdded, Some(user), None, None, "")
}

/// Takes one of a person's away.
pub(in crate::store) fn remove(
    txn: &Txn<'_>,
    user: UserId,
    passkey: PasskeyId,
) -> Result<(), StoreError> {
    let query = "DELETE FROM passkey WHERE id = ?1 AND person = ?2";
    match run(txn.conn, query, (int(passkey.0), int(user.0)))? {
        0 => Ok(()),
        _ => audit::note(txn, Deed::PasskeyRemoved, Some(user), None, None, ""),
    }
}

/// Takes all of a person's away.
pub(super) fn remove_all(txn: &Txn<'_>, user: UserId) -> Result<(), StoreError> {
    for passkey in list(txn.conn, user)? {
        remove(txn, user, passkey.id)?;
    }
    Ok(())
}

/// Notes the use of one, which is `key` from now on. [`StoreError::TokenInvalid`]: it is gone, or
/// was used since it was looked at.
pub(super) fn used(
    txn: &Txn<'_>,
    user: UserId,
    passkey: &StoredPasskey,
    key: &str,
) -> Result<(), StoreError> {
    let used = run(
        txn.conn,
        "UPDATE passkey SET key = ?4, used_at = ?5 WHERE id = ?1 AND person = ?2 AND key = ?3",
        (int(passkey.id.0), int(user.0), &passkey.key, key, txn.now.0),
    )?;
    if used == 0 { Err(StoreError::TokenInvalid) } else { Ok(()) }
}

fn stored(row: &Row<'_>) -> Result<StoredPasskey, StoreError> {
    Ok(StoredPasskey {
        id: PasskeyId(number(row, 0)?),
        user: user_id(row, 1)?,
        credential: row.get(2)?,
        handle: row.get(3)?,
        name: text(row, 4)?.to_owned(),
        key: text(row, 5)?.to_owned(),
        created_at: time(row, 6)?,
        used_at: row.get::<_, Option<i64>>(7)?.map(Timestamp),
    })
}
