//! People who only read, and how long each message takes from its sending to their screens.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use hark_protocol::{ClientFrame, EventKind, List, RoomId, ServerFrame, VERSION};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::http::Visitor;
use crate::simclient::{Heard, Raw};

/// Times from sending to showing.
#[derive(Clone, Debug, Default)]
pub(super) struct Times(Vec<Duration>);

impl Times {
    pub(super) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that all but one of a hundred kept to.
    pub(super) fn p99(&self) -> Duration {
        let mut times = self.0.clone();
        times.sort_unstable();
        times.get(times.len() * 99 / 100).copied().unwrap_or_default()
    }
}

/// Readers at their screens. Dropping it sends them home.
#[derive(Debug)]
pub(super) struct Readers {
    book: Arc<Book>,
    places: Vec<Arc<AtomicU64>>,
    _reading: JoinSet<()>,
}

/// What they note together.
#[derive(Debug)]
struct Book {
    since: Instant,
    times: Mutex<Vec<Duration>>,
    /// What nobody here may see.
    complaints: Mutex<Vec<String>>,
}

impl Readers {
    /// One for each of these sessions.
    pub(super) fn gather(visitors: &[Visitor], room: RoomId) -> Self {
        let (times, complaints) = (Mutex::default(), Mutex::default());
        let book = Arc::new(Book { since: Instant::now(), times, complaints });
        let mut reading = JoinSet::new();
        let mut places = Vec::with_capacity(visitors.len());
        for visitor in visitors {
            let place = Arc::<AtomicU64>::default();
            places.push(Arc::clone(&place));
            let (visitor, book) = (visitor.clone(), Arc::clone(&book));
            reading.spawn(async move {
                let Err(error) = read(&visitor, room, &place, &book).await else { return };
                open(&book.complaints).push(format!("a reader was cut off: {error}"));
            });
        }
        Self { book, places, _reading: reading }
    }

    /// What a message says that is sent now.
    pub(super) fn stamp(&self) -> u128 {
        self.book.since.elapsed().as_micros()
    }

    /// The times since this was last asked.
    pub(super) fn take(&self) -> Times {
        Times(std::mem::take(&mut *open(&self.book.times)))
    }

    /// What went wrong so far.
    pub(super) fn complaints(&self) -> Vec<String> {
        open(&self.book.complaints).clone()
    }

    /// Waits until all have read up to here. How many have not, when patience ends.
    pub(super) async fn behind(&self, head: u64, patience: Duration) -> usize {
        let begun = Instant::now();
        loop {
            let behind = |place: &&Arc<AtomicU64>| place.load(Ordering::Relaxed) < head;
            let count = self.places.iter().filter(behind).count();
            if count == 0 || begun.elapsed() > patience {
                return count;
            }
            sleep(Duration::from_millis(10)).await;
        }
    }
}

/// Reads until the connection ends, which it should not.
async fn read(visitor: &Visitor, room: RoomId, at: &AtomicU64, book: &Book) -> io::Result<()> {
    let mut raw = Raw::open(visitor.server, None, visitor).await?;
    let rooms = List::default();
    raw.say(&ClientFrame::Hello { version: VERSION, rooms, open: Some(room) }).await?;
    loop {
        match raw.hear().await? {
            Heard::Frame(ServerFrame::Event { room: of, event }) if of == room => {
                let before = at.swap(event.seq.0, Ordering::Relaxed);
                if before != 0 && before + 1 != event.seq.0 {
                    let complaint = format!("a reader went from {before} to {}", event.seq);
                    open(&book.complaints).push(complaint);
                }
                if let Some(EventKind::MessagePosted { body: Some(body), .. }) = event.kind {
                    let stamp = body.as_str().split(' ').next().and_then(|it| it.parse().ok());
                    let sent = Duration::from_micros(stamp.unwrap_or_default());
                    open(&book.times).push(book.since.elapsed().saturating_sub(sent));
                }
            }
            Heard::Frame(ServerFrame::Ping) => raw.say(&ClientFrame::Pong).await?,
            Heard::Frame(_) => {}
            Heard::Closed(code) => return Err(io::Error::other(format!("closed with {code}"))),
        }
    }
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
