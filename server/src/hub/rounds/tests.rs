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

/// Bob, whose task sleeps, and who has everything up to this event.
pub(in crate::hub) fn idle(
    hub: &Hub,
    cursor: u64,
) -> (Arc<Outlet<Taker>>, Registration, Subscription) {
    let bob = hub.register(&viewer(2, "Bob Lee")).unwrap();
    let outlet = Taker::takes(1_000);
    bob.mailbox().open(Arc::<Outlet<Taker>>::clone(&outlet));
    let lobby = bob.subscribe(LOBBY, Seq(cursor));
    bob.mailbox().idle();
    (outlet, bob, lobby)
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
fn whoever_stands_elsewhere_is_told_to_read() {
    let hub = Hub::new();
    let (outlet, bob, lobby) = idle(&hub, 7);
    let eve = hub.register(&viewer(3, "Eve Marsh")).unwrap();
    let ahead = eve.subscribe(LOBBY, Seq(8));
    publish(&hub, 8..=8);
    lobby.sent(Seq(9));
    publish(&hub, 9..=10);
    assert_eq!(outlet.socket().taken(), [8]);
    assert_eq!(mail(&bob).dirty, [LOBBY]);
    assert_eq!(read(&lobby), (Next::Frames(Seq(10)), vec![10]));
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

#[test]
fn what_is_published_in_the_middle_of_a_round_comes_after_it() {
    let hub = Hub::new();
    let crowd: Vec<_> =
        (10..110).map(|id| hub.register(&viewer(id, "Somebody")).unwrap()).collect();
    let sockets: Vec<_> = crowd.iter().map(|_| Taker::takes(1_000)).collect();
    for (one, socket) in crowd.iter().zip(&sockets) {
        one.mailbox().open(Arc::<Outlet<Taker>>::clone(socket));
        one.mailbox().idle();
    }
    let big: Vec<_> = crowd.iter().map(|one| one.subscribe(LOBBY, Seq(0))).collect();
    publish_in(&hub, LOBBY, 1..=2);
    assert!(hub.shared.rounds.turn());
    publish_in(&hub, LOBBY, 3..=3);
    hub.bring_now();
    assert!(sockets.iter().all(|outlet| outlet.socket().taken() == [1, 2, 3]));
    assert!(big.iter().all(|one| one.cursor() == Seq(3)));
    assert!(!hub.shared.rounds.turn(), "the round is over");
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
