//! Brings a database's schema up to date. Migrations only ever go forward, and one that was applied
//! is never changed: its checksum is kept.

use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest as _, Sha256};

use crate::store::OpenError;

/// All migrations, in order. The schema's version, SQLite's `user_version`, is how many of them
/// were applied.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/0001_first_light.sql"),
    include_str!("../../../migrations/0002_search.sql"),
    include_str!("../../../migrations/0003_reactions.sql"),
    include_str!("../../../migrations/0004_direct_rooms.sql"),
    include_str!("../../../migrations/0005_pins.sql"),
    include_str!("../../../migrations/0006_mentions.sql"),
    include_str!("../../../migrations/0007_levels.sql"),
    include_str!("../../../migrations/0008_threads.sql"),
    include_str!("../../../migrations/0009_set_back.sql"),
    include_str!("../../../migrations/0010_pictures.sql"),
    include_str!("../../../migrations/0011_followed_threads.sql"),
    include_str!("../../../migrations/0012_about.sql"),
    include_str!("../../../migrations/0013_seen.sql"),
    include_str!("../../../migrations/0014_receipts.sql"),
    include_str!("../../../migrations/0015_roles.sql"),
    include_str!("../../../migrations/0016_bans.sql"),
    include_str!("../../../migrations/0017_audit.sql"),
    include_str!("../../../migrations/0018_moderated.sql"),
    include_str!("../../../migrations/0019_reports.sql"),
    include_str!("../../../migrations/0020_devices.sql"),
    include_str!("../../../migrations/0021_second_steps.sql"),
    include_str!("../../../migrations/0022_slow_mode.sql"),
    include_str!("../../../migrations/0023_passkeys.sql"),
];

/// Checks what was applied and applies the rest, each in a transaction of its own.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), OpenError> {
    apply(conn, MIGRATIONS)
}

/// Checks that there is nothing to apply.
pub(super) fn check(conn: &Connection) -> Result<(), OpenError> {
    let found = version(conn)?;
    let known = newest(MIGRATIONS);
    if found > known {
        Err(OpenError::TooNew { found, known })
    } else if found < known {
        Err(OpenError::TooOld { found, known })
    } else {
        Ok(())
    }
}

fn apply(conn: &mut Connection, migrations: &[&str]) -> Result<(), OpenError> {
    let found = version(conn)?;
    let known = newest(migrations);
    if found > known {
        return Err(OpenError::TooNew { found, known });
    }
    conn.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration (
             version  INTEGER PRIMARY KEY,
             checksum BLOB NOT NULL
         ) STRICT",
    )?;
    for (version, sql) in (1..).zip(migrations) {
        let checksum: [u8; 32] = Sha256::digest(sql).into();
        if version <= found {
            let applied: [u8; 32] = conn.query_row(
                "SELECT checksum FROM migration WHERE version = ?1",
                [version],
                |row| row.get(0),
            )?;
            if applied != checksum {
                return Err(OpenError::MigrationChanged(version));
            }
        } else {
            let txn = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            txn.execute_batch(sql)?;
            txn.execute("INSERT INTO migration VALUES (?1, ?2)", (version, checksum))?;
            txn.pragma_update(None, "user_version", version)?;
            txn.commit()?;
        }
    }
    Ok(())
}

fn version(conn: &Connection) -> Result<u32, OpenError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn newest(migrations: &[&str]) -> u32 {
    u32::try_from(migrations.len()).expect("migrations are written by hand")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "CREATE TABLE kettle (water INTEGER)";
    const SECOND: &str = "ALTER TABLE kettle ADD COLUMN tea TEXT";

    #[test]
    fn they_are_applied_once_and_in_order() {
        let mut conn = Connection::open_in_memory().unwrap();
        apply(&mut conn, &[FIRST]).unwrap();
        apply(&mut conn, &[FIRST, SECOND]).unwrap();
        apply(&mut conn, &[FIRST, SECOND]).unwrap();
        conn.execute("INSERT INTO kettle VALUES (1, 'green')", []).unwrap();
    }

    #[test]
    fn a_failing_one_leaves_nothing() {
        let mut conn = Connection::open_in_memory().unwrap();
        let broken = "CREATE TABLE pot (x); CREATE TABLE pot (x)";
        apply(&mut conn, &[FIRST, broken]).unwrap_err();
        assert_eq!(version(&conn).unwrap(), 1);
        apply(&mut conn, &[FIRST, "CREATE TABLE pot (x)"]).unwrap();
    }

    #[test]
    fn a_newer_database_and_a_changed_migration_are_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        apply(&mut conn, &[FIRST, SECOND]).unwrap();
        let newer = apply(&mut conn, &[FIRST]).unwrap_err();
        assert!(matches!(newer, OpenError::TooNew { found: 2, known: 1 }));
        let changed = apply(&mut conn, &["CREATE TABLE kettle (wine)", SECOND]).unwrap_err();
        assert!(matches!(changed, OpenError::MigrationChanged(1)));
    }
}
