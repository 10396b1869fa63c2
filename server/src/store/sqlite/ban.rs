//! Keeping people out, and keeping them quiet for a while.

use std::time::Duration;

use hark_protocol::UserId;

use super::query::{int, run};
use super::{Txn, audit, device, right, session};
use crate::rights::Right;
use crate::store::{Deed, Mandate, StoreError, Told, later};

/// Keeps somebody from this server: ends their sessions, their invites and the link by which they
/// could choose another password. What they wrote stays.
pub(in crate::store) fn ban(
    txn: &mut Txn<'_>,
    by: &Mandate,
    user: UserId,
) -> Result<(), StoreError> {
    below(txn, by, user, Right::Ban)?;
    let id = int(user.0);
    let query = "UPDATE person SET banned_at = ?2 WHERE id = ?1 AND banned_at IS NULL";
    if run(txn.conn, query, (id, txn.now.0))? == 0 {
        return Ok(());
    }
    device::forget(txn, user, None)?;
    run(txn.conn, "DELETE FROM session WHERE person = ?1", [id])?;
    run(txn.conn, "DELETE FROM invite WHERE created_by = ?1", [id])?;
    run(txn.conn, "DELETE FROM reset WHERE person = ?1", [id])?;
    audit::note(txn, Deed::Banned, Some(by.user()), Some(user), None, "")?;
    txn.tell(Told::Banned { user });
    Ok(())
}

/// Lets somebody in again.
pub(in crate::store) fn lift(
    txn: &mut Txn<'_>,
    by: &Mandate,
    user: UserId,
) -> Result<(), StoreError> {
    below(txn, by, user, Right::Ban)?;
    let query = "UPDATE person SET banned_at = NULL WHERE id = ?1 AND banned_at IS NOT NULL";
    match run(txn.conn, query, [int(user.0)])? {
        0 => Ok(()),
        _ => audit::note(txn, Deed::BanLifted, Some(by.user()), Some(user), None, ""),
    }
}

/// Keeps somebody from writing for so long from now on; for no time at all: lets them write again.
pub(in crate::store) fn silence(
    txn: &mut Txn<'_>,
    by: &Mandate,
    user: UserId,
    how_long: Duration,
) -> Result<(), StoreError> {
    below(txn, by, user, Right::Silence)?;
    run(
        txn.conn,
        "UPDATE person SET silenced_until = ?2 WHERE id = ?1",
        (int(user.0), later(txn.now, how_long).0),
    )?;
    let detail = format!("{} min", how_long.as_secs() / 60);
    audit::note(txn, Deed::Silenced, Some(by.user()), Some(user), None, &detail)
}

/// Ends all sessions of somebody.
pub(in crate::store) fn sign_out(
    txn: &mut Txn<'_>,
    by: &Mandate,
    user: UserId,
) -> Result<(), StoreError> {
    below(txn, by, user, Right::KeepPeople)?;
    audit::note(txn, Deed::SessionsEnded, Some(by.user()), Some(user), None, "")?;
    session::end_all(txn, user, None)
}

/// Says that the one who does this may, and stands above whom they do it to.
pub(super) fn below(
    txn: &Txn<'_>,
    by: &Mandate,
    user: UserId,
    right: Right,
) -> Result<(), StoreError> {
    let role = right::holds(txn.conn, by, right)?;
    match role.outranks(right::role_of(txn.conn, user)?) {
        true => Ok(()),
        false => Err(StoreError::Forbidden),
    }
}
