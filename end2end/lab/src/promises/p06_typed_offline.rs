//! P6: fifty messages are typed offline, one of which the server will never take; the tab is killed
//! in the worst moments and opened again.

mod judge;

use std::time::Duration;

use futures::FutureExt;
use hark_protocol::sync::Client;
use hark_protocol::{ClientMessageId, RoomId};
use tokio::time::sleep;

use crate::Failure;
use crate::faultproxy::{At, By, Proxy, Strike};
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::simclient::{Entry, Habits, Journal, Tab};
use crate::town::{Citizen, Town};

pub(crate) const PROMISE: Promise = Promise {
    name: "P6",
    sentence: "What was typed offline goes out once and in order, and survives the end of its tab.",
    ci_seeds: 10,
    full_seeds: 100,
    beside: 5,
    alone: false,
    run: |trial| run(trial).boxed(),
};

const TYPED: usize = 50;
/// How long the healed network takes for each piece, so that a cut finds messages on their way.
const DELAY: Duration = Duration::from_millis(2);
/// Nothing here takes longer, or something is stuck.
const PATIENCE: Duration = Duration::from_secs(30);

/// When the tab is killed. Seeds take turns.
#[derive(Clone, Copy, Debug)]
enum Killed {
    /// Offline: all is on its disk and nothing was sent.
    Unsent,
    /// Its socket is open, and it was not told yet what it missed.
    Resuming,
    /// Some are stored, and one more of which it was not told.
    Unacked,
    /// Some are acknowledged, others are not sent.
    Halfway,
    /// Likewise, and the server just before it.
    WithServer,
}

const MOMENTS: [Killed; 5] =
    [Killed::Unsent, Killed::Resuming, Killed::Unacked, Killed::Halfway, Killed::WithServer];

/// One run: who writes, where, and what is to come of it.
struct Story {
    town: Town,
    writer: Citizen,
    room: RoomId,
    proxy: Proxy,
    habits: Habits,
    /// What is typed, in this order.
    typed: Vec<(ClientMessageId, String)>,
    /// The place of the one whose id stands for another message already.
    refused: usize,
    /// What the tabs noted that are closed by now.
    journals: Vec<(String, Journal)>,
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut dice = trial.dice(6);
    let moment = MOMENTS[(trial.seed % MOMENTS.len() as u64) as usize];
    let mut story = Story::begin(&trial, &mut dice).await?;
    let reader = story.town.people[2].clone();
    let direct = Habits::by_way_of(story.town.server()?.address(), trial.seed ^ 3);
    let reader = Tab::open(&reader, story.room, Habits { impatience: NUDGE, ..direct }).await?;
    let tab = story.type_offline(&mut dice).await?;
    story.kill(tab, moment, &mut dice).await?;
    let tab = story.open_again().await?;
    story.judge(&tab, &reader, &mut report).await?;
    story.hold_parked(tab, &mut report).await?;
    story.journals.push(("the reader".into(), reader.kill().await?));
    story.judge_log(&mut report)?;
    story.town.take()?.stop()?;
    Ok(report)
}

/// Nobody waits for the longer pauses between two tries.
const NUDGE: Option<Duration> = Some(Duration::from_millis(100));

impl Story {
    async fn begin(trial: &Trial, dice: &mut fastrand::Rng) -> Result<Self, Failure> {
        let town = Town::found(trial.launch()?, 3, 1).await?;
        let proxy = Proxy::before(town.server()?.address(), trial.seed).await?;
        let habits = Habits {
            dir: Some(trial.subdir("tab")?),
            impatience: NUDGE,
            ..Habits::by_way_of(proxy.address(), trial.seed)
        };
        let id = |_| ClientMessageId(dice.u128(..).to_be_bytes());
        let ids: Vec<_> = (0..TYPED).map(id).collect();
        let text = |(number, id)| (id, format!("Offline {number}"));
        Ok(Self {
            writer: town.people[1].clone(),
            room: town.rooms[0],
            town,
            proxy,
            habits,
            typed: ids.into_iter().enumerate().map(text).collect(),
            refused: dice.usize(..TYPED),
            journals: Vec::new(),
        })
    }

