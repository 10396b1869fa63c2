//! What is on a server's disk, to be copied, put back and torn; and the first state of a history.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use hark_protocol::{
    Access, Body, ClientMessageId, Person, PersonName, RoomId, RoomName, Timestamp, Topic,
};
use tempfile::TempDir;

use crate::store::{Author, Clock, Email, NewPerson, Options, Store};

/// When every history begins, by the server's clock.
pub(crate) const BEGIN: Timestamp = Timestamp(1_763_700_000_000);

/// How many messages there are in the first room, by template: nothing to page through, a little,
/// more than a timeline asks for at once, and more than it holds.
const MESSAGES: [u16; 6] = [0, 0, 20, 60, 130, 340];

/// The files of a data directory.
#[derive(Clone, Debug)]
pub(crate) struct Disk {
    database: Vec<u8>,
    ahead: Vec<u8>,
    boots: Vec<u8>,
}

/// A first state: what is on disk, and who is there.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) disk: Disk,
    pub(crate) people: Vec<Person>,
    /// Two sessions of each.
    pub(crate) tokens: Vec<[String; 2]>,
}

impl Disk {
    /// What is there now, as a process that dies leaves it.
    pub(crate) fn read(directory: &Path) -> Self {
        let read = |name| fs::read(directory.join(name)).unwrap_or_default();
        Self { database: read("hark.db"), ahead: read("hark.db-wal"), boots: read("boots") }
    }

    pub(crate) fn write(&self, directory: &Path) {
        fs::create_dir_all(directory).unwrap();
        let write = |name, bytes| fs::write(directory.join(name), bytes).unwrap();
        write("hark.db", &self.database);
        write("hark.db-wal", &self.ahead);
        write("boots", &self.boots);
    }

    /// An older database beside what else is there now: somebody put a file back.
    pub(crate) fn put_back(&self, older: &Self) -> Self {
        Self { boots: self.boots.clone(), ..older.clone() }
    }

    /// The power failed while the last bytes were on their way: of what this has more than
    /// `before`, a part. `part` is out of 256.
    pub(crate) fn torn(mut self, before: &Self, part: usize) -> Self {
        let (from, to) = (before.ahead.len(), self.ahead.len());
        if from < to && self.ahead.starts_with(&before.ahead) {
            self.ahead.truncate(from + (to - from) * part / 256);
        }
        self
    }
}

/// Where the directories of a history are: in memory, where the system has that.
pub(crate) fn place() -> TempDir {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    tempfile::Builder::new().prefix("hark-simulation-").tempdir_in::<PathBuf>(place).unwrap()
}

/// One of the first states.
pub(crate) fn template(number: u64) -> &'static Template {
    static TEMPLATES: OnceLock<Vec<Template>> = OnceLock::new();
    let templates = TEMPLATES.get_or_init(|| {
        // Not on a history's own runtime: there is a thread to wait for, which a stopped clock
        // does not do.
        let make = || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(async {
                let mut templates = Vec::new();
                for messages in MESSAGES {
                    templates.push(make_template(messages).await);
                }
                templates
            })
        };
        std::thread::spawn(make).join().unwrap()
    });
    &templates[number as usize % templates.len()]
}

async fn make_template(messages: u16) -> Template {
    let directory = place();
    let mut options = Options::new(drop);
    options.clock = Clock::new(|| Timestamp(BEGIN.0 - 3_600_000));
    let store = Store::open_with(directory.path(), options).unwrap();
    let token = store.first_run_token().unwrap();
    let ann = store.claim(token.as_str(), person("Ann Novak")).await.unwrap();
    let (general, ann) = (ann.room.unwrap(), ann.person);
    let invite = store.create_invite(ann.id, 10, Duration::from_secs(60)).await.unwrap();
    let mut people = vec![ann];
    for name in ["Bob Lee", "Cid Ortega", "Eve Marsh"] {
        let welcomed = store.accept_invite(invite.as_str(), person(name)).await.unwrap();
        people.push(welcomed.person);
    }
    let garden = room(&store, &people[0], "Garden", Access::Open).await;
    store.join(people[1].id, garden).await.unwrap();
    let attic = room(&store, &people[1], "Attic", Access::Closed).await;
    let bob = store.membership(people[1].id, attic).await.unwrap();
    store.add_member(&bob, people[0].id).await.unwrap();
    store.add_member(&bob, people[2].id).await.unwrap();
    for number in 0..messages {
        let user = people[usize::from(number) % people.len()].id;
        let author = Author { user, room: general };
        let body = Body::parse(&format!("Of old: {number}")).unwrap();
        store.post(author, None, of_old(number), body).await.unwrap();
    }
    let mut tokens = Vec::new();
    for person in &people {
        let first = store.create_session(person.id, "first", None).await.unwrap();
        let second = store.create_session(person.id, "second", None).await.unwrap();
        tokens.push([first, second].map(|session| session.token.as_str().to_owned()));
    }
    store.close().await;
    Template { disk: Disk::read(directory.path()), people, tokens }
}

/// The ids of what was there before the history began.
pub(crate) fn of_old(number: u16) -> ClientMessageId {
    ClientMessageId(u128::from(number).to_be_bytes())
}

async fn room(store: &Store, by: &Person, name: &str, access: Access) -> RoomId {
    let name = RoomName::parse(name).unwrap();
    store.create_room(by.id, name, Topic::default(), access).await.unwrap()
}

fn person(name: &str) -> NewPerson {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    NewPerson {
        name: PersonName::parse(name).unwrap(),
        email: Email::parse(&email).unwrap(),
        password: String::new(),
    }
}
