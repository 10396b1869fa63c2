//! P33: whoever tries to sign in learns nothing by it, gets no more tries than there are, and takes
//! nothing from those who talk.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::join_all;
use serde_json::Value;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use super::bystanders::{Talk, Until, talk};
use crate::Failure;
use crate::http::{Answer, Visitor};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::{PASSWORD, Town};

pub(crate) const PROMISE: Promise = Promise {
    name: "P33",
    sentence: "Signing in tells nobody who has an account, cannot be forced, and starves no chat.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: true,
    run: |trial| run(trial).boxed(),
};

/// Somebody who has an account, and somebody who has none: addresses of the same length.
const KNOWN: &str = "olga@example.org";
const UNKNOWN: &str = "nina@example.org";
/// The longer of the two medians, as a part of the shorter. With every change there is other work
/// on the machine, and fewer tries.
const ALIKE: f64 = 1.05;
const ALIKE_CI: f64 = 1.25;
/// As the server comes, so many tries of one account may fail.
const FAILURES: usize = 10;
const AT_ONCE: usize = 60;
/// Sign-ins that are asked for in a second.
const PER_SECOND: u64 = 200;
/// What the chat may take then: this many times as long as before, and so many milliseconds.
const SLOWER: f64 = 1.2;
const MORE_MS: f64 = 5.0;
const MORE_MS_CI: f64 = 50.0;

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let town = Town::found(trial.launch()?, 3, 1).await?;
    let nobody = Visitor { server: town.server()?.address(), token: None };
    tells_nothing(&trial, &nobody, &mut report).await?;
    starves_nobody(&trial, &town, nobody, &mut report).await?;
    end(town, &mut report)?;
    let mut launch = trial.launch()?;
    launch.data = trial.subdir("limited")?.join("data");
    // As it comes, but for the forms: all of them are sent from here at once.
    launch.environment = vec![("HARK_FORMS_PER_SECOND".into(), "1000000".into())];
    let town = Town::found(launch, 1, 0).await?;
    cannot_be_forced(&Visitor { server: town.server()?.address(), token: None }, &mut report)
        .await?;
    end(town, &mut report)?;
    Ok(report)
}

fn end(mut town: Town, report: &mut Report) -> Result<(), Failure> {
    let (_, status) = town.take()?.stop()?;
    report.require(status.success(), || format!("the server did not stop well: {status}"));
    Ok(())
}

/// Tries both in turns, so that whatever else happens on the machine happens to both.
async fn tells_nothing(
    trial: &Trial,
    nobody: &Visitor,
    report: &mut Report,
) -> Result<(), Failure> {
    let tries: usize = trial.sized(60, 1_000);
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    let mut first: Option<String> = None;
    let mut others = 0;
    for number in 0..2 * tries {
        // Two of the one, two of the other: none is always the first.
        let is_known = matches!(number % 4, 0 | 3);
        let email = if is_known { KNOWN } else { UNKNOWN };
        let begun = Instant::now();
        let form = [("email", email), ("password", "not the password")];
        let answer = nobody.post("/sign-in", &form).await?;
        if is_known { &mut known } else { &mut unknown }.push(begun.elapsed());
        let said = fixed(&answer, email)?;
        others += usize::from(*first.get_or_insert_with(|| said.clone()) != said);
    }
    let (known, unknown) = (median_ms(&mut known), median_ms(&mut unknown));
    let apart = known.max(unknown) / known.min(unknown);
    report.measure("tries_each", tries);
    report.measure("known_median_ms", hundredths(known));
    report.measure("unknown_median_ms", hundredths(unknown));
    report.measure("medians_apart", (apart * 1000.0).round() / 1000.0);
    report.require(others == 0, || format!("{others} answers had other bytes"));
    let most = trial.sized(ALIKE_CI, ALIKE);
    report.require(apart <= most, || format!("the medians are {known} and {unknown} ms"));
    Ok(())
}

/// All that is sent but the time, what is random, and what was written.
fn fixed(answer: &Answer, email: &str) -> Result<String, Failure> {
    let policy = answer.header("content-security-policy").unwrap_or_default();
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
    let nonce = nonce.ok_or_else(|| Failure("a page without a nonce".into()))?;
    let is_fixed = |line: &&str| !line.to_lowercase().starts_with("date:");
    let head = answer.head.lines().filter(is_fixed).collect::<Vec<_>>().join("\n");
    let body = String::from_utf8_lossy(&answer.body);
    Ok(format!("{head}\n{body}").replace(nonce, "NONCE").replace(email, "EMAIL"))
}

