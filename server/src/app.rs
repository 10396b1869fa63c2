//! What the parts of a running server share.

use std::fmt;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::assets::{Assets, AssetsError};
use crate::config::Config;
use crate::passwords::Passwords;
use crate::store::{OpenError, Store};

/// A running server, cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    /// Everything that outlives the process.
    pub store: Store,
    /// Hashes and checks passwords, a few at a time.
    pub passwords: Passwords,
    /// Scripts, styles and pictures.
    pub assets: Assets,
    /// What the server was told at its start.
    pub config: Arc<Config>,
    /// Every task that must end before the store is closed.
    pub tasks: TaskTracker,
    /// Cancelled when the server is to stop.
    pub stop: CancellationToken,
}

/// Why a server could not start.
#[derive(Debug)]
pub enum StartError {
    /// The scripts, styles and pictures cannot be read.
    Assets(AssetsError),
    /// The data directory cannot be used.
    Store(OpenError),
}

impl App {
    /// Opens the store and starts what works in the background.
    pub fn start(config: Config) -> Result<Self, StartError> {
        let assets = Assets::load(config.site.as_deref()).map_err(StartError::Assets)?;
        let store = Store::open(&config.data, |_told| {}).map_err(StartError::Store)?;
        Ok(Self {
            store,
            passwords: Passwords::start(),
            assets,
            config: Arc::new(config),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        })
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assets(error) => error.fmt(out),
            Self::Store(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for StartError {}
