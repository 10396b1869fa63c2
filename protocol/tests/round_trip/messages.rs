//! Messages of any content.

use hark_protocol::{List, Message, Reacted, Reactions};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::any::{at, body, id, person, reaction, seq};
use crate::threads;

pub(crate) fn message() -> impl Strategy<Value = Message> {
    let threads = (option::of(threads::to()), threads::replies());
    let body = (option::of(body()), any::<bool>());
    let rest = (seq(), at(), person(), id(), body, seq(), reactions(), threads);
    rest.prop_map(
        |(seq, at, author, client_message_id, body, revision, reactions, (to, replies))| Message {
            seq,
            at,
            author,
            client_message_id,
            body: body.0,
            moderated: body.1,
            revision,
            reactions,
            to,
            replies,
        },
    )
}

fn reactions() -> impl Strategy<Value = Reactions> {
    let people = vec(person(), 0..5).prop_map(List::first_of);
    let reacted = (reaction(), people).prop_map(|(reaction, people)| Reacted { reaction, people });
    (vec(reacted, 0..4), seq())
        .prop_map(|(all, revision)| Reactions { all: List::first_of(all), revision })
}
