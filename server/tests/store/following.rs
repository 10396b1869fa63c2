//! Who follows a thread, how far they have read it, and what is unread by that.

use hark_protocol::{EventKind, Posted, ReplyTo, Seq, ThreadState, UnreadThreads, UserId};
use hark_server::store::Told;

use crate::town::{Town, body, message_id};

#[tokio::test]
async fn whoever_takes_part_follows_and_nobody_else() {
    let town = Town::founded().await;
    let [bob, cem, dora] = [town.person("Bob"), town.person("Cem"), town.person("Dora")];
    let (bob, cem, dora) = (bob.await, cem.await, dora.await);
    let root = town.post(town.ann, town.general, 1).await.seq;
    let text = format!("Hello @[Cem]({cem})");
    let reply = reply(&town, bob, root, 2, &text).await.seq;
    let state = |read, unread, mentions| ThreadState { followed: true, read, unread, mentions };
    assert_eq!(seen(&town, bob, root).await, state(reply, 0, 0), "who replies has seen it");
    assert_eq!(seen(&town, town.ann, root).await, state(Seq::ZERO, 1, 0), "who wrote the root");
    assert_eq!(seen(&town, cem, root).await, state(Seq(reply.0 - 1), 1, 1), "who is mentioned");
    assert_eq!(seen(&town, dora, root).await, ThreadState::default());
    assert_eq!(unread(&town, cem).await, UnreadThreads { threads: 1, mentions: 1 });
    assert_eq!(unread(&town, town.ann).await, UnreadThreads { threads: 1, mentions: 0 });
    assert_eq!(unread(&town, dora).await, UnreadThreads::default());
}

#[tokio::test]
async fn a_mention_of_everybody_in_a_thread_reaches_those_who_follow_it() {
    let town = Town::founded().await;
    let (bob, cem) = (town.person("Bob").await, town.person("Cem").await);
    let root = town.post(town.ann, town.general, 1).await.seq;
    reply(&town, bob, root, 2, "Dinner, @room?").await;
    assert_eq!(seen(&town, town.ann, root).await.mentions, 1);
    assert_eq!(seen(&town, cem, root).await, ThreadState::default());
}

#[tokio::test]
async fn what_is_said_in_a_thread_only_mentions_nobody_in_the_room() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let text = format!("Hello @[Ann]({})", town.ann);
    let aside = reply(&town, bob, root, 2, &text).await.seq;
    assert_eq!(mentions(&town, town.ann).await, []);
    let ann = town.member(bob, town.general).await;
    town.store.edit(&ann, aside, body(&format!("Hello again @[Ann]({})", town.ann))).await.unwrap();
    assert_eq!(mentions(&town, town.ann).await, []);
    let to = ReplyTo { root, in_room: true };
    let shown = town.store.post(&ann, Some(to), message_id(3), body(&text)).await.unwrap().seq;
    assert_eq!(mentions(&town, town.ann).await, [shown], "the room's own message does");
    assert_eq!(seen(&town, town.ann, root).await.mentions, 2);
}

#[tokio::test]
async fn a_choice_holds_for_good_whatever_happens_in_the_thread() {
    let mut town = Town::founded().await;
    let (bob, cem) = (town.person("Bob").await, town.person("Cem").await);
    let root = town.post(town.ann, town.general, 1).await.seq;
    let first = reply(&town, bob, root, 2, "One").await.seq;
    let [ann_here, cem_here] =
        [town.member(town.ann, town.general), town.member(cem, town.general)];
    let (ann_here, cem_here) = (ann_here.await, cem_here.await);
    town.store.unfollow_thread(&ann_here, root).await.unwrap();
    town.store.follow_thread(&cem_here, root).await.unwrap();
    let state = seen(&town, cem, root).await;
    assert_eq!((state.followed, state.read, state.unread), (true, first, 0), "from here on");
    reply(&town, bob, root, 3, &format!("And @[Ann]({})", town.ann)).await;
    town.restart().await;
    assert!(!seen(&town, town.ann, root).await.followed);
    assert_eq!(unread(&town, town.ann).await, UnreadThreads::default());
    assert_eq!(seen(&town, cem, root).await.unread, 1);
    reply(&town, town.ann, root, 4, "Hm").await;
    assert!(!seen(&town, town.ann, root).await.followed, "also when they reply");
    town.store.follow_thread(&ann_here, root).await.unwrap();
    assert_eq!(seen(&town, town.ann, root).await.unread, 0);
    reply(&town, bob, root, 5, "Two").await;
    assert_eq!(seen(&town, town.ann, root).await.unread, 1);
}

