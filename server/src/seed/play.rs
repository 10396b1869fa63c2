//! Plays a script into the store.

use std::collections::BTreeMap;

use hark_protocol::{RoomId, Seq, Timestamp};

use super::people::Cast;
use super::script::{Act, Line, Script};
use crate::store::{Past, StoreError};

/// A room is made so long before the first thing said in it, in milliseconds.
const BEFORE_FIRST_WORD: i64 = 60_000;

/// Makes the script's room and lets happen in it what the script says.
pub(super) fn room(
    past: &mut Past<'_, '_>,
    cast: &mut Cast,
    script: &Script,
) -> Result<(), StoreError> {
    let first = script.lines.first().map_or(super::LAST_DAY, |line| line.at);
    past.at(Timestamp(first.0 - BEFORE_FIRST_WORD));
    let mut scene =
        Scene { room: open(past, cast, script)?, said: Vec::new(), last: BTreeMap::new() };
    scene.last.insert(script.by.clone(), Seq(1));
    for line in &script.lines {
        past.at(line.at);
        scene.act(past, cast, line)?;
    }
    scene.catch_up(past, cast, script)
}

/// The first person of all makes the first room as they claim the server.
fn open(past: &mut Past<'_, '_>, cast: &mut Cast, script: &Script) -> Result<RoomId, StoreError> {
    let Some(owner) = cast.newcomer(&script.by) else {
        return past.room(cast.id(&script.by), &script.name, &script.topic, script.access);
    };
    let welcomed = past.owner(owner, &script.name, &script.topic)?;
    cast.arrived(&script.by, welcomed.person.id);
    welcomed.room.ok_or(StoreError::NotFound)
}

struct Scene {
    room: RoomId,
    /// Every message, in order.
    said: Vec<Seq>,
    /// Everybody who came here, and their last message.
    last: BTreeMap<String, Seq>,
}

impl Scene {
    fn act(
        &mut self,
        past: &mut Past<'_, '_>,
        cast: &mut Cast,
        line: &Line,
    ) -> Result<(), StoreError> {
        let who = &line.who;
        match &line.what {
            Act::Join => {
                if let Some(newcomer) = cast.newcomer(who) {
                    let welcomed = past.person(newcomer)?;
                    cast.arrived(who, welcomed.person.id);
                }
                self.last.insert(who.clone(), Seq::ZERO);
                past.join(cast.id(who), self.room)
            }
            Act::Add(whom) => {
                self.last.insert(whom.clone(), Seq::ZERO);
                past.add(cast.id(who), self.room, cast.id(whom))
            }
            Act::Say(body) => {
                let seq = past.post(cast.id(who), self.room, body)?;
                self.said.push(seq);
                self.last.insert(who.clone(), seq);
                Ok(())
            }
            Act::Edit(body) => past.edit(cast.id(who), self.room, self.last[who], body),
            Act::Remove => past.delete(cast.id(who), self.room, self.last[who]),
            Act::React(reaction) => {
                let target = self.said[self.said.len() - 1];
                past.react(cast.id(who), self.room, target, reaction)
            }
            Act::Pin => {
                let target = self.said[self.said.len() - 1];
                past.pin(cast.id(who), self.room, target)
            }
            Act::Archive => past.archive(cast.id(who), self.room),
        }
    }

    /// Everybody reads everything, but for those of whom the script says otherwise.
    fn catch_up(
        &self,
        past: &mut Past<'_, '_>,
        cast: &Cast,
        script: &Script,
    ) -> Result<(), StoreError> {
        for who in self.last.keys() {
            let left = script.unread.iter().find(|(name, _)| name == who).map_or(0, |(_, n)| *n);
            let read =
                if left == 0 { Seq(u64::MAX) } else { self.said[self.said.len() - 1 - left] };
            past.read(cast.id(who), self.room, read)?;
        }
        Ok(())
    }
}
