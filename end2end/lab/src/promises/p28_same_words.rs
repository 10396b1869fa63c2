//! P28: what is not there and what is somebody else's, asked for by every command: the same bytes,
//! and as soon. That every command and every address stands in the table of rights, and is held to
//! it for everybody, is tried where the table is, in the server's own tests.

use std::time::{Duration, Instant};

use futures::FutureExt;
use hark_protocol::{
    Body, ClientMessageId, Command, Cursor, ErrorCode, HistoryFrom, Reaction, RoomId, Seq,
};

use crate::Failure;
use crate::hostile::answer;
use crate::peer::Peer;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P28",
    sentence: "Nobody learns, by what is answered or how soon, whether there is what is not theirs.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// How often each is asked, with every change and before a release.
const CI: usize = 40;
const FULL: usize = 400;
/// How far the medians may be apart.
const APART: Duration = Duration::from_millis(5);
const NO_ROOM: RoomId = RoomId(987_654_321);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let town = Town::found(trial.launch()?, 3, 2).await?;
    let (stranger, left) = (&town.people[1], town.rooms[1]);
    let form = [("name", "Theirs"), ("topic", ""), ("access", "closed")];
    let made = town.people[0].visitor.submit("/rooms/new", &form).await?;
    let theirs =
        made.header("location").and_then(|path| path.strip_prefix("/rooms/")?.parse().ok());
    let theirs = theirs.map(RoomId).ok_or_else(|| Failure("a new room has no address".into()))?;
    stranger.visitor.submit(&format!("/rooms/{left}/leave"), &[]).await?;
    let rooms = [("none", NO_ROOM), ("another's", theirs), ("one that was left", left)];
    let mut peer = Peer::open(&stranger.visitor).await.map_err(Failure)?;
    let mut farthest = Duration::ZERO;
    let commands = every(NO_ROOM)?.len();
    for at in 0..commands {
        let mut times = rooms.map(|_| Vec::new());
        for _ in 0..trial.sized(CI, FULL) {
            for ((name, room), times) in rooms.iter().zip(&mut times) {
                let command = every(*room)?.swap_remove(at);
                let asked = Instant::now();
                let answered = answer(&mut peer, command.clone()).await.map_err(Failure)?;
                times.push(asked.elapsed());
                let refused = matches!(answered, Err(ErrorCode::NotFound));
                report.require(refused, || format!("{command:?} of {name}: {answered:?}"));
            }
        }
        let medians = times.map(|mut times| {
            times.sort_unstable();
            times[times.len() / 2]
        });
        for median in medians {
            farthest = farthest.max(median.abs_diff(medians[0]));
        }
    }
    report.measure("commands", commands);
    report.measure("medians_apart_us", farthest.as_micros() as u64);
    report.require(farthest <= APART, || format!("the medians are {farthest:?} apart"));
    Ok(report)
}

/// Every command there is, about this room. One that is new does not compile until it stands here.
fn every(room: RoomId) -> Result<Vec<Command>, Failure> {
    let body = || Body::parse("hello").map_err(|_| Failure("no message".into()));
    let reaction = || Reaction::parse("+").map_err(|_| Failure("no reaction".into()));
    let (target, from) = (Seq(1), HistoryFrom::Before(Seq(9)));
    let all = vec![
        Command::Open { room, cursor: None },
        Command::Post {
            room,
            client_message_id: ClientMessageId([28; 16]),
            body: body()?,
            to: None,
        },
        Command::Edit { room, target, body: body()? },
        Command::Delete { room, target },
        Command::MarkRead { room, seq: target, set_back: 0 },
        Command::Typing { room, thread: None },
        Command::History { room, from, limit: 5 },
        Command::Fill { room, after: Cursor::default() },
        Command::React { room, target, reaction: reaction()? },
        Command::Unreact { room, target, reaction: reaction()? },
        Command::Pin { room, target },
        Command::Unpin { room, target },
        Command::Versions { room, target, before: None },
        Command::Thread { room, message: target, from, limit: 5 },
        Command::MarkUnread { room, target },
        Command::MarkThreadRead { room, root: target, seq: target },
        Command::Follow { room, root: target },
        Command::Unfollow { room, root: target },
        Command::ThreadState { room, root: target },
    ];
    for command in &all {
        match command {
            Command::Open { .. }
            | Command::Post { .. }
            | Command::Edit { .. }
            | Command::Delete { .. }
            | Command::MarkRead { .. }
            | Command::Typing { .. }
            | Command::History { .. }
            | Command::Fill { .. }
            | Command::React { .. }
            | Command::Unreact { .. }
            | Command::Pin { .. }
            | Command::Unpin { .. }
            | Command::Versions { .. }
            | Command::Thread { .. }
            | Command::MarkUnread { .. }
            | Command::MarkThreadRead { .. }
            | Command::Follow { .. }
            | Command::Unfollow { .. }
            | Command::ThreadState { .. } => {}
        }
    }
    Ok(all)
}