#[tokio::test]
async fn the_cursor_moves_forward_only_and_counts_what_stands_after_it() {
    let mut town = Town::founded().await;
    let bob = town.person("Bob").await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let mut seqs = Vec::new();
    for number in 2..6 {
        seqs.push(reply(&town, bob, root, number, "Hello").await.seq);
    }
    let ann = town.member(town.ann, town.general).await;
    for (to, left) in [(seqs[1], 2), (seqs[0], 2), (Seq(u64::MAX), 0)] {
        town.store.mark_thread_read(&ann, root, to).await.unwrap();
        assert_eq!(seen(&town, town.ann, root).await.unread, left, "read up to {to}");
        town.restart().await;
        assert_eq!(seen(&town, town.ann, root).await.unread, left, "after a restart");
    }
    assert_eq!(unread(&town, town.ann).await.threads, 0);
    let last = reply(&town, bob, root, 6, "One more").await.seq;
    assert_eq!(unread(&town, town.ann).await.threads, 1);
    town.delete(bob, town.general, last).await;
    assert_eq!(seen(&town, town.ann, root).await.unread, 0, "what was removed does not count");
    assert_eq!(unread(&town, town.ann).await.threads, 0);
}

#[tokio::test]
async fn those_who_follow_are_told_and_nobody_else() {
    let mut town = Town::founded().await;
    let (bob, cem) = (town.person("Bob").await, town.person("Cem").await);
    let root = town.post(town.ann, town.general, 1).await.seq;
    town.news();
    let first = reply(&town, bob, root, 2, "Hello").await.seq;
    assert_eq!(told(&mut town), [vec![town.ann, bob]]);
    let ann = town.member(town.ann, town.general).await;
    town.store.mark_thread_read(&ann, root, first).await.unwrap();
    assert_eq!(told(&mut town), [vec![town.ann]]);
    town.store.mark_thread_read(&ann, root, first).await.unwrap();
    assert_eq!(told(&mut town), <[Vec<UserId>; 0]>::default(), "nothing moved");
    let bob_here = town.member(bob, town.general).await;
    town.store.edit(&bob_here, first, body(&format!("Hello @[Cem]({cem})"))).await.unwrap();
    assert_eq!(told(&mut town), [vec![bob, cem]], "Ann has seen it as it was");
    town.store.unfollow_thread(&ann, root).await.unwrap();
    town.news();
    reply(&town, bob, root, 3, "Hello?").await;
    assert_eq!(told(&mut town), [vec![bob, cem]]);
}

#[tokio::test]
async fn whoever_follows_already_has_as_much_unread_as_before() {
    let mut town = Town::founded().await;
    let (bob, cem) = (town.person("Bob").await, town.person("Cem").await);
    let root = town.post(town.ann, town.general, 1).await.seq;
    let aside = reply(&town, bob, root, 2, "Hello").await.seq;
    let (ann, cem_here) =
        (town.member(town.ann, town.general).await, town.member(cem, town.general).await);
    town.news();
    town.store.follow_thread(&ann, root).await.unwrap();
    assert_eq!(seen(&town, town.ann, root).await.unread, 1);
    assert_eq!(told(&mut town), [vec![town.ann]], "on all her tabs");
    town.store.follow_thread(&cem_here, aside).await.unwrap();
    assert!(seen(&town, cem, root).await.followed, "a reply leads to its thread");
}

#[tokio::test]
async fn nothing_is_kept_of_how_far_somebody_reads_who_does_not_follow() {
    let mut town = Town::founded().await;
    let bob = town.person("Bob").await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let aside = reply(&town, bob, root, 2, "Hello").await.seq;
    let ann = town.member(town.ann, town.general).await;
    town.news();
    town.store.unfollow_thread(&ann, root).await.unwrap();
    assert_eq!(told(&mut town), [vec![town.ann]]);
    town.store.mark_thread_read(&ann, root, aside).await.unwrap();
    assert_eq!(seen(&town, town.ann, root).await, ThreadState::default());
    assert_eq!(told(&mut town), <[Vec<UserId>; 0]>::default());
}

