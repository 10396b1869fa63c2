//! Who is written to by the hub, who is told to read, and in which order.

use std::iter;

use futures::FutureExt;
use hark_protocol::Seq;

use super::super::tests::{LOBBY, mail, publish_in, read, seq_of, viewer};
use super::super::*;

const SMALL: RoomId = RoomId(5);

/// A socket that takes so many frames, and says which.
#[derive(Default)]
pub(in crate::hub) struct Taker {
    room: Mutex<usize>,
    frames: Mutex<Vec<u64>>,
    writes: Mutex<usize>,
}

impl Taker {
    fn takes(room: usize) -> Arc<Outlet<Self>> {
        Arc::new(Outlet::new(Self { room: Mutex::new(room), ..Self::default() }))
    }

    pub(in crate::hub) fn taken(&self) -> Vec<u64> {
        std::mem::take(&mut lock(&self.frames))
    }
}

impl Socket for Taker {
    fn write_now(&self, batch: &Batch) -> Wrote {
        let taken = batch.frames().len().min(*lock(&self.room));
        let seqs = batch.frames()[..taken].iter().map(|frame| seq_of(&frame.payload()));
        lock(&self.frames).extend(seqs);
        *lock(&self.room) -= taken;
        *lock(&self.writes) += 1;
        match taken {
            0 => Wrote::Nothing,
            _ if taken == batch.frames().len() => Wrote::Whole,
            _ => Wrote::Part,
        }
    }
}

/// Somebody in the lobby whose task sleeps.
type Asleep = (Arc<Outlet<Taker>>, Registration, Subscription);

/// Has everything up to this event.
fn asleep(hub: &Hub, who: &Viewer, cursor: u64) -> Asleep {
    let one = hub.register(who).unwrap();
    let outlet = Taker::takes(1_000);
    one.mailbox().open(Arc::<Outlet<Taker>>::clone(&outlet));
    let lobby = one.subscribe(LOBBY, Seq(cursor));
    one.mailbox().idle();
    (outlet, one, lobby)
}

/// Bob, who has everything up to this event.
pub(in crate::hub) fn idle(hub: &Hub, cursor: u64) -> Asleep {
    asleep(hub, &viewer(2, "Bob Lee"), cursor)
}

fn publish(hub: &Hub, seqs: std::ops::RangeInclusive<u64>) {
    publish_in(hub, LOBBY, seqs);
    hub.bring_now();
}

#[test]
fn whoever_is_idle_is_written_to_once_for_all_there_is() {
    let hub = Hub::new();
    let (outlet, bob, lobby) = idle(&hub, 7);
    publish(&hub, 8..=10);
    assert_eq!(outlet.socket().taken(), [8, 9, 10]);
    assert_eq!(*lock(&outlet.socket().writes), 1);
    assert!(mail(&bob).dirty.is_empty(), "the task need not wake");
    assert_eq!(read(&lobby), (Next::Nothing, vec![]));
    publish(&hub, 11..=11);
    assert_eq!(outlet.socket().taken(), [11]);
}

#[test]
fn whoever_works_reads_for_themselves() {
    let hub = Hub::new();
    let (outlet, bob, lobby) = idle(&hub, 7);
    bob.mailbox().busy();
    publish(&hub, 8..=8);
    assert!(outlet.socket().taken().is_empty());
    assert_eq!(mail(&bob).dirty, [LOBBY]);
    // Woken, and not yet there: the hub does not write behind its back.
    bob.mailbox().idle();
    publish(&hub, 9..=9);
    assert!(outlet.socket().taken().is_empty());
    assert_eq!(read(&lobby), (Next::Frames(Seq(9)), vec![8, 9]));
}

#[test]
fn news_go_before_events() {
    let hub = Hub::new();
    let (outlet, bob, _lobby) = idle(&hub, 7);
    publish_in(&hub, LOBBY, 8..=8);
    hub.publish(vec![Told::Moderates { user: UserId(2), moderates: true }]);
    hub.bring_now();
    assert!(outlet.socket().taken().is_empty());
    let mail = mail(&bob);
    assert_eq!((mail.news.len(), &*mail.dirty), (1, &[LOBBY][..]));
}

