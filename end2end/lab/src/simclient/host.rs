//! What a browser does for the client: sockets, timers, storage. It has no rule of its own; it
//! notes in the journal what it sees pass.

use std::collections::HashMap;
use std::time::Duration;

use hark_protocol::sync::{Client, Effect, Generation, Input, Millis, SessionCheck, Status};
use hark_protocol::{ChatPage, ClientMessageId, CommandId};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::Message;

use super::Habits;
use super::journal::{Entry, Journal};
use super::socket::{self, Opening};
use super::storage::Storage;
use crate::Failure;
use crate::http::Visitor;

/// A look at a tab.
pub(super) type Look = Box<dyn FnOnce(&Client, &Journal) + Send>;

/// Something that will be so.
pub(super) type Condition = Box<dyn Fn(&Client, &Journal) -> bool + Send>;

/// What a tab is told from outside.
pub(super) enum Order {
    Input(Box<Input>),
    Stall(bool),
    Look(Look),
    Until(Condition, oneshot::Sender<()>),
}

/// A tab at work.
pub(super) struct Host {
    pub(super) client: Client,
    pub(super) journal: Journal,
    storage: Storage,
    visitor: Visitor,
    habits: Habits,
    started: Instant,
    orders: mpsc::UnboundedReceiver<Order>,
    happened: mpsc::UnboundedReceiver<Input>,
    tell: mpsc::UnboundedSender<Input>,
    out: Option<(Generation, mpsc::UnboundedSender<Message>)>,
    /// The newest socket that the client closed.
    given_up: Option<Generation>,
    stalled: watch::Sender<bool>,
    wake: Option<Instant>,
    /// When somebody loses patience.
    press: Option<Instant>,
    /// The posts on the open socket, by their command's number.
    pub(super) posts: HashMap<CommandId, ClientMessageId>,
    conditions: Vec<(Condition, oneshot::Sender<()>)>,
}

impl Host {
    pub(super) fn new(
        page: ChatPage,
        visitor: Visitor,
        habits: Habits,
        orders: mpsc::UnboundedReceiver<Order>,
    ) -> Result<Self, Failure> {
        let failed = |error| Failure::of("a tab's disk", error);
        let dir = habits.dir.as_deref();
        let storage = Storage::open(dir).map_err(failed)?;
        let mut journal = match dir {
            Some(dir) => Journal::beside(&dir.join("journal.jsonl")).map_err(failed)?,
            None => Journal::default(),
        };
        let summary = &page.open.summary;
        journal.note(0, Entry::Page { room: summary.room.id.0, seq: summary.cursor.seq.0 });
        let items = storage.load().map_err(failed)?;
        let (tell, happened) = mpsc::unbounded_channel();
        let mut host = Self {
            client: Client::new(page, habits.seed),
            journal,
            storage,
            visitor,
            habits,
            started: Instant::now(),
            orders,
            happened,
            tell,
            out: None,
            given_up: None,
            stalled: watch::Sender::new(false),
            wake: None,
            press: None,
            posts: HashMap::new(),
            conditions: Vec::new(),
        };
        host.handle(Input::OutboxLoaded(items));
        host.handle(Input::Start);
        Ok(host)
    }

