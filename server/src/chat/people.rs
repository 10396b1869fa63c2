//! The people of this server, and the viewer among them.

use hark_protocol::PersonName;

use super::Refused;
use crate::store::{PersonInfo, Store, Viewer};

/// Everybody, by name.
pub async fn people(store: &Store) -> Result<Vec<PersonInfo>, Refused> {
    Ok(store.people().await?)
}

/// Gives the viewer another name, here and in every room they were ever a member of.
pub async fn rename_person(
    store: &Store,
    viewer: &Viewer,
    name: PersonName,
) -> Result<(), Refused> {
    Ok(store.rename_person(viewer.user.id, name).await?)
}
