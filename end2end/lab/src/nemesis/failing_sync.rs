//! A disk that does not take what it is given: the k-th sync of a running server fails with EIO.
//! Done by strace, which answers the system call in the system's place.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::Failure;

/// strace at work on a server. Dropping it lets go of the server.
#[derive(Debug)]
pub struct FailingSync {
    strace: Child,
    log: PathBuf,
}

impl FailingSync {
    /// Whether this machine has what it needs.
    pub fn is_possible() -> bool {
        let tried = Command::new("strace").arg("-V").stdout(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    }

    /// Lets the k-th sync from now on fail, of this file or of any, counted for each thread; one
    /// thread writes.
    pub fn attach(server: u32, k: u64, file: Option<&Path>, log: &Path) -> Result<Self, Failure> {
        let failed = |error| Failure::of("strace", error);
        let inject = format!("inject=fsync,fdatasync:error=EIO:when={k}");
        let mut strace = Command::new("strace")
            .args(["-f", "-ttt", "-e", "trace=fsync,fdatasync", "-e", &inject, "-o"])
            .arg(log)
            .args(file.into_iter().flat_map(|file| [OsStr::new("-P"), file.as_os_str()]))
            .args(["-p", &server.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let said = strace.stderr.take();
        let attached = Self { strace, log: log.to_owned() };
        let said = said.ok_or_else(|| Failure("strace has no output".into()))?;
        let mut line = String::new();
        let mut said = BufReader::new(said);
        said.read_line(&mut line).map_err(failed)?;
        if !line.contains("attached") {
            return Err(Failure(format!("strace could not attach: {}", line.trim())));
        }
        // What it says later must not stop it.
        std::thread::spawn(move || while said.read_line(&mut line).is_ok_and(|read| read > 0) {});
        Ok(attached)
    }

    /// How long ago the sync failed, if it has.
    pub fn failed_since(&self) -> Result<Option<Duration>, Failure> {
        let log = fs::read_to_string(&self.log)
            .map_err(|error| Failure::of("reading what strace saw", error))?;
        let Some(line) = log.lines().find(|line| line.contains("(INJECTED)")) else {
            return Ok(None);
        };
        let at = line.split_whitespace().nth(1).and_then(|seconds| seconds.parse().ok());
        let at = Duration::from_secs_f64(at.ok_or_else(|| Failure(format!("no time: {line}")))?);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Some(now.saturating_sub(at)))
    }
}

impl Drop for FailingSync {
    fn drop(&mut self) {
        // It has ended by itself where its server has.
        drop(self.strace.kill());
        drop(self.strace.wait());
    }
}
