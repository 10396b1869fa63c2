//! Searching: the field, what was found, and what one may write.

use hark_protocol::query::Query;
use hark_protocol::{Person, RoomId, Seq, Timestamp};

use super::column::column;
use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Avatar, Clock, Icon, address, icon};
use crate::words::{rooms, search as words};

/// What was asked and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// As it was written.
    pub asked: String,
    /// What there is to say about it: what was left out, names that nobody has.
    pub notes: Vec<String>,
    /// The one room that was asked for: a day in it can be gone to.
    pub room: Option<(RoomId, String)>,
    /// What was found, newest first; `None` where nothing was asked.
    pub found: Option<Vec<Found>>,
    /// These are not the newest of what was found.
    pub is_past: bool,
    /// Where older ones begin, if there are any.
    pub older: Option<i64>,
}

/// A message that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its room.
    pub room: RoomId,
    /// That room's name.
    pub room_name: String,
    /// Its number there.
    pub seq: Seq,
    /// By whom.
    pub author: Person,
    /// When.
    pub at: Timestamp,
    /// A part of its text.
    pub text: Vec<Piece>,
}

/// A piece of text.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// It is what was looked for.
    pub marked: bool,
}

/// The page.
pub fn search(page: Search, clock: &Clock) -> Node {
    let Search { asked, notes, room, found, is_past, older } = page;
    let older = older.map(|place| {
        let href = format!("{}&before={place}", address::search(&asked));
        view! { <a class="button" href=href rel="next">{words::older()}</a> }
    });
    let notes = notes.into_iter().map(|note| view! { <p>{note}</p> }).collect::<Node>();
    let form = form(asked, found.is_none());
    let results = match found {
        None => None,
        Some(found) if found.is_empty() => Some(nothing(is_past).into_node()),
        Some(found) => Some(list(found, clock).into_node()),
    };
    let is_help_open = results.is_none();
    column(
        words::search(),
        ("/".into(), rooms::back_to_chat()),
        (),
        view! {
            {form}
            {room.map(day_form)}
            <div class="search__notes" role="status">{notes}</div>
            {results}
            {older}
            {help(is_help_open)}
        },
    )
}

fn form(asked: String, has_focus: bool) -> Node {
    view! {
        <form class="search" role="search" method="get" action="/search">
            <label class="visually-hidden" for="q">{words::field()}</label>
            <input class="field__input search__field" id="q" name="q" type="search" dir="auto"
                value=asked placeholder=words::field() maxlength=Query::MAX_BYTES.to_string()
                autocomplete="off" spellcheck="false" enterkeyhint="search" autofocus=has_focus/>
            <button class="button button--primary">{icon(Icon::Search)} {words::search()}</button>
        </form>
    }
}

/// To a day in a room.
fn day_form((room, name): (RoomId, String)) -> Node {
    view! {
        <form class="day-form" method="get" action=format!("/rooms/{room}")>
            <label class="day-form__label" for="date">{words::day_in(&name)}</label>
            <input class="field__input day-form__date" id="date" name="date" type="date" required/>
            <button class="button">{words::go()}</button>
        </form>
    }
}

fn nothing(is_past: bool) -> Node {
    let title = if is_past { words::nothing_older() } else { words::nothing() };
    let text = (!is_past).then(|| view! { <p class="empty">{words::nothing_text()}</p> });
    view! { <section class="section"><h2 class="section__title">{title}</h2>{text}</section> }
}

fn list(found: Vec<Found>, clock: &Clock) -> Node {
    let rows = found.into_iter().map(|message| row(message, clock)).collect::<Node>();
    view! {
        <h2 class="visually-hidden">{words::found()}</h2>
        <ol class="found-list">{rows}</ol>
    }
}

fn row(message: Found, clock: &Clock) -> Node {
    let Found { room, room_name, seq, author, at, text } = message;
    let href = address::message(room, seq);
    let text = text.into_iter().map(piece).collect::<Node>();
    view! {
        <li class="found">
            {Avatar::of(&author).view()}
            <a class="found__link" href=href>
                <span class="found__author" dir="auto">{author.name.to_string()}</span>
                " "
                <span class="found__where">
                    <bdi>{room_name}</bdi>
                    " · "
                    <time datetime=crate::clock::iso(at)>{clock.moment(at)}</time>
                </span>
            </a>
            <p class="found__text" dir="auto">{text}</p>
        </li>
    }
}

fn piece(piece: Piece) -> Node {
    let Piece { text, marked } = piece;
    if marked {
        view! { <mark>{text}</mark> }
    } else {
        text.into_node()
    }
}

fn help(is_open: bool) -> Node {
    let examples = words::examples().map(|(example, finds)| {
        let href = address::search(example);
        view! {
            <dt><a class="link" href=href><code>{example}</code></a></dt>
            <dd>{finds}</dd>
        }
    });
    view! {
        <details class="search-help" open=is_open>
            <summary>{words::help()}</summary>
            <dl class="search-help__list">{examples.into_iter().collect::<Node>()}</dl>
        </details>
    }
}
