//! What is taken from somebody, and how long it was still there.

use std::time::{Duration, Instant};

use hark_protocol::{
    ClientFrame, CloseCode, Command, CommandId, ErrorCode, HistoryFrom, RoomId, Seq, ServerFrame,
};
use tokio::time::{sleep, timeout};

use crate::Failure;
use crate::hostile::answer;
use crate::http::Visitor;
use crate::peer::{Heard, Peer};
use crate::town::{Citizen, Town};

/// What must have been there before can be taken.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long it is looked for afterwards: longer than the bar.
const LOOKED_FOR: Duration = Duration::from_millis(1_500);

/// What is taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Taking {
    /// They sign out in this browser.
    SignOut,
    /// They sign out everywhere.
    SignOutEverywhere,
    /// They choose a new password by a link.
    Password,
    /// An admin signs them out.
    ByAdmin,
    Ban,
    /// The owner takes them out of the room.
    Kick,
    /// They leave it in another tab.
    Leave,
    /// Their session is as old as one may be.
    Expiry,
}

pub(super) const ALL: [Taking; 8] = [
    Taking::SignOut,
    Taking::SignOutEverywhere,
    Taking::Password,
    Taking::ByAdmin,
    Taking::Ban,
    Taking::Kick,
    Taking::Leave,
    Taking::Expiry,
];

/// How long a session goes on at the most, and the minutes that no setting of the clock takes off.
const SESSION: Duration = Duration::from_secs(90 * 24 * 60 * 60 + 5 * 60);
/// How long one goes on that is about to end.
const LAST: Duration = Duration::from_secs(4);

/// How long after it was taken something still came, or was still taken in.
#[derive(Debug, Default)]
pub(super) struct Gone {
    pub(super) last_event: Duration,
    pub(super) last_answer: Duration,
}

impl Taking {
    /// What their socket ends with, where it ends.
    fn ends_with(self) -> Option<CloseCode> {
        match self {
            Self::SignOut
            | Self::SignOutEverywhere
            | Self::Password
            | Self::ByAdmin
            | Self::Expiry => Some(CloseCode::SessionEnded),
            Self::Ban => Some(CloseCode::Banned),
            Self::Kick | Self::Leave => None,
        }
    }

    /// Takes it from this one of the town's people, who asks and listens all the while.
    pub(super) async fn run(self, town: &Town, at: usize) -> Result<Gone, String> {
        let (mut who, room) = (town.people[at].clone(), town.rooms[0]);
        let ends = crate::clock_ms() + LAST.as_millis() as i64;
        if self == Self::Expiry {
            let begun = ends - SESSION.as_millis() as i64;
            who.visitor = town.session_begun_at(&who, begun)?;
        }
        let mut peer = Peer::open(&who.visitor).await?;
        let opened = answer(&mut peer, Command::Open { room, cursor: None }).await?;
        opened.map_err(|code| format!("the room was not opened: {code:?}"))?;
        timeout(PATIENCE, hear_something(&mut peer)).await.map_err(|_| "nothing was said")??;
        self.take(town, &who, ends).await?;
        let taken = Instant::now();
        let gone = self.look(&mut peer, room, taken).await?;
        self.come_again(&who, room).await?;
        Ok(gone)
    }

    /// Takes it, or waits until it ends by itself.
    async fn take(self, town: &Town, who: &Citizen, ends: i64) -> Result<(), Failure> {
        let owner = &town.people[0].visitor;
        let (user, room) = (who.user.to_string(), town.rooms[0]);
        let admin = |what: &str| format!("/admin/people/{user}/{what}");
        match self {
            Self::SignOut => who.visitor.submit("/sign-out", &[]).await?,
            Self::SignOutEverywhere => who.visitor.submit("/sign-out-everywhere", &[]).await?,
            Self::Password => {
                let email = format!("member{}@example.org", who.user.0 - 1);
                let link = town.server()?.admin(&["reset-password", &email])?;
                let path = link.find("/reset/").map(|at| link[at..].trim());
                let path = path.ok_or_else(|| Failure(format!("no link: {link}")))?;
                let nobody = Visitor { token: None, ..who.visitor.clone() };
                nobody.submit(path, &[("password", "another good battery")]).await?
            }
            Self::ByAdmin => owner.submit(&admin("sign-out"), &[]).await?,
            Self::Ban => owner.submit(&admin("ban"), &[]).await?,
            Self::Kick => {
                let path = format!("/rooms/{room}/members/remove");
                owner.submit(&path, &[("user", &user)]).await?
            }
            Self::Leave => who.visitor.submit(&format!("/rooms/{room}/leave"), &[]).await?,
            Self::Expiry => {
                let left = ends - crate::clock_ms();
                sleep(Duration::from_millis(u64::try_from(left).unwrap_or(0))).await;
                return Ok(());
            }
        };
        Ok(())
    }

    /// Asks again and again, and listens.
    async fn look(self, peer: &mut Peer, room: RoomId, taken: Instant) -> Result<Gone, String> {
        let mut gone = Gone::default();
        let ask = Command::History { room, from: HistoryFrom::Before(Seq(2)), limit: 1 };
        let ask = ClientFrame::Command { id: CommandId(9), command: ask };
        while taken.elapsed() < LOOKED_FOR {
            peer.say(&ask).await?;
            loop {
                let Ok(heard) = timeout(LOOKED_FOR, peer.hear()).await else { break };
                match heard? {
                    Some(Heard::Frame(frame)) => match *frame {
                        ServerFrame::Event { room: of, .. } if of == room => {
                            gone.last_event = taken.elapsed();
                        }
                        ServerFrame::Reply { id: CommandId(9), result } => {
                            match result {
                                Ok(_) => gone.last_answer = taken.elapsed(),
                                Err(refusal) if refusal.code == ErrorCode::NotFound => {}
                                Err(refusal) => return Err(format!("refused as {refusal:?}")),
                            }
                            break;
                        }
                        _ => {}
                    },
                    Some(Heard::Closed(code)) => return self.ended(Some(code), gone),
                    None => return self.ended(None, gone),
                }
            }
            sleep(Duration::from_millis(10)).await;
        }
        match self.ends_with() {
            None => Ok(gone),
            Some(due) => Err(format!("the socket did not end with {due:?}")),
        }
    }

    fn ended(self, code: Option<u16>, gone: Gone) -> Result<Gone, String> {
        let due = self.ends_with().map(CloseCode::code);
        if due.is_some() && code == due {
            Ok(gone)
        } else {
            Err(format!("the socket ended with {code:?} where {due:?} was due"))
        }
    }

    /// With what they still have of before.
    async fn come_again(self, who: &Citizen, room: RoomId) -> Result<(), String> {
        if self.ends_with().is_some() {
            return match Peer::open(&who.visitor).await {
                Err(refusal) if refusal.contains(" 401 ") || refusal.contains(" 403 ") => Ok(()),
                other => Err(format!("with the old session: {:?}", other.map(drop))),
            };
        }
        let mut peer = Peer::open(&who.visitor).await?;
        match answer(&mut peer, Command::Open { room, cursor: None }).await? {
            Err(ErrorCode::NotFound) => Ok(()),
            other => Err(format!("opening the room again: {other:?}")),
        }
    }
}

async fn hear_something(peer: &mut Peer) -> Result<(), String> {
    loop {
        match peer.hear().await? {
            Some(Heard::Frame(frame)) if matches!(*frame, ServerFrame::Event { .. }) => {
                return Ok(());
            }
            Some(Heard::Frame(_)) => {}
            other => return Err(format!("{other:?} before anything was taken")),
        }
    }
}
