//! A history: a server, browsers, a network and people, from a seed to a verdict. One task drives
//! all of it on a stopped clock; the others are the server's own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hark_protocol::sync::Millis;
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, sleep_until};

use super::agenda::{Agenda, Due};
use super::claims::Claims;
use super::disk::{self, Disk, Template};
use super::forms::Form;
use super::log::Logs;
use super::network::{Line, LineId};
use super::plan::Plan;
use super::random::Random;
use super::server::Server;
use super::tab::{Browser, Tab};

/// How long everybody has, after all is mended, to be done: a dead connection is noticed after 35
/// seconds, the longest wait before a try is 30, and a full disk is asked again after 15.
const PATIENCE: Millis = 180_000;

/// How often it is asked whether everybody is done.
const ASK_EVERY: Millis = 700;

/// All there is.
pub(crate) struct World {
    pub(crate) plan: Plan,
    pub(crate) random: Random,
    pub(crate) agenda: Agenda,
    pub(crate) begin: Instant,
    /// Rings when something was sent or somebody died.
    pub(crate) bell: Arc<Notify>,
    pub(crate) template: &'static Template,
    pub(crate) server: Option<Server>,
    pub(crate) place: TempDir,
    /// How many servers there were.
    pub(crate) servers: u32,
    /// How often an older state was put back.
    pub(crate) restores: u32,
    /// The last copy that somebody made of the directory.
    pub(crate) copy: Disk,
    /// What the next server starts on instead of what is there.
    pub(crate) put_back: Option<Disk>,
    /// A part of the last commit is on the disk that the next server starts on.
    pub(crate) torn: Option<Disk>,
    pub(crate) logs: Logs,
    /// Logs that were lost when an older state was put back.
    pub(crate) past: Vec<BTreeMap<hark_protocol::RoomId, super::log::Log>>,
    pub(crate) browsers: Vec<Browser>,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) lines: BTreeMap<LineId, Line>,
    pub(crate) last_line: u32,
    pub(crate) forms: Vec<Form>,
    pub(crate) claims: Claims,
    pub(crate) acts: u64,
    pub(crate) troubles: u64,
    pub(crate) commit_due: bool,
    pub(crate) dying: bool,
    pub(crate) slow_until: Millis,
    /// Nothing goes wrong any more.
    pub(crate) healed: Option<Millis>,
    pub(crate) done: bool,
    pub(crate) tracing: Tracing,
    /// What happened, if anybody wants to know.
    pub(crate) trace: RefCell<Vec<String>>,
}

/// Whether what happens is written down.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Tracing {
    Off,
    On,
    /// And told at once, so that it is known how far it came.
    Aloud,
}

/// Writes down what happens.
macro_rules! note {
    ($world:expr, $($text:tt)+) => {
        if $world.tracing != $crate::simulation::world::Tracing::Off {
            let line = format!("{:>8} {}", $world.now(), format_args!($($text)+));
            if $world.tracing == $crate::simulation::world::Tracing::Aloud {
                eprintln!("{line}");
            }
            $world.trace.borrow_mut().push(line);
        }
    };
}
pub(crate) use note;

/// Lives the history of this seed to its end. Panics where a promise is broken.
pub(crate) fn live(seed: u64, tracing: Tracing) -> Vec<String> {
    let mut random = Random::new(seed);
    let plan = Plan::new(&mut random);
    let template = disk::template(plan.template);
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async move {
        let mut world = World::new(plan, random, template, tracing);
        world.go_on().await;
        world.judge();
        world.trace.take()
    })
}

