//! Codes from an app, and recovery codes.

use hark_protocol::{Timestamp, UserId};
use rusqlite::Connection;

use super::query::{count, int, one, run};
use super::{Txn, audit, ban};
use crate::rights::Right;
use crate::store::{Deed, Mandate, RecoveryCode, SecondStep, StoreError};
use crate::totp::Secret;

/// What this person signs in with after their password.
pub(in crate::store) fn find(
    conn: &Connection,
    user: UserId,
) -> Result<Option<SecondStep>, StoreError> {
    one(
        conn,
        "SELECT secret, since, (SELECT count(*) FROM recovery_code WHERE person = ?1)
         FROM second_step WHERE person = ?1",
        [int(user.0)],
        |row| {
            let since = row.get::<_, Option<i64>>(1)?.map(Timestamp);
            let secret = Secret::of(row.get(0)?);
            Ok(SecondStep { secret, since, codes_left: count(row, 2)? })
        },
    )
}

/// Whether it is asked for.
pub(super) fn is_on(conn: &Connection, user: UserId) -> Result<bool, StoreError> {
    let query = "SELECT 1 FROM second_step WHERE person = ?1 AND since IS NOT NULL";
    Ok(one(conn, query, [int(user.0)], |_| Ok(()))?.is_some())
}

/// Keeps what an app is to be given.
pub(in crate::store) fn prepare(
    txn: &Txn<'_>,
    user: UserId,
    secret: Secret,
) -> Result<(), StoreError> {
    let prepared = run(
        txn.conn,
        "INSERT INTO second_step (person, secret, since, used_step) VALUES (?1, ?2, NULL, 0)
         ON CONFLICT (person) DO UPDATE SET secret = excluded.secret WHERE since IS NULL",
        (int(user.0), secret.bytes()),
    )?;
    if prepared == 0 { Err(StoreError::Forbidden) } else { Ok(()) }
}

/// Asks for codes from now on.
pub(in crate::store) fn turn_on(txn: &Txn<'_>, user: UserId, step: u64) -> Result<(), StoreError> {
    let turned = run(
        txn.conn,
        "UPDATE second_step SET since = ?2, used_step = ?3 WHERE person = ?1 AND since IS NULL",
        (int(user.0), txn.now.0, int(step)),
    )?;
    if turned == 0 {
        return Err(StoreError::Forbidden);
    }
    audit::note(txn, Deed::SecondStepOn, Some(user), None, None, "")
}

/// Asks for codes no longer.
pub(in crate::store) fn turn_off(
    txn: &Txn<'_>,
    user: UserId,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let query = "DELETE FROM second_step WHERE person = ?1 RETURNING since IS NOT NULL";
    let was_on = one(txn.conn, query, [int(user.0)], |row| Ok(row.get::<_, bool>(0)?))?;
    run(txn.conn, "DELETE FROM recovery_code WHERE person = ?1", [int(user.0)])?;
    match was_on {
        Some(true) => {
            let subject = (by != Some(user)).then_some(user);
            audit::note(txn, Deed::SecondStepOff, by, subject, None, "")
        }
        Some(false) | None => Ok(()),
    }
}

/// Takes it off somebody who stands below.
pub(in crate::store) fn take_off(
    txn: &Txn<'_>,
    by: &Mandate,
    user: UserId,
) -> Result<(), StoreError> {
    ban::below(txn, by, user, Right::KeepPeople)?;
    turn_off(txn, user, Some(by.user()))
}

/// Keeps these recovery codes and no others.
pub(in crate::store) fn set_recovery_codes(
    txn: &Txn<'_>,
    user: UserId,
    codes: &[RecoveryCode],
) -> Result<(), StoreError> {
    if !is_on(txn.conn, user)? {
        return Err(StoreError::Forbidden);
    }
    run(txn.conn, "DELETE FROM recovery_code WHERE person = ?1", [int(user.0)])?;
    for code in codes {
        let query = "INSERT INTO recovery_code (person, code_hash) VALUES (?1, ?2)";
        run(txn.conn, query, (int(user.0), code.hash()))?;
    }
    audit::note(txn, Deed::RecoveryCodesMade, Some(user), None, None, "")
}

/// Uses a code up. [`StoreError::TokenInvalid`]: one of this step or a later one was used already.
pub(super) fn use_code(txn: &Txn<'_>, user: UserId, step: u64) -> Result<(), StoreError> {
    let used = run(
        txn.conn,
        "UPDATE second_step SET used_step = ?2
         WHERE person = ?1 AND since IS NOT NULL AND used_step < ?2",
        (int(user.0), int(step)),
    )?;
    if used == 0 { Err(StoreError::TokenInvalid) } else { Ok(()) }
}

/// Uses a recovery code up. [`StoreError::TokenInvalid`]: it is none.
pub(super) fn use_recovery_code(
    txn: &Txn<'_>,
    user: UserId,
    written: &str,
) -> Result<(), StoreError> {
    let code = RecoveryCode::parse(written).ok_or(StoreError::TokenInvalid)?;
    let query = "DELETE FROM recovery_code WHERE person = ?1 AND code_hash = ?2";
    if run(txn.conn, query, (int(user.0), code.hash()))? == 0 {
        return Err(StoreError::TokenInvalid);
    }
    audit::note(txn, Deed::RecoveryCodeUsed, Some(user), None, None, "")
}
