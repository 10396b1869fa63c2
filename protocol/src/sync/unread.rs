//! How many messages are unread and which of them mention the viewer, kept between the server's
//! counts. Knows nothing of rows.

use crate::markup::Mentions;
use crate::{Body, Event, EventKind, List, RoomSummary, Seq, UserId};

/// What the server counts of a member's unread messages at one event.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Counted {
    /// The read cursor.
    pub read: Seq,
    /// How often it was set back, as in [`RoomSummary::set_back`].
    pub set_back: u32,
    /// How many messages stand after it.
    pub unread: u32,
    /// Those of them that mention the member, as in [`RoomSummary::mentions`].
    pub mentions: List<Seq, { RoomSummary::MAX_MENTIONS }>,
    /// The room's last event when that was counted.
    pub as_of: Seq,
}

impl Counted {
    /// What a summary says.
    pub fn of(summary: &RoomSummary) -> Self {
        let RoomSummary { room: _, cursor, read, set_back, unread, mentions, chosen_level: _ } =
            summary;
        let (read, set_back, unread) = (*read, *set_back, *unread);
        Self { read, set_back, unread, mentions: mentions.clone(), as_of: cursor.seq }
    }
}

/// `unread = messages by others after the read cursor, not deleted`: what the server counted at
/// one event, and what the events after that add and take away. Of these messages, those whose
/// text of now mentions the viewer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Unread {
    read: Seq,
    set_back: u32,
    /// The last of one's own messages that this end knows of, if it was shown in the room.
    posted: Seq,
    counted: u32,
    /// In their order.
    mentions: Vec<Seq>,
    /// The last event that `counted` and `mentions` include. Events up to here that come later do
    /// not count.
    as_of: Seq,
    since: Vec<Step>,
}

/// An event that may change the count.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Step {
    seq: Seq,
    what: What,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum What {
    Posted { mentions: bool },
    Edited { target: Seq, mentions: bool },
    Deleted { target: Seq },
}

impl Unread {
    /// Steps kept so that a count told late can be continued. The server tells counts before
    /// events, so that more than a few never come between.
    const MAX_STEPS: usize = 256;

    pub(super) fn new(counted: Counted) -> Self {
        let Counted { read, set_back, unread, mentions, as_of } = counted;
        let mentions = mentions.into_iter().collect();
        let (posted, since) = (Seq::ZERO, Vec::new());
        Self { read, set_back, posted, counted: unread, mentions, as_of, since }
    }

    pub(super) fn read(&self) -> Seq {
        self.read
    }

    pub(super) fn set_back(&self) -> u32 {
        self.set_back
    }

    pub(super) fn as_of(&self) -> Seq {
        self.as_of
    }

    pub(super) fn count(&self) -> u32 {
        let since: i64 = self.since.iter().map(|step| self.worth(*step)).sum();
        u32::try_from(i64::from(self.counted) + since).unwrap_or(0)
    }

    /// The unread messages that mention the viewer: the newest, in their order.
    pub(super) fn mentions(&self) -> List<Seq, { RoomSummary::MAX_MENTIONS }> {
        let mut all = self.mentions.clone();
        self.since.iter().for_each(|step| step.mark(&mut all));
        let unread: Vec<Seq> = all.into_iter().filter(|seq| *seq > self.read).collect();
        let over = unread.len().saturating_sub(RoomSummary::MAX_MENTIONS);
        List::first_of(unread.into_iter().skip(over))
    }

