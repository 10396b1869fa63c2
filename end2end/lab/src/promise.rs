//! What a promise of the lab is: a sentence, and a trial that can catch us breaking it.

use std::path::PathBuf;

use futures::future::BoxFuture;

use crate::Failure;
use crate::nemesis::Launch;
use crate::report::Report;

/// One promise.
#[derive(Debug)]
pub struct Promise {
    /// As the list of promises has it.
    pub name: &'static str,
    /// What is promised, in one sentence.
    pub sentence: &'static str,
    /// How many seeds are tried with every change.
    pub ci_seeds: u64,
    /// How many seeds are tried before a release.
    pub full_seeds: u64,
    /// How many seeds may run beside each other.
    pub beside: usize,
    /// It measures time and wants the machine for itself.
    pub alone: bool,
    /// Tries one seed.
    pub run: fn(Trial) -> BoxFuture<'static, Result<Report, Failure>>,
}

/// How much is tried.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Size {
    /// With every change.
    Ci,
    /// Before a release.
    Full,
}

/// One run of a promise under one seed.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Everything that is drawn is drawn from it.
    pub seed: u64,
    /// How much is tried.
    pub size: Size,
    /// The server's program.
    pub hark: PathBuf,
    /// A debug build of it.
    pub debug_hark: Option<PathBuf>,
    /// An empty directory of its own.
    pub dir: PathBuf,
}

impl Trial {
    /// A server on new data in this run's directory.
    pub fn launch(&self) -> Result<Launch, Failure> {
        Launch::in_dir(&self.hark, &self.dir)
    }

    /// A debug build on new data in this run's directory, which does what a release build cannot
    /// be asked for; `None` if there is none here.
    pub fn launch_debug(&self) -> Result<Option<Launch>, Failure> {
        let Some(program) = &self.debug_hark else { return Ok(None) };
        let mut launch = Launch::in_dir(program, &self.subdir("debug")?)?;
        launch.environment.push(("HARK_FAULTS".into(), "true".into()));
        // A site of no weight: a debug build has none inside.
        let site = self.subdir("site")?;
        let files = self.subdir("site/pkg")?;
        for name in ["hark.js", "hark.wasm", "hark.css"] {
            std::fs::write(files.join(name), "").map_err(|error| Failure::of("a site", error))?;
        }
        launch.environment.push(("HARK_SITE".into(), site.into()));
        Ok(Some(launch))
    }

    /// Random numbers for this part of the run.
    pub fn dice(&self, part: u64) -> fastrand::Rng {
        fastrand::Rng::with_seed(self.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ part)
    }

    /// One of two numbers, by size.
    pub fn sized<T>(&self, ci: T, full: T) -> T {
        match self.size {
            Size::Ci => ci,
            Size::Full => full,
        }
    }

    /// A new directory in this run's directory.
    pub fn subdir(&self, name: &str) -> Result<PathBuf, Failure> {
        let dir = self.dir.join(name);
        std::fs::create_dir_all(&dir).map_err(|error| Failure::of("a directory", error))?;
        Ok(dir)
    }
}
