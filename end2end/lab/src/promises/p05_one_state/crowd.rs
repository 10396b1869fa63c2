//! The people, their tabs and their networks.

use std::collections::BTreeMap;
use std::time::Duration;

use hark_protocol::sync::{Client, OutboxState};
use hark_protocol::{Attention, ClientMessageId, ErrorCode, RoomId};
use tokio::task::JoinSet;
use tokio::time::{Interval, interval};

use crate::Failure;
use crate::faultproxy::Proxy;
use crate::promise::Trial;
use crate::simclient::{Entry, Habits, Journal, Tab};
use crate::town::{Citizen, Town};

const PEOPLE: usize = 5;
const ROOMS: usize = 3;
/// Of the people, these have a second tab.
const SECOND_TABS: usize = 2;
/// So often something is done. On faster machines too: what happens at once makes the trouble.
const PACE: Duration = Duration::from_millis(2);

/// Somebody at one of their tabs, behind a network of its own.
pub(super) struct Seat {
    pub(super) name: String,
    pub(super) who: Citizen,
    pub(super) tab: Tab,
    pub(super) proxy: Proxy,
    pub(super) habits: Habits,
    /// Whether they were there when they last said so in this life of the tab.
    pub(super) attention: Attention,
}

/// All of them.
pub(super) struct Crowd {
    pub(super) town: Town,
    pub(super) seats: Vec<Seat>,
    pub(super) dice: fastrand::Rng,
    /// All rooms, those made on the way too. Nobody leaves or archives the first.
    pub(super) rooms: Vec<RoomId>,
    /// Forms that were sent and not answered yet; a new room comes with the answer.
    pub(super) forms: JoinSet<Result<(u16, Option<RoomId>), Failure>>,
    pub(super) journals: Vec<(String, Journal)>,
    pub(super) done: BTreeMap<&'static str, u64>,
    pace: Interval,
}

impl Crowd {
    pub(super) async fn gather(trial: Trial) -> Result<Self, Failure> {
        let town = Town::found(trial.launch()?, PEOPLE, ROOMS).await?;
        let mut seats = Vec::new();
        let second = town.people.iter().take(SECOND_TABS);
        for (number, who) in (0..).zip(town.people.iter().chain(second)) {
            let seed = trial.seed.rotate_left(16) ^ number;
            let proxy = Proxy::before(town.server()?.address(), seed).await?;
            let name = format!("tab-{number}");
            let habits = Habits {
                dir: Some(trial.subdir(&name)?),
                impatience: Some(Duration::from_millis(100)),
                ..Habits::by_way_of(proxy.address(), seed)
            };
            let tab = Tab::open(who, town.rooms[0], habits.clone()).await?;
            let attention = Attention::Here;
            seats.push(Seat { name, who: who.clone(), tab, proxy, habits, attention });
        }
        Ok(Self {
            rooms: town.rooms.clone(),
            town,
            seats,
            dice: trial.dice(5),
            forms: JoinSet::new(),
            journals: Vec::new(),
            done: BTreeMap::new(),
            pace: interval(PACE),
        })
    }

    pub(super) async fn wait_for_turn(&mut self) {
        self.pace.tick().await;
    }

    /// Notes that something was done.
    pub(super) fn count(&mut self, what: &'static str) {
        *self.done.entry(what).or_default() += 1;
    }

    /// What was done, how often.
    pub(super) fn counts(&self) -> BTreeMap<&'static str, u64> {
        let mut counts = self.done.clone();
        counts.insert("disconnects", self.disconnects());
        counts
    }

    /// How many connections the networks broke.
    pub(super) fn disconnects(&self) -> u64 {
        self.seats.iter().map(|seat| seat.proxy.broken()).sum()
    }

    /// Kills the tab and opens it again on what its disk holds.
    pub(super) async fn reload(&mut self, seat: usize, room: RoomId) -> Result<(), Failure> {
        let first = self.rooms[0];
        let Seat { name, who, tab, habits, attention, .. } = &mut self.seats[seat];
        // They may have been taken out of the room since it was chosen.
        let page = match who.visitor.chat_page(room).await {
            Ok(page) => page,
            Err(_) => who.visitor.chat_page(first).await?,
        };
        self.journals.push((name.clone(), tab.end().await?));
        // One tab's ids never come again in the next.
        habits.seed = habits.seed.wrapping_add(1 << 40);
        *tab = Tab::start(who, page, habits.clone())?;
        *attention = Attention::Here;
        Ok(())
    }

    /// Ends all tabs. What is left of the town, and everything that was noted.
    pub(super) async fn leave(self) -> Result<(Town, Vec<(String, Journal)>), Failure> {
        let mut journals = self.journals;
        for seat in self.seats {
            let rooms = self.rooms.clone();
            let parked = seat.tab.look(move |client, _| parked(client, &rooms)).await?;
            let mut journal = seat.tab.kill().await?;
            // Refused, maybe in the last moment of a former life of the tab.
            parked.into_iter().for_each(|entry| journal.note(0, entry));
            journals.push((seat.name, journal));
        }
        Ok((self.town, journals))
    }
}

fn parked(client: &Client, rooms: &[RoomId]) -> Vec<Entry> {
    let items = rooms.iter().flat_map(|room| client.outbox(*room));
    let parked = items.filter_map(|item| match item.state {
        OutboxState::Parked(code) => Some((item.client_message_id, code)),
        OutboxState::Waiting => None,
    });
    let entry = |(id, code): (ClientMessageId, ErrorCode)| Entry::Refused {
        id: id.to_string(),
        code: format!("{code:?}"),
        retry_after_ms: None,
    };
    parked.map(entry).collect()
}
