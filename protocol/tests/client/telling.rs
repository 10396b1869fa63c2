//! What somebody is told of beside the page.

use hark_protocol::sync::{Effect, Input, Why};
use hark_protocol::{
    Access, Body, ClientMessageId, EventKind, Level, List, Person, ReplyTo, RoomId, RoomSummary,
    Seq, ServerFrame,
};

use super::host::{GENERAL, Host, KITCHEN, ann, bob, event, post, removal, summary, welcome};

fn says(room: RoomId, seq: u64, who: Person, text: &str, to: Option<ReplyTo>) -> ServerFrame {
    let client_message_id = ClientMessageId(u128::from(seq).to_be_bytes());
    let body = Some(Body::parse(text).expect("a good text"));
    let posted = match to {
        None => EventKind::MessagePosted { client_message_id, body },
        Some(to) => EventKind::ReplyPosted { to, client_message_id, body },
    };
    event(room, seq, who, posted)
}

/// A page whose kitchen is heard as this level says, or as suits such a room.
fn listening(chosen: Option<Level>, access: Access) -> Host {
    let mut host = Host::live();
    host.cut();
    host.pass(1_000);
    host.greets();
    let mut kitchen = RoomSummary { chosen_level: chosen, ..summary(KITCHEN, 10) };
    kitchen.room.access = access;
    host.hears(welcome(vec![summary(GENERAL, 10), kitchen]));
    host.hears(ServerFrame::Live);
    host
}

impl Host {
    /// Why one is told by this frame, if one is.
    fn told(&mut self, frame: ServerFrame) -> Option<Why> {
        self.hears(frame);
        self.out.iter().find_map(|effect| match effect {
            Effect::Tell(telling) => Some(telling.why),
            _ => None,
        })
    }

    fn untold(&self) -> Vec<(RoomId, Seq)> {
        let untold = self.out.iter().filter_map(|effect| match effect {
            Effect::Untell { room, seq } => Some((*room, *seq)),
            _ => None,
        });
        untold.collect()
    }
}

const TO_ME: &str = "Tea, @[Ann](1)?";

#[test]
fn the_level_of_the_room_says_of_what() {
    use Access::{Closed, Direct};
    let told = |chosen, access, who: fn() -> Person, text| {
        listening(chosen, access).told(says(KITCHEN, 11, who(), text, None))
    };
    for (chosen, access, plain, to_me) in [
        (None, Closed, None, Some(Why::Mention)),
        (Some(Level::Everything), Closed, Some(Why::Everything), Some(Why::Mention)),
        (Some(Level::Nothing), Closed, None, None),
        (Some(Level::Hidden), Closed, None, None),
        (None, Direct, Some(Why::Direct), Some(Why::Direct)),
        (Some(Level::Mentions), Direct, None, Some(Why::Mention)),
        (Some(Level::Nothing), Direct, None, None),
    ] {
        assert_eq!(told(chosen, access, bob, "Tea?"), plain, "{chosen:?} {access:?}");
        assert_eq!(told(chosen, access, bob, TO_ME), to_me, "{chosen:?} {access:?}");
        assert_eq!(told(chosen, access, ann, TO_ME), None, "not of one's own");
    }
    let to = Some(ReplyTo { root: Seq(9), in_room: false });
    let mut host = listening(Some(Level::Everything), Closed);
    assert_eq!(host.told(says(KITCHEN, 11, bob(), "Aside", to)), None);
    assert_eq!(host.told(says(KITCHEN, 12, bob(), TO_ME, to)), Some(Why::Mention));
}

#[test]
fn it_is_taken_back_when_it_is_read_or_removed() {
    let mut host = listening(Some(Level::Everything), Access::Closed);
    for seq in 11..14 {
        assert!(host.told(post(KITCHEN, seq, bob(), seq as u8)).is_some());
    }
    let (room, read, as_of) = (KITCHEN, Seq(11), Seq(13));
    let mentions = List::default();
    host.hears(ServerFrame::Read { room, read, set_back: 0, unread: 2, mentions, as_of });
    assert_eq!(host.untold(), [(KITCHEN, Seq(11))]);
    host.hears(removal(KITCHEN, 14, bob(), Seq(13), &bob()));
    assert_eq!(host.untold(), [(KITCHEN, Seq(13))]);
    host.give(Input::MarkRead { room: KITCHEN, seq: Seq(14) });
    assert_eq!(host.untold(), [(KITCHEN, Seq(12))], "what was taken back is not taken back again");
}

#[test]
fn of_what_was_missed_the_last_of_each_room_is_told_unless_it_was_read() {
    let mut host = listening(Some(Level::Everything), Access::Closed);
    host.cut();
    host.pass(1_000);
    host.greets();
    let chosen_level = Some(Level::Everything);
    let kitchen = RoomSummary { chosen_level, ..summary(KITCHEN, 10) };
    host.hears(welcome(vec![summary(GENERAL, 10), kitchen]));
    assert_eq!(host.told(post(KITCHEN, 11, bob(), 1)), None);
    assert_eq!(host.told(post(KITCHEN, 12, bob(), 2)), None);
    assert_eq!(host.told(says(GENERAL, 11, bob(), TO_ME, None)), None);
    host.give(Input::MarkRead { room: GENERAL, seq: Seq(11) });
    host.hears(ServerFrame::Live);
    let told: Vec<_> = host
        .out
        .iter()
        .filter_map(|effect| match effect {
            Effect::Tell(telling) => Some((telling.room, telling.seq)),
            _ => None,
        })
        .collect();
    assert_eq!(told, [(KITCHEN, Seq(12))]);
}
