//! Passkeys, which somebody signs in with in place of a password and a code. What they are made of
//! comes here as text that only their library reads.

use hark_protocol::{Timestamp, UserId};

use super::{SessionId, Store, StoreError, Token, sqlite};

/// A passkey.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PasskeyId(pub u64);

/// A new passkey.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// What the device calls it.
    pub credential: Vec<u8>,
    /// What the device calls the person.
    pub handle: [u8; 16],
    /// What the person calls it.
    pub name: String,
    /// What the library keeps of it.
    pub key: String,
}

/// A passkey as it is stored.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredPasskey {
    /// Which.
    pub id: PasskeyId,
    /// Whose.
    pub user: UserId,
    /// What the device calls it.
    pub credential: Vec<u8>,
    /// What the device calls that person.
    pub handle: [u8; 16],
    /// What the person calls it.
    pub name: String,
    /// What the library keeps of it.
    pub key: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last signed in with it.
    pub used_at: Option<Timestamp>,
}

impl Store {
    /// How many passkeys one person may have.
    pub const PASSKEYS_MAX: usize = 20;
    /// How long the name of one may be, in characters.
    pub const PASSKEY_NAME_CHARS: usize = 64;

    /// A person's passkeys, the newest first.
    pub async fn passkeys(&self, user: UserId) -> Result<Vec<StoredPasskey>, StoreError> {
        self.read(|conn| sqlite::passkey::list(conn, user))
    }

    /// The passkey that a device calls this.
    pub async fn passkey(&self, credential: &[u8]) -> Result<Option<StoredPasskey>, StoreError> {
        self.read(|conn| sqlite::passkey::find(conn, credential))
    }

    /// Keeps a new one. The session it was made in gets a new token. [`StoreError::LimitExceeded`]
    /// where there are too many.
    pub async fn add_passkey(
        &self,
        user: UserId,
        new: NewPasskey,
        session: SessionId,
    ) -> Result<Token, StoreError> {
        let token = Token::random().map_err(|_| StoreError::NoRandomness)?;
        let secret = token.clone();
        self.write(move |txn| {
            sqlite::passkey::add(txn, user, &new)?;
            sqlite::session::renew(txn, user, session, &secret)
        })
        .await?;
        Ok(token)
    }

    /// Takes one of a person's away. Nobody signs in with it any more.
    pub async fn remove_passkey(&self, user: UserId, passkey: PasskeyId) -> Result<(), StoreError> {
        self.write_vital(move |txn| sqlite::passkey::remove(txn, user, passkey)).await
    }
}
