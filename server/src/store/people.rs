//! The people of this server.

use std::time::Duration;

use hark_protocol::{
    About, List, Person, PersonName, PictureId, Receipt, Role, Room, RoomSnapshot, Seen, Status,
    Timestamp, UserId, ZoneName,
};

use super::{Email, Mandate, Membership, Store, StoreError, sqlite};
use crate::pictures::Picture;
use crate::rights::Right;

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
    /// They may not use the server.
    pub banned: bool,
    /// Until when they may not write, if that was ever so.
    pub silenced_until: Option<Timestamp>,
}

impl Store {
    /// Everybody, by name.
    pub async fn people(&self) -> Result<Vec<PersonInfo>, StoreError> {
        self.read(sqlite::person::people)
    }

    /// Those whom this person may know of, by name.
    pub async fn people_known_to(&self, user: UserId) -> Result<Vec<PersonInfo>, StoreError> {
        self.read(|conn| sqlite::person::known_to(conn, user))
    }

    /// Proof that this person has this right on the server, or [`StoreError::Forbidden`].
    pub async fn mandate(&self, user: UserId, right: Right) -> Result<Mandate, StoreError> {
        self.read(|conn| sqlite::right::mandate(conn, user, right))
    }

    /// Gives somebody another role. The same again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is nobody, [`StoreError::Forbidden`] where
    /// [`crate::rights::may_give`] says no, [`StoreError::LastOwner`] where nobody would own the
    /// server.
    pub async fn set_role(&self, by: &Mandate, user: UserId, role: Role) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::person::set_role(txn, &by, user, role)).await
    }

    /// Keeps somebody from this server. Twice is as good as once. [`StoreError::Forbidden`] where
    /// they stand as high as whoever does it, or higher.
    pub async fn ban(&self, by: &Mandate, user: UserId) -> Result<(), StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::ban::ban(txn, &by, user)).await
    }

    /// Lets somebody in again, who then signs in as before.
    pub async fn lift_ban(&self, by: &Mandate, user: UserId) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::ban::lift(txn, &by, user)).await
    }

    /// Keeps somebody from writing for so long from now on; no time at all ends that.
    pub async fn silence(
        &self,
        by: &Mandate,
        user: UserId,
        how_long: Duration,
    ) -> Result<(), StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::ban::silence(txn, &by, user, how_long)).await
    }

    /// Ends all sessions of somebody who stands below.
    pub async fn end_sessions_of(&self, by: &Mandate, user: UserId) -> Result<(), StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::ban::sign_out(txn, &by, user)).await
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

    /// What is said of themselves by those who share a room with this person, and by the person.
    pub async fn around(&self, user: UserId) -> Result<Vec<About>, StoreError> {
        let now = self.now();
        self.read(|conn| sqlite::about::around(conn, user, now))
    }

    /// What one of them says, or [`StoreError::NotFound`].
    pub async fn about(&self, user: UserId) -> Result<About, StoreError> {
        let now = self.now();
        self.read(|conn| sqlite::about::of(conn, user, now))
    }

    /// Notes that a person was connected until now.
    pub async fn seen(&self, user: UserId) -> Result<(), StoreError> {
        self.write(move |txn| sqlite::seen::note(txn, user)).await
    }

    /// When the members of a room were seen last.
    pub async fn seen_in(
        &self,
        member: &Membership,
    ) -> Result<List<Seen, { RoomSnapshot::MAX_MEMBERS }>, StoreError> {
        self.read(|conn| sqlite::seen::in_room(conn, member))
    }

    /// How far the others in the member's direct room have read; `None` where it is none.
    pub async fn receipts(
        &self,
        member: &Membership,
    ) -> Result<Option<List<Receipt, { Room::MAX_DIRECT }>>, StoreError> {
        self.read(|conn| sqlite::receipt::in_room(conn, member))
    }

    /// Whether this person lets it be seen how far they have read in direct rooms.
    pub async fn lets_see_receipts(&self, user: UserId) -> Result<bool, StoreError> {
        self.read(|conn| sqlite::receipt::lets_see(conn, user))
    }

    /// Lets it be seen, or no more.
    pub async fn let_see_receipts(&self, user: UserId, seen: bool) -> Result<(), StoreError> {
        self.write(move |txn| sqlite::receipt::let_see(txn, user, seen)).await
    }

    /// Keeps what a person is about, and tells those who share a room with them.
    pub async fn set_status(&self, user: UserId, status: Option<Status>) -> Result<(), StoreError> {
        self.write(move |txn| sqlite::about::set_status(txn, user, status.as_ref())).await
    }

    /// Keeps where a person's clock is, and tells those who share a room with them.
    pub async fn set_zone(&self, user: UserId, zone: Option<ZoneName>) -> Result<(), StoreError> {
        self.write(move |txn| sqlite::about::set_zone(txn, user, zone.as_ref())).await
    }

    /// A JPEG, if this is still the person's picture and the one who asks may know of them.
    pub async fn picture(
        &self,
        viewer: UserId,
        user: UserId,
        picture: PictureId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|conn| sqlite::picture::bytes(conn, viewer, user, picture))
    }
}