#[tokio::test]
async fn only_threads_that_are_followed_in_rooms_one_is_in_are_listed() {
    let town = Town::founded().await;
    let (bob, cem) = (town.person("Bob").await, town.person("Cem").await);
    let root = town.post(bob, town.general, 1).await.seq;
    reply(&town, town.ann, root, 2, &format!("Hello @[Cem]({cem})")).await;
    for who in [bob, cem] {
        assert_eq!(listed(&town, who).await, [root]);
    }
    let cem_here = town.member(cem, town.general).await;
    town.store.unfollow_thread(&cem_here, root).await.unwrap();
    assert_eq!(listed(&town, cem).await, []);
    let bob_here = town.member(bob, town.general).await;
    town.store.leave(&bob_here).await.unwrap();
    assert_eq!(listed(&town, bob).await, []);
}

#[tokio::test]
async fn a_mention_of_somebody_who_left_does_not_have_them_follow() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let bob_here = town.member(bob, town.general).await;
    town.store.leave(&bob_here).await.unwrap();
    reply(&town, town.ann, root, 2, &format!("Where is @[Bob]({bob})?")).await;
    town.store.join(bob, town.general).await.unwrap();
    assert!(!seen(&town, bob, root).await.followed);
}

#[tokio::test]
async fn what_was_said_while_somebody_was_away_is_not_unread() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let root = town.post(bob, town.general, 1).await.seq;
    reply(&town, town.ann, root, 2, "Hello").await;
    let bob_here = town.member(bob, town.general).await;
    town.store.leave(&bob_here).await.unwrap();
    assert_eq!(unread(&town, bob).await.threads, 0);
    reply(&town, town.ann, root, 3, "Bob?").await;
    town.store.join(bob, town.general).await.unwrap();
    assert_eq!(unread(&town, bob).await.threads, 0);
    reply(&town, town.ann, root, 4, "There you are").await;
    assert_eq!(unread(&town, bob).await.threads, 1);
}

#[tokio::test]
async fn a_reply_that_was_changed_says_what_it_said_and_leaves_nothing_behind() {
    let town = Town::founded().await;
    let root = town.post(town.ann, town.general, 1).await.seq;
    let aside = reply(&town, town.ann, root, 2, "One").await.seq;
    let ann = town.member(town.ann, town.general).await;
    town.store.edit(&ann, aside, body("Two")).await.unwrap();
    let versions = town.store.versions(&ann, aside, None).await.unwrap();
    let texts: Vec<&str> = versions.all.iter().map(|version| version.body.as_str()).collect();
    assert_eq!(texts, ["Two", "One"]);
    town.delete(town.ann, town.general, aside).await;
    let events = town.store.events_after(town.general, root, 50).await.unwrap();
    let left = events.iter().filter(|event| {
        matches!(
            &event.kind,
            Some(
                EventKind::ReplyPosted { body: Some(_), .. }
                    | EventKind::ReplyEdited { body: Some(_), .. }
            )
        )
    });
    assert_eq!(left.count(), 0);
}

async fn reply(town: &Town, who: UserId, root: Seq, number: u32, text: &str) -> Posted {
    let member = town.member(who, town.general).await;
    let to = ReplyTo { root, in_room: false };
    town.store.post(&member, Some(to), message_id(number), body(text)).await.unwrap()
}

async fn seen(town: &Town, who: UserId, root: Seq) -> ThreadState {
    let member = town.member(who, town.general).await;
    town.store.thread_state(&member, root).await.unwrap()
}

async fn unread(town: &Town, who: UserId) -> UnreadThreads {
    town.store.unread_threads(who).await.unwrap()
}

async fn listed(town: &Town, who: UserId) -> Vec<Seq> {
    let (threads, _) = town.store.followed_threads(who, None).await.unwrap();
    threads.iter().map(|thread| thread.place.root).collect()
}

async fn mentions(town: &Town, who: UserId) -> Vec<Seq> {
    let member = town.member(who, town.general).await;
    town.store.room_summary(&member).await.unwrap().mentions.into_vec()
}

/// Whom the store told of threads.
fn told(town: &mut Town) -> Vec<Vec<UserId>> {
    let news = town.news().into_iter().filter_map(|told| match told {
        Told::Thread { people, .. } => Some(people),
        _ => None,
    });
    news.collect()
}