    /// Takes in the next event of the room.
    pub(super) fn apply(&mut self, event: &Event, me: UserId) {
        let mentions =
            |body: &Option<Body>| body.as_ref().is_some_and(|body| Mentions::of(body).reach(me));
        // What one wrote oneself is read, also when it is changed.
        let mine = event.actor.id == me;
        let what = match &event.kind {
            // What stands in a thread only counts there, and reads nothing of the room.
            Some(
                EventKind::ReplyPosted { to, .. }
                | EventKind::ReplyEdited { to, .. }
                | EventKind::ReplyRemoved { to, .. },
            ) if !to.in_room => return,
            // People change their own messages only.
            Some(EventKind::MessageEdited { .. } | EventKind::ReplyEdited { .. }) if mine => return,
            // Others may remove them: what counts is who wrote them.
            Some(
                EventKind::MessageDeleted { author, .. } | EventKind::ReplyRemoved { author, .. },
            ) if *author == me => return,
            Some(EventKind::MessagePosted { .. } | EventKind::ReplyPosted { .. }) if mine => {
                return self.i_posted(event.seq);
            }
            // Also one that was deleted since: its deletion follows and takes it off again.
            Some(EventKind::MessagePosted { body, .. } | EventKind::ReplyPosted { body, .. }) => {
                What::Posted { mentions: mentions(body) }
            }
            Some(
                EventKind::MessageEdited { target, body }
                | EventKind::ReplyEdited { target, body, to: _ },
            ) => What::Edited { target: *target, mentions: mentions(body) },
            Some(
                EventKind::MessageDeleted { target, .. } | EventKind::ReplyRemoved { target, .. },
            ) => What::Deleted { target: *target },
            Some(
                EventKind::RoomCreated { .. }
                | EventKind::MemberJoined { .. }
                | EventKind::MemberLeft { .. }
                | EventKind::MemberRenamed { .. }
                | EventKind::PictureChanged { .. }
                | EventKind::RoomRenamed { .. }
                | EventKind::TopicChanged { .. }
                | EventKind::RoomArchived
                | EventKind::RoomUnarchived
                | EventKind::ReactionAdded { .. }
                | EventKind::ReactionRemoved { .. }
                | EventKind::MessagePinned { .. }
                | EventKind::MessageUnpinned { .. }
                | EventKind::SlowModeChanged { .. }
                | EventKind::DirectStarted { .. },
            )
            | None => return,
        };
        if event.seq > self.as_of {
            self.since.push(Step { seq: event.seq, what });
        }
        if self.since.len() > Self::MAX_STEPS {
            let oldest = self.since.remove(0);
            let counted = i64::from(self.counted) + self.worth(oldest);
            self.counted = u32::try_from(counted).unwrap_or(0);
            oldest.mark(&mut self.mentions);
            self.as_of = oldest.seq;
        }
    }

    /// Posting reads everything up to the post. Of one that is in the count already, the server
    /// knew when it said where the cursor is: it may have been set back since.
    fn i_posted(&mut self, seq: Seq) {
        self.posted = self.posted.max(seq);
        if seq > self.as_of {
            let set_back = self.set_back;
            let read = Counted { read: seq, set_back, as_of: seq, ..Counted::default() };
            *self = Self { posted: seq, ..Self::new(read) };
        }
    }

    /// Takes in what the server counted. A count that is older than the one held, or that was
    /// taken before this end moved the read cursor on or anybody set it back, is news of the past.
    pub(super) fn told(&mut self, counted: Counted) {
        let Counted { read, set_back, unread, mentions, as_of } = counted;
        if set_back < self.set_back {
            return;
        }
        if set_back > self.set_back {
            self.set_back = set_back;
            // What this end counted was of a cursor that is gone, unless a post moved it since.
            if self.posted > as_of {
                return;
            }
            (self.read, self.as_of) = (read, as_of);
        }
        if as_of >= self.as_of && read >= self.read {
            self.counted = unread;
            self.mentions = mentions.into_iter().collect();
            self.as_of = as_of;
            self.since.retain(|step| step.seq > as_of);
        }
        self.read = self.read.max(read);
    }

    /// The person has read up to here. `counted`: how many are unread now, as of `cursor`, if that
    /// is known here; else the server tells.
    pub(super) fn mark(&mut self, read: Seq, counted: Option<u32>, cursor: Seq) {
        self.read = read;
        if let Some(unread) = counted
            && self.as_of <= cursor
        {
            let (set_back, posted, mentions) = (self.set_back, self.posted, self.mentions());
            let counted = Counted { read, set_back, unread, mentions, as_of: cursor };
            *self = Self { posted, ..Self::new(counted) };
        }
    }

    fn worth(&self, step: Step) -> i64 {
        match step.what {
            What::Posted { .. } => i64::from(step.seq > self.read),
            What::Edited { .. } => 0,
            What::Deleted { target } => -i64::from(target > self.read),
        }
    }
}

impl Step {
    /// What this event makes of the messages that mention the viewer.
    fn mark(self, mentions: &mut Vec<Seq>) {
        let (target, is_one) = match self.what {
            What::Posted { mentions } => (self.seq, mentions),
            What::Edited { target, mentions } => (target, mentions),
            What::Deleted { target } => (target, false),
        };
        match mentions.binary_search(&target) {
            Ok(at) if !is_one => drop(mentions.remove(at)),
            Err(at) if is_one => mentions.insert(at, target),
            Ok(_) | Err(_) => {}
        }
    }
}
