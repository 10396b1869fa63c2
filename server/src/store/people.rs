//! The people of this server.

use hark_protocol::{Person, PersonName, Role, Timestamp, UserId};

use super::{Email, Store, StoreError, sqlite};

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
}