#[test]
fn whoever_left_is_written_nothing_more() {
    let hub = Hub::new();
    let (outlet, bob, lobby) = idle(&hub, 7);
    publish_in(&hub, LOBBY, 8..=8);
    hub.publish(vec![Told::Left { user: UserId(2), room: LOBBY }]);
    // The task has taken the news, and sleeps again.
    assert_eq!(mail(&bob).news, [News::Left(LOBBY)]);
    drop(lobby);
    assert!(bob.mailbox().woken().now_or_never().is_some());
    bob.mailbox().idle();
    hub.bring_now();
    assert!(outlet.socket().taken().is_empty());
}

#[test]
fn whoever_stands_elsewhere_gets_what_they_lack() {
    let hub = Hub::new();
    let (outlet, bob, lobby) = idle(&hub, 7);
    let eve = hub.register(&viewer(3, "Eve Marsh")).unwrap();
    let ahead = eve.subscribe(LOBBY, Seq(8));
    publish(&hub, 8..=8);
    lobby.sent(Seq(9));
    publish(&hub, 9..=10);
    assert_eq!(outlet.socket().taken(), [8, 10]);
    assert!(mail(&bob).dirty.is_empty());
    assert_eq!(read(&ahead), (Next::Frames(Seq(10)), vec![9, 10]));
}

#[test]
fn a_socket_that_takes_some_wakes_its_task_for_the_rest() {
    let hub = Hub::new();
    let (outlet, bob, lobby) = idle(&hub, 7);
    *lock(&outlet.socket().room) = 2;
    publish(&hub, 8..=10);
    assert_eq!(outlet.socket().taken(), [8, 9]);
    assert_eq!(lobby.cursor(), Seq(10), "the outlet keeps the rest");
    assert!(bob.mailbox().woken().now_or_never().is_some());
    bob.mailbox().busy();
    bob.mailbox().idle();
    publish(&hub, 11..=11);
    assert_eq!(mail(&bob).dirty, [LOBBY], "a socket that takes nothing is no news to anybody else");
    assert_eq!(lobby.cursor(), Seq(10));
}

#[test]
fn what_the_ring_no_longer_holds_is_read_from_the_store() {
    let hub = Hub::with_ring(RingSize { events: 4, ..RingSize::default() });
    let (outlet, bob, lobby) = idle(&hub, 0);
    publish(&hub, 1..=9);
    assert!(outlet.socket().taken().is_empty());
    assert_eq!(mail(&bob).dirty, [LOBBY]);
    assert_eq!(read(&lobby), (Next::Behind(Seq(9)), vec![]));
    lobby.sent(Seq(9));
    bob.mailbox().busy();
    assert!(bob.mailbox().woken().now_or_never().is_some());
    bob.mailbox().idle();
    publish(&hub, 10..=11);
    assert_eq!(outlet.socket().taken(), [10, 11]);
}

#[test]
fn a_big_room_keeps_no_small_one_waiting() {
    let hub = Hub::new();
    let crowd: Vec<_> =
        (10..1_010).map(|id| hub.register(&viewer(id, "Somebody")).unwrap()).collect();
    let _big: Vec<_> = crowd.iter().map(|one| one.subscribe(LOBBY, Seq(0))).collect();
    let (outlet, bob, _lobby) = idle(&hub, 0);
    let _small = bob.subscribe(SMALL, Seq(6));
    publish_in(&hub, LOBBY, 1..=1);
    publish_in(&hub, SMALL, 7..=7);
    let turns = iter::from_fn(|| hub.shared.rounds.turn().then_some(()));
    assert_eq!(turns.take(2).count(), 2);
    assert_eq!(outlet.socket().taken(), [7]);
    let waiting = crowd.iter().filter(|one| mail(one).dirty.is_empty()).count();
    assert!(waiting > 900, "{waiting} of the big room are still to come");
    hub.bring_now();
    assert_eq!(outlet.socket().taken(), [1]);
}

