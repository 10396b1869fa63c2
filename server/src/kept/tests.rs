//! For how long and for whom a page is kept.

use hark_client::look::Theme;
use hark_protocol::{
    About, Access, Cursor, List, Person, PersonName, Pins, Room, RoomName, RoomSnapshot,
    RoomSummary, Seq, Status, StatusText, Topic, UnreadThreads, UserId,
};

use super::*;
use crate::store::{Email, NewPerson, Store};

/// 2026-11-13 23:59:30.250 in Prague.
const LATE: i64 = 1_794_610_770_250;

fn question() -> Question {
    Question {
        session: SessionId(1),
        address: "/rooms/1".into(),
        language: Language::English,
        zone: "Europe/Prague".into(),
        look: Look::default(),
        packing: Packing::Gzip,
        names: Arc::new(Names { js: "js".into(), wasm: "wasm".into(), css: "css".into() }),
    }
}

fn leaf(text: &str, holds: Range<i64>) -> Arc<Leaf> {
    let fresh = Fresh { nonce: "n".into(), form_id: "f".into() };
    let sheet = Sheet::of(text, &fresh, Packing::Plain);
    Arc::new(Leaf { sheet, room: RoomId(1), holds: Timestamp(holds.start)..Timestamp(holds.end) })
}

/// Keeps what is asked for a second time.
fn keep(kept: &Kept, question: &Question, as_of: AsOf, leaf: &Arc<Leaf>) {
    for _ in 0..2 {
        kept.keep(question.clone(), as_of, Arc::clone(leaf));
    }
}

fn page(at: i64, statuses: &[Option<i64>]) -> ChatPage {
    let me = Person { id: UserId(1), name: name("Ann"), picture: None };
    let room = Room {
        id: RoomId(1),
        name: RoomName::parse("Room").unwrap(),
        topic: Topic::parse("").unwrap(),
        access: Access::Open,
        slow_seconds: 0,
        archived_by: None,
        people: List::default(),
    };
    let summary = RoomSummary {
        room,
        cursor: Cursor::default(),
        read: Seq(0),
        set_back: 0,
        unread: 0,
        mentions: List::default(),
        chosen_level: None,
    };
    let open = RoomSnapshot {
        summary,
        member_count: 1,
        members: List::default(),
        rows: List::default(),
        older: false,
        newer: false,
        pins: Pins::default(),
    };
    let status = |until: &Option<i64>| {
        let (text, until) = (StatusText::parse("Away").unwrap(), until.map(Timestamp));
        About { user: UserId(2), status: Some(Status { text, until }), zone: None }
    };
    let about = List::first_of(statuses.iter().map(status));
    let (rooms, threads, now) = (vec![], UnreadThreads::default(), Timestamp(at));
    ChatPage { me, moderates: false, rooms, open, thread: None, threads, about, now }
}

fn name(name: &str) -> PersonName {
    PersonName::parse(name).unwrap()
}

fn ann() -> NewPerson {
    NewPerson {
        name: name("Ann"),
        email: Email::parse("ann@example.org").unwrap(),
        password: "none".into(),
    }
}

#[test]
fn a_page_holds_until_something_on_it_would_be_said_otherwise() {
    let until = |at, statuses: &[_]| {
        let holds = holds(&page(at, statuses));
        assert_eq!(holds.start, Timestamp(at), "clocks are set back");
        holds.end.0 - at
    };
    assert_eq!(until(LATE, &[]), 29_750, "at midnight today becomes yesterday");
    assert_eq!(until(LATE + 29_749, &[]), 1);
    assert_eq!(until(LATE + 29_750, &[]), 60_000);
    assert_eq!(
        until(LATE, &[None, Some(LATE + 9), Some(LATE + 4), Some(LATE)]),
        4,
        "a status ends"
    );
    assert_eq!(until(LATE, &[Some(LATE + 90_000)]), 29_750);
    assert_eq!(until(-1, &[]), 1);
}

