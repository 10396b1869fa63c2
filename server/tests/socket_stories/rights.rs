//! Every command, by everybody: a real server answers as the one table of rights says.

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, Cursor, ErrorCode, HistoryFrom, Reaction, Refusal,
    Reply, ReplyTo, Role, RoomId, Seq, ServerFrame,
};
use hark_server::chat as doing;
use hark_server::rights::{self, Right, Tie, Verdict, verdict};

use super::chat::{Somebody, TestChat};
use super::socket::Socket;

/// A room that nobody ever made.
const NOWHERE: RoomId = RoomId(9_999);

macro_rules! commands {
    ($($name:ident)*) => {
        /// Every command there is. One that is not listed here does not compile.
        const COMMANDS: &[&str] = &[$(stringify!($name)),*];

        fn name(command: &Command) -> &'static str {
            match command {
                $(Command::$name { .. } => stringify!($name),)*
            }
        }
    };
}

commands! {
    Open Post Edit Delete MarkRead Typing History Fill React Unreact Pin Unpin Versions Thread
    MarkUnread MarkThreadRead Follow Unfollow ThreadState
}

/// Somebody, their role, and what they have to do with the room.
struct Standing {
    who: Somebody,
    role: Role,
    tie: Tie,
    called: &'static str,
}

/// A room of Kim's and everybody who can stand in some way to it.
async fn everybody(chat: &TestChat, owner: &Somebody) -> (RoomId, Somebody, Vec<Standing>) {
    let kim = chat.person("Kim").await;
    let board = chat.room(&kim, "Board").await;
    let mut all = Vec::new();
    for (called, role, tie) in [
        ("an owner", Role::Owner, Tie::Member),
        ("an admin", Role::Admin, Tie::Member),
        ("a moderator", Role::Moderator, Tie::Member),
        ("a member", Role::Member, Tie::Member),
        ("a guest", Role::Guest, Tie::Member),
        ("a member who is silenced", Role::Member, Tie::Member),
        ("an owner elsewhere", Role::Owner, Tie::Stranger),
        ("a member elsewhere", Role::Member, Tie::Stranger),
        ("a guest elsewhere", Role::Guest, Tie::Stranger),
        ("an admin who was removed", Role::Admin, Tie::Stranger),
        ("a member who was removed", Role::Member, Tie::Stranger),
    ] {
        let who = chat.person(called).await;
        let (store, user) = (&chat.app.store, who.viewer.user.id);
        if called.ends_with("removed") || tie == Tie::Member {
            doing::add_member(store, &kim.viewer, board, user).await.unwrap();
        }
        if called.ends_with("removed") {
            doing::remove_member(store, &kim.viewer, board, user).await.unwrap();
        }
        doing::set_role(store, &owner.viewer, user, role).await.unwrap();
        all.push(Standing { who, role, tie, called });
    }
    let (role, tie, called) = (Role::Member, Tie::Keeper, "its keeper");
    all.push(Standing { who: kim.clone(), role, tie, called });
    (board, kim, all)
}

/// What each command is asked with, and by which right. `own` is the asker's message, or, where
/// they have none, anybody's; each command that changes one has its own.
fn asked(room: RoomId, own: [Seq; 3]) -> Vec<(Right, Command)> {
    let [target, removed, root] = own;
    let seq = root;
    let after = Cursor { epoch: hark_protocol::Epoch(1), seq, tag: hark_protocol::Tag(1) };
    let reaction = || Reaction::parse("👍").unwrap();
    let from = HistoryFrom::Before(Seq(u64::MAX));
    let post = |text: &str, to| {
        let mut id = [0; 16];
        getrandom::fill(&mut id).unwrap();
        let (client_message_id, body) = (ClientMessageId(id), Body::parse(text).unwrap());
        Command::Post { room, client_message_id, body, to }
    };
    let body = |text: &str| Body::parse(text).unwrap();
    let plain = [
        Command::Open { room, cursor: None },
        post("Good morning", None),
        post("And to you", Some(ReplyTo { root, in_room: false })),
        Command::Edit { room, target, body: body("Good evening") },
        Command::Delete { room, target: removed },
        Command::MarkRead { room, seq, set_back: 0 },
        Command::Typing { room, thread: None },
        Command::History { room, from, limit: 5 },
        Command::Fill { room, after },
        Command::React { room, target, reaction: reaction() },
        Command::Unreact { room, target, reaction: reaction() },
        Command::Pin { room, target },
        Command::Unpin { room, target },
        Command::Versions { room, target, before: None },
        Command::Thread { room, message: root, from, limit: 5 },
        Command::MarkUnread { room, target },
        Command::MarkThreadRead { room, root, seq },
        Command::Follow { room, root },
        Command::Unfollow { room, root },
        Command::ThreadState { room, root },
    ];
    let call = "@room coffee";
    let besides = [
        (Right::CallRoom, post(call, None)),
        (Right::CallRoom, Command::Edit { room, target, body: body(call) }),
    ];
    plain.into_iter().map(|command| (Right::of(&command), command)).chain(besides).collect()
}

