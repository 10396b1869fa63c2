//! C97 to C100: the machine itself.

use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;

use super::commands::{ask, post};
use super::messages::{fresh, posted};
use super::scene::Scene;
use super::{Case, Verdict, absent, tried};
use crate::nemesis::{FailingSync, Launch, OtherClock, Server};
use crate::peer::Peer;
use crate::town::Town;

/// What a server ends with whose disk fails, and whose data cannot be used.
const STORAGE: i32 = 75;
const CONFIG: i32 = 78;
/// So soon.
const GONE: Duration = Duration::from_secs(5);

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(97, "a disk that does not take what was written", |scene| bad_disk(scene).boxed()),
        tried(98, "a database that is cut off or damaged", |scene| damaged(scene).boxed()),
        tried(99, "clocks of 1970 and 2106, and one that is a day slow", |scene| {
            clocks(scene).boxed()
        }),
        absent(100, "strangers at the control socket", "there is no control socket"),
    ]
}

async fn bad_disk(scene: Arc<Scene>) -> Verdict {
    if !FailingSync::is_possible() {
        return Err("there is no strace here, by which a sync is made to fail".into());
    }
    let dir = scene.trial.subdir("c97")?;
    let launch = Launch::in_dir(&scene.trial.hark, &dir)?;
    let mut town = Town::found(launch, 1, 1).await?;
    let room = town.rooms[0];
    let mut peer = Peer::open(&town.people[0].visitor).await?;
    let mut server = town.take()?;
    let strace = FailingSync::attach(server.id(), 1, None, &dir.join("strace.log"));
    let strace = strace?;
    let answered = ask(&mut peer, post(room, fresh(), "kept?")?).await;
    if let Ok(Ok(reply)) = answered {
        return Err(format!("it was acked: {reply:?}"));
    }
    let ended = ended(&mut server).await?;
    drop(strace);
    if ended == STORAGE { Ok(()) } else { Err(format!("it ended with {ended}")) }
}

/// The code with which a server ends by itself.
async fn ended(server: &mut Server) -> Result<i32, String> {
    let waited = tokio::time::timeout(GONE, async {
        loop {
            match server.ended()? {
                Some(code) => return code.ok_or_else(|| "it was killed".to_owned()),
                None => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    });
    waited.await.map_err(|_| "it goes on".to_owned())?
}

/// It says so and does not serve it, or what was damaged is of no use to anybody.
async fn damaged(scene: Arc<Scene>) -> Verdict {
    let dir = scene.trial.subdir("c98")?;
    let launch = Launch::in_dir(&scene.trial.hark, &dir)?;
    let mut town = Town::found(launch, 2, 1).await?;
    let mut peer = Peer::open(&town.people[0].visitor).await?;
    for number in 0..20 {
        let text = format!("{number} of twenty");
        posted(ask(&mut peer, post(town.rooms[0], fresh(), &text)?).await?)?;
    }
    let (launch, _) = town.take()?.stop()?;
    let database = launch.data.join("hark.db");
    let whole = std::fs::read(&database).map_err(|error| error.to_string())?;
    let cut = whole[..whole.len() / 2].to_vec();
    let mut flipped = whole.clone();
    flipped[18] ^= 0x40;
    let mut overwritten = whole.clone();
    overwritten[..100].fill(b'?');
    for (name, broken) in [("cut off", cut), ("flipped", flipped), ("overwritten", overwritten)] {
        std::fs::write(&database, &broken).map_err(|error| error.to_string())?;
        let status = Server::refuses(&launch)?;
        if status != Some(CONFIG) {
            return Err(format!("{name}, it ended with {status:?}"));
        }
    }
    std::fs::write(&database, whole).map_err(|error| error.to_string())?;
    drop(Server::start(launch)?);
    Ok(())
}

/// It starts, serves, and orders what is said by its log and not by the clock.
async fn clocks(scene: Arc<Scene>) -> Verdict {
    let now = crate::clock_ms() / 1000;
    let year_2106 = 4_294_967_296;
    let clocks = [("1970", -now + 60), ("2106", year_2106 - now), ("yesterday", -86_400)];
    let dir = scene.trial.subdir("c99")?;
    let mut launch = Launch::in_dir(&scene.trial.hark, &dir)?;
    let clock = OtherClock::of(&mut launch, &dir)?;
    let mut clock = clock.ok_or("there is no libfaketime here, by which a clock is set")?;
    let mut town = Town::found(launch, 1, 1).await?;
    let mut last = 0;
    for (name, offset_s) in clocks {
        let (launch, _) = town.take()?.stop()?;
        clock.step(offset_s - clock.offset_s())?;
        town.revive(launch)?;
        // Sessions of another century have expired: it is somebody who comes in now.
        let nobody = crate::http::Visitor { token: None, ..town.people[0].visitor.clone() };
        let form = [("email", "olga@example.org"), ("password", crate::town::PASSWORD)];
        let come = nobody.submit("/sign-in", &form).await?;
        let visitor = crate::http::Visitor { token: come.session(), ..nobody };
        let mut peer = Peer::open(&visitor).await.map_err(|it| format!("in {name}: {it}"))?;
        let seq = posted(ask(&mut peer, post(town.rooms[0], fresh(), name)?).await?)?.0;
        if seq <= last {
            return Err(format!("{seq} came after {last} in {name}"));
        }
        last = seq;
    }
    Ok(())
}
