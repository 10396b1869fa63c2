//! What is taken from somebody is gone from their open connections at once: in the middle of what
//! everybody says, nothing more comes out to them and nothing more of theirs is taken in.

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, CloseCode, Command, Cursor, ErrorCode, List, Role,
    RoomCursor, RoomId, Seq, ServerFrame, VERSION,
};
use hark_server::chat as doing;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::chat::{Somebody, TestChat};
use super::socket::Socket;

/// How often each thing is taken from somebody.
const ROUNDS: usize = 4;

/// What is taken from somebody.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Taken {
    /// They sign out on this browser.
    SessionHere,
    /// They sign out everywhere.
    SessionsEverywhere,
    /// They change their password on another browser.
    Password,
    /// An admin signs them out.
    ByAdmin,
    /// They are banned.
    Ban,
    /// They are removed from the room.
    Room,
    /// They leave it, on another browser.
    Leaving,
    /// They may not write for an hour.
    Voice,
    /// They call whole rooms, and become a guest.
    Rank,
}

const ALL: [Taken; 9] = [
    Taken::SessionHere,
    Taken::SessionsEverywhere,
    Taken::Password,
    Taken::ByAdmin,
    Taken::Ban,
    Taken::Room,
    Taken::Leaving,
    Taken::Voice,
    Taken::Rank,
];

impl Taken {
    /// What their connections are closed with, if they are.
    fn closes_with(self) -> Option<CloseCode> {
        match self {
            Self::SessionHere | Self::SessionsEverywhere | Self::Password | Self::ByAdmin => {
                Some(CloseCode::SessionEnded)
            }
            Self::Ban => Some(CloseCode::Banned),
            Self::Room | Self::Leaving | Self::Voice | Self::Rank => None,
        }
    }

    /// What they are told who go on asking.
    fn refused_with(self) -> ErrorCode {
        match self {
            Self::Room | Self::Leaving => ErrorCode::NotFound,
            Self::Voice => ErrorCode::Silenced,
            _ => ErrorCode::Forbidden,
        }
    }

    async fn take(self, chat: &TestChat, owner: &Somebody, from: &Somebody, room: RoomId) {
        let store = &chat.app.store;
        let (user, by) = (from.viewer.user.id, &owner.viewer);
        match self {
            Self::SessionHere => store.end_session(user, from.viewer.session).await.unwrap(),
            Self::SessionsEverywhere => store.end_sessions(user).await.unwrap(),
            Self::Password => {
                let link = store.create_reset(user).await.unwrap();
                store.use_reset(link.as_str(), "$new".into()).await.unwrap();
            }
            Self::ByAdmin => doing::end_sessions_of(store, by, user).await.unwrap(),
            Self::Ban => doing::ban(store, by, user).await.unwrap(),
            Self::Room => doing::remove_member(store, by, room, user).await.unwrap(),
            Self::Leaving => doing::leave(store, &from.viewer, room).await.unwrap(),
            Self::Voice => {
                let hour = std::time::Duration::from_secs(3600);
                doing::silence(store, by, user, hour).await.unwrap();
            }
            Self::Rank => doing::set_role(store, by, user, Role::Guest).await.unwrap(),
        }
    }
}

/// Somebody who talks without end, until told not to.
fn talk(who: &Somebody, room: RoomId, enough: &CancellationToken) -> JoinHandle<()> {
    let (who, enough) = (who.clone(), enough.clone());
    tokio::spawn(async move {
        let mut socket = who.looks_at(room).await;
        while !enough.is_cancelled() {
            socket.post(room, "And another thing").await;
        }
    })
}

fn post(room: RoomId) -> Command {
    let mut id = [0; 16];
    getrandom::fill(&mut id).unwrap();
    let body = Body::parse("@room, and me").unwrap();
    Command::Post { room, client_message_id: ClientMessageId(id), body, to: None }
}

/// What somebody heard on a connection on which they posted all the while: up to its end, or up to
/// the first refusal of a post.
struct Heard {
    closed: Option<u16>,
    refused: Option<ErrorCode>,
    /// The last of the room's events that came.
    last: Seq,
}

