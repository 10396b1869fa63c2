//! Paging through a room's timeline, both ways and from the middle.

use hark_protocol::{Body, HistoryFrom, PAGE_TEXT_BYTES, Page, ReplyTo, Row, Seq, Timestamp};
use hark_server::store::{Membership, StoreError};

use crate::town::{NOON, Town, body, message_id, refused};

/// A room whose log has rows and what is none, in runs of both.
async fn busy_room(town: &Town) -> Membership {
    let ann = town.member(town.ann, town.general).await;
    for number in 1..=60 {
        let posted = town.post(town.ann, town.general, number).await;
        if number % 7 == 0 {
            for edit in 0..12 {
                let text = body(&format!("message {number}, take {edit}"));
                town.store.edit(&ann, posted.seq, text).await.unwrap();
            }
        }
        if number % 9 == 0 {
            town.store.delete(&ann, posted.seq).await.unwrap();
        }
    }
    ann
}

/// All rows, in one walk.
async fn rows(town: &Town, member: &Membership) -> Vec<Row> {
    let page = town
        .store
        .history(member.user(), member.room(), HistoryFrom::After(Seq::ZERO), 100)
        .await
        .unwrap();
    assert!(!page.older && !page.newer);
    page.rows.into_vec()
}

#[tokio::test]
async fn both_ways_give_all_rows_once() {
    let town = Town::founded().await;
    let ann = busy_room(&town).await;
    let all = rows(&town, &ann).await;
    assert_eq!(all.len(), 61, "sixty messages and the making of the room");

    assert_both_ways(&town, &ann, &all).await;
}

#[tokio::test]
async fn what_stands_in_threads_only_is_no_row_of_the_room_however_much_it_is() {
    let town = Town::founded().await;
    let ann = town.member(town.ann, town.general).await;
    let mut shown = vec![Seq(1)];
    let root = town.post(town.ann, town.general, 1).await.seq;
    shown.push(root);
    let mut number = 1;
    for in_a_row in [1, 30, 31, 32, 33, 80] {
        for of_those in 0..=in_a_row {
            number += 1;
            let to = ReplyTo { root, in_room: of_those == in_a_row };
            let text = body(&format!("reply {number}"));
            let posted = town.store.post(&ann, Some(to), message_id(number), text).await.unwrap();
            if to.in_room {
                shown.push(posted.seq);
            }
        }
        for _ in 0..3 {
            number += 1;
            shown.push(town.post(town.ann, town.general, number).await.seq);
        }
    }
    let all = rows(&town, &ann).await;
    assert_eq!(all.iter().map(Row::seq).collect::<Vec<_>>(), shown);
    assert_both_ways(&town, &ann, &all).await;
}

/// Pages of every length, one after another, either way.
async fn assert_both_ways(town: &Town, member: &Membership, all: &[Row]) {
    for limit in [1, 2, 7, 50] {
        let mut forward = Vec::new();
        let mut from = Seq::ZERO;
        loop {
            let page = town
                .store
                .history(member.user(), member.room(), HistoryFrom::After(from), limit)
                .await
                .unwrap();
            assert_eq!(page.older, from > Seq::ZERO);
            from = page.rows.last().unwrap().seq();
            forward.extend(page.rows.into_vec());
            if !page.newer {
                break;
            }
        }
        assert_eq!(forward, all);

        let mut backward = Vec::new();
        let mut from = Seq(u64::MAX);
        loop {
            let page = town
                .store
                .history(member.user(), member.room(), HistoryFrom::Before(from), limit)
                .await
                .unwrap();
            assert_eq!(page.newer, from < Seq(u64::MAX));
            from = page.rows.first().unwrap().seq();
            backward.extend(page.rows.into_vec().into_iter().rev());
            if !page.older {
                break;
            }
        }
        backward.reverse();
        assert_eq!(backward, all);
    }
}

#[tokio::test]
async fn around_a_row_come_both_its_sides() {
    let town = Town::founded().await;
    let ann = busy_room(&town).await;
    let all = rows(&town, &ann).await;
    for (place, row) in all.iter().enumerate() {
        let page = town
            .store
            .history(ann.user(), ann.room(), HistoryFrom::Around(row.seq()), 10)
            .await
            .unwrap();
        let (first, end) = (place.saturating_sub(4), (place + 6).min(all.len()));
        assert_eq!(page.rows[..], all[first..end]);
        assert_eq!((page.older, page.newer), (first > 0, end < all.len()));
    }
}

#[tokio::test]
async fn what_cannot_be_is_an_empty_page_or_a_whole_one() {
    let town = Town::founded().await;
    let ann = town.member(town.ann, town.general).await;
    let ask =
        async |from, limit| town.store.history(ann.user(), ann.room(), from, limit).await.unwrap();
    let page = ask(HistoryFrom::After(Seq(u64::MAX)), 10).await;
    assert_eq!((page.rows.len(), page.older, page.newer), (0, true, false));
    let page = ask(HistoryFrom::Before(Seq::ZERO), 10).await;
    assert_eq!((page.rows.len(), page.older, page.newer), (0, false, true));
    assert_eq!(ask(HistoryFrom::Around(Seq(u64::MAX)), 10).await.rows.len(), 1);
    assert_eq!(ask(HistoryFrom::After(Seq::ZERO), 0).await.rows.len(), 1);
    for number in 1..=150 {
        town.post(town.ann, town.general, number).await;
    }
    assert_eq!(ask(HistoryFrom::After(Seq::ZERO), u16::MAX).await.rows.len(), Page::MAX_ROWS);
}

#[tokio::test]
async fn long_texts_end_a_page_early() {
    let town = Town::founded().await;
    let ann = town.member(town.ann, town.general).await;
    let long = body(&"x".repeat(Body::MAX_BYTES));
    for number in 1..=20 {
        town.store.post(&ann, None, message_id(number), long.clone()).await.unwrap();
    }
    let fit = PAGE_TEXT_BYTES / Body::MAX_BYTES;
    let snapshot = town.store.snapshot(&ann).await.unwrap();
    assert_eq!((snapshot.rows.len(), snapshot.older), (fit, true));
    assert_eq!(snapshot.rows.last().unwrap().seq(), Seq(21));
    for from in [HistoryFrom::Before(Seq(22)), HistoryFrom::Around(Seq(10))] {
        let page = town.store.history(ann.user(), ann.room(), from, 50).await.unwrap();
        assert_eq!((page.rows.len(), page.older), (fit, true));
    }
}

#[tokio::test]
async fn a_moment_is_found_among_the_rows() {
    let town = Town::founded().await;
    let ann = town.member(town.ann, town.general).await;
    let hour = std::time::Duration::from_secs(3600);
    let mut rows = vec![(Timestamp(NOON), Seq(1))];
    for number in 0..40 {
        town.pass(hour);
        let posted = town.post(town.ann, town.general, number).await;
        rows.push((posted.at, posted.seq));
        // Events that are no rows stand between some.
        if number % 3 == 0 {
            let text = body(&format!("changed {number}"));
            town.store.edit(&ann, posted.seq, text).await.unwrap();
        }
    }
    for millis in [-1, 0, 1] {
        for (at, _) in &rows {
            let moment = Timestamp(at.0 + millis);
            let first = rows.iter().find(|(at, _)| *at >= moment).map(|(_, seq)| *seq);
            assert_eq!(town.store.first_since(&ann, moment).await.unwrap(), first, "{moment:?}");
        }
    }
    town.store.leave(&ann).await.unwrap();
    refused(town.store.first_since(&ann, Timestamp(0)).await, &StoreError::NotFound);
}
