//! Power cuts. The data lie on a file system in an image; what has not been synced is in memory
//! only and not in the image. Freezing the server and copying the image is a power cut; mounting
//! the copy is the power coming back.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::{READY, Writers, whole};
use crate::Failure;
use crate::nemesis::{Disk, Launch, Server};
use crate::promise::Trial;
use crate::report::Report;

const DISK_BYTES: u64 = 512 << 20;

pub(super) async fn cuts(trial: &Trial, cuts: u64, report: &mut Report) -> Result<(), Failure> {
    let disk = match Disk::make(&trial.dir, DISK_BYTES) {
        Ok(disk) => disk,
        Err(failure) => {
            report.skipped.push(format!("power cuts: {failure}"));
            return Ok(());
        }
    };
    let launch = Launch { data: disk.path().join("data"), ..trial.launch()? };
    let mut writers = Writers::gather(trial, "power", launch).await?;
    let mut slowest = Duration::ZERO;
    let mut checked = 0;
    for cut in 0..cuts {
        let how_long = writers.some_time();
        writers.write(how_long).await?;
        // What was acked before the cut begins has to be in the copy.
        let ledger = writers.ledger(report).await?;
        let copy = trial.dir.join(format!("cut-{cut}.img"));
        writers.town.server()?.freeze()?;
        let copied = copy_image(disk.image(), &copy);
        writers.town.server()?.thaw()?;
        copied?;
        let after = Disk::mount(copy, trial.dir.join(format!("cut-{cut}")))?;
        let launch = Launch { data: after.path().join("data"), ..trial.launch()? };
        let server = Server::start(launch)?;
        slowest = slowest.max(server.ready_after);
        let (launch, _) = server.stop()?;
        let stored = whole(&launch.data.join("hark.db"), report)?;
        let mut found = Report::default();
        ledger.compare(&stored, &mut found);
        checked += found.acked;
        found.problems.iter_mut().for_each(|problem| *problem = format!("cut {cut}: {problem}"));
        // Each cut is compared with all that was sent until then; that is counted once, below.
        report.add(Report { sent: 0, acked: 0, ..found });
    }
    writers.settle(report).await?;
    let (launch, _) = writers.town.take()?.stop()?;
    let stored = whole(&launch.data.join("hark.db"), report)?;
    let ledger = writers.ledger(report).await?;
    ledger.compare(&stored, report);
    ledger.hold_all_stored(&stored, report);
    report.measure("power_cuts", cuts);
    report.measure("acks_checked_after_cuts", checked);
    report.measure("ready_after_cut_ms", slowest.as_millis() as u64);
    report.require(slowest <= READY, || format!("it took {slowest:?} to be ready after a cut"));
    Ok(())
}

/// Holes stay holes: most of the image is empty.
fn copy_image(from: &Path, to: &Path) -> Result<(), Failure> {
    let copied = Command::new("cp").args(["--sparse=always"]).args([from, to]).status();
    match copied {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure(format!("the image was not copied: {status}"))),
        Err(error) => Err(Failure::of("cp", error)),
    }
}
