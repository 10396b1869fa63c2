//! Sessions: who is signed in where.

use hark_protocol::{Timestamp, UserId};
use rusqlite::{Connection, Row};

use super::person::role;
use super::query::{all, int, number, one, person, run, text, time};
use super::{Txn, audit, device, passkey, second_step};
use crate::store::token::token_hash;
use crate::store::{
    CLOCK_STEP, Deed, SessionId, SessionInfo, Shown, Store, StoreError, Token, Told, Viewer,
    earlier, later,
};

/// The most characters kept of what a browser says it is.
const AGENT_CHARS: usize = 256;

/// A session that was found by its token.
#[derive(Clone, Debug)]
pub(in crate::store) struct Found {
    /// Who asks.
    pub(in crate::store) viewer: Viewer,
    /// When the session was last used, to the minute.
    pub(in crate::store) used_at: Timestamp,
}

/// Begins a session, and clears away this person's old ones.
pub(in crate::store) fn create(
    txn: &Txn<'_>,
    user: UserId,
    shown: &Shown,
    token: &Token,
    agent: &str,
    (old_device, new_device): (Option<&str>, &Token),
) -> Result<SessionId, StoreError> {
    let query = "SELECT 1 FROM person WHERE id = ?1 AND banned_at IS NOT NULL";
    if one(txn.conn, query, [int(user.0)], |_| Ok(()))?.is_some() {
        return Err(StoreError::Banned);
    }
    match shown {
        Shown::Password if second_step::is_on(txn.conn, user)? => {
            return Err(StoreError::SecondStep);
        }
        Shown::Password => {}
        Shown::Code(step) => second_step::use_code(txn, user, *step)?,
        Shown::Passkey { passkey, key } => passkey::used(txn, user, passkey, key)?,
        Shown::RecoveryCode(written) => second_step::use_recovery_code(txn, user, written)?,
    }
    run(
        txn.conn,
        "DELETE FROM session WHERE person = ?1 AND (used_at <= ?2 OR created_at <= ?3)",
        (int(user.0), idle_since(txn.now), began_before(txn.now)),
    )?;
    let agent: String = agent.chars().filter(|c| !c.is_control()).take(AGENT_CHARS).collect();
    let device = device::keep(txn, user, old_device, new_device)?;
    audit::note(txn, Deed::SignedIn, Some(user), None, None, "")?;
    one(
        txn.conn,
        "INSERT INTO session (person, token_hash, agent, created_at, used_at, device)
         VALUES (?1, ?2, ?3, ?4, ?4, ?5) RETURNING id",
        (int(user.0), token_hash(token.as_str()), agent, txn.now.0, int(device.0)),
        |row| number(row, 0).map(SessionId),
    )?
    .ok_or(StoreError::Corrupt("a session without an id"))
}

/// What [`found`] reads, of a session that goes on.
macro_rules! going_on {
    ($which:literal) => {
        concat!(
            "SELECT p.id, p.name, p.picture, p.role, s.id, s.used_at, s.created_at
             FROM session s JOIN person p ON p.id = s.person
             WHERE ",
            $which,
            " = ?1 AND s.used_at > ?2 AND s.created_at > ?3 AND p.banned_at IS NULL"
        )
    };
}

/// The session under this token, if it goes on.
pub(in crate::store) fn find(
    conn: &Connection,
    token: &str,
    now: Timestamp,
) -> Result<Option<Found>, StoreError> {
    let times = (token_hash(token), idle_since(now), began_before(now));
    one(conn, going_on!("s.token_hash"), times, found)
}

/// This session, if it goes on, whatever its token is by now.
pub(in crate::store) fn find_again(
    conn: &Connection,
    session: SessionId,
    now: Timestamp,
) -> Result<Option<Found>, StoreError> {
    let times = (int(session.0), idle_since(now), began_before(now));
    one(conn, going_on!("s.id"), times, found)
}

/// Ends all of a person's sessions, and knows none of their browsers any longer.
pub(in crate::store) fn end_and_forget(txn: &mut Txn<'_>, user: UserId) -> Result<(), StoreError> {
    device::forget(txn, user, None)?;
    end_all(txn, user, None)
}

