//! Sessions whose last day is now: a clock that is set by less than five minutes ends none of
//! them early, and brings none back.

use std::time::Duration;

use super::steps;
use crate::Failure;
use crate::http::Visitor;
use crate::nemesis::OtherClock;
use crate::report::Report;
use crate::town::Town;

/// How long a session lasts without being used.
const IDLE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Just under five minutes, in seconds.
const STEP: i64 = 299;

/// The session has so long to live, or is dead for so long and the five minutes.
const MARGIN: Duration = Duration::from_secs(60);

const FIVE_MINUTES: Duration = Duration::from_secs(300);

/// Ends with the clock where it was.
pub(super) async fn hold(
    town: &Town,
    clock: &mut OtherClock,
    report: &mut Report,
) -> Result<(), Failure> {
    let who = &town.people[1];
    // The server's clock is slow already.
    let slow = Duration::from_secs(clock.offset_s().min(0).unsigned_abs());
    let living = town.session_used_ago(who, slow + IDLE - MARGIN)?;
    let over = town.session_used_ago(who, slow + IDLE + FIVE_MINUTES + MARGIN)?;
    let mut vanished = 0;
    let mut revived = u64::from(is_signed_in(&over).await?);
    steps::set(&town.people[0], clock, -STEP, report).await?;
    revived += u64::from(is_signed_in(&over).await?);
    steps::set(&town.people[0], clock, STEP, report).await?;
    steps::set(&town.people[0], clock, STEP, report).await?;
    vanished += u64::from(!is_signed_in(&living).await?);
    steps::set(&town.people[0], clock, -STEP, report).await?;
    report.measure("sessions_vanished", vanished);
    report.measure("sessions_revived", revived);
    report.require(vanished == 0, || "a session ended because the clock was set".into());
    report.require(revived == 0, || "a session came back because the clock was set".into());
    Ok(())
}

async fn is_signed_in(visitor: &Visitor) -> Result<bool, Failure> {
    match visitor.get("/api/session").await?.status {
        401 => Ok(false),
        status if status < 300 => Ok(true),
        status => Err(Failure(format!("the session was answered with {status}"))),
    }
}
