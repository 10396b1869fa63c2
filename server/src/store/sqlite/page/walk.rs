//! The walk along a room's rows or a thread's, from one place, either way.

use hark_protocol::{RoomId, Row, Seq};
use rusqlite::Connection;

use super::row::{Authors, read_row};
use crate::store::StoreError;
use crate::store::sqlite::query::{int, one};
use crate::store::sqlite::{reaction, thread};

/// Whose rows.
#[derive(Clone, Copy, Debug)]
pub(in crate::store::sqlite) enum Of {
    /// The room's own.
    Room,
    /// The replies to this message.
    Thread(Seq),
}

/// Which way along the rows. Before and up to go toward the oldest, the others toward the newest.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    Before(Seq),
    UpTo(Seq),
    From(Seq),
    After(Seq),
}

/// The same question of a room's rows and of a thread's, each along its own index.
macro_rules! in_rows {
    ($columns:literal, $end:literal, $limit:literal) => {
        [
            concat!(
                $columns,
                " FROM timeline t INDEXED BY timeline_shown
                  WHERE t.room = ?1 AND t.aside = 0 AND ?3 IS NULL AND t.seq ",
                $end,
                $limit
            ),
            concat!(
                $columns,
                " FROM timeline t INDEXED BY timeline_thread
                  WHERE t.room = ?1 AND t.root = ?3 AND t.seq ",
                $end,
                $limit
            ),
        ]
    };
}

impl Of {
    /// The statement for these rows, and its third value.
    fn choose(self, shown: &'static str, thread: &'static str) -> (&'static str, Option<i64>) {
        match self {
            Self::Room => (shown, None),
            Self::Thread(root) => (thread, Some(int(root.0))),
        }
    }
}

/// The rows on this way, oldest first, and whether there are more. The first comes whatever its
/// length; the rest as far as `text_bytes` go.
pub(super) fn walk(
    conn: &Connection,
    room: RoomId,
    of: Of,
    way: Way,
    limit: usize,
    text_bytes: usize,
) -> Result<(Vec<Row>, bool), StoreError> {
    macro_rules! query {
        ($end:literal) => {
            in_rows!(
                "SELECT t.seq, t.at, t.author, t.client_message_id, t.body, t.revision, t.reacted,
                        t.root, t.aside, t.replies, t.reply_at, t.replied, t.moderated",
                $end,
                " LIMIT ?4"
            )
        };
    }
    let (place, [shown, thread]) = match way {
        Way::Before(place) => (place, query!("< ?2 ORDER BY t.seq DESC")),
        Way::UpTo(place) => (place, query!("<= ?2 ORDER BY t.seq DESC")),
        Way::From(place) => (place, query!(">= ?2 ORDER BY t.seq")),
        Way::After(place) => (place, query!("> ?2 ORDER BY t.seq")),
    };
    let (query, root) = of.choose(shown, thread);
    let mut statement = conn.prepare_cached(query)?;
    let mut found = statement.query((int(room.0), int(place.0), root, limit as i64 + 1))?;
    let (mut rows, mut lengths) = (Vec::with_capacity(limit), Vec::with_capacity(limit));
    let (mut bytes, mut more, mut authors) = (0, false, Authors::default());
    while let Some(row) = found.next()? {
        let (row, length) = read_row(conn, room, row, &mut authors)?;
        bytes += length;
        if rows.len() == limit || (bytes > text_bytes && !rows.is_empty()) {
            more = true;
            break;
        }
        rows.push(row);
        lengths.push(length);
    }
    thread::attach(conn, room, &mut rows)?;
    let reactions = reaction::attach(conn, room, of, &mut rows)?;
    let mut bytes = 0;
    let fits = rows.iter().zip(lengths).take_while(|(row, length)| {
        bytes += length + reactions.get(&row.seq()).unwrap_or(&0);
        bytes <= text_bytes
    });
    let fits = fits.count().max(1);
    more |= fits < rows.len();
    rows.truncate(fits);
    if matches!(way, Way::Before(_) | Way::UpTo(_)) {
        rows.reverse();
    }
    Ok((rows, more))
}

/// Whether there is a row on this way.
pub(super) fn any(conn: &Connection, room: RoomId, of: Of, way: Way) -> Result<bool, StoreError> {
    macro_rules! query {
        ($end:literal) => {
            in_rows!("SELECT 1", $end, " ?2 LIMIT 1")
        };
    }
    let (place, [shown, thread]) = match way {
        Way::Before(place) => (place, query!("<")),
        Way::UpTo(place) => (place, query!("<=")),
        Way::From(place) => (place, query!(">=")),
        Way::After(place) => (place, query!(">")),
    };
    let (query, root) = of.choose(shown, thread);
    Ok(one(conn, query, (int(room.0), int(place.0), root), |_| Ok(()))?.is_some())
}
