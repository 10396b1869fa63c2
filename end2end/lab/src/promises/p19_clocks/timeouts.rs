//! What the server waits for is measured by a clock that nobody can set: who says nothing is let
//! go neither sooner nor later while the time of day goes forward and back.

use std::time::{Duration, Instant};

use hark_protocol::{ClientFrame, CloseCode, List, ServerFrame, VERSION};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::Failure;
use crate::report::Report;
use crate::simclient::{Heard, Raw};
use crate::town::Citizen;

/// After so long without a word the server lets go: it asks after 25 s and waits for 10.
pub(super) const SILENCE: Duration = Duration::from_secs(35);

/// A client has so long to say hello.
const HELLO: Duration = Duration::from_secs(5);

/// How exactly, on a machine that has other work.
const EARLY: Duration = Duration::from_millis(500);
const LATE: Duration = Duration::from_secs(3);

/// Silent connections, and how long each was kept.
pub(super) struct Watch {
    speechless: JoinHandle<std::io::Result<Vec<Duration>>>,
    deaf: JoinHandle<std::io::Result<Duration>>,
}

/// Opens connections that say nothing, one after the other, and one that says hello and no more.
pub(super) fn watch(who: &Citizen) -> Watch {
    let (visitor, same) = (who.visitor.clone(), who.visitor.clone());
    let speechless = tokio::spawn(async move {
        let mut kept = Vec::new();
        for _ in 0..SILENCE.as_secs() / HELLO.as_secs() {
            let raw = Raw::open(visitor.server, None, &visitor).await?;
            kept.push(until_let_go(raw).await?);
        }
        Ok(kept)
    });
    let deaf = tokio::spawn(async move {
        let mut raw = Raw::open(same.server, None, &same).await?;
        raw.say(&ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None })
            .await?;
        while !matches!(raw.hear().await?, Heard::Frame(ServerFrame::Live)) {}
        until_let_go(raw).await
    });
    Watch { speechless, deaf }
}

async fn until_let_go(mut raw: Raw) -> std::io::Result<Duration> {
    let begun = Instant::now();
    let closed = timeout(SILENCE * 2, async {
        loop {
            if let Heard::Closed(code) = raw.hear().await? {
                return Ok::<_, std::io::Error>(code);
            }
        }
    });
    match closed.await?? {
        code if code == CloseCode::NoHeartbeat.code() => Ok(begun.elapsed()),
        code => Err(std::io::Error::other(format!("a silent connection ended with {code}"))),
    }
}

impl Watch {
    /// Waits for the last of them, and holds them to the server's own times.
    pub(super) async fn judge(self, report: &mut Report) -> Result<(), Failure> {
        let lost = |error| Failure::of("a silent connection", error);
        let speechless = self.speechless.await.map_err(lost)?;
        let deaf = self.deaf.await.map_err(lost)?;
        match (speechless, deaf) {
            (Ok(speechless), Ok(deaf)) => {
                let all = speechless.iter().map(|kept| (*kept, HELLO)).chain([(deaf, SILENCE)]);
                for (kept, promised) in all {
                    report.require(kept + EARLY > promised && kept < promised + LATE, || {
                        format!("a silent connection was kept {kept:?} in place of {promised:?}")
                    });
                }
                report.measure("silent_kept_s", (deaf.as_secs_f64() * 10.0).round() / 10.0);
            }
            (Err(error), _) | (_, Err(error)) => {
                report.problem(format!("a silent connection: {error}"));
            }
        }
        Ok(())
    }
}
