//! The people of this server, and the viewer among them.

use hark_protocol::PersonName;

use super::Refused;
use crate::pictures::Picture;
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

/// Gives the viewer another picture or takes theirs away, wherever they are seen.
pub async fn set_picture(
    store: &Store,
    viewer: &Viewer,
    picture: Option<Picture>,
) -> Result<(), Refused> {
    Ok(store.set_picture(viewer.user.id, picture).await?)
}
