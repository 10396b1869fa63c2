//! What people do in their tabs, drawn by lot.

use std::time::Duration;

use hark_protocol::sync::{Client, Input};
use hark_protocol::{Attention, Body, Reaction, ReplyTo, RoomId, Row, Seq};

use super::crowd::{Crowd, Seat};
use crate::Failure;
use crate::faultproxy::{At, By, Strike, Way};

/// How long a network swallows what is sent before it is cut.
const SWALLOWED: Duration = Duration::from_millis(1_500);

/// What somebody sees who is about to do something.
struct Glance {
    rooms: Vec<RoomId>,
    /// The room in view, where they are a member of it.
    open: Option<RoomId>,
    /// Its rows, and those that are messages of their own.
    rows: Vec<Seq>,
    own: Vec<Seq>,
    /// The messages that they may remove.
    removable: Vec<Seq>,
    /// Its last messages.
    latest: Vec<Seq>,
}

/// Whoever reacts does so to one of so many messages, where others do, too.
const LATEST: usize = 6;

/// What people think of messages.
const REACTIONS: [&str; 4] = ["👍", "🎉", "🤷🏽", "Yes!"];

impl Crowd {
    /// One thing, by somebody.
    pub(super) async fn do_something(&mut self) -> Result<(), Failure> {
        let seat = self.dice.usize(..self.seats.len());
        let drawn = self.dice.u8(..100);
        if drawn < 14 {
            return self.send_form();
        }
        if !(16..98).contains(&drawn) {
            self.lose_touch(seat, drawn);
            return Ok(());
        }
        let Glance { rooms, open, rows, own, removable, latest } =
            self.seats[seat].tab.look(|c, _| glance(c)).await?;
        let Some(some) = self.dice.choice(&rooms).copied() else { return Ok(()) };
        if drawn < 18 {
            self.count("reloads");
            return self.reload(seat, open.unwrap_or(some)).await;
        }
        let Some(open) = open.filter(|_| drawn >= 25) else {
            self.count("opened");
            self.seats[seat].tab.input(Input::Open(some));
            return Ok(());
        };
        let mut choose = |all: &[Seq]| self.dice.choice(all).copied();
        let (target, removable) = (choose(&own), choose(&removable));
        let (row, latest) = (choose(&rows), choose(&latest));
        let told = self.somebody();
        let words = "word ".repeat(self.dice.usize(..12));
        let text = format!("{}{told} {words}", self.dice.u64(..));
        let tab = &mut self.seats[seat].tab;
        let (what, input) = match (drawn, target, row) {
            (25..31, _, _) => ("paged", Input::LoadOlder(open)),
            (31..33, _, _) => ("paged", Input::LoadNewer(open)),
            (33..35, _, _) => ("paged", Input::JumpToNewest(open)),
            (35..46, _, Some(seq)) => reads(drawn, open, seq),
            (46..60, Some(target), _) => {
                let body = Body::parse(text.trim_end());
                let body = body.map_err(|_| Failure(format!("no message: {text:?}")))?;
                ("edited", Input::Edit { room: open, target, body })
            }
            (60..66, _, _) if let Some(target) = removable => removes(open, target),
            (78, _, _) if let Some(target) = latest => {
                ("pinned", Input::Pin { room: open, target })
            }
            (79, _, _) if let Some(target) = latest => {
                ("unpinned", Input::Unpin { room: open, target })
            }
            (66..78, _, _) if let Some(target) = latest => {
                let reaction = REACTIONS[self.dice.usize(..REACTIONS.len())];
                let reaction = Reaction::parse(reaction);
                let reaction = reaction.map_err(|_| Failure("no reaction".into()))?;
                if drawn < 74 {
                    ("reacted", Input::React { room: open, target, reaction })
                } else {
                    ("unreacted", Input::Unreact { room: open, target, reaction })
                }
            }
            (80..90, _, _) if let Some(message) = latest => {
                return self.go_into_a_thread((seat, open, message), text.trim_end()).await;
            }
            _ => {
                let room = if drawn < 90 { open } else { some };
                tab.send(room, text.trim_end())?;
                self.count("posted");
                return Ok(());
            }
        };
        tab.input(input);
        self.count(what);
        Ok(())
    }

