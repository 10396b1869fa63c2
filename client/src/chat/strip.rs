//! What a message in the room says of threads: how many replies there are and the way to them, or
//! that it is a reply itself.

use hark_protocol::{Message, Person, RoomId, Seq};

use super::rows::Scene;
use super::spot::Side;
use super::words::threads as words;
use crate::ui::view::{IntoNode, Node, view};
use crate::ui::{Avatar, Icon, address, icon};

/// What a message says of threads, as it is shown.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ThreadMarks {
    /// The room and the message whose thread this leads to.
    place: Option<(RoomId, Seq)>,
    /// It can be replied to.
    open: bool,
    /// It is a reply itself.
    reply: Option<Seq>,
    /// What stands in its thread.
    strip: Option<Strip>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Strip {
    count: String,
    people: Vec<Person>,
    newest: String,
}

impl ThreadMarks {
    /// What is said of this message. There is no thread inside a thread.
    pub fn of(message: &Message, scene: &Scene<'_>) -> Self {
        if scene.side == Side::Thread {
            return Self::default();
        }
        let replies = &message.replies;
        let strip = (replies.count > 0).then(|| {
            let today = scene.zone.local(scene.now).day;
            Strip {
                count: words::replies(replies.count),
                people: replies.people.to_vec(),
                newest: words::newest(scene.zone.local(replies.newest_at), today),
            }
        });
        Self {
            place: Some((scene.room, message.to.map_or(message.seq, |to| to.root))),
            open: scene.writable && message.body.is_some(),
            reply: message.to.map(|_| message.seq),
            strip,
        }
    }
}

/// The line over a reply that leads to its thread.
pub(super) fn line(marks: &ThreadMarks) -> Option<Node> {
    let (room, root) = marks.place?;
    let near = marks.reply?;
    Some(view! {
        <a class="thread-line" href=address::reply(room, near) data-thread=root.0
            data-near=near.0>
            {icon(Icon::Thread)} {words::from_thread()}
        </a>
    })
}

/// The strip under a message that was replied to.
pub(super) fn strip(marks: &ThreadMarks) -> Option<Node> {
    let (room, root) = marks.place?;
    let Strip { count, people, newest } = marks.strip.clone()?;
    let faces: Vec<Node> =
        people.iter().map(|person| Avatar::of(person).view().into_node()).collect();
    Some(view! {
        <a class="replies" href=address::thread(room, root) data-thread=root.0>
            <span class="replies__faces">{faces}</span>
            <span class="replies__count">{count}</span>
            " "
            <span class="replies__newest">{newest}</span>
        </a>
    })
}

/// One of a message's actions.
pub(super) fn action(marks: &ThreadMarks) -> Option<Node> {
    let (room, root) = marks.place?;
    marks.open.then(|| {
        view! {
            <a class="icon-button" href=address::thread(room, root) aria-label=words::reply()
                data-thread=root.0>
                {icon(Icon::Thread)}
            </a>
        }
    })
}