    pub(super) async fn run(mut self) {
        loop {
            let wake = self.wake.into_iter().chain(self.press).min();
            tokio::select! {
                order = self.orders.recv() => match order {
                    Some(order) => self.obey(order),
                    None => return,
                },
                Some(input) = self.happened.recv() => self.handle(input),
                () = sleep_until(wake.unwrap_or_else(Instant::now)), if wake.is_some() => {
                    self.woken();
                }
            }
            let (client, journal) = (&self.client, &self.journal);
            for (_, tell) in self.conditions.extract_if(.., |(so, _)| so(client, journal)) {
                // Whoever waited may have given up.
                let _ = tell.send(());
            }
        }
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Input(input) => self.handle(*input),
            Order::Stall(stalled) => drop(self.stalled.send_replace(stalled)),
            Order::Look(look) => look(&self.client, &self.journal),
            Order::Until(so, tell) => self.conditions.push((so, tell)),
        }
    }

    fn woken(&mut self) {
        let now = Instant::now();
        if self.press.is_some_and(|at| at <= now) {
            self.press = None;
            self.handle(Input::TryNow);
        }
        if self.wake.is_some_and(|at| at <= now) {
            self.wake = None;
            self.handle(Input::Wake);
        }
    }

    fn handle(&mut self, input: Input) {
        let now = self.started.elapsed().as_millis() as Millis;
        let seen = self.see(&input, now);
        let effects = self.client.handle(input, now);
        if let Some(seen) = seen {
            self.note_what_became(seen, now);
        }
        for effect in effects {
            self.carry_out(effect, now);
        }
        let waits = matches!(self.client.status(), Status::Waiting { .. });
        self.press = match (waits, self.habits.impatience) {
            (true, Some(patience)) => {
                self.press.or_else(|| Some(Instant::now() + patience.max(Duration::from_millis(1))))
            }
            (true, None) | (false, _) => None,
        };
    }

    fn carry_out(&mut self, effect: Effect, now: Millis) {
        match effect {
            Effect::Connect(generation) => self.connect(generation),
            Effect::Send(generation, bytes) => {
                self.watch_for_answers(&bytes);
                self.put(generation, Message::binary(bytes));
            }
            Effect::Close(generation, _) => {
                self.put(generation, Message::Close(None));
                self.given_up = Some(generation);
            }
            Effect::WakeAt(at) => self.wake = Some(self.started + Duration::from_millis(at)),
            Effect::CheckSession => self.check_session(),
            Effect::StoreOutbox(item) => match self.storage.keep(&item) {
                Ok(()) => self.say(Input::OutboxStored(item.client_message_id)),
                Err(error) => self.journal.note(now, Entry::Failed { problem: error.to_string() }),
            },
            Effect::ForgetOutbox(id) => {
                if let Err(error) = self.storage.forget(id) {
                    self.journal.note(now, Entry::Failed { problem: error.to_string() });
                }
            }
            Effect::Changed(_)
            | Effect::Tell(_)
            | Effect::Untell { .. }
            | Effect::Versions { .. } => {}
            Effect::Failed(problem) => {
                self.journal.note(now, Entry::Failed { problem: format!("{problem:?}") });
            }
        }
    }

    fn connect(&mut self, generation: Generation) {
        let (out, outgoing) = mpsc::unbounded_channel();
        self.out = Some((generation, out));
        self.posts.clear();
        let opening = Opening {
            way: self.habits.way,
            visitor: self.visitor.clone(),
            receive_buffer: self.habits.receive_buffer,
            stalled: self.stalled.subscribe(),
        };
        tokio::spawn(socket::run(opening, generation, outgoing, self.tell.clone()));
    }

    /// Whether the client listens to this socket: what still comes on another one is not for it.
    pub(super) fn is_heard(&self, generation: Generation) -> bool {
        let newest = self.out.as_ref().is_some_and(|(newest, _)| *newest == generation);
        newest && self.given_up != Some(generation)
    }

    fn put(&self, to: Generation, message: Message) {
        if let Some((_, out)) = self.out.as_ref().filter(|(generation, _)| *generation == to) {
            // A socket that is gone says so by itself.
            let _ = out.send(message);
        }
    }

    fn say(&self, input: Input) {
        // The other end is this very tab.
        let _ = self.tell.send(input);
    }

    fn check_session(&self) {
        let (visitor, tell) = (self.visitor.clone(), self.tell.clone());
        tokio::spawn(async move {
            let check = match visitor.get("/api/session").await {
                Ok(answer) if answer.status == 401 => SessionCheck::SignedOut,
                Ok(answer) if answer.status < 300 => SessionCheck::SignedIn,
                Ok(_) | Err(_) => SessionCheck::Unreachable,
            };
            let _ = tell.send(Input::SessionChecked(check));
        });
    }
}
