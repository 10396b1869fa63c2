//! What is measured while a storm lasts: how long the others' posts take, and the server's memory.

use std::collections::HashSet;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::posters::Posters;
use super::town::StormTown;
use crate::Failure;
use crate::oracle::Stored;
use crate::promise::Trial;
use crate::report::Report;

/// How often the server's memory is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// How long a server that has all its connections takes to come to rest.
const REST: Duration = Duration::from_secs(2);

/// Measures storms, one after the other.
#[derive(Debug)]
pub(super) struct Gauge {
    posters: Posters,
    server: Arc<AtomicU32>,
    peak_kib: Arc<AtomicU64>,
    looking: JoinHandle<()>,
    steady_kib: u64,
    /// The most that a post of somebody who stayed may take, of a hundred but the one slowest.
    late: Duration,
}

impl Gauge {
    /// Lets people post from now on.
    pub(super) fn start(trial: &Trial, town: &StormTown) -> Result<Self, Failure> {
        let posters = Posters::start(&town.posters, town.square());
        let server = Arc::new(AtomicU32::new(town.server()?.id()));
        let peak_kib = Arc::new(AtomicU64::new(0));
        let (process, peak) = (Arc::clone(&server), Arc::clone(&peak_kib));
        let looking = tokio::spawn(async move {
            loop {
                // While it is down there is nothing to see.
                if let Some(kib) = resident_kib(process.load(Ordering::Relaxed)) {
                    peak.fetch_max(kib, Ordering::Relaxed);
                }
                sleep(LOOK_EVERY).await;
            }
        });
        // With every change there are other programs on the machine.
        let late = trial.sized(Duration::from_secs(5), Duration::from_millis(500));
        Ok(Self { posters, server, peak_kib, looking, steady_kib: 0, late })
    }

    /// All is quiet and everybody is connected: this is what the next storms are compared with.
    pub(super) async fn rest(&mut self, town: &StormTown) -> Result<(), Failure> {
        sleep(REST).await;
        self.follow(town)?;
        self.steady_kib = resident_kib(self.server.load(Ordering::Relaxed)).unwrap_or_default();
        Ok(())
    }

    /// A storm begins.
    pub(super) fn begin(&self) {
        self.posters.take();
        self.peak_kib.store(0, Ordering::Relaxed);
    }

    /// The server is another process now.
    pub(super) fn follow(&self, town: &StormTown) -> Result<(), Failure> {
        self.server.store(town.server()?.id(), Ordering::Relaxed);
        Ok(())
    }

    /// All storms are over: what was acked during them is stored, in one order.
    pub(super) fn finish(self, town: &StormTown, report: &mut Report) -> Result<(), Failure> {
        // One that is answered while this is read was stored before.
        let (sent, acked) = self.posters.all();
        let stored = Stored::read(&town.server()?.database())?;
        stored.hold_contiguous(report);
        let messages = stored.messages().count() as u64;
        let found: HashSet<&str> = stored.messages().map(|message| message.id).collect();
        report.sent += sent;
        report.acked += acked.len() as u64;
        report.duplicated += messages - found.len() as u64;
        let lost = acked.iter().filter(|id| !found.contains(id.to_string().as_str()));
        report.lost += lost.count() as u64;
        Ok(())
    }

    /// A storm has ended: notes what it was like, and holds the bars.
    pub(super) fn end(&self, storm: &str, report: &mut Report) {
        let p99 = self.end_of_crowd(storm, report);
        report.require(p99 <= self.late, || {
            format!("{storm}: of a hundred posts all but one took up to {p99:?}")
        });
    }

    /// Likewise where the posters were cut off with all the others and came back among them: how
    /// long their posts took is noted and no more. Of a hundred all but the slowest took so long.
    pub(super) fn end_of_crowd(&self, storm: &str, report: &mut Report) -> Duration {
        let times = self.posters.take();
        let p99 = times.get(times.len() * 99 / 100).copied().unwrap_or(Duration::MAX);
        report.measure(&format!("{storm}_post_p99_ms"), millis(p99));
        let peak = self.peak_kib.load(Ordering::Relaxed);
        let percent = peak * 100 / self.steady_kib.max(1);
        report.measure(&format!("{storm}_memory_percent"), percent);
        report.require(percent <= 150, || {
            format!("{storm}: {peak} KiB where {} are usual", self.steady_kib)
        });
        p99
    }
}

impl Drop for Gauge {
    fn drop(&mut self) {
        self.looking.abort();
    }
}

/// Notes how long it took until everybody was back.
pub(super) fn note_resumed(
    storm: &str,
    since: Instant,
    in_time: bool,
    bar: Duration,
    report: &mut Report,
) {
    let took = since.elapsed();
    let key = format!("{storm}_resumed_s");
    report.measure(&key, (took.as_secs_f64() * 100.0).round() / 100.0);
    report.require(in_time && took <= bar, || {
        format!("{storm}: not everybody was back after {took:?}, where {bar:?} are promised")
    });
}

fn resident_kib(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
