//! Replies and their threads.

use hark_protocol::{
    HistoryFrom, List, Message, Page, Posted, Replies, ReplyTo, Row, Seq, ThreadPage, UserId,
};
use hark_server::store::StoreError;

use crate::town::{Town, body, message_id, refused};

const NEWEST: HistoryFrom = HistoryFrom::Before(Seq(u64::MAX));

#[tokio::test]
async fn a_reply_stands_in_its_thread_and_in_the_room_only_where_it_is_to_be_shown() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let aside = reply(&town, bob, root, 2, false).await.unwrap().seq;
    let shown = reply(&town, bob, root, 3, true).await.unwrap().seq;
    assert_eq!(seqs(&thread(&town, root, NEWEST).await.page), [aside, shown]);
    let rows = room(&town).await;
    assert!(rows.iter().any(|message| message.seq == shown));
    assert!(rows.iter().all(|message| message.seq != aside));
    let Replies { count, people, revision, .. } = said(&rows, root);
    assert_eq!((count, revision), (2, shown));
    assert_eq!(people.iter().map(|person| person.id).collect::<Vec<_>>(), [bob]);
}

#[tokio::test]
async fn what_stands_in_a_thread_only_is_not_unread_in_the_room_and_reads_nothing() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    assert_eq!(unread(&town, bob).await, 1);
    let aside = reply(&town, bob, root, 2, false).await.unwrap().seq;
    assert_eq!(unread(&town, bob).await, 1, "who replies has not read the room");
    assert_eq!(unread(&town, town.ann).await, 0);
    let shown = reply(&town, bob, root, 3, true).await.unwrap().seq;
    assert_eq!(unread(&town, bob).await, 0, "who shows it in the room has");
    assert_eq!(unread(&town, town.ann).await, 1);
    town.delete(bob, town.general, aside).await;
    assert_eq!(unread(&town, town.ann).await, 1);
    town.delete(bob, town.general, shown).await;
    assert_eq!(unread(&town, town.ann).await, 0);
}

#[tokio::test]
async fn a_reply_to_a_reply_goes_to_the_same_root() {
    let town = Town::founded().await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let first = reply(&town, town.ann, root, 2, false).await.unwrap().seq;
    let second = reply(&town, town.ann, first, 3, false).await.unwrap().seq;
    for message in [root, first, second] {
        let thread = thread(&town, message, NEWEST).await;
        assert_eq!(thread.root.seq, root);
        assert_eq!(seqs(&thread.page), [first, second]);
    }
}

#[tokio::test]
async fn the_same_id_and_text_for_another_thread_is_refused() {
    let town = Town::founded().await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let other = town.post(town.ann, town.general, 2).await.seq;
    let first = reply(&town, town.ann, root, 3, false).await.unwrap();
    town.news();
    let again = reply(&town, town.ann, root, 3, false).await.unwrap();
    assert_eq!((again.seq, again.duplicate), (first.seq, true));
    refused(reply(&town, town.ann, other, 3, false).await, &StoreError::ClientMessageIdConflict);
    refused(reply(&town, town.ann, root, 3, true).await, &StoreError::ClientMessageIdConflict);
    let ann = town.member(town.ann, town.general).await;
    let to_the_room = town.store.post(&ann, None, message_id(3), body("reply 3")).await;
    refused(to_the_room, &StoreError::ClientMessageIdConflict);
    assert_eq!(town.news(), []);
}

#[tokio::test]
async fn a_root_that_is_removed_keeps_its_thread() {
    let mut town = Town::founded().await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let first = reply(&town, town.ann, root, 2, false).await.unwrap().seq;
    let lone = town.post(town.ann, town.general, 3).await.seq;
    town.delete(town.ann, town.general, root).await;
    town.delete(town.ann, town.general, lone).await;
    let second = reply(&town, town.ann, root, 4, false).await.unwrap().seq;
    town.delete(town.ann, town.general, first).await;
    town.restart().await;
    let thread = thread(&town, root, NEWEST).await;
    assert_eq!(thread.root.body, None);
    assert_eq!(thread.root.replies.count, 1, "a reply that was removed does not count");
    assert_eq!(seqs(&thread.page), [first, second], "its tombstone stays");
    for nothing in [lone, Seq(1), Seq(99), Seq(u64::MAX)] {
        refused(reply(&town, town.ann, nothing, 9, false).await, &StoreError::NotFound);
    }
}

#[tokio::test]
async fn a_thread_is_read_page_by_page_wherever_its_replies_stand() {
    let town = Town::founded().await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let mut all = Vec::new();
    for number in 0..60 {
        town.post(town.ann, town.general, 1000 + number).await;
        all.push(reply(&town, town.ann, root, 100 + number, number % 7 == 0).await.unwrap().seq);
    }
    let newest = thread(&town, root, NEWEST).await.page;
    assert_eq!(seqs(&newest), all[10..]);
    assert!(newest.older && !newest.newer);
    let older = thread(&town, root, HistoryFrom::Before(all[10])).await.page;
    assert_eq!(seqs(&older), all[..10]);
    assert!(!older.older && older.newer);
    let around = thread(&town, all[30], HistoryFrom::Around(all[30])).await.page;
    assert_eq!(seqs(&around), all[6..56]);
    // The room's page has as many rows as without them.
    let member = town.member(town.ann, town.general).await;
    let page = town.store.history(member.user(), member.room(), NEWEST, 50).await.unwrap();
    assert_eq!(page.rows.len(), 50);
    let to = |row: &Row| row.message().and_then(|message| message.to);
    assert!(page.rows.iter().filter_map(to).all(|to| to.in_room));
}

async fn reply(
    town: &Town,
    who: UserId,
    root: Seq,
    number: u32,
    in_room: bool,
) -> Result<Posted, StoreError> {
    let member = town.member(who, town.general).await;
    let to = ReplyTo { root, in_room };
    let text = body(&format!("reply {number}"));
    town.store.post(&member, Some(to), message_id(number), text).await
}

async fn thread(town: &Town, message: Seq, from: HistoryFrom) -> ThreadPage {
    let member = town.member(town.ann, town.general).await;
    town.store.thread(&member, message, from, 50).await.unwrap()
}

async fn room(town: &Town) -> Vec<Message> {
    let member = town.member(town.ann, town.general).await;
    let rows: List<Row, { Page::MAX_ROWS }> = town.store.snapshot(&member).await.unwrap().rows;
    rows.iter().filter_map(Row::message).cloned().collect()
}

async fn unread(town: &Town, who: UserId) -> u32 {
    let member = town.member(who, town.general).await;
    town.store.room_summary(&member).await.unwrap().unread
}

fn said(rows: &[Message], root: Seq) -> Replies {
    rows.iter().find(|message| message.seq == root).unwrap().replies.clone()
}

fn seqs(page: &Page) -> Vec<Seq> {
    page.rows.iter().map(Row::seq).collect()
}
