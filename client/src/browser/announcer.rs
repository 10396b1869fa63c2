//! Says new messages to those who listen: one polite sentence, not one for every message of a
//! busy room.

use std::rc::Rc;

use hark_protocol::markup::Markup;
use hark_protocol::sync::Timeline;
use hark_protocol::{Row, Seq, UserId};
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
    /// The same of the replies in the thread in view.
    said_in_thread: Option<(Seq, Seq)>,
    waiting: Option<(String, String)>,
    count: usize,
}

impl Announcer {
    /// Nothing up to here is new.
    pub(super) fn after(said: Option<Seq>) -> Self {
        Self { said: said.unwrap_or_default(), ..Self::default() }
    }

    /// Takes in what others wrote after this, and says how far that is. A reply that the room
    /// shows, too, is heard there.
    fn hear(&mut self, window: &Timeline, said: Seq, me: UserId) -> Seq {
        let is_thread = window.root().is_some();
        for row in window.rows().filter(|row| row.seq() > said) {
            let Row::Message(message) = row else { continue };
            let twice = is_thread && message.to.is_some_and(|to| to.in_room);
            let theirs = message.author.id != me && !twice;
            let Some(body) = message.body.as_ref().filter(|_| theirs) else { continue };
            self.count += 1;
            let text = Markup::of(body).plain_text().chars().take(MAX_CHARS).collect();
            self.waiting = Some((message.author.name.as_str().to_owned(), text));
        }
        said.max(window.last().unwrap_or_default())
    }
}

impl Host {
    /// Looks for messages that came since, in the room and the thread in view.
    pub(super) fn announce_new(&self) {
        let client = self.client.borrow();
        let Some(state) = client.open().and_then(|room| client.room(room)) else { return };
        let me = client.me().id;
        let mut announcer = self.announcer.borrow_mut();
        let before = announcer.count;
        if let Some(timeline) = state.timeline().filter(|timeline| !timeline.has_newer()) {
            let said = announcer.said;
            announcer.said = announcer.hear(timeline, said, me);
        }
        let root = client.thread();
        if let Some((root, thread)) = root.and_then(|root| Some((root, state.thread(root)?)))
            && !thread.has_newer()
        {
            let newest = thread.last().unwrap_or_default();
            // What is there when a thread is opened is read, not heard.
            let before = announcer.said_in_thread.filter(|(of, _)| *of == root);
            let said = before.map_or(newest, |(_, said)| said);
            announcer.said_in_thread = Some((root, announcer.hear(thread, said, me)));
        } else {
            announcer.said_in_thread = None;
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
