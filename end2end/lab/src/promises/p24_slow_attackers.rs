//! P24: thousands of connections that drag things out, and somebody who signs in meanwhile.

use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::join_all;
use serde_json::Value;
use tokio::time::sleep;

use crate::Failure;
use crate::attackers::{Attack, Cut};
use crate::files::may_open;
use crate::http::Visitor;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::{PASSWORD, Town};

pub(crate) const PROMISE: Promise = Promise {
    name: "P24",
    sentence: "Whoever drags a request or a message out is cut, and nobody else waits for it.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: true,
    run: |trial| run(trial).boxed(),
};

/// People whose sockets attack, each with as many.
const CROOKS: usize = 10;
/// How often somebody signs in meanwhile, and with how long between.
const SIGN_INS: usize = 50;
const PAUSE: Duration = Duration::from_millis(400);
/// Files besides the attackers' own.
const OTHER_FILES: usize = 200;
/// With every change there is other work on the machine.
const SIGNED_IN_CI: Duration = Duration::from_secs(5);
const SIGNED_IN: Duration = Duration::from_millis(500);

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut launch = trial.launch()?;
    // As it comes: what people may send is what attackers may. But here both send their forms from
    // one address, which has only so many.
    launch.environment = vec![("HARK_FORMS_PER_SECOND".into(), "1000000".into())];
    let town = Town::found(launch, CROOKS, 0).await?;
    let server = town.server()?.address();
    let attacks = [
        (Attack::Silent, trial.sized(400, 2_000)),
        (Attack::Head, trial.sized(400, 2_000)),
        (Attack::Body, trial.sized(50, 200)),
        (Attack::Fragments, trial.sized(10, 50)),
        (Attack::Message, trial.sized(10, 50)),
    ];
    let all: usize = attacks.iter().map(|(_, count)| count).sum();
    if let Err(allowed) = may_open((all + OTHER_FILES) as u64) {
        report.skipped.push(format!("P24: {all} connections, where {allowed} files may be open"));
        return Ok(report);
    }
    let crook = |number: usize| town.people[number % CROOKS].visitor.clone();
    let running = attacks.map(|(attack, count)| {
        let each = (0..count).map(|number| tokio::spawn(attack.run(crook(number))));
        (attack, each.collect::<Vec<_>>())
    });
    sign_in(&trial, &Visitor { server, token: None }, &mut report).await?;
    for (attack, each) in running {
        let mut cuts = Vec::new();
        for cut in join_all(each).await {
            cuts.push(cut.map_err(|error| Failure::of("an attacker", error))?);
        }
        judge(attack, &cuts, &mut report);
    }
    let (_, status) = {
        let mut town = town;
        town.take()?.stop()?
    };
    report.require(status.success(), || format!("the server did not stop well: {status}"));
    Ok(report)
}

async fn sign_in(trial: &Trial, nobody: &Visitor, report: &mut Report) -> Result<(), Failure> {
    let mut slowest = Duration::ZERO;
    for _ in 0..SIGN_INS {
        let begun = Instant::now();
        let form = [("email", "olga@example.org"), ("password", PASSWORD)];
        let answer = nobody.submit("/sign-in", &form).await?;
        report.require(answer.session().is_some(), || "a sign-in began no session".into());
        slowest = slowest.max(begun.elapsed());
        sleep(PAUSE).await;
    }
    report.measure("sign_ins", SIGN_INS);
    report.measure("slowest_sign_in_ms", slowest.as_millis() as u64);
    let most = trial.sized(SIGNED_IN_CI, SIGNED_IN);
    report.require(slowest <= most, || format!("a sign-in took {slowest:?}"));
    Ok(())
}

fn judge(attack: Attack, cuts: &[Cut], report: &mut Report) {
    let name = attack.name();
    let slowest = cuts.iter().map(|cut| cut.after).max().unwrap_or_default();
    report.measure(name, cuts.len());
    let seconds = (slowest.as_secs_f64() * 10.0).round() / 10.0;
    report.measure(&format!("{name}_cut_after_s"), Value::from(seconds));
    let late = cuts.iter().filter(|cut| cut.after > attack.within()).count();
    report.require(late == 0, || format!("{late} of {name} were cut late, one after {seconds} s"));
    let told = cuts.iter().filter(|cut| cut.was_told).count();
    report.require(told == cuts.len(), || {
        format!("{} of {name} were not told why", cuts.len() - told)
    });
}
