//! What people think of messages: folded from a log anew for each question, and drawn by lot.

use std::collections::BTreeMap;

use hark_protocol::sync::{Backoff, Input};
use hark_protocol::{EventKind, List, Person, Reacted, Reaction, Reactions, RoomId, Seq, UserId};

use super::Log;
use super::server::Server;

/// Since when a reaction stands, and whose it is, each with the event by which they came.
type Group = (Seq, Vec<(Seq, UserId)>);

impl Log {
    /// Whether this person's reaction to a message stands.
    pub(crate) fn has_reacted(&self, user: UserId, message: Seq, reaction: &Reaction) -> bool {
        self.reactions().get(&message).is_some_and(|reactions| {
            let mut all = reactions.all.iter();
            all.any(|one| one.reaction == *reaction && one.has(user))
        })
    }

    /// The reactions to each message that still stands, told from who reacted when. Each comes up
    /// with the first of those who were never without company since.
    pub(super) fn reactions(&self) -> BTreeMap<Seq, Reactions> {
        let mut changed: BTreeMap<Seq, Seq> = BTreeMap::new();
        let mut since: BTreeMap<(Seq, &Reaction), Group> = BTreeMap::new();
        for (seq, actor, kind) in self.events() {
            match kind {
                EventKind::ReactionAdded { target, reaction } => {
                    let (_, people) =
                        since.entry((*target, reaction)).or_insert_with(|| (seq, Vec::new()));
                    people.push((seq, actor.id));
                    changed.insert(*target, seq);
                }
                EventKind::ReactionRemoved { target, reaction } => {
                    if let Some((_, people)) = since.get_mut(&(*target, reaction)) {
                        people.retain(|(_, person)| *person != actor.id);
                    }
                    since.retain(|_, (_, people)| !people.is_empty());
                    changed.insert(*target, seq);
                }
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => {
                    since.retain(|(message, _), _| message != target);
                    changed.remove(target);
                }
                _ => {}
            }
        }
        let of = |message: Seq| {
            let mut all: Vec<_> = since.iter().filter(|((of, _), _)| *of == message).collect();
            all.sort_by_key(|(_, (came_up, _))| *came_up);
            let all = all.into_iter().map(|((_, reaction), (_, people))| {
                let person = |(_, id): &(Seq, UserId)| self.named(*id);
                let people = List::first_of(people.iter().map(person));
                Reacted { reaction: Reaction::clone(reaction), people }
            });
            List::first_of(all)
        };
        let of =
            |(message, revision): (Seq, Seq)| (message, Reactions { all: of(message), revision });
        changed.into_iter().map(of).collect()
    }

    /// Somebody who did something here, under the name they bear now.
    fn named(&self, id: UserId) -> Person {
        let mut actors = self.events().map(|(_, actor, _)| actor);
        self.today(actors.find(|actor| actor.id == id).expect("they did something"))
    }

    /// A person reacts to some message that stands, or takes back what they said of one; or
    /// does so with a pin.
    pub(super) fn somebody_reacts(&self, user: UserId, random: &mut Backoff) -> Option<Input> {
        if random.below(5) < 2 {
            return self.somebody_pins(user, random);
        }
        let room: RoomId = self.room;
        let mine = self.reactions().into_iter().flat_map(|(target, reactions)| {
            let mine = reactions.all.into_iter().filter(|one| one.has(user));
            mine.map(move |one| (target, one.reaction))
        });
        let mine: Vec<_> = mine.collect();
        if random.below(2) == 0
            && let Some((target, reaction)) = mine.get(random.below(mine.len() as u64) as usize)
        {
            let (target, reaction) = (*target, reaction.clone());
            return Some(Input::Unreact { room, target, reaction });
        }
        let standing: Vec<Seq> = (1..=3).flat_map(|user| self.messages_of(UserId(user))).collect();
        let target = *standing.get(random.below(standing.len() as u64) as usize)?;
        let reaction = ["👍", "🎉", "Yes!"][random.below(3) as usize];
        let reaction = Reaction::parse(reaction).expect("a good reaction");
        Some(Input::React { room, target, reaction })
    }
}

impl Server {
    pub(super) fn react(&mut self, user: UserId, room: RoomId, target: Seq, reaction: Reaction) {
        if !self.logs[&room].has_reacted(user, target, &reaction) {
            self.see("reaction");
            self.happen(room, user, EventKind::ReactionAdded { target, reaction });
        }
    }

    pub(super) fn unreact(&mut self, user: UserId, room: RoomId, target: Seq, reaction: Reaction) {
        if self.logs[&room].has_reacted(user, target, &reaction) {
            self.see("reaction taken back");
            self.happen(room, user, EventKind::ReactionRemoved { target, reaction });
        }
    }
}
