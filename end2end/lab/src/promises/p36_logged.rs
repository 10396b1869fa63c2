//! P36: what somebody may have to answer for stands in the audit log, whoever changes that log is
//! found out, and no secret stands in it, in what the server writes down or in what it leaves
//! behind.

mod deeds;

use std::path::Path;
use std::process::Command;

use futures::FutureExt;
use rusqlite::Connection;

use crate::Failure;
use crate::nemesis::Launch;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::Town;
use deeds::{SECRETS, busy};

pub(crate) const PROMISE: Promise = Promise {
    name: "P36",
    sentence: "Deeds are logged and tampering is found; no secret is logged or left behind.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// What the log has a word for, each of which is done.
const DEEDS: [&str; 21] = [
    "server-claimed",
    "signed-in",
    "sign-in-failed",
    "session-ended",
    "sessions-ended",
    "password-changed",
    "reset-made",
    "role-changed",
    "banned",
    "ban-lifted",
    "silenced",
    "room-made",
    "room-changed",
    "room-archived",
    "room-unarchived",
    "member-removed",
    "message-removed",
    "report-decided",
    "invite-made",
    "invite-used",
    "invite-revoked",
];
/// How often the log is tampered with, with every change and before a release.
const CI: usize = 25;
const FULL: usize = 100;

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut launch = trial.launch()?;
    // All that it would ever say.
    launch.environment.push(("RUST_LOG".into(), "trace".into()));
    let mut town = Town::found(launch, 3, 1).await?;
    let mut secrets = busy(&town).await?;
    secrets.extend(SECRETS.map(str::to_owned));
    secrets.extend(town.people.iter().filter_map(|citizen| citizen.visitor.token.clone()));
    let server = town.server()?;
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.id()));
    let limits = limits.map_err(|error| Failure::of("the limits", error))?;
    let core = limits.lines().find(|line| line.starts_with("Max core file size"));
    // What is allowed now, and the most that the process could allow itself.
    let none = core.is_some_and(|line| line.split_whitespace().skip(4).take(2).eq(["0", "0"]));
    report.require(none, || format!("a crash leaves a core behind: {core:?}"));
    let log = server.admin(&["audit"])?;
    for deed in DEEDS {
        let noted = log.lines().any(|line| line.split('\t').nth(2) == Some(deed));
        report.require(noted, || format!("{deed} is not in the audit log"));
    }
    find(&secrets, &log, "the audit log", &mut report);
    let (launch, status) = town.take()?.stop()?;
    report.require(status.success(), || format!("the server did not stop well: {status}"));
    let failed = |error: std::io::Error| Failure::of("the log", error);
    let (mut bytes, mut refused) = (0, 0);
    for file in std::fs::read_dir(&launch.logs).map_err(failed)? {
        let said = std::fs::read(file.map_err(failed)?.path()).map_err(failed)?;
        let said = String::from_utf8_lossy(&said);
        bytes += said.len();
        refused += said.matches("Not allowed").count();
        find(&secrets, &said, "the server's log", &mut report);
    }
    report.require(refused == 2, || format!("{refused} of what was not allowed is logged, not 2"));
    report.measure("deeds", DEEDS.len());
    report.measure("secrets", secrets.len());
    report.measure("log_kib", bytes / 1024);
    tamper(&trial, &launch, &mut report)?;
    Ok(report)
}

fn find(secrets: &[String], text: &str, place: &str, report: &mut Report) {
    for secret in secrets {
        report.require(!text.contains(secret.as_str()), || format!("{secret:?} is in {place}"));
    }
}

/// Changes the log by hand in one way after the other; each must be found.
fn tamper(trial: &Trial, launch: &Launch, report: &mut Report) -> Result<(), Failure> {
    let copy = trial.subdir("tampered")?;
    let verify = |known: Option<&str>| {
        let mut command = Command::new(&launch.program);
        command.args(["admin", "audit", "--verify", "--data"]).arg(&copy);
        command.args(known.into_iter().flat_map(|hash| ["--known", hash]));
        command.output().map_err(|error| Failure::of("hark admin", error))
    };
    renew(launch, &copy)?;
    let whole = verify(None)?;
    let said = String::from_utf8_lossy(&whole.stdout).into_owned();
    report.require(whole.status.success(), || format!("an untouched log does not hold: {said}"));
    let last = said.split_whitespace().last().unwrap_or_default().to_owned();
    let mut dice = trial.dice(36);
    let tampered = trial.sized(CI, FULL);
    let mut found = 0;
    for number in 0..tampered {
        renew(launch, &copy)?;
        let did = once(&copy.join("hark.db"), number, &mut dice)?;
        let output = verify(Some(&last))?;
        if output.status.success() {
            report.problem(format!("nobody notices: {did}"));
        } else {
            found += 1;
        }
    }
    report.measure("tampered", tampered);
    report.measure("found", found);
    Ok(())
}

/// The database as the server left it.
fn renew(launch: &Launch, copy: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::of("copying the database", error);
    for name in ["hark.db-wal", "hark.db-shm"] {
        // There is none as a rule.
        let _ = std::fs::remove_file(copy.join(name));
    }
    std::fs::copy(launch.data.join("hark.db"), copy.join("hark.db")).map(drop).map_err(failed)
}

/// One way, by lot. What was done.
fn once(database: &Path, number: usize, dice: &mut fastrand::Rng) -> Result<String, Failure> {
    let failed = |error| Failure::of("tampering", error);
    let db = Connection::open(database).map_err(failed)?;
    let rows: i64 =
        db.query_row("SELECT count(*) FROM audit", [], |row| row.get(0)).map_err(failed)?;
    let at = dice.i64(1..=rows);
    let other = if at == rows { at - 1 } else { at + 1 };
    let sql = match number % 10 {
        0 => format!("UPDATE audit SET at = at + 1 WHERE number = {at}"),
        1 => format!("UPDATE audit SET deed = deed || 'x' WHERE number = {at}"),
        2 => format!("UPDATE audit SET actor = ifnull(actor, 0) + 1 WHERE number = {at}"),
        3 => format!("UPDATE audit SET subject = ifnull(subject, 0) + 1 WHERE number = {at}"),
        4 => format!("UPDATE audit SET room = ifnull(room, 0) + 1 WHERE number = {at}"),
        5 => format!("UPDATE audit SET detail = detail || ' ' WHERE number = {at}"),
        6 => format!("UPDATE audit SET hash = zeroblob(32) WHERE number = {at}"),
        7 => format!("DELETE FROM audit WHERE number >= {at}"),
        8 => format!(
            "DELETE FROM audit WHERE number = {at}; \
             UPDATE audit SET number = number - 1 WHERE number > {at}"
        ),
        _ => format!(
            "UPDATE audit SET number = -1 WHERE number = {at}; \
             UPDATE audit SET number = {at} WHERE number = {other}; \
             UPDATE audit SET number = {other} WHERE number = -1"
        ),
    };
    let free = "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_shortened;";
    db.execute_batch(&format!("{free} {sql}")).map_err(failed)?;
    Ok(sql)
}
