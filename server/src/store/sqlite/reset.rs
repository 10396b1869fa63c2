//! Passwords, and links for those who forgot theirs.

use hark_protocol::{Person, Timestamp, UserId};
use rusqlite::Connection;

use super::query::{int, one, person, run, user_id};
use super::{Txn, audit, passkey, session};
use crate::store::token::token_hash;
use crate::store::{Deed, Store, StoreError, Token, later};

/// Sets a person's password. What became of their sessions is left to others.
pub(in crate::store) fn set_password(
    txn: &Txn<'_>,
    user: UserId,
    password: &str,
) -> Result<(), StoreError> {
    let set =
        run(txn.conn, "UPDATE person SET password = ?2 WHERE id = ?1", (int(user.0), password))?;
    if set == 0 {
        return Err(StoreError::NotFound);
    }
    run(txn.conn, "DELETE FROM reset WHERE person = ?1", [int(user.0)])?;
    audit::note(txn, Deed::PasswordChanged, Some(user), None, None, "")
}

/// Stores a token by which this person sets a new password, in place of an earlier one.
pub(in crate::store) fn create(
    txn: &Txn<'_>,
    user: UserId,
    token: &Token,
) -> Result<(), StoreError> {
    super::person::person(txn.conn, user)?;
    run(
        txn.conn,
        "INSERT OR REPLACE INTO reset (person, token_hash, expires_at) VALUES (?1, ?2, ?3)",
        (int(user.0), token_hash(token.as_str()), later(txn.now, Store::RESET_VALID).0),
    )?;
    audit::note(txn, Deed::ResetMade, None, Some(user), None, "")
}

/// Who may set a new password by this token.
pub(in crate::store) fn find(
    conn: &Connection,
    token: &str,
    now: Timestamp,
) -> Result<Option<Person>, StoreError> {
    one(
        conn,
        "SELECT p.id, p.name, p.picture FROM reset r JOIN person p ON p.id = r.person
         WHERE r.token_hash = ?1 AND r.expires_at > ?2",
        (token_hash(token), now.0),
        |row| person(row, 0),
    )
}

/// Sets the password by this token, which is then used up. Nobody goes on by what opened the
/// account before: sessions, browsers that were known, and passkeys.
pub(in crate::store) fn apply(
    txn: &mut Txn<'_>,
    token: &str,
    password: &str,
) -> Result<UserId, StoreError> {
    let user = one(
        txn.conn,
        "DELETE FROM reset WHERE token_hash = ?1 AND expires_at > ?2 RETURNING person",
        (token_hash(token), txn.now.0),
        |row| user_id(row, 0),
    )?
    .ok_or(StoreError::TokenInvalid)?;
    set_password(txn, user, password)?;
    passkey::remove_all(txn, user)?;
    session::end_and_forget(txn, user)?;
    Ok(user)
}
