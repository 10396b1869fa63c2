//! The messages that stand, and what people think of them, folded from a log by the simulation's
//! own hand.

use std::collections::{BTreeMap, BTreeSet};

use hark_protocol::{EventKind, List, Person, Reacted, Reaction, Reactions, Seq, UserId};

use super::log::Log;

/// Who stands behind a reaction, in order, and since when the reaction stands.
type Group = (Seq, Vec<UserId>);

impl Log {
    /// This person's messages that still stand.
    pub(crate) fn messages_of(&self, author: UserId) -> Vec<Seq> {
        self.standing_by(|actor| actor == author)
    }

    /// All messages that still stand.
    pub(crate) fn standing(&self) -> Vec<Seq> {
        self.standing_by(|_| true)
    }

    fn standing_by(&self, is_theirs: impl Fn(UserId) -> bool) -> Vec<Seq> {
        let mut standing = BTreeSet::new();
        for (seq, actor, kind) in self.kinds() {
            match kind {
                EventKind::MessagePosted { .. } | EventKind::ReplyPosted { .. }
                    if is_theirs(actor) =>
                {
                    standing.insert(seq);
                }
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => {
                    standing.remove(target);
                }
                _ => {}
            }
        }
        standing.into_iter().collect()
    }

    /// The reactions to each message that still stands. One that is there already never comes
    /// again, and one that is not there is never taken back.
    pub(crate) fn reactions(&self, today: &BTreeMap<UserId, Person>) -> BTreeMap<Seq, Reactions> {
        let mut of: BTreeMap<Seq, (Seq, BTreeMap<&Reaction, Group>)> = BTreeMap::new();
        for (seq, actor, kind) in self.kinds() {
            match kind {
                EventKind::ReactionAdded { target, reaction } => {
                    let (changed, groups) = of.entry(*target).or_default();
                    let (_, people) = groups.entry(reaction).or_insert((seq, Vec::new()));
                    assert!(!people.contains(&actor), "{seq} adds what is there");
                    people.push(actor);
                    *changed = seq;
                }
                EventKind::ReactionRemoved { target, reaction } => {
                    let (changed, groups) = of.entry(*target).or_default();
                    let (_, people) = groups.get_mut(reaction).expect("it is there");
                    let at = people.iter().position(|person| *person == actor);
                    people.remove(at.expect("it is theirs"));
                    if people.is_empty() {
                        groups.remove(reaction);
                    }
                    *changed = seq;
                }
                EventKind::MessageDeleted { target, .. }
                | EventKind::ReplyRemoved { target, .. } => {
                    of.remove(target);
                }
                _ => {}
            }
        }
        let person = |id: &UserId| today[id].clone();
        let reactions = |(revision, groups): (Seq, BTreeMap<&Reaction, Group>)| {
            let mut groups: Vec<_> = groups.into_iter().collect();
            groups.sort_by_key(|(_, (since, _))| *since);
            let all = groups.into_iter().map(|(reaction, (_, people))| Reacted {
                reaction: reaction.clone(),
                people: List::first_of(people.iter().map(person)),
            });
            Reactions { all: List::first_of(all), revision }
        };
        of.into_iter().map(|(target, state)| (target, reactions(state))).collect()
    }
}
