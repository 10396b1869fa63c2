//! Where one writes, and what stands in its place where one may not. Works as a plain form until
//! the page is hydrated.

use hark_words::{composer as words, room, threads};
use leptos::prelude::*;

use super::screen::{Door, RoomView, Screen};
use super::spot::Side;
use super::suggest;
use crate::ui::view::{Node, view};
use crate::ui::{Icon, icon};

/// The id of the room's text field, or of what stands in its place: where the skip link leads.
pub const TEXT_ID: &str = "composer-text";

/// The id of the thread's.
pub const THREAD_TEXT_ID: &str = "thread-text";

/// The name of the box that shows a reply in the room, too.
pub const IN_ROOM: &str = "in_room";

/// The id of the text field on this side.
pub fn text_id(side: Side) -> &'static str {
    match side {
        Side::Room => TEXT_ID,
        Side::Thread => THREAD_TEXT_ID,
    }
}

/// The foot of the room or the thread: who types, and the composer or what stands in its place.
pub(super) fn composer(screen: Screen, side: Side) -> Node {
    // Redrawn when the door changes, not when the room does: the field keeps its text and focus.
    let door = Memo::new(move |_| screen.room.with(|room| room.door.clone()));
    let id = text_id(side);
    let typing = match side {
        Side::Room => screen.typing,
        Side::Thread => screen.thread.typing,
    };
    view! {
        <div class="typing" aria-live="off">{move || typing.get()}</div>
        {move || match door.get() {
            Door::Open => form(screen, side),
            Door::Archived(name) => {
                view! {
                    <p class="room-closed" id=id tabindex="-1">{room::archived_by(&name)}</p>
                }
            }
            Door::Left => {
                view! {
                    <p class="room-closed" id=id tabindex="-1" role="alert">
                        {room::left()} " "
                        <a class="link" href="/">{room::others()}</a>
                    </p>
                }
            }
        }}
    }
}

fn form(screen: Screen, side: Side) -> Node {
    let placeholder = move || match side {
        Side::Thread => threads::placeholder().to_owned(),
        Side::Room => {
            let to = |room: &RoomView| match room.direct {
                true => words::to_people(&room.name),
                false => words::to_room(&room.name),
            };
            screen.room.with(to)
        }
    };
    let action = move || screen.room.with(|room| address(room, "/messages"));
    let (note, note_id) = match side {
        Side::Room => (screen.composer_note, "composer-note"),
        Side::Thread => (screen.thread.note, "thread-note"),
    };
    view! {
        <form class="composer" method="post" action=action>
            {suggest::list(screen, side)}
            <textarea id=text_id(side) class="composer__text" name="body" rows="1" dir="auto"
                autocomplete="off" enterkeyhint="send"
                aria-autocomplete="list"
                aria-controls=suggest::list_id(side)
                aria-activedescendant=move || suggest::active(screen, side)
                placeholder=placeholder aria-label=placeholder
                aria-describedby=note_id></textarea>
            <input type="hidden" name="client_message_id" value=screen.form_id.get_value()/>
            <button class="composer__send" aria-label=words::send()>{icon(Icon::Send)}</button>
            {(side == Side::Thread).then(|| to_thread(screen))}
            <p class="composer__note" id=note_id role="status">{move || note.get()}</p>
            {slow(screen)}
        </form>
    }
}

/// What a slow room asks for.
fn slow(screen: Screen) -> Node {
    let text = move || screen.slow.with(|slow| slow.text.clone());
    let counting = move || screen.slow.with(|slow| slow.counting.clone());
    view! {
        <p class="composer__note composer__slow" role="status">
            {text} " " <span aria-hidden="true">{counting}</span>
        </p>
    }
}

/// Which thread the form posts to, and whether the room is to see it.
fn to_thread(screen: Screen) -> Node {
    let root = move || screen.thread.view.with(|view| view.as_ref().map(|view| view.root.0));
    view! {
        <input type="hidden" name="thread" value=root/>
        <label class="composer__choice">
            <input type="checkbox" name=IN_ROOM/>
            {threads::in_room()}
        </label>
    }
}

fn address(room: &RoomView, rest: &str) -> String {
    ["/rooms/", &room.id.to_string(), rest].concat()
}
