//! What a mailbox keeps, in which order, and what it lets go.

use super::*;

fn mailbox() -> Mailbox {
    Mailbox::new(ConnectionId(1), UserId(7), SessionId(3))
}

fn taken(mailbox: &Mailbox) -> Mail {
    let mut mail = Mail::default();
    mailbox.take(&mut mail);
    mail
}

fn read(room: u64, read: u64) -> News {
    let (read, as_of) = (Seq(read), Seq(read));
    News::Read { room: RoomId(room), counted: Counted { read, as_of, ..Counted::default() } }
}

#[test]
fn news_come_in_order_and_once() {
    let mailbox = mailbox();
    mailbox.tell(News::Joined(RoomId(2)));
    mailbox.tell(News::Left(RoomId(2)));
    assert_eq!(taken(&mailbox).news, [News::Joined(RoomId(2)), News::Left(RoomId(2))]);
    assert!(taken(&mailbox).news.is_empty());
}

#[test]
fn a_later_read_cursor_takes_the_place_of_an_earlier_one_of_the_room() {
    let mailbox = mailbox();
    mailbox.tell(read(1, 4));
    mailbox.tell(read(2, 9));
    mailbox.tell(read(1, 5));
    assert_eq!(taken(&mailbox).news, [read(2, 9), read(1, 5)]);
}

#[test]
fn too_much_news_closes_the_connection() {
    let mailbox = mailbox();
    for room in 0..NEWS_MAX as u64 {
        mailbox.tell(News::Joined(RoomId(room)));
    }
    assert_eq!(taken(&mailbox).ending, None);
    // Taking made room.
    for room in 0..NEWS_MAX as u64 {
        mailbox.tell(News::Joined(RoomId(room)));
    }
    mailbox.tell(News::Left(RoomId(0)));
    assert_eq!(taken(&mailbox).ending, Some(CloseCode::StateChanged));
}

#[test]
fn the_end_of_the_session_outranks_a_restart() {
    let mailbox = mailbox();
    mailbox.end(CloseCode::Restart);
    mailbox.end(CloseCode::SessionEnded);
    mailbox.end(CloseCode::Restart);
    assert_eq!(taken(&mailbox).ending, Some(CloseCode::SessionEnded));
}

#[test]
fn a_ban_outranks_the_end_of_the_session_and_both_are_seen_from_outside() {
    let mailbox = mailbox();
    mailbox.end(CloseCode::Restart);
    assert_eq!(mailbox.revocation().code(), None);
    mailbox.end(CloseCode::SessionEnded);
    assert_eq!(mailbox.revocation().code(), Some(CloseCode::SessionEnded));
    mailbox.end(CloseCode::Banned);
    mailbox.end(CloseCode::SessionEnded);
    assert_eq!(mailbox.revocation().code(), Some(CloseCode::Banned));
    assert_eq!(taken(&mailbox).ending, Some(CloseCode::Banned));
}

#[test]
fn ephemerals_are_coalesced_and_the_oldest_go_first() {
    let mailbox = mailbox();
    let typing = |user| EphemeralKey::Typing(RoomId(1), UserId(user));
    for user in 0..EPHEMERAL_MAX as u64 {
        mailbox.hint(typing(user), Bytes::new());
    }
    mailbox.hint(typing(0), Bytes::from_static(b"again"));
    mailbox.hint(typing(99), Bytes::new());
    let frames = taken(&mailbox).ephemeral;
    assert_eq!(frames.len(), EPHEMERAL_MAX);
    assert_eq!(frames[0].0, typing(2));
    assert_eq!(frames[EPHEMERAL_MAX - 2], (typing(0), Bytes::from_static(b"again")));
}
