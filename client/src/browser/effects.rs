//! Carries out what the client asks for.

use std::rc::Rc;

use hark_protocol::Seq;
use hark_protocol::markup::readable;
use hark_protocol::sync::{Change, Effect, Input, Problem, SessionCheck, Status};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::dom;
use super::host::Host;
use super::notifying::untell;
use super::socket::Socket;
use crate::chat::rows::Editing;
use crate::chat::screen::update;
use crate::chat::words;

/// How long a connection may be on its way before the page says so, in milliseconds: most first
/// connects and most reconnects are faster, and a line that flashes by helps nobody.
const PATIENCE_MS: u64 = 1_000;

impl Host {
    pub(super) fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Connect(generation) => {
                *self.socket.borrow_mut() = Socket::open(self, generation);
            }
            Effect::Send(generation, bytes) => {
                if let Some(socket) = &*self.socket.borrow() {
                    socket.send(generation, &bytes);
                }
            }
            Effect::Close(generation, code) => {
                if let Some(socket) = &*self.socket.borrow() {
                    socket.close(generation, code);
                }
            }
            Effect::WakeAt(at) => {
                dom::window().clear_timeout_with_handle(self.wake_timer.get());
                let timer = dom::later(&self.wake, at.saturating_sub(dom::now_ms()));
                self.wake_timer.set(timer);
            }
            Effect::CheckSession => {
                let host = Rc::clone(self);
                spawn_local(async move {
                    let check = check_session().await;
                    host.feed(Input::SessionChecked(check));
                });
            }
            Effect::StoreOutbox(item) => self.store.put(self, &item),
            Effect::ForgetOutbox(id) => self.store.forget(id),
            Effect::Changed(Change::Status) => self.show_status(),
            Effect::Changed(Change::SetBack(room)) => self.was_set_back(room),
            Effect::Changed(change) => self.changed(change),
            Effect::Versions { room, target, result } => {
                self.versions_came(room, target, result);
            }
            Effect::Failed(problem) => self.failed(problem),
            Effect::Tell(telling) => self.tell(&telling),
            Effect::Untell { room, seq } => untell(room, seq),
        }
    }

    /// Shows how the connection is, once it is worth it; then again every second.
    pub(super) fn show_status(&self) {
        let (now, status) = (dom::now_ms(), self.client.borrow().status());
        let since = match status {
            Status::Live | Status::Slow => None,
            _ => Some(self.trouble_since.get().unwrap_or(now)),
        };
        self.trouble_since.set(since);
        self.screen.show_status(status, now);
        let passes = matches!(status, Status::Connecting | Status::Waiting { .. });
        if passes && since.is_some_and(|since| now < since + PATIENCE_MS) {
            self.screen.show_no_line();
        }
        let slowed = self.screen.show_slow(&self.client.borrow(), now);
        if passes || slowed {
            dom::window().clear_timeout_with_handle(self.tick_timer.get());
            self.tick_timer.set(dom::later(&self.tick, 1_000));
        }
    }

    fn failed(self: &Rc<Self>, problem: Problem) {
        let (target, change) = match problem {
            Problem::Edit { room, target, body, code } if self.open_room() == Some(room) => {
                let text = readable(&body, &self.members());
                (target, Editing::Writing(text, Some(words::not_done(code))))
            }
            Problem::Delete { room, target, code } if self.open_room() == Some(room) => {
                (target, Editing::NotRemoved(words::not_done(code)))
            }
            Problem::Edit { room, body, .. } => return self.keep_as_draft(room, body.as_str()),
            Problem::React { room, target, code } if self.open_room() == Some(room) => {
                let is_other = |other, _: &_, _| other != target;
                self.reader.borrow_mut().changes.settle_reactions(is_other);
                return self.not_done(target, Editing::NotReacted(words::not_done(code)));
            }
            Problem::Pin { room, target, code } if self.open_room() == Some(room) => {
                return self.not_done(target, Editing::NotDone(words::pins::failed(code)));
            }
            Problem::MarkUnread { room, target, code } if self.open_room() == Some(room) => {
                let why = words::menu::not_marked_unread(words::not_done(code));
                return self.not_done(target, Editing::NotDone(why));
            }
            Problem::Delete { .. }
            | Problem::React { .. }
            | Problem::Pin { .. }
            | Problem::MarkUnread { .. } => return,
            Problem::Follow { code, .. } => {
                return update(self.screen.thread.note, words::not_done(code));
            }
            Problem::Open { room, .. } => return self.changed(Change::Room(room)),
        };
        let spot = self.spot_of(target);
        self.reader.borrow_mut().changes.set(spot, Some(change));
        self.room_changed();
    }

    /// Says at a message what was not done to it, unless it is being changed: what is being
    /// written is not given up for that.
    fn not_done(self: &Rc<Self>, target: Seq, why: Editing) {
        let spot = self.spot_of(target);
        let changes = &mut self.reader.borrow_mut().changes;
        if changes.get(spot).is_none() {
            changes.set(spot, Some(why));
        }
        self.room_changed();
    }
}

async fn check_session() -> SessionCheck {
    let answer = JsFuture::from(dom::window().fetch_with_str("/api/session")).await;
    match answer.ok().and_then(|answer| answer.dyn_into::<web_sys::Response>().ok()) {
        Some(response) if response.ok() => SessionCheck::SignedIn,
        Some(response) if response.status() == 401 => SessionCheck::SignedOut,
        Some(response) => {
            let later = response.headers().get("retry-after").ok().flatten();
            let seconds = later.and_then(|seconds| seconds.parse::<u32>().ok());
            seconds.map_or(SessionCheck::Unreachable, |seconds| {
                SessionCheck::Later(seconds.saturating_mul(1_000))
            })
        }
        None => SessionCheck::Unreachable,
    }
}
