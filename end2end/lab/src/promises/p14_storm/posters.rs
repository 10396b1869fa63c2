//! People who are not part of the storm: each posts at an even pace and times the answers. They are
//! many and slow, as people are; few and fast ones would measure how they queue behind themselves.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, List, RoomId, ServerFrame, VERSION,
};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use crate::simclient::{Heard, Raw};
use crate::town::Citizen;

/// How often each of them posts.
const EVERY: Duration = Duration::from_secs(1);

/// Each so-manieth message goes to the room where everybody is.
const TO_ALL_EVERY: u32 = 40;

/// How long they wait before they try again where there is no server.
const AGAIN: Duration = Duration::from_millis(100);

/// An answer that takes longer does not come.
const NEVER: Duration = Duration::from_secs(30);

/// People who post. Dropping it sends them home.
#[derive(Debug)]
pub(super) struct Posters {
    book: Arc<Book>,
    _running: JoinSet<()>,
}

/// What they noted.
#[derive(Debug, Default)]
struct Book {
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    sent: u64,
    acked: Vec<ClientMessageId>,
    times: Vec<Duration>,
}

impl Posters {
    /// They post where they sit, and now and then to everybody.
    pub(super) fn start(people: &[(Citizen, RoomId)], everybody: RoomId) -> Self {
        let book = Arc::<Book>::default();
        let mut running = JoinSet::new();
        for (number, (who, desk)) in (1_u32..).zip(people) {
            let (who, desk, book) = (who.clone(), *desk, Arc::clone(&book));
            // Evenly spread over the time between two of one's own.
            let first = EVERY.mul_f64(f64::from(number) / people.len() as f64);
            let mut poster = Poster { who, number: number.into(), desk, everybody, count: 0, book };
            running.spawn(async move {
                sleep(first).await;
                loop {
                    // Who is cut off comes back at once: the others' storm is what is measured.
                    let _ = poster.post().await;
                    sleep(AGAIN).await;
                }
            });
        }
        Self { book, _running: running }
    }

    /// The times since this was last asked, the shortest first.
    pub(super) fn take(&self) -> Vec<Duration> {
        let mut times = std::mem::take(&mut self.book.open().times);
        times.sort_unstable();
        times
    }

    /// How many messages they sent so far, and which the server said it had stored.
    pub(super) fn all(&self) -> (u64, Vec<ClientMessageId>) {
        let pages = self.book.open();
        (pages.sent, pages.acked.clone())
    }
}

impl Book {
    fn open(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Poster {
    who: Citizen,
    number: u128,
    desk: RoomId,
    everybody: RoomId,
    /// Messages so far.
    count: u32,
    book: Arc<Book>,
}

impl Poster {
    /// Posts until the connection ends.
    async fn post(&mut self) -> io::Result<()> {
        let mut raw = Raw::open(self.who.visitor.server, None, &self.who.visitor).await?;
        let hello = ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None };
        raw.say(&hello).await?;
        while !matches!(raw.hear().await?, Heard::Frame(ServerFrame::Live)) {}
        let mut due = Instant::now();
        loop {
            due += EVERY;
            // Events of others and pings come between.
            while let Ok(heard) = timeout_at(due, raw.hear()).await {
                answer(&mut raw, heard?).await?;
            }
            self.count += 1;
            let id = CommandId(self.count);
            let message =
                ClientMessageId((u128::from(self.count) << 8 | self.number).to_be_bytes());
            let to_all = self.count.is_multiple_of(TO_ALL_EVERY);
            let room = if to_all { self.everybody } else { self.desk };
            let body = Body::parse("Is anybody there?").map_err(|_| io::ErrorKind::InvalidInput)?;
            let command = Command::Post { room, client_message_id: message, body, to: None };
            self.book.open().sent += 1;
            raw.say(&ClientFrame::Command { id, command }).await?;
            let stored = loop {
                match timeout(NEVER, raw.hear()).await? {
                    Ok(Heard::Frame(ServerFrame::Reply { id: of, result })) if of == id => {
                        break result.is_ok();
                    }
                    other => answer(&mut raw, other?).await?,
                }
            };
            let mut pages = self.book.open();
            // From when it should have been sent: a late answer delays what comes after it too. A
            // refusal counts as an answer that never came.
            pages.times.push(if stored { due.elapsed() } else { NEVER });
            if stored {
                pages.acked.push(message);
            }
        }
    }
}

async fn answer(raw: &mut Raw, heard: Heard) -> io::Result<()> {
    match heard {
        Heard::Frame(ServerFrame::Ping) => raw.say(&ClientFrame::Pong).await,
        Heard::Frame(_) => Ok(()),
        Heard::Closed(_) => Err(io::ErrorKind::ConnectionReset.into()),
    }
}
