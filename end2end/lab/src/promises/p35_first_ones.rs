//! P35: many who want to be the first, and many who want the last place: what there is one of goes
//! to one.

use futures::FutureExt;
use futures::future::join_all;
use rusqlite::Connection;

use crate::Failure;
use crate::http::Visitor;
use crate::nemesis::{Launch, Server};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::PASSWORD;

pub(crate) const PROMISE: Promise = Promise {
    name: "P35",
    sentence: "An empty server gets one owner, and an invite lets in as many as it says.",
    ci_seeds: 1,
    full_seeds: 3,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// Claims of an empty server, all at once.
const CLAIMS: usize = 100;
/// What an invite lets in, and how many come by it at once.
const PLACES: usize = 7;
const CI: usize = 60;
const FULL: usize = 500;
/// What a server says that cannot look at one more password just now.
const BUSY: u16 = 503;

/// Who came in.
pub(crate) struct Found {
    pub(crate) owners: u64,
    pub(crate) newcomers: u64,
    /// Sessions that were begun, by the owners and by the newcomers.
    sessions: (usize, usize),
    /// Who came by an invite that had expired, was taken back, or is another server's.
    strays: u64,
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let guests = trial.sized(CI, FULL);
    let found = race(&trial, "race", CLAIMS, guests, PLACES).await?;
    report.measure("claims", CLAIMS);
    report.measure("owners", found.owners);
    report.measure("guests", guests);
    report.measure("let_in", found.newcomers);
    report.require(found.owners == 1, || format!("there are {} owners", found.owners));
    report.require(found.newcomers == PLACES as u64, || {
        format!("{} came by an invite for {PLACES}", found.newcomers)
    });
    report.require(found.sessions == (1, PLACES), || {
        format!("{:?} sessions were begun", found.sessions)
    });
    report.require(found.strays == 0, || format!("{} came by a dead invite", found.strays));
    Ok(report)
}

/// So many claim an empty server at once; then so many come by one invite that has so many places.
pub(crate) async fn race(
    trial: &Trial,
    name: &str,
    claims: usize,
    guests: usize,
    places: usize,
) -> Result<Found, Failure> {
    let launch = Launch::in_dir(&trial.hark, &trial.subdir(name)?)?;
    let server = Server::start(launch)?;
    let path = server.owner_path.clone().ok_or_else(|| Failure("no owner's link".into()))?;
    let owners = come(&server, &path, "owner", claims).await?;
    let link = server.admin(&["create-invite", "--uses", &places.to_string()])?;
    let guests = come(&server, join_path(&link)?, "guest", guests).await?;
    let strays = stray(&server, trial, name).await?;
    let db = Connection::open(server.database()).map_err(|error| Failure::of("reading", error))?;
    let count = |who: &str| {
        let sql = "SELECT count(*) FROM person WHERE email LIKE ?1 || '%'";
        let count = db.query_row(sql, [who], |row| row.get::<_, i64>(0));
        count.map(i64::unsigned_abs).map_err(|error| Failure::of("counting", error))
    };
    let sessions = (owners, guests);
    Ok(Found { owners: count("owner")?, newcomers: count("guest")?, sessions, strays })
}

/// So many people come in by this page at once. How many of them got a session.
async fn come(server: &Server, path: &str, who: &str, count: usize) -> Result<usize, Failure> {
    let nobody = Visitor { server: server.address(), token: None };
    let each = (0..count).map(|number| {
        let nobody = nobody.clone();
        async move {
            let (name, email) = (format!("{who} {number}"), format!("{who}{number}@example.org"));
            let form = [("name", &*name), ("email", &*email), ("password", PASSWORD)];
            loop {
                let answer = nobody.post(path, &form).await?;
                match answer.status {
                    BUSY => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
                    303 => return Ok(answer.session().is_some()),
                    404 | 409 | 410 | 422 => return Ok(false),
                    status => return Err(Failure(format!("{path} was answered with {status}"))),
                }
            }
        }
    });
    let came: Result<Vec<bool>, Failure> = join_all(each).await.into_iter().collect();
    Ok(came?.into_iter().filter(|came| *came).count())
}

/// Invites that are dead: who comes by them all the same.
async fn stray(server: &Server, trial: &Trial, name: &str) -> Result<u64, Failure> {
    let failed = |error| Failure::of("an invite", error);
    let db = Connection::open(server.database()).map_err(failed)?;
    let expired = server.admin(&["create-invite", "--uses", "5"])?;
    let passed =
        db.execute("UPDATE invite SET expires_at = ?1 WHERE uses_left = 5", [crate::clock_ms()]);
    if passed.map_err(failed)? != 1 {
        return Err(Failure("no invite has expired".into()));
    }
    let revoked = server.admin(&["create-invite", "--uses", "6"])?;
    let gone = db.execute("DELETE FROM invite WHERE uses_left = 6", []).map_err(failed)?;
    if gone != 1 {
        return Err(Failure("no invite was taken back".into()));
    }
    let other = Launch::in_dir(&trial.hark, &trial.subdir(&format!("{name}-other"))?)?;
    let other = Server::start(other)?;
    let path = other.owner_path.clone().ok_or_else(|| Failure("no owner's link".into()))?;
    come(&other, &path, "owner", 1).await?;
    let foreign = other.admin(&["create-invite", "--uses", "8"])?;
    let mut came = 0;
    for link in [expired, revoked, foreign] {
        came += come(server, join_path(&link)?, "stray", 3).await? as u64;
    }
    Ok(came)
}

fn join_path(link: &str) -> Result<&str, Failure> {
    let at = link.find("/join/").ok_or_else(|| Failure(format!("no invite: {link}")))?;
    Ok(link[at..].trim())
}
