//! What the parts of a running server share.

use std::fmt;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::assets::{Assets, AssetsError};
use crate::config::Config;
use crate::door::{Halfway, Tries};
#[cfg(debug_assertions)]
use crate::faults;
use crate::hub::Hub;
use crate::kept::Kept;
use crate::passkeys::Questions;
use crate::passwords::Passwords;
use crate::pictures::Pictures;
use crate::presence::Presence;
use crate::rates::Pacing;
use crate::retention;
use crate::store::{OpenError, Store};

/// A running server, cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    /// Everything that outlives the process.
    pub store: Store,
    /// Carries what was stored to the connections.
    pub hub: Hub,
    /// Who is here and who types.
    pub presence: Presence,
    /// Hashes and checks passwords, a few at a time.
    pub passwords: Passwords,
    /// Makes profile pictures of files, one at a time.
    pub pictures: Pictures,
    /// How often sign-ins have failed of late.
    pub tries: Tries,
    /// Who has shown their password and owes a code.
    pub halfway: Halfway,
    /// The questions for passkeys that wait for their answers.
    pub questions: Questions,
    /// How fast everybody goes on.
    pub pacing: Pacing,
    /// Scripts, styles and pictures.
    pub assets: Assets,
    /// Pages that were drawn and still hold.
    pub kept: Kept,
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
    /// Opens the store and starts what works in the background. Call it inside a Tokio runtime.
    pub fn start(config: Config) -> Result<Self, StartError> {
        #[cfg(debug_assertions)]
        if config.faults {
            faults::arm();
        }
        let assets = Assets::load(config.site.as_deref()).map_err(StartError::Assets)?;
        let hub = Hub::new();
        let told = hub.clone();
        let store =
            Store::open(&config.data, move |news| told.publish(news)).map_err(StartError::Store)?;
        let app = Self {
            store,
            presence: Presence::new(hub.clone()),
            hub,
            passwords: Passwords::start(),
            pictures: Pictures::default(),
            tries: Tries::new(config.failed_sign_ins),
            halfway: Halfway::default(),
            questions: Questions::default(),
            pacing: Pacing::new(config.rates),
            assets,
            kept: Kept::default(),
            config: Arc::new(config),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        };
        app.tasks.spawn(app.presence.clone().run(app.stop.clone()));
        app.hub.bring_until(app.stop.clone());
        app.tasks.spawn(retention::run(app.store.clone(), app.stop.clone()));
        Ok(app)
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
