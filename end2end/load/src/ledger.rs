//! What was posted and who was told of it. A delivery counts by its room and its number in the
//! room's log, once for each client that follows the room, and in order. What is missing, doubled
//! or out of order is named.

mod hearing;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use hark_protocol::{
    Body, ClientFrame, ClientMessageId, Command, CommandId, Event, EventKind, Posted, RoomId, Seq,
};

use crate::bare;
use crate::faults::Faults;
use crate::histogram::Histogram;
use crate::tally::Tally;

/// One entry of the room's log as the clients were told of it.
#[derive(Debug, Default)]
struct Told {
    /// The very bytes: read once, and compared with what everybody else gets.
    frame: Vec<u8>,
    /// The post that this is, if it is one of ours.
    post: Option<u32>,
    posted_at: Option<Instant>,
    heard: usize,
}

/// A post on its way.
#[derive(Clone, Copy, Debug)]
struct Post {
    by: usize,
    at: Instant,
    /// The number that the answer named, or that it was published with.
    acked: Option<u64>,
    /// The number that the clients were told.
    told: Option<u64>,
    /// It has reached everybody.
    whole: bool,
}

/// The books of one room and its crowd.
#[derive(Debug)]
pub struct Ledger {
    room: RoomId,
    /// Tells the messages of this run from those of others.
    run: u64,
    /// The last number each client was told, without a gap before it but for those in `skipped`.
    cursors: Vec<u64>,
    /// What a client was not told when a later event came.
    skipped: BTreeSet<(usize, u64)>,
    /// Entries that some client waits for; the first bears this number.
    first: u64,
    told: VecDeque<Told>,
    /// By command. The commands of all members are numbered together.
    posts: HashMap<u32, Post>,
    last_post: u32,
    /// The last number that was given here, and not by the server.
    published: u64,
    /// Who posted what has reached everybody since this was last looked at.
    complete: Vec<usize>,
    /// What has been counted since it was last taken.
    pub tally: Tally,
    /// From the first packet until all that was missed was there.
    pub connects: Histogram,
    /// What went wrong.
    pub faults: Faults,
}

