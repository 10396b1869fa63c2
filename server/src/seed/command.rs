//! `hark seed`.

use std::fmt;
use std::path::PathBuf;

use super::{PASSWORD, Size, plant};
use crate::passwords::{NewPassword, PasswordError, Passwords};
use crate::store::{OpenError, Store, StoreError};

/// What `hark seed` can be told.
#[derive(clap::Args, Clone, Debug)]
pub struct Seed {
    /// Directory to fill. It is made if it is missing, and must not hold a server's data yet
    #[arg(long, env = "HARK_DATA", value_name = "DIR", default_value = "./hark-data")]
    pub data: PathBuf,

    /// Eight people and six rooms, some weeks of talk; this is what you get unless you ask for more
    #[arg(long, conflicts_with = "large")]
    pub small: bool,

    /// The same, and a room with ten thousand messages
    #[arg(long)]
    pub large: bool,
}

/// Why nothing was planted.
#[derive(Debug)]
pub enum SeedError {
    /// The directory cannot be used.
    Open(OpenError),
    /// The password could not be hashed.
    Password(PasswordError),
    /// The store refused: most often because somebody lives there.
    Store(StoreError),
}

/// Fills the directory, and says how to sign in.
pub async fn seed(seed: Seed) -> Result<String, SeedError> {
    let store = Store::open(&seed.data, drop).map_err(SeedError::Open)?;
    let password =
        NewPassword::parse(PASSWORD.to_owned(), &[]).expect("the password is long enough");
    let password = Passwords::start().hash(password).await.map_err(SeedError::Password)?;
    let size = if seed.large { Size::Large } else { Size::Small };
    plant(&store, size, password).await.map_err(SeedError::Store)?;
    store.close().await;
    Ok(format!("Planted. Sign in as ann@example.org with the password \"{PASSWORD}\"."))
}

impl fmt::Display for SeedError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(error) => error.fmt(out),
            Self::Password(_) => out.write_str("the password could not be hashed"),
            Self::Store(StoreError::AlreadyClaimed) => out.write_str(
                "this directory holds a server's data already; demo data goes into an empty one",
            ),
            Self::Store(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for SeedError {}
