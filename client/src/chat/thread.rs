//! The thread in view: the message that it hangs on, the replies to it, and where one replies. A
//! panel beside the room where there is space, else a screen of its own.

use hark_protocol::sync::{Client, RoomState};
use hark_protocol::{RoomId, Row, Seq, UnreadThreads};
use leptos::prelude::*;

use super::deed::Deed;
use super::rows::{self, View};
use super::scene;
use super::screen::{Reader, Screen, update};
use super::slot::{Slot, set_rows};
use super::spot::Side;
use super::words::{threads as words, typing};
use super::{composer, row};
use crate::ui::view::{Node, view};
use crate::ui::{Icon, address, icon};

/// The id of the panel.
pub const PANEL_ID: &str = "thread";

/// The id of what scrolls in it.
pub const TIMELINE_ID: &str = "thread-timeline";

/// What the page shows of the thread.
#[derive(Clone, Copy)]
pub struct ThreadScreen {
    /// Which, if one is in view.
    pub view: RwSignal<Option<ThreadView>>,
    /// What it hangs on: one row, once it is there.
    pub root: RwSignal<Vec<Slot>>,
    /// The replies.
    pub slots: RwSignal<Vec<Slot>>,
    /// What the viewer did not see of the threads that they follow.
    pub unread: RwSignal<UnreadThreads>,
    /// Who types there.
    pub typing: RwSignal<String>,
    /// What the composer has to say.
    pub note: RwSignal<&'static str>,
}

/// The thread in view.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ThreadView {
    /// Where.
    pub room: RoomId,
    /// What it hangs on.
    pub root: Seq,
    /// How many replies there are.
    pub count: u32,
    /// The viewer follows it, if that is known.
    pub followed: Option<bool>,
    /// The first reply held, where there are earlier ones.
    pub older: Option<Seq>,
    /// How far it is known.
    pub state: Known,
}

/// How far a thread is known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Known {
    /// Its replies are there.
    Held,
    /// They are on their way.
    Coming,
    /// They cannot be had.
    Missing,
}

impl ThreadScreen {
    pub(super) fn new() -> Self {
        Self {
            view: RwSignal::new(None),
            root: RwSignal::new(Vec::new()),
            slots: RwSignal::new(Vec::new()),
            unread: RwSignal::new(UnreadThreads::default()),
            typing: RwSignal::new(String::new()),
            note: RwSignal::new(""),
        }
    }

    /// Shows the thread in view anew.
    pub(super) fn show(self, client: &Client, room: &RoomState, reader: &Reader) {
        let Some(root) = client.thread() else { return self.close() };
        self.show_typing(client);
        let id = room.summary().room.id;
        let held = room.thread(root).and_then(|thread| Some((thread, thread.root()?)));
        let Some((thread, message)) = held else {
            let coming = client.is_loading_thread();
            let state = if coming { Known::Coming } else { Known::Missing };
            // One that comes afresh stays on the screen meanwhile.
            let other =
                |view: &Option<ThreadView>| view.as_ref().is_none_or(|view| view.root != root);
            if self.view.with_untracked(other) || !coming {
                set_rows(self.root, Vec::new());
                set_rows(self.slots, Vec::new());
                update(
                    self.view,
                    Some(ThreadView {
                        room: id,
                        root,
                        count: 0,
                        followed: None,
                        older: None,
                        state,
                    }),
                );
            }
            return;
        };
        let row = Row::Message(message.clone());
        let mut hung = rows::rows(&scene::root(client, room, reader, &row));
        hung.retain(|(_, view)| matches!(view, View::Message(_)));
        set_rows(self.root, hung);
        set_rows(self.slots, rows::rows(&scene::replies(client, room, reader, (root, thread))));
        let older = thread.first().filter(|_| thread.has_older());
        let count = message.replies.count;
        let followed = client.thread_state(id, root).map(|state| state.followed);
        let state = Known::Held;
        update(self.view, Some(ThreadView { room: id, root, count, followed, older, state }));
    }

    /// Shows who types there anew.
    pub(super) fn show_typing(self, client: &Client) {
        let place = client.open().zip(client.thread());
        let people = place.map(|(room, root)| client.typing(room, Some(root)));
        update(self.typing, typing(&people.unwrap_or_default()));
    }

    /// Shows no thread.
    pub(super) fn close(self) {
        update(self.view, None);
        update(self.typing, String::new());
        set_rows(self.root, Vec::new());
        set_rows(self.slots, Vec::new());
    }
}

/// The panel; hidden until a thread is in view.
pub(super) fn thread(screen: Screen) -> Node {
    let view = screen.thread.view;
    let room = move || {
        view.with(|view| view.as_ref().map(|view| ["/rooms/", &view.room.to_string()].concat()))
    };
    let open = Memo::new(move |_| view.with(|view| view.as_ref().map(|view| view.root)));
    let followed =
        Memo::new(move |_| view.with(|view| view.as_ref().and_then(|view| view.followed)));
    let name = move || screen.room.with(|room| room.name.clone());
    view! {
        <aside class="thread" id=PANEL_ID aria-label=words::thread()
            hidden=move || view.with(Option::is_none)>
            <header class="thread__head">
                <a class="thread__back icon-button" href=room aria-label=words::back()
                    data-do=Deed::CloseThread.word()>
                    {icon(Icon::Back)}
                </a>
                <h1 class="thread__title">
                    {words::thread()} " "
                    <span class="thread__room" dir="auto">{name}</span>
                </h1>
                {move || follow_button(followed.get()?)}
                <a class="thread__close icon-button" href=room aria-label=words::close()
                    data-do=Deed::CloseThread.word()>
                    {icon(Icon::Close)}
                </a>
            </header>
            <div class="timeline" id=TIMELINE_ID role="log" aria-live="off"
                aria-label=words::thread() tabindex="0">
                <div class="timeline__column">
                    <ol class="thread__root">{row::list(screen.thread.root)}</ol>
                    <div class="thread__top">{move || view.with(top)}</div>
                    <ol class="timeline__rows">{row::list(screen.thread.slots)}</ol>
                </div>
            </div>
            // Another thread gets a field of its own.
            {move || open.get().map(|_| composer::composer(screen, Side::Thread))}
        </aside>
    }
}

/// What one can do about being told of new replies.
fn follow_button(followed: bool) -> Option<Node> {
    let (deed, text, title) = if followed {
        (Deed::Unfollow, words::unfollow(), words::followed())
    } else {
        (Deed::Follow, words::follow(), words::not_followed())
    };
    let button = view! {
        <button class="thread__follow button button--quiet" type="button" title=title
            data-do=deed.word()>
            {text}
        </button>
    };
    Some(button)
}

/// How many replies there are, and the way to earlier ones.
fn top(view: &Option<ThreadView>) -> Option<Node> {
    let view = view.as_ref()?;
    let text = match view.state {
        Known::Held => words::replies(view.count),
        Known::Coming => words::loading().to_owned(),
        Known::Missing => words::missing().to_owned(),
    };
    let older = view.older.map(|older| {
        let past = [&address::thread(view.room, view.root), "?before=", &older.to_string()];
        view! {
            <a class="timeline__more" href=past.concat() data-do=Deed::OlderReplies.word()>
                {words::earlier()}
            </a>
        }
    });
    Some(view! { <p class="thread__count">{text}</p> {older} })
}
