//! Searching messages.

use hark_protocol::query::{Date, Query};
use hark_protocol::{Body, Person, RoomId, Seq, Timestamp, UserId};

use super::{Store, StoreError, sqlite};

/// A message that was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hit {
    /// Its place among all that can be found. Greater is newer; it stays the same.
    pub place: i64,
    /// The room it is in.
    pub room: RoomId,
    /// What that room is called for the one who asks.
    pub room_name: String,
    /// Its number there.
    pub seq: Seq,
    /// When it was posted.
    pub at: Timestamp,
    /// By whom.
    pub author: Person,
    /// Its text as it stands now.
    pub body: Body,
}

/// What was found, newest first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Hits {
    /// At most [`Hits::PAGE`].
    pub hits: Vec<Hit>,
    /// There are older ones.
    pub more: bool,
    /// Names after `from:` and `in:` that nobody and no room of the viewer's has.
    pub unknown: Vec<Unknown>,
    /// The one room that was asked for, if it was one.
    pub room: Option<(RoomId, String)>,
    /// What was asked needs every text to be looked at, and only the newest
    /// [`Hits::NEWEST`] messages were.
    pub newest_only: bool,
    /// Some of what was written last is not in the index yet.
    pub behind: bool,
}

impl Hits {
    /// Messages on one page.
    pub const PAGE: usize = 20;

    /// Messages that are looked at where the index cannot tell: some 20 milliseconds of work.
    pub const NEWEST: usize = 20_000;
}

/// A name that leads nowhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Unknown {
    /// Nobody is called so.
    Person(String),
    /// No room that the viewer is in is called so.
    Room(String),
}

impl Store {
    /// The messages in rooms this person is a member of now that answer the query, older than
    /// `before` where that is given. `begins` says when a day begins for them. Longer than other
    /// reads: it gets a thread of its own.
    pub async fn search(
        &self,
        user: UserId,
        query: &Query,
        before: Option<i64>,
        begins: impl Fn(Date) -> Timestamp + Send + 'static,
    ) -> Result<Hits, StoreError> {
        let (store, query) = (self.clone(), query.clone());
        let search =
            move || store.read(|conn| sqlite::search::search(conn, user, &query, before, &begins));
        tokio::task::spawn_blocking(search).await.unwrap_or(Err(StoreError::Closed))
    }
}
