//! Runs trials: some beside each other, those that measure time alone, each in a directory of its
//! own, and prints what came out.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::task::JoinHandle;

use crate::promise::{Promise, Size, Trial};
use crate::report::Report;

/// Promises that run beside each other, where they only wait for most of their time.
const LANES: usize = 3;

/// What is tried, and where.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The server's program.
    pub hark: PathBuf,
    /// A debug build of it.
    pub debug_hark: Option<PathBuf>,
    /// Where data, journals and logs go.
    pub dir: PathBuf,
    /// How much is tried.
    pub size: Size,
    /// How many seeds of each promise, if not as many as the size says.
    pub seeds: Option<u64>,
    /// The first seed.
    pub first_seed: u64,
}

impl Bench {
    /// Holds all of these to their bars. Whether all were kept.
    pub async fn hold(&self, promises: &[&'static Promise]) -> bool {
        let mut kept = true;
        let (alone, beside): (Vec<_>, Vec<_>) =
            promises.iter().partition::<Vec<&'static Promise>, _>(|promise| promise.alone);
        let mut runs = futures::stream::iter(beside)
            .map(|promise| self.hold_one(promise))
            .buffer_unordered(LANES);
        while let Some(ok) = runs.next().await {
            kept &= ok;
        }
        for promise in alone {
            kept &= self.hold_one(promise).await;
        }
        kept
    }

    async fn hold_one(&self, promise: &'static Promise) -> bool {
        let begun = Instant::now();
        let by_size = match self.size {
            Size::Ci => promise.ci_seeds,
            Size::Full => promise.full_seeds,
        };
        let seeds = self.seeds.unwrap_or(by_size);
        let mut whole = Report::default();
        let mut waiting = self.first_seed..self.first_seed + seeds;
        let mut running = FuturesUnordered::new();
        loop {
            while running.len() < promise.beside {
                let Some(seed) = waiting.next() else { break };
                running.push(self.try_seed(promise, seed));
            }
            let Some((seed, report)) = running.next().await else { break };
            if !report.is_ok() {
                eprintln!("{} broken with seed {seed}:\n{}", promise.name, report.complaints());
                eprintln!("  again: bin/lab {} --seeds 1 --seed {seed}", promise.name);
            }
            whole.add(report);
        }
        println!("{}", whole.line(promise.name, seeds, begun.elapsed().as_secs_f64()));
        whole.is_ok()
    }

    async fn try_seed(&self, promise: &'static Promise, seed: u64) -> (u64, Report) {
        let dir = self.dir.join(format!("{}-{seed}", promise.name));
        let report = match begin(&dir) {
            Ok(()) => {
                let trial = Trial {
                    seed,
                    size: self.size,
                    hark: self.hark.clone(),
                    debug_hark: self.debug_hark.clone(),
                    dir: dir.clone(),
                };
                let run: JoinHandle<_> = tokio::spawn((promise.run)(trial));
                match run.await {
                    Ok(Ok(report)) => report,
                    Ok(Err(failure)) => broken(failure.to_string()),
                    Err(error) => broken(format!("the lab itself failed: {error}")),
                }
            }
            Err(error) => broken(format!("{}: {error}", dir.display())),
        };
        if report.is_ok() {
            // What is left behind does no harm; the next run begins with an empty directory.
            let _ = fs::remove_dir_all(&dir);
        } else {
            eprintln!("  journals and logs are in {}", dir.display());
        }
        (seed, report)
    }
}

fn begin(dir: &Path) -> std::io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    fs::create_dir_all(dir)
}

fn broken(sentence: String) -> Report {
    let mut report = Report::default();
    report.problem(sentence);
    report
}
