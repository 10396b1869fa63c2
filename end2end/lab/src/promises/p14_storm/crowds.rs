//! Storms of clients that do not behave as ours do, and of more than a few thousand.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::gauge::{Gauge, note_resumed};
use super::town::{Restart, StormTown, cursors};
use super::{CROWD_RESUMED, HOSTILE_RESUMED};
use crate::Failure;
use crate::faultproxy::{By, Proxy, Strike};
use crate::files::may_open;
use crate::nemesis::cpu_of;
use crate::promise::Trial;
use crate::report::Report;
use crate::simclient::{Crowd, Member, Return};

/// Who has not come back by then will not.
const PATIENCE: Duration = Duration::from_secs(120);

/// What the network itself takes for a try, when the clients take no time at all.
const AT_ONCE: Duration = Duration::from_millis(20);

/// How long clients of a large server wait at the most before each try. Browsers wait half a
/// second before the first.
const SOON: Duration = Duration::from_millis(500);

/// Addresses that a large crowd comes from: no address has enough ports.
const ADDRESSES: usize = 16;

/// Files besides the crowd's own.
const OTHER_FILES: u64 = 500;

const AFTER: Duration = Duration::from_secs(2);

/// Clients that try again at once, all together, whatever they are told.
pub(super) async fn hostile(
    trial: &Trial,
    town: &mut StormTown,
    count: usize,
    gauge: &mut Gauge,
    report: &mut Report,
) -> Result<(), Failure> {
    let proxy = Proxy::before(town.server()?.address(), trial.seed).await?;
    let members = (0..count).map(|number| member(town, number, proxy.address(), None)).collect();
    let crowd = Crowd::gather(members, Return::Regardless(AT_ONCE), trial.dice(2));
    assemble(&crowd).await?;
    gauge.rest(town).await?;

    gauge.begin();
    let (since, before) = (Instant::now(), crowd.resumed());
    proxy.strike(Strike::Cut(By::Rst));
    let back = crowd.all_live(before, PATIENCE).await;
    note_resumed("hostile_reset", since, back, HOSTILE_RESUMED, report);
    sleep(AFTER).await;
    gauge.end("hostile_reset", report);

    gauge.begin();
    let before = crowd.resumed();
    let since = town.restart(Restart::Killed).await?;
    gauge.follow(town)?;
    let back = crowd.all_live(before, PATIENCE).await;
    note_resumed("hostile_killed", since, back, HOSTILE_RESUMED, report);
    sleep(AFTER).await;
    gauge.end("hostile_killed", report);
    hold_contiguous("hostile", &crowd, report);
    Ok(())
}

/// As many clients as a large server has, straight to it.
pub(super) async fn large(
    trial: &Trial,
    town: &mut StormTown,
    count: usize,
    gauge: &mut Gauge,
    report: &mut Report,
) -> Result<(), Failure> {
    let needed = count as u64 + OTHER_FILES;
    if let Err(allowed) = may_open(needed) {
        let why = format!("a crowd of {count}: a process may open {allowed} files here");
        report.skipped.push(why);
        return Ok(());
    }
    let server = town.server()?.address();
    let from = |number: usize| {
        let last = u8::try_from(number % ADDRESSES).unwrap_or_default();
        Some(Ipv4Addr::new(127, 0, 1, 1 + last))
    };
    let members = (0..count).map(|number| member(town, number, server, from(number))).collect();
    let crowd = Crowd::gather(members, Return::Within(SOON), trial.dice(3));
    assemble(&crowd).await?;
    gauge.rest(town).await?;
    report.measure("crowd", count);
    for (how, name) in [(Restart::Killed, "crowd_killed"), (Restart::Stopped, "crowd_stopped")] {
        gauge.begin();
        let before = crowd.resumed();
        let since = town.restart(how).await?;
        gauge.follow(town)?;
        let ours = cpu_of("self").unwrap_or_default();
        let back = crowd.all_live(before, PATIENCE).await;
        note_resumed(name, since, back, CROWD_RESUMED, report);
        let seconds = |cpu: Duration| (cpu.as_secs_f64() * 100.0).round() / 100.0;
        let server = town.server()?.cpu().unwrap_or_default();
        report.measure(&format!("{name}_server_cpu_s"), seconds(server));
        let ours = cpu_of("self").unwrap_or_default().saturating_sub(ours);
        report.measure(&format!("{name}_lab_cpu_s"), seconds(ours));
        sleep(AFTER).await;
        gauge.end_of_crowd(name, report);
    }
    hold_contiguous("crowd", &crowd, report);
    Ok(())
}

fn member(town: &StormTown, number: usize, way: SocketAddr, from: Option<Ipv4Addr>) -> Member {
    let (who, page) = town.holder(number);
    let (rooms, open) = (cursors(page), page.open.summary.room.id);
    Member { visitor: who.visitor.clone(), way, from, rooms, open }
}

async fn assemble(crowd: &Crowd) -> Result<(), Failure> {
    match crowd.all_live(0, PATIENCE).await {
        true => Ok(()),
        false => Err(Failure(format!("only {} clients could connect at first", crowd.resumed()))),
    }
}

fn hold_contiguous(storm: &str, crowd: &Crowd, report: &mut Report) {
    report.gaps += crowd.gaps();
    report.measure(&format!("{storm}_resets"), crowd.resets());
    report.measure(&format!("{storm}_failed_tries"), crowd.failed());
    report
        .require(crowd.gaps() == 0, || format!("{storm}: {} events came too early", crowd.gaps()));
}