/// Ends all of a person's sessions but this one, which goes by a new token from now on, and knows
/// none of their browsers but the one that it is in.
pub(in crate::store) fn keep_only(
    txn: &mut Txn<'_>,
    user: UserId,
    session: SessionId,
    token: &Token,
) -> Result<(), StoreError> {
    device::forget(txn, user, Some(session))?;
    renew(txn, user, session, token)?;
    end_all(txn, user, Some(session))
}

/// Lets a session go by a new token from now on; the old one is dead.
pub(in crate::store) fn renew(
    txn: &Txn<'_>,
    user: UserId,
    session: SessionId,
    token: &Token,
) -> Result<(), StoreError> {
    run(
        txn.conn,
        "UPDATE session SET token_hash = ?3 WHERE id = ?1 AND person = ?2",
        (int(session.0), int(user.0), token_hash(token.as_str())),
    )?;
    Ok(())
}

/// Notes that a session is in use.
pub(in crate::store) fn touch(txn: &Txn<'_>, session: SessionId) -> Result<(), StoreError> {
    run(
        txn.conn,
        "UPDATE session SET used_at = max(used_at, ?2) WHERE id = ?1",
        (int(session.0), txn.now.0),
    )?;
    Ok(())
}

/// A person's sessions that go on, the last used first.
pub(in crate::store) fn list(
    conn: &Connection,
    user: UserId,
    now: Timestamp,
) -> Result<Vec<SessionInfo>, StoreError> {
    all(
        conn,
        "SELECT id, agent, created_at, used_at FROM session
         WHERE person = ?1 AND used_at > ?2 AND created_at > ?3
         ORDER BY used_at DESC, id DESC",
        (int(user.0), idle_since(now), began_before(now)),
        info,
    )
}

/// Ends one of a person's sessions.
pub(in crate::store) fn end(
    txn: &mut Txn<'_>,
    user: UserId,
    session: SessionId,
) -> Result<(), StoreError> {
    let ended = run(
        txn.conn,
        "DELETE FROM session WHERE id = ?1 AND person = ?2",
        (int(session.0), int(user.0)),
    )?;
    if ended > 0 {
        audit::note(txn, Deed::SessionEnded, Some(user), None, None, "")?;
        txn.tell(Told::SessionEnded { session });
    }
    Ok(())
}

/// Ends all of a person's sessions but this one.
pub(in crate::store) fn end_all(
    txn: &mut Txn<'_>,
    user: UserId,
    keep: Option<SessionId>,
) -> Result<(), StoreError> {
    // No session has number zero.
    let keep = keep.map_or(0, |session| int(session.0));
    let ended = all(
        txn.conn,
        "DELETE FROM session WHERE person = ?1 AND id <> ?2 RETURNING id",
        (int(user.0), keep),
        |row| number(row, 0).map(SessionId),
    )?;
    for session in ended {
        txn.tell(Told::SessionEnded { session });
    }
    Ok(())
}

fn found(row: &Row<'_>) -> Result<Found, StoreError> {
    let session = SessionId(number(row, 4)?);
    let session_ends = later(time(row, 6)?, Store::SESSION_MAX + CLOCK_STEP);
    let viewer = Viewer { user: person(row, 0)?, role: role(row, 3)?, session, session_ends };
    Ok(Found { viewer, used_at: time(row, 5)? })
}

fn idle_since(now: Timestamp) -> i64 {
    earlier(now, Store::SESSION_IDLE + CLOCK_STEP).0
}

fn began_before(now: Timestamp) -> i64 {
    earlier(now, Store::SESSION_MAX + CLOCK_STEP).0
}

fn info(row: &Row<'_>) -> Result<SessionInfo, StoreError> {
    Ok(SessionInfo {
        id: SessionId(number(row, 0)?),
        agent: text(row, 1)?.to_owned(),
        created_at: time(row, 2)?,
        used_at: time(row, 3)?,
    })
}
