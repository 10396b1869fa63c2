//! What people think of messages, folded from the log by the oracle's own hand.

use hark_protocol::{EventKind, List, Message, Person, Reacted, Reactions, Seq};

/// Takes in what somebody did to the reactions of this message.
pub(super) fn take(message: &mut Message, by: Seq, actor: &Person, kind: &EventKind) {
    if message.body.is_none() {
        return;
    }
    let mut all: Vec<(_, Vec<Person>)> = Vec::new();
    for Reacted { reaction, people } in message.reactions.all.iter().cloned() {
        all.push((reaction, people.into_vec()));
    }
    match kind {
        EventKind::ReactionAdded { reaction, .. } => {
            match all.iter_mut().find(|(known, _)| known == reaction) {
                Some((_, people)) => people.push(actor.clone()),
                None => all.push((reaction.clone(), vec![actor.clone()])),
            }
        }
        EventKind::ReactionRemoved { reaction, .. } => {
            for (_, people) in all.iter_mut().filter(|(known, _)| known == reaction) {
                people.retain(|person| person.id != actor.id);
            }
            all.retain(|(_, people)| !people.is_empty());
        }
        _ => return,
    }
    let all = all
        .into_iter()
        .map(|(reaction, people)| Reacted { reaction, people: List::first_of(people) });
    message.reactions = Reactions { all: List::first_of(all), revision: by };
}

/// Everybody who reacted to this message, to be named anew.
pub(super) fn people(message: &mut Message) -> impl Iterator<Item = &mut Person> {
    message.reactions.all.iter_mut().flat_map(|reacted| reacted.people.iter_mut())
}
