//! Says new messages to those who listen: one polite sentence, not one for every message of a
//! busy room.

use std::rc::Rc;

use hark_protocol::markup::Markup;
use hark_protocol::{Row, Seq};
use leptos::prelude::*;

use super::dom;
use super::host::Host;
use crate::chat::words;

/// How long messages are gathered into one sentence, in milliseconds.
const GATHER_MS: u64 = 1_000;

/// More of a message than this is better read than heard, in characters.
const MAX_CHARS: usize = 200;

/// What was said, and what is to be said.
#[derive(Debug, Default)]
pub(super) struct Announcer {
    /// What came up to here was said, or was there before.
    said: Seq,
    waiting: Option<(String, String)>,
    count: usize,
}

impl Announcer {
    /// Nothing up to here is new.
    pub(super) fn after(said: Option<Seq>) -> Self {
        Self { said: said.unwrap_or_default(), waiting: None, count: 0 }
    }
}

impl Host {
    /// Looks for messages that came since, in the room in view.
    pub(super) fn announce_new(&self) {
        let client = self.client.borrow();
        let timeline = client.open().and_then(|room| client.room(room)?.timeline());
        let Some(timeline) = timeline.filter(|timeline| !timeline.has_newer()) else { return };
        let mut announcer = self.announcer.borrow_mut();
        let (said, before) = (announcer.said, announcer.count);
        for row in timeline.rows().rev().take_while(|row| row.seq() > said) {
            announcer.said = announcer.said.max(row.seq());
            let Row::Message(message) = row else { continue };
            let Some(body) = message.body.as_ref().filter(|_| message.author.id != client.me().id)
            else {
                continue;
            };
            announcer.count += 1;
            let text = Markup::of(body).plain_text().chars().take(MAX_CHARS).collect();
            announcer.waiting = Some((message.author.name.as_str().to_owned(), text));
        }
        if before == 0 && announcer.count > 0 {
            dom::later(&self.announce, GATHER_MS);
        }
    }

    /// Says what was gathered.
    pub(super) fn announce_now(self: &Rc<Self>) {
        let mut announcer = self.announcer.borrow_mut();
        let count = std::mem::take(&mut announcer.count);
        if let Some((author, text)) = announcer.waiting.take() {
            self.screen.announcement.set(words::announcement(&author, &text, count));
        }
    }
}
