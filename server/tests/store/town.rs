//! A store with people in it, for tests.

use std::sync::{Arc, Mutex};

use hark_protocol::{
    Access, Body, ClientMessageId, PersonName, Posted, RoomId, RoomName, Seq, Timestamp, Topic,
    UserId,
};
use hark_server::store::{Clock, Email, Membership, NewPerson, Options, Store, StoreError, Told};
use tempfile::TempDir;

/// A Friday afternoon in November.
pub(crate) const NOON: i64 = 1_700_000_000_000;

/// A store, its directory, what it told, and its clock.
pub(crate) struct Town {
    pub(crate) store: Store,
    pub(crate) directory: TempDir,
    pub(crate) told: Arc<Mutex<Vec<Told>>>,
    pub(crate) clock: Arc<Mutex<i64>>,
    pub(crate) general: RoomId,
    pub(crate) ann: UserId,
}

impl Town {
    /// With Ann, who owns it.
    pub(crate) async fn founded() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let told = Arc::new(Mutex::new(Vec::new()));
        let clock = Arc::new(Mutex::new(NOON));
        let store = open(&directory, &told, &clock);
        let token = store.first_run_token().unwrap();
        let ann = store.claim(token.as_str(), somebody("Ann")).await.unwrap();
        let general = ann.room.unwrap();
        Self { store, directory, told, clock, general, ann: ann.person.id }
    }

    /// Somebody more, who comes by an invite.
    pub(crate) async fn person(&self, name: &str) -> UserId {
        let day = std::time::Duration::from_secs(24 * 60 * 60);
        let token = self.store.create_invite(self.ann, 1, day).await.unwrap();
        let welcomed = self.store.accept_invite(token.as_str(), somebody(name)).await.unwrap();
        welcomed.person.id
    }

    /// A closed room of Ann's.
    pub(crate) async fn closed_room(&self, name: &str) -> RoomId {
        let name = RoomName::parse(name).unwrap();
        self.store.create_room(self.ann, name, Topic::default(), Access::Closed).await.unwrap()
    }

    pub(crate) async fn member(&self, user: UserId, room: RoomId) -> Membership {
        self.store.membership(user, room).await.unwrap()
    }

    pub(crate) async fn post(&self, user: UserId, room: RoomId, number: u32) -> Posted {
        let member = self.member(user, room).await;
        let text = body(&format!("message {number}"));
        self.store.post(&member, None, message_id(number), text).await.unwrap()
    }

    pub(crate) async fn delete(&self, user: UserId, room: RoomId, target: Seq) {
        self.store.delete(&self.member(user, room).await, target).await.unwrap();
    }

    /// Archives the first room.
    pub(crate) async fn archive(&self) {
        let keeper = self.store.keeper(self.ann, self.general).await.unwrap();
        self.store.archive(&keeper).await.unwrap();
    }

    /// What was told since this was last asked.
    pub(crate) fn news(&self) -> Vec<Told> {
        std::mem::take(&mut *self.told.lock().unwrap())
    }

    pub(crate) fn pass(&self, time: std::time::Duration) {
        *self.clock.lock().unwrap() += i64::try_from(time.as_millis()).unwrap();
    }

    /// Closes the store and opens it again.
    pub(crate) async fn restart(&mut self) {
        self.store.close().await;
        self.store = open(&self.directory, &self.told, &self.clock);
    }
}

fn open(directory: &TempDir, told: &Arc<Mutex<Vec<Told>>>, clock: &Arc<Mutex<i64>>) -> Store {
    let (told, clock) = (Arc::clone(told), Arc::clone(clock));
    let mut options = Options::new(move |news| told.lock().unwrap().extend(news));
    options.clock = Clock::new(move || Timestamp(*clock.lock().unwrap()));
    Store::open_with(directory.path(), options).unwrap()
}

pub(crate) fn somebody(name: &str) -> NewPerson {
    NewPerson {
        name: PersonName::parse(name).unwrap(),
        email: Email::parse(&format!("{name}@example.org")).unwrap(),
        password: "$argon2id$hashed".to_owned(),
    }
}

pub(crate) fn body(text: &str) -> Body {
    Body::parse(text).unwrap()
}

pub(crate) fn message_id(number: u32) -> ClientMessageId {
    ClientMessageId(u128::from(number).to_be_bytes())
}

/// Asserts which error it was; store errors hold what cannot be compared.
#[track_caller]
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>, expected: &StoreError) {
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), expected.to_string());
}
