//! Rooms and their members.

use hark_protocol::{
    Access, Level, Person, Room, RoomId, RoomName, RoomSummary, Timestamp, Topic, UserId,
};

use super::{Keeper, Mandate, Membership, Store, StoreError, sqlite};
use crate::rights::Right;

/// A room as its page of settings and the list of open rooms show it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoomInfo {
    /// The room.
    pub room: Room,
    /// Who made it.
    pub created_by: Person,
    /// When it was made.
    pub created_at: Timestamp,
    /// How many members it has.
    pub member_count: u32,
    /// The one who asks is a member.
    pub joined: bool,
}

impl Store {
    /// Proof that this person is a member of this room, or [`StoreError::NotFound`].
    pub async fn membership(&self, user: UserId, room: RoomId) -> Result<Membership, StoreError> {
        self.read(|conn| sqlite::member::membership(conn, user, room))
    }

    /// Proof that this person looks after this room. [`StoreError::NotFound`] where they are not a
    /// member, [`StoreError::Forbidden`] where another made the room and they do not look after
    /// the server.
    pub async fn keeper(&self, user: UserId, room: RoomId) -> Result<Keeper, StoreError> {
        self.read(|conn| sqlite::room::keeper(conn, user, room))
    }

    /// Says that this person has this right in this room: for what a page offers.
    pub async fn has_right(
        &self,
        user: UserId,
        room: RoomId,
        right: Right,
    ) -> Result<(), StoreError> {
        self.read(|conn| sqlite::right::in_room(conn, user, room, right))
    }

    /// The rooms this person is a member of, by name, archived ones too.
    pub async fn room_summaries(&self, user: UserId) -> Result<Vec<RoomSummary>, StoreError> {
        self.read(|conn| sqlite::summary::summaries(conn, self.0.epoch, user))
    }

    /// One of them.
    pub async fn room_summary(&self, member: &Membership) -> Result<RoomSummary, StoreError> {
        self.read(|conn| sqlite::summary::summary(conn, self.0.epoch, member))
    }

    /// The open rooms that are not archived, by name, with whether the one who asks is in them.
    pub async fn open_rooms(&self, by: &Mandate) -> Result<Vec<RoomInfo>, StoreError> {
        self.read(|conn| sqlite::room::open_rooms(conn, by))
    }

    /// A room that this person may know of: open, or one of their own. Else
    /// [`StoreError::NotFound`].
    pub async fn room_info(&self, user: UserId, room: RoomId) -> Result<RoomInfo, StoreError> {
        self.read(|conn| sqlite::room::info(conn, user, room))
    }

    /// The room's members, by name.
    pub async fn members(&self, member: &Membership) -> Result<Vec<Person>, StoreError> {
        self.read(|conn| sqlite::member::members(conn, member))
    }

    /// Makes a room with its creator as its only member.
    pub async fn create_room(
        &self,
        creator: UserId,
        name: RoomName,
        topic: Topic,
        access: Access,
    ) -> Result<RoomId, StoreError> {
        self.write(move |txn| sqlite::room::create(txn, creator, &name, &topic, access)).await
    }

    /// The room of exactly these people and the one who asks; made where there is none yet. Such a
    /// room never gets another member, loses none and has no name of its own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where one of them is nobody or nobody else is named,
    /// [`StoreError::LimitExceeded`] for more than [`Room::MAX_DIRECT`] people.
    pub async fn direct_room(
        &self,
        creator: UserId,
        others: Vec<UserId>,
    ) -> Result<RoomId, StoreError> {
        self.write(move |txn| sqlite::direct::start(txn, creator, &others)).await
    }

    /// Gives the room another name. The same name again changes nothing.
    pub async fn rename_room(&self, by: &Membership, name: RoomName) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::room::rename(txn, &by, &name)).await
    }

    /// Has a member wait for so many seconds between two messages, if they do not moderate the
    /// room; 0: no more. [`StoreError::LimitExceeded`] beyond [`Room::MAX_SLOW_SECONDS`].
    pub async fn set_slow_mode(&self, by: &Membership, seconds: u32) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::room::set_slow(txn, &by, seconds)).await
    }

    /// Gives the room another topic. The same topic again changes nothing.
    pub async fn set_topic(&self, by: &Membership, topic: Topic) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::room::set_topic(txn, &by, &topic)).await
    }

    /// Makes this person a member of an open room. Those who are one already get their proof.
    pub async fn join(&self, user: UserId, room: RoomId) -> Result<Membership, StoreError> {
        self.write(move |txn| sqlite::member::join(txn, user, room)).await
    }

    /// Keeps of what the member chose to be told; `None`: they no longer choose.
    pub async fn choose_level(
        &self,
        member: &Membership,
        chosen: Option<Level>,
    ) -> Result<(), StoreError> {
        let member = *member;
        self.write(move |txn| sqlite::level::choose(txn, &member, chosen)).await
    }

    /// Ends a membership by the member's own wish. Archived rooms can be left.
    pub async fn leave(&self, member: &Membership) -> Result<(), StoreError> {
        let member = *member;
        self.write_vital(move |txn| sqlite::member::leave(txn, &member)).await
    }

    /// Makes another person a member. Those who are one already stay it.
    pub async fn add_member(&self, by: &Membership, user: UserId) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::member::add(txn, &by, user)).await
    }

    /// Ends another person's membership. [`StoreError::NotFound`] where there is none.
    pub async fn remove_member(&self, by: &Keeper, user: UserId) -> Result<(), StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::member::remove(txn, &by, user)).await
    }

    /// Closes the room for writing. Twice is as good as once.
    pub async fn archive(&self, by: &Keeper) -> Result<(), StoreError> {
        let by = *by;
        self.write_vital(move |txn| sqlite::room::archive(txn, &by)).await
    }

    /// Opens the room for writing again.
    pub async fn unarchive(&self, by: &Keeper) -> Result<(), StoreError> {
        let by = *by;
        self.write(move |txn| sqlite::room::unarchive(txn, &by)).await
    }
}
