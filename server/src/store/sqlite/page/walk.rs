//! The walk along a room's rows or a thread's, from one place, either way.

use hark_protocol::{RoomId, Row, Seq};
use rusqlite::Connection;

use super::row::{Authors, read_row};
use crate::store::StoreError;
use crate::store::sqlite::query::{int, one, seq};
use crate::store::sqlite::{reaction, thread};

/// Rows that stand in threads only and that a walk steps over before it goes on by an index that
/// leaves them out. To step over one is cheap, and to look up a row that the index names is not;
/// but a thread may be as long as the room.
const STEPS: usize = 32;

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

impl Way {
    fn is_back(self) -> bool {
        match self {
            Self::Before(_) | Self::UpTo(_) => true,
            Self::From(_) | Self::After(_) => false,
        }
    }

    /// The rest of the way.
    fn beyond(self, place: Seq) -> Self {
        if self.is_back() { Self::Before(place) } else { Self::After(place) }
    }
}

/// Along what.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Along {
    /// The table itself, which has the replies of all threads in it.
    Table,
    /// The index of what is shown in the room.
    Shown,
    /// The index of this thread.
    Thread(Seq),
}

/// The same question along each of them.
macro_rules! in_rows {
    ($along:ident, $columns:literal, $end:literal, $limit:literal) => {
        match $along {
            Along::Table => concat!(
                $columns,
                " FROM timeline t WHERE t.room = ?1 AND ?3 IS NULL AND t.seq ",
                $end,
                $limit
            ),
            Along::Shown => concat!(
                $columns,
                " FROM timeline t INDEXED BY timeline_shown
                  WHERE t.room = ?1 AND t.aside = 0 AND ?3 IS NULL AND t.seq ",
                $end,
                $limit
            ),
            Along::Thread(_) => concat!(
                $columns,
                " FROM timeline t INDEXED BY timeline_thread
                  WHERE t.room = ?1 AND t.root = ?3 AND t.seq ",
                $end,
                $limit
            ),
        }
    };
}

impl Along {
    /// The third value of its statements.
    fn root(self) -> Option<i64> {
        match self {
            Self::Table | Self::Shown => None,
            Self::Thread(root) => Some(int(root.0)),
        }
    }
}

/// Rows as they are found.
#[derive(Debug)]
struct Found {
    limit: usize,
    text_bytes: usize,
    rows: Vec<Row>,
    /// Of their texts, in bytes, and of all of them.
    lengths: Vec<usize>,
    bytes: usize,
    /// There are more than these.
    more: bool,
    authors: Authors,
}

impl Found {
    /// Takes rows until there are enough or no more. Where it stopped before that, because too many
    /// stood in threads only.
    fn take(
        &mut self,
        conn: &Connection,
        room: RoomId,
        along: Along,
        way: Way,
    ) -> Result<Option<Seq>, StoreError> {
        macro_rules! query {
            ($end:literal) => {
                in_rows!(
                    along,
                    "SELECT t.seq, t.at, t.author, t.client_message_id, t.body, t.revision,
                            t.reacted, t.root, t.aside, t.replies, t.reply_at, t.replied,
                            t.moderated",
                    $end,
                    " LIMIT ?4"
                )
            };
        }
        let (place, query) = match way {
            Way::Before(place) => (place, query!("< ?2 ORDER BY t.seq DESC")),
            Way::UpTo(place) => (place, query!("<= ?2 ORDER BY t.seq DESC")),
            Way::From(place) => (place, query!(">= ?2 ORDER BY t.seq")),
            Way::After(place) => (place, query!("> ?2 ORDER BY t.seq")),
        };
        let mut steps = if along == Along::Table { STEPS } else { 0 };
        let most = self.limit - self.rows.len() + 1 + steps;
        let mut statement = conn.prepare_cached(query)?;
        let mut found = statement.query((int(room.0), int(place.0), along.root(), most as i64))?;
        while let Some(row) = found.next()? {
            let to = thread::to(row, 7)?;
            if along == Along::Table && to.is_some_and(|to| !to.in_room) {
                steps -= 1;
                if steps == 0 {
                    return Ok(Some(seq(row, 0)?));
                }
                continue;
            }
            let (row, length) = read_row(conn, room, row, to, &mut self.authors)?;
            self.bytes += length;
            let is_full = self.rows.len() == self.limit;
            if is_full || (self.bytes > self.text_bytes && !self.rows.is_empty()) {
                self.more = true;
                break;
            }
            self.rows.push(row);
            self.lengths.push(length);
        }
        Ok(None)
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
    let mut found = Found {
        limit,
        text_bytes,
        rows: Vec::with_capacity(limit),
        lengths: Vec::with_capacity(limit),
        bytes: 0,
        more: false,
        authors: Authors::default(),
    };
    match of {
        Of::Room => {
            if let Some(place) = found.take(conn, room, Along::Table, way)? {
                found.take(conn, room, Along::Shown, way.beyond(place))?;
            }
        }
        Of::Thread(root) => drop(found.take(conn, room, Along::Thread(root), way)?),
    }
    let Found { mut rows, lengths, mut more, .. } = found;
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
    if way.is_back() {
        rows.reverse();
    }
    Ok((rows, more))
}

/// Whether there is a row on this way.
pub(super) fn any(conn: &Connection, room: RoomId, of: Of, way: Way) -> Result<bool, StoreError> {
    let along = match of {
        Of::Room => Along::Shown,
        Of::Thread(root) => Along::Thread(root),
    };
    macro_rules! query {
        ($end:literal) => {
            in_rows!(along, "SELECT 1", $end, " ?2 LIMIT 1")
        };
    }
    let (place, query) = match way {
        Way::Before(place) => (place, query!("<")),
        Way::UpTo(place) => (place, query!("<=")),
        Way::From(place) => (place, query!(">=")),
        Way::After(place) => (place, query!(">")),
    };
    Ok(one(conn, query, (int(room.0), int(place.0), along.root()), |_| Ok(()))?.is_some())
}