#[test]
fn only_the_same_question_about_the_same_state_has_an_answer() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), drop).unwrap();
    let as_of = store.as_of().unwrap();
    let (kept, page) = (Kept::default(), leaf("page", 10..20));
    kept.keep(question(), as_of, Arc::clone(&page));
    assert!(kept.find(&question(), as_of, Timestamp(10)).is_none(), "most are asked for once");
    kept.keep(question(), as_of, page);
    let find = |question: &Question, at| kept.find(question, as_of, Timestamp(at)).is_some();
    assert!(find(&question(), 10) && find(&question(), 19));
    assert!(!find(&question(), 9) && !find(&question(), 20), "at another time");
    let look = Look { theme: Theme::Dark, ..Look::default() };
    let names = Names { css: "new.css".into(), ..(*question().names).clone() };
    for other in [
        Question { session: SessionId(2), ..question() },
        Question { address: "/rooms/1?before=5".into(), ..question() },
        Question { language: Language::Czech, ..question() },
        Question { zone: "Asia/Tokyo".into(), ..question() },
        Question { look, ..question() },
        Question { packing: Packing::Plain, ..question() },
        Question { names: Arc::new(names), ..question() },
    ] {
        assert!(!find(&other, 10), "{other:?}");
    }
}

#[tokio::test]
async fn whoever_commits_anything_the_state_is_another_one() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), drop).unwrap();
    let beside = Store::beside(dir.path()).unwrap();
    let token = store.first_run_token().unwrap();
    store.claim(token.as_str(), ann()).await.unwrap();
    let kept = Kept::default();
    let keep_now = || {
        let as_of = store.as_of().unwrap();
        keep(&kept, &question(), as_of, &leaf("page", 10..20));
        as_of
    };
    let holds = || kept.find(&question(), store.as_of().unwrap(), Timestamp(10)).is_some();
    // The index may still be filled for a moment.
    let stays = |_| {
        keep_now();
        holds() && holds()
    };
    assert!((0..1000).any(stays), "asking alone changes nothing");
    store.rename_person(UserId(1), name("Anna")).await.unwrap();
    assert!(!holds(), "this process wrote");
    keep_now();
    beside.rename_person(UserId(1), name("Anja")).await.unwrap();
    assert!(!holds(), "another process wrote");
    let before = keep_now();
    store.rename_person(UserId(1), name("Anne")).await.unwrap();
    keep(&kept, &question(), before, &leaf("old", 10..20));
    assert!(!holds(), "a page that was read before a commit is none of the state after it");
}

#[test]
fn no_more_is_kept_than_there_is_room_for() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), drop).unwrap();
    let as_of = store.as_of().unwrap();
    let kept = Kept::default();
    let asking = |number| Question { session: SessionId(number), ..question() };
    let large = "x".repeat(KEPT_BYTES / 10);
    for number in 0..100 {
        keep(&kept, &asking(number), as_of, &leaf("small", 0..1));
        keep(&kept, &asking(number), as_of, &leaf(&large, 0..1));
        assert!(kept.find(&asking(number), as_of, Timestamp(0)).is_some(), "the newest is there");
        let shelf = lock(&kept.0);
        let held: usize = shelf.leaves.values().flatten().map(|leaf| leaf.sheet.bytes()).sum();
        assert!(held <= shelf.bytes && shelf.bytes <= KEPT_BYTES, "{held} of {}", shelf.bytes);
    }
    let huge = leaf(&"x".repeat(KEPT_BYTES), 0..1);
    keep(&kept, &asking(0), as_of, &huge);
    assert!(kept.find(&asking(0), as_of, Timestamp(0)).is_none());
    let long = Question { address: "?".repeat(KEPT_BYTES), ..question() };
    keep(&kept, &long, as_of, &leaf("page", 0..1));
    assert!(kept.find(&long, as_of, Timestamp(0)).is_none(), "addresses take room, too");
}
