//! The data directory: made for its owner's eyes only, and open in one process at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::store::OpenError;

/// The paths in a data directory.
#[derive(Clone, Debug)]
pub(super) struct Directory(PathBuf);

/// Holds the directory until it is dropped, also when the process is killed.
#[derive(Debug)]
pub(in crate::store) struct Lock(#[expect(dead_code, reason = "held, never read")] File);

impl Directory {
    /// The directory, made where it is missing, and the database file in it, so that SQLite gives
    /// the files beside it the same mode.
    pub(super) fn create(path: &Path) -> Result<Self, OpenError> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|error| OpenError::Io(path.to_owned(), error))?;
        let directory = Self(path.to_owned());
        private_file(&directory.database())?;
        Ok(directory)
    }

    /// A directory that has a database.
    pub(super) fn existing(path: &Path) -> Result<Self, OpenError> {
        let directory = Self(path.to_owned());
        if directory.database().is_file() {
            Ok(directory)
        } else {
            Err(OpenError::Missing(path.to_owned()))
        }
    }

    /// Takes the directory for this process.
    pub(super) fn lock(&self) -> Result<Lock, OpenError> {
        let path = self.0.join("lock");
        let file = private_file(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse(self.0.clone())),
            Err(TryLockError::Error(error)) => Err(OpenError::Io(path, error)),
        }
    }

    /// The database.
    pub(super) fn database(&self) -> PathBuf {
        self.0.join("hark.db")
    }

    /// What is given up when the disk is full.
    pub(super) fn reserve(&self) -> PathBuf {
        self.0.join("reserve")
    }

    /// How often the store was opened, as noted beside the database. `None`: nothing that can be
    /// read.
    pub(super) fn boots(&self) -> Option<i64> {
        std::fs::read_to_string(self.0.join("boots")).ok()?.trim().parse().ok()
    }

    /// Notes it. Written beside and renamed, so that a crash leaves the old number or the new one.
    pub(super) fn note_boots(&self, boots: i64) -> Result<(), OpenError> {
        let path = self.0.join("boots");
        let fresh = self.0.join("boots.new");
        let write = || {
            let mut file = File::create(&fresh)?;
            writeln!(file, "{boots}")?;
            file.sync_all()?;
            std::fs::rename(&fresh, &path)?;
            File::open(&self.0)?.sync_all()
        };
        write().map_err(|error| OpenError::Io(path.clone(), error))
    }
}

fn private_file(path: &Path) -> Result<File, OpenError> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path)
        .map_err(|error| OpenError::Io(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn only_the_owner_may_look_inside() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a/b");
        let directory = Directory::create(&path).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o700);
        assert_eq!(mode(&directory.database()), 0o600);
    }

    #[test]
    fn one_process_holds_it() {
        let temp = tempfile::tempdir().unwrap();
        let directory = Directory::create(temp.path()).unwrap();
        let lock = directory.lock().unwrap();
        let refused = directory.lock().unwrap_err();
        assert!(refused.to_string().starts_with("another hark is using this directory"));
        drop(lock);
        directory.lock().unwrap();
    }
}