impl World {
    fn new(plan: Plan, random: Random, template: &'static Template, tracing: Tracing) -> Self {
        let place = disk::place();
        let directory = place.path().join("0");
        template.disk.write(&directory);
        let mut world = Self {
            plan,
            random,
            agenda: Agenda::default(),
            begin: Instant::now(),
            bell: Arc::default(),
            template,
            server: None,
            place,
            servers: 0,
            restores: 0,
            copy: template.disk.clone(),
            put_back: None,
            torn: None,
            logs: Logs::open(&directory),
            past: Vec::new(),
            browsers: Vec::new(),
            tabs: Vec::new(),
            lines: BTreeMap::new(),
            last_line: 0,
            forms: Vec::new(),
            claims: Claims::default(),
            acts: 0,
            troubles: 0,
            commit_due: false,
            dying: false,
            slow_until: 0,
            healed: None,
            done: false,
            tracing,
            trace: RefCell::default(),
        };
        note!(world, "{:?}", world.plan);
        world.start_server();
        world.open_browsers();
        world.agenda.put(1, Due::Act);
        if world.plan.troubles > 0 {
            let first = world.random.below(world.plan.pause * world.plan.acts);
            world.agenda.put(first, Due::Fault);
        }
        world
    }

    async fn go_on(&mut self) {
        while !self.done {
            self.collect();
            let next = self.begin + Duration::from_millis(self.agenda.next().unwrap_or(0));
            let bell = Arc::clone(&self.bell);
            tokio::select! {
                biased;
                () = bell.notified() => {}
                () = sleep_until(next) => {}
            }
            while let Some(due) = self.agenda.take(self.now()) {
                self.happens(due);
            }
            // The clock moves only when everybody else has nothing more to do.
            sleep(Duration::from_millis(1)).await;
        }
    }

    /// Milliseconds since the history began.
    pub(crate) fn now(&self) -> Millis {
        self.begin.elapsed().as_millis() as Millis
    }

    /// Puts something down for up to so many milliseconds from now.
    pub(crate) fn soon(&mut self, within: Millis, due: Due) {
        let at = self.now() + 1 + self.random.below(within);
        self.agenda.put(at, due);
    }

    /// Sees what the server's tasks have done.
    fn collect(&mut self) {
        self.see_death();
        self.collect_lines();
        self.collect_forms();
        if !self.commit_due && self.server.as_ref().is_some_and(|server| server.waiting() > 0) {
            self.commit_due = true;
            let slow = self.now() < self.slow_until;
            let wait = if slow { self.random.between(500, 12_000) } else { self.plan.disk };
            self.soon(wait, Due::Commit);
        }
    }

    fn happens(&mut self, due: Due) {
        match due {
            Due::Act => self.act(),
            Due::Fault => self.trouble(),
            Due::Commit => self.commit(),
            Due::Kill => self.kill(),
            Due::Stop(number) => self.stop(number),
            Due::Start => self.start_server(),
            Due::Room => self.make_room(),
            Due::Heal => self.heal(),
            Due::Settled => self.ask_whether_settled(),
            Due::Storage(life) => self.stored(life),
            Due::Wake(life, at) => self.wake(life, at),
            Due::Reach(life, generation) => self.reach(life, generation),
            Due::Failed(life, generation) => self.failed_to_open(life, generation),
            Due::Look(life) => self.look(life),
            Due::Rouse(life) => self.rouse(life),
            Due::Opened(line) => self.opened(line),
            Due::Up(line) => self.up(line),
            Due::Down(line) => self.down(line),
            Due::Writable(line) => self.writable(line),
        }
    }

    fn act(&mut self) {
        self.acts += 1;
        if self.acts > self.plan.acts {
            self.soon(1_000, Due::Heal);
            return;
        }
        self.do_something();
        self.soon(self.plan.pause, Due::Act);
    }

    fn commit(&mut self) {
        self.commit_due = false;
        let most = self.random.between(1, self.plan.pace.batch);
        if let Some(server) = &self.server {
            server.commit(most as usize);
        }
    }

    fn ask_whether_settled(&mut self) {
        let healed = self.healed.expect("asked only after it healed");
        match self.unsettled() {
            None => self.done = true,
            Some(what) => {
                assert!(self.now() < healed + PATIENCE, "still not settled: {what}");
                self.agenda.put(self.now() + ASK_EVERY, Due::Settled);
            }
        }
    }

    /// A directory that was not used yet.
    pub(crate) fn next_directory(&mut self) -> PathBuf {
        self.servers += 1;
        self.place.path().join(self.servers.to_string())
    }
}
