//! The people of this server.

use hark_protocol::{Person, PersonName, PictureId, Role, Timestamp, UserId};

use super::{Email, Store, StoreError, sqlite};
use crate::pictures::Picture;

/// A person as the list of people shows them. The address is for owners and themselves.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PersonInfo {
    /// Who.
    pub person: Person,
    /// What they may do on this server.
    pub role: Role,
    /// How they sign in.
    pub email: Email,
    /// When they came.
    pub since: Timestamp,
}

impl Store {
    /// Everybody, by name.
    pub async fn people(&self) -> Result<Vec<PersonInfo>, StoreError> {
        self.read(sqlite::person::people)
    }

    /// One of them, or [`StoreError::NotFound`].
    pub async fn person(&self, user: UserId) -> Result<PersonInfo, StoreError> {
        self.read(|conn| sqlite::person::person_info(conn, user))
    }

    /// Gives a person another name, and says so in every room they were ever a member of. The same
    /// name again changes nothing.
    pub async fn rename_person(&self, user: UserId, name: PersonName) -> Result<(), StoreError> {
        self.write(move |txn| sqlite::person::rename(txn, user, &name)).await
    }

    /// Gives a person another picture or takes theirs away, and says so in every room they were
    /// ever a member of. The same picture again changes nothing.
    pub async fn set_picture(
        &self,
        user: UserId,
        picture: Option<Picture>,
    ) -> Result<(), StoreError> {
        self.write(move |txn| sqlite::picture::set(txn, user, picture.as_ref())).await
    }

    /// A JPEG, if this is still the person's picture.
    pub async fn picture(
        &self,
        user: UserId,
        picture: PictureId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|conn| sqlite::picture::bytes(conn, user, picture))
    }
}
