//! The rows of a room, what stands above them, and the way to the newest.

use leptos::prelude::*;

use super::deed::Deed;
use super::row;
use super::screen::{Jump, Screen, Slot, Top};
use super::words;
use crate::ui::Erase;

/// The timeline. Its scrolling is `browser::scroll`'s.
pub(super) fn timeline(screen: Screen) -> AnyView {
    let label = move || screen.room.with(|room| ["Messages in ", &room.name].concat());
    view! {
        <div class="timeline" id="timeline" role="log" aria-live="off" aria-label=label
            tabindex="0">
            // One child, because the column is reversed to begin at its end.
            <div class="timeline__column">
                <div class="timeline__top">{move || screen.top.with(top)}</div>
                <ol class="timeline__rows">
                    <For
                        each=move || screen.slots.get()
                        key=|slot: &Slot| slot.key
                        children=|slot: Slot| row::row(slot.view)
                    />
                </ol>
            </div>
        </div>
    }
    .erase()
}

fn top(top: &Top) -> Option<AnyView> {
    let (name, topic, made_by) = match top {
        Top::Empty => return None,
        Top::Older(room, seq) => {
            let past = ["/rooms/", &room.to_string(), "?before=", &seq.to_string()].concat();
            return Some(
                view! {
                    <a class="timeline__more" href=past data-do=Deed::Older.word()>
                        "Earlier messages"
                    </a>
                }
                .erase(),
            );
        }
        Top::Intro(name, topic, made_by) => (name.clone(), topic.clone(), made_by),
    };
    let made_by = made_by.as_ref().map(|name| view! { <p>{words::made_by(name)}</p> }.erase());
    let topic = (!topic.is_empty()).then(|| view! { <p dir="auto">{topic}</p> }.erase());
    Some(
        view! {
            <div class="room-intro">
                <h2 class="room-intro__name" dir="auto">{name}</h2>
                {topic}
                {made_by}
            </div>
        }
        .erase(),
    )
}

/// The pill that leads to the newest messages, when the reader is not there.
pub(super) fn jump(screen: Screen) -> AnyView {
    let pill = move || {
        let text = match screen.jump.get() {
            Jump::Hidden => return None,
            Jump::Far => "Jump to newest",
            Jump::New => "New messages ↓",
        };
        Some(
            view! { <button class="jump" type="button" data-do=Deed::Jump.word()>{text}</button> }
                .erase(),
        )
    };
    pill.erase()
}