impl Ledger {
    /// So many clients follow this room from after this number on.
    pub fn open(room: RoomId, clients: usize, after: u64) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            room,
            run: now.as_nanos() as u64,
            cursors: vec![after; clients],
            skipped: BTreeSet::new(),
            first: after + 1,
            told: VecDeque::new(),
            posts: HashMap::new(),
            last_post: 0,
            published: after,
            complete: Vec::new(),
            tally: Tally::default(),
            connects: Histogram::default(),
            faults: Faults::default(),
        }
    }

    /// The next post of a member, on its way from now on.
    pub fn post(&mut self, by: usize, body: &Body) -> ClientFrame {
        let id = self.enroll(by, None);
        let command = Command::Post {
            room: self.room,
            client_message_id: self.message_id(id),
            body: body.clone(),
            to: None,
        };
        ClientFrame::Command { id: CommandId(id), command }
    }

    /// The next post of a member before a server that only passes on: what everybody is to be told.
    /// It bears the number that the server would have given it, and is not answered.
    pub fn publish(&mut self, by: usize, body: &Body) -> Vec<u8> {
        self.published += 1;
        let id = self.enroll(by, Some(self.published));
        bare::event(self.room, Seq(self.published), self.message_id(id), body.clone())
    }

    fn enroll(&mut self, by: usize, acked: Option<u64>) -> u32 {
        self.last_post += 1;
        let post = Post { by, at: Instant::now(), acked, told: None, whole: false };
        self.posts.insert(self.last_post, post);
        self.tally.posted += 1;
        self.tally.outstanding = self.tally.outstanding.max(self.posts.len());
        self.last_post
    }

    /// Posts that did not reach everybody yet.
    pub fn outstanding(&self) -> usize {
        self.posts.len()
    }

    /// Who posted what has reached everybody since this was asked last.
    pub fn take_complete(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.complete)
    }

    /// Ends the account: what has not come by now is missing.
    pub fn close(&mut self) {
        let last = self.first + self.told.len() as u64 - 1;
        let mut missing: Vec<(usize, u64)> =
            std::mem::take(&mut self.skipped).into_iter().collect();
        for (who, cursor) in self.cursors.iter().enumerate() {
            missing.extend((cursor + 1..=last).map(|seq| (who, seq)));
        }
        self.faults.missing += missing.len() as u64;
        for (who, seq) in missing {
            self.faults.tell(|| format!("client {who} was not told of {seq}"));
        }
        let mut lost: Vec<(u32, Post)> = self.posts.drain().collect();
        lost.sort_by_key(|(id, _)| *id);
        for (id, post) in lost {
            let acked = match post.acked {
                Some(seq) => format!("it was answered as {seq}"),
                None => "it was not answered".into(),
            };
            self.faults
                .fail(|| format!("post {id} of client {} reached not all: {acked}", post.by));
        }
    }

    fn count(&mut self, who: usize, seq: u64, at: Instant) {
        let place = (seq - self.first) as usize;
        let told = &mut self.told[place];
        told.heard += 1;
        self.tally.deliveries += 1;
        if let Some(posted_at) = told.posted_at {
            self.tally.to_one.add(at - posted_at);
        }
        if self.cursors[who] < seq {
            self.cursors[who] = seq;
        }
        if told.heard == self.cursors.len() {
            if let (Some(id), Some(posted_at)) = (told.post, told.posted_at) {
                self.tally.to_all.add(at - posted_at);
                self.tally.complete += 1;
                if let Some(post) = self.posts.get_mut(&id) {
                    post.whole = true;
                }
                self.settle(id);
            }
            while self.told.front().is_some_and(|told| told.heard == self.cursors.len()) {
                self.told.pop_front();
                self.first += 1;
            }
        }
    }

    /// Done with a post that has reached everybody and was answered.
    fn settle(&mut self, id: u32) {
        let Some(post) = self.posts.get(&id).filter(|post| post.whole && post.acked.is_some())
        else {
            return;
        };
        if post.acked != post.told {
            let Post { acked, told, .. } = *post;
            self.faults
                .fail(|| format!("post {id} was answered as {acked:?}, and told as {told:?}"));
        }
        self.complete.push(post.by);
        self.posts.remove(&id);
    }

    fn on_event(&mut self, who: usize, event: &Event, frame: &[u8], at: Instant) {
        let (seq, next) = (event.seq.0, self.cursors[who] + 1);
        if seq < next {
            if self.skipped.remove(&(who, seq)) {
                self.faults.out_of_order += 1;
                self.faults.tell(|| format!("client {who} was told of {seq} after {}", next - 1));
                self.enter(seq, event, frame);
                self.count(who, seq, at);
            } else {
                self.faults.duplicate += 1;
                self.faults.tell(|| format!("client {who} was told of {seq} again"));
            }
            return;
        }
        self.skipped.extend((next..seq).map(|missed| (who, missed)));
        self.enter(seq, event, frame);
        self.count(who, seq, at);
    }

    /// Writes down what an event is, at its first hearing.
    fn enter(&mut self, seq: u64, event: &Event, frame: &[u8]) {
        let place = (seq - self.first) as usize;
        if self.told.len() <= place {
            self.told.resize_with(place + 1, Told::default);
        }
        if !self.told[place].frame.is_empty() {
            if self.told[place].frame != frame {
                self.faults.fail(|| format!("two clients were told different things of {seq}"));
            }
            return;
        }
        let (mut number, mut posted_at) = (None, None);
        if let Some(EventKind::MessagePosted { client_message_id, .. }) = &event.kind
            && let Some(id) = self.number_of(*client_message_id)
            && let Some(post) = self.posts.get_mut(&id)
        {
            post.told = Some(seq);
            (number, posted_at) = (Some(id), Some(post.at));
        }
        self.told[place] = Told { frame: frame.to_vec(), post: number, posted_at, heard: 0 };
    }

    fn on_ack(&mut self, id: CommandId, posted: Posted, at: Instant) {
        let Some(post) = self.posts.get_mut(&id.0).filter(|post| post.acked.is_none()) else {
            self.faults.fail(|| format!("post {id} was answered, and does not wait for it"));
            return;
        };
        post.acked = Some(posted.seq.0);
        self.tally.to_ack.add(at - post.at);
        if posted.duplicate {
            self.faults.fail(|| format!("post {id} was taken for a second one"));
        }
        self.settle(id.0);
    }

    /// Messages are known again by the number of the command that posted them. Of an earlier run
    /// there may be others in the same room.
    fn message_id(&self, id: u32) -> ClientMessageId {
        ClientMessageId((u128::from(self.run) << 32 | u128::from(id)).to_be_bytes())
    }

    fn number_of(&self, id: ClientMessageId) -> Option<u32> {
        let number = u128::from_be_bytes(id.0) as u32;
        (self.message_id(number) == id).then_some(number)
    }
}

#[cfg(test)]
mod tests;
