//! The rows of a timeline as they are shown, and what tells them apart.

use hark_protocol::{Body, ClientMessageId, Person, Seq, Timestamp, UserId};

use super::{Delivery, Naming, NoticeView};
use crate::chat::reactions::ReactionsView;
use crate::chat::spot::Spot;
use crate::chat::strip::ThreadMarks;

/// What tells rows apart. A message keeps its key when it is stored.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Key {
    /// The start of a day.
    Day(i64),
    /// The unread line.
    Unread,
    /// A message. Other people's ids are not ours to trust alone.
    Message(UserId, ClientMessageId),
    /// A message that was refused because its id stands for another one.
    Refused(ClientMessageId),
    /// A notice.
    Notice(Seq),
}

/// A row as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum View {
    /// The start of a day.
    Day(String),
    /// What follows is new.
    Unread,
    /// A message.
    Message(Box<MessageView>),
    /// Something else that happened.
    Notice(NoticeView),
}

/// A message as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MessageView {
    /// Where it stands; nowhere while it is on its way.
    pub spot: Option<Spot>,
    /// The sender's key.
    pub client_message_id: ClientMessageId,
    /// Who wrote it.
    pub author: Person,
    /// The viewer wrote it.
    pub mine: bool,
    /// It begins a group.
    pub first: bool,
    /// It is the last one.
    pub last: bool,
    /// When.
    pub at: Timestamp,
    /// When, as `14:05`.
    pub time: String,
    /// When, in full.
    pub moment: String,
    /// The text; none: it was removed.
    pub body: Option<Body>,
    /// It was, and not by its author.
    pub moderated: bool,
    /// Whom it names.
    pub naming: Naming,
    /// The text is not the first.
    pub edited: bool,
    /// The viewer may change and remove it.
    pub changeable: bool,
    /// How far it has come.
    pub delivery: Delivery,
    /// It is being written anew from this text; a former try failed for this reason.
    pub editing: Option<(String, Option<&'static str>)>,
    /// It is pinned, by whom.
    pub pinned: Option<String>,
    /// What people think of it.
    pub reactions: ReactionsView,
    /// What it says of threads.
    pub thread: ThreadMarks,
    /// Something the viewer asked for did not happen, as a sentence.
    pub problem: Option<String>,
    /// Who has read so far, in words.
    pub seen: Option<String>,
}