/// Three messages of somebody who may write, else of Kim.
async fn own(chat: &TestChat, standing: &Standing, kim: &Somebody, room: RoomId) -> [Seq; 3] {
    let author = if standing.tie == Tie::Stranger { kim } else { &standing.who };
    let mut own = [Seq(0); 3];
    for seq in &mut own {
        *seq = say(chat, author, room).await;
    }
    own
}

async fn say(chat: &TestChat, author: &Somebody, room: RoomId) -> Seq {
    let mut id = [0; 16];
    getrandom::fill(&mut id).unwrap();
    let (id, body) = (ClientMessageId(id), Body::parse("Something").unwrap());
    doing::post(&chat.app.store, &author.viewer, room, id, body, None).await.unwrap().seq
}

fn expected(verdict: Verdict) -> Option<ErrorCode> {
    match verdict {
        Verdict::Yes => None,
        Verdict::Forbidden => Some(ErrorCode::Forbidden),
        Verdict::Silenced => Some(ErrorCode::Silenced),
        Verdict::Unknown => Some(ErrorCode::NotFound),
        Verdict::SignIn => panic!("a socket is somebody's"),
    }
}

async fn refusal(socket: &mut Socket, command: Command) -> Option<Refusal> {
    socket.answer(command).await.err()
}

#[tokio::test]
async fn every_command_is_answered_to_everybody_as_the_table_says() {
    let (chat, ann) = TestChat::start().await;
    let (board, kim, everybody) = everybody(&chat, &ann).await;
    for standing in &everybody {
        let mut socket = standing.who.looks_at(chat.lobby).await;
        let own = own(&chat, standing, &kim, board).await;
        let asked = asked(board, own);
        let names: Vec<_> = asked.iter().map(|(_, command)| name(command)).collect();
        for command in COMMANDS {
            assert!(names.contains(command), "nobody asks with {command}");
        }
        let silenced = standing.called.ends_with("silenced");
        if silenced {
            let user = standing.who.viewer.user.id;
            let hour = std::time::Duration::from_secs(3600);
            doing::silence(&chat.app.store, &ann.viewer, user, hour).await.unwrap();
        }
        let role = Some(standing.role);
        for (right, command) in asked {
            let says = verdict(rights::Standing { role, tie: standing.tie, silenced }, right);
            let about = format!("{} asks with {command:?}", standing.called);
            let refused = refusal(&mut socket, command).await;
            assert_eq!(refused.map(|refusal| refusal.code), expected(says), "{about}");
        }
        // What others wrote is theirs to change, whatever one may.
        let target = say(&chat, &another(&everybody, standing), board).await;
        let body = Body::parse("Not what I said").unwrap();
        let not_mine = match standing.tie {
            Tie::Stranger => Verdict::Unknown,
            _ if silenced => Verdict::Silenced,
            Tie::Member | Tie::Keeper | Tie::Direct => Verdict::Forbidden,
        };
        let standing_now = rights::Standing { role, tie: standing.tie, silenced };
        let removing = match verdict(standing_now, Right::Moderate) {
            Verdict::Yes => Verdict::Yes,
            _ => not_mine,
        };
        for (says, command) in [
            (not_mine, Command::Edit { room: board, target, body }),
            (removing, Command::Delete { room: board, target }),
        ] {
            let refused = refusal(&mut socket, command).await;
            let refused = refused.map(|refusal| refusal.code);
            assert_eq!(refused, expected(says), "{}", standing.called);
        }
    }
}

