//! Believable demo data, the same each time: Lantern FM, a small community radio station. What its
//! people say stands in scripts beside this file.

mod script;
mod people;
mod play;
mod archive;
mod command;

use hark_protocol::Timestamp;

use crate::store::{Store, StoreError};
use people::Cast;
use script::Script;

pub use command::{Seed, SeedError, seed};

/// How much is planted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Size {
    /// Eight people, six rooms, a few weeks of talk.
    Small,
    /// The same, and a room with ten thousand messages.
    Large,
}

/// What everybody in the demo data signs in with, as `ann@example.org` and so on.
pub const PASSWORD: &str = "correct horse battery";

/// The last day of the scripts begins here: Thursday, June 12, 2025, in UTC.
const LAST_DAY: Timestamp = Timestamp(1_749_686_400_000);

/// The rooms. The first is the one that everybody comes to, at the time the script says.
const SCRIPTS: [&str; 6] = [
    include_str!("seed/general.txt"),
    include_str!("seed/workshop.txt"),
    include_str!("seed/studio.txt"),
    include_str!("seed/cafe.txt"),
    include_str!("seed/fair.txt"),
    include_str!("seed/corner.txt"),
];

/// Fills an empty store. `password` is the PHC string of everybody's password,
/// [`PASSWORD`]. Refuses a store that has an owner: [`StoreError::AlreadyClaimed`].
pub async fn plant(store: &Store, size: Size, password: String) -> Result<(), StoreError> {
    store
        .write_past(move |past| {
            let mut cast = Cast::new(&password);
            for text in SCRIPTS {
                play::room(past, &mut cast, &Script::parse(text))?;
            }
            match size {
                Size::Small => Ok(()),
                Size::Large => archive::fill(past, &cast),
            }
        })
        .await
}

#[cfg(test)]
mod tests;
