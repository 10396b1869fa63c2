//! What a room keeps at hand: folded from a log anew for each question, and drawn by lot.

use hark_protocol::sync::{Backoff, Input};
use hark_protocol::{EventKind, Excerpt, Pin, Pinned, Pins, Refusal, RoomId, Row, Seq, UserId};

use super::Log;
use super::server::Server;

impl Log {
    /// The pins that stand, told from the last thing that happened to each.
    pub(crate) fn pins(&self) -> Pins {
        let stands = |(seq, target): &(Seq, Seq)| {
            let mut since = self.events().filter(|(other, _, _)| other > seq);
            !since.any(|(_, _, kind)| match kind {
                EventKind::MessageUnpinned { target: other }
                | EventKind::MessageDeleted { target: other, .. }
                | EventKind::ReplyRemoved { target: other, .. } => other == target,
                _ => false,
            })
        };
        let pinned = self.events().filter_map(|(seq, _, kind)| match kind {
            EventKind::MessagePinned { target, .. } => Some((seq, *target)),
            _ => None,
        });
        Pins::first_of(pinned.filter(stands).map(|(seq, target)| {
            let event = self.told(seq);
            Pin { target, message: self.pinned(target), by: self.today(&event.actor), at: event.at }
        }))
    }

    /// What a pin on this message shows today.
    pub(crate) fn pinned(&self, target: Seq) -> Pinned {
        let message = self.all_rows().into_iter().find_map(|row| match row {
            Row::Message(message) if message.seq == target => Some(message),
            Row::Message(_) | Row::Notice(_) => None,
        });
        let message = message.expect("a message of the room");
        let text = Excerpt::of(message.body.as_ref().expect("it stands"));
        Pinned { author: message.author, at: message.at, text }
    }

    /// A person pins a message of theirs, or takes the pin off any that has one.
    pub(super) fn somebody_pins(&self, user: UserId, random: &mut Backoff) -> Option<Input> {
        let room = self.room;
        let pins = self.pins();
        let pinned: Vec<Seq> = pins.iter().map(|pin| pin.target).collect();
        if random.below(3) > 0 && !pinned.is_empty() {
            let target = pinned[random.below(pinned.len() as u64) as usize];
            return Some(Input::Unpin { room, target });
        }
        let mine = self.messages_of(user);
        let target = *mine.get(random.below(mine.len() as u64) as usize)?;
        Some(Input::Pin { room, target })
    }
}

impl Server {
    pub(super) fn pin(&mut self, user: UserId, room: RoomId, target: Seq) -> Result<(), Refusal> {
        self.standing_message(room, target)?;
        if self.logs[&room].pins().of(target).is_none() {
            self.see("pin");
            let message = Some(self.logs[&room].pinned(target));
            self.happen(room, user, EventKind::MessagePinned { target, message });
        }
        Ok(())
    }

    pub(super) fn unpin(&mut self, user: UserId, room: RoomId, target: Seq) {
        if self.logs[&room].pins().of(target).is_some() {
            self.see("pin taken off");
            self.happen(room, user, EventKind::MessageUnpinned { target });
        }
    }
}
