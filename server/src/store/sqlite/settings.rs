//! Connections and the settings that Hark's promises rest on. Each is read back: SQLite takes a
//! `journal_mode` it could not set without a word.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use crate::store::OpenError;

/// The oldest SQLite without the fault that lost committed pages when a WAL was reset
/// (3.7.0 to 3.51.2).
const OLDEST_SQLITE: i32 = 3_051_003;

/// Every statement of the store, so that none is prepared twice on one connection.
const STATEMENTS: usize = 256;

const SHARED: [(&str, &str); 9] = [
    ("journal_mode", "wal"),
    // FULL: a commit is on disk when it returns, also through a power cut.
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    // Milliseconds. Only the command line writes beside the server, and never for long.
    ("busy_timeout", "5000"),
    // Mapped pages let a stray write through a pointer reach the file.
    ("mmap_size", "0"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    // What is removed is overwritten.
    ("secure_delete", "1"),
    // The writer decides when; readers never do.
    ("wal_autocheckpoint", "0"),
];

/// What the connection is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Use {
    /// Reading only.
    Read,
    /// Writing too.
    Write,
}

/// Opens a connection with all settings in force.
pub(super) fn connect(database: &Path, purpose: Use) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(OpenError::OldSqlite(rusqlite::version().to_owned()));
    }
    // Each connection is used by one thread at a time, so SQLite need not lock.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(database, flags)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    keep_plans(&conn)?;
    for (name, value) in SHARED {
        set(&conn, name, value)?;
    }
    match purpose {
        Use::Read => set(&conn, "query_only", "1")?,
        // Bytes: what is left of a WAL that once was larger.
        Use::Write => set(&conn, "journal_size_limit", "67108864")?,
    }
    Ok(conn)
}

/// Plans a query once, whatever it is asked with. Without that SQLite prepares a statement anew
/// whenever another value is bound to a parameter that its planner has looked at, which was so for
/// two of three that the store asks (sqlite3_db_config, SQLITE_DBCONFIG_ENABLE_QPSG).
fn keep_plans(conn: &Connection) -> Result<(), OpenError> {
    match conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)? {
        true => Ok(()),
        false => {
            Err(OpenError::Setting { name: "enable_qpsg", wanted: "1".into(), found: "0".into() })
        }
    }
}

fn set(conn: &Connection, name: &'static str, wanted: &str) -> Result<(), OpenError> {
    conn.pragma_update(None, name, wanted)?;
    let found = conn.pragma_query_value(None, name, |row| {
        Ok(match row.get(0)? {
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => text,
            other @ (Value::Null | Value::Real(_) | Value::Blob(_)) => format!("{other:?}"),
        })
    })?;
    if found == wanted {
        Ok(())
    } else {
        Err(OpenError::Setting { name, wanted: wanted.to_owned(), found })
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn all_settings_hold_on_a_file() {
        let temp = tempfile::tempdir().unwrap();
        let database = temp.path().join("hark.db");
        std::fs::File::create(&database).unwrap();
        let writer = connect(&database, Use::Write).unwrap();
        writer.execute_batch("CREATE TABLE t (x)").unwrap();
        let reader = connect(&database, Use::Read).unwrap();
        let refused = reader.execute_batch("INSERT INTO t VALUES (1)").unwrap_err();
        assert!(refused.to_string().contains("readonly"), "{refused}");
    }

    #[test]
    fn a_statement_is_planned_once_whatever_it_is_asked_with() {
        let temp = tempfile::tempdir().unwrap();
        let database = temp.path().join("hark.db");
        std::fs::File::create(&database).unwrap();
        let conn = connect(&database, Use::Write).unwrap();
        conn.execute_batch("CREATE TABLE t (x INTEGER PRIMARY KEY, y)").unwrap();
        let mut statement = conn.prepare("SELECT y FROM t WHERE x > ?1 LIMIT ?2").unwrap();
        for number in 1..5 {
            statement.query_row((number, number), |_| Ok(())).unwrap_err();
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }

    #[test]
    fn a_setting_that_does_not_take_is_an_error() {
        // A database in memory cannot have a WAL; SQLite says nothing of it.
        let conn = Connection::open_in_memory().unwrap();
        match set(&conn, "journal_mode", "wal").unwrap_err() {
            OpenError::Setting { name: "journal_mode", found, .. } => assert_eq!(found, "memory"),
            other => panic!("{other}"),
        }
    }
}