    /// The network breaks, or somebody leaves it alone.
    fn lose_touch(&mut self, seat: usize, drawn: u8) {
        if drawn < 98 {
            self.strike(seat);
        } else {
            self.attend(seat);
        }
    }

    /// Somebody goes away from their tab, or comes back, and looks at who else is there.
    pub(super) fn attend(&mut self, seat: usize) {
        let Seat { tab, attention, .. } = &mut self.seats[seat];
        *attention = match attention {
            Attention::Here => Attention::Away,
            Attention::Away => Attention::Here,
        };
        tab.input(Input::Attention(*attention));
        tab.input(Input::WhoWasHere);
        self.count("attended");
    }

    /// Whom a message mentions, if anybody.
    fn somebody(&mut self) -> String {
        let who = self.seats[self.dice.usize(..self.seats.len())].who.user;
        match self.dice.u8(..10) {
            0 => " @room".to_owned(),
            1..4 => format!(" @[Somebody]({who})"),
            _ => String::new(),
        }
    }

    /// Opens the thread of a message, or replies to it.
    async fn go_into_a_thread(
        &mut self,
        (seat, room, message): (usize, RoomId, Seq),
        text: &str,
    ) -> Result<(), Failure> {
        let (deed, in_room) = (self.dice.u8(..8), self.dice.bool());
        let tab = &mut self.seats[seat].tab;
        let root = tab.root_of(room, message).await?;
        let seen = tab.look(move |client, _| {
            let held = client.thread().and_then(|root| client.room(room)?.thread(root));
            held.and_then(|thread| thread.last())
        });
        let what = match (deed, seen.await?) {
            (0, _) => {
                tab.input(Input::Follow);
                "followed"
            }
            (1, _) => {
                tab.input(Input::Unfollow);
                "not followed"
            }
            (2 | 3, Some(seq)) => {
                tab.input(Input::MarkThreadRead(seq));
                "read a thread"
            }
            (4.., _) if in_room || deed > 5 => {
                tab.reply(room, ReplyTo { root, in_room }, text)?;
                "replied"
            }
            (2.., _) => {
                tab.input(Input::OpenThread { root, near: None });
                "opened a thread"
            }
        };
        self.count(what);
        Ok(())
    }

    fn strike(&mut self, seat: usize) {
        let by = if self.dice.bool() { By::Fin } else { By::Rst };
        let strike = match self.dice.u8(..6) {
            0 => Strike::Cut(by),
            1 => Strike::CutAt(At::Ack, by),
            2 => Strike::CutAt(At::Up(self.dice.u64(..400)), by),
            3 | 4 => Strike::CutAt(At::Down(self.dice.u64(..4_000)), by),
            _ => Strike::Swallow { way: Way::Both, lasts: SWALLOWED },
        };
        self.seats[seat].proxy.strike(strike);
    }
}

/// Somebody reads, means to go on reading, or sets unread what they read.
fn reads(drawn: u8, room: RoomId, seq: Seq) -> (&'static str, Input) {
    match drawn {
        35..39 => ("set unread", Input::MarkUnread { room, target: seq }),
        39..41 => ("read on", Input::ReadOn(room)),
        _ => ("marked", Input::MarkRead { room, seq }),
    }
}

fn removes(room: RoomId, target: Seq) -> (&'static str, Input) {
    ("deleted", Input::Delete { room, target })
}

fn glance(client: &Client) -> Glance {
    let me = client.me().id;
    let rooms: Vec<RoomId> = client.rooms().map(|summary| summary.room.id).collect();
    let open = client.open().filter(|room| client.is_member(*room));
    let timeline = open.and_then(|room| client.room(room)).and_then(|state| state.timeline());
    let moderates = open.is_some_and(|room| client.moderates(room));
    let (mut rows, mut own, mut removable, mut latest) = (vec![], vec![], vec![], vec![]);
    for row in timeline.into_iter().flat_map(|timeline| timeline.rows()) {
        rows.push(row.seq());
        match row {
            Row::Message(message) if message.body.is_some() => {
                latest.push(message.seq);
                if message.author.id == me {
                    own.push(message.seq);
                }
                if moderates || message.author.id == me {
                    removable.push(message.seq);
                }
            }
            Row::Message(_) | Row::Notice(_) => {}
        }
    }
    latest.drain(..latest.len().saturating_sub(LATEST));
    Glance { rooms, open, rows, own, removable, latest }
}
