//! One life of a server's process: the real store, hub, presence and connections, with a writer
//! that commits when the history says so, and can die at any point of that.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock};

use futures::FutureExt;
use hark_protocol::Timestamp;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::disk::{BEGIN, Disk};
use super::plan::Plan;
use super::random::Random;
use super::wire::Wire;
use crate::app::App;
use crate::assets::Assets;
use crate::config::Config;
use crate::door::{Halfway, Tries};
use crate::hub::{Hub, RingSize};
use crate::kept::Kept;
use crate::passkeys::Questions;
use crate::passwords::Passwords;
use crate::pictures::Pictures;
use crate::presence::Presence;
use crate::rates::Pacing;
use crate::socket;
use crate::store::{Clock, Hand, Options, Store, Told};

/// A server's process.
pub(crate) struct Server {
    pub(crate) app: App,
    hand: Rc<RefCell<Hand>>,
    fate: Arc<Mutex<Fate>>,
    directory: PathBuf,
    background: [JoinHandle<()>; 2],
}

/// When the process dies, within the next commit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Death {
    /// It is on disk, and nobody was told.
    BeforeTelling,
    /// Everybody was told, and nobody was answered.
    AfterTelling,
}

/// What is to become of a process.
#[derive(Debug)]
struct Fate {
    directory: PathBuf,
    plan: Option<Death>,
    /// What was on disk when it died.
    left: Option<Disk>,
    bell: Arc<Notify>,
}

/// How a server's machine behaves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// The writer commits right after a read, as a thread of its own may: once in so many reads.
    pub(crate) between: u64,
    /// The most writes of one commit.
    pub(crate) batch: u64,
}

impl Server {
    /// Starts on what is in this directory. Call it inside the runtime.
    pub(crate) fn start(
        directory: &Path,
        clock: Clock,
        plan: &Plan,
        random: Random,
        bell: &Arc<Notify>,
    ) -> Self {
        let hub = Hub::with_ring(RingSize { events: plan.ring, ..RingSize::default() });
        let (directory, bell) = (directory.to_owned(), Arc::clone(bell));
        let fate = Fate { directory: directory.clone(), plan: None, left: None, bell };
        let fate = Arc::new(Mutex::new(fate));
        let options = options(&hub, &fate, clock);
        let (store, hand) = Store::by_hand(&directory, options).unwrap();
        let hand = Rc::new(RefCell::new(hand));
        let config = Config::on_free_port(&directory);
        let app = App {
            store,
            presence: Presence::new(hub.clone()),
            hub,
            passwords: passwords(),
            pictures: Pictures::default(),
            tries: Tries::new(config.failed_sign_ins),
            halfway: Halfway::default(),
            questions: Questions::default(),
            pacing: Pacing::new(plan.rates),
            assets: assets(),
            kept: Kept::default(),
            config: Arc::new(config),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        };
        let background = [
            tokio::spawn(app.presence.clone().run(app.stop.clone())),
            tokio::spawn(app.hub.clone().bring()),
        ];
        let server = Self { app, hand, fate, directory, background };
        server.work_between_reads(plan.pace, random);
        server
    }

    /// What other threads do meanwhile: commits come between any two reads.
    fn work_between_reads(&self, pace: Pace, mut random: Random) {
        let (hand, fate) = (Rc::clone(&self.hand), Arc::clone(&self.fate));
        let between = move || {
            let alive = fate.lock().unwrap().left.is_none();
            if alive
                && random.one_in(pace.between)
                && let Ok(mut hand) = hand.try_borrow_mut()
            {
                hand.commit(random.between(1, pace.batch) as usize);
            }
        };
        Store::between_reads(Some(Box::new(between)));
    }

    /// Serves a new connection, if the viewer's session is good.
    pub(crate) fn connect(&self, token: &str, wire: &Wire) -> Option<JoinHandle<()>> {
        let viewer = self.app.store.viewer(token).now_or_never().expect("reads do not wait");
        let viewer = viewer.ok().flatten()?;
        let registration = self.app.hub.register(&viewer).ok()?;
        let app = self.app.clone();
        Some(tokio::spawn(socket::serve(app, viewer, registration, wire.inside())))
    }

    /// How many writes wait for the disk.
    pub(crate) fn waiting(&self) -> usize {
        self.hand.borrow_mut().waiting()
    }

    /// Brings some of them to disk.
    pub(crate) fn commit(&self, most: usize) {
        if !self.is_dead() {
            self.hand.borrow_mut().commit(most);
        }
    }

    /// The next commit fails, as if the disk did not take it.
    pub(crate) fn fail(&self) {
        self.hand.borrow_mut().fail();
    }

    /// The disk has room for so many pages, or for all.
    pub(crate) fn limit(&self, pages: Option<i64>) {
        self.hand.borrow_mut().limit(pages);
    }

    /// The process dies within its next commit.
    pub(crate) fn doom(&self, death: Death) {
        self.fate.lock().unwrap().plan = Some(death);
    }

    /// The process dies now.
    pub(crate) fn die(&self) {
        self.fate.lock().unwrap().die();
    }

    /// What is on disk.
    pub(crate) fn disk(&self) -> Disk {
        Disk::read(&self.directory)
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.fate.lock().unwrap().left.is_some()
    }

    /// What it left on disk, if it died; asked once.
    pub(crate) fn left(&self) -> Option<Disk> {
        self.fate.lock().unwrap().left.clone()
    }

    /// Nothing of the process remains.
    pub(crate) fn bury(self) {
        Store::between_reads(None);
        self.background.iter().for_each(JoinHandle::abort);
    }
}

impl Fate {
    fn die(&mut self) {
        if self.left.is_none() {
            self.left = Some(Disk::read(&self.directory));
            self.bell.notify_one();
        }
    }

    /// Whether it dies here.
    fn meets(&mut self, death: Death) {
        if self.plan == Some(death) {
            self.die();
        }
    }
}

/// The clock of a server's machine, which may be wrong by some hours.
pub(crate) fn clock(begin: Instant, hours: i64) -> Clock {
    Clock::new(move || {
        let passed = begin.elapsed().as_millis() as i64;
        Timestamp(BEGIN.0 + hours * 3_600_000 + passed)
    })
}

fn options(hub: &Hub, fate: &Arc<Mutex<Fate>>, clock: Clock) -> Options {
    let (hub, dying) = (hub.clone(), Arc::clone(fate));
    let mut options = Options::new(move |told: Vec<Told>| {
        dying.lock().unwrap().meets(Death::BeforeTelling);
        if dying.lock().unwrap().left.is_none() {
            hub.publish(told);
        }
        dying.lock().unwrap().meets(Death::AfterTelling);
    });
    let broken = Arc::clone(fate);
    options.broken = Box::new(move || broken.lock().unwrap().die());
    options.clock = clock;
    options
}

/// Nobody signs in with a password here, and the threads for that are not for each history.
fn passwords() -> Passwords {
    static PASSWORDS: OnceLock<Passwords> = OnceLock::new();
    PASSWORDS.get_or_init(Passwords::start).clone()
}

fn assets() -> Assets {
    static ASSETS: OnceLock<Assets> = OnceLock::new();
    ASSETS.get_or_init(|| Assets::load(None).unwrap()).clone()
}