/// People talk, then go on while others sign in, more of them than the server can.
async fn starves_nobody(
    trial: &Trial,
    town: &Town,
    nobody: Visitor,
    report: &mut Report,
) -> Result<(), Failure> {
    let [speaker, listener] = [&town.people[1], &town.people[2]];
    let room = town.rooms[0];
    let calm = Until::Said(trial.sized(25, 100));
    let calm = talk(room, speaker, &listener.visitor, calm).await?;
    let (over, told) = watch::channel(false);
    let storm = async {
        let came = storm(Duration::from_secs(trial.sized(5, 25)), nobody).await;
        over.send_replace(true);
        came
    };
    let talking = talk(room, speaker, &listener.visitor, Until::Told(told));
    let (came, talked) = tokio::join!(storm, talking);
    let ((signed_in, busy), talked): (_, Talk) = (came?, talked?);
    calm.tell(report);
    talked.tell(report);
    report.measure("signed_in", signed_in);
    report.measure("sign_ins_told_later", busy);
    report.require(signed_in > 0, || "nobody was signed in".into());
    let (before, during) = (calm.p99_ms(), talked.p99_ms());
    report.measure("chat_p99_before_ms", hundredths(before));
    report.measure("chat_p99_ms", hundredths(during));
    let most = before * SLOWER + trial.sized(MORE_MS_CI, MORE_MS);
    report.require(during <= most, || format!("the chat took {during} ms where {before} before"));
    Ok(())
}

/// How many were signed in, and how many were told to come later.
async fn storm(time: Duration, nobody: Visitor) -> Result<(usize, usize), Failure> {
    let nobody = Arc::new(nobody);
    let mut due = interval(Duration::from_millis(1_000 / PER_SECOND));
    due.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let (begun, mut asked) = (Instant::now(), Vec::new());
    while begun.elapsed() < time {
        due.tick().await;
        let nobody = Arc::clone(&nobody);
        asked.push(tokio::spawn(async move {
            nobody.post("/sign-in", &[("email", KNOWN), ("password", PASSWORD)]).await
        }));
    }
    let (mut signed_in, mut busy) = (0, 0);
    for answer in join_all(asked).await {
        match answer.map_err(|error| Failure::of("a sign-in", error))??.status {
            303 => signed_in += 1,
            503 => busy += 1,
            other => return Err(Failure(format!("a sign-in was answered with {other}"))),
        }
    }
    Ok((signed_in, busy))
}

/// Many at once, as many as may fail of an account, whoever has it.
async fn cannot_be_forced(nobody: &Visitor, report: &mut Report) -> Result<(), Failure> {
    let guess = |number: usize| async move {
        let guess = format!("guess number {number}");
        nobody.post("/sign-in", &[("email", KNOWN), ("password", &guess)]).await
    };
    let answers = join_all((0..AT_ONCE).map(guess)).await;
    let answers: Result<Vec<_>, _> = answers.into_iter().collect();
    let statuses: Vec<_> = answers?.iter().map(|answer| answer.status).collect();
    let of = |wanted| statuses.iter().filter(|status| **status == wanted).count();
    report.measure("guesses", AT_ONCE);
    report.measure("guesses_looked_at", of(422));
    report.require(of(422) == FAILURES, || format!("{} guesses were looked at", of(422)));
    report.require(of(429) == AT_ONCE - FAILURES, || format!("others got {statuses:?}"));
    let right = nobody.post("/sign-in", &[("email", KNOWN), ("password", PASSWORD)]).await?;
    let told = right.header("retry-after").and_then(|seconds| seconds.parse::<u64>().ok());
    let is_told = right.status == 429 && told.is_some_and(|seconds| (800..=900).contains(&seconds));
    report.require(is_told, || format!("told to wait {told:?} with {}", right.status));
    Ok(())
}

fn median_ms(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}

fn hundredths(number: f64) -> Value {
    Value::from((number * 100.0).round() / 100.0)
}
