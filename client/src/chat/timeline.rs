//! The rows of a room, what stands above them, and the way to the newest.

use hark_words::room as words;
use leptos::prelude::*;

use super::deed::Deed;
use super::row;
use super::screen::{Jump, Screen};
use super::top::{Intro, Top};
use crate::ui::view::{IntoNode, Node, view};

/// The timeline. Its scrolling is `browser::scroll`'s.
pub(super) fn timeline(screen: Screen) -> Node {
    let label = move || screen.room.with(|room| words::messages(&room.name));
    view! {
        <div class="timeline" id="timeline" role="log" aria-live="off" aria-label=label
            tabindex="0">
            // One child, because the column is reversed to begin at its end.
            <div class="timeline__column">
                <div class="timeline__top">{move || screen.top.with(top)}</div>
                <ol class="timeline__rows">{row::list(screen.slots)}</ol>
            </div>
        </div>
    }
}

fn top(top: &Top) -> Option<Node> {
    match top {
        Top::Empty => None,
        Top::Older(room, seq) => {
            let past = ["/rooms/", &room.to_string(), "?before=", &seq.to_string()].concat();
            Some(view! {
                <a class="timeline__more" href=past data-do=Deed::Older.word()>
                    {words::earlier()}
                </a>
            })
        }
        Top::Intro(intro) => Some(first_words(intro)),
    }
}

fn first_words(Intro { name, direct, topic, made_by, alone }: &Intro) -> Node {
    let line = |text: String| view! { <p dir="auto">{text}</p> };
    let alone = alone.map(|room| {
        let settings = ["/rooms/", &room.to_string(), "/settings"].concat();
        view! {
            <p>
                {words::alone()} " "
                <a class="link" href=settings>{words::add_people()}</a> " · "
                <a class="link" href="/people">{words::invite()}</a>
            </p>
        }
    });
    view! {
        <div class="room-intro">
            <h2 class="room-intro__name" dir="auto">{name.clone()}</h2>
            {(!topic.is_empty()).then(|| line(topic.clone()))}
            {direct.then(|| line(words::between(name)))}
            {made_by.as_ref().map(|name| line(words::made_by(name)))}
            {alone}
        </div>
    }
}

/// The pill that leads to the newest messages, when the reader is not there.
pub(super) fn jump(screen: Screen) -> Node {
    let pill = move || {
        let text = match screen.jump.get() {
            Jump::Hidden => return None,
            Jump::Far => words::to_newest(),
            Jump::New => words::new_messages(),
        };
        Some(view! { <button class="jump" type="button" data-do=Deed::Jump.word()>{text}</button> })
    };
    pill.into_node()
}
