//! What messages said before they were changed.

use hark_protocol::{PAGE_TEXT_BYTES, ReplyTo, Seq, UserId, Version, Versions};
use hark_server::store::StoreError;

use crate::town::{Town, body, message_id, refused};

#[tokio::test]
async fn each_text_is_kept_with_its_time_the_newest_first() {
    let mut town = Town::founded().await;
    let bob = town.person("Bob").await;
    let posted = town.post(town.ann, town.general, 1).await;
    let target = posted.seq;
    for text in ["Second", "Third"] {
        town.pass(std::time::Duration::from_secs(60));
        edit(&town, target, text).await;
    }
    town.restart().await;
    let Versions { all, earlier } = versions(&town, bob, target, None).await.unwrap();
    let texts: Vec<&str> = all.iter().map(|version| version.body.as_str()).collect();
    assert_eq!((texts, earlier), (vec!["Third", "Second", "message 1"], false));
    assert_eq!((all[2].seq, all[2].at), (target, posted.at));
    assert!(all[0].at > all[1].at && all[1].at > all[2].at, "{all:?}");
    let before = versions(&town, bob, target, Some(all[1].seq)).await.unwrap();
    assert_eq!(before.all[..], all[2..]);
    assert_eq!(versions(&town, bob, target, Some(target)).await.unwrap().all[..], []);
}

#[tokio::test]
async fn a_reply_has_versions_like_every_message() {
    let town = Town::founded().await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let member = town.member(town.ann, town.general).await;
    for (number, in_room) in [(2, false), (3, true)] {
        let to = ReplyTo { root, in_room };
        let reply =
            town.store.post(&member, Some(to), message_id(number), body("First")).await.unwrap();
        edit(&town, reply.seq, "Second").await;
        let versions = versions(&town, town.ann, reply.seq, None).await.unwrap();
        let texts: Vec<&str> = versions.all.iter().map(|version| version.body.as_str()).collect();
        assert_eq!(texts, ["Second", "First"], "shown in the room: {in_room}");
    }
}

#[tokio::test]
async fn many_come_in_parts_without_a_hole() {
    let town = Town::founded().await;
    let target = town.post(town.ann, town.general, 1).await.seq;
    let long = "x".repeat(PAGE_TEXT_BYTES / 9);
    for number in 0..Versions::MAX + 10 {
        let text = if number < 15 { format!("{number} {long}") } else { number.to_string() };
        edit(&town, target, &text).await;
    }
    let (mut seen, mut parts, mut before): (Vec<Version>, Vec<usize>, _) = Default::default();
    loop {
        let part = versions(&town, town.ann, target, before).await.unwrap();
        before = part.all.last().map(|version| version.seq);
        parts.push(part.all.len());
        seen.extend(part.all);
        if !part.earlier {
            break;
        }
    }
    let number = |version: &Version| {
        version.body.as_str().split(' ').next().and_then(|word| word.parse::<usize>().ok())
    };
    let mut should: Vec<Option<usize>> = (0..Versions::MAX + 10).rev().map(Some).collect();
    should.push(None);
    assert_eq!(seen.iter().map(number).collect::<Vec<_>>(), should);
    assert_eq!(parts, [20, 8, 3], "so many, or so much text");
}

#[tokio::test]
async fn nothing_is_left_of_what_was_removed_and_nothing_is_told_outside() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let target = town.post(town.ann, town.general, 1).await.seq;
    edit(&town, target, "Second").await;
    for target in [Seq(1), Seq(99), Seq(u64::MAX)] {
        refused(versions(&town, bob, target, None).await, &StoreError::NotFound);
    }
    let left = town.member(bob, town.general).await;
    town.store.leave(&left).await.unwrap();
    refused(town.store.versions(&left, target, None).await, &StoreError::NotFound);
    town.delete(town.ann, town.general, target).await;
    refused(versions(&town, town.ann, target, None).await, &StoreError::NotFound);
    let ann = town.member(town.ann, town.general).await;
    let other = town.store.post(&ann, None, message_id(9), body("New")).await.unwrap().seq;
    assert_eq!(versions(&town, town.ann, other, None).await.unwrap().all.len(), 1);
}

async fn versions(
    town: &Town,
    who: UserId,
    target: Seq,
    before: Option<Seq>,
) -> Result<Versions, StoreError> {
    town.store.versions(&town.member(who, town.general).await, target, before).await
}

async fn edit(town: &Town, target: Seq, text: &str) {
    let member = town.member(town.ann, town.general).await;
    town.store.edit(&member, target, body(text)).await.unwrap();
}
