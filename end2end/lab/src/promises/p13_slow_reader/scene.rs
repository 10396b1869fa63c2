//! A busy room: people who talk, people who read, and people who will stop reading.

use std::sync::Arc;
use std::time::{Duration, Instant};

use hark_protocol::RoomId;
use hark_protocol::sync::Client;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{interval, sleep};

use super::readers::{Readers, Times};
use crate::Failure;
use crate::http::Visitor;
use crate::promise::Trial;
use crate::report::Report;
use crate::simclient::{Habits, Tab};
use crate::town::Town;

/// Readers that may stop reading, each somebody else.
pub(super) const STALLING: usize = 100;
/// Readers that never do: so many people with so many connections each.
const READING: usize = 10;
const CONNECTIONS_EACH: usize = 10;
/// Who talks, and how much all of them together.
const TALKING: usize = 8;
const SENDS_PER_SECOND: u32 = 200;
/// What a message says behind its time: two lines on a screen.
const WORDS: &str = "and so it goes on, from one to the other and back again, as it does where \
                     many people have much to say to each other and nobody wants to be the one \
                     who stops.";
/// What the system keeps of what is not read, in bytes.
const RECEIVE_BUFFER: u32 = 4096;
/// How often the server's memory is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// Who was not let go by then never will be.
const NEVER: Duration = Duration::from_secs(60);
/// Something is stuck when it takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The room with everybody in it.
pub(super) struct Scene {
    pub(super) town: Town,
    pub(super) room: RoomId,
    pub(super) readers: Arc<Readers>,
    pub(super) stalling: Vec<Tab>,
    /// Sees who is here.
    observer: Tab,
    silence: watch::Sender<bool>,
    talk: Option<JoinHandle<Result<Vec<Tab>, Failure>>>,
}

/// What became of those who did not read.
pub(super) struct Stall {
    /// When the last of them was let go.
    pub(super) closed: Duration,
    /// How much the server's memory grew until then, at the most.
    pub(super) grown_kib: u64,
}

impl Scene {
    /// Gathers everybody and lets them talk.
    pub(super) async fn found(trial: &Trial) -> Result<Self, Failure> {
        let mut launch = trial.launch()?;
        // It says of every connection why it ended.
        launch.environment.push(("RUST_LOG".into(), "warn,hark_server::socket=debug".into()));
        let town = Town::found(launch, 1 + TALKING + READING + STALLING, 1).await?;
        let room = town.rooms[0];
        let address = town.server()?.address();
        let (talkers, others) = town.people[1..].split_at(TALKING);
        let (readers, sleepers) = others.split_at(READING);
        let visitors: Vec<Visitor> = readers
            .iter()
            .flat_map(|reader| std::iter::repeat_n(reader.visitor.clone(), CONNECTIONS_EACH))
            .collect();
        let readers = Arc::new(Readers::gather(&visitors, room));
        let seed = |number: u64| trial.seed.rotate_left(13) ^ number;
        let mut talking = Vec::with_capacity(TALKING);
        for (number, who) in (0..).zip(talkers) {
            talking.push(Tab::open(who, room, Habits::by_way_of(address, seed(number))).await?);
        }
        let mut stalling = Vec::with_capacity(STALLING);
        for (number, who) in (1_000..).zip(sleepers) {
            let habits = Habits {
                receive_buffer: Some(RECEIVE_BUFFER),
                ..Habits::by_way_of(address, seed(number))
            };
            stalling.push(Tab::open(who, room, habits).await?);
        }
        let observer = Tab::open(&town.people[0], room, Habits::by_way_of(address, seed(99)));
        let observer = observer.await?;
        let (silence, silent) = watch::channel(false);
        let talk = Some(tokio::spawn(talk(talking, Arc::clone(&readers), room, silent)));
        let scene = Self { town, room, readers, stalling, observer, silence, talk };
        if !scene.until_here(scene.town.people.len()).await? {
            return Err(Failure("not everybody is said to be here".into()));
        }
        Ok(scene)
    }

    /// From now on times count.
    pub(super) fn begin_window(&self) {
        drop(self.readers.take());
    }

    /// The times of the window.
    pub(super) fn end_window(&self) -> Times {
        self.readers.take()
    }

    /// So many stop reading, until the server has let them go.
    pub(super) async fn stall(&mut self, count: usize) -> Result<Stall, Failure> {
        let memory =
            |scene: &Self| scene.town.server()?.memory_kib("RssAnon").ok_or_else(no_memory);
        let before = memory(self)?;
        for tab in &self.stalling[..count] {
            tab.stall(true);
        }
        let begun = Instant::now();
        let left = self.town.people.len() - count;
        let mut peak = before;
        while self.here().await? != left && begun.elapsed() < NEVER {
            sleep(LOOK_EVERY).await;
            peak = peak.max(memory(self)?);
        }
        Ok(Stall { closed: begun.elapsed(), grown_kib: peak - before })
    }

    /// They read again, and get what they missed.
    pub(super) async fn read_again(
        &mut self,
        count: usize,
        report: &mut Report,
    ) -> Result<(), Failure> {
        for tab in &self.stalling[..count] {
            tab.stall(false);
        }
        let here = self.until_here(self.town.people.len()).await?;
        report.require(here, || "not everybody who had stalled came back".into());
        let page = self.town.people[0].visitor.chat_page(self.room).await?;
        let head = vec![(self.room, page.open.summary.cursor.seq)];
        for tab in &self.stalling[..count] {
            let there = tab.until_caught_up(head.clone(), PATIENCE).await?;
            report.require(there, || "somebody who had stalled did not catch up".into());
        }
        Ok(())
    }

    /// Nobody talks any more. Those who did.
    pub(super) async fn fall_silent(&mut self) -> Result<Vec<Tab>, Failure> {
        self.silence.send_replace(true);
        let talk = self.talk.take().ok_or_else(|| Failure("nobody talked".into()))?;
        talk.await.map_err(|error| Failure::of("talking", error))?
    }

    /// How many people are said to be here.
    async fn here(&self) -> Result<usize, Failure> {
        let room = self.room;
        let count = move |client: &Client| client.here(room).map_or(0, |here| here.count as usize);
        self.observer.look(move |client, _| count(client)).await
    }

    /// Waits until so many people are said to be here. Whether it became so in time.
    async fn until_here(&self, count: usize) -> Result<bool, Failure> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.here().await? == count {
                return Ok(true);
            }
            sleep(LOOK_EVERY).await;
        }
        Ok(false)
    }
}

async fn talk(
    mut talking: Vec<Tab>,
    readers: Arc<Readers>,
    room: RoomId,
    silent: watch::Receiver<bool>,
) -> Result<Vec<Tab>, Failure> {
    let mut pace = interval(Duration::from_secs(1) / SENDS_PER_SECOND);
    for number in 0.. {
        pace.tick().await;
        // Also where the scene was left by a failure.
        if *silent.borrow() || silent.has_changed().is_err() {
            break;
        }
        talking[number % TALKING].send(room, &format!("{} {WORDS}", readers.stamp()))?;
    }
    Ok(talking)
}

fn no_memory() -> Failure {
    Failure("the server's memory cannot be read".into())
}