/// Posts without waiting for answers, and listens.
fn insist(mut socket: Socket, room: RoomId, taken: Taken) -> JoinHandle<(Heard, Socket)> {
    tokio::spawn(async move {
        let mut heard = Heard { closed: None, refused: None, last: Seq(0) };
        loop {
            if socket.try_say(&post(room)).await.is_err() {
                // What came before the end is still to be read.
            }
            match socket.next().await {
                Ok(ServerFrame::Event { room: of, event }) if of == room => heard.last = event.seq,
                Ok(ServerFrame::Reply { result: Err(refusal), .. })
                    if refusal.code != ErrorCode::LimitExceeded =>
                {
                    heard.refused = Some(refusal.code);
                    if taken.closes_with().is_none() {
                        return (heard, socket);
                    }
                }
                Ok(_) => {}
                Err(code) => {
                    heard.closed = Some(code);
                    return (heard, socket);
                }
            }
        }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_taken_from_somebody_is_gone_in_the_middle_of_the_talk() {
    let (chat, ann, bob) = TestChat::of_two().await;
    for round in 0..ROUNDS {
        for taken in ALL {
            let about = format!("{taken:?}, round {round}");
            let eve = chat.person(&format!("Eve {round} {taken:?}")).await;
            let room = chat.room(&ann, "Board").await;
            for other in [&bob, &eve] {
                let user = other.viewer.user.id;
                doing::add_member(&chat.app.store, &ann.viewer, room, user).await.unwrap();
            }
            let enough = CancellationToken::new();
            let talkers = [talk(&ann, room, &enough), talk(&bob, room, &enough)];
            let tabs = [eve.looks_at(room).await, eve.looks_at(room).await];
            let cursor = chat.app.store.head(room).await.unwrap();
            let tabs = tabs.map(|tab| insist(tab, room, taken));
            // Somewhere in the middle: once more has been said than anybody had seen before.
            while chat.app.store.head(room).await.unwrap().seq.0 < cursor.seq.0 + 20 {
                tokio::task::yield_now().await;
            }
            taken.take(&chat, &ann, &eve, room).await;
            // It is on disk. Whatever is written from here on is written without her.
            let head = chat.app.store.head(room).await.unwrap().seq;
            for tab in tabs {
                let (heard, mut socket) = tab.await.unwrap();
                match taken.closes_with() {
                    Some(code) => assert_eq!(heard.closed, Some(code.code()), "{about}"),
                    None => {
                        assert_eq!(heard.refused, Some(taken.refused_with()), "{about}");
                        stays_taken(&mut socket, taken, room, cursor, &about).await;
                    }
                }
            }
            enough.cancel();
            for talker in talkers {
                talker.await.unwrap();
            }
            holds_in_the_log(&chat, taken, &eve, room, head, &about).await;
            if taken.closes_with().is_some() {
                let door = eve.door().refusal().await;
                assert_eq!(door.status(), 401, "{about}");
            }
        }
    }
}

/// On a connection that goes on nothing of the room comes any more, also for the asking.
async fn stays_taken(socket: &mut Socket, taken: Taken, room: RoomId, cursor: Cursor, about: &str) {
    if taken.refused_with() != ErrorCode::NotFound {
        return;
    }
    // What was under way is answered before the ping is.
    socket.so_far().await;
    for old in [
        Command::Fill { room, after: cursor },
        Command::Open { room, cursor: Some(cursor) },
        Command::Typing { room, thread: None },
    ] {
        let refused = socket.answer(old).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound, "{about}");
    }
    let frames = socket.so_far().await;
    let is_of_the_room =
        |frame: &&ServerFrame| matches!(frame, ServerFrame::Event { room: of, .. } if *of == room);
    assert_eq!(frames.iter().find(is_of_the_room), None, "{about}");
}

/// Of a post that was under way with the sign-out the log may have a few more; where the right
/// itself went, none at all.
async fn holds_in_the_log(
    chat: &TestChat,
    taken: Taken,
    eve: &Somebody,
    room: RoomId,
    head: Seq,
    about: &str,
) {
    let later = chat.app.store.events_after(room, head, u16::MAX).await.unwrap();
    let hers = later.iter().filter(|event| event.actor.id == eve.viewer.user.id).count();
    let right_is_gone =
        matches!(taken, Taken::Ban | Taken::Room | Taken::Leaving | Taken::Voice | Taken::Rank);
    if right_is_gone {
        assert_eq!(hers, 0, "{about}: {later:?}");
    } else {
        let under_way = 2 * hark_protocol::Limits::default().commands_in_flight as usize;
        assert!(hers <= under_way, "{about}: {hers} were taken in afterwards");
    }
}

#[tokio::test]
async fn an_old_hello_does_not_bring_back_what_was_taken() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let board = chat.room(&ann, "Board").await;
    let user = bob.viewer.user.id;
    doing::add_member(&chat.app.store, &ann.viewer, board, user).await.unwrap();
    let mut first = bob.door().open().await;
    first.hello(vec![], Some(board)).await;
    let cursor = first.snapshot().await.summary.cursor;
    doing::remove_member(&chat.app.store, &ann.viewer, board, user).await.unwrap();
    ann.looks_at(board).await.post(board, "Among ourselves").await;
    let mut again = bob.door().open().await;
    let rooms = List::new(vec![RoomCursor { room: board, cursor }]).unwrap();
    again.say(&ClientFrame::Hello { version: VERSION, rooms, open: Some(board) }).await;
    let told = again.until_live().await;
    assert!(!told.iter().any(|frame| matches!(frame, ServerFrame::Event { .. })), "{told:?}");
    assert!(!told.iter().any(|frame| matches!(frame, ServerFrame::Reset { .. })), "{told:?}");
}
