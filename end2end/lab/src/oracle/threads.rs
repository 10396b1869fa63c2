//! Threads, folded from the log by the oracle's own hand.

use hark_protocol::{Event, EventKind, List, Message, Person, Replies};

/// Takes in what a reply that came or went does to what the message says that it hangs on.
pub(super) fn take(root: &mut Message, event: &Event, kind: &EventKind) {
    let Replies { count, people, newest_at, .. } = std::mem::take(&mut root.replies);
    let mut people: Vec<Person> = people.into_vec();
    let (count, newest_at) = match kind {
        EventKind::ReplyPosted { .. } => {
            people.retain(|person| person.id != event.actor.id);
            people.insert(0, event.actor.clone());
            (count + 1, event.at)
        }
        _ => (count.saturating_sub(1), newest_at),
    };
    root.replies =
        Replies { count, people: List::first_of(people), newest_at, revision: event.seq };
}
