//! The threads that the viewer follows, the newest reply first.

use super::column::column;
use crate::chat::words::threads::replies;
use crate::ui::view::{Node, view};
use crate::ui::{Avatar, Clock, address};
use crate::words::{rooms, threads as words};
use hark_protocol::{Excerpt, Person, RoomId, Seq, ThreadState, Timestamp};

/// A page of the list.
#[derive(Clone, Debug, Default)]
pub struct Threads {
    /// The newest reply first.
    pub threads: Vec<Followed>,
    /// These are not the first of all.
    pub is_past: bool,
    /// Where older ones begin, if there are any.
    pub older: Option<String>,
}

/// A thread in it.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Its room.
    pub room: RoomId,
    /// What the viewer calls that room.
    pub room_name: String,
    /// The message that it hangs on.
    pub root: Seq,
    /// Who wrote that.
    pub author: Person,
    /// How it begins; `None`: it was removed.
    pub text: Option<Excerpt>,
    /// How many replies stand.
    pub replies: u32,
    /// When the newest one came.
    pub newest_at: Timestamp,
    /// What is unread of it.
    pub state: ThreadState,
}

/// The page.
pub fn threads(page: Threads, clock: &Clock) -> Node {
    let Threads { threads, is_past, older } = page;
    let empty = threads.is_empty().then(|| nothing(is_past));
    let rows = threads.into_iter().map(|thread| row(thread, clock)).collect::<Node>();
    let older = older.map(|place| {
        let href = format!("/threads?before={place}");
        view! { <a class="button" href=href rel="next">{words::older()}</a> }
    });
    column(
        words::title(),
        ("/".into(), rooms::back_to_chat()),
        (),
        view! {
            <ol class="found-list" aria-label=words::list()>{rows}</ol>
            {empty}
            {older}
        },
    )
}

fn nothing(is_past: bool) -> Node {
    let title = if is_past { words::none_older() } else { words::none() };
    let text = (!is_past).then(|| view! { <p class="empty">{words::none_text()}</p> });
    view! { <section class="section"><h2 class="section__title">{title}</h2>{text}</section> }
}

fn row(thread: Followed, clock: &Clock) -> Node {
    let Followed { room, room_name, root, author, text, replies: count, newest_at, state } = thread;
    let text = text
        .map_or_else(|| hark_words::message::removed().to_owned(), |text| text.as_str().to_owned());
    view! {
        <li class="found">
            {Avatar::of(&author).view()}
            <a class="found__link" href=address::thread(room, root)>
                <span class="found__author" dir="auto">{author.name.to_string()}</span>
                " "
                <span class="found__where">
                    <bdi>{room_name}</bdi>
                    " · "
                    {replies(count)}
                    " · "
                    <time datetime=crate::clock::iso(newest_at)>{clock.moment(newest_at)}</time>
                </span>
                {news(state)}
            </a>
            <p class="found__text" dir="auto">{text}</p>
        </li>
    }
}

/// What is unread, if anything.
fn news(state: ThreadState) -> Option<Node> {
    let (class, text) = match (state.unread, state.mentions) {
        (0, _) => return None,
        (unread, 0) => ("badge", words::new(unread)),
        (unread, _) => ("badge badge--meant", words::new_with_mention(unread)),
    };
    Some(view! { " " <span class=class>{text}</span> })
}
