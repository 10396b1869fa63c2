//! The identity of this server's logs. When somebody puts an older database back, cursors that
//! browsers hold may point into a history that no longer is. The boot counter in the database and
//! the one beside it then differ, and the logs get a new identity, so that every browser starts
//! afresh. A crash between the two writes below does the same, which is needless and harmless.

use hark_protocol::Epoch;
use rusqlite::{Connection, OptionalExtension as _};

use super::directory::Directory;
use crate::store::OpenError;

/// Counts this opening and says what the logs' identity is from here on.
pub(super) fn begin(conn: &Connection, directory: &Directory) -> Result<Epoch, OpenError> {
    let stored = read(conn)?;
    let (epoch, boots) = match stored {
        Some((epoch, boots)) if directory.boots() == Some(boots) => (epoch, boots),
        Some((_, boots)) => (random()?, boots.max(directory.boots().unwrap_or(0))),
        None => (random()?, 0),
    };
    let boots = boots.saturating_add(1);
    conn.execute(
        "INSERT INTO server (one, epoch, boots) VALUES (1, ?1, ?2)
         ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch, boots = excluded.boots",
        (epoch.0.cast_signed(), boots),
    )?;
    directory.note_boots(boots)?;
    Ok(epoch)
}

/// What the identity is, for those who look on beside the server.
pub(super) fn current(conn: &Connection) -> Result<Epoch, OpenError> {
    Ok(read(conn)?.map(|(epoch, _)| epoch).unwrap_or_default())
}

fn read(conn: &Connection) -> Result<Option<(Epoch, i64)>, OpenError> {
    let row = conn
        .query_row("SELECT epoch, boots FROM server", [], |row| {
            Ok((Epoch(row.get::<_, i64>(0)?.cast_unsigned()), row.get(1)?))
        })
        .optional()?;
    Ok(row)
}

fn random() -> Result<Epoch, OpenError> {
    getrandom::u64().map(Epoch).map_err(OpenError::Random)
}
