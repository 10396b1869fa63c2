//! How a row of the timeline looks. Holds no handlers: clicks go to the one in `browser`.

use hark_words::message as said;
use leptos::prelude::*;

use super::body::body;
use super::deed::Deed;
use super::menu;
use super::pins;
use super::reactions;
use super::rows::{Delivery, MessageView, NoticeView, View};
use super::slot::Slot;
use super::spot::{Side, Spot};
use super::strip;
use super::words;
use crate::clock;
use crate::ui::view::{IntoNode, Node, each, view};
use crate::ui::{Avatar, Icon, icon};

/// The rows, each in its place.
pub(super) fn list(slots: RwSignal<Vec<Slot>>) -> Node {
    each(move || slots.get(), |slot: &Slot| slot.key, row)
}

/// A row that redraws itself in place when what it shows changes.
fn row(Slot { view, reached, .. }: Slot) -> Node {
    (move || view.with(|view| draw(view, &reached))).into_node()
}

fn draw(view: &View, reached: &ArcRwSignal<bool>) -> Node {
    match view {
        View::Day(day) => {
            let day = day.clone();
            view! { <li class="day"><span class="day__pill">{day}</span></li> }
        }
        View::Unread => {
            view! { <li class="unread-line"><span>{hark_words::room::unread_line()}</span></li> }
        }
        View::Message(message) => draw_message(message, reached.get()),
        View::Notice(notice) => draw_notice(notice),
    }
}

fn draw_notice(notice: &NoticeView) -> Node {
    let NoticeView { seq, text, at, time } = notice.clone();
    view! {
        <li class="notice" id=Spot { side: Side::Room, seq }.anchor() data-seq=seq.0>
            {text} " · " <time datetime=clock::iso(at)>{time}</time>
        </li>
    }
}

fn draw_message(message: &MessageView, reached: bool) -> Node {
    let content = if message.editing.is_some() { draw_editor(message) } else { body(message) };
    view! {
        <li
            class=class(message)
            id=message.spot.map(Spot::anchor)
            data-seq=message.spot.map(|spot| spot.seq.0)
            data-id=message.client_message_id.to_string()
            // The keyboard comes to the last one, and goes on by arrows.
            tabindex=if message.last { "0" } else { "-1" }
        >
            {pins::draw_mark(&message.pinned)}
            {draw_head(message)}
            {strip::line(&message.thread)}
            {content}
            {reactions::draw(&message.reactions)}
            {strip::strip(&message.thread)}
            {draw_failure(message)}
            {message.seen.clone().map(|by| view! { <p class="message__seen">{by}</p> })}
            {reached.then(|| draw_actions(message))}
        </li>
    }
}

fn draw_head(message: &MessageView) -> Node {
    let (datetime, moment) = (clock::iso(message.at), message.moment.clone());
    let time = message.time.clone();
    if !message.first {
        return view! {
            <time class="message__margin-time" datetime=datetime title=moment>{time}</time>
        };
    }
    let name = message.author.name.as_str().to_owned();
    view! {
        {Avatar::of(&message.author).view()}
        <div class="message__head">
            <span class="message__author" dir="auto">{name}</span>
            <time class="message__time" datetime=datetime title=moment>{time}</time>
        </div>
    }
}

/// The text is the browser's while it is written; it is only given once.
fn draw_editor(message: &MessageView) -> Node {
    let (text, why) = message.editing.clone().unwrap_or_default();
    let why = why.map(|why| view! { <p class="message__failure" role="alert">{why}</p> });
    view! {
        <div class="message__editor">
            <textarea class="message__edit-text" aria-label=said::change() rows="1" dir="auto"
                prop:value=text></textarea>
            {why}
            <p class="message__edit-keys">
                <button class="link-button" type="button" data-do=Deed::Save.word()>
                    {said::save()}
                </button>
                " "
                <button class="link-button" type="button"
                    data-do=Deed::Cancel.word()>{said::cancel()}</button>
            </p>
        </div>
    }
}

fn draw_failure(message: &MessageView) -> Option<Node> {
    if let Some(problem) = message.problem.clone() {
        return Some(view! {
            <div class="message__failure" role="alert">
                {problem} " "
                <button class="link-button" type="button"
                    data-do=Deed::Dismiss.word()>{said::dismiss()}</button>
            </div>
        });
    }
    let Delivery::Failed(code) = message.delivery else { return None };
    Some(view! {
        <div class="message__failure">
            {said::not_sent(words::refusal(code))} " "
            <button class="link-button" type="button"
                data-do=Deed::Retry.word()>{said::retry()}</button>
            " "
            <button class="link-button" type="button"
                data-do=Deed::Discard.word()>{said::discard()}</button>
        </div>
    })
}

fn draw_actions(message: &MessageView) -> Option<Node> {
    let react = reactions::action(&message.reactions);
    let reply = strip::action(&message.thread);
    let change = message.changeable.then(draw_change);
    let busy = message.editing.is_some() || message.delivery != Delivery::Stored;
    if busy || message.body.is_none() {
        return None;
    }
    let more = menu::action();
    Some(view! { <div class="message__actions">{react} {reply} {change} {more}</div> })
}

fn draw_change() -> Node {
    view! {
        <button class="icon-button" type="button" aria-label=said::edit() data-do=Deed::Edit.word()>
            {icon(Icon::Edit)}
        </button>
        <button class="icon-button" type="button" aria-label=said::delete() data-do=Deed::Delete.word()>
            {icon(Icon::Trash)}
        </button>
    }
}

fn class(message: &MessageView) -> String {
    let mut class = "message".to_owned();
    for (on, name) in [
        (message.first, " message--first"),
        (message.mine, " message--mine"),
        (message.naming.meant && !message.mine, " message--meant"),
        (message.body.is_none(), " message--removed"),
        (message.delivery == Delivery::Pending, " message--pending"),
        (matches!(message.delivery, Delivery::Failed(_)), " message--failed"),
        (message.editing.is_some(), " message--editing"),
        (message.pinned.is_some(), " message--pinned"),
    ] {
        if on {
            class.push_str(name);
        }
    }
    class
}
