//! A page that is right, and one that is wrong in each way in which a cache or a race can make it
//! wrong.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hark_lab::http::Visitor;
use hark_protocol::{
    Access, ChatPage, Cursor, EventKind, List, Notice, Person, PersonName, Pins, Room, RoomName,
    RoomSnapshot, RoomSummary, Row, Seq, Timestamp, Topic, UnreadThreads, UserId,
};

use super::*;

const ROOM: RoomId = RoomId(3);
const ANN: UserId = UserId(7);

/// Sixty lines, numbered from 11 on, of which the page shows those from 21 to 70.
fn wall() -> Wall {
    let mut wall = Wall::empty(ROOM, vec![0]);
    wall.lines = (0..60).map(|number| format!("Line {number}.")).collect();
    (wall.first, wall.stored) = (11, 60);
    wall
}

fn html(rows: &[u64], name: &str, me: UserId, room: RoomId, data: &[u64]) -> String {
    let mut page = format!("<span class=\"me__name\" dir=\"auto\">{name}</span>");
    page += "<ol class=\"timeline__rows\"><li class=\"day\">Today</li>";
    for seq in rows {
        let line = seq - 11;
        let _ = write!(page, "<li id=\"m-{seq}\" data-seq=\"{seq}\"><p>Line {line}.</p></li>");
    }
    let data = STANDARD.encode(chat_page(me, room, data).encode());
    let _ = write!(page, "</ol><script id=\"chat-page\" type=\"text/plain\">{data}</script>");
    page
}

fn chat_page(me: UserId, room: RoomId, rows: &[u64]) -> ChatPage {
    let me = Person { id: me, name: PersonName::parse("Ann").unwrap(), picture: None };
    let (at, kind) = (Timestamp(0), EventKind::RoomArchived);
    let row = |seq: &u64| {
        Row::Notice(Notice { seq: Seq(*seq), at, actor: me.clone(), kind: kind.clone() })
    };
    let room = Room {
        id: room,
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
        rows: List::first_of(rows.iter().map(row)),
        older: true,
        newer: false,
        pins: Pins::default(),
    };
    let (threads, about) = (UnreadThreads::default(), List::default());
    ChatPage { me, moderates: false, rooms: vec![], open, thread: None, threads, about, now: at }
}

fn hold_with(fields: &str, page: &str, lines: RangeInclusive<usize>) -> Result<usize, String> {
    let visitor = Visitor { server: ([127, 0, 0, 1], 1).into(), token: None };
    let viewer = Citizen { user: ANN, name: "Ann".into(), visitor };
    let length = page.len();
    let answer = format!("HTTP/1.1 {fields}Content-Length: {length}\r\n\r\n{page}");
    Expected { viewer: &viewer, wall: &wall(), lines, packed: None }.hold(answer.as_bytes())
}

const FIELDS: &str =
    "200 OK\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n";

fn hold(page: &str) -> Result<usize, String> {
    hold_with(FIELDS, page, 60..=60)
}

fn newest() -> Vec<u64> {
    (21..=70).collect()
}

#[test]
fn a_page_is_held_to_its_rows_in_order_with_their_texts() {
    let with = |rows: &[u64]| hold(&html(rows, "Ann", ANN, ROOM, &newest()));
    let right = html(&newest(), "Ann", ANN, ROOM, &newest());
    assert_eq!(hold(&right), Ok(right.len()));
    assert!(with(&newest()[1..]).is_err(), "one too few");
    assert!(with(&(20..=70).collect::<Vec<_>>()).is_err(), "one too many");
    assert!(with(&(20..=69).collect::<Vec<_>>()).is_err(), "one is missing at the end");
    assert!(with(&newest().into_iter().rev().collect::<Vec<_>>()).is_err(), "another order");
    assert!(with(&(22..=71).collect::<Vec<_>>()).is_err(), "nobody wrote 71");
    let other = right.replace("<p>Line 33.</p>", "<p>Line 34.</p>");
    assert_eq!(hold(&other), Err("row 44 has another text".into()));
}

#[test]
fn a_page_is_its_viewers_own() {
    let rows = newest();
    assert!(hold(&html(&rows, "Bob", ANN, ROOM, &rows)).is_err(), "another name");
    assert!(hold(&html(&rows, "Ann", UserId(8), ROOM, &rows)).is_err(), "another's data");
    assert!(hold(&html(&rows, "Ann", ANN, RoomId(4), &rows)).is_err(), "another room's data");
    assert!(hold(&html(&rows, "Ann", ANN, ROOM, &rows[1..])).is_err(), "other rows in its data");
}

#[test]
fn a_page_may_be_newer_than_what_was_stored_but_not_older() {
    let page = html(&newest(), "Ann", ANN, ROOM, &newest());
    for (lines, fits) in [(59..=60, true), (60..=61, true), (58..=59, false), (61..=62, false)] {
        assert_eq!(hold_with(FIELDS, &page, lines.clone()).is_ok(), fits, "{lines:?}");
    }
}

#[test]
fn the_header_says_what_it_is_and_that_it_is_nobody_elses() {
    let page = html(&newest(), "Ann", ANN, ROOM, &newest());
    for (from, to) in [
        ("200 OK", "503 Service Unavailable"),
        ("text/html", "text/plain"),
        ("no-store", "public, max-age=60"),
        ("Cache-Control: no-store", "Content-Encoding: br"),
    ] {
        assert!(hold_with(&FIELDS.replace(from, to), &page, 60..=60).is_err(), "{to}");
    }
    let packed = FIELDS.replace("\r\nCache", "\r\nContent-Encoding: deflate\r\nCache");
    let why = hold_with(&packed, &page, 60..=60).unwrap_err();
    assert!(why.contains("was asked for"), "{why}");
    let private = FIELDS.replace("no-store", "private, no-cache");
    assert!(hold_with(&private, &page, 60..=60).is_ok());
}
