//! Where one writes, and what stands in its place where one may not. Works as a plain form until
//! the page is hydrated.

use leptos::prelude::*;

use super::screen::{Door, RoomView, Screen};
use super::suggest;
use super::words;
use crate::ui::{Erase, Erased, Icon, icon};

/// The id of the text field, or of what stands in its place: where the skip link leads.
pub const TEXT_ID: &str = "composer-text";

/// The foot of the room: who types, and the composer or what stands in its place.
pub(super) fn composer(screen: Screen) -> Erased {
    // Redrawn when the door changes, not when the room does: the field keeps its text and focus.
    let door = Memo::new(move |_| screen.room.with(|room| room.door.clone()));
    view! {
        <div class="typing" aria-live="off">{move || screen.typing.get()}</div>
        {move || match door.get() {
            Door::Open => form(screen),
            Door::Archived(name) => {
                view! {
                    <p class="room-closed" id=TEXT_ID tabindex="-1">{words::archived_by(&name)}</p>
                }
                .erase()
            }
            Door::Left => {
                view! {
                    <p class="room-closed" id=TEXT_ID tabindex="-1" role="alert">
                        {words::ROOM_LEFT} " "
                        <a class="link" href="/">"Go to your rooms"</a>
                    </p>
                }
                .erase()
            }
        }}
    }
    .erase()
}

fn form(screen: Screen) -> Erased {
    let placeholder = move || {
        let to = |room: &RoomView| if room.direct { "Message " } else { "Message #" };
        screen.room.with(|room| [to(room), &room.name].concat())
    };
    let action = move || screen.room.with(|room| address(room, "/messages"));
    view! {
        <form class="composer" method="post" action=action>
            {suggest::list(screen)}
            <textarea id=TEXT_ID class="composer__text" name="body" rows="1" dir="auto"
                autocomplete="off" enterkeyhint="send" aria-autocomplete="list"
                aria-controls=suggest::LIST_ID aria-activedescendant=move || suggest::active(screen)
                placeholder=placeholder aria-label=placeholder
                aria-describedby="composer-note"></textarea>
            <input type="hidden" name="client_message_id" value=screen.form_id.get_value()/>
            <button class="composer__send" aria-label="Send">{icon(Icon::Send)}</button>
            <p class="composer__note" id="composer-note" role="status">
                {move || screen.composer_note.get()}
            </p>
        </form>
    }
    .erase()
}

fn address(room: &RoomView, rest: &str) -> String {
    ["/rooms/", &room.id.to_string(), rest].concat()
}
