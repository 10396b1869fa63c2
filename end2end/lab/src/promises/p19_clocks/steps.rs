//! Sets the clock, and sees to it that the server takes it for the time.

use std::io;
use std::time::{Duration, Instant};

use hark_protocol::{ClientFrame, List, ServerFrame, VERSION};
use tokio::time::{sleep, timeout};

use super::{DAY, HOUR};
use crate::Failure;
use crate::http::Visitor;
use crate::nemesis::OtherClock;
use crate::report::Report;
use crate::simclient::{Heard, Raw};
use crate::town::Citizen;

/// How the clock is set, over and over, in seconds. It is a day slow before.
const STEPS: [i64; 8] = [DAY, HOUR, -5, -HOUR, DAY, -5, 10, -DAY];

/// How long a step may take to reach the server: what stands between looks once a second.
const REACHED: Duration = Duration::from_secs(8);

/// How exactly the server has to be off, in milliseconds: less than the smallest step.
const EXACT_MS: i64 = 2_000;

/// Sets the clock every so often.
pub(super) async fn run(
    who: &Citizen,
    clock: &mut OtherClock,
    lasts: Duration,
    every: Duration,
    report: &mut Report,
) -> Result<(), Failure> {
    let begun = Instant::now();
    let mut reached = 0;
    for (count, step) in (1..).zip(STEPS.iter().cycle()) {
        let due = every * count;
        if due >= lasts {
            break;
        }
        sleep(due.saturating_sub(begun.elapsed())).await;
        set(who, clock, *step, report).await?;
        reached += 1;
    }
    report.measure("steps", reached);
    report.require(reached >= STEPS.len(), || format!("the clock was set {reached} times only"));
    Ok(())
}

/// Sets the clock, and waits until the server's welcome says the new time.
pub(super) async fn set(
    who: &Citizen,
    clock: &mut OtherClock,
    by_s: i64,
    report: &mut Report,
) -> Result<(), Failure> {
    clock.step(by_s)?;
    let begun = Instant::now();
    let mut off = None;
    while begun.elapsed() < REACHED {
        if let Ok(Ok(now)) = timeout(REACHED, now(&who.visitor)).await {
            let wanted = crate::clock_ms() + clock.offset_s() * 1000;
            off = Some(now - wanted);
            if (now - wanted).abs() < EXACT_MS {
                return Ok(());
            }
        }
        sleep(Duration::from_millis(100)).await;
    }
    report.problem(format!(
        "a step of {by_s} s did not reach the server, which is off by {off:?} ms"
    ));
    Ok(())
}

/// The server's time, in milliseconds since 1970.
async fn now(visitor: &Visitor) -> io::Result<i64> {
    let mut raw = Raw::open(visitor.server, None, visitor).await?;
    raw.say(&ClientFrame::Hello { version: VERSION, rooms: List::default(), open: None }).await?;
    match raw.hear().await? {
        Heard::Frame(ServerFrame::Welcome { now, .. }) => Ok(now.0),
        other => Err(io::Error::other(format!("no welcome: {other:?}"))),
    }
}