/// Somebody else in the room: Kim, or for Kim the owner.
fn another(everybody: &[Standing], standing: &Standing) -> Somebody {
    let kim = everybody.last().unwrap();
    let other = if standing.called == kim.called { &everybody[0] } else { kim };
    other.who.clone()
}

#[tokio::test]
async fn a_room_of_others_and_no_room_are_the_same_to_every_command() {
    let (chat, ann) = TestChat::start().await;
    let (board, kim, everybody) = everybody(&chat, &ann).await;
    for standing in everybody.iter().filter(|standing| standing.tie == Tie::Stranger) {
        let mut socket = standing.who.looks_at(chat.lobby).await;
        let own = own(&chat, standing, &kim, board).await;
        for ((_, theirs), (_, none)) in asked(board, own).into_iter().zip(asked(NOWHERE, own)) {
            let about = format!("{} asks with {theirs:?}", standing.called);
            let (theirs, none) = (socket.answer(theirs).await, socket.answer(none).await);
            assert_eq!(bytes(theirs), bytes(none), "{about}");
        }
        for room in [board, NOWHERE] {
            socket.say(&ClientFrame::WhoWasHere { room }).await;
        }
        let told = socket.so_far().await;
        let told_of = |frame: &ServerFrame| matches!(frame, ServerFrame::Seen { .. });
        assert!(!told.iter().any(told_of), "{}: {told:?}", standing.called);
    }
}

/// An answer as it travels, but for the number of what it answers.
fn bytes(result: Result<Reply, Refusal>) -> Vec<u8> {
    ServerFrame::Reply { id: hark_protocol::CommandId(0), result }.encode()
}

#[tokio::test]
async fn a_guest_finds_no_room_and_brings_nobody() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let (store, user) = (&chat.app.store, bob.viewer.user.id);
    doing::leave(store, &bob.viewer, chat.lobby).await.unwrap();
    doing::set_role(store, &ann.viewer, user, Role::Guest).await.unwrap();
    let code = |refused: doing::Refused| refused.code();
    let joined = doing::join(store, &bob.viewer, chat.lobby).await.map_err(code);
    assert_eq!(joined, Err(ErrorCode::NotFound));
    assert!(doing::room_info(store, &bob.viewer, chat.lobby).await.is_err());
    let people = doing::people(store, &bob.viewer).await.unwrap();
    assert_eq!(people.len(), 1, "nobody but himself: {people:?}");
    let direct = doing::direct_room(store, &bob.viewer, vec![ann.viewer.user.id]).await;
    assert_eq!(direct.map_err(code), Err(ErrorCode::NotFound));
    // Others find him.
    doing::direct_room(store, &ann.viewer, vec![user]).await.unwrap();
    assert_eq!(doing::people(store, &bob.viewer).await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_last_owner_stays_one() {
    let (chat, ann, bob) = TestChat::of_two().await;
    let store = &chat.app.store;
    let (hers, his) = (ann.viewer.user.id, bob.viewer.user.id);
    let alone = doing::set_role(store, &ann.viewer, hers, Role::Member).await;
    assert_eq!(alone.unwrap_err().code(), ErrorCode::Forbidden);
    doing::set_role(store, &ann.viewer, his, Role::Owner).await.unwrap();
    let equal = doing::set_role(store, &ann.viewer, his, Role::Member).await;
    assert_eq!(equal.unwrap_err().code(), ErrorCode::Forbidden, "owners do not touch owners");
    doing::set_role(store, &ann.viewer, hers, Role::Member).await.unwrap();
    let last = doing::set_role(store, &bob.viewer, his, Role::Admin).await;
    assert_eq!(last.unwrap_err().code(), ErrorCode::Forbidden);
    let members = doing::set_role(store, &ann.viewer, hers, Role::Owner).await;
    assert_eq!(members.unwrap_err().code(), ErrorCode::Forbidden);
}
