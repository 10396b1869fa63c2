//! Believable demo data, the same each time.

use crate::store::{Store, StoreError};

/// How much is planted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Size {
    /// Eight people, six rooms, a few weeks of talk.
    Small,
    /// The same, and a room with ten thousand messages.
    Large,
}

/// Fills an empty store. `password` is the PHC string of everybody's password,
/// [`PASSWORD`]. Refuses a store that has an owner: [`StoreError::AlreadyClaimed`].
pub async fn plant(store: &Store, size: Size, password: String) -> Result<(), StoreError> {
    let _ = (store, size, password);
    todo!()
}

/// What everybody in the demo data signs in with, as `ann@example.org` and so on.
pub const PASSWORD: &str = "correct horse battery";