    /// Loses the network, in one of two ways, and types everything. What it cannot know: one of
    /// its ids stands for another message by then, or does so before.
    async fn type_offline(&mut self, dice: &mut fastrand::Rng) -> Result<Tab, Failure> {
        let tab = Tab::open(&self.writer, self.room, self.habits.clone()).await?;
        if !tab.until_settled(PATIENCE).await? {
            return Err(Failure("the tab did not come up".into()));
        }
        let known_before = dice.bool();
        if known_before {
            self.use_id_elsewhere().await?;
        }
        if dice.bool() {
            self.proxy.set(|link| link.refuses = true);
            self.proxy.strike(Strike::Cut(By::Rst));
        } else {
            // Nobody is told: the first message is sent into nothing.
            self.proxy.set(|link| (link.up.black_hole, link.down.black_hole) = (true, true));
        }
        if !known_before {
            self.use_id_elsewhere().await?;
        }
        for (id, text) in &self.typed {
            tab.send_as(self.room, text, *id)?;
        }
        let room = self.room;
        let kept = move |client: &Client, _: &Journal| client.outbox(room).count() == TYPED;
        if tab.until(PATIENCE, kept).await? {
            Ok(tab)
        } else {
            Err(Failure("not all that was typed is shown as waiting".into()))
        }
    }

    /// Somebody with the same session sends something else under the id.
    async fn use_id_elsewhere(&mut self) -> Result<(), Failure> {
        let direct = Habits::by_way_of(self.town.server()?.address(), self.habits.seed ^ 1);
        let tab = Tab::open(&self.writer, self.room, direct).await?;
        tab.send_as(self.room, "From elsewhere", self.typed[self.refused].0)?;
        if !tab.until_settled(PATIENCE).await? {
            return Err(Failure("the other tab could not send".into()));
        }
        self.journals.push(("elsewhere".into(), tab.kill().await?));
        Ok(())
    }

    fn heal(&self) {
        self.proxy.set(|link| {
            *link = Default::default();
            link.up.delay = DELAY;
            link.down.delay = DELAY;
        });
        // What was swallowed stays swallowed.
        self.proxy.strike(Strike::Cut(By::Rst));
    }

    /// Kills the tab in this moment. The network is whole afterwards.
    async fn kill(
        &mut self,
        tab: Tab,
        moment: Killed,
        dice: &mut fastrand::Rng,
    ) -> Result<(), Failure> {
        let acks = dice.u64(1..TYPED as u64 / 2);
        let acked = move |_: &_, journal: &Journal| {
            journal.count(|entry| matches!(entry, Entry::Ack { .. })) >= acks
        };
        let opens = |journal: &Journal| journal.count(|entry| matches!(entry, Entry::Open { .. }));
        let opened = tab.look(move |_, journal| opens(journal)).await?;
        if !matches!(moment, Killed::Unsent) {
            self.heal();
        }
        let came = match moment {
            Killed::Unsent => true,
            Killed::Resuming => {
                let again = move |_: &_, journal: &Journal| opens(journal) > opened;
                tab.until(PATIENCE, again).await?
            }
            Killed::Unacked => {
                let came = tab.until(PATIENCE, acked).await?;
                self.proxy.strike(Strike::CutAt(At::Ack, By::Rst));
                came && self.until_cut_at_ack().await
            }
            Killed::Halfway | Killed::WithServer => tab.until(PATIENCE, acked).await?,
        };
        if matches!(moment, Killed::WithServer) {
            let launch = self.town.kill()?;
            self.journals.push(("the killed tab".into(), tab.kill().await?));
            self.town.revive(launch)?;
        } else {
            self.journals.push(("the killed tab".into(), tab.kill().await?));
        }
        self.heal();
        if came { Ok(()) } else { Err(Failure(format!("the moment did not come: {moment:?}"))) }
    }

    async fn until_cut_at_ack(&self) -> bool {
        for _ in 0..PATIENCE.as_millis() {
            if self.proxy.broken_at_ack() > 0 {
                return true;
            }
            sleep(Duration::from_millis(1)).await;
        }
        false
    }

    /// Opens the tab again on what its disk holds, and waits until nothing is on its way.
    async fn open_again(&self) -> Result<Tab, Failure> {
        let tab = Tab::open(&self.writer, self.room, self.habits.clone()).await?;
        if tab.until_settled(PATIENCE).await? {
            Ok(tab)
        } else {
            let room = self.room;
            let held = move |client: &Client, _: &Journal| {
                let states: Vec<_> = client.outbox(room).map(|item| item.state).collect();
                format!("{:?}, {states:?}", client.status())
            };
            Err(Failure(format!("what was typed did not go out: {}", tab.look(held).await?)))
        }
    }
}
