//! A server's clock, set from outside while it runs: libfaketime stands between the server and
//! the time of day. The monotonic clock is left alone, as by an administrator who sets the date.

use std::fs;
use std::path::{Path, PathBuf};

use super::Launch;
use crate::Failure;

/// The library, where Debian's package libfaketime puts it on the machines it is built for.
const LIBRARIES: [&str; 2] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
];

/// Where the library keeps what it shares between processes, by the number of the first. A process
/// that is killed leaves it there.
const SHARED: [&str; 2] = ["/dev/shm/faketime_shm_", "/dev/shm/sem.faketime_sem_"];

/// A clock that is some seconds off.
#[derive(Debug)]
pub struct OtherClock {
    file: PathBuf,
    offset_s: i64,
}

impl OtherClock {
    /// Puts the server that will be launched on a clock of its own, which is right at first.
    /// `None`: this machine has no libfaketime.
    pub fn of(launch: &mut Launch, dir: &Path) -> Result<Option<Self>, Failure> {
        let Some(library) = LIBRARIES.iter().find(|path| Path::new(path).exists()) else {
            return Ok(None);
        };
        let mut clock = Self { file: dir.join("clock"), offset_s: 0 };
        clock.step(0)?;
        let file = clock.file.clone().into_os_string();
        launch.environment.extend([
            ("LD_PRELOAD".into(), library.into()),
            ("FAKETIME_TIMESTAMP_FILE".into(), file),
            ("FAKETIME_DONT_FAKE_MONOTONIC".into(), "1".into()),
            // Seconds until a change of the file is seen; at once would read it on every look.
            ("FAKETIME_CACHE_DURATION".into(), "1".into()),
        ]);
        Ok(Some(clock))
    }

    /// Sets the clock forward or back. The server sees it within a second or two.
    pub fn step(&mut self, by_s: i64) -> Result<(), Failure> {
        self.offset_s += by_s;
        let half = self.file.with_extension("half");
        fs::write(&half, format!("{:+}\n", self.offset_s))
            .and_then(|()| fs::rename(&half, &self.file))
            .map_err(|error| Failure::of("the clock", error))
    }

    /// How far it is off, in seconds.
    pub fn offset_s(&self) -> i64 {
        self.offset_s
    }
}

/// Takes away what a process left that was killed.
pub(super) fn clear_after(process: u32) {
    for shared in SHARED {
        // A process that ended in good order has cleared up itself, and most had another clock.
        let _ = fs::remove_file(format!("{shared}{process}"));
    }
}
