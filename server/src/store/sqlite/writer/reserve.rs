//! Room kept on the disk for what must go on when it is full: signing in, removing messages,
//! leaving. A write needs room even where it makes something smaller.

use std::fs::{File, remove_file};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{FallocateFlags, fallocate};
use rustix::io::Errno;

/// Bytes kept. As many as the write-ahead log grows by before it is carried over and used again,
/// and as many for the pages that it is carried over to.
const BYTES: u64 = 8 * 1024 * 1024;

/// How often it is tried to set the room aside again.
const TRY_EVERY: Duration = Duration::from_secs(1);

/// The room that was set aside.
#[derive(Debug)]
pub(in crate::store) struct Reserve {
    path: PathBuf,
    /// `None`: it is there. Else when it was last tried to set it aside.
    missing_since: Option<Instant>,
}

impl Reserve {
    /// Sets the room aside as this file, if it was not yet. `None` where the file system cannot do
    /// that; then a full disk refuses everything.
    pub(in crate::store) fn keep(path: &Path) -> Option<Self> {
        let mut reserve = Self { path: path.to_owned(), missing_since: None };
        match reserve.allocate() {
            Ok(()) => Some(reserve),
            Err(error) if error.kind() == io::ErrorKind::StorageFull => {
                tracing::warn!("The disk is full: messages are refused until there is room");
                reserve.missing_since = Some(Instant::now());
                Some(reserve)
            }
            Err(error) => {
                tracing::warn!(%error, "No room can be set aside for when the disk is full");
                None
            }
        }
    }

    /// Whether there is room for what grows. Where the reserve was spent, it is set aside again
    /// first, so that it cannot be eaten up by what it was not meant for.
    pub(super) fn is_whole(&mut self) -> bool {
        let Some(tried) = self.missing_since else { return true };
        if tried.elapsed() < TRY_EVERY {
            return false;
        }
        self.missing_since = Some(Instant::now());
        if self.allocate().is_err() {
            return false;
        }
        tracing::info!("There is room on the disk again");
        self.missing_since = None;
        true
    }

    /// Gives the room up. Whether there was any to give.
    pub(super) fn spend(&mut self) -> bool {
        if self.missing_since.is_some() || remove_file(&self.path).is_err() {
            return false;
        }
        tracing::warn!("The disk is full: only what must go on is still written");
        self.missing_since = Some(Instant::now());
        true
    }

    fn allocate(&self) -> io::Result<()> {
        let file = File::options().create(true).write(true).truncate(false).open(&self.path)?;
        let allocated = fallocate(&file, FallocateFlags::empty(), 0, BYTES);
        if allocated.is_err() {
            // A part of it would be of no use to anybody.
            remove_file(&self.path)?;
        }
        allocated.map_err(|error| match error {
            Errno::NOSPC | Errno::DQUOT => io::ErrorKind::StorageFull.into(),
            error => error.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_there_until_it_is_spent_and_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("reserve");
        let mut reserve = Reserve::keep(&path).unwrap();
        assert_eq!(path.metadata().unwrap().len(), BYTES);
        assert!(reserve.is_whole());
        assert!(reserve.spend());
        assert!(!path.exists());
        assert!(!reserve.spend(), "there is nothing more to give");
        assert!(!reserve.is_whole(), "not tried again at once");
        reserve.missing_since = Instant::now().checked_sub(TRY_EVERY);
        assert!(reserve.is_whole());
        assert_eq!(path.metadata().unwrap().len(), BYTES);
    }
}
