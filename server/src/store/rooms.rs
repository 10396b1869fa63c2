//! Rooms and their members.

use hark_protocol::{
    Access, Person, Room, RoomId, RoomName, RoomSummary, Timestamp, Topic, UserId,
};

use super::{Keeper, Membership, Store, StoreError, Viewer};

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
        let _ = (user, room);
        todo!()
    }

    /// Proof that this person looks after this room. [`StoreError::NotFound`] where they are not a
    /// member, [`StoreError::Forbidden`] where another made the room and they do not own the
    /// server.
    pub async fn keeper(&self, viewer: &Viewer, room: RoomId) -> Result<Keeper, StoreError> {
        let _ = (viewer, room);
        todo!()
    }

    /// The rooms this person is a member of, by name, archived ones too.
    pub async fn room_summaries(&self, user: UserId) -> Result<Vec<RoomSummary>, StoreError> {
        let _ = user;
        todo!()
    }

    /// One of them.
    pub async fn room_summary(&self, member: &Membership) -> Result<RoomSummary, StoreError> {
        let _ = member;
        todo!()
    }

    /// The open rooms that are not archived, by name, with whether this person is in them.
    pub async fn open_rooms(&self, user: UserId) -> Result<Vec<RoomInfo>, StoreError> {
        let _ = user;
        todo!()
    }

    /// A room that this person may know of: open, or one of their own. Else
    /// [`StoreError::NotFound`].
    pub async fn room_info(&self, user: UserId, room: RoomId) -> Result<RoomInfo, StoreError> {
        let _ = (user, room);
        todo!()
    }

    /// The room's members, by name.
    pub async fn members(&self, member: &Membership) -> Result<Vec<Person>, StoreError> {
        let _ = member;
        todo!()
    }

    /// Makes a room with its creator as its only member.
    pub async fn create_room(
        &self,
        creator: UserId,
        name: RoomName,
        topic: Topic,
        access: Access,
    ) -> Result<RoomId, StoreError> {
        let _ = (creator, name, topic, access);
        todo!()
    }

    /// Gives the room another name. The same name again changes nothing.
    pub async fn rename_room(&self, by: &Membership, name: RoomName) -> Result<(), StoreError> {
        let _ = (by, name);
        todo!()
    }

    /// Gives the room another topic. The same topic again changes nothing.
    pub async fn set_topic(&self, by: &Membership, topic: Topic) -> Result<(), StoreError> {
        let _ = (by, topic);
        todo!()
    }

    /// Makes this person a member of an open room. Those who are one already get their proof.
    pub async fn join(&self, user: UserId, room: RoomId) -> Result<Membership, StoreError> {
        let _ = (user, room);
        todo!()
    }

    /// Ends a membership by the member's own wish. Archived rooms can be left.
    pub async fn leave(&self, member: &Membership) -> Result<(), StoreError> {
        let _ = member;
        todo!()
    }

    /// Makes another person a member. Those who are one already stay it.
    pub async fn add_member(&self, by: &Membership, user: UserId) -> Result<(), StoreError> {
        let _ = (by, user);
        todo!()
    }

    /// Ends another person's membership. [`StoreError::NotFound`] where there is none.
    pub async fn remove_member(&self, by: &Keeper, user: UserId) -> Result<(), StoreError> {
        let _ = (by, user);
        todo!()
    }

    /// Closes the room for writing. Twice is as good as once.
    pub async fn archive(&self, by: &Keeper) -> Result<(), StoreError> {
        let _ = by;
        todo!()
    }

    /// Opens the room for writing again.
    pub async fn unarchive(&self, by: &Keeper) -> Result<(), StoreError> {
        let _ = by;
        todo!()
    }
}