/// So many people.
fn crowd(hub: &Hub, many: u64) -> Vec<Asleep> {
    (10..10 + many).map(|id| asleep(hub, &viewer(id, "Somebody"), 0)).collect()
}

#[test]
fn what_is_published_meanwhile_goes_along_to_those_still_to_come() {
    let hub = Hub::new();
    let crowd = crowd(&hub, 200);
    publish_in(&hub, LOBBY, 1..=2);
    assert!(hub.shared.rounds.turn());
    publish_in(&hub, LOBBY, 3..=3);
    assert!(hub.shared.rounds.turn());
    publish_in(&hub, LOBBY, 4..=4);
    hub.bring_now();
    assert!(crowd.iter().all(|(outlet, ..)| outlet.socket().taken() == [1, 2, 3, 4]));
    let writes: Vec<_> = crowd.iter().map(|(outlet, ..)| *lock(&outlet.socket().writes)).collect();
    let some = |writes: &[usize], many| writes.iter().all(|of_one| *of_one == many);
    // The first 64 had two of them and the next 64 three when the fourth came.
    assert!(some(&writes[..128], 2) && some(&writes[128..], 1), "{writes:?}");
    assert!(!hub.shared.rounds.turn(), "everybody has everything");
    publish(&hub, 5..=5);
    assert!(crowd.iter().all(|(outlet, ..)| outlet.socket().taken() == [5]));
}

#[test]
fn whoever_comes_or_goes_meanwhile_keeps_nobody_from_anything() {
    for turns in 1..6 {
        let hub = Hub::new();
        let mut crowd = crowd(&hub, 200);
        let mut head = 0;
        let mut publish_next = || {
            head += 1;
            publish_in(&hub, LOBBY, head..=head);
            head
        };
        publish_next();
        for _ in 0..turns {
            assert!(hub.shared.rounds.turn());
            publish_next();
        }
        // Among them the one with whom the newest began.
        drop(crowd.drain(60..70));
        let (outlet, bob, lobby) = idle(&hub, publish_next());
        let last = publish_next();
        hub.bring_now();
        let all = (1..=last).collect::<Vec<_>>();
        assert!(crowd.iter().all(|(outlet, ..)| outlet.socket().taken() == all), "{turns} turns");
        assert_eq!(outlet.socket().taken(), [last]);
        drop((bob, lobby));
    }
}

#[test]
fn whoever_lacks_more_than_is_written_at_once_is_told_to_read_on() {
    let hub = Hub::new();
    let (outlet, bob, lobby) = idle(&hub, 0);
    publish(&hub, 1..=READ_EVENTS as u64 + 1);
    assert_eq!(outlet.socket().taken().last(), Some(&(READ_EVENTS as u64)));
    assert_eq!(mail(&bob).dirty, [LOBBY]);
    let last = READ_EVENTS as u64 + 1;
    assert_eq!(read(&lobby), (Next::Frames(Seq(last)), vec![last]));
}

/// A socket that should not be.
struct Broken;

impl Socket for Broken {
    fn write_now(&self, _: &Batch) -> Wrote {
        panic!("as the test wants it");
    }
}

#[test]
fn whoever_is_left_out_by_a_panic_reads_for_themselves() {
    let hub = Hub::new();
    let eve = hub.register(&viewer(3, "Eve Marsh")).unwrap();
    eve.mailbox().open(Arc::new(Outlet::new(Broken)));
    eve.mailbox().idle();
    let broken = eve.subscribe(LOBBY, Seq(7));
    let (outlet, bob, lobby) = idle(&hub, 7);
    publish(&hub, 8..=8);
    assert!(outlet.socket().taken().is_empty());
    assert_eq!((mail(&bob).dirty, mail(&eve).dirty), (vec![LOBBY], vec![LOBBY]));
    assert_eq!(read(&lobby), (Next::Frames(Seq(8)), vec![8]));
    assert_eq!(read(&broken), (Next::Frames(Seq(8)), vec![8]));
}
