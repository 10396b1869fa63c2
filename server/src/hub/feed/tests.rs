//! Somebody leaves while a round has them in its hands.

use super::super::Hub;
use super::super::batch::Batch;
use super::super::rounds::tests::idle;
use super::super::tests::{LOBBY, message};
use super::*;

#[test]
fn whoever_left_in_the_middle_of_a_round_gets_nothing_of_it() {
    let hub = Hub::new();
    let (outlet, bob, lobby) = idle(&hub, 7);
    let held = Arc::clone(&lobby.subscriber);
    let event = ServerFrame::Event { room: LOBBY, event: message(8) };
    let batch = Batch::new(Seq(7), Seq(8), vec![Frame::new(&event)]);
    // Cut off, and the news of it were taken.
    hub.feed(LOBBY).cut_off(UserId(2));
    held.bring(&batch);
    // Let go, as when a connection follows the room anew.
    let again = bob.subscribe(LOBBY, Seq(7));
    let held_again = Arc::clone(&again.subscriber);
    drop(again);
    held_again.bring(&batch);
    assert!(outlet.socket().taken().is_empty());
    assert_eq!((held.cursor(), held_again.cursor()), (Seq(7), Seq(7)));
}
