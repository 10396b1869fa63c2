//! A room's settings: what it is called, who is in it, and whether it goes on.

use hark_protocol::{Access, Person, Room, UserId};

use super::card::form_note;
use super::column::{column, section};
use super::field::{Entry, Field};
use super::new_room::topic_field;
use super::rooms::address;
use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Avatar, Icon, icon};
use crate::words::{level, rooms as words};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct RoomSettings {
    /// The room.
    pub room: Room,
    /// Its name as it was last written.
    pub name: Entry,
    /// Its topic as it was last written.
    pub topic: Entry,
    /// The viewer.
    pub me: UserId,
    /// The seconds between two messages of a member that the viewer may choose; `None`: they may
    /// choose none.
    pub slow_choices: Option<Vec<u32>>,
    /// The viewer looks after the room.
    pub keeper: bool,
    /// The viewer names it and adds others.
    pub may_shape: bool,
    /// Who is in it, by name.
    pub members: Vec<Person>,
    /// Who is not, by name.
    pub others: Vec<Person>,
    /// What came of the last thing done here.
    pub note: Option<&'static str>,
}

/// The page.
pub fn room_settings(page: RoomSettings) -> Node {
    let RoomSettings { room, name, topic, me, slow_choices, keeper, may_shape, members, .. } = page;
    let (others, note) = (page.others, page.note);
    let base = address(room.id);
    let writable = room.archived_by.is_none();
    let shapes = writable && may_shape;
    let about = shapes.then(|| section(words::settings(), about(&base, name, topic)));
    let slow = slow_choices.filter(|_| writable);
    let slow = slow.map(|choices| slow_section(&base, room.slow_seconds, &choices));
    let rows = members.into_iter().map(|member| {
        let removable = keeper && writable && member.id != me;
        member_row(&base, &member, me, removable)
    });
    let rows = rows.collect::<Node>();
    let add = shapes.then(|| add_form(&base, &others));
    let archive = keeper.then(|| archive_section(&base, writable));
    column(
        room.name.to_string(),
        (base.clone(), words::back_to_chat()),
        (),
        (
            form_note(note),
            (about, slow),
            section(words::members(), view! { {add} <ul class="list">{rows}</ul> }),
            section(level::title(), level_link(&base)),
            leave_section(&base, room.access),
            archive,
        ),
    )
}

fn level_link(base: &str) -> Node {
    view! {
        <p><a class="link" href=format!("{base}/level")>{words::choose_level()}</a></p>
    }
}

fn about(base: &str, name: Entry, topic: Entry) -> Node {
    view! {
        <form class="form" method="post" action=format!("{base}/settings")>
            {Field::text("name", words::name()).view(name)}
            {topic_field().view(topic)}
            <button class="button button--primary">{words::save()}</button>
        </form>
    }
}

/// What is chosen now stands among what may be chosen.
fn slow_section(base: &str, now: u32, choices: &[u32]) -> Node {
    let more = Some(now).filter(|now| !choices.contains(now));
    let options = choices.iter().copied().chain(more).map(|seconds| {
        let name = words::slow_for(seconds);
        view! { <option value=seconds.to_string() selected=seconds == now>{name}</option> }
    });
    section(
        words::slow_title(),
        view! {
            <form class="form form--inline" method="post" action=format!("{base}/slow")>
                <div class="field">
                    <label class="field__label" for="seconds">{words::slow_label()}</label>
                    <select class="field__input" id="seconds" name="seconds"
                        aria-describedby="slow-note">
                        {options.collect::<Node>()}
                    </select>
                    <p class="field__hint" id="slow-note">{words::slow_hint()}</p>
                </div>
                <button class="button">{words::slow_save()}</button>
            </form>
        },
    )
}

fn member_row(base: &str, member: &Person, me: UserId, removable: bool) -> Node {
    let you = (member.id == me).then(|| view! { <span class="tag">{words::you()}</span> });
    let remove = removable.then(|| {
        let label = format!("{} {}", words::remove(), member.name);
        view! {
            <form class="list__actions" method="post" action=format!("{base}/members/remove")>
                <input type="hidden" name="user" value=member.id.to_string()/>
                <button class="button button--quiet" aria-label=label>{words::remove()}</button>
            </form>
        }
    });
    view! {
        <li class="list__row">
            {Avatar::of(member).view()}
            <span class="list__main">{member.name.to_string()}</span>
            {you}
            {remove}
        </li>
    }
}

fn add_form(base: &str, others: &[Person]) -> Node {
    let everybody = others.is_empty().then(|| {
        view! { <p class="field__hint">{words::everybody_is_here()}</p> }
    });
    let form = (!others.is_empty()).then(|| {
        let options = others.iter().map(|person| {
            view! { <option value=person.id.to_string()>{person.name.to_string()}</option> }
        });
        view! {
            <form class="form form--inline" method="post" action=format!("{base}/members/add")>
                <div class="field">
                    <label class="field__label" for="user">{words::add_member()}</label>
                    <select class="field__input" id="user" name="user">
                        {options.collect::<Node>()}
                    </select>
                </div>
                <button class="button">{words::add()}</button>
            </form>
        }
    });
    (everybody, form).into_node()
}

fn leave_section(base: &str, access: Access) -> Node {
    let text = match access {
        Access::Open => words::leave_text_open(),
        Access::Closed | Access::Direct => words::leave_text_closed(),
    };
    section(
        words::leave(),
        view! {
            <form class="form" method="post" action=format!("{base}/leave")>
                <p class="field__hint">{text}</p>
                <button class="button button--danger">{icon(Icon::Leave)} {words::leave()}</button>
            </form>
        },
    )
}

fn archive_section(base: &str, writable: bool) -> Node {
    let (title, text, action, class) = if writable {
        (words::archive(), words::archive_text(), "archive", "button button--danger")
    } else {
        (words::unarchive(), words::unarchive_text(), "unarchive", "button")
    };
    section(
        title,
        view! {
            <form class="form" method="post" action=format!("{base}/{action}")>
                <p class="field__hint">{text}</p>
                <button class=class>{icon(Icon::Archive)} {title}</button>
            </form>
        },
    )
}
