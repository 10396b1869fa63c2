//! P34: what a session is from outside: its cookie, what is kept of it, how long it lasts, and that
//! nothing is done in its name that its person did not ask for.

mod forgery;

use std::time::Duration;

use futures::FutureExt;
use sha2::{Digest as _, Sha256};

use crate::Failure;
use crate::hostile::hand::ask;
use crate::http::Visitor;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::{PASSWORD, Town};

pub(crate) const PROMISE: Promise = Promise {
    name: "P34",
    sentence: "A session is its person's alone: new each time, kept as a hash, ended when it ends.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// A session that was not used for so long is over.
const IDLE: Duration = Duration::from_hours(30 * 24);
/// So near to that it is not, or is.
const EDGE: Duration = Duration::from_secs(10 * 60);

/// What somebody is answered who asks whether their session is one.
const OPEN: u16 = 204;

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let town = Town::found(trial.launch()?, 2, 1).await?;
    tokens(&town, &mut report).await?;
    ages(&town, &mut report).await?;
    forgery::run(&town, &mut report).await?;
    over_tls(&trial, &mut report).await?;
    Ok(report)
}

async fn sign_in(visitor: &Visitor) -> Result<String, Failure> {
    let form = [("email", "olga@example.org"), ("password", PASSWORD)];
    let answer = visitor.submit("/sign-in", &form).await?;
    answer.session().ok_or_else(|| Failure("signing in began no session".into()))
}

/// Each is new, long, and kept as a hash; a new one in the place of an old ends that.
async fn tokens(town: &Town, report: &mut Report) -> Result<(), Failure> {
    let nobody = Visitor { token: None, ..town.people[0].visitor.clone() };
    let (first, second) = (sign_in(&nobody).await?, sign_in(&nobody).await?);
    report.require(first != second, || "two sessions have one token".into());
    // 256 bits in base64.
    report.require(first.len() >= 43, || format!("a token of {} characters", first.len()));
    let here = Visitor { token: Some(first.clone()), ..nobody.clone() };
    let third = sign_in(&here).await?;
    let is_open = async |token: &str| {
        let visitor = Visitor { token: Some(token.to_owned()), ..nobody.clone() };
        Ok::<_, Failure>(visitor.get("/api/session").await?.status == OPEN)
    };
    report.require(!is_open(&first).await?, || "a session outlived its successor".into());
    report.require(is_open(&second).await?, || "a session ended with another's".into());
    report.require(is_open(&third).await?, || "a new session is none".into());
    let mut kept = Vec::new();
    for name in ["hark.db", "hark.db-wal"] {
        let path = town.server()?.database().with_file_name(name);
        kept.extend(std::fs::read(path).unwrap_or_default());
    }
    let has = |part: &[u8]| kept.windows(part.len()).any(|other| other == part);
    report.require(!has(third.as_bytes()), || "a token is kept as it is".into());
    let hash = Sha256::digest(third.as_bytes());
    report.require(has(hash.as_slice()), || "a session is not kept by its hash".into());
    Ok(())
}

/// At the edge of its time.
async fn ages(town: &Town, report: &mut Report) -> Result<(), Failure> {
    let who = &town.people[1];
    for (ago, open) in [(IDLE - EDGE, true), (IDLE + EDGE, false)] {
        let visitor = town.session_used_ago(who, ago)?;
        let status = visitor.get("/api/session").await?.status;
        report.require((status == OPEN) == open, || format!("{ago:?} old: {status}"));
    }
    Ok(())
}

/// Where people come by TLS, the cookie goes by nothing else, to nobody else.
async fn over_tls(trial: &Trial, report: &mut Report) -> Result<(), Failure> {
    let mut launch = crate::nemesis::Launch::in_dir(&trial.hark, &trial.subdir("tls")?)?;
    launch.environment.push(("HARK_PUBLIC_URL".into(), "https://chat.example.org".into()));
    let server = crate::nemesis::Server::start(launch)?;
    let path = server.owner_path.clone().ok_or_else(|| Failure("no owner's link".into()))?;
    let form = "name=Olga&email=olga%40example.org&password=correct+horse+battery";
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: chat.example.org\r\nOrigin: https://chat.example.org\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let answer = ask(server.address(), request).await.map_err(Failure)?;
    let cookie = answer.head.lines().find(|line| line.starts_with("set-cookie: "));
    let cookie = cookie.unwrap_or_default();
    for part in
        ["set-cookie: __host-hark_session=", "; secure", "; httponly", "; samesite=lax", "; path=/"]
    {
        report.require(cookie.contains(part), || format!("no {part:?} in {cookie:?}"));
    }
    report.require(!cookie.contains("domain="), || format!("{cookie:?} names a domain"));
    let hsts = answer.head.contains("strict-transport-security: max-age=");
    report.require(hsts, || "browsers may come without TLS again".into());
    Ok(())
}
