//! What a ledger hears: events and answers are for the books, the rest is a chat going on.

use std::time::{Duration, Instant};

use hark_protocol::{Reply, ServerFrame};

use super::Ledger;
use crate::member::Ear;

impl Ear for Ledger {
    fn live(&mut self, _: usize, after: Duration) {
        self.connects.add(after);
    }

    fn hear(&mut self, who: usize, payload: &[u8], at: Instant) -> Result<(), String> {
        // What everybody is told is read once; after that it must be the same.
        let next = self.cursors[who] + 1;
        let place = next.checked_sub(self.first).map(|place| place as usize);
        if let Some(told) = place.and_then(|place| self.told.get(place))
            && told.frame == payload
        {
            self.count(who, next, at);
            return Ok(());
        }
        match ServerFrame::decode(payload).map_err(|error| error.to_string())? {
            ServerFrame::Event { room, event } if room == self.room => {
                self.on_event(who, &event, payload, at);
            }
            ServerFrame::Reply { id, result: Ok(Reply::Posted(posted)) } => {
                self.on_ack(id, posted, at);
            }
            ServerFrame::Reply { id, result: Err(refusal) } => {
                self.faults.fail(|| format!("command {id} was refused: {:?}", refusal.code));
            }
            ServerFrame::Problem(refusal) => return Err(format!("{:?}", refusal.code)),
            ServerFrame::Bye { code, .. } => return Err(format!("told to go with {code}")),
            ServerFrame::Reset { reason, .. } => return Err(format!("came afresh: {reason:?}")),
            // What else a chat tells: who is here, what was read.
            ServerFrame::Welcome { .. }
            | ServerFrame::Event { .. }
            | ServerFrame::Reply { .. }
            | ServerFrame::Live
            | ServerFrame::Read { .. }
            | ServerFrame::RoomAdded { .. }
            | ServerFrame::RoomRemoved { .. }
            | ServerFrame::Ephemeral(_)
            | ServerFrame::Ping
            | ServerFrame::Pong
            | ServerFrame::Level { .. }
            | ServerFrame::Thread { .. }
            | ServerFrame::Threads(_)
            | ServerFrame::Everybody(_)
            | ServerFrame::About(_)
            | ServerFrame::Seen { .. }
            | ServerFrame::Receipts { .. }
            | ServerFrame::Moderates(_) => {}
        }
        Ok(())
    }

    fn gone(&mut self, who: usize, why: &str) {
        self.faults.fail(|| format!("client {who} is gone: {why}"));
    }
}
