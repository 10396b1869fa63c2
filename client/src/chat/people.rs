//! The panel of who is here, away or gone, and what people say of themselves.

use hark_protocol::sync::{Client, RoomState};
use hark_protocol::{Attention, Ephemeral, Person, UserId};
use leptos::prelude::*;

use super::deed::Deed;
use super::screen::{Reader, Screen};
use super::words::{here as words, time};
use crate::clock::Zone;
use crate::ui::view::{Node, view};
use crate::ui::{Avatar, Icon, icon};

/// Somebody in the panel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Card {
    person: Person,
    is_viewer: bool,
    standing: Standing,
    said: Said,
}

/// Where somebody stands, as far as it is known.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Standing {
    Here,
    Away,
    /// They are not connected. When they were, in words.
    Gone(String),
}

/// What somebody says of themselves, as this reader sees it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Said {
    status: Option<String>,
    clock: Option<String>,
}

impl Standing {
    /// In words; nothing of somebody who is here.
    fn words(&self) -> Option<String> {
        match self {
            Self::Here => None,
            Self::Away => Some(words::away().to_owned()),
            Self::Gone(seen) => Some(seen.clone()),
        }
    }
}

/// What there is to say of the only other person in a direct room; empty where there is nothing.
pub(super) fn of_other(client: &Client, reader: &Reader, state: &RoomState) -> Option<String> {
    let mut others = state.summary().room.people.iter().filter(|one| one.id != client.me().id);
    let other = others.next().filter(|_| others.next().is_none())?;
    let card = cards(client, reader, state).into_iter().find(|card| card.person.id == other.id);
    let standing = card.and_then(|card| card.standing.words());
    let Said { status, clock } = said(client, reader, other.id);
    let parts: Vec<String> = [standing, status, clock].into_iter().flatten().collect();
    Some(parts.join(" · "))
}

/// The people of the panel: those who are connected, then the room's other members.
pub(super) fn cards(client: &Client, reader: &Reader, state: &RoomState) -> Vec<Card> {
    let room = state.summary().room.id;
    let Some(here) = client.here(room) else { return Vec::new() };
    let card = |person: &Person, standing| Card {
        person: person.clone(),
        is_viewer: person.id == client.me().id,
        standing,
        said: said(client, reader, person.id),
    };
    let connected = here.people.iter().map(|one| match one.attention {
        Attention::Here => card(&one.person, Standing::Here),
        Attention::Away => card(&one.person, Standing::Away),
    });
    // Of more than are told of nobody knows who is not among them.
    let all_told = here.people.len() < Ephemeral::MAX_HERE;
    let told = |person: &&Person| here.people.iter().any(|one| one.person.id == person.id);
    let others = state.members().iter().filter(|person| all_told && !told(person));
    let gone = others.map(|person| {
        let seen = client.seen(room, person.id).map(|at| reader.now.0 - at.0);
        card(person, Standing::Gone(words::last_seen(seen)))
    });
    connected.chain(gone).collect()
}

/// What this person says of themselves. The time is told where it is another one than the reader's.
fn said(client: &Client, reader: &Reader, user: UserId) -> Said {
    let Some(said) = client.about(user) else { return Said::default() };
    let status = said.status_at(reader.now).map(|status| status.text.as_str().to_owned());
    let clock = said.zone.as_ref().and_then(|zone| {
        let zone = Zone::named(zone.as_str());
        let apart = zone.offset_seconds(reader.now) - reader.zone.offset_seconds(reader.now);
        (apart != 0).then(|| words::clock(&time(zone.local(reader.now)), apart / 60))
    });
    Said { status, clock }
}

/// The panel beside the room; hidden until it is asked for.
pub(super) fn people(screen: Screen) -> Node {
    view! {
        <aside class="people" id="people" aria-label=words::panel()
            hidden=move || !screen.people_shown.get()>
            <header class="people__head">
                <h2 class="people__title">{move || title(screen)}</h2>
                <button class="icon-button" type="button" aria-label=words::close()
                    data-do=Deed::People.word()>
                    {icon(Icon::Close)}
                </button>
            </header>
            <ul class="people__list">
                {move || screen.people.with(|people| people.iter().map(row).collect::<Vec<_>>())}
            </ul>
        </aside>
    }
}

fn title(screen: Screen) -> String {
    match screen.here.get() {
        None => words::now().into(),
        Some(count) => words::count(count),
    }
}

fn row(card: &Card) -> Node {
    let Card { person, is_viewer, standing, said } = card;
    let Said { status, clock } = said.clone();
    let write = (!is_viewer).then(|| write_to(person));
    let class = match standing {
        Standing::Here => "person person--here",
        Standing::Away => "person person--away",
        Standing::Gone(_) => "person",
    };
    view! {
        <li class=class>
            {Avatar::of(person).view()}
            <div class="person__who">
                <span class="person__name" dir="auto">{person.name.as_str().to_owned()}</span>
                {status.map(|status| view! { <p class="person__about" dir="auto">{status}</p> })}
                {clock.map(|clock| view! { <p class="person__about">{clock}</p> })}
                {standing.words().map(|text| view! { <p class="person__standing">{text}</p> })}
            </div>
            {write}
        </li>
    }
}

/// Leads to the room of the viewer and this person.
fn write_to(person: &Person) -> Node {
    let label = words::write(person.name.as_str());
    view! {
        <form class="person__write" method="post" action="/direct">
            <input type="hidden" name="person" value=person.id.0/>
            <button class="icon-button" aria-label=label>{icon(Icon::Direct)}</button>
        </form>
    }
}
