//! What a connection does as time passes, on a paused clock and over a transport in memory.

mod ends;

use std::sync::atomic::Ordering;
use std::time::Duration;

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, CloseCode, Event, EventKind, Person, PersonName,
    RoomSummary, ServerFrame, Tag, Timestamp, UserId,
};
use tempfile::TempDir;
use tokio::time::Instant;
use tungstenite::Message;

use super::connection::Connection;
use crate::app::App;
use crate::config::{Config, Rates};
use crate::store::{Author, Email, NewPerson, Store, Told};
use ends::{Outside, ends};

/// The owner of a fresh server connects. From here on, time passes when nothing else happens.
async fn connect() -> (TempDir, App, Outside) {
    let data = tempfile::tempdir().unwrap();
    let config = Config { rates: Rates::UNLIMITED, ..Config::on_free_port(data.path()) };
    let app = App::start(config).unwrap();
    let token = app.store.first_run_token().unwrap();
    let ann = NewPerson {
        name: PersonName::parse("Ann Novak").unwrap(),
        email: Email::parse("ann@example.org").unwrap(),
        password: "$argon2id$".to_owned(),
    };
    let ann = app.store.claim(token.as_str(), ann).await.unwrap().person;
    let session = app.store.create_session(ann.id, "a test", None).await.unwrap();
    let viewer = app.store.viewer(session.token.as_str()).await.unwrap().unwrap();
    let registration = app.hub.register(&viewer).unwrap();
    let (inside, outside) = ends();
    tokio::time::pause();
    let connection = Connection::new(app.clone(), viewer, registration, inside);
    tokio::spawn(Box::new(connection).run());
    (data, app, outside)
}

fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

/// Waits for another thread, for which a paused clock does not wait.
async fn off_the_clock<R>(work: impl Future<Output = R>) -> R {
    tokio::time::resume();
    let done = work.await;
    tokio::time::pause();
    done
}

/// Whether it has been about so long: timers are exact to the millisecond.
fn is_about(since: Instant, expected: Duration) -> bool {
    since.elapsed().abs_diff(expected) < Duration::from_millis(20)
}

#[tokio::test]
async fn whoever_says_nothing_is_let_go_after_five_seconds_and_may_come_back() {
    let (_data, _app, mut ann) = connect().await;
    let start = Instant::now();
    let code = ann.next().await.unwrap_err();
    assert_eq!(code, CloseCode::NoHeartbeat.code());
    assert!(!CloseCode::stops(code), "the hello may have been lost on its way");
    assert!(is_about(start, seconds(5)), "{:?}", start.elapsed());
}

#[tokio::test]
async fn the_silent_are_asked_and_then_let_go() {
    let (_data, _app, mut ann) = connect().await;
    ann.until_live().await;
    let start = Instant::now();
    assert_eq!(ann.next().await, Ok(ServerFrame::Ping));
    assert!(is_about(start, seconds(25)), "{:?}", start.elapsed());
    assert_eq!(ann.next().await, Err(CloseCode::NoHeartbeat.code()));
    assert!(is_about(start, seconds(35)), "{:?}", start.elapsed());
}

#[tokio::test]
async fn whoever_answers_stays() {
    let (_data, app, mut ann) = connect().await;
    ann.until_live().await;
    let start = Instant::now();
    for _ in 0..100 {
        assert_eq!(ann.next().await, Ok(ServerFrame::Ping));
        ann.say(&ClientFrame::Pong);
    }
    assert!(start.elapsed() >= seconds(2_500));
    assert_eq!(app.hub.connections(), 1);
}

#[tokio::test]
async fn whoever_does_not_read_is_let_go_after_ten_seconds() {
    let (_data, app, ann) = connect().await;
    ann.hello();
    let start = Instant::now();
    for _ in 0..10 {
        ann.say(&ClientFrame::Ping);
    }
    while app.hub.connections() > 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(is_about(start, seconds(10)), "{:?}", start.elapsed());
}

#[tokio::test]
async fn the_end_of_a_session_that_was_not_told_is_noticed() {
    let (data, _app, mut ann) = connect().await;
    let user = ann.until_live().await;
    // From the command line, beside the running server.
    let beside = Store::beside(data.path()).unwrap();
    off_the_clock(beside.end_sessions(user)).await.unwrap();
    let start = Instant::now();
    assert_eq!(ann.next().await, Err(CloseCode::SessionEnded.code()));
    assert!(start.elapsed() < seconds(11), "{:?}", start.elapsed());
}

