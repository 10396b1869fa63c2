//! Whatever happens in a room, a snapshot and the events after it give the next snapshot, and the
//! count of unread messages is what a recount gives. The browser's own reducer does the folding.

use std::collections::BTreeMap;

use hark_protocol::sync::{Applied, RoomState};
use hark_protocol::{Body, HistoryFrom, PersonName, Reaction, Row, Seq, UserId};
use hark_server::store::{Membership, StoreError, Told};

use crate::town::{Town, body, message_id};

const STEPS: u32 = 220;

#[tokio::test]
async fn a_snapshot_and_what_is_told_give_the_next_snapshot() {
    for seed in [1, 2, 3] {
        let town = Town::founded().await;
        let bob = town.person("Bob").await;
        let carla = town.person("Carla").await;
        let people = [town.ann, bob, carla];
        let mut chance = Chance(seed);
        let mut screens = BTreeMap::new();
        for user in people {
            screens.insert(user, screen(&town, user).await);
        }
        town.news();

        for step in 0..STEPS {
            let who = people[chance.below(3) as usize];
            act(&town, &mut chance, who, step).await;
            let news = town.news();
            for user in people {
                show(&town, &mut screens, user, &news).await;
            }
            if step % 10 == 9 {
                for (user, state) in &screens {
                    same(&town, *user, state).await;
                }
            }
        }
    }
}

async fn screen(town: &Town, user: UserId) -> RoomState {
    let member = town.member(user, town.general).await;
    RoomState::from_snapshot(town.store.snapshot(&member).await.unwrap())
}

/// What a screen does with news.
async fn show(town: &Town, screens: &mut BTreeMap<UserId, RoomState>, me: UserId, news: &[Told]) {
    for told in news {
        match told {
            Told::Event { event, .. } => {
                if let Some(state) = screens.get_mut(&me) {
                    assert_ne!(state.apply(event, me), Applied::Gap);
                }
            }
            Told::Joined { user, .. } if *user == me => {
                screens.insert(me, screen(town, me).await);
            }
            Told::Left { user, .. } if *user == me => {
                screens.remove(&me);
            }
            Told::Read { user, counted, .. } if *user == me => {
                if let Some(state) = screens.get_mut(&me) {
                    state.told(counted.clone());
                }
            }
            _ => {}
        }
    }
}

async fn act(town: &Town, chance: &mut Chance, who: UserId, step: u32) {
    let head = town.store.head(town.general).await.unwrap().seq;
    let member = match town.store.membership(who, town.general).await {
        Ok(member) => member,
        Err(_) => {
            town.store.join(who, town.general).await.unwrap();
            return;
        }
    };
    // Half of what is aimed at does not exist, is no message, or is another's.
    let target = Seq(head.0.saturating_sub(chance.below(12)));
    let reaction = Reaction::parse(["👍", "🎉"][chance.below(2) as usize]).unwrap();
    let result = match chance.below(30) {
        0..8 => {
            let text = body(&format!("hello{}", told(chance)));
            town.store.post(&member, None, message_id(step), text).await.map(drop)
        }
        8..11 => {
            let text = body(&format!("at {step}{}", told(chance)));
            town.store.edit(&member, target, text).await
        }
        11..14 => town.store.delete(&member, target).await,
        14..17 => {
            let times = town.store.room_summary(&member).await.unwrap().set_back;
            // Sometimes from before it was set back.
            let times = times.saturating_sub(u32::from(chance.below(4) == 0));
            town.store.mark_read(&member, target, times).await
        }
        17 => town.store.mark_unread(&member, target).await,
        18 => {
            let name = PersonName::parse(&format!("Nobody {step}")).unwrap();
            town.store.rename_person(who, name).await
        }
        20..27 => town.store.react(&member, target, reaction).await,
        27..29 => town.store.unreact(&member, target, reaction).await,
        _ => town.store.leave(&member).await,
    };
    match result {
        Ok(()) | Err(StoreError::NotFound | StoreError::Forbidden) => {}
        Err(other) => panic!("{other}"),
    }
}

/// Some messages mention somebody.
fn told(chance: &mut Chance) -> &'static str {
    let all = ["", " @[Ann](1)", " @[Bob](2)", " @[Carla](3) @[Ann](1)", " @room", " @[Nobody](9)"];
    all[chance.below(6) as usize]
}

/// The screen shows what a fresh one would.
async fn same(town: &Town, user: UserId, state: &RoomState) {
    let member = town.member(user, town.general).await;
    let snapshot = town.store.snapshot(&member).await.unwrap();
    assert_eq!(*state.summary(), snapshot.summary);
    assert_eq!(state.member_count(), Some(snapshot.member_count));
    let shown: Vec<&Row> = state.timeline().unwrap().rows().collect();
    let newest = &shown[shown.len() - snapshot.rows.len()..];
    assert!(newest.iter().copied().eq(snapshot.rows.iter()));
    assert_eq!(state.members(), &*snapshot.members);
    let (unread, mentions) = recount(town, &member, snapshot.summary.read).await;
    assert_eq!(snapshot.summary.unread, unread);
    assert_eq!(*snapshot.summary.mentions, mentions);
}

/// The unread messages as the rows have them, and those that mention the member.
async fn recount(town: &Town, member: &Membership, read: Seq) -> (u32, Vec<Seq>) {
    let (mut from, mut count, mut mentions) = (read, 0, Vec::new());
    let name = format!("]({})", member.user());
    loop {
        let page = town
            .store
            .history(member.user(), member.room(), HistoryFrom::After(from), 7)
            .await
            .unwrap();
        for row in page.rows.iter() {
            from = row.seq();
            if let Row::Message(message) = row
                && let Some(text) = message.body.as_ref().map(Body::as_str)
                && message.author.id != member.user()
            {
                count += 1;
                if text.contains(&name) || text.contains("@room") {
                    mentions.push(message.seq);
                }
            }
        }
        if !page.newer {
            return (count, mentions);
        }
    }
}

/// A linear congruential generator (Knuth's MMIX): the same test each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (self.0 >> 33) % limit
    }
}
