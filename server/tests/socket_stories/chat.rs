//! A server of its own for each story, with people who talk to it over real sockets.

use std::net::SocketAddr;

use hark_protocol::{Access, Person};
use hark_protocol::{PersonName, RoomId, RoomName, Topic, UserId};
use hark_server::app::App;
use hark_server::config::{Config, Rates};
use hark_server::serve_app;
use hark_server::store::{Email, NewPerson, Store, Viewer};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::socket::{Door, Socket};

/// A running server.
pub(crate) struct TestChat {
    pub(crate) app: App,
    pub(crate) address: SocketAddr,
    /// The room everybody is in.
    pub(crate) lobby: RoomId,
    owner: Somebody,
    serving: JoinHandle<()>,
    data: TempDir,
}

/// A person who is signed in.
#[derive(Clone)]
pub(crate) struct Somebody {
    pub(crate) viewer: Viewer,
    pub(crate) token: String,
    pub(crate) address: SocketAddr,
}

impl TestChat {
    /// A fresh server with its owner, Ann.
    pub(crate) async fn start() -> (Self, Somebody) {
        Self::at(Rates::UNLIMITED).await
    }

    /// Likewise, but people may go on no faster than this.
    pub(crate) async fn at(rates: Rates) -> (Self, Somebody) {
        let data = tempfile::tempdir().unwrap();
        let (app, address, serving) = serve(&data, rates).await;
        let token = app.store.first_run_token().unwrap();
        let ann = app.store.claim(token.as_str(), newcomer("Ann Novak")).await.unwrap();
        let owner = sign_in(&app.store, address, ann.person.id).await;
        let lobby = ann.room.unwrap();
        (Self { app, address, lobby, owner: owner.clone(), serving, data }, owner)
    }

    /// A fresh server with two people in its lobby.
    pub(crate) async fn of_two() -> (Self, Somebody, Somebody) {
        let (chat, ann) = Self::start().await;
        let bob = chat.person("Bob Lee").await;
        (chat, ann, bob)
    }

    /// One more person in the lobby.
    pub(crate) async fn person(&self, name: &str) -> Somebody {
        let store = &self.app.store;
        let owner = self.owner.viewer.user.id;
        let day = std::time::Duration::from_secs(24 * 60 * 60);
        let invite = store.create_invite(owner, 1, day).await.unwrap();
        let welcomed = store.accept_invite(invite.as_str(), newcomer(name)).await.unwrap();
        sign_in(store, self.address, welcomed.person.id).await
    }

    /// A closed room of this person alone.
    pub(crate) async fn room(&self, creator: &Somebody, name: &str) -> RoomId {
        let name = RoomName::parse(name).unwrap();
        let (creator, topic) = (creator.viewer.user.id, Topic::default());
        self.app.store.create_room(creator, name, topic, Access::Closed).await.unwrap()
    }

    /// Stops the server in good order. Its data.
    pub(crate) async fn stop(self) -> TempDir {
        self.app.stop.cancel();
        self.serving.await.unwrap();
        self.data
    }

    /// Stops the server in good order and starts another on its data, at another address.
    pub(crate) async fn restart(self) -> Self {
        let (lobby, owner) = (self.lobby, self.owner.clone());
        let data = self.stop().await;
        let (app, address, serving) = serve(&data, Rates::UNLIMITED).await;
        Self { app, address, lobby, owner: owner.at(address), serving, data }
    }
}

impl Somebody {
    pub(crate) fn person(&self) -> &Person {
        &self.viewer.user
    }

    /// This person's way in.
    pub(crate) fn door(&self) -> Door {
        Door::new(self.address, &self.token)
    }

    /// A socket that is live, with nothing resumed and this room in view.
    pub(crate) async fn looks_at(&self, room: RoomId) -> Socket {
        self.door().looks_at(room).await
    }

    /// The same person in the same session, where the server is now.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self { address, ..self.clone() }
    }

    /// The same person, signed in on another browser.
    pub(crate) async fn elsewhere(&self, chat: &TestChat) -> Self {
        sign_in(&chat.app.store, self.address, self.viewer.user.id).await
    }
}

async fn serve(data: &TempDir, rates: Rates) -> (App, SocketAddr, JoinHandle<()>) {
    // People here type faster than anybody does.
    let free = Config::on_free_port(data.path());
    let config = Config { socket_rate: u32::MAX, rates, ..free };
    let app = App::start(config).unwrap();
    let (told, address) = oneshot::channel();
    let served = app.clone();
    let serving = tokio::spawn(async move {
        serve_app(served, |ready| told.send(ready.address).unwrap()).await.unwrap();
    });
    (app, address.await.unwrap(), serving)
}

async fn sign_in(store: &Store, address: SocketAddr, user: UserId) -> Somebody {
    let session = store.create_session(user, "a test", None).await.unwrap();
    let token = session.token.as_str().to_owned();
    let viewer = store.viewer(&token).await.unwrap().unwrap();
    Somebody { viewer, token, address }
}

fn newcomer(name: &str) -> NewPerson {
    let email = format!("{}@example.org", name.replace(' ', ".").to_lowercase());
    NewPerson {
        name: PersonName::parse(name).unwrap(),
        email: Email::parse(&email).unwrap(),
        // Nobody signs in by password here.
        password: "$argon2id$".to_owned(),
    }
}