#[tokio::test]
async fn the_end_of_a_session_that_was_told_is_acted_on_at_once() {
    let (_data, app, mut ann) = connect().await;
    let user = ann.until_live().await;
    let start = Instant::now();
    off_the_clock(app.store.end_sessions(user)).await.unwrap();
    assert_eq!(ann.next().await, Err(CloseCode::SessionEnded.code()));
    assert!(start.elapsed() < seconds(1), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_name_taken_while_one_connects_is_the_one_one_is_welcomed_by() {
    let (_data, app, mut ann) = connect().await;
    let user = app.store.people().await.unwrap()[0].person.id;
    let name = PersonName::parse("Ann Dvorak").unwrap();
    off_the_clock(app.store.rename_person(user, name.clone())).await.unwrap();
    ann.hello();
    match ann.next().await {
        Ok(ServerFrame::Welcome { me, .. }) => assert_eq!(me.name, name),
        other => panic!("not welcome: {other:?}"),
    }
}

/// The owner's first room.
struct Lobby(RoomSummary, Person);

impl Lobby {
    async fn of(app: &App, user: UserId) -> Self {
        let summary = app.store.room_summaries(user).await.unwrap().remove(0);
        let name = PersonName::parse("Ann Novak").unwrap();
        Self(summary, Person { id: user, name, picture: None })
    }

    /// Its next event, told without being stored.
    fn tell_next(&mut self, app: &App) {
        let seq = self.0.cursor.seq.next();
        self.0.cursor.seq = seq;
        let id = ClientMessageId(u128::from(seq.0).to_be_bytes());
        let kind = Some(EventKind::MessagePosted { client_message_id: id, body: None });
        let event = Event { seq, tag: Tag(1), at: Timestamp(1), actor: self.1.clone(), kind };
        app.hub.publish(vec![Told::Event { room: self.0.room.id, event }]);
        // Or the thread for it has its hands on it.
        app.hub.bring_now();
    }
}

#[tokio::test]
async fn whoever_never_stops_talking_hears_what_happens_all_the_same() {
    let (_data, app, mut ann) = connect().await;
    let mut lobby = Lobby::of(&app, ann.until_live().await).await;
    (0..50).for_each(|_| ann.say(&ClientFrame::Ping));
    lobby.tell_next(&app);
    let mut pongs = 0;
    // For each answer that is read there is a new question.
    while ann.next().await == Ok(ServerFrame::Pong) {
        ann.say(&ClientFrame::Ping);
        pongs += 1;
        assert!(pongs < 100_000, "no event among so many answers");
    }
}

#[tokio::test]
async fn a_busy_room_keeps_nobody_from_being_answered() {
    let (_data, app, mut ann) = connect().await;
    let mut lobby = Lobby::of(&app, ann.until_live().await).await;
    (0..50).for_each(|_| lobby.tell_next(&app));
    ann.say(&ClientFrame::Ping);
    let mut events = 0;
    // For each event that is read there is a new one.
    while ann.next().await != Ok(ServerFrame::Pong) {
        lobby.tell_next(&app);
        events += 1;
        assert!(events < 2_000, "no answer among so many events");
    }
}

#[tokio::test]
async fn what_is_asked_at_once_is_answered_with_one_write() {
    let (_data, _app, mut ann) = connect().await;
    ann.until_live().await;
    let before = ann.writes.load(Ordering::Relaxed);
    for _ in 0..2 {
        ann.say(&ClientFrame::Ping);
    }
    for _ in 0..2 {
        assert_eq!(ann.next().await, Ok(ServerFrame::Pong));
    }
    tokio::task::yield_now().await;
    assert_eq!(ann.writes.load(Ordering::Relaxed), before + 1);
}

#[tokio::test]
async fn a_panic_that_is_no_commands_ends_the_connection_in_good_order() {
    let (_data, _app, mut ann) = connect().await;
    ann.until_live().await;
    ann.to_server.unbounded_send(Message::Text("panic".into())).unwrap();
    assert_eq!(ann.next().await, Err(CloseCode::Internal.code()));
}

/// Posts so many messages of so many bytes while nobody reads, then reads them all.
async fn read_late(many: u64, bytes: usize) {
    let (_data, app, mut ann) = connect().await;
    let user = ann.until_live().await;
    let room = app.store.room_summaries(user).await.unwrap().remove(0);
    let (room, before) = (room.room.id, room.cursor.seq);
    off_the_clock(async {
        for number in 1..=many {
            let id = ClientMessageId(u128::from(number).to_be_bytes());
            let body = Body::parse(&"x".repeat(bytes)).unwrap();
            app.store.post(Author { user, room }, None, id, body).await.unwrap();
        }
    })
    .await;
    for number in 1..=many {
        match ann.next().await {
            Ok(ServerFrame::Event { event, .. }) => assert_eq!(event.seq.0, before.0 + number),
            other => panic!("not event {number}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_reader_a_little_behind_gets_everything_from_the_ring() {
    read_late(300, 1).await;
}

#[tokio::test]
async fn a_reader_far_behind_gets_everything_from_the_store() {
    // Three times what the ring holds.
    read_late(200, 4096).await;
}
