//! Removing what others wrote, by whoever looks after what is said.

use hark_protocol::{EventKind, HistoryFrom, ReplyTo, Role, RoomId, Row, Seq, UserId};
use hark_server::rights::Right;
use hark_server::store::{StoreError, Told};

use crate::town::{Town, body, message_id, refused};

impl Town {
    pub(crate) async fn give(&self, user: UserId, role: Role) {
        let by = self.store.mandate(self.ann, Right::KeepPeople).await.unwrap();
        self.store.set_role(&by, user, role).await.unwrap();
    }

    async fn moderator(&self, name: &str) -> UserId {
        let user = self.person(name).await;
        self.give(user, Role::Moderator).await;
        user
    }

    /// How many messages somebody has not read, and how many of these mention them.
    async fn unread(&self, user: UserId, room: RoomId) -> (u32, usize) {
        let member = self.member(user, room).await;
        let summary = self.store.room_summary(&member).await.unwrap();
        (summary.unread, summary.mentions.len())
    }
}

#[tokio::test]
async fn what_a_moderator_removes_leaves_no_words_and_says_that_they_did_it() {
    let town = Town::founded().await;
    let (bob, cy, mo) =
        (town.person("Bob").await, town.person("Cy").await, town.moderator("Mo").await);
    let his = town.member(bob, town.general).await;
    let text = format!("@[Cy]({cy}) the flowerpot is yours, you thief");
    let posted = town.store.post(&his, None, message_id(1), body(&text)).await.unwrap();
    let target = posted.seq;
    town.store.pin(&his, target).await.unwrap();
    let to = ReplyTo { root: target, in_room: true };
    let reply =
        town.store.post(&his, Some(to), message_id(2), body("flowerpot!")).await.unwrap().seq;
    assert_eq!(town.unread(cy, town.general).await, (2, 1));
    town.news();

    let before = town.store.whole_audit().await.unwrap().len();
    town.delete(mo, town.general, target).await;
    town.delete(mo, town.general, reply).await;
    let told: Vec<_> = town
        .news()
        .into_iter()
        .filter_map(|told| match told {
            Told::Event { event, .. } => Some((event.actor.id, event.kind.unwrap())),
            _ => None,
        })
        .collect();
    let to = ReplyTo { root: target, in_room: true };
    let removals = [
        (mo, EventKind::MessageDeleted { target, author: bob }),
        (mo, EventKind::ReplyRemoved { to, target: reply, author: bob }),
    ];
    assert_eq!(told, removals);
    assert_eq!(town.unread(cy, town.general).await, (0, 0));
    // Once more is as good as once, and nobody has to answer for it twice.
    town.delete(mo, town.general, target).await;
    let log = town.store.whole_audit().await.unwrap();
    let noted: Vec<_> = log[before..]
        .iter()
        .map(|entry| (&entry.deed[..], entry.actor, entry.subject, entry.room, &entry.detail[..]))
        .collect();
    let entry = |detail| ("message-removed", Some(mo), Some(bob), Some(town.general), detail);
    let (first, second) = (format!("message {target}"), format!("message {reply}"));
    assert_eq!(noted, [entry(&first[..]), entry(&second[..])]);

    let page =
        town.store.history(his.user(), his.room(), HistoryFrom::After(Seq(1)), 10).await.unwrap();
    let shown = |seq: Seq| page.rows.iter().find(|row| row.seq() == seq).and_then(Row::message);
    for seq in [target, reply] {
        let message = shown(seq).unwrap();
        assert_eq!((&message.body, message.moderated), (&None, true));
    }
    town.store.close().await;
    for entry in std::fs::read_dir(town.directory.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"flowerpot"));
    }
}

#[tokio::test]
async fn what_somebody_removes_of_their_own_is_not_moderated_nor_noted() {
    let town = Town::founded().await;
    let posted = town.post(town.ann, town.general, 1).await;
    let before = town.store.whole_audit().await.unwrap().len();
    town.delete(town.ann, town.general, posted.seq).await;
    assert_eq!(town.store.whole_audit().await.unwrap().len(), before);
    let ann = town.member(town.ann, town.general).await;
    let page = town
        .store
        .history(ann.user(), ann.room(), HistoryFrom::Before(Seq(u64::MAX)), 1)
        .await
        .unwrap();
    assert!(page.rows[0].message().is_some_and(|message| !message.moderated));
}

#[tokio::test]
async fn nobody_moderates_a_direct_room_or_one_they_are_not_in() {
    let town = Town::founded().await;
    let (bob, mo) = (town.person("Bob").await, town.moderator("Mo").await);
    let direct = town.store.direct_room(bob, vec![mo]).await.unwrap();
    let posted = town.post(bob, direct, 1).await;
    let there = town.member(mo, direct).await;
    refused(town.store.delete(&there, posted.seq).await, &StoreError::Forbidden);
    let posted = town.post(bob, town.general, 2).await;
    let there = town.member(mo, town.general).await;
    town.store.leave(&there).await.unwrap();
    refused(town.store.delete(&there, posted.seq).await, &StoreError::NotFound);
}

#[tokio::test]
async fn a_role_that_is_taken_away_is_told_and_removes_nothing_more() {
    let town = Town::founded().await;
    let (bob, mo) = (town.person("Bob").await, town.person("Mo").await);
    town.news();
    let told = |moderates| Told::Moderates { user: mo, moderates };
    town.give(mo, Role::Moderator).await;
    assert_eq!(town.news(), [told(true)]);
    town.give(mo, Role::Admin).await;
    assert_eq!(town.news(), [], "an admin may, too");
    let there = town.member(mo, town.general).await;
    town.give(mo, Role::Guest).await;
    assert_eq!(town.news(), [told(false)]);
    let posted = town.post(bob, town.general, 1).await;
    refused(town.store.delete(&there, posted.seq).await, &StoreError::Forbidden);
}
