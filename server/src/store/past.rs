//! Writing a past: many things at times of their own, in one transaction. For demo data.

use hark_protocol::markup::Mentions;
use hark_protocol::{
    Access, Body, ClientMessageId, Reaction, RoomId, RoomName, Seq, Timestamp, Topic, UserId,
};

use super::sqlite::{self, Txn};
use super::{Author, Keeper, Membership, NewPerson, Store, StoreError, Welcomed};

/// A past being written. What it does follows the same rules as what people do.
pub struct Past<'p, 'c> {
    txn: &'p mut Txn<'c>,
    /// Messages so far, from which they get the same ids each time.
    messages: u64,
}

impl Store {
    /// Writes a past, all of it or nothing. May call `write` more than once.
    pub async fn write_past(
        &self,
        write: impl Fn(&mut Past<'_, '_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), StoreError> {
        self.write(move |txn| write(&mut Past { txn, messages: 0 })).await
    }
}

impl Past<'_, '_> {
    /// What follows happens at this time.
    pub fn at(&mut self, time: Timestamp) {
        self.txn.now = time;
    }

    /// The owner comes and makes the first room.
    pub fn owner(
        &mut self,
        owner: &NewPerson,
        name: &RoomName,
        topic: &Topic,
    ) -> Result<Welcomed, StoreError> {
        sqlite::owner::claim_with(self.txn, owner, name, topic)
    }

    /// Somebody comes to the server and the first room.
    pub fn person(&mut self, person: &NewPerson) -> Result<Welcomed, StoreError> {
        sqlite::person::welcome(self.txn, person)
    }

    /// Somebody makes a room.
    pub fn room(
        &mut self,
        creator: UserId,
        name: &RoomName,
        topic: &Topic,
        access: Access,
    ) -> Result<RoomId, StoreError> {
        sqlite::room::create(self.txn, creator, name, topic, access)
    }

    /// Somebody joins an open room.
    pub fn join(&mut self, user: UserId, room: RoomId) -> Result<(), StoreError> {
        sqlite::member::join(self.txn, user, room).map(drop)
    }

    /// Somebody adds another to a room.
    pub fn add(&mut self, by: UserId, room: RoomId, user: UserId) -> Result<(), StoreError> {
        sqlite::member::add(self.txn, &Membership::new(by, room), user)
    }

    /// Somebody says something.
    pub fn post(&mut self, by: UserId, room: RoomId, body: &Body) -> Result<Seq, StoreError> {
        self.messages += 1;
        let id = ClientMessageId(u128::from(self.messages).to_be_bytes());
        let (author, mentions) = (Author { user: by, room }, Mentions::of(body));
        let posted = sqlite::post::post(self.txn, author, id, body, &mentions, None)?;
        Ok(posted.seq)
    }

    /// Somebody thinks of better words.
    pub fn edit(
        &mut self,
        by: UserId,
        room: RoomId,
        target: Seq,
        body: &Body,
    ) -> Result<(), StoreError> {
        let (author, mentions) = (Membership::new(by, room), Mentions::of(body));
        sqlite::change::edit(self.txn, &author, target, body, &mentions)
    }

    /// Somebody takes their words back.
    pub fn delete(&mut self, by: UserId, room: RoomId, target: Seq) -> Result<(), StoreError> {
        sqlite::change::delete(self.txn, &Membership::new(by, room), target)
    }

    /// Somebody reacts to a message.
    pub fn react(
        &mut self,
        by: UserId,
        room: RoomId,
        target: Seq,
        reaction: &Reaction,
    ) -> Result<(), StoreError> {
        sqlite::reaction::react(self.txn, &Membership::new(by, room), target, reaction)
    }

    /// Somebody pins a message.
    pub fn pin(&mut self, by: UserId, room: RoomId, target: Seq) -> Result<(), StoreError> {
        sqlite::pin::pin(self.txn, &Membership::new(by, room), target)
    }

    /// Somebody reads up to here.
    pub fn read(&mut self, by: UserId, room: RoomId, seq: Seq) -> Result<(), StoreError> {
        sqlite::unread::mark_read(self.txn, &Membership::new(by, room), seq, 0)
    }

    /// Somebody puts a room away.
    pub fn archive(&mut self, by: UserId, room: RoomId) -> Result<(), StoreError> {
        sqlite::room::archive(self.txn, &Keeper::new(Membership::new(by, room)))
    }
}
